import { DAY_MS, isoInstant, MINUTE_MS } from '../../src/instants.ts';
import type { Launch } from '../../src/launches/launch.ts';
import { hoursOf } from '../../src/report/hours.ts';
import { type Overview, overviewOf } from '../../src/report/overview.ts';
import type { PageData } from '../../src/report/page/page-data.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { Batch } from '../../src/snapshot/batch.ts';
import { type Calendar, openCalendar } from '../../src/snapshot/calendar.ts';
import { countRecent } from '../../src/snapshot/derived/recent-counts.ts';
import type { Gap, Manifest } from '../../src/snapshot/manifest.ts';
import { type MergeResult, mergeBatch } from '../../src/snapshot/merge.ts';
import { ALL_DATES, type DateRange } from '../../src/snapshot/partitioned-table.ts';
import type { Collected } from '../../src/sources/activity-feed/collect.ts';
import { NOTHING_FOUND } from '../../src/sources/audit-search/tally.ts';
import { NO_STATE } from '../../src/sync/state.ts';
import { manifestOf } from '../snapshot/fixtures.ts';

const NOW = Date.UTC(2026, 10, 22);
const QUARTER_MS = 15 * MINUTE_MS;

export interface Given extends Partial<Omit<RunReport, 'collected' | 'merged'>> {
  readonly collected?: Partial<Collected>;
  readonly merged?: Partial<RunReport['merged']>;
}

const NO_DAYS = { dateRanges: [], read: async () => new Map(), each: async function* () {} };
const NO_TABLES = {
  ...{ launches: NO_DAYS, dailyApps: NO_DAYS, activeUsers: NO_DAYS },
  recentCounts: async (range: DateRange) => countRecent(range).finish(),
  ...{ apps: [], environments: [], users: [] },
};
const NO_OVERVIEW: Overview = {
  ...{ tenantId: '11111111-2222-4333-8444-555555555555', timeZone: 'UTC', generatedAt: NOW, withUsers: true },
  coverage: {
    ...{ from: null, completeUntil: null, firstDate: null, lastDate: null, gaps: [] },
    ...{ watermark: NOW, unreadBlobs: 0 },
  },
  totals: {
    launches: 0,
    failedLaunches: 0,
    apps: 0,
    environments: 0,
    users: 0,
    firstDate: null,
    lastDate: null,
  },
  ...{ inventory: null, recent: null, days: [], weeks: [], apps: [], environments: [] },
};

/** A snapshot that was made from launches in one run, and its figures. */
export interface Figures {
  readonly merged: MergeResult;
  readonly manifest: Manifest;
  readonly overview: Overview;
  readonly hours: PageData['hours'];
}

/** What a snapshot covers. Instants are texts. */
export interface CoverageGiven {
  readonly from: string | null;
  readonly until: string | null;
  readonly watermark: string | null;
  readonly gaps: readonly Gap[];
  readonly generated: string;
}

/**
 * Makes a snapshot from launches and gives its figures. Unless `coverage` says otherwise, all days from the first to the last
 * launch are covered, and no other.
 */
export async function figuresOf(
  launches: readonly Launch[],
  given: Partial<Omit<Batch, 'coverage'>> & {
    readonly timeZone?: string;
    readonly coverage?: Partial<CoverageGiven>;
  } = {},
): Promise<Figures> {
  const { timeZone = 'UTC', coverage = {}, ...more } = given;
  const calendar = openCalendar(timeZone);
  const instants = launches.map(({ launchedAt }) => launchedAt).sort((a, b) => a - b);
  const [first, last] = [instants[0], instants.at(-1)];
  const {
    from = first === undefined ? null : isoInstant(startOf(first, calendar)),
    until = last === undefined ? null : isoInstant(startOf(last + DAY_MS, calendar)),
    watermark = null,
    gaps = [],
  } = coverage;
  const covered = { from, complete_until: until, gaps: [...gaps] };
  const merged = await mergeBatch(undefined, {
    ...{ launches, events: [], calendar, formats: ['csv'], users: 'pseudonym', keepFrom: undefined },
    ...{ possible: ALL_DATES, coverage: covered, catalog: new Map(), ...more },
  });
  const rows = Map.groupBy(merged.entries, ({ table }) => table);
  const tables = [...rows].map(([table, files]) => [
    table,
    {
      rows: files.reduce((sum, { rows }) => sum + rows, 0),
      ...(table === 'launches' ? { failed: merged.allFailed } : {}),
    },
  ]);
  const mode = more.users ?? 'pseudonym';
  const manifest = {
    ...manifestOf(merged.entries, timeZone),
    ...{ watermark, coverage: covered },
    ...(coverage.generated === undefined ? {} : { generated_at: coverage.generated }),
    ...{ tables: Object.fromEntries(tables), identity: { mode, key_id: null } },
  };
  const overview = await overviewOf(manifest, merged.tables, calendar);
  return {
    merged,
    manifest,
    overview,
    hours: await hoursOf(merged.tables.launches, manifest, overview.coverage),
  };
}

