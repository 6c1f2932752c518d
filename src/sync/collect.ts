import pMap from 'p-map';
import type { ContentBlob, Window } from '../activity-feed/content.ts';
import { AUDITING_OFF } from '../activity-feed/refusal.ts';
import { FeedError, messageOf, SignInError } from '../errors.ts';
import type { BlobReading } from '../launches/blob.ts';
import type { Launch, OtherEvent } from '../launches/launch.ts';
import type { Gap, UnreadBlob } from '../snapshot/manifest.ts';
import { contentKey, lostBlob, type RunProgress, type SyncState } from './state.ts';
import type { Plan } from './windows.ts';

/** What the collector needs of the feed. Instants in ms since 1970. */
export interface Feed {
  /** Gives the blobs created in a window, page by page. @throws {FeedError} when it cannot be listed to its end. */
  readonly list: (window: Window) => AsyncIterable<readonly ContentBlob[]>;
  /** Gives what a blob holds. @throws {FeedError} when it cannot be read. */
  readonly read: (blob: ContentBlob) => Promise<BlobReading>;
  /** The service's time. */
  readonly now: () => number;
}

/** How far a run is, for people. */
export interface Progress {
  readonly pages: number;
  readonly blobsListed: number;
  readonly blobsDone: number;
  readonly records: number;
  readonly launches: number;
}

/** What a run read, and what it could not. */
export interface Collected {
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  /** Audit records in the blobs read: launches + events + `other` + `unreadable`. */
  readonly records: number;
  readonly other: number;
  /** One line for each record that could not be read, with its blob. */
  readonly unreadable: readonly string[];
  readonly powerAppsOperations: ReadonlyMap<string, number>;
  readonly pages: number;
  /** Blobs that the listing named, each once; `known` of them an earlier run had read. */
  readonly blobsListed: number;
  readonly known: number;
  readonly read: readonly { readonly id: string; readonly created: number }[];
  readonly unread: readonly UnreadBlob[];
  readonly lost: readonly { readonly id: string; readonly gap: Gap }[];
  /** Content time listed without a break from the start of the plan. */
  readonly listed: Window;
  /** Windows that could not be listed, with the reason. */
  readonly unlisted: readonly { readonly window: Window; readonly error: FeedError }[];
  /** Why blobs could not be read: message → blobs. */
  readonly failures: ReadonlyMap<string, number>;
}

/** After so many blobs in a row that failed, the service is down: the rest waits for the next run. */
const FAILURES_OF_AN_OUTAGE = 25;
/** Blobs picked from all over the rest that are tried even so: it may have been a stretch of broken ones. */
const PROBES = 10;

/**
 * Reads the unread blobs of earlier runs and every blob that the plan's windows list and no earlier run read, up to
 * `concurrency` at a time while the listing goes on. A blob that fails is tried again after the others, and one that
 * failed in an earlier run too comes last: however many are broken, they keep no other from being read.
 * @throws {SignInError | FeedError} only when no request can succeed any more.
 */
