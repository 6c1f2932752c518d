import { earlierDay, laterDay } from '../calendar.ts';
import type { DateRange, PartitionedTable } from '../partitioned-table.ts';

/**
 * Returns the rows of each day of a date range, day after day, forward or backward. Reads ahead in steps that double, so
 * that a search that ends soon reads little, and a long one needs few round trips.
 */
async function* walkPartitions<Row>(
  table: PartitionedTable<Row>,
  { from, to }: DateRange,
  direction: 'forward' | 'backward',
): AsyncGenerator<readonly Row[]> {
  const inOrder = table.dateRanges
    .filter((dateRange) => dateRange.from <= to && dateRange.to >= from)
    .map((dateRange) => ({ from: laterDay(dateRange.from, from), to: earlierDay(dateRange.to, to) }));
  const dateRanges = direction === 'forward' ? inOrder : inOrder.reverse();
  for (let start = 0, step = 1; start < dateRanges.length; start += step, step *= 2) {
    const days = await table.read(dateRanges.slice(start, start + step));
    const dates = [...days.keys()].sort();
    for (const date of direction === 'forward' ? dates : dates.reverse()) yield days.get(date) ?? [];
  }
}

/** Returns what `read` finds for each key on the nearest day with anything for it; a key without such a day is missing. */
export async function searchPartitions<Row, Found>(
  table: PartitionedTable<Row>,
  days: DateRange,
  direction: 'forward' | 'backward',
  keys: ReadonlySet<string>,
  read: (rows: readonly Row[]) => ReadonlyMap<string, Found>,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  if (keys.size === 0) return found;
  for await (const rows of walkPartitions(table, days, direction)) {
    for (const [key, value] of read(rows)) if (keys.has(key) && !found.has(key)) found.set(key, value);
    if (found.size === keys.size) break;
  }
  return found;
}
