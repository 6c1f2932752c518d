import type { FeedError } from '../errors.ts';
import type { Gap } from '../snapshot/manifest.ts';
import type { Collected } from '../sources/activity-feed/collect.ts';
import type { UnlistedWindow } from '../sources/activity-feed/listing.ts';
import { awaitsFirstContent } from './first-content.ts';
import { gapsOf } from './gaps.ts';
import type { SyncState } from './state.ts';
import type { Plan } from './windows.ts';

/** What a run knows once it has read what it could. `now` is the service's time, ms since 1970. */
export interface Reading {
  readonly plan: Plan;
  readonly isManual: boolean;
  readonly collected: Pick<Collected, 'read' | 'lost' | 'unread' | 'unlisted' | 'blobsListed' | 'known'>;
  /** The state that the run began with. */
  readonly state: SyncState;
  /** The gaps that the published snapshot names; `undefined` without a snapshot. */
  readonly publishedGaps: readonly Gap[] | undefined;
  readonly subscriptionWasDisabled: boolean;
  readonly now: number;
}

/** What a run does with what it read. */
export type Decision =
  /** Nothing could be listed, and nothing was read: there is nothing to publish. */
  | { readonly kind: 'nothing-readable'; readonly error: FeedError }
  | {
      readonly kind: 'publish';
      /** Windows that could not be listed. */
      readonly unlisted: readonly UnlistedWindow[];
      /** What this run adds to the gaps. */
      readonly gaps: readonly Gap[];
      /** The subscription is so new that its first content may still come. */
      readonly awaitingFirstContent: boolean;
      readonly movesWatermark: boolean;
      /** Everything was listed and read, and no gap was opened. */
      readonly complete: boolean;
      /** Why the run fails once it has published; `undefined` when at least one window was listed. */
      readonly error: FeedError | undefined;
    };

/** The feed does not know the subscription yet. */
const NO_SUBSCRIPTION = ['AF20022', 'AF20023'];

/** Returns what a run does with what it read: whether it publishes, what it names as a gap, and whether the watermark moves. */
export function decide(reading: Reading): Decision {
  const { plan, isManual, collected, state, publishedGaps, subscriptionWasDisabled, now } = reading;
  const awaitingFirstContent = awaitsFirstContent(state, {
    subscriptionWasDisabled,
    hasSnapshot: publishedGaps !== undefined,
    newBlobs: collected.blobsListed - collected.known - state.unread.length,
    now,
  });
  // Of a subscription that was just started no window can be listed: the next run lists it. Every other failure counts.
  const isTooEarly = ({ error: { code } }: UnlistedWindow): boolean =>
    awaitingFirstContent && subscriptionWasDisabled && NO_SUBSCRIPTION.includes(code);
  const unlisted = collected.unlisted.filter((window) => !isTooEarly(window));
  const error = unlisted.length === plan.windows.length ? unlisted[0]?.error : undefined;
  const readNothing = collected.read.length + collected.lost.length === 0;
  if (error !== undefined && readNothing) return { kind: 'nothing-readable', error };
  const gaps = gapsOf(plan, collected.lost, state, publishedGaps ?? []);
  return {
    kind: 'publish',
    unlisted,
    gaps,
    awaitingFirstContent,
    movesWatermark: !isManual && !awaitingFirstContent,
    complete: unlisted.length + collected.unread.length + gaps.length === 0,
    error,
  };
}
