import { DAY_MS, HOUR_MS } from '../instants.ts';
import { LAUNCH_OPERATION } from '../launches/launch.ts';
import { clipSpans, type Span, subtractSpans, uniteSpans } from '../snapshot/spans.ts';
import type { ReadWindow, SearchedWindows, SearchWindow } from '../sources/audit-search/run-queries.ts';

/** What sources other than the feed have read, and what audit search has on its way. Instants in ms since 1970, launch time. */
export interface HistoryState {
  /** Time of which imported files held every launch, by the word of their owner. */
  readonly imported: readonly Span[];
  /** Time that was read whole, as far as the log still kept it then. */
  readonly walked: readonly Span[];
  /** Time that was asked for, and that the log no longer kept for certain: it is not asked for again. */
  readonly beyond: readonly Span[];
  /** Time of which other operations than launches were read. */
  readonly events: readonly (Span & { readonly operations: readonly string[] })[];
  /** When the oldest record took place that any query brought. */
  readonly oldest: number | null;
  /** Queries in flight, to be submitted, or failed. */
  readonly queries: readonly SearchWindow[];
  /** When queries were submitted, of the last day. */
  readonly submitted: readonly number[];
}

/** Nothing was ever searched or imported. */
export const NO_HISTORY: HistoryState = {
  imported: [],
  walked: [],
  beyond: [],
  events: [],
  oldest: null,
  queries: [],
  submitted: [],
};

/** The audit log keeps records for so long, unless the tenant pays for more. */
const RETENTION_MS = 180 * DAY_MS;
/** Records at the edge may go while a result is read. */
const EDGE_MS = HOUR_MS;

/** What a search changed, and what it could not prove. */
export interface HistoryResult {
  readonly state: HistoryState;
  /** Nothing of what feed or snapshot have came back: then an empty result proves nothing. */
  readonly isBlind: boolean;
  /** Windows that were read, and not called covered. */
  readonly unproven: number;
}

/**
 * Returns the state after a search. A window counts as read when launches came back that feed or snapshot have of it; where
 * they have none, when it is not empty; and an empty one when another that was submitted with it brought known launches back. `failed`:
 * windows that the run left alone.
 */
export function afterSearch(
  before: HistoryState,
  failed: readonly SearchWindow[],
  { read, open, submitted, oldest }: Pick<SearchedWindows, 'read' | 'open' | 'submitted' | 'oldest'>,
  now: number,
): HistoryResult {
  const seeing = read.filter(({ knownRows }) => knownRows > 0);
  const isBlind = seeing.length === 0 && read.some(({ expected }) => expected > 0);
  const isProven = (window: ReadWindow): boolean => {
    const { expected, knownRows, rows } = window;
    if (knownRows > 0) return true;
    if (expected > 0) return false;
    // What the search saw today does not show what it saw when another query ran.
    return rows > 0 ? !isBlind : seeing.some(({ submittedAt }) => isNear(submittedAt, window.submittedAt));
  };
  const launches = read.filter(({ operations }) => areLaunches(operations));
  const proven = launches.filter(isProven);
  const hasProof = before.walked.length + proven.length > 0;
  // Other operations are rare, and move no coverage: an empty result is the rule.
  const events = read.filter(
    (window) => !areLaunches(window.operations) && !isBlind && (hasProof || window.rows > 0),
  );
  const accepted = new Set([...proven, ...events]);
  const unproven = read.filter((window) => !accepted.has(window));
  const edge = ({ at }: ReadWindow): number => oldestRecord(at);
  return {
    state: {
      imported: before.imported,
      walked: uniteSpans([
        ...before.walked,
        ...proven.map((window) => ({ from: Math.max(window.from, edge(window)), to: window.to })),
      ]),
      beyond: uniteSpans([
        ...before.beyond,
        ...proven.map((window) => ({ from: window.from, to: Math.min(window.to, edge(window)) })),
      ]),
      events: [...before.events, ...events.map(({ from, to, operations }) => ({ from, to, operations }))],
      oldest: oldest === null ? before.oldest : Math.min(before.oldest ?? oldest, oldest),
      queries: [
        ...failed,
        ...open,
        ...unproven.map(({ from, to, operations, tries, at }) => ({
          ...{ from, to, operations, tries: tries + 1 },
          ...{ submittedAt: at, queryId: undefined },
        })),
      ],
      submitted: [...before.submitted, ...submitted].filter((at) => now - at < DAY_MS),
    },
    isBlind,
    unproven: unproven.length,
  };
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= HOUR_MS;
}

