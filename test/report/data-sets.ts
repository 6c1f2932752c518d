import { DAY_MS, HOUR_MS, isoInstant, MINUTE_MS } from '../../src/instants.ts';
import { openIdentity } from '../../src/launches/identity.ts';
import type { Launch, OtherEvent } from '../../src/launches/launch.ts';
import { documentsOf } from '../../src/report/documents.ts';
import { overviewOf } from '../../src/report/overview.ts';
import { summaryOf } from '../../src/report/summary.ts';
import type { ListedApp, ListedEnvironment } from '../../src/snapshot/app-inventory.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import type { Format } from '../../src/snapshot/files.ts';
import type { Gap } from '../../src/snapshot/manifest.ts';
import { mergeBatch } from '../../src/snapshot/merge.ts';
import { ALL_DATES } from '../../src/snapshot/partitioned-table.ts';
import { inventoryState } from '../../src/sync/inventory.ts';
import { nextSnapshot } from '../../src/sync/next-snapshot.ts';
import { NO_STATE } from '../../src/sync/state.ts';
import { toStored } from '../../src/sync/stored-state.ts';
import { launch } from '../snapshot/fixtures.ts';
import { reportOf } from './fixtures.ts';

/** The data of a tenant whose snapshot was just made. */
interface DataSet {
  /** For how many days content has been listed. */
  readonly listedDays: number;
  /** Days ago on which there were launches. */
  readonly days: readonly number[];
  readonly gaps: readonly Gap[];
}

/** When the run lists, in the middle of a day of the time zone. */
const NOW = Date.UTC(2026, 10, 22, 6, 7);
const TENANT_ID = '11111111-2222-4333-8444-555555555555';

const ago = (days: number): string => isoInstant(NOW - days * DAY_MS);
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: from - to + 1 }, (_, index) => from - index);

/** The data sets that misled, by name. */
export const DATA_SETS: Readonly<Record<string, DataSet>> = {
  'a first run that covers 5 days, and launches that came late': {
    listedDays: 7,
    days: [...range(7, 0), 9, 9, 10, 13],
    gaps: [],
  },
  'a gap': {
    listedDays: 200,
    days: [...range(200, 20), ...range(12, 0)],
    gaps: [
      { from: ago(19), to: ago(13), reason: 'no run read this time while the feed still listed it' },
      { from: ago(40), to: ago(40), reason: 'content blob 7d0$f8 was gone before it could be read' },
    ],
  },
  'a first run of 2 days': { listedDays: 2, days: [4, 2, 1, 1, 0], gaps: [] },
  'a first run of 3 days, which hold no whole one': { listedDays: 3, days: [4, 3, 3, 2, 1, 0], gaps: [] },
  'a pause of six weeks, which the 28 days lie in': {
    listedDays: 200,
    days: [...range(200, 45), 20, 2, 1, 0],
    gaps: [{ from: ago(45), to: ago(3), reason: 'no run read this time while the feed still listed it' }],
  },
  '100 days without launches': { listedDays: 200, days: range(200, 100), gaps: [] },
  'a launch that is 99 days old': { listedDays: 10, days: [...range(9, 0), 99], gaps: [] },
  '180 days, and a launch of a future day': { listedDays: 200, days: [...range(150, 0), -60], gaps: [] },
};

function listed(id: string, ownerKey: string | null, daysAgo: number | null): ListedApp {
  return {
    ...{ id, name: id, type: null, owner: null, ownerKey, modifiedAt: null, publishedAt: null },
    ...{ createdAt: daysAgo === null ? null : NOW - daysAgo * DAY_MS, sharedUsers: 1, sharedGroups: 0 },
  };
}

const ENVIRONMENT = { name: null, type: 'Production', region: 'europe', parts: [], isWhole: true };
/** All apps but `app-2`, which the lists lack; and some that nobody ever launched. */
const ENVIRONMENTS: readonly ListedEnvironment[] = [
  {
    ...ENVIRONMENT,
    id: 'environment-0',
    apps: [
      listed('old', 'user-3', 900),
      listed('app-0', 'somebody else', 700),
      listed('never-1', 'user-3', 600),
      listed('never-2', null, null),
      // A day apart, around the day that is 30 days before the last complete one.
      listed('young-1', 'user-5', 32.5),
      listed('young-2', 'nobody', 31.5),
    ],
  },
  {
    ...ENVIRONMENT,
    id: 'environment-1',
    apps: [listed('app-1', 'nobody', 650), listed('never-3', 'nobody', 120)],
  },
];

/** What a run publishes and says of a data set. */
export interface Said {
  readonly summary: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** What is published besides the launches of a data set. */
interface Published {
  readonly formats?: readonly Format[];
  readonly users?: 'pseudonym' | 'name' | 'none';
  readonly events?: readonly OtherEvent[];
  /** Changes each launch. */
  readonly change?: (launch: Launch, index: number) => Launch;
}

/** Publishes a data set in one run, with days of Europe/Berlin. */
export async function publishDataSet(
  { listedDays, days, gaps }: DataSet,
  { formats = ['csv', 'parquet'], users = 'name', events = [], change = (launch) => launch }: Published = {},
): Promise<Said> {
  const identity = { ...openIdentity({ mode: 'name' }, TENANT_ID), mode: users };
  const calendar = openCalendar('Europe/Berlin');
  const launches = days
    .flatMap(launchesOf)
    .map(change)
    .map((each) => (users === 'none' ? { ...each, userKey: null } : each));
  const batch = {
    launches,
    events,
    calendar,
    formats,
    users,
    ...{ keepFrom: undefined, possible: ALL_DATES },
  };
  const listed = { start: NOW - listedDays * DAY_MS, end: NOW };
  const state = { ...NO_STATE, watermark: listed.end, from: listed.start, gaps };
  const inventory = { takenAt: NOW, latestAt: NOW, environments: ENVIRONMENTS };
  const whole = { ...batch, catalog: new Map(), inventory };
  const merged = await mergeBatch(undefined, { ...whole, coverage: toStored(state).coverage });
  const { files, manifest } = await nextSnapshot(undefined, merged, state, {
    ...{ tenantId: TENANT_ID, manifestKey: undefined, identity, batch: whole },
    ...{ generatedAt: NOW, runId: '1', documents: documentsOf(calendar) },
    inventory: inventoryState({ ...inventory, unread: [] }),
  });
  const overview = await overviewOf(manifest, merged.tables, calendar);
  const bytes = new Map([...files].map(([path, file]) => [path, file.read()]));
  return { files: bytes, summary: summaryOf(reportOf({ manifest, merged, overview, state })) };
}

/** Fewer launches of fewer apps on older days; one of each day names no app, one no user, one no environment. */
function launchesOf(daysAgo: number): readonly Launch[] {
  const noon = NOW - daysAgo * DAY_MS - 2 * HOUR_MS;
  return Array.from({ length: 7 + (Math.abs(daysAgo) % 5) }, (_, index) =>
    launch({
      eventId: `event ${daysAgo} ${index}`,
      launchedAt: noon + index * MINUTE_MS,
      appId: index === 4 ? null : daysAgo >= 150 || daysAgo === 99 ? 'old' : `app-${index % 3}`,
      userKey: index === 5 ? null : `user-${(Math.abs(daysAgo) + index) % 11}`,
      environmentId: index === 6 ? null : `environment-${index % 2}`,
    }),
  ).map((each, index, all) => ({ ...each, eventId: `${each.eventId} of ${all.length} ${index}` }));
}
