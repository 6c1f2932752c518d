import type { Launch } from '../launches/launch.ts';
import { addDays, type Calendar } from './calendar.ts';
import { compareText } from './compare.ts';
import type { LaunchRow } from './fact-tables.ts';
import { datesOfNew, launchRow, markSessions, mergeLaunches } from './launch-rows.ts';
import { ALL_DATES, type DateRange, isWithin, outside, type PartitionedTable } from './partitioned-table.ts';

/** What merging launches changes. */
export interface LaunchChange {
  /** Rows of each day that changed; a day without rows goes. */
  readonly days: ReadonlyMap<string, readonly LaunchRow[]>;
  /** Launches that added a row and succeeded, those that added one and failed, and those that added none. */
  readonly added: number;
  readonly failed: number;
  readonly duplicates: number;
  /** Event ids of the rows that are new. */
  readonly addedIds: ReadonlySet<string>;
  /** Calendar days, ascending, with a launch that succeeded and that was not stored on that day. */
  readonly newDates: readonly string[];
  /** Days of the merged launches. */
  readonly touchedDates: ReadonlySet<string>;
}

/** How instants become days, and which days are kept. */
export interface DayRules {
  readonly calendar: Calendar;
  /** Calendar days that are kept. */
  readonly kept: DateRange;
  /** Rewrites all stored days: they are of another time zone, or in other formats. */
  readonly rebuilt: boolean;
}

/** For rows of tables without users, which have no such column. */
const NO_USER = { user_key: null };

/**
 * Merges launches into the stored rows of their days, and of the day after each, whose first sessions may have begun the
 * day before. `launches` must be of days that are kept.
 */
export async function mergeLaunchesByDay(
  stored: PartitionedTable<LaunchRow>,
  launches: readonly Launch[],
  { calendar, kept, rebuilt }: DayRules,
): Promise<LaunchChange> {
  const incoming = launches.map((launch) => launchRow(launch, calendar));
  const isKept = ({ date }: { readonly date: string }): boolean => isWithin(date, [kept]);
  const leaving = new Set((await stored.read(rebuilt ? [ALL_DATES] : outside(kept))).keys());
  const touchedDates = new Set(incoming.map(({ date }) => date));
  // The first day kept is marked again: the day before it is gone, and with it the sessions that ran on.
  const first = leaving.has(addDays(kept.from, -1)) ? [kept.from] : [];
  const { known, merged, touched } = rebuilt
    ? await mergeAll(stored, incoming, (row) => ({ ...row, ...calendar.local(row.launched_at) }), isKept)
    : await mergeTouched(new Set([...first, ...touchedDates]), stored, incoming, isKept);
  const byDate = Map.groupBy(merged, ({ date }) => date);
  const changed = new Set(touched);
  for (const date of [...changed]) if (byDate.has(addDays(date, 1))) changed.add(addDays(date, 1));
  const days = new Map<string, readonly LaunchRow[]>([...leaving].map((date) => [date, []]));
  for (const date of changed) {
    days.set(date, markSessions(byDate.get(addDays(date, -1)) ?? [], byDate.get(date) ?? []));
  }
  // A row that takes the place of a twin or of a failure that an earlier run stored is new, and yet there are no more.
  const added = countSucceeded(merged) - countSucceeded(known);
  const failed = Math.max(0, merged.length - known.length - added);
  const before = new Map(known.map((row) => [row.event_id, row]));
  const addedIds = new Set(merged.flatMap(({ event_id: id }) => (before.has(id) ? [] : [id])));
  const newDates = datesOfNew(known, before, merged);
  return {
    days,
    added,
    failed,
    duplicates: incoming.length - added - failed,
    addedIds,
    newDates,
    touchedDates,
  };
}

function countSucceeded(rows: readonly LaunchRow[]): number {
  return rows.filter(({ succeeded }) => succeeded === 1).length;
}

interface Merged {
  /** Stored rows that took part. */
  readonly known: readonly LaunchRow[];
  readonly merged: readonly LaunchRow[];
  readonly touched: ReadonlySet<string>;
}

/** Merges with all stored rows, each on its new day, which decides whether it is kept. */
async function mergeAll(
  stored: PartitionedTable<LaunchRow>,
  incoming: readonly LaunchRow[],
  redate: (row: LaunchRow) => LaunchRow,
  isKept: (row: LaunchRow) => boolean,
): Promise<Merged> {
  const rows = rowsIn(await stored.read([ALL_DATES]))
    .map(redate)
    .filter(isKept);
  const merged = mergeLaunches(rows, incoming);
  return { known: rows, merged, touched: new Set(merged.map(({ date }) => date)) };
}

/**
 * Merges launches into the stored rows of the touched days and of the days around them. An event that is delivered again
 * with another instant may leave one of the days around: then that day is touched too.
 */
async function mergeTouched(
  touched: ReadonlySet<string>,
  stored: PartitionedTable<LaunchRow>,
  incoming: readonly LaunchRow[],
  isKept: (row: LaunchRow) => boolean,
): Promise<Merged> {
  const around = [...touched].map((date) => ({ from: addDays(date, -1), to: addDays(date, 1) }));
  const known = rowsIn(await stored.read(around)).filter(isKept);
  const merged = mergeLaunches(known, incoming);
  const before = Map.groupBy(known, ({ date }) => date);
  const after = Map.groupBy(merged, ({ date }) => date);
  const left = [...before].filter(
    ([date, rows]) => !touched.has(date) && rows.length !== after.get(date)?.length,
  );
  if (left.length === 0) return { known, merged, touched };
  return await mergeTouched(new Set([...touched, ...left.map(([date]) => date)]), stored, incoming, isKept);
}

function rowsIn(days: ReadonlyMap<string, readonly LaunchRow[]>): readonly LaunchRow[] {
  return [...days]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, rows]) =>
      rows.map((row) => (Object.hasOwn(row, 'user_key') ? row : { ...NO_USER, ...row })),
    );
}
