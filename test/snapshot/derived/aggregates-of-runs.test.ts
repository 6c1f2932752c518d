import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import { MemorySnapshot, type Options } from '../fixtures.ts';
import { DATA_SETS, endOf, inBatches } from './data-sets.ts';
import { randomLaunches } from './random-launches.ts';

test.each(DATA_SETS)(
  'data set $seed in $zone: one run and ten give the same bytes',
  async ({ zone, from, days, seed, lastComplete }) => {
    const launches = randomLaunches({ seed: seed + 100, count: 500, from, days, withUsers: true });
    const completeUntil = endOf(lastComplete);
    const options: Options = { timeZone: zone, formats: ['csv', 'parquet'] };
    const once = new MemorySnapshot();
    await once.merge(launches, { ...options, completeUntil });
    const often = new MemorySnapshot();
    // The last complete day moves on, jumps and goes back.
    const moves = [null, -40, -20, 5, 35, -3, -1, 1, 2, 0];
    for (const [index, batch] of inBatches(launches, moves.length, seed).entries()) {
      const move = moves[index] ?? null;
      const at = completeUntil === null || move === null ? null : completeUntil + move * DAY_MS;
      await often.merge(batch, { ...options, completeUntil: at });
    }
    expectSame(often, once);
  },
);

test('what leaves with keep leaves no trace in what derives from it', async () => {
  const [from, days] = [Date.UTC(2026, 5, 1), 120];
  const launches = randomLaunches({ seed: 21, count: 500, from, days, withUsers: true }).map(unnamed);
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
  // The 20th is over in Tokyo, and not in New York.
  const completeUntil = Date.UTC(2026, 10, 20, 16);
  await moved.merge(launches, { timeZone: 'Asia/Tokyo', formats: ['csv'], completeUntil });
  const options: Options = { timeZone: 'America/New_York', formats: ['csv', 'parquet'], completeUntil };
  await moved.merge([], options);
  const fresh = new MemorySnapshot();
  await fresh.merge(launches, options);
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
