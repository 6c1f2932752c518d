import { type DailyRow, dailyTable } from '../fact-tables.ts';
import { columnsOf } from '../files.ts';
import { type DateRange, inOrder, isWithin, without } from '../partitioned-table.ts';
import type { Partitions } from '../partitions.ts';
import { type Columns, type Table, withColumns } from '../table.ts';

const COLUMNS = ['date', 'app_id', 'environment_id', 'user_key', 'launches'] as const;

/** A row of `daily` without sessions and instants. */
export type DailyCount = Pick<DailyRow, (typeof COLUMNS)[number]>;

/** Returns `daily` with the columns that counting needs. Counting reads many days: less than half of their bytes. */
export function dailyCounts(withUsers: boolean): Table<DailyCount> {
  return withColumns(dailyTable(withUsers), COLUMNS);
}

/** The rows of one day, or some of them: those of `cells` from `from` to before `to`. */
export interface DayCounts {
  readonly date: string;
  readonly cells: Columns<DailyCount>['cells'];
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the rows of some days after a change of whole days, in order; the rows of a day may come in several pieces. Holds one
 * file at a time. A table without users has no column of them.
 */
export function eachDay(
  stored: Pick<Partitions<DailyCount>, 'eachFile'>,
  withUsers: boolean,
  change: ReadonlyMap<string, readonly DailyCount[]>,
  days: readonly DateRange[],
): AsyncGenerator<DayCounts> {
  const changed = [...change.keys()].sort();
  const fresh = changed.filter((date) => isWithin(date, days)).flatMap((date) => freshDay(date, change));
  const unchanged = days.flatMap((range) => without(changed, range));
  const each = daysOf(stored.eachFile(unchanged), withUsers);
  return inOrder(each, fresh, ({ date }) => isWithin(date, unchanged));
}

async function* daysOf(
  files: AsyncIterable<Columns<DailyCount>>,
  withUsers: boolean,
): AsyncGenerator<DayCounts> {
  for await (const file of files) {
    const cells = withUsers ? file.cells : { ...file.cells, user_key: [] };
    yield* daysIn({ ...file, cells });
  }
}

function freshDay(date: string, change: ReadonlyMap<string, readonly DailyCount[]>): readonly DayCounts[] {
  const rows = change.get(date) ?? [];
  if (rows.length === 0) return [];
  return [{ date, cells: columnsOf(dailyCounts(true), rows).cells, from: 0, to: rows.length }];
}

/** The rows of a file are in order of their days. */
function* daysIn({ count, cells }: Columns<DailyCount>): Generator<DayCounts> {
  let from = 0;
  for (let to = 1; to <= count; to += 1) {
    const date = cells.date[from];
    if (date === undefined || (to < count && cells.date[to] === date)) continue;
    yield { date, cells, from, to };
    from = to;
  }
}
