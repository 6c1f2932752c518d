import type { Launch } from '../launches/launch.ts';
import { addDays, type Calendar } from './calendar.ts';
import { compareText } from './compare.ts';
import type { LaunchRow } from './fact-tables.ts';
import { launchRow, type MergedLaunches, markSessions, mergeLaunches } from './launch-rows.ts';
import { ALL_DATES, type PartitionedTable } from './partitioned-table.ts';

/** What merging launches changes. */
export interface LaunchChange {
  /** Rows of each day that changed; a day without rows goes. */
  readonly days: ReadonlyMap<string, readonly LaunchRow[]>;
  /** Launches that added a row, and launches that added none. */
  readonly added: number;
  readonly duplicates: number;
  /** Days of the merged launches. */
  readonly touchedDates: ReadonlySet<string>;
}

/** How instants become days, and which days are kept. */
export interface DayRules {
  readonly calendar: Calendar;
  /** First calendar day that is kept; `undefined` keeps all. */
  readonly keepFrom: string | undefined;
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
  { calendar, keepFrom, rebuilt }: DayRules,
): Promise<LaunchChange> {
  const incoming = launches.map((launch) => launchRow(launch, calendar));
  const isKept = ({ date }: { readonly date: string }): boolean => keepFrom === undefined || date >= keepFrom;
  const leaving = await leavingDays(stored, keepFrom, rebuilt);
  const touchedDates = new Set(incoming.map(({ date }) => date));
  // The first day kept is marked again: the day before it is gone, and with it the sessions that ran on.
  const first = keepFrom !== undefined && leaving.has(addDays(keepFrom, -1)) ? [keepFrom] : [];
  const { known, merged, touched } = rebuilt
    ? await mergeAll(stored, incoming, (row) => ({ ...row, ...calendar.local(row.launched_at) }), isKept)
    : await mergeTouched(new Set([...first, ...touchedDates]), stored, incoming, isKept);
  const byDate = Map.groupBy(merged.rows, ({ date }) => date);
  const changed = new Set(touched);
  for (const date of [...changed]) if (byDate.has(addDays(date, 1))) changed.add(addDays(date, 1));
  const days = new Map<string, readonly LaunchRow[]>([...leaving].map((date) => [date, []]));
  for (const date of changed) {
    days.set(date, markSessions(byDate.get(addDays(date, -1)) ?? [], byDate.get(date) ?? []));
  }
  return { days, added: merged.rows.length - known, duplicates: merged.duplicates, touchedDates };
}

/** Returns the stored days that are no longer kept; all of them when everything is rewritten. */
async function leavingDays(
  stored: PartitionedTable<LaunchRow>,
  keepFrom: string | undefined,
  rebuilt: boolean,
): Promise<ReadonlySet<string>> {
  if (rebuilt) return new Set((await stored.read([ALL_DATES])).keys());
  if (keepFrom === undefined) return new Set();
  return new Set((await stored.read([{ from: ALL_DATES.from, to: addDays(keepFrom, -1) }])).keys());
}

interface Merged {
  /** Stored rows that took part. */
  readonly known: number;
  readonly merged: MergedLaunches;
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
  return { known: rows.length, merged, touched: new Set(merged.rows.map(({ date }) => date)) };
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
  const after = Map.groupBy(merged.rows, ({ date }) => date);
  const left = [...before].filter(
    ([date, rows]) => !touched.has(date) && rows.length !== after.get(date)?.length,
  );
  if (left.length === 0) return { known: known.length, merged, touched };
  return await mergeTouched(new Set([...touched, ...left.map(([date]) => date)]), stored, incoming, isKept);
}

function rowsIn(days: ReadonlyMap<string, readonly LaunchRow[]>): readonly LaunchRow[] {
  return [...days]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, rows]) => rows.map((row) => ({ ...NO_USER, ...row })));
}
