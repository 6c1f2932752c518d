import { HOUR_MS, isoInstant, parseInstant } from '../instants.ts';
import { appsIn } from '../snapshot/app-inventory.ts';
import { type InventoryState, isSigned, type Manifest } from '../snapshot/manifest.ts';
import type { TakenInventory } from '../sources/app-inventory/read-inventory.ts';

/** Once a day is enough; less than a day, so that a daily run that starts early takes one too. */
const DUE_AFTER_MS = 20 * HOUR_MS;

/**
 * Returns whether a run at `now`, ms since 1970, takes an inventory: the last is of another day, or the manifest that tells
 * of it is not signed with this key.
 */
export function isInventoryDue(
  published: Manifest | undefined,
  { now, manifestKey }: { readonly now: number; readonly manifestKey: Uint8Array | undefined },
): boolean {
  const takenAt = published?.inventory?.taken_at;
  if (published === undefined || takenAt === undefined) return true;
  if (manifestKey !== undefined && !isSigned(published, manifestKey)) return true;
  const age = now - parseInstant(takenAt);
  // A time to come is that of a wrong clock.
  return age >= DUE_AFTER_MS || age < 0;
}

/** Returns what the manifest says of an inventory. */
export function inventoryState(taken: TakenInventory): InventoryState {
  const { takenAt, environments, unread } = taken;
  return {
    taken_at: isoInstant(takenAt),
    apps: appsIn(taken),
    environments: environments.length,
    unread: unread.map(({ id, reason }) => ({ environment_id: id, reason })),
  };
}
