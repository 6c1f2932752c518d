import { parseInstant } from '../instants.ts';
import type { Batch } from './batch.ts';
import { type Calendar, openCalendar } from './calendar.ts';
import { coalesceReads } from './coalesced-reads.ts';
import { lastWholeDay } from './coverage.ts';
import { derive, derivedPaths } from './derived/derive.ts';
import type { Derived } from './derived/sources.ts';
import { eventsTable, launchesTable } from './fact-tables.ts';
import type { FileChange } from './file-change.ts';
import type { Format } from './files.ts';
import { countPossibleTwins, countSuspectedRepeats } from './launch-rows.ts';
import type { Manifest, SnapshotFile } from './manifest.ts';
import { mergeEventsByDay } from './merge-events.ts';
import { mergeLaunchesByDay } from './merge-launches.ts';
import { afterChange } from './partitioned-table.ts';
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
  /** Launches older than what is kept. */
  readonly tooOld: number;
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
  const { calendar, formats, users, keepFrom } = batch;
  const withUsers = users !== 'none';
  const files = published && coalesceReads(published);
  files?.prefetch(derivedPaths(files.manifest));
  const launches = openPartitions(launchesTable(withUsers), files);
  const events = openPartitions(eventsTable(withUsers), files);
  const rules = { calendar, keepFrom, rebuilt: isRebuild(published, calendar, formats) };
  const kept = batch.launches.filter(
    ({ launchedAt }) => keepFrom === undefined || calendar.local(launchedAt).date >= keepFrom,
  );
  const [launchChange, eventChange] = await Promise.all([
    mergeLaunchesByDay(launches, kept, rules),
    mergeEventsByDay(events, batch.events, rules),
  ]);
  const launchesAfter = await afterChange(launches, launchChange.days);
  const eventsAfter = await afterChange(events, eventChange);
  const lastDay = launchesAfter.dateRanges.at(-1)?.to;
  const derived = await derive(files, {
    batch,
    kept,
    lastDay,
    lastComplete: {
      before: published === undefined ? null : lastCompleteDay(published.manifest),
      after: batch.completeUntil === null ? null : lastWholeDay(batch.completeUntil, calendar),
    },
    rebuilt: rules.rebuilt,
    launches: { change: launchChange.days, before: launches, after: launchesAfter },
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
    tooOld: batch.launches.length - kept.length,
    suspectedRepeats: countSuspectedRepeats(rowsOfDays),
    possibleTwins: countPossibleTwins(rowsOfDays),
    tables: derived.tables,
  };
}

function lastCompleteDay({ coverage, time_zone }: Manifest): string | null {
  const until = parseInstant(coverage.complete_until);
  return until === null ? null : lastWholeDay(until, openCalendar(time_zone));
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
