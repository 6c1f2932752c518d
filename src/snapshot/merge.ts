import { parseInstant } from '../instants.ts';
import type { Batch } from './batch.ts';
import { type Calendar, laterDay, openCalendar } from './calendar.ts';
import { coalesceReads } from './coalesced-reads.ts';
import { lastWholeDay } from './coverage.ts';
import { dailyRows } from './derived/daily-rows.ts';
import { derive, derivedPaths } from './derived/derive.ts';
import type { Derived } from './derived/sources.ts';
import { dailyTable, eventsTable, type LaunchRow, launchesTable } from './fact-tables.ts';
import type { FileChange } from './file-change.ts';
import type { Format } from './files.ts';
import { countPossibleTwins, countSuspectedRepeats } from './launch-rows.ts';
import type { Manifest, SnapshotFile } from './manifest.ts';
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

/** The data files after a merge. */
export interface MergeResult {
  readonly entries: readonly SnapshotFile[];
  /** Path → bytes of the files that are new or changed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly removed: ReadonlySet<string>;
  /** Launches that added a row, and launches that added none. */
  readonly added: number;
  readonly duplicates: number;
  /** Launches that failed and added a row. */
  readonly failed: number;
  /** Rows of `launches` after the merge that failed. */
  readonly allFailed: number;
  /** Launches older than what is kept. */
  readonly tooOld: number;
  /** Stored launches and events of impossible days, which leave. */
  readonly impossible: number;
  /** Launches of the touched days with an id of their own, but the app, user and second of another. */
  readonly suspectedRepeats: number;
  /** Launches of the touched days in the old schema that may be those of as many in the new one. */
  readonly possibleTwins: number;
  /** The tables after the merge. */
  readonly tables: Derived['tables'];
}

/**
 * Merges what a run read into the published snapshot. Reads and writes only the days that the run touches and what derives
 * from them, or all days when the time zone or the formats changed.
 * @throws {SnapshotError} when a published file is damaged.
 */
export async function mergeBatch(published: PublishedFiles | undefined, batch: Batch): Promise<MergeResult> {
  const { calendar, formats, users, keepFrom = ALL_DATES.from, possible } = batch;
  const withUsers = users !== 'none';
  const files = published && coalesceReads(published);
  files?.prefetch(derivedPaths(files.manifest));
  const launches = openPartitions(launchesTable(withUsers), files);
  const events = openPartitions(eventsTable(withUsers), files);
  const daily = openPartitions(dailyTable(withUsers), files);
  const rules = {
    calendar,
    kept: { from: laterDay(keepFrom, possible.from), to: possible.to },
    rebuilt: isRebuild(published, calendar, formats),
  };
  const isKept = (instant: number): boolean => isWithin(calendar.local(instant).date, [rules.kept]);
  const kept = batch.launches.filter(({ launchedAt }) => isKept(launchedAt));
  const [launchChange, eventChange] = await Promise.all([
    mergeLaunchesByDay(launches, kept, rules),
    mergeEventsByDay(events, batch.events, rules),
  ]);
  const launchesAfter = await afterChange(launches, launchChange.days);
  const eventsAfter = await afterChange(events, eventChange);
  const dailyChange = new Map([...launchChange.days].map(([date, rows]) => [date, dailyRows(rows)]));
  const dailyAfter = await afterChange(daily, dailyChange);
  // A day on which all launches failed is no day with launches.
  const lastDay = dailyAfter.dateRanges.at(-1)?.to;
  const daysBefore = await launches.read(
    [...launchChange.days.keys()].map((date) => ({ from: date, to: date })),
  );
  const failedBefore = published?.manifest.tables.launches?.failed ?? 0;
  const allFailed = failedBefore + countFailed(launchChange.days) - countFailed(daysBefore);
  const derived = await derive(files, {
    batch,
    kept,
    keptEvents: batch.events.filter(({ occurredAt }) => isKept(occurredAt)),
    lastDay,
    lastComplete: {
      before: published === undefined ? null : lastCompleteDay(published.manifest),
      after: batch.completeUntil === null ? null : lastWholeDay(batch.completeUntil, calendar),
    },
    rebuilt: rules.rebuilt,
    anyFailed: allFailed > 0,
    launches: { change: launchChange.days, before: launches, after: launchesAfter },
    daily: { change: dailyChange, before: daily, after: dailyAfter },
    events: { change: eventChange, before: events, after: eventsAfter },
  });
  // Without launches, the events decide which months are sealed.
  const sealing = lastDay ?? eventsAfter.dateRanges.at(-1)?.to ?? '';
  const changes: readonly FileChange[] = [
    await launches.write(launchChange.days, sealing, formats),
    await events.write(eventChange, sealing, formats),
    ...derived.changes,
  ];
  const rowsOfDays = [...launchChange.touchedDates].flatMap((date) => launchChange.days.get(date) ?? []);
  return {
    entries: changes.flatMap(({ entries }) => entries),
    files: new Map(changes.flatMap(({ written }) => written.map(({ entry, bytes }) => [entry.path, bytes]))),
    removed: new Set(changes.flatMap(({ removed }) => removed)),
    added: launchChange.added,
    duplicates: launchChange.duplicates,
    failed: launchChange.failed,
    allFailed,
    tooOld: batch.launches.length - kept.length,
    impossible: (await countOutside(launches, possible)) + (await countOutside(events, possible)),
    suspectedRepeats: countSuspectedRepeats(rowsOfDays),
    possibleTwins: countPossibleTwins(rowsOfDays),
    tables: derived.tables,
  };
}

function lastCompleteDay({ coverage, time_zone }: Manifest): string | null {
  const until = parseInstant(coverage.complete_until);
  return until === null ? null : lastWholeDay(until, openCalendar(time_zone));
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
