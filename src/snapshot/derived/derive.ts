import { isoDay, parseInstant } from '../../instants.ts';
import { EARLIEST } from '../../launches/instant.ts';
import type { AppInventory } from '../app-inventory.ts';
import type { Batch } from '../batch.ts';
import { addDays, laterDay } from '../calendar.ts';
import type { CheckedFiles } from '../checked-files.ts';
import { coverageOf, RECENT_DAYS, recentDays } from '../coverage.ts';
import { appsTable, ENVIRONMENTS, usersTable } from '../dimension-tables.ts';
import { ACTIVE_USERS, dailyAppsTable, type EventRow } from '../fact-tables.ts';
import { preferredFiles } from '../files.ts';
import { partitionKey } from '../layout.ts';
import type { Manifest, SnapshotFile } from '../manifest.ts';
import { afterChange, type DateRange } from '../partitioned-table.ts';
import { openPartitions } from '../partitions.ts';
import { readTable, writeTable } from '../single-table.ts';
import { lastActiveDay, touchedRanges } from './active-users.ts';
import { appRows } from './app-rows.ts';
import { countDaily, type DailyReader } from './count-daily.ts';
import { dailyAppsRows } from './daily-apps-rows.ts';
import { dailyCounts, eachDay } from './daily-counts.ts';
import type { EventChange } from './deletions.ts';
import { environmentRows } from './environment-rows.ts';
import { readInventoryFacts, withOthers } from './inventory-facts.ts';
import { laterAttributes, latestAttributes } from './latest-attributes.ts';
import { namedIds } from './named-ids.ts';
import { countRecent, type RecentCounts } from './recent-counts.ts';
import type { Derived, Sources, TableChange } from './sources.ts';
import { userRows } from './user-rows.ts';

/** Days of `daily` that every run reads, because the report shows them: 13 weeks. */
export const REPORT_DAYS = 91;

/** Days of `daily` that nearly every run reads: a window of 28 days ends with each day of the week that is being filled. */
const COUNTED_DAYS = RECENT_DAYS + 7;

/** Bytes of files that are read ahead: those of a large tenant are read when they are needed. */
const BYTES_AHEAD = 8 * 2 ** 20;

/**
 * Returns the paths that every run reads, whatever changes: the tables of one file in each format, the last 13 weeks of
 * `daily_apps` and `active_users`, and the last five weeks of `daily`; together at most 8 MiB.
 */
export function derivedPaths({ files }: Manifest): readonly string[] {
  const single = files.filter(({ table }) => ['apps', ENVIRONMENTS.name, 'users'].includes(table));
  const recent = [
    recentFiles(files, 'daily_apps', REPORT_DAYS),
    recentFiles(files, ACTIVE_USERS.name, REPORT_DAYS),
    recentFiles(files, 'daily', COUNTED_DAYS),
  ].flat();
  const ahead: string[] = [];
  let bytes = 0;
  for (const file of [...single, ...recent]) {
    bytes += file.bytes;
    if (bytes <= BYTES_AHEAD) ahead.push(file.path);
  }
  return ahead;
}

function recentFiles(files: Manifest['files'], name: string, days: number): readonly SnapshotFile[] {
  const ofTable = files.filter(({ table }) => table === name);
  const lastDay = ofTable.reduce((last, { date_to }) => laterDay(last, date_to ?? ''), '');
  const isRecent = ({ date_to }: SnapshotFile): boolean =>
    date_to !== null && date_to > addDays(lastDay, -days);
  return [...Map.groupBy(ofTable.filter(isRecent), partitionKey).values()].flatMap(preferredFiles);
}

/**
 * Returns the files of the tables that derive from launches and events. Reads and writes the changed days of `daily` and
 * the windows of `active_users` that they touch, and of `daily` the 28 days up to the last complete one.
 * @throws {SnapshotError} when a published file is damaged.
 */
