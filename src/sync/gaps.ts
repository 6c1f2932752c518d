import type { Gap } from '../snapshot/manifest.ts';
import type { Collected } from './collect.ts';
import { type SyncState, uncovered } from './state.ts';
import type { Plan } from './windows.ts';

/** What decides which content a run can name as missing. `now` in ms since 1970, the service's time. */
export interface GapCauses {
  readonly before: SyncState;
  readonly subscriptionStarted: boolean;
  readonly now: number;
}

/**
 * Gives the content time that this run found can no longer be read: what the plan could not reach and no earlier run
 * read, blobs that were gone, and the time in which the subscription was off.
 */
export function gapsOf(
  plan: Plan,
  { lost }: Collected,
  { before, subscriptionStarted, now }: GapCauses,
): readonly Gap[] {
  const unreached = plan.gaps.flatMap((gap) => uncovered(gap, before));
  const off =
    subscriptionStarted && before.watermark !== null
      ? [{ from: iso(before.watermark), to: iso(now), reason: SUBSCRIPTION_OFF }]
      : [];
  return [...unreached, ...lost.map(({ gap }) => gap), ...off];
}

const SUBSCRIPTION_OFF = 'the subscription to Audit.General was off: content of this time may be missing';

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
