import type { Batch } from './batch.ts';
import { type Calendar, laterDay, openCalendar } from './calendar.ts';
import { type CheckedFiles, checkFiles, type Damage } from './checked-files.ts';
import { coalesceReads } from './coalesced-reads.ts';
import { coverageOf } from './coverage.ts';
import { dailyRows } from './derived/daily-rows.ts';
import { derive, derivedPaths } from './derived/derive.ts';
import type { Derived } from './derived/sources.ts';
import {
  ACTIVE_USERS,
  dailyAppsTable,
  dailyTable,
  eventsTable,
  type LaunchRow,
  launchesTable,
} from './fact-tables.ts';
import type { FileChange } from './file-change.ts';
import type { Format } from './files.ts';
import { countPossibleTwins, countSuspectedRepeats } from './launch-rows.ts';
import { growInMemory, type MadeFile } from './made-file.ts';
import type { SnapshotFile } from './manifest.ts';
import { mergeEventsByDay } from './merge-events.ts';
import { mergeLaunchesByDay } from './merge-launches.ts';
import {
  ALL_DATES,
  afterChange,
  type DateRange,
  isWithin,
  outside,
  type PartitionedTable,
} from './partitioned-table.ts';
import { openPartitions, type PublishedFiles } from './partitions.ts';
import { MOST_ROW_BYTES, type PartRules } from './parts.ts';

/** The data files after a merge. */
export interface MergeResult {
  readonly entries: readonly SnapshotFile[];
  /** The files that are new or changed, by path. */
  readonly files: ReadonlyMap<string, MadeFile>;
  readonly removed: ReadonlySet<string>;
  /** Launches that added a row, and launches that added none. */
  readonly added: number;
  readonly duplicates: number;
  /** Event ids of the rows of launches that are new. */
  readonly addedIds: ReadonlySet<string>;
  /** Launches that failed and added a row. */
  readonly failed: number;
  /** Rows of `launches` after the merge that failed. */
  readonly allFailed: number;
  /** Calendar days, ascending, with a launch that succeeded and that the snapshot did not have. */
  readonly newDates: readonly string[];
  /** Launches older than what is kept. */
  readonly tooOld: number;
  /** Stored launches and events of impossible days, which leave. */
  readonly impossible: number;
  /** Launches of the touched days with an id of their own, but the app, user and second of another. */
  readonly suspectedRepeats: number;
  /** The files of the published snapshot that were damaged. */
  readonly damage: Damage;
  /** Launches of the touched days in the old schema that may be those of as many in the new one. */
  readonly possibleTwins: number;
  /** The tables after the merge. */
  readonly tables: Derived['tables'];
  /** What the inventory of this run means; `undefined` without one. */
  readonly inventory?: Derived['inventory'];
}

/**
 * Merges what a run read into the published snapshot. Reads and writes only the days that the run touches and what derives
 * from them, or all days when the time zone or the formats changed. A file has at most `rowBytes` of rows; what was written
 * stays with `keep` until it is published.
 * A published file that is damaged is written again, from the other format where that is whole.
 * @throws {SnapshotError} when a published file is none of its table.
 */
export async function mergeBatch(
  published: PublishedFiles | undefined,
  batch: Batch,
  { rowBytes = MOST_ROW_BYTES, keep = growInMemory }: Partial<Omit<PartRules, 'formats'>> = {},
): Promise<MergeResult> {
  const parts = { formats: batch.formats, rowBytes, keep };
  const rebuilt = isRebuild(published, batch.calendar, batch.formats);
  const coalesced = published && coalesceReads(published);
  coalesced?.prefetch(derivedPaths(coalesced.manifest));
  const files = coalesced && checkFiles(coalesced);
  const merged = await mergeInto(files, batch, parts, rebuilt);
  // What derives from rows that are gone, or is gone itself, is made from those that are left.
  return merged.damage.lost.size === 0 || rebuilt ? merged : await mergeInto(files, batch, parts, true);
}

