import { expect, test } from 'vitest';
import { Random } from '../../../simulator/tenant/random.ts';
import { DAY_MS, HOUR_MS, isoInstant } from '../../../src/instants.ts';
import { parseManifest } from '../../../src/snapshot/manifest.ts';
import { commitPath } from '../../../src/stores/data-lake/delta-log.ts';
import { readDelta } from '../../e2e/lake-reader.ts';
import { TABLES } from '../../e2e/lake-world.ts';
import { launch } from '../../snapshot/fixtures.ts';
import { MemoryLake, publishTo, STATE, T0 } from './memory-lake.ts';

const launchesOf = (run: number) => [
  launch({ eventId: `day-${run}`, launchedAt: T0 - run * HOUR_MS }),
  launch({ eventId: `late-${run}`, launchedAt: T0 - run * DAY_MS }),
  launch({ eventId: 'shared', launchedAt: T0 - DAY_MS }),
];

/** Reads all tables, each of which must be one, and returns what they hold of launches. */
async function expectConsistent(lake: MemoryLake, ids: readonly string[]): Promise<void> {
  const tables = new Map<string, Awaited<ReturnType<typeof readDelta>>>();
  for (const table of TABLES) tables.set(table, await readDelta(lake.files, `power-apps/${table}`));
  const launches = tables.get('launches')?.rows.map(({ event_id: id }) => id) ?? [];
  expect(launches.toSorted()).toEqual(ids.toSorted());
  const daily = tables.get('daily')?.rows.reduce((sum, row) => sum + Number(row.launches), 0);
  expect(daily).toBe(ids.length);
  expect(tables.get('snapshot')?.rows.map((row) => row.launches)).toEqual([ids.length]);
}

/** Lets other runs go on between two requests of each, in an order of chance. */
function shuffle(lake: MemoryLake, seed: number): void {
  const random = new Random(seed);
  lake.before = async () => {
    for (let turns = random.whole(0, 6); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve));
  };
}

test.each([1, 2])('three runs at once end in the union of all, seed %i', async (seed) => {
  const lake = new MemoryLake();
  if (seed % 2 === 0)
    await publishTo(lake, { launches: [launch({ eventId: 'old', launchedAt: T0 - 2 * HOUR_MS })] });
  shuffle(lake, seed);
  const runs = await Promise.all([1, 2, 3].map((run) => publishTo(lake, { launches: launchesOf(run) })));
  lake.before = () => undefined;
  expect(runs.map(({ kind }) => kind)).toEqual(['published', 'published', 'published']);
  const ids = [
    ...[1, 2, 3].flatMap((run) => [`day-${run}`, `late-${run}`]),
    'shared',
    ...(seed % 2 === 0 ? ['old'] : []),
  ];
  // The last to end may have known less than the tables hold; then the next run makes the rest anew.
  await publishTo(lake);
  await expectConsistent(lake, ids);
  // While the first state is still to come, the others miss it.
  expect(lake.warnings.filter((warning) => seed % 2 === 0 || !warning.includes('is missing'))).toEqual([]);
});

/** Publishes a launch of another run before every commit of a table, so many times; returns the ids of those launches. */
function rivalBefore(lake: MemoryLake, table: string, times: number): readonly string[] {
  let left = times;
  const ids: string[] = [];
  let isRival = false;
  lake.before = async ({ path, acts }) => {
    if (isRival || !acts || left === 0 || !path.startsWith(`power-apps/${table}/_delta_log/`)) return;
    left -= 1;
    isRival = true;
    ids.push(`rival-${left}`);
    await publishTo(lake, {
      launches: [launch({ eventId: `rival-${left}`, launchedAt: T0 - left * HOUR_MS })],
    });
    isRival = false;
  };
  return ids;
}

