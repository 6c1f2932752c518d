import type { FeedError } from '../errors.ts';
import type { Gap } from '../snapshot/manifest.ts';
import type { Collected } from '../sources/activity-feed/collect.ts';
import type { UnlistedWindow } from '../sources/activity-feed/listing.ts';
import { awaitsFirstContent } from './first-content.ts';
import { gapsOf, isSubscriptionOff, namelessEntries } from './gaps.ts';
import type { SyncState } from './state.ts';
import { type ListedContent, withinUnreadLimit } from './unread-limit.ts';
import type { Plan } from './windows.ts';

/** What a run knows once it has read what it could. `now` is the service's time, ms since 1970. */
export interface Reading {
  readonly plan: Plan;
  readonly isManual: boolean;
  readonly collected: Pick<
    Collected,
    'listed' | 'read' | 'lost' | 'malformed' | 'unread' | 'unlisted' | 'blobsListed' | 'known'
  >;
  /** The state that the run began with. */
  readonly state: SyncState;
  /** The gaps that the published snapshot names; `undefined` without a snapshot. */
  readonly publishedGaps: readonly Gap[] | undefined;
  readonly subscriptionWasDisabled: boolean;
  /** The subscription is off still, and cannot be started before then, ms since 1970. */
  readonly startableAt: number | undefined;
  readonly now: number;
}

/** What a run does with what it read. */
export type Decision =
  /** Nothing could be listed, nothing was read and no gap was found: there is nothing to publish. */
  | { readonly kind: 'nothing-readable'; readonly error: FeedError }
  | {
      readonly kind: 'publish';
      /** Windows that could not be listed. */
      readonly unlisted: readonly UnlistedWindow[];
      /** What counts as listed, and which unread blobs the state names: see {@link withinUnreadLimit}. */
      readonly content: ListedContent;
      /** What this run adds to the gaps. */
      readonly gaps: readonly Gap[];
      /** The gaps of all entries that named no blob, new or not. */
      readonly nameless: readonly Gap[];
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
  const { plan, isManual, collected, state, publishedGaps, subscriptionWasDisabled, startableAt, now } =
    reading;
  const awaitingFirstContent = awaitsFirstContent(state, {
    subscriptionWasDisabled,
    hasSnapshot: publishedGaps !== undefined,
    newBlobs: collected.blobsListed - collected.known - state.unread.length,
    now,
  });
  // Of a subscription that was just started no window can be listed: the next run lists it. Every other failure counts.
  const isTooEarly = ({ error: { code } }: UnlistedWindow): boolean =>
    awaitingFirstContent &&
    subscriptionWasDisabled &&
    (startableAt !== undefined || NO_SUBSCRIPTION.includes(code));
  const unlisted = collected.unlisted.filter((window) => !isTooEarly(window));
  const error = unlisted.length === plan.windows.length ? unlisted[0]?.error : undefined;
  const readNothing = collected.read.length + collected.lost.length === 0;
  const gaps = gapsOf(plan, collected, state, publishedGaps ?? []);
  // That the subscription was off no later run can tell.
  const mustPublish = gaps.some(isSubscriptionOff);
  if (error !== undefined && readNothing && !mustPublish) return { kind: 'nothing-readable', error };
  return {
    kind: 'publish',
    unlisted,
    // What a manual run lists is perhaps listed by no other: each of its unread blobs is named.
    content: isManual ? collected : withinUnreadLimit(collected, state.unread),
    gaps,
    nameless: namelessEntries(collected.malformed),
    awaitingFirstContent,
    movesWatermark: !isManual && !awaitingFirstContent,
    complete: startableAt === undefined && unlisted.length + collected.unread.length + gaps.length === 0,
    error,
  };
}
