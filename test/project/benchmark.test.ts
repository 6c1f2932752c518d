import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { GROUPS } from '../../benchmark/groups.ts';
import { excess, type Goal, ratio } from '../../benchmark/row.ts';
import { interleave } from '../../benchmark/samples.ts';
import { table, withTable } from '../../benchmark/table.ts';
import { readJson, readText } from './repository-files.ts';

const goals = GROUPS.flatMap((group) => Object.values(group.goals));

test('npm run bench and npm run bench:full start the benchmark', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(readJson('package.json'));
  expect(scripts).toMatchObject({
    bench: 'node scripts/node24.mjs benchmark/bench.ts',
    'bench:full': 'node scripts/node24.mjs benchmark/bench.ts --full',
  });
});

test('every row has a goal and a name of its own', () => {
  expect(new Set(goals.map(({ name }) => name)).size).toBe(goals.length);
  expect(goals.filter(({ goal }) => !Number.isFinite(goal) || goal < 0)).toEqual([]);
});

test.for([
  { command: 'npm run bench', isFull: false },
  { command: 'npm run bench:full', isFull: true },
])('docs/performance.md shows every row of $command with its goal, and no other', ({ command, isFull }) => {
  const document = readText('docs/performance.md');
  const [, last = ''] =
    new RegExp(`<!-- ${command} -->(.*)<!-- end of ${command} -->`, 's').exec(document) ?? [];
  const rows = last.match(/^\| \d+ .+ \| at (?:most|least) .+$/gm) ?? [];
  const shown = rows.map((row) =>
    row
      .split('|')
      .slice(1, 3)
      .map((cell) => cell.trim()),
  );
  const expected = GROUPS.filter((group) => group.isFull === isFull)
    .flatMap((group) => Object.values(group.goals))
    .sort((a, b) => a.row - b.row)
    .map(({ row, name, bound, goal, unit }) => [`${row} ${name}`, `${bound} ${goal}${unit}`]);
  expect(shown).toEqual(expected);
});

describe('the table', () => {
  const of = (row: number, more: Partial<Goal> = {}): Goal => ({
    ...{ row, name: 'a / b', bound: 'at most', goal: 1.2, unit: '' },
    ...more,
  });

  test('shows medians of what alternated, both sides, and what meets its goal', async () => {
    const order: string[] = [];
    const next = (name: string, values: number[]) => () => {
      order.push(name);
      return values.shift() ?? Number.NaN;
    };
    const { a, b } = await interleave(3, { a: next('a', [300, 100, 240]), b: next('b', [100, 100, 200]) });
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    const lines = table([
      [of(2), ratio(a, b, ' ms')],
      [of(1, { bound: 'at least' }), ratio(a, b, ' ms')],
      [of(3, { unit: ' ms', goal: 30 }), excess(a, b)],
      [of(4), { samples: 'there is no git', beside: '' }],
    ]).split('\n');
    expect(lines.slice(2).map((line) => line.replaceAll(/ {2,}/g, ' '))).toEqual([
      '| 1 a / b | at least 1.2 | 1.20 | 1.00–3.00 | 3 | 240 ms / 100 ms | ok |',
      '| 2 a / b | at most 1.2 | 1.20 | 1.00–3.00 | 3 | 240 ms / 100 ms | ok |',
      '| 3 a / b | at most 30 ms | 40 ms | 0.000–200 | 3 | 240 ms - 100 ms | miss |',
      '| 4 a / b | at most 1.2 | | | | | skipped: there is no git |',
    ]);
  });

  test('takes the place of the last one of its command alone', () => {
    const document = 'a\n<!-- x -->\nold\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n';
    const once = withTable(document, 'x', 'new');
    expect(once).toBe(document.replace('old', 'new'));
    expect(withTable(once, 'x', 'new')).toBe(once);
    expect(() => withTable(document, 'z', 'new')).toThrow('no place for the table of z');
  });
});