async function mergeInto(
  files: CheckedFiles | undefined,
  batch: Batch,
  parts: PartRules,
  rebuilt: boolean,
): Promise<MergeResult> {
  const { calendar, users, keepFrom = ALL_DATES.from, possible } = batch;
  const withUsers = users !== 'none';
  const launches = openPartitions(launchesTable(withUsers), files);
  const events = openPartitions(eventsTable(withUsers), files);
  const daily = openPartitions(dailyTable(withUsers), files);
  const rules = {
    calendar,
    kept: { from: laterDay(keepFrom, possible.from), to: possible.to },
    rebuilt,
  };
  const isKept = (instant: number): boolean => isWithin(calendar.local(instant).date, [rules.kept]);
  const kept = batch.launches.filter(({ launchedAt }) => isKept(launchedAt));
  const datesIn = (instants: readonly number[]) =>
    [...new Set(instants.map((instant) => calendar.local(instant).date))].map((date) => ({
      from: date,
      to: date,
    }));
  const touched = datesIn(kept.map(({ launchedAt }) => launchedAt));
  const [launchChange, eventChange] = await Promise.all([
    mergeLaunchesByDay(launches, kept, rules),
    mergeEventsByDay(events, batch.events, rules),
    launches.look(touched),
    daily.look(touched),
    openPartitions(dailyAppsTable(withUsers), files).look(touched),
    openPartitions(ACTIVE_USERS, files).look(touched),
    events.look(datesIn(batch.events.map(({ occurredAt }) => occurredAt))),
  ]);
  const launchesAfter = await afterChange(launches, launchChange.days);
  const eventsAfter = await afterChange(events, eventChange);
  const dailyChange = new Map([...launchChange.days].map(([date, rows]) => [date, dailyRows(rows)]));
  if (rebuilt) {
    // The launches of a day may be lost.
    for (const date of (await daily.read([ALL_DATES])).keys()) {
      if (!dailyChange.has(date)) dailyChange.set(date, []);
    }
  }
  const dailyAfter = await afterChange(daily, dailyChange);
  // A day on which all launches failed is no day with launches.
  const lastDay = dailyAfter.dateRanges.at(-1)?.to;
  const daysBefore = await launches.read(
    [...launchChange.days.keys()].map((date) => ({ from: date, to: date })),
  );
  const failedBefore = files?.manifest.tables.launches?.failed ?? 0;
  const failedAfter = countFailed(launchChange.days);
  // All days: what was counted before may be of other files.
  const allFailed = rebuilt ? failedAfter : failedBefore + failedAfter - countFailed(daysBefore);
  const derived = await derive(files, {
    batch,
    parts,
    kept,
    keptEvents: batch.events.filter(({ occurredAt }) => isKept(occurredAt)),
    lastDay,
    lastComplete: {
      before:
        files === undefined
          ? null
          : coverageOf(files.manifest, openCalendar(files.manifest.time_zone)).lastDate,
      after: coverageOf(batch, calendar).lastDate,
    },
    rebuilt,
    anyFailed: allFailed > 0,
    launches: { change: launchChange.days, before: launches, after: launchesAfter },
    daily: { change: dailyChange, before: daily, after: dailyAfter },
    events: { change: eventChange, before: events, after: eventsAfter },
  });
  // Without launches, the events decide which months are sealed.
  const sealing = lastDay ?? eventsAfter.dateRanges.at(-1)?.to ?? '';
  const changes: readonly FileChange[] = [
    await launches.write(launchChange.days, sealing, parts),
    await events.write(eventChange, sealing, parts),
    ...derived.changes,
  ];
  const rowsOfDays = [...launchChange.touchedDates].flatMap((date) => launchChange.days.get(date) ?? []);
  return {
    entries: changes.flatMap(({ entries }) => entries),
    files: new Map(changes.flatMap(({ written }) => written.map(({ entry, file }) => [entry.path, file]))),
    removed: new Set(changes.flatMap(({ removed }) => removed)),
    added: launchChange.added,
    duplicates: launchChange.duplicates,
    addedIds: launchChange.addedIds,
    failed: launchChange.failed,
    allFailed,
    newDates: launchChange.newDates,
    tooOld: batch.launches.length - kept.length,
    impossible: (await countOutside(launches, possible)) + (await countOutside(events, possible)),
    suspectedRepeats: countSuspectedRepeats(rowsOfDays),
    damage: files?.damage ?? { paths: new Set(), lost: new Map() },
    possibleTwins: countPossibleTwins(rowsOfDays),
    tables: derived.tables,
    inventory: derived.inventory,
  };
}

async function countOutside(
  { read }: Pick<PartitionedTable<unknown>, 'read'>,
  days: DateRange,
): Promise<number> {
  return [...(await read(outside(days))).values()].reduce((sum, rows) => sum + rows.length, 0);
}

function countFailed(days: ReadonlyMap<string, readonly LaunchRow[]>): number {
  return [...days.values()].flat().filter(({ succeeded }) => succeeded === 0).length;
}

/** Returns whether all days must be rewritten: they are of another time zone, in other formats, or lack tables. */
function isRebuild(
  published: PublishedFiles | undefined,
  { timeZone }: Calendar,
  formats: readonly Format[],
): boolean {
  if (published === undefined) return false;
  const { files, time_zone, tables } = published.manifest;
  const stored = new Set(files.map(({ format }) => format));
  const sameFormats =
    stored.size === 0 || (stored.size === formats.length && formats.every((f) => stored.has(f)));
  return time_zone !== timeZone || !sameFormats || tables.daily === undefined;
}