/** Returns when the day of an instant begins, to the quarter of an hour. */
function startOf(instant: number, { local }: Calendar): number {
  const { date } = local(instant);
  let start = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
  while (local(start - 1).date === date) start -= QUARTER_MS;
  return start;
}

/** Returns the report of a run that had nothing to do and nothing to tell, but for what is given. */
export function reportOf({ collected = {}, merged = {}, ...given }: Given = {}): RunReport {
  return {
    window: { start: NOW - 3_600_000, end: NOW },
    state: { ...NO_STATE, watermark: NOW },
    complete: true,
    collected: {
      ...{ launches: [], events: [], records: 0, other: 0, unreadable: [], powerAppsOperations: new Map() },
      ...{
        pages: 1,
        malformed: [],
        newest: null,
        deadlinePassed: false,
        blobsListed: 0,
        known: 0,
        read: [],
        unread: [],
        lost: [],
        unlisted: [],
      },
      ...{ listed: { start: NOW - 3_600_000, end: NOW }, failures: new Map() },
      ...collected,
    },
    merged: {
      ...{ entries: [], files: new Map(), removed: new Set<string>() },
      ...{ added: 0, duplicates: 0, failed: 0, allFailed: 0, tooOld: 0, impossible: 0 },
      ...{ suspectedRepeats: 0, possibleTwins: 0, addedIds: new Set<string>(), newDates: [] },
      damage: { paths: new Set(), lost: new Map() },
      tables: NO_TABLES,
      ...merged,
    },
    searched: NOTHING_FOUND,
    search: { windows: 0, problems: [], isBlind: false, unproven: 0, keptFrom: null, reachMs: 0 },
    inventory: { kind: 'off' },
    deliveries: [],
    overview: NO_OVERVIEW,
    newGaps: [],
    postponed: 0,
    manifest: manifestOf([]),
    published: true,
    isManual: false,
    failure: undefined,
    stores: [{ label: 'branch app-launches', url: undefined, commit: undefined, reportUrl: undefined }],
    directory: 'app-launches',
    commitSha: undefined,
    artifactId: undefined,
    artifactUrl: undefined,
    subscription: 'enabled',
    isInternal: false,
    foreign: [],
    foreignCommit: undefined,
    notMerged: [],
    notDeleted: undefined,
    isManualStart: false,
    stateWarning: undefined,
    clockWarning: undefined,
    startableAt: undefined,
    cacheFailure: undefined,
    withUsers: true,
    deadlineMs: 2_700_000,
    ...given,
  };
}

/** Names as hostile as a maker of an app could choose. */
export const HOSTILE: readonly string[] = [
  '=HYPERLINK("https://example.com","x")',
  'a | b | c',
  '`code` ```mermaid',
  '::error file=a::failed',
  '##[error]failed',
  '</script><script>alert(1)</script>',
  '<!-- comment',
  '<img src=x onerror=alert(1)>',
  '@octocat and #1 and owner/repo#2',
  '[link](https://example.com) ![image](http://example.com/x.png)',
  'www.example.com a@example.com mailto:a@example.com',
  '**bold** __bold__ ~~gone~~ $math$ :tada: :100:',
  'first\nsecond\r\n## heading\u2028line\u2029paragraph\u0085next',
  'left \u202e right \u2066 isolate \u200b zero \ufeff mark',
  '\\| \\` &lt;b&gt; &#124;',
  'nul\0 escape\u001b[31m',
  'half \ud800 pair',
  'x'.repeat(10_000),
  '😀'.repeat(200),
];
