import { expect, test } from 'vitest';
import { afterChange, type DateRange, type PartitionedTable } from '../../src/snapshot/partitioned-table.ts';

const DATES = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-05'];

/** A table with one row on each of the days, which notes what is read of it. */
function storedDays(read: string[]): PartitionedTable<string> {
  const find = (days: readonly DateRange[]): readonly string[] => {
    const found = DATES.filter((date) => days.some(({ from, to }) => date >= from && date <= to));
    read.push(...found);
    return found;
  };
  return {
    dateRanges: DATES.map((date) => ({ from: date, to: date })),
    read: async (days) => new Map(find(days).map((date) => [date, [`old ${date}`]])),
    each: async function* (days) {
      for (const date of find(days)) yield { date, rows: [`old ${date}`] };
    },
  };
}

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing', [], DATES],
  ['the first day', ['2026-10-30'], DATES.slice(1)],
  ['the last day', ['2026-11-05'], DATES.slice(0, -1)],
  [
    'days in the middle, in any order',
    ['2026-11-01', '2026-10-31'],
    ['2026-10-30', '2026-11-02', '2026-11-05'],
  ],
  ['days that were not there', ['2026-10-01', '2026-11-03', '2026-12-01'], DATES],
  ['all days', DATES, []],
])('after a change of %s the changed days are not read, and all others are', async (_, changed, left) => {
  const read: string[] = [];
  const change = new Map(changed.map((date) => [date, [`new ${date}`]]));
  const after = await afterChange(storedDays(read), change);
  const rows = await after.read([{ from: '2026-10-30', to: '2026-11-05' }]);
  expect(read).toEqual(left);
  const within = changed.filter((date) => date >= '2026-10-30' && date <= '2026-11-05');
  const expected = [...left.map((date) => `old ${date}`), ...within.map((date) => `new ${date}`)].sort();
  expect([...rows.values()].flat().sort()).toEqual(expected);
  const inOrder: string[] = [];
  for await (const day of after.each([{ from: '2026-10-30', to: '2026-11-05' }])) inOrder.push(day.date);
  expect(inOrder).toEqual([...new Set([...left, ...within])].sort());
  expect(read).toEqual([...left, ...left]);
});