export async function derive(published: CheckedFiles | undefined, sources: Sources): Promise<Derived> {
  const { batch, parts, launches, events, lastDay, daily } = sources;
  const { users, catalog, calendar } = batch;
  const withUsers = users !== 'none';
  const appsAs = appsTable(withUsers);
  // Another run may have published a newer one meanwhile.
  const inventory = isNewer(batch.inventory, published?.manifest) ? batch.inventory : undefined;
  const { change } = daily;
  const recentRange = recentDays(coverageOf(batch, calendar));
  const [before, ...known] = await Promise.all([
    daily.before.read([...change.keys()].map((date) => ({ from: date, to: date }))),
    readTable(appsAs, published),
    readTable(ENVIRONMENTS, published),
    withUsers ? readTable(usersTable(users === 'name'), published) : [],
  ]);
  const [knownApps, knownEnvironments, knownUsers] = [
    known[0].map((row) => namedInTime(row, batch)),
    known[1].map((row) => namedInTime(row, batch)),
    known[2].map((row) => namedInTime(row, batch)),
  ];
  const stored = openPartitions(dailyCounts(withUsers), published);
  const counts: DailyReader = (days) => eachDay(stored, withUsers, change, days);
  const windows = { touched: withUsers ? touchedRanges(sources) : [], lastActive: lastActiveDay(sources) };
  const { active: activeChange, recent } = await countDaily(counts, windows, recentRange);
  const dailyChange = {
    before: [...before.values()].flat(),
    after: [...change.values()].flat(),
    table: daily.after,
    dateOf: (instant: number) => calendar.local(instant).date,
  };
  const reading = readInventoryFacts(
    withOthers(knownApps, takenAtOf(published?.manifest), batch.inventoried),
    inventory,
  );
  const carried = latestAttributes(sources.kept, sources.keptEvents);
  const latest = laterAttributes(carried, batch.attributes);
  const apps = await appRows({
    known: knownApps,
    change: dailyChange,
    names: latest.apps,
    catalog,
    inventory: reading,
    recent,
    withUsers,
    events: await eventChangeOf(events),
    possible: batch.possible,
    named: await namedIds('app_id', sources),
  });
  const environments = await environmentRows({
    known: knownEnvironments,
    change: dailyChange,
    names: latest.environments,
    named: await namedIds('environment_id', sources),
    catalog,
    places: inventory?.environments ?? batch.inventoried?.environments ?? [],
    knownApps,
    apps,
  });
  const userTable = withUsers ? await userRows(knownUsers, dailyChange, latest.users) : [];
  const active = openPartitions(ACTIVE_USERS, published);
  const dailyApps = openPartitions(dailyAppsTable(withUsers), published);
  const dailyAppsChange = new Map([...change].map(([date, rows]) => [date, dailyAppsRows(rows, withUsers)]));
  const sealing = lastDay ?? '';
  const changes = [
    await daily.before.write(change, sealing, parts),
    await dailyApps.write(dailyAppsChange, sealing, parts),
    await writeTable(appsAs, apps, parts, published),
    await writeTable(ENVIRONMENTS, environments, parts, published),
    ...(withUsers
      ? [
          await active.write(activeChange, sealing, parts),
          await writeTable(usersTable(users === 'name'), userTable, parts, published),
        ]
      : []),
  ];
  const activeUsers = await afterChange(active, activeChange);
  const tables = {
    launches: launches.after,
    dailyApps: await afterChange(dailyApps, dailyAppsChange),
    recentCounts: async (range: DateRange) =>
      isRange(recent, range) ? recent : await recount(counts, range),
    activeUsers,
    apps,
    environments,
    users: userTable,
  };
  return { changes, tables, inventory: inventory && reading };
}

function isRange(counts: RecentCounts | null, { from, to }: DateRange): counts is RecentCounts {
  return counts?.range.from === from && counts.range.to === to;
}

async function recount(daily: DailyReader, range: DateRange): Promise<RecentCounts> {
  const counter = countRecent(range);
  for await (const day of daily([range])) counter.add(day);
  return counter.finish();
}

function isNewer(inventory: AppInventory | undefined, before: Manifest | undefined): boolean {
  return inventory !== undefined && inventory.takenAt > takenAtOf(before);
}

function takenAtOf(manifest: Manifest | undefined): number {
  const takenAt = manifest?.inventory?.taken_at;
  return takenAt === undefined ? Number.NEGATIVE_INFINITY : parseInstant(takenAt);
}

/** A name that a record of an impossible time gave is as good as any, but no newer than another. */
function namedInTime<Row extends { readonly named_at: number | null }>(row: Row, { possible }: Batch): Row {
  const { named_at: at } = row;
  return at !== null && isoDay(at) > addDays(possible.to, 1) ? { ...row, named_at: EARLIEST } : row;
}

async function eventChangeOf({ change, before, after }: TableChange<EventRow>): Promise<EventChange> {
  const days = [...change.keys()].map((date) => ({ from: date, to: date }));
  return {
    before: [...(await before.read(days)).values()].flat(),
    after: [...change.values()].flat(),
    table: after,
  };
}
