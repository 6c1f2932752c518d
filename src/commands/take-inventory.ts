import { InventoryError, SignInError } from '../errors.ts';
import type { Identity } from '../launches/identity.ts';
import type { InventoryStep } from '../report/inventory-findings.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import { readInventory } from '../sources/app-inventory/read-inventory.ts';
import { isInventoryDue } from '../sync/inventory.ts';
import type { Run } from './run.ts';

/** Lists the apps of the tenant where that is asked for and due. A failure is told, and ends nothing. */
export async function takeInventory(
  { inventory, signing }: Run,
  identity: Identity,
  published: Manifest | undefined,
  now: number,
): Promise<InventoryStep> {
  if (inventory === undefined) return { kind: 'off' };
  const last = published?.inventory;
  if (!isInventoryDue(published, { now, manifestKey: signing?.manifest })) return { kind: 'fresh', last };
  try {
    return { kind: 'taken', taken: await readInventory(inventory, identity) };
  } catch (error) {
    if (error instanceof InventoryError || error instanceof SignInError)
      return { kind: 'failed', error, last };
    throw error;
  }
}
