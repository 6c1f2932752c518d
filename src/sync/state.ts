import { isoInstant, parseInstant } from '../instants.ts';
import { compareText } from '../snapshot/compare.ts';
import { HORIZON_MS, launchTimeOf } from '../snapshot/coverage.ts';
import type { Gap, UnreadBlob } from '../snapshot/manifest.ts';
import { type Span, subtractSpans } from '../snapshot/spans.ts';
import { contentKey } from '../sources/activity-feed/content-key.ts';
import { isNameless, lostReason, mergeGaps, pendingBlob, uncovered } from './gaps.ts';
import {
  type HistoryProgress,
  type HistoryState,
  keptHistory,
  mergeHistory,
  NO_HISTORY,
  readTime,
  unreadTime,
} from './history-state.ts';

/** How far the sync has come. It moves only after the launches read are published. */
export interface SyncState {
  /** All content created before this instant (ms since 1970) has been listed; `null` before the first full run. */
  readonly watermark: number | null;
  /** Blobs that were listed, could not be read yet, and have not expired. */
  readonly unread: readonly UnreadBlob[];
  /** Blobs that were read and that the next run lists again: `contentKey` → when the blob was created, UTC. */
  readonly read: Readonly<Record<string, string>>;
  /** Content time that can no longer be read, sorted. */
  readonly gaps: readonly Gap[];
  /** Beginning of the content time that the snapshot covers, after what `keep` removed, ms since 1970. */
  readonly from: number | null;
  /** What other sources have read, and what audit search has on its way. */
  readonly history: HistoryState;
}

/** What a run did to the state. Instants in ms since 1970. */
export interface RunProgress {
  /** Content time `[start, end)` that was listed without a break; empty when its first window failed. */
  readonly listed: { readonly start: number; readonly end: number };
  /** `false` for a manual window, and while the first content is awaited. */
  readonly movesWatermark: boolean;
  /** The snapshot lost the launches of the calendar days before this instant; `null` when all are kept. */
  readonly keptFrom: number | null;
  /** The length of the overlap in ms. */
  readonly overlapMs: number;
  readonly read: readonly { readonly id: string; readonly created: number }[];
  readonly unread: readonly UnreadBlob[];
  /** Ids of blobs that were gone before they could be read; `gaps` has their gaps. */
  readonly lost: readonly string[];
  /** The gaps that this run opens. */
  readonly gaps: readonly Gap[];
  /** Gaps of all entries that named no blob, new or not. */
  readonly nameless: readonly Gap[];
  /** The run's time. */
  readonly now: number;
  /** What other sources changed; left out when none was read. */
  readonly history?: HistoryProgress | undefined;
}

/** The state before anything was read. */
export const NO_STATE: SyncState = {
  watermark: null,
  unread: [],
  read: {},
  gaps: [],
  from: null,
  history: NO_HISTORY,
};

/**
 * Returns the instant before which launches are complete, within the service's normal delivery time: 99.8 % come within 48 h.
 * An unread blob holds it, until its gap is named. Time that was imported, and goes on where the feed's ends, moves it.
 */
export function completeUntil(
  state: Pick<SyncState, 'watermark' | 'unread' | 'gaps' | 'history'>,
): string | null {
  const listed = listedUntil(state);
  const imported = state.history.imported;
  if (listed === null) return isoInstant(imported.at(-1)?.to ?? null);
  const further = imported.find(({ from, to }) => from <= listed && listed < to);
  return isoInstant(further?.to ?? listed);
}

function listedUntil({
  watermark,
  unread,
  gaps,
}: Pick<SyncState, 'watermark' | 'unread' | 'gaps'>): number | null {
  if (watermark === null) return null;
  const named = new Set(gaps.map(({ reason }) => reason));
  const holding = unread.filter((blob) => !named.has(pendingBlob(blob).reason));
  const oldest = Math.min(watermark, ...holding.map(({ created }) => parseInstant(created)));
  return oldest - HORIZON_MS;
}

/**
 * Returns the state after a run that published on top of `base`. `base` may be newer than the state that the run began
 * with, when another run published meanwhile: then the result holds what both of them did.
 */
