import pMap from 'p-map';
import { FeedError, messageOf, SignInError } from '../../errors.ts';
import { isoInstant } from '../../instants.ts';
import type { ContentBlob, MalformedEntry, Window } from './content.ts';
import { contentKey } from './content-key.ts';
import type { Feed } from './feed.ts';
import { createListing, type ListingPlan, type UnlistedWindow } from './listing.ts';
import { createAccumulator, type Tally } from './tally.ts';

/** A content blob that was listed and not read yet, and is still served. Instants as text, UTC. */
export interface UnreadBlob {
  readonly id: string;
  readonly created: string;
  readonly expires: string;
  /** Runs that tried to read it. */
  readonly tries: number;
}

/** What earlier runs knew. */
export interface KnownContent {
  readonly unread: readonly UnreadBlob[];
  /** `contentKey` of each blob that was read. */
  readonly read: Readonly<Record<string, unknown>>;
  /** Ids of blobs that were found lost. */
  readonly lost: ReadonlySet<string>;
}

/** How far a run is, for people. */
export interface Progress {
  readonly blobsListed: number;
  readonly blobsDone: number;
  readonly records: number;
  readonly launches: number;
}

/** What a run read, and what it could not. */
export interface Collected extends Tally {
  readonly pages: number;
  readonly malformed: readonly MalformedEntry[];
  /** Blobs to read or known, each once: listed now, or left unread by earlier runs. `known` of them one had read or found lost. */
  readonly blobsListed: number;
  readonly known: number;
  readonly unread: readonly UnreadBlob[];
  /** Content time listed without a break from the start of the plan. */
  readonly listed: Window;
  readonly unlisted: readonly UnlistedWindow[];
  /** When the newest blob that was listed was created, ms since 1970; `null` when none was. */
  readonly newest: number | null;
  /** The deadline kept something from being read. */
  readonly deadlinePassed: boolean;
  /** Why blobs could not be read: message → blobs. */
  readonly failures: ReadonlyMap<string, number>;
}

/** After so many blobs in a row that failed, the service is down: the rest waits for the next run. */
const FAILURES_OF_AN_OUTAGE = 25;
/** Blobs picked from all over the rest that are tried even so: it may have been a date range of broken ones. */
const PROBES = 10;

/**
 * Reads the unread blobs of earlier runs and every blob that the plan's windows list and no earlier run read, up to
 * `concurrency` at a time while the listing goes on. A blob that fails is tried again after the others, and one that
 * failed in an earlier run too comes last: however many are broken, they keep no other from being read.
 * @throws {SignInError | FeedError} only when no request can succeed any more.
 */
export async function collect(
  feed: Feed,
  plan: ListingPlan,
  state: KnownContent,
  concurrency: number,
  onProgress: (progress: Progress) => void,
): Promise<Collected> {
  const listing = createListing(feed, plan);
  const tally = createAccumulator();
  const seen = new Set(state.unread.map(({ id }) => id));
  const tried = new Set<string>();
  let failed: { blob: ContentBlob; error: unknown }[] = [];
  let [known, failedInARow] = [0, 0];
  let newest: number | null = null;

  async function* blobs(): AsyncGenerator<ContentBlob> {
    yield* state.unread.filter(({ tries }) => tries === 0).map(contentOf);
    for await (const page of listing.pages()) {
      for (const blob of page.blobs) {
        if (seen.has(blob.id)) continue;
        seen.add(blob.id);
        newest = Math.max(newest ?? blob.created, blob.created);
        if (state.read[contentKey(blob.id)] === undefined) yield blob;
        else known += 1;
      }
    }
    yield* state.unread.filter(({ tries }) => tries > 0).map(contentOf);
  }

  const earlier = new Map(state.unread.map(({ id, tries }) => [id, tries]));
  // The overlap lists a lost blob again and again. It is asked for each time, and counts as lost once; but one that a
  // concurrent run left unread has to leave that list.
  function lose(blob: ContentBlob): void {
    if (state.lost.has(blob.id) && !earlier.has(blob.id)) known += 1;
    else tally.lose(blob);
  }

  async function readBlob(blob: ContentBlob): Promise<void> {
    if (blob.expires <= feed.now()) return lose(blob);
    try {
      if (feed.timeLeft() === 'over')
        throw new Error('not tried: the deadline of the run leaves no time for it');
      if (failedInARow >= FAILURES_OF_AN_OUTAGE) throw new Error('not tried: the service keeps failing');
      tried.add(blob.id);
      tally.take(blob, await feed.read(blob));
      failedInARow = 0;
    } catch (error) {
      // A refusal, whatever it says, is of this blob: only what the listing is refused is refused to the run.
      if (error instanceof SignInError) throw error;
      if (isGone(error)) return lose(blob);
      failedInARow += 1;
      failed.push({ blob, error });
    }
    const { read, lost, records, launches } = tally.totals();
    const blobsDone = read.length + lost.length + failed.length;
    onProgress({ blobsListed: seen.size, blobsDone, records, launches: launches.length });
  }

  await pMap(blobs(), readBlob, { concurrency });
  const again = failed.map(({ blob }) => blob);
  failed = [];
  failedInARow = Math.min(failedInARow, FAILURES_OF_AN_OUTAGE - PROBES);
  const notTried = again.filter(({ id }) => !tried.has(id)).sort(inNoOrder);
  await pMap([...notTried, ...again.filter(({ id }) => tried.has(id))], readBlob, { concurrency });

  const failures = new Map<string, number>();
  for (const { error } of failed) failures.set(messageOf(error), (failures.get(messageOf(error)) ?? 0) + 1);
  const unread = failed.map(({ blob: { id, created, expires } }) => ({
    id,
    created: isoInstant(created),
    expires: isoInstant(expires),
    tries: (earlier.get(id) ?? 0) + (tried.has(id) ? 1 : 0),
  }));
  const listed = listing.result();
  const deadlinePassed = feed.timeLeft() !== 'enough' && unread.length + listed.unlisted.length > 0;
  return {
    ...tally.totals(),
    ...listed,
    blobsListed: seen.size,
    known,
    unread,
    newest,
    deadlinePassed,
    failures,
  };
}

function contentOf({ id, created, expires }: UnreadBlob): ContentBlob {
  return { id, created: Date.parse(created), expires: Date.parse(expires), uri: undefined };
}

/** Sorts blobs as if by chance, and yet the same way each time. */
function inNoOrder(a: ContentBlob, b: ContentBlob): number {
  return contentKey(a.id) < contentKey(b.id) ? -1 : 1;
}

/** Whether the feed says that it no longer has the blob. A bare 404 may be of a gateway: the feed names a code. */
function isGone(error: unknown): boolean {
  return error instanceof FeedError && /^AF2005[012]$/.test(error.code);
}