export async function collect(
  feed: Feed,
  plan: Plan,
  state: Pick<SyncState, 'unread' | 'read'>,
  concurrency: number,
  onProgress: (progress: Progress) => void,
): Promise<Collected> {
  const launches: Launch[] = [];
  const events: OtherEvent[] = [];
  const unreadable: string[] = [];
  const powerAppsOperations = new Map<string, number>();
  const read: { id: string; created: number }[] = [];
  const lost: { id: string; gap: Gap }[] = [];
  const unlisted: { window: Window; error: FeedError }[] = [];
  const failures = new Map<string, number>();
  const seen = new Set<string>();
  const tries = new Map(state.unread.map((blob) => [blob.id, blob.tries]));
  const tried = new Set<string>();
  let failed: { blob: ContentBlob; error: Error }[] = [];
  let [pages, known, records, other, failedInARow] = [0, 0, 0, 0, 0];

  async function* blobs(): AsyncGenerator<ContentBlob> {
    for (const { id } of state.unread) seen.add(id);
    yield* state.unread.filter((blob) => blob.tries === 0).map(contentOf);
    for (const window of plan.windows) {
      try {
        for await (const page of feed.list(window)) {
          pages += 1;
          for (const blob of page) {
            if (seen.has(blob.id)) continue;
            seen.add(blob.id);
            if (state.read[contentKey(blob.id)] === undefined) yield blob;
            else known += 1;
          }
        }
      } catch (error) {
        if (!(error instanceof FeedError) || isHopeless(error)) throw error;
        unlisted.push({ window, error });
      }
    }
    yield* state.unread.filter((blob) => blob.tries > 0).map(contentOf);
  }

  async function readBlob(blob: ContentBlob): Promise<void> {
    if (blob.expires <= feed.now()) {
      lost.push({ id: blob.id, gap: lostBlob(blob) });
      return;
    }
    try {
      if (failedInARow >= FAILURES_OF_AN_OUTAGE) throw new Error('not tried: the service fails throughout');
      tried.add(blob.id);
      take(blob, await feed.read(blob));
      failedInARow = 0;
    } catch (error) {
      if (isHopeless(error)) throw error;
      if (isGone(error)) {
        lost.push({ id: blob.id, gap: lostBlob(blob) });
      } else {
        failedInARow += 1;
        failed.push({ blob, error: error instanceof Error ? error : new Error(messageOf(error)) });
      }
    }
    onProgress(progress());
  }

  function take(blob: ContentBlob, reading: BlobReading): void {
    records += reading.records;
    other += reading.other;
    for (const launch of reading.launches) launches.push(launch);
    for (const event of reading.events) events.push(event);
    for (const line of reading.unreadable) unreadable.push(`${blob.id}: ${line}`);
    for (const [operation, count] of reading.powerAppsOperations) {
      powerAppsOperations.set(operation, (powerAppsOperations.get(operation) ?? 0) + count);
    }
    read.push({ id: blob.id, created: blob.created });
  }

  function progress(): Progress {
    const blobsDone = read.length + lost.length + failed.length;
    return { pages, blobsListed: seen.size, blobsDone, records, launches: launches.length };
  }

  await pMap(blobs(), readBlob, { concurrency });
  const again = failed.map(({ blob }) => blob);
  failed = [];
  failedInARow = Math.min(failedInARow, FAILURES_OF_AN_OUTAGE - PROBES);
  const notTried = again.filter(({ id }) => !tried.has(id)).sort(inNoOrder);
  await pMap([...notTried, ...again.filter(({ id }) => tried.has(id))], readBlob, { concurrency });

  for (const { error } of failed) failures.set(error.message, (failures.get(error.message) ?? 0) + 1);
  const unread = failed.map(({ blob: { id, created, expires } }) => ({
    id,
    created: new Date(created).toISOString(),
    expires: new Date(expires).toISOString(),
    tries: (tries.get(id) ?? 0) + (tried.has(id) ? 1 : 0),
  }));
  const listed = { start: plan.start, end: unlisted[0]?.window.start ?? plan.end };
  return {
    ...{
      launches,
      events,
      records,
      other,
      unreadable,
      powerAppsOperations,
      pages,
      known,
      read,
      unread,
      lost,
    },
    ...{ blobsListed: seen.size, listed, unlisted, failures },
  };
}

function contentOf({ id, created, expires }: UnreadBlob): ContentBlob {
  return { id, created: Date.parse(created), expires: Date.parse(expires), uri: undefined };
}

/** Sorts blobs as if by chance, and yet the same way each time. */
function inNoOrder(a: ContentBlob, b: ContentBlob): number {
  return contentKey(a.id) < contentKey(b.id) ? -1 : 1;
}

/** Whether no request of this run can succeed any more: the sign-in, the rights, or the tenant are wrong. */
function isHopeless(error: unknown): boolean {
  if (error instanceof SignInError) return true;
  if (!(error instanceof FeedError)) return false;
  return error.code === AUDITING_OFF || /^AF(?:10001|2001\d)$/.test(error.code);
}

/** Whether the feed no longer has the blob. */
function isGone(error: unknown): boolean {
  if (!(error instanceof FeedError)) return false;
  if (error.code !== '') return /^AF2005[012]$/.test(error.code);
  return error.status === 404 || error.status === 410;
}

/** Gives what a run did, as far as the state is concerned. */
export function progressOf(
  { listed, read, unread, lost }: Collected,
  run: Pick<RunProgress, 'movesWatermark' | 'overlapMs' | 'gaps'>,
): RunProgress {
  return { ...run, listed, read, unread, lost: lost.map(({ id }) => id) };
}
