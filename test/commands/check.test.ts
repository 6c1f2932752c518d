import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { findingsOf } from '../e2e/fault-world.ts';
import { addContent, expectComplete, HOUR, useWorld } from '../e2e/use-world.ts';

const CHECK = { command: 'check', publish: 'branch' };

/** What the summary of a check says: question -> answered well. */
function answersOf({ summary }: ActionRun): Readonly<Record<string, boolean>> {
  const rows = [...summary.matchAll(/^\| (✅|❌) \| ([^|]+) \|/gmu)];
  return Object.fromEntries(rows.map(([, mark, what = '']) => [what.trim(), mark === '✅']));
}

/** What a check says that the next run would do. */
function nextRunOf({ stdout }: ActionRun): string {
  return /✓ Next run: (.*)/.exec(stdout)?.[1] ?? '';
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

describe('tells what the next run would do as it would do it', () => {
  /** A world whose content was read once, 30 hours ago, but for the blobs that `unread` picks. */
  async function readOnce(unread: number) {
    const world = await useWorld();
    const { tenant } = world;
    addContent(world, 6);
    for (const contentId of [...tenant.expectedRecords.counts.keys()].slice(0, unread)) {
      tenant.faults.add({
        match: { kind: 'blob', contentId },
        fault: { kind: 'status', status: 404 },
        times: Number.POSITIVE_INFINITY,
      });
    }
    const first = await world.sync({ publish: 'branch' });
    expect(first.outputs.get('blobs-unread')).toBe(String(unread));
    tenant.faults.clear();
    tenant.advance(30 * HOUR);
    return world;
  }

  test('with the blobs that an earlier run left unread, though nothing lists them again', async () => {
    const world = await readOnce(2);
    expect(nextRunOf(await world.sync(CHECK))).toMatch(/ and read 2 content blobs$/);
    const next = await world.sync({ publish: 'branch' });
    expectComplete(next);
    expect(next.outputs.get('blobs-read')).toBe('2');
  });

  test('over the window that start-time and end-time name, with the blobs that were read before', async () => {
    const world = await readOnce(0);
    const window = { 'start-time': '2026-11-22T00:00:00Z', 'end-time': '2026-11-22T06:00:00Z' };
    const blobs = world.tenant.expectedRecords.counts.size;
    expect(nextRunOf(await world.sync({ ...CHECK, ...window }))).toMatch(
      new RegExp(`would list 2026-11-22T00:00:00Z to 2026-11-22T06:00:00Z and read ${blobs} content blobs$`),
    );
    const next = await world.sync({ publish: 'branch', ...window });
    expect(next.outputs.get('blobs-read')).toBe(String(blobs));
  });

  test('with a warning when the state of the snapshot cannot be believed', async () => {
    const world = await readOnce(0);
    const { git } = world.runner;
    const manifest = JSON.parse(String((await git.readBranch('app-launches')).get('manifest.json')));
    const forged = Buffer.from(JSON.stringify({ ...manifest, read: {} }));
    await git.commit('app-launches', new Map([['manifest.json', forged]]));
    const run = await world.sync(CHECK);
    expect(run.exitCode).toBe(0);
    expect(findingsOf(run).get('Earlier state not usable')).toContain('is not signed with this data-key');
  });
});
