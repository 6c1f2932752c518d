import { expect, test } from 'vitest';
import { z } from 'zod';
import { GOALS } from '../../benchmark/goals.ts';
import { readJson, readText } from './repository-files.ts';

const goals = Object.values(GOALS);

test('npm run bench starts the benchmark', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(readJson('package.json'));
  expect(scripts.bench).toBe('node scripts/node24.mjs benchmark/bench.ts');
  expect(readText('benchmark/bench.ts')).toContain('table(');
});

test('every measure has a goal and a name of its own', () => {
  expect(new Set(goals.map(({ name }) => name)).size).toBe(goals.length);
  expect(goals.filter(({ goal }) => !Number.isFinite(goal) || goal < 0)).toEqual([]);
});

test('docs/performance.md shows every measure with its goal, and no other', () => {
  const rows = readText('docs/performance.md').match(/^\| \d+ .+ \| at (?:most|least) .+$/gm) ?? [];
  const shown = rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, 3)
      .map((cell) => cell.trim()),
  );
  const expected = goals.map(({ name, bound, goal, unit }) => [
    name.replaceAll('|', '\\|'),
    `${bound} ${goal}${unit}`,
  ]);
  expect(shown).toEqual(expected);
});
