import type { Gap } from '../snapshot/manifest.ts';
import type { Collected } from './collect.ts';
import type { SyncState } from './state.ts';
import type { Plan } from './windows.ts';

/** What decides which content a run can name as missing. `now` in ms since 1970, the service's time. */
export interface GapCauses {
  readonly before: SyncState;
  readonly isManual: boolean;
  readonly subscriptionStarted: boolean;
  readonly now: number;
}

/**
 * Gives the content time that this run found can no longer be read: what the plan could not reach, blobs that were gone,
 * and the time in which the subscription was off. A manual window names no time that an earlier run has read.
 */
export function gapsOf(plan: Plan, { lost }: Collected, causes: GapCauses): readonly Gap[] {
  const { before, isManual, subscriptionStarted, now } = causes;
  const unreached = isManual ? plan.gaps.filter((gap) => !isCovered(gap, before)) : plan.gaps;
  const off =
    subscriptionStarted && before.watermark !== null
      ? [{ from: iso(before.watermark), to: iso(now), reason: SUBSCRIPTION_OFF }]
      : [];
  return [...unreached, ...lost.map(({ gap }) => gap), ...off];
}

const SUBSCRIPTION_OFF = 'the subscription to Audit.General was off: content of this time may be missing';

function isCovered({ from, to }: Gap, { from: start, watermark }: SyncState): boolean {
  if (start === null || watermark === null) return false;
  return start <= Date.parse(from) && Date.parse(to) <= watermark;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
