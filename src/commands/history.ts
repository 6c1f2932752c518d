import type { Clock } from '../clock.ts';
import { adviceOf, SearchError, SignInError } from '../errors.ts';
import type { Identity } from '../launches/identity.ts';
import type { Log } from '../log.ts';
import type { SearchReport } from '../report/run-report.ts';
import type { Calendar } from '../snapshot/calendar.ts';
import { launchTimeOf } from '../snapshot/coverage.ts';
import { storedLaunches } from '../snapshot/known-launches.ts';
import type { PublishedFiles } from '../snapshot/partitions.ts';
import { overlap, type Span, uniteSpans } from '../snapshot/spans.ts';
import type { Collected } from '../sources/activity-feed/collect.ts';
import type { AuditSearch } from '../sources/audit-search/api.ts';
import { runQueries, type SearchedWindows } from '../sources/audit-search/run-queries.ts';
import { NOTHING_FOUND, type SearchTally } from '../sources/audit-search/tally.ts';
import type { KnownLaunches } from '../sources/audit-search/walk.ts';
import { storeLabel } from '../stores/create-store.ts';
import { type HistoryPlan, nameOf, planHistory, queryPrefix } from '../sync/history-plan.ts';
import { afterSearch, type HistoryProgress, oldestKept, oldestRecord } from '../sync/history-state.ts';
import type { SyncState } from '../sync/state.ts';
import type { Run } from './run.ts';

/** What a search works with. */
export interface SearchRun {
  readonly settings: Pick<Run['settings'], 'historyReachMs' | 'historyWaitMs' | 'operations'>;
  readonly host: { readonly clock: Clock; readonly log: Pick<Log, 'debug'> };
  readonly search: Pick<NonNullable<Run['search']>, 'queries'> | undefined;
  /** What the names of its queries begin with: see {@link prefixOf}. */
  readonly prefix: string;
}

/** What audit search brought a run. */
export interface Searched {
  readonly found: SearchTally;
  /** What changed in the state; `undefined` when nothing did. */
  readonly progress: HistoryProgress | undefined;
  readonly report: SearchReport;
  /** Queries to delete once the launches are published. */
  readonly finished: readonly string[];
}

/** What a search needs of the run around it. Instants in ms since 1970. */
export interface SearchBase {
  readonly snapshot: PublishedFiles | undefined;
  readonly collected: Pick<Collected, 'launches'>;
  /** The state as it is after the run, but for the search. */
  readonly state: SyncState;
  readonly identity: Identity;
  readonly calendar: Calendar;
  readonly now: number;
  /** No record can be later. */
  readonly latest: number;
  readonly keptFrom: number | null;
}

/** What there is to tell of a run that did not search. */
const SILENT: SearchReport = {
  windows: 0,
  problems: [],
  isBlind: false,
  unproven: 0,
  keptFrom: null,
  reachMs: 0,
};

/** Nothing was searched, and nothing changed. */
export const NOT_SEARCHED: Searched = {
  found: NOTHING_FOUND,
  progress: undefined,
  report: SILENT,
  finished: [],
};

/** Queries that the tenant lets run at a time are ten, and others search too. */
const SLOTS = 3;
/** What the tenant takes in a day. */
const MOST_A_DAY = 200;

/**
 * Searches the audit log for what the feed does not reach. Never throws for what the service does: the feed's launches are
 * published all the same.
 */
export async function searchHistory(run: SearchRun, base: SearchBase): Promise<Searched> {
  const { search, host } = run;
  if (search === undefined) return NOT_SEARCHED;
  if (planOf(run, base, undefined).windows.length === 0) return NOT_SEARCHED;
  try {
    const plan = await planWithListed(run, base, search.queries);
    const searched = await runQueries(search.queries, plan.windows, optionsOf(run, base));
    const { state, isBlind, unproven } = afterSearch(base.state.history, plan.failed, searched, base.now);
    for (const line of searched.unreadable) host.log.debug(`unreadable: ${line}`);
    return {
      found: searched,
      progress: { before: base.state.history, after: state },
      finished: [...plan.orphans, ...searched.finished],
      report: {
        windows: searched.read.length,
        problems: problemsOf(searched),
        isBlind,
        unproven,
        keptFrom: searched.read.length === 0 ? null : oldestKept(state),
        reachMs: run.settings.historyReachMs,
      },
    };
  } catch (error) {
    if (!isOfService(error)) throw error;
    return { ...NOT_SEARCHED, report: { ...SILENT, problems: [adviceOf(error)] } };
  }
}

