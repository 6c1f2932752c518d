import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { addContent, useWorld } from '../e2e/use-world.ts';

const CHECK = { command: 'check', publish: 'branch' };

/** What the summary of a check says: question -> answered well. */
function answersOf({ summary }: ActionRun): Readonly<Record<string, boolean>> {
  const rows = [...summary.matchAll(/^\| (✅|❌) \| ([^|]+) \|/gmu)];
  return Object.fromEntries(rows.map(([, mark, what = '']) => [what.trim(), mark === '✅']));
}

const ALL = ['Repository', 'Sign-in', 'Subscription', 'Previous snapshot', 'May publish', 'Next run'];

test('asks everything that the next run would use', async () => {
  const world = await useWorld();
  addContent(world, 3);
  const run = await world.sync(CHECK);
  expect(answersOf(run)).toEqual(Object.fromEntries(ALL.map((what) => [what, true])));
  expect(run.exitCode).toBe(0);
});

describe('each question gets its answer, though another fails', () => {
  test.each<
    [
      string,
      Parameters<typeof useWorld>[0],
      Readonly<Record<string, string>>,
      readonly string[],
      readonly string[],
    ]
  >([
    ['a wrong secret', {}, { 'client-secret': 'another' }, ['Sign-in'], ['Subscription', 'Next run']],
    ['a public repository', { runner: { repository: { visibility: 'public' } } }, {}, ['Repository'], []],
    ['no subscription', { tenant: { subscription: 'missing' } }, {}, [], ['Next run']],
    ['no push', { runner: { permissions: { contents: 'read' } } }, {}, [], []],
  ])('%s', async (_, options, inputs, failing, unasked) => {
    const world = await useWorld(options);
    const run = await world.sync({ ...CHECK, ...inputs });
    const expected = ALL.filter((what) => !unasked.includes(what)).map((what) => [
      what,
      !failing.includes(what),
    ]);
    expect(answersOf(run)).toEqual(Object.fromEntries(expected));
    expect(run.exitCode).toBe(failing.length > 0 ? 1 : 0);
    expect(run.annotations.filter(({ level }) => level === 'error').map(({ title }) => title)).toEqual([
      ...failing,
      ...(failing.length > 0 ? [''] : []),
    ]);
  });
});
