import { floorSecond, parseInstant } from '../instants.ts';
import { compareText } from '../snapshot/compare.ts';
import type { UnreadBlob } from '../snapshot/manifest.ts';
import type { Window } from '../sources/activity-feed/content.ts';

/** Unread blobs that a state holds at most, but for those of earlier runs: the manifest names each. */
export const MOST_UNREAD = 5_000;

/** What was listed without a break, and what of it was not read. */
export interface ListedContent {
  readonly listed: Window;
  readonly unread: readonly UnreadBlob[];
}

/**
 * Returns what of a listing counts, so that at most `most` blobs are unread: beyond them it ends before the first that is too
 * many. Later runs list again what comes after. Unread blobs of `earlier` runs stay, because nothing may list them any more.
 */
export function withinUnreadLimit(
  { listed, unread }: ListedContent,
  earlier: readonly UnreadBlob[],
  most = MOST_UNREAD,
): ListedContent {
  const known = new Set(earlier.map(({ id }) => id));
  const [old, fresh] = [
    unread.filter(({ id }) => known.has(id)),
    unread.filter(({ id }) => !known.has(id)).sort((a, b) => compareText(a.created, b.created)),
  ];
  const first = fresh[Math.max(0, most - old.length)];
  if (first === undefined) return { listed, unread };
  const end = floorSecond(parseInstant(first.created));
  return {
    listed: { start: listed.start, end: Math.max(listed.start, Math.min(listed.end, end)) },
    unread: [...old, ...fresh.filter(({ created }) => parseInstant(created) < end)],
  };
}
