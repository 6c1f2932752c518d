import type { Launch, OtherEvent } from '../launches/launch.ts';
import { addDays, type Calendar } from './calendar.ts';
import { eventRow, mergeEvents } from './event-rows.ts';
import type { Format } from './files.ts';
import {
  countSuspectedRepeats,
  launchRow,
  type MergedLaunches,
  markSessions,
  mergeLaunches,
} from './launch-rows.ts';
import type { SnapshotFile } from './manifest.ts';
import { openPartitions, type PartitionChange, type PublishedFiles } from './partitions.ts';
import { type EventRow, eventsTable, type LaunchRow, launchesTable } from './tables.ts';

/** What a run brings to the snapshot, and how it is written. */
export interface Addition {
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  readonly calendar: Calendar;
  readonly formats: readonly Format[];
  readonly withUsers: boolean;
  /** First calendar day that is kept; `undefined` keeps all. */
  readonly keepFrom: string | undefined;
}

/** The data files after an addition. */
export interface Extended {
  readonly entries: readonly SnapshotFile[];
  /** Path → bytes of the files that are new or changed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly removed: ReadonlySet<string>;
  /** Launches that brought a row, and that brought none. */
  readonly added: number;
  readonly duplicates: number;
  /** Launches older than what is kept. */
  readonly tooOld: number;
  /** All launches of the days that the run brought launches to. */
  readonly rowsOfDays: readonly LaunchRow[];
  /** Launches of the days touched with ids of their own, but app, person and second of another. */
  readonly suspectedRepeats: number;
}

/**
 * Merges what a run read into the published snapshot. Reads and writes only the days that it touches, and the day after
 * each, whose first sessions may have begun on the day before. All days when the time zone or the formats are new.
 * @throws {SnapshotError} when a published file is broken.
 */
export async function extendSnapshot(
  published: PublishedFiles | undefined,
  addition: Addition,
): Promise<Extended> {
  const launches = await extendLaunches(published, addition);
  const events = await extendEvents(published, addition);
  const written = [...launches.change.written, ...events.written];
  return {
    entries: [...launches.change.entries, ...events.entries],
    files: new Map(written.map(({ entry, bytes }) => [entry.path, bytes])),
    removed: new Set([...launches.change.removed, ...events.removed]),
    ...launches.counts,
  };
}

async function extendLaunches(
  published: PublishedFiles | undefined,
  { launches, calendar, formats, withUsers, keepFrom }: Addition,
): Promise<{ change: PartitionChange; counts: Omit<Extended, 'entries' | 'files' | 'removed'> }> {
  const partitions = openPartitions(launchesTable(withUsers), published);
  const all = launches.map((launch) => launchRow(launch, calendar));
  const incoming = all.filter(({ date }) => isKept(date, keepFrom));
  const rebuilt = isRebuild(published, calendar, formats);
  // In a new time zone a launch may be of another day: only that day tells whether it is kept.
  const stored = rebuilt ? partitions.dates : partitions.dates.filter((date) => isKept(date, keepFrom));
  // The first day kept is marked anew: with the day before it gone, its sessions begin as if there had been none.
  const first = stored.length < partitions.dates.length ? stored.slice(0, 1) : [];
  const { known, merged, touched } = await mergeTouched(
    new Set(rebuilt ? stored : [...first, ...incoming.map(({ date }) => date)]),
    async (dates) => {
      const rows = await partitions.read(stored.filter((date) => dates.has(date)));
      return rows
        .map((row) => ({ ...NOBODY, ...row, ...(rebuilt ? calendar.local(row.launched_at) : {}) }))
        .filter(({ date }) => isKept(date, keepFrom));
    },
    incoming,
  );
  const byDate = Map.groupBy(merged.rows, ({ date }) => date);
  const changed = new Set(rebuilt ? byDate.keys() : touched);
  for (const date of [...changed]) if (byDate.has(addDays(date, 1))) changed.add(addDays(date, 1));
  const days = new Map<string, readonly LaunchRow[]>();
  for (const date of partitions.dates) if (rebuilt || !isKept(date, keepFrom)) days.set(date, []);
  for (const date of changed) {
    days.set(date, markSessions(byDate.get(addDays(date, -1)) ?? [], byDate.get(date) ?? []));
  }
  const brought = new Set(incoming.map(({ date }) => date));
  const rowsOfDays = [...brought].flatMap((date) => days.get(date) ?? []);
  return {
    change: await partitions.write(days, formats),
    counts: {
      added: merged.rows.length - known.length,
      duplicates: merged.duplicates,
      tooOld: all.length - incoming.length,
      rowsOfDays,
      suspectedRepeats: countSuspectedRepeats(rowsOfDays),
    },
  };
}

/**
 * Merges launches into the stored rows of the days they touch and of the days around those. An event that is delivered
 * again with another instant may leave a day around: then that day is touched too.
 */
async function mergeTouched(
  touched: ReadonlySet<string>,
  read: (dates: ReadonlySet<string>) => Promise<readonly LaunchRow[]>,
  incoming: readonly LaunchRow[],
): Promise<{ known: readonly LaunchRow[]; merged: MergedLaunches; touched: ReadonlySet<string> }> {
  const around = new Set([...touched].flatMap((date) => [addDays(date, -1), date, addDays(date, 1)]));
  const known = await read(around);
  const merged = mergeLaunches(known, incoming);
  const before = Map.groupBy(known, ({ date }) => date);
  const after = Map.groupBy(merged.rows, ({ date }) => date);
  const left = [...before].filter(
    ([date, rows]) => !touched.has(date) && rows.length !== after.get(date)?.length,
  );
  if (left.length === 0) return { known, merged, touched };
  return await mergeTouched(new Set([...touched, ...left.map(([date]) => date)]), read, incoming);
}

async function extendEvents(
  published: PublishedFiles | undefined,
  { events, calendar, formats, withUsers, keepFrom }: Addition,
): Promise<PartitionChange> {
  const partitions = openPartitions(eventsTable(withUsers), published);
  const incoming = events
    .map((event) => eventRow(event, calendar))
    .filter(({ date }) => isKept(date, keepFrom));
  const rebuilt = isRebuild(published, calendar, formats);
  const touched = new Set(incoming.map(({ date }) => date));
  const loaded = partitions.dates.filter((date) => rebuilt || touched.has(date));
  const known = (await partitions.read(loaded))
    .map((row) => ({
      ...NOBODY,
      ...row,
      ...(rebuilt ? { date: calendar.local(row.occurred_at).date } : {}),
    }))
    .filter(({ date }) => isKept(date, keepFrom));
  const byDate = Map.groupBy(mergeEvents(known, incoming), ({ date }) => date);
  const days = new Map<string, readonly EventRow[]>(byDate);
  for (const date of partitions.dates) {
    if (!days.has(date) && (rebuilt || !isKept(date, keepFrom))) days.set(date, []);
  }
  return await partitions.write(days, formats);
}

/** Without persons the tables have no such column. */
const NOBODY = { user_key: null };

function isKept(date: string, keepFrom: string | undefined): boolean {
  return keepFrom === undefined || date >= keepFrom;
}

/** Whether the stored days no longer fit: they were cut in another time zone, or stand in other formats. */
function isRebuild(
  published: PublishedFiles | undefined,
  { timeZone }: Calendar,
  formats: readonly Format[],
): boolean {
  if (published === undefined) return false;
  const stored = new Set(published.manifest.files.map(({ format }) => format));
  const sameFormats =
    stored.size === 0 || (stored.size === formats.length && formats.every((f) => stored.has(f)));
  return published.manifest.time_zone !== timeZone || !sameFormats;
}
