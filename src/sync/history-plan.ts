import { createHash } from 'node:crypto';
import { ceilSecond, DAY_MS, floorSecond, isoSecond, parseInstant } from '../instants.ts';
import { LAUNCH_OPERATION } from '../launches/launch.ts';
import { HORIZON_MS, MOST_TRIES } from '../snapshot/coverage.ts';
import { clipSpans, overlap, type Span, subtractSpans } from '../snapshot/spans.ts';
import type { KnownQuery } from '../sources/audit-search/api.ts';
import { submittedIn } from '../sources/audit-search/query-name.ts';
import type { SearchWindow } from '../sources/audit-search/run-queries.ts';
import { areLaunches, type HistoryState, keyOf, oldestRecord } from './history-state.ts';

/** What a run is to know of the past. Durations in ms, instants in ms since 1970. */
export interface HistoryRequest {
  readonly reachMs: number;
  /** The run's time. */
  readonly now: number;
  /** Older launches are not kept; `null` when all are. */
  readonly keptFrom: number | null;
  /** What is kept, as the author of the workflow spells it. */
  readonly operations: readonly string[];
  /** The name of every query of this data set begins so. */
  readonly prefix: string;
}

/** What a run searches. */
export interface HistoryPlan {
  /** In order: launches before other operations, the newest time first. */
  readonly windows: readonly SearchWindow[];
  /** Failed windows that are not asked for again yet. */
  readonly failed: readonly SearchWindow[];
  /** Queries of this data set that nothing needs. */
  readonly orphans: readonly string[];
}

/** Longest time of one query. */
const LONGEST_WINDOW_MS = 31 * DAY_MS;
/**
 * Each window reaches so far into newer time: its launches are known by then, and prove that the search sees them. The oldest
 * reaches so far into older time: a record of it proves that the log still keeps what comes after.
 */
const OVERLAP_MS = DAY_MS;
/** Longest time of which launches must come back to prove that the search sees them: a weekend and more. */
const PROOF_MS = 5 * DAY_MS;
/** A failed window is asked for again after this time. */
const AGAIN_MS = 7 * DAY_MS;

/** Operations that are asked for together with launches, because they alone tell that an app is gone. */
const WITH_LAUNCHES = [LAUNCH_OPERATION, 'DeletePowerApp'].map((name) => name.toLowerCase());

/** Returns the operations of the queries for one time: launches first, and never more than two, because more have failed. */
export function operationSets(operations: readonly string[]): readonly (readonly string[])[] {
  const isFirst = (name: string): boolean => WITH_LAUNCHES.includes(name.toLowerCase());
  const others = operations.filter((name) => !isFirst(name));
  const pairs = others.flatMap((name, index) =>
    index % 2 === 0 ? [[name, ...others.slice(index + 1, index + 2)]] : [],
  );
  return [operations.filter(isFirst), ...pairs].filter((set) => set.length > 0);
}

/**
 * Returns what to search: the time before what the feed covers, as far back as the reach, and the gaps, less what was searched.
 * Launches of the last 48 hours are left to the feed. `feedFrom`: where the feed's time begins; `gaps` in launch time. `listed`:
 * the queries that the tenant knows by the prefix; `undefined` before they were listed.
 */
