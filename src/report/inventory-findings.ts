import type { ActionError } from '../errors.ts';
import { isoSecond, parseInstant } from '../instants.ts';
import { appsIn } from '../snapshot/app-inventory.ts';
import type { InventoryState } from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import type { TakenInventory } from '../sources/app-inventory/read-inventory.ts';
import type { Finding } from './finding.ts';
import { number, plural } from './run-report.ts';

/** What became of the inventory in a run. `last`: the one before it. */
export type InventoryStep =
  | { readonly kind: 'off' }
  /** The last one is of this day. */
  | { readonly kind: 'fresh'; readonly last: InventoryState | undefined }
  | { readonly kind: 'taken'; readonly taken: TakenInventory }
  | { readonly kind: 'failed'; readonly error: ActionError; readonly last: InventoryState | undefined };

/** Returns the line that tells what became of the inventory. */
export function inventoryLine(step: InventoryStep): string {
  switch (step.kind) {
    case 'off':
      return 'Not asked for';
    case 'fresh':
      return `Not due: ${sizeOf(step.last)}`;
    case 'taken':
      return takenLine(step.taken);
    case 'failed':
      return 'Not read: see the warning';
  }
}

/** Returns what an inventory lists, in a few words: "52 apps in 12 environments, 1 of them not read". */
export function takenLine(taken: TakenInventory): string {
  const { environments, unread } = taken;
  const left = unread.length === 0 ? '' : `, ${number(unread.length)} of them not read`;
  return `${plural(appsIn(taken), 'app')} in ${plural(environments.length, 'environment')}${left}`;
}

/** Returns why environments were not read, the first of them; nothing when all were. */
export function unreadLines({ unread }: TakenInventory): string {
  return unread.length === 0 ? '' : `. ${firstLines(unread.map(({ id, reason }) => `${id}: ${reason}`))}`;
}

function sizeOf(last: InventoryState | undefined): string {
  if (last === undefined) return 'there was none yet';
  return `the last one, of ${isoSecond(parseInstant(last.taken_at))}, has ${plural(last.apps, 'app')}`;
}

const MOST_LINES = 3;

/** Returns what a user should know of the inventory of a run. Never a user's name. */
export function inventoryFindings(
  step: InventoryStep,
  { inventory: reading }: MergeResult,
): readonly Finding[] {
  if (step.kind === 'failed') {
    const { error, last } = step;
    return [
      warning(
        'App inventory not read',
        `${error.message.replace(/\.?$/, '.')} ${error.remedy} Launches were read as always, and the apps stay as they were: ${sizeOf(last)}.`,
      ),
    ];
  }
  if (step.kind !== 'taken') return [];
  const { unread, environments } = step.taken;
  const notRead = unread.map(({ id, reason }) => `${id}: ${reason}`);
  const shrunken = (reading?.shrunken ?? []).map(
    ({ id, listed, known }) => `${id} still lists ${number(listed)} of ${plural(known, 'known app')}`,
  );
  const vanished = reading?.vanished ?? [];
  return [
    ...(notRead.length === 0
      ? []
      : [
          warning(
            'Environments not read',
            `Cannot list the apps of ${number(notRead.length)} of ${plural(environments.length, 'environment')}: they stay as they were. ${firstLines(notRead)}`,
          ),
        ]),
    ...(shrunken.length === 0
      ? []
      : [
          warning(
            'Suddenly fewer apps',
            `No app counts as missing where less than half is listed: ${firstLines(shrunken)} If nobody deleted them, check what the application may see.`,
          ),
        ]),
    ...(vanished.length === 0
      ? []
      : [
          warning(
            'Environments not listed any more',
            `The inventory does not list ${plural(vanished.length, 'environment')} that had apps: ${firstLines(vanished)} Their apps stay as they were. They were deleted, or the application may no longer see them.`,
          ),
        ]),
  ];
}

function warning(title: string, message: string): Finding {
  return { level: 'warning', title, message };
}

function firstLines(lines: readonly string[]): string {
  const more = lines.length > MOST_LINES ? `; and ${number(lines.length - MOST_LINES)} more` : '';
  return `${lines.slice(0, MOST_LINES).join('; ')}${more}.`;
}
