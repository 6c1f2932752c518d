import { earlierDay, laterDay } from '../calendar.ts';
import type { Days, RowsByDay } from '../rows-by-day.ts';

/**
 * Gives the rows of each day of a stretch, day after day, forward or backward. Reads ahead in steps that double, so that
 * a search that ends soon reads little, and a long one asks the store seldom.
 */
async function* walkDays<Row>(
  table: RowsByDay<Row>,
  { from, to }: Days,
  direction: 'forward' | 'backward',
): AsyncGenerator<readonly Row[]> {
  const inOrder = table.stretches
    .filter((stretch) => stretch.from <= to && stretch.to >= from)
    .map((stretch) => ({ from: laterDay(stretch.from, from), to: earlierDay(stretch.to, to) }));
  const stretches = direction === 'forward' ? inOrder : inOrder.reverse();
  for (let start = 0, step = 1; start < stretches.length; start += step, step *= 2) {
    const days = await table.read(stretches.slice(start, start + step));
    const dates = [...days.keys()].sort();
    for (const date of direction === 'forward' ? dates : dates.reverse()) yield days.get(date) ?? [];
  }
}

/** Finds what `read` tells of each key on the nearest day that tells anything of it; a key without such a day is missing. */
export async function findNearest<Row, Found>(
  table: RowsByDay<Row>,
  days: Days,
  direction: 'forward' | 'backward',
  keys: ReadonlySet<string>,
  read: (rows: readonly Row[]) => ReadonlyMap<string, Found>,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  if (keys.size === 0) return found;
  for await (const rows of walkDays(table, days, direction)) {
    for (const [key, value] of read(rows)) if (keys.has(key) && !found.has(key)) found.set(key, value);
    if (found.size === keys.size) break;
  }
  return found;
}
