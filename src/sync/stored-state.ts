import { HOUR_MS, isoInstant, isoSecond, parseInstant } from '../instants.ts';
import { compareText } from '../snapshot/compare.ts';
import { type Gap, isSigned, type Manifest } from '../snapshot/manifest.ts';
import type { Span } from '../snapshot/spans.ts';
import type { CachedState } from './cache-key.ts';
import { CLOCKS_DIFFER_MS } from './clocks.ts';
import { mergeGaps, pendingBlob, subscriptionOff } from './gaps.ts';
import { type HistoryState, searchedTime } from './history-state.ts';
import { completeUntil, coveredFrom, NO_STATE, type SyncState } from './state.ts';
import { MOST_UNREAD } from './unread-limit.ts';
import { earliestListed } from './windows.ts';

/** The state that a run begins with, where it is from, and what is wrong with it. */
export interface BaseState {
  readonly state: SyncState;
  readonly from: 'cache' | 'manifest' | 'nothing';
  /** What is wrong with the state, as a warning; `undefined` when nothing is. */
  readonly stateWarning: string | undefined;
}

/** What decides about a state, besides cache and snapshot. */
export interface StateContext {
  /** The run's time, ms since 1970. */
  readonly now: number;
  /** The later of the service's time and the runner's, ms since 1970. */
  readonly latest: number;
  /** The key that signs manifests; `undefined` without a data key: then the manifest's state is believed as it is. */
  readonly manifestKey: Uint8Array | undefined;
  /** The snapshot that the newest entry of the cache counts for, where it is another one than the published. */
  readonly newestSnapshot?: string | undefined;
  /** Why a snapshot that is there is not used; `undefined` when it is, or when there is none. */
  readonly ineligibleReason: string | undefined;
}

/**
 * Returns the state that a run begins with: the manifest's, and from the cache the later watermark of a run that had nothing
 * to publish. A manifest with a wrong signature is believed in what lowers claims alone. Without a snapshot there is no
 * state. A watermark that neither clock has reached is wrong, and the first instant that the feed lists replaces it; one that
 * only the earlier has not reached stays where it is.
 */
export function chooseState(
  cached: CachedState | undefined,
  published: Manifest | undefined,
  { now, latest, manifestKey, ineligibleReason, newestSnapshot }: StateContext,
): BaseState {
  if (published === undefined) return withoutSnapshot(cached, ineligibleReason);
  if (!isTrusted(published, manifestKey)) {
    return { state: stateOf(published, { manifestKey, now }), from: 'manifest', stateWarning: NOT_SIGNED };
  }
  const chosen = withCached(stateOf(published, { manifestKey, now }), published.snapshot_id, cached);
  const { watermark } = chosen.state;
  if (watermark === null || watermark <= latest + CLOCKS_DIFFER_MS) {
    return { ...chosen, stateWarning: rollbackWarningOf(published.snapshot_id, newestSnapshot) };
  }
  const stateWarning = `The watermark ${isoInstant(watermark)} of the ${chosen.from} is in the future. This run reads again all that the feed still lists; older content may be missing.`;
  return { ...chosen, stateWarning, state: { ...chosen.state, watermark: earliestListed(now) } };
}

const NOT_SIGNED =
  'The manifest of the published snapshot is not signed with this data-key: it was made without one or with another, or somebody changed it. This run reads again all that the feed still lists, and the covered time begins anew; gaps and unread blobs stay. If nobody changed data-key, find out who wrote the snapshot, and restore an earlier commit or artifact of it.';

/** A run may overlap with others for as long as a job may take: they save their states in any order. */
const OVERLAP_OF_RUNS_MS = 6 * HOUR_MS;

/** A signature holds for ever: that of an older commit or artifact, which somebody put in place of a newer one, too. */
function rollbackWarningOf(published: string, newest: string | undefined): string | undefined {
  const [at, newestAt] = [madeAt(published), madeAt(newest ?? '')];
  if (at === undefined || newestAt === undefined || newestAt - at < OVERLAP_OF_RUNS_MS) return undefined;
  return `The published snapshot is of ${isoSecond(at)}, and an earlier run published one of ${isoSecond(newestAt)}. This run reads again what the feed still lists of the time between; older launches are only in copies of the newer snapshot. If nobody restored an older one, find out who did, and restore the newer commit or artifact.`;
}

/** Returns when a snapshot was made, ms since 1970, which its id begins with. */
function madeAt(snapshotId: string): number | undefined {
  const instant = snapshotId.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)-.*$/, '$1-$2-$3:$4:$5');
  return instant === snapshotId ? undefined : Date.parse(instant);
}

function withoutSnapshot(cached: CachedState | undefined, ineligibleReason: string | undefined): BaseState {
  const deleted =
    cached &&
    'The snapshot that an earlier run published was deleted or has expired. This run starts over with what the feed still lists; older launches are only in copies of that snapshot.';
  return { state: NO_STATE, from: 'nothing', stateWarning: ineligibleReason ?? deleted };
}

function withCached(state: SyncState, snapshotId: string, cached: CachedState | undefined): BaseState {
  const manifest: BaseState = { state, from: 'manifest', stateWarning: undefined };
  if (cached === undefined || cached.snapshotId !== snapshotId || state.watermark === null) return manifest;
  const { watermark, subscriptionOffAt: off } = cached;
  const gaps = off === undefined ? state.gaps : [...state.gaps, subscriptionOff(watermark, off)];
  if (watermark < state.watermark) return { ...manifest, state: { ...state, gaps } };
  return { state: { ...state, watermark, gaps }, from: 'cache', stateWarning: undefined };
}

