import { DAY_MS, parseInstant } from '../instants.ts';
import { isSubscriptionOff } from './gaps.ts';
import type { SyncState } from './state.ts';

/** What a run found that shows how new the subscription is. `now` in ms since 1970. */
export interface FirstContentSigns {
  /** The subscription was off when the run began. */
  readonly subscriptionWasDisabled: boolean;
  /** An earlier run published a snapshot. */
  readonly hasSnapshot: boolean;
  /** Blobs that the run's windows listed and no earlier run knew. */
  readonly newBlobs: number;
  readonly now: number;
}

/** The first content of a subscription is documented to come within 12 hours. Twice that. */
const FIRST_CONTENT_MS = DAY_MS;

/**
 * Returns whether the subscription is so new that its first content may still come. That content may be a day older than
 * the subscription, so the watermark must not move before anything was listed.
 */
export function awaitsFirstContent(
  { watermark, gaps }: Pick<SyncState, 'watermark' | 'gaps'>,
  { subscriptionWasDisabled, hasSnapshot, newBlobs, now }: FirstContentSigns,
): boolean {
  if (newBlobs > 0) return false;
  if (subscriptionWasDisabled) return true;
  if (watermark === null) return hasSnapshot;
  return gaps.some((gap) => {
    const to = parseInstant(gap.to);
    return isSubscriptionOff(gap) && to > watermark && now - to < FIRST_CONTENT_MS;
  });
}
