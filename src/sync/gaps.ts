import { isoInstant, parseInstant } from '../instants.ts';
import { openCalendar } from '../snapshot/calendar.ts';
import type { Damage } from '../snapshot/checked-files.ts';
import { compareText } from '../snapshot/compare.ts';
import { isLostDays, lostDays } from '../snapshot/coverage.ts';
import type { Gap, Manifest, UnreadBlob } from '../snapshot/manifest.ts';
import type { MalformedEntry } from '../sources/activity-feed/content.ts';
import type { Plan } from './windows.ts';

/** The content time that runs have read without a break: `[from, watermark)`, ms since 1970; `null` before the first run. */
export interface Covered {
  readonly from: number | null;
  readonly watermark: number | null;
}

/** What a run found that it can read no more. */
export interface Missing {
  readonly lost: readonly { readonly id: string; readonly created: number }[];
  readonly malformed: readonly MalformedEntry[];
}

/**
 * Returns the gaps that no published snapshot names yet: the gaps of `before` that are not in `published` (a run that
 * failed left them), what the plan could not reach and no earlier run read, lost blobs, and entries that name no blob.
 */
export function gapsOf(
  plan: Plan,
  { lost, malformed }: Missing,
  before: Covered & { readonly gaps: readonly Gap[] },
  published: readonly Gap[],
): readonly Gap[] {
  const named = new Set(published.map(keyOf));
  const unreached = plan.gaps.flatMap((gap) => uncovered(gap, before));
  const left = before.gaps.filter((gap) => !named.has(keyOf(gap)));
  const nameless = namelessEntries(malformed).filter(
    (gap) => !before.gaps.some((known) => contains(known, gap)),
  );
  return [...left, ...unreached, ...lost.map(lostBlob), ...nameless];
}

function contains(gap: Gap, other: Gap): boolean {
  return gap.reason === other.reason && gap.from <= other.from && other.to <= gap.to;
}

function keyOf({ from, to, reason }: Gap): string {
  return JSON.stringify([from, to, reason]);
}

/** Returns the gap of a blob that was gone before it could be read: the instant of its creation, ms since 1970. */
export function lostBlob({ id, created }: { readonly id: string; readonly created: number }): Gap {
  const instant = isoInstant(created);
  return { from: instant, to: instant, reason: lostReason(id) };
}

/** Returns the reason of the gap of a lost blob. */
export function lostReason(id: string): string {
  return `content blob ${id} was gone before it could be read`;
}

/** Returns the ids of the lost blobs that gaps name. */
export function lostIn(gaps: readonly Gap[]): ReadonlySet<string> {
  return new Set(gaps.flatMap(({ reason }) => LOST.exec(reason)?.[1] ?? []));
}

const LOST = /^content blob (.+) was gone before it could be read$/s;

/** Returns the gap of a blob that was listed and could not be read for long, and still may be. */
export function pendingBlob({ id, created }: Pick<UnreadBlob, 'id' | 'created'>): Gap {
  return {
    from: created,
    to: created,
    reason: `content blob ${id} could not be read yet`,
    status: 'pending',
  };
}

/** Returns the gaps of entries of the list that name no content blob: the instant of each, or the window that listed it. */
export function namelessEntries(malformed: readonly MalformedEntry[]): readonly Gap[] {
  const gaps = malformed
    .filter(({ namesBlob }) => !namesBlob)
    .map(({ created }) => ({
      from: isoInstant(created.start),
      to: isoInstant(created.end),
      reason: NAMELESS,
    }));
  return mergeGaps(gaps);
}

const NAMELESS = 'an entry of the list names no content blob';

/** Returns whether a gap is of an entry that named no blob: a listing of its time without such an entry closes it. */
export function isNameless({ reason }: Gap): boolean {
  return reason === NAMELESS;
}

/** Returns the gap of the time in which the subscription was off, `[from, to]` in ms since 1970. */
export function subscriptionOff(from: number, to: number): Gap {
  return { from: isoInstant(from), to: isoInstant(to), reason: SUBSCRIPTION_OFF };
}

const SUBSCRIPTION_OFF = 'the subscription to Audit.General was off: content of this time may be missing';

/** Returns whether a gap is of time in which the subscription was off. */
export function isSubscriptionOff({ reason }: Gap): boolean {
  return reason === SUBSCRIPTION_OFF;
}

/** Returns the gaps of launches that a published snapshot has lost, because its files were damaged; their days are its own. */
export function lostLaunches(
  published: { readonly manifest: Pick<Manifest, 'time_zone'> } | undefined,
  { lost }: Pick<Damage, 'lost'>,
): readonly Gap[] {
  const files = [...lost.values()].filter(({ table }) => table === 'launches');
  if (published === undefined || files.length === 0) return [];
  const calendar = openCalendar(published.manifest.time_zone);
  return mergeGaps(
    files.map(({ date_from: from, date_to: to }) => lostDays({ from: from ?? '', to: to ?? '' }, calendar)),
  );
}

/**
 * Returns what is left of a gap without the content time that runs have read. The instant of a lost blob stays, and so
 * does time in which the subscription was off, or an entry named no blob: listing it shows nothing.
 */
export function uncovered(gap: Gap, { from, watermark }: Covered): readonly Gap[] {
  if (
    gap.from === gap.to ||
    from === null ||
    watermark === null ||
    from >= watermark ||
    isSubscriptionOff(gap) ||
    isNameless(gap) ||
    isLostDays(gap)
  ) {
    return [gap];
  }
  const [start, end] = [parseInstant(gap.from), parseInstant(gap.to)];
  return [
    { start, end: Math.min(end, from) },
    { start: Math.max(start, watermark), end },
  ]
    .filter((part) => part.start < part.end)
    .map((part) => ({
      from: isoInstant(part.start),
      to: isoInstant(part.end),
      reason: gap.reason,
    }));
}

/** Returns gaps sorted by time, with touching gaps of the same reason merged. */
export function mergeGaps(gaps: readonly Gap[]): readonly Gap[] {
  const inOrder = [...gaps].sort(compareGaps);
  const merged: Gap[] = [];
  const newest = new Map<string, number>();
  for (const gap of inOrder) {
    const at = newest.get(gap.reason) ?? -1;
    const known = merged[at];
    if (known === undefined || known.to < gap.from) newest.set(gap.reason, merged.push(gap) - 1);
    else if (known.to < gap.to) merged[at] = { ...known, to: gap.to };
  }
  // A gap that grew may end after one that began with it.
  return merged.sort(compareGaps);
}

function compareGaps(a: Gap, b: Gap): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.reason, b.reason);
}