/** Returns what the next run would search. Lists the queries that the tenant knows, and submits none. */
export async function planWithListed(
  run: Pick<SearchRun, 'settings' | 'prefix'>,
  base: Pick<SearchBase, 'state' | 'now' | 'keptFrom'>,
  queries: AuditSearch,
): Promise<HistoryPlan> {
  return planOf(run, base, await queries.list(run.prefix));
}

function planOf(
  run: Pick<SearchRun, 'settings' | 'prefix'>,
  { state, now, keptFrom }: Pick<SearchBase, 'state' | 'now' | 'keptFrom'>,
  listed: Parameters<typeof planHistory>[3],
): HistoryPlan {
  const { historyReachMs: reachMs, operations } = run.settings;
  const request = { reachMs, now, keptFrom, operations, prefix: run.prefix };
  const feed = { feedFrom: state.from, gaps: state.gaps.map(launchTimeOf) };
  const { history } = state;
  const walked = uniteSpans([...history.walked, ...history.imported]);
  return planHistory(request, { ...history, walked }, feed, listed);
}

/** Returns what the names of all queries of a run's data set begin with. */
export function prefixOf({ settings, context }: Pick<Run, 'settings' | 'context'>): string {
  return queryPrefix([settings.tenantId, context.repository, storeLabel(settings)].join('\0'));
}

function optionsOf(run: SearchRun, base: SearchBase): Parameters<typeof runQueries>[2] {
  const { settings, host, prefix } = run;
  const { history } = base.state;
  return {
    clock: host.clock,
    reader: {
      rules: {
        operations: new Map(settings.operations.map((name) => [name.toLowerCase(), name])),
        latest: base.latest,
      },
      identity: base.identity,
    },
    known: (window) => knownLaunches(base, window),
    nameOf: (window) => nameOf(window, prefix),
    slots: SLOTS,
    budget: MOST_A_DAY - history.submitted.length,
    until: host.clock.now() + settings.historyWaitMs,
  };
}

async function knownLaunches(base: SearchBase, window: Span): Promise<KnownLaunches> {
  const stored = await storedLaunches(base.snapshot, window, base.calendar);
  const ofFeed = base.collected.launches.filter(({ launchedAt }) => isIn(window, launchedAt));
  const ids = new Set(ofFeed.map(({ eventId }) => eventId));
  const instants = [...ofFeed.map(({ launchedAt }) => launchedAt), ...stored.instants];
  const kept = { from: Math.max(window.from, oldestRecord(base.now)), to: window.to };
  return {
    expected: instants.filter((at) => isIn(kept, at)).length,
    has: (eventId) => ids.has(eventId) || stored.has(eventId),
    hasSame: stored.hasSame,
  };
}

function isIn(span: Span, at: number): boolean {
  return overlap(span, { from: at, to: at + 1 });
}

/** Each problem once: a service that is down says the same of every window. */
function problemsOf({ problems }: SearchedWindows): readonly string[] {
  return [...new Set(problems.map(adviceOf))];
}

function isOfService(error: unknown): boolean {
  return error instanceof SearchError || error instanceof SignInError;
}

/** Deletes the queries whose launches are published. One that stays goes after 30 days by itself. */
export async function deleteQueries(
  { search, host }: Pick<SearchRun, 'search' | 'host'>,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    try {
      await search?.queries.remove(id);
    } catch (error) {
      if (!isOfService(error)) throw error;
      host.log.debug(adviceOf(error));
    }
  }
}
