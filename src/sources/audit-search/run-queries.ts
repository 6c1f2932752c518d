import type { Clock } from '../../clock.ts';
import { SearchError, SignInError } from '../../errors.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../instants.ts';
import { MOST_TRIES } from '../../snapshot/coverage.ts';
import type { Span } from '../../snapshot/spans.ts';
import type { AuditSearch, KnownQuery, QueryState } from './api.ts';
import { queryName, submittedIn } from './query-name.ts';
import type { RowReader } from './row.ts';
import { createResultTally, type SearchTally } from './tally.ts';
import { type KnownLaunches, MOST_ROWS, type Walked, walkResult } from './walk.ts';

/** Time to search. Instants in ms since 1970. */
export interface SearchWindow extends Span {
  readonly operations: readonly string[];
  /** Queries for this time that failed. */
  readonly tries: number;
  /** Of the query in flight, or of the last one; `undefined`: none was submitted. */
  readonly submittedAt: number | undefined;
  /** The query in flight. */
  readonly queryId: string | undefined;
}

/** A window whose result was read. */
export interface ReadWindow extends Span {
  readonly operations: readonly string[];
  /** When the query was submitted. */
  readonly submittedAt: number;
  /** When the last walk over the result ended. */
  readonly at: number;
  /** Rows of operations that were asked for. */
  readonly rows: number;
  /** Launches that feed or snapshot have of this time, and how many of them came back. */
  readonly expected: number;
  readonly knownRows: number;
  readonly tries: number;
}

/** What a run works with. */
export interface QueryOptions {
  readonly clock: Clock;
  readonly reader: RowReader;
  /** Returns the launches that feed or snapshot have of a window. */
  readonly known: (window: SearchWindow) => Promise<KnownLaunches>;
  /** Returns what the name of a window's query begins with: of each try another, the same in every run. */
  readonly nameOf: (window: SearchWindow) => string;
  /** Queries in flight at most. */
  readonly slots: number;
  /** Queries that may be submitted. */
  readonly budget: number;
  /** Until when to wait, ms since 1970 on the clock. */
  readonly until: number;
}

/** What became of a run's windows. */
export interface SearchedWindows extends SearchTally {
  readonly read: readonly ReadWindow[];
  /** What later runs go on with: in flight, to be submitted, or failed. */
  readonly open: readonly SearchWindow[];
  /** When queries were submitted. */
  readonly submitted: readonly number[];
  /** Queries that are of no use once the launches are published. */
  readonly finished: readonly string[];
  /** What kept windows from being read. */
  readonly problems: readonly Error[];
}

const FIRST_PAUSE_MS = SECOND_MS;
/** What may have arrived is listed after some seconds. */
const PAUSE_BEFORE_LOOK_UP_MS = 5 * SECOND_MS;
const LONGEST_PAUSE_MS = MINUTE_MS;
/** A search ends within a day, or never. */
const LONGEST_SEARCH_MS = 25 * HOUR_MS;
/** After so many windows that could not be submitted the service is down: the rest waits for the next run. */
const FAILURES_OF_AN_OUTAGE = 2;
const TRIES_TO_SUBMIT = 3;

type Succeeded = Extract<QueryState, { kind: 'succeeded' }>;
type WalkEnd = Walked | { readonly kind: 'failed'; readonly error: Error };

const CUT: WalkEnd = { kind: 'cut' };

type Flying = SearchWindow & { readonly queryId: string; readonly submittedAt: number };

/**
 * Submits the queries of windows, in order and a few at a time, waits for them, and reads their results. A window that is too
 * full is halved, down to an hour. What is not ready when the wait is over stays open. Never throws for what a service does.
 */