test.each([
  ['launches', 5],
  // The rival knows what was committed before, and leaves nothing to do.
  ['daily', 1],
  ['snapshot', 1],
] as const)(
  'a conflict on every commit of %s for five tries: all launches of all runs are there',
  async (table, conflicts) => {
    const lake = new MemoryLake();
    await publishTo(lake, { launches: [launch({ eventId: 'old', launchedAt: T0 - 2 * HOUR_MS })] });
    const rivals = rivalBefore(lake, table, 5);
    await publishTo(lake, { launches: launchesOf(1) });
    lake.before = () => undefined;
    await expectConsistent(lake, ['old', ...launchesOf(1).map(({ eventId }) => eventId), ...rivals]);
    expect(rivals).toHaveLength(conflicts);
  },
);

test('a rival that is killed after its commit, and before its state, loses nobody a launch', async () => {
  const lake = new MemoryLake();
  await publishTo(lake, { launches: [launch({ eventId: 'old', launchedAt: T0 - 2 * HOUR_MS })] });
  const commit = commitPath('power-apps/launches', 1);
  let isRival = false;
  lake.before = async ({ path, acts }) => {
    if (isRival || !acts || path !== commit) return;
    isRival = true;
    lake.after = (asked) => {
      if (asked.acts && asked.path === commit) throw new Error('killed');
    };
    await expect(
      publishTo(lake, { launches: [launch({ eventId: 'rival', launchedAt: T0 })] }),
    ).rejects.toThrow('killed');
    lake.after = () => undefined;
  };
  await publishTo(lake, { launches: launchesOf(1) });
  await expectConsistent(lake, ['old', 'rival', ...launchesOf(1).map(({ eventId }) => eventId)]);
});

test('a state that another run wrote meanwhile is not written over: what it names as unread stays', async () => {
  const lake = new MemoryLake();
  await publishTo(lake, { launches: [launch({ eventId: 'old', launchedAt: T0 - 2 * HOUR_MS })] });
  const unread = [
    { id: 'blob', created: isoInstant(T0 - HOUR_MS), expires: isoInstant(T0 + DAY_MS), tries: 1 },
  ];
  let isRival = false;
  lake.before = async ({ path, acts }) => {
    if (isRival || !acts || path !== STATE) return;
    isRival = true;
    await publishTo(lake, { unread });
  };
  await publishTo(lake, { launches: launchesOf(1) });
  const state = parseManifest(lake.files.get(STATE)?.bytes.toString() ?? '');
  expect(state.unread.map(({ id }) => id)).toEqual(['blob']);
  await expectConsistent(lake, ['old', ...launchesOf(1).map(({ eventId }) => eventId)]);
});

test('a conflict on every try ends in words, and the next run has all', async () => {
  const lake = new MemoryLake();
  await publishTo(lake, { launches: [launch({ eventId: 'old', launchedAt: T0 - 2 * HOUR_MS })] });
  const rivals = rivalBefore(lake, 'launches', 8);
  await expect(publishTo(lake, { launches: launchesOf(1) })).rejects.toThrow(
    'Cannot publish: other runs published 8 times meanwhile',
  );
  lake.before = () => undefined;
  await publishTo(lake, { launches: launchesOf(1) });
  await expectConsistent(lake, ['old', ...launchesOf(1).map(({ eventId }) => eventId), ...rivals]);
});

test('an answer that is lost makes no second commit: a run finds its own file', async () => {
  const lake = new MemoryLake();
  const again: string[] = [];
  const blobs = lake.open().blobs;
  const losing = {
    ...blobs,
    // What the client does when no answer came: it sends the same again, under the same condition.
    put: async (...asked: Parameters<typeof blobs.put>) => {
      await blobs.put(...asked);
      again.push(asked[0]);
      return await blobs.put(...asked);
    },
  };
  for (const run of [1, 2]) await publishTo(lake, { launches: launchesOf(run) }, { blobs: losing });
  expect(again.length).toBeGreaterThan(30);
  await expectConsistent(lake, ['day-1', 'late-1', 'day-2', 'late-2', 'shared']);
  expect((await readDelta(lake.files, 'power-apps/launches')).version).toBe(1);
});