export function advance(base: SyncState, run: RunProgress): SyncState {
  const watermark = run.movesWatermark ? later(base.watermark, run) : base.watermark;
  const gone = new Set([...run.read.map(({ id }) => id), ...run.lost]);
  // A blob that was gone may be served after all, for example to a manual run or to a concurrent one.
  const served = [
    ...run.read.map(({ id }) => id),
    ...run.lost.filter((id) => base.read[contentKey(id)] !== undefined),
  ];
  const found = new Set(served.map(lostReason));
  const unread = new Map(base.unread.filter(({ id }) => !gone.has(id)).map((blob) => [blob.id, blob]));
  const known = new Map(Object.entries(base.read));
  for (const blob of run.unread) {
    // A concurrent run may have read what this one could not.
    if (!known.has(contentKey(blob.id))) unread.set(blob.id, blob);
  }
  const unreadInOrder = [...unread.values()].sort(
    (a, b) => compareText(a.created, b.created) || compareText(a.id, b.id),
  );
  const isRelisted = ({ from, to }: Gap): boolean =>
    parseInstant(from) >= run.listed.start && parseInstant(to) <= run.listed.end;
  const kept = base.gaps.filter(
    (gap) => gap.status !== 'pending' && !found.has(gap.reason) && !(isNameless(gap) && isRelisted(gap)),
  );
  const history = keptHistory(mergeHistory(base.history, run.history), run.keptFrom);
  const oldest = watermark === null ? Number.POSITIVE_INFINITY : watermark - run.overlapMs;
  for (const { id, created } of run.read) known.set(contentKey(id), isoInstant(created));
  return {
    watermark,
    unread: unreadInOrder,
    read: Object.fromEntries(
      [...known]
        .filter(([, created]) => parseInstant(created) >= oldest)
        .sort(([a, from], [b, to]) => compareText(from, to) || compareText(a, b)),
    ),
    gaps: mergeGaps([
      ...withoutRead(
        [
          ...kept,
          ...run.gaps.flatMap((gap) => uncovered(gap, base)).filter(({ reason }) => !found.has(reason)),
          ...run.nameless,
        ],
        readTime(history),
      ),
      ...unreadInOrder.filter(({ created }) => run.now - parseInstant(created) > HORIZON_MS).map(pendingBlob),
    ]),
    from: notBefore(run.keptFrom, run.movesWatermark ? earlier(base.from, run.listed) : base.from),
    history,
  };
}

/** Returns a state with gaps of launches that are lost, though they were read. */
export function withLost(state: SyncState, lost: readonly Gap[]): SyncState {
  return {
    ...state,
    gaps: mergeGaps([...state.gaps, ...lost]),
    history: unreadTime(state.history, lost.map(launchTimeOf)),
  };
}

/** Returns gaps without those that are closed: all launch time that they stand for was read by other sources. */
export function withoutRead(gaps: readonly Gap[], read: readonly Span[]): readonly Gap[] {
  return gaps.filter((gap) => subtractSpans([launchTimeOf(gap)], read).length > 0);
}

/** Returns the beginning of the launch time that any source has read, ms since 1970; `null` before anything was read. */
export function coveredFrom({ from, history }: Pick<SyncState, 'from' | 'history'>): number | null {
  const [first] = readTime(history);
  if (first === undefined) return from;
  return from === null ? first.from : Math.min(first.from, from);
}

/**
 * Returns the watermark after a listing. It moves only when the listing reaches back to it, or when the time between is a
 * gap: otherwise content between them would never be listed.
 */
function later(watermark: number | null, { listed: { start, end }, gaps }: RunProgress): number | null {
  if (end <= start) return watermark;
  if (watermark === null) return end;
  const seen =
    start <= watermark ||
    gaps.some(({ from, to }) => parseInstant(from) <= watermark && parseInstant(to) >= start);
  return seen ? Math.max(watermark, end) : watermark;
}

/** Returns the beginning of the covered time after a listing, which moves back when the listing reaches up to it. */
function earlier(from: number | null, { start, end }: RunProgress['listed']): number | null {
  if (end <= start) return from;
  if (from === null) return start;
  return end >= from ? Math.min(from, start) : from;
}

/** In the state, because what `keep` removed does not come back when `keep` is dropped later. */
function notBefore(keptFrom: number | null, from: number | null): number | null {
  return from === null || keptFrom === null ? from : Math.max(from, keptFrom);
}