export async function runQueries(
  search: AuditSearch,
  windows: readonly SearchWindow[],
  options: QueryOptions,
): Promise<SearchedWindows> {
  const { clock, reader, known, nameOf, slots, until } = options;
  const tally = createResultTally();
  const read: ReadWindow[] = [];
  const later: SearchWindow[] = [];
  const submitted: number[] = [];
  const finished: string[] = [];
  const problems: Error[] = [];
  const recreated = new Set<string>();
  const waiting: SearchWindow[] = windows.filter(({ queryId }) => queryId === undefined);
  let flying: Flying[] = windows.filter(isFlying);
  /** Submitted since the last pause: none has ended yet. */
  let fresh = new Set<string>();
  let outages = 0;

  async function lookUp(name: string): Promise<KnownQuery | undefined> {
    return (await search.list(`${name} `))[0];
  }

  async function submit(window: SearchWindow): Promise<Flying> {
    const name = nameOf(window);
    for (let tries = 1; ; tries += 1) {
      // One that an earlier run, a concurrent one, or a lost answer left is as good.
      const there = await lookUp(name);
      const submittedAt = search.now();
      if (there !== undefined) {
        return { ...window, queryId: there.id, submittedAt: submittedIn(there.name) ?? submittedAt };
      }
      try {
        const queryId = await search.create({ ...window, name: queryName(name, submittedAt) });
        submitted.push(submittedAt);
        return { ...window, queryId, submittedAt };
      } catch (error) {
        if (tries === TRIES_TO_SUBMIT || !mayHaveArrived(error)) throw error;
        await clock.sleep(PAUSE_BEFORE_LOOK_UP_MS * tries);
      }
    }
  }

  async function submitAll(): Promise<void> {
    while (flying.length < slots && outages < FAILURES_OF_AN_OUTAGE && submitted.length < options.budget) {
      const window = waiting.shift();
      if (window === undefined) return;
      try {
        const query = await submit(window);
        flying.push(query);
        fresh.add(query.queryId);
      } catch (error) {
        later.push(window);
        outages += isFinal(error) ? FAILURES_OF_AN_OUTAGE : 1;
        problems.push(problemOf(error));
      }
    }
  }

  /** Looks at one query. Returns whether it is in flight no more. */
  async function look(query: Flying): Promise<boolean> {
    const { queryId } = query;
    const state = await search.poll(queryId);
    switch (state.kind) {
      case 'running':
        if (search.now() - query.submittedAt < LONGEST_SEARCH_MS) return false;
        await search.remove(queryId);
        problems.push(new Error('a query has not ended within a day'));
        later.push(...halves(query, query.tries + 1));
        return true;
      case 'gone': {
        const again = { ...query, queryId: undefined };
        (recreated.has(nameOf(query)) ? later : waiting).unshift(again);
        recreated.add(nameOf(query));
        return true;
      }
      case 'failed':
        finished.push(queryId);
        problems.push(new Error('Microsoft Graph says that a query failed'));
        later.push({ ...query, queryId: undefined, tries: query.tries + 1 });
        return true;
      case 'succeeded':
        await take(query, state);
        return true;
    }
  }

  async function take(query: Flying, { isCut, rows: told }: Succeeded): Promise<void> {
    const isShort = query.to - query.from <= HOUR_MS;
    const { queryId } = query;
    const ofWindow = await known(query);
    const isHalved = !isShort && (isCut || (told ?? 0) > MOST_ROWS);
    const walked = isHalved ? CUT : await walk(query, ofWindow, isShort);
    const isFull = isCut || walked.kind === 'cut' || walked.kind === 'too-many';
    if (isFull && !isShort) {
      finished.push(queryId);
      waiting.unshift(...halves(query, query.tries));
    } else if (isFull) {
      finished.push(queryId);
      problems.push(new Error('an hour has more records than the service gives of one query'));
      later.push({ ...query, queryId: undefined, tries: MOST_TRIES });
    } else if (walked.kind === 'agreed') {
      finished.push(queryId);
      const { from, to, operations, tries, submittedAt } = query;
      const { rows, knownRows } = walked;
      read.push({
        from,
        to,
        operations,
        submittedAt,
        at: search.now(),
        rows,
        expected: ofWindow.expected,
        knownRows,
        tries,
      });
    } else {
      problems.push(
        walked.kind === 'failed'
          ? walked.error
          : new Error('the result of a query differs each time that it is read'),
      );
      later.push(search.timeLeft() === 'over' ? query : again(query));
    }
  }

  async function walk(query: Flying, ofWindow: KnownLaunches, isShort: boolean): Promise<WalkEnd> {
    const mostRows = isShort ? Number.POSITIVE_INFINITY : MOST_ROWS;
    try {
      return await walkResult(search, query.queryId, reader, { known: ofWindow, tally, mostRows });
    } catch (error) {
      return { kind: 'failed', error: problemOf(error) };
    }
  }

  /** The query stays: its result is read again by the next run. After the last try there is no use in that. */
  function again(query: Flying): SearchWindow {
    const tries = query.tries + 1;
    if (tries < MOST_TRIES) return { ...query, tries };
    finished.push(query.queryId);
    return { ...query, queryId: undefined, tries };
  }

  async function pollAll(): Promise<boolean> {
    let hasEnded = false;
    const left: Flying[] = [];
    for (const query of flying) {
      if (fresh.has(query.queryId)) {
        left.push(query);
        continue;
      }
      try {
        if (await look(query)) hasEnded = true;
        else left.push(query);
      } catch (error) {
        // A poll that fails does not end a query: the next run looks at it again.
        problems.push(problemOf(error));
        later.push(query);
        hasEnded = true;
      }
    }
    flying = left;
    return hasEnded;
  }

  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    await submitAll();
    while (await pollAll()) {
      // The next ones may be as quick.
      pause = FIRST_PAUSE_MS;
      await submitAll();
    }
    if (flying.length === 0 || search.timeLeft() === 'over' || clock.now() + pause > until) break;
    await clock.sleep(pause);
    fresh = new Set();
  }
  const open = [...flying, ...waiting, ...later].sort((a, b) => b.to - a.to || b.from - a.from);
  return { ...tally.totals(), read, open, submitted, finished, problems };
}

function isFlying(window: SearchWindow): window is Flying {
  return window.queryId !== undefined && window.submittedAt !== undefined;
}

/** Returns the two halves of a window, the newer first, on whole seconds; one of an hour stays whole. */
export function halves(window: SearchWindow, tries: number): readonly SearchWindow[] {
  const { from, to } = window;
  const half = { ...window, tries, queryId: undefined, submittedAt: undefined };
  if (to - from <= HOUR_MS) return [half];
  const middle = from + Math.ceil((to - from) / 2 / SECOND_MS) * SECOND_MS;
  return [
    { ...half, from: middle },
    { ...half, to: middle },
  ];
}

function mayHaveArrived(error: unknown): boolean {
  return error instanceof SearchError && (error.status === 0 || error.status >= 500);
}

/** Nothing that this run asks changes the answer. */
function isFinal(error: unknown): boolean {
  if (error instanceof SignInError) return true;
  return (
    error instanceof SearchError && (error.status === 429 || (error.status >= 400 && error.status < 500))
  );
}

/** @throws what no service does. */
function problemOf(error: unknown): Error {
  if (error instanceof SearchError || error instanceof SignInError) return error;
  throw error;
}
