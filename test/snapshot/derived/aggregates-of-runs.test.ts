import { expect, test } from 'vitest';
import type { Launch } from '../../../src/launches/launch.ts';
import { MemorySnapshot, type Options } from '../fixtures.ts';
import { DATA_SETS, inBatches } from './data-sets.ts';
import { randomLaunches } from './random-launches.ts';

test.each(DATA_SETS)(
  'data set $seed in $zone: one run and ten give the same bytes',
  async ({ zone, from, days, seed }) => {
    const launches = randomLaunches({ seed: seed + 100, count: 800, from, days, withUsers: true });
    const options = { timeZone: zone, formats: ['csv', 'parquet'] } as const;
    const once = new MemorySnapshot();
    await once.merge(launches, options);
    const often = new MemorySnapshot();
    for (const batch of inBatches(launches, 10, seed)) await often.merge(batch, options);
    expectSame(often, once);
  },
);

test('what leaves with keep leaves no trace in what derives from it', async () => {
  const [from, days] = [Date.UTC(2026, 5, 1), 120];
  const launches = randomLaunches({ seed: 21, count: 900, from, days, withUsers: true }).map(unnamed);
  const options: Options = { timeZone: 'Europe/Berlin', formats: ['csv', 'parquet'] };
  const keptFrom = ['2026-06-20', '2026-07-03', '2026-07-04', '2026-08-15'];
  const often = new MemorySnapshot();
  const batches = inBatches(launches, 8, 21);
  for (const [index, batch] of batches.entries()) {
    const keepFrom = keptFrom[Math.floor(index / 2)];
    await often.merge(batch, { ...options, keepFrom });
  }
  const once = new MemorySnapshot();
  await once.merge(launches, { ...options, keepFrom: keptFrom.at(-1) });
  expectSame(often, once);
});

test('another time zone gives what a new snapshot has', async () => {
  const launches = randomLaunches({
    seed: 31,
    count: 400,
    from: Date.UTC(2026, 8, 1),
    days: 70,
    withUsers: true,
  });
  const moved = new MemorySnapshot();
  await moved.merge(launches, { timeZone: 'Asia/Tokyo', formats: ['csv'] });
  await moved.merge([], { timeZone: 'America/New_York', formats: ['csv', 'parquet'] });
  const fresh = new MemorySnapshot();
  await fresh.merge(launches, { timeZone: 'America/New_York', formats: ['csv', 'parquet'] });
  expectSame(moved, fresh);
});

/** Names stay as long as their app: with `keep` one of a launch that left may be newer than those that stay. */
function unnamed(launch: Launch): Launch {
  return { ...launch, appName: null, environmentName: null, userType: null };
}

function expectSame(one: MemorySnapshot, other: MemorySnapshot): void {
  const [left, right] = [one.contents(), other.contents()];
  expect(Object.keys(left)).toEqual(Object.keys(right));
  expect(Object.keys(left).filter((path) => left[path] !== right[path])).toEqual([]);
}