/** Returns whether a query of these operations moves what is covered. */
export function areLaunches(operations: readonly string[]): boolean {
  return operations.some((name) => name.toLowerCase() === LAUNCH_OPERATION.toLowerCase());
}

/** Returns what tells a window from every other. */
export function keyOf({ from, to, operations }: Span & { readonly operations: readonly string[] }): string {
  return `${from} ${to} ${operations.join(' ')}`;
}

/** Returns the launch time that audit search covers: nothing shows that the log keeps what is older than its oldest record. */
export function searchedTime({ walked, oldest }: Pick<HistoryState, 'walked' | 'oldest'>): readonly Span[] {
  if (oldest === null) return [];
  return clipSpans(walked, { from: oldest, to: Number.POSITIVE_INFINITY });
}

/** Returns the launch time that sources other than the feed have read whole. */
export function readTime(state: Pick<HistoryState, 'imported' | 'walked' | 'oldest'>): readonly Span[] {
  return uniteSpans([...state.imported, ...searchedTime(state)]);
}

/** Returns the instant before which the log keeps no record for certain. `now` in ms since 1970. */
export function oldestRecord(now: number): number {
  return now - RETENTION_MS + EDGE_MS;
}

/**
 * Returns since when the log keeps records, as far as a search of older time shows; `null` when none reached back from it.
 */
export function oldestKept(state: Pick<HistoryState, 'walked' | 'beyond' | 'oldest'>): number | null {
  const [covered] = searchedTime(state);
  const [first] = uniteSpans([...state.walked, ...state.beyond]);
  return covered !== undefined && first !== undefined && first.from < covered.from ? covered.from : null;
}

/** Returns the state without what lies before the time that a snapshot keeps, ms since 1970; `null` when it keeps all. */
export function keptHistory(state: HistoryState, keptFrom: number | null): HistoryState {
  if (keptFrom === null) return state;
  const kept = { from: keptFrom, to: Number.POSITIVE_INFINITY };
  const { imported, walked, beyond } = state;
  return {
    ...state,
    imported: clipSpans(imported, kept),
    walked: clipSpans(walked, kept),
    beyond: clipSpans(beyond, kept),
  };
}

/** Returns the state without some time, whose launches were read and are lost: it is searched again. */
export function unreadTime(state: HistoryState, spans: readonly Span[]): HistoryState {
  if (spans.length === 0) return state;
  const { imported, walked } = state;
  return { ...state, imported: subtractSpans(imported, spans), walked: subtractSpans(walked, spans) };
}

/** What a run changed of the state that it began with. */
export interface HistoryProgress {
  readonly before: HistoryState;
  readonly after: HistoryState;
}

/** Returns the state after a run, on top of that of another run which published meanwhile. */
export function mergeHistory(base: HistoryState, progress: HistoryProgress | undefined): HistoryState {
  if (progress === undefined) return base;
  const { before, after } = progress;
  const known = new Set([...before.queries, ...after.queries].map(keyOf));
  const events = new Map([...base.events, ...after.events].map((window) => [keyOf(window), window]));
  const walked = uniteSpans([...base.walked, ...after.walked]);
  const beyond = uniteSpans([...base.beyond, ...after.beyond]);
  const isRead = (query: SearchWindow): boolean =>
    areLaunches(query.operations) && subtractSpans([query], [...walked, ...beyond]).length === 0;
  const queries = [...after.queries, ...base.queries.filter((query) => !known.has(keyOf(query)))];
  const oldest = [base.oldest, after.oldest].filter((instant) => instant !== null);
  return {
    imported: uniteSpans([...base.imported, ...after.imported]),
    walked,
    beyond,
    events: [...events.values()],
    oldest: oldest.length === 0 ? null : Math.min(...oldest),
    queries: queries.filter((query) => !isRead(query)),
    submitted: [...new Set([...base.submitted, ...after.submitted])].sort((a, b) => a - b),
  };
}