export function planHistory(
  { reachMs, now, keptFrom, operations, prefix }: HistoryRequest,
  state: HistoryState,
  { feedFrom, gaps }: { readonly feedFrom: number | null; readonly gaps: readonly Span[] },
  listed: readonly KnownQuery[] | undefined,
): HistoryPlan {
  const start = floorSecond(Math.max(now - reachMs, keptFrom ?? 0));
  const end = floorSecond(now - HORIZON_MS);
  const target = [
    { from: start, to: feedFrom ?? Math.floor(end / DAY_MS) * DAY_MS },
    ...clipSpans(gaps, { from: start, to: Number.POSITIVE_INFINITY }),
  ];
  const sets = operationSets(operations);
  const isAsked = (query: SearchWindow): boolean =>
    query.to > start && sets.some((set) => set.join() === query.operations.join());
  const known = listed && new Map(listed.map(({ id, name }) => [id, name]));
  const queries = state.queries
    .filter(isAsked)
    // What the tenant does not list under our name is not ours, or gone.
    .map((query) => (known?.has(query.queryId ?? '') === false ? { ...query, queryId: undefined } : query));
  const orphans = new Set(
    state.queries.filter((query) => !isAsked(query)).map(({ queryId }) => queryId ?? ''),
  );
  const adopted: SearchWindow[] = [];
  const failed: SearchWindow[] = [];
  const windows = sets.flatMap((set) => {
    const read = areLaunches(set)
      ? [...state.walked, ...state.beyond]
      : state.events.filter((window) => window.operations.join() === set.join());
    const unread = subtractSpans(target, read);
    const own = queries.filter((query) => {
      const isOfSet = query.operations.join() === set.join();
      return isOfSet && (query.queryId !== undefined || unread.some((span) => overlap(span, query)));
    });
    const wanted = subtractSpans(unread, own).flatMap((span) => piece(span, end));
    const others = (listed ?? [])
      .map((query) => ({ ...query, window: parseName(query.name, prefix, now) }))
      .filter(({ id }) => !own.some(({ queryId }) => queryId === id));
    for (const { id, window } of others) {
      if (window?.operations.join() !== set.join()) continue;
      if (wanted.some((span) => overlap(span, window))) adopted.push({ ...window, queryId: id });
      // A window that an earlier run halved is found by the name of its halves.
      else if (own.some((query) => overlap(query, window))) continue;
      else orphans.add(id);
    }
    const ofSet = adopted.filter((window) => window.operations.join() === set.join());
    const fresh = subtractSpans(wanted, ofSet).flatMap((span) =>
      windowsOf({ from: evidenceFrom(span.from, now), to: span.to }, end, set),
    );
    failed.push(...own.filter((query) => !isDue(query, now)));
    const due = own.filter((query) => isDue(query, now));
    const isDoubted =
      areLaunches(set) && due.some(({ tries, queryId }) => tries > 0 && queryId === undefined);
    return [...(isDoubted ? proofOf(feedFrom, end, set) : []), ...due, ...ofSet, ...fresh].sort(
      (a, b) => b.to - a.to || b.from - a.from,
    );
  });
  orphans.delete('');
  const distinct = new Map(windows.map((window) => [keyOf(window), window]));
  return {
    windows: [...distinct.values()],
    failed,
    orphans: [...orphans].filter((id) => known?.has(id) === true),
  };
}

/** On whole seconds, as launches are. The newest time moves on with each run: what would make a small query now is a part of a larger one tomorrow. */
function piece(span: Span, end: number): readonly Span[] {
  const from = floorSecond(span.from);
  const to = ceilSecond(span.to);
  if (to <= end) return [{ from, to }];
  return end - from >= DAY_MS ? [{ from, to: end }] : [];
}

function evidenceFrom(from: number, now: number): number {
  return Math.min(from, Math.max(from - OVERLAP_MS, ceilSecond(oldestRecord(now))));
}

function windowsOf({ from, to }: Span, end: number, operations: readonly string[]): readonly SearchWindow[] {
  const windows: SearchWindow[] = [];
  const step = LONGEST_WINDOW_MS - OVERLAP_MS;
  for (let at = to; at > from; at -= step) {
    windows.push({
      from: Math.max(from, at - step),
      to: Math.max(at, Math.min(at + OVERLAP_MS, end)),
      operations,
      ...{ tries: 0, submittedAt: undefined, queryId: undefined },
    });
  }
  return windows;
}

/**
 * Returns a window of time that the feed covers. It is asked for together with one that brought nothing back before: when its
 * launches come back, then what is empty beside it is empty.
 */
function proofOf(
  feedFrom: number | null,
  end: number,
  operations: readonly string[],
): readonly SearchWindow[] {
  const from = Math.max(ceilSecond(feedFrom ?? end), end - PROOF_MS);
  if (from >= end) return [];
  return [{ from, to: end, operations, tries: 0, submittedAt: undefined, queryId: undefined }];
}

function isDue({ queryId, tries, submittedAt }: SearchWindow, now: number): boolean {
  return (
    queryId !== undefined || tries < MOST_TRIES || submittedAt === undefined || now - submittedAt >= AGAIN_MS
  );
}

/** Returns what the names of all queries of a data set begin with. `subject` names its tenant, repository and store. */
export function queryPrefix(subject: string): string {
  return `audit-log-sync ${createHash('sha256').update(subject).digest('hex').slice(0, 12)} `;
}

/** Returns what a query is named, but for when it was submitted: the same for the same try in every run, so that none is submitted twice. */
export function nameOf({ from, to, operations, tries }: SearchWindow, prefix: string): string {
  return `${prefix}${isoSecond(from)} ${isoSecond(to)} ${operations.join('+')} try ${tries + 1}`;
}

const NAME = /^(\S+Z) (\S+Z) (\S+) try (\d{1,3}) at /;

/** Returns the window that the name of a query tells of. */
function parseName(name: string, prefix: string, now: number): SearchWindow | undefined {
  const [, from = '', to = '', operations = '', tries = ''] = NAME.exec(name.slice(prefix.length)) ?? [];
  const span = { from: parseInstant(from), to: parseInstant(to) };
  if (!(span.from < span.to)) return undefined;
  return {
    ...span,
    operations: operations.split('+'),
    ...{ tries: Number(tries) - 1, submittedAt: submittedIn(name) ?? now, queryId: undefined },
  };
}
