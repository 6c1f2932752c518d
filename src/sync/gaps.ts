import { isoInstant, parseInstant } from '../instants.ts';
import { compareText } from '../snapshot/compare.ts';
import type { Gap } from '../snapshot/manifest.ts';
import type { Plan } from './windows.ts';

/** The content time that runs have read without a break: `[from, watermark)`, ms since 1970; `null` before the first run. */
export interface Covered {
  readonly from: number | null;
  readonly watermark: number | null;
}

/**
 * Returns the gaps that no published snapshot names yet: the gaps of `before` that are not in `published` (a run that
 * failed left them), what the plan could not reach and no earlier run read, and lost blobs.
 */
export function gapsOf(
  plan: Plan,
  lost: readonly { readonly id: string; readonly created: number }[],
  before: Covered & { readonly gaps: readonly Gap[] },
  published: readonly Gap[],
): readonly Gap[] {
  const named = new Set(published.map(keyOf));
  const unreached = plan.gaps.flatMap((gap) => uncovered(gap, before));
  const left = before.gaps.filter((gap) => !named.has(keyOf(gap)));
  return [...left, ...unreached, ...lost.map(lostBlob)];
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

/** Returns the gap of the time in which the subscription was off, `[from, to]` in ms since 1970. */
export function subscriptionOff(from: number, to: number): Gap {
  return { from: isoInstant(from), to: isoInstant(to), reason: SUBSCRIPTION_OFF };
}

const SUBSCRIPTION_OFF = 'the subscription to Audit.General was off: content of this time may be missing';

/** Returns whether a gap is of time in which the subscription was off. */
export function isSubscriptionOff({ reason }: Gap): boolean {
  return reason === SUBSCRIPTION_OFF;
}

/**
 * Returns what is left of a gap without the content time that runs have read. The instant of a lost blob stays, and so
 * does time in which the subscription was off: listing it shows nothing.
 */
export function uncovered(gap: Gap, { from, watermark }: Covered): readonly Gap[] {
  if (
    gap.from === gap.to ||
    from === null ||
    watermark === null ||
    from >= watermark ||
    isSubscriptionOff(gap)
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