function isTrusted(manifest: Manifest, key: Uint8Array | undefined): boolean {
  return key === undefined || isSigned(manifest, key);
}

/**
 * Returns the state that a manifest carries. With a wrong signature what it claims to have read is not believed: all that the
 * feed lists at `now` is read again.
 */
export function stateOf(
  manifest: Manifest,
  { manifestKey, now }: Pick<StateContext, 'manifestKey' | 'now'>,
): SyncState {
  if (!isTrusted(manifest, manifestKey)) {
    return { ...NO_STATE, watermark: earliestListed(now), ...missingIn(manifest, now) };
  }
  const { watermark, unread, read, coverage } = manifest;
  const from = parseInstant(coverage.listed_from === undefined ? coverage.from : coverage.listed_from);
  const history = historyOf(manifest);
  return { watermark: parseInstant(watermark), unread, read, gaps: coverage.gaps, from, history };
}

/**
 * Returns what a manifest with a wrong signature names as missing, so that it cannot keep a run from what the feed lists: each
 * blob is asked for, whenever it is said to expire, and after all others; what is too much becomes one gap.
 */
function missingIn(
  { unread, coverage: { gaps } }: Pick<Manifest, 'unread' | 'coverage'>,
  now: number,
): Pick<SyncState, 'unread' | 'gaps'> {
  const [few, others] = [unread.slice(0, MOST_UNREAD), unread.slice(MOST_UNREAD)];
  return {
    unread: few.map((blob) => ({
      ...blob,
      tries: Math.max(1, blob.tries),
      expires: isoInstant(Math.max(now + HOUR_MS, parseInstant(blob.expires))),
    })),
    gaps: mergeGaps([
      ...gaps.slice(0, MOST_GAPS),
      ...inOneGap([...others.map(pendingBlob), ...gaps.slice(MOST_GAPS)]),
    ]),
  };
}

/** Gaps of a manifest that is not signed which are named one by one. */
const MOST_GAPS = 5_000;

function inOneGap(gaps: readonly Gap[]): readonly Gap[] {
  const [from] = gaps.map((gap) => gap.from).sort();
  const to = gaps
    .map((gap) => gap.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? [] : [{ from, to, reason: TOO_MANY }];
}

const TOO_MANY = 'a manifest that is not signed names too many gaps and unread blobs of this time';

/** The state as the manifest stores it: instants as text. */
type StoredState = Pick<Manifest, 'watermark' | 'unread' | 'read' | 'coverage' | 'history' | 'search'>;

/** The source of time that was imported, in `coverage.read`. */
const IMPORTED = 'import';

/** Returns the state as the manifest stores it. */
export function toStored(state: SyncState): StoredState {
  const { watermark, from, unread, read, gaps, history } = state;
  const others = [
    ...history.imported.map((span) => ({ source: IMPORTED, ...toStoredSpan(span) })),
    ...searchedTime(history).map((span) => ({ source: 'graph', ...toStoredSpan(span) })),
  ].sort((a, b) => compareText(a.from, b.from) || compareText(a.source, b.source));
  return {
    watermark: isoInstant(watermark),
    unread: [...unread],
    read: { ...read },
    coverage: {
      from: isoInstant(coveredFrom(state)),
      complete_until: completeUntil(state),
      gaps: [...gaps],
      ...(others.length === 0 ? {} : { listed_from: isoInstant(from), read: others }),
    },
    ...toStoredHistory(history),
  };
}

function toStoredHistory(history: HistoryState): Pick<Manifest, 'history' | 'search'> {
  const { walked, beyond, events, oldest, queries, submitted } = history;
  const isNew = walked.length + beyond.length + events.length + submitted.length === 0 && oldest === null;
  return {
    ...(queries.length === 0
      ? {}
      : {
          history: queries.map(({ from, to, operations, queryId, submittedAt, tries }) => ({
            ...toStoredSpan({ from, to }),
            operations: [...operations],
            query_id: queryId ?? null,
            submitted_at: isoInstant(submittedAt ?? null),
            tries,
          })),
        }),
    ...(isNew
      ? {}
      : {
          search: {
            walked: walked.map(toStoredSpan),
            beyond: beyond.map(toStoredSpan),
            events: events.map(({ operations, ...span }) => ({
              ...toStoredSpan(span),
              operations: [...operations],
            })),
            oldest: isoInstant(oldest),
            submitted: submitted.map((at) => isoInstant(at)),
          },
        }),
  };
}

function historyOf({ history = [], search, coverage }: Manifest): HistoryState {
  return {
    imported: (coverage.read ?? []).filter(({ source }) => source === IMPORTED).map(spanOf),
    walked: (search?.walked ?? []).map(spanOf),
    beyond: (search?.beyond ?? []).map(spanOf),
    events: (search?.events ?? []).map(({ operations, ...span }) => ({ ...spanOf(span), operations })),
    oldest: parseInstant(search?.oldest ?? null),
    queries: history.map(({ operations, query_id, submitted_at, tries, ...span }) => ({
      ...spanOf(span),
      operations,
      queryId: query_id ?? undefined,
      submittedAt: parseInstant(submitted_at) ?? undefined,
      tries,
    })),
    submitted: (search?.submitted ?? []).map((at) => parseInstant(at)),
  };
}

function toStoredSpan({ from, to }: Span): { from: string; to: string } {
  return { from: isoInstant(from), to: isoInstant(to) };
}

function spanOf({ from, to }: { readonly from: string; readonly to: string }): Span {
  return { from: parseInstant(from), to: parseInstant(to) };
}
