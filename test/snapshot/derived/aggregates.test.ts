import { describe, expect, test } from 'vitest';
import { Random } from '../../../simulator/tenant/random.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import { MemorySnapshot, type Options } from '../fixtures.ts';
import { aggregates, SESSIONS } from './aggregate-sql.ts';
import { openTables } from './open-tables.ts';
import { randomLaunches } from './random-launches.ts';

/** Each data set lies around a change of the clock of its zone, by an hour or by half of one, and reaches into sealed months. */
const CASES = [
  { zone: 'Europe/Berlin', from: Date.UTC(2026, 7, 20), days: 80, seed: 11 },
  { zone: 'America/New_York', from: Date.UTC(2026, 1, 10), days: 75, seed: 12 },
  { zone: 'Australia/Lord_Howe', from: Date.UTC(2026, 2, 1), days: 70, seed: 13 },
  { zone: 'UTC', from: Date.UTC(2025, 11, 1), days: 120, seed: 14 },
] as const;

describe.each(CASES)('data set $seed in $zone', ({ zone, from, days, seed }) => {
  test.each([
    ['with users', true],
    ['without users', false],
  ])('%s: each table is what SQL makes of the launches, in every format', async (_, withUsers) => {
    const launches = randomLaunches({ seed, count: 1_500, from, days, withUsers });
    const snapshot = new MemorySnapshot();
    const options = { timeZone: zone, formats: ['csv', 'parquet'], withUsers } as const;
    for (const batch of inBatches(launches, 7, seed)) await snapshot.merge(batch, options);
    await openTables(filesOf(snapshot), launches, async ({ differences }) => {
      for (const [table, sql] of Object.entries(aggregates(withUsers))) {
        for (const format of ['parquet', 'csv']) {
          expect(await differences(sql, `SELECT * FROM ${table}_${format}`), `${table}, ${format}`).toEqual(
            [],
          );
        }
      }
      expect(await differences('SELECT * FROM launches_csv', 'SELECT * FROM launches')).toEqual([]);
      if (withUsers) {
        const stored = 'SELECT event_id, is_session_start FROM launches';
        expect(await differences(SESSIONS, stored), 'sessions').toEqual([]);
      }
    });
  });

  test('one run and ten give the same bytes', async () => {
    const launches = randomLaunches({ seed: seed + 100, count: 800, from, days, withUsers: true });
    const options = { timeZone: zone, formats: ['csv', 'parquet'] } as const;
    const once = new MemorySnapshot();
    await once.merge(launches, options);
    const often = new MemorySnapshot();
    for (const batch of inBatches(launches, 10, seed)) await often.merge(batch, options);
    expectSame(often, once);
  });
});

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

/** Cuts launches into batches in another order than they were made in. */
function inBatches(launches: readonly Launch[], count: number, seed: number): readonly (readonly Launch[])[] {
  const random = new Random(seed);
  const mixed = launches.map((launch) => ({ launch, at: random.whole(0, count - 1) }));
  return Array.from({ length: count }, (_, index) =>
    mixed.filter(({ at }) => at === index).map(({ launch }) => launch),
  );
}

function expectSame(one: MemorySnapshot, other: MemorySnapshot): void {
  const [left, right] = [one.contents(), other.contents()];
  expect(Object.keys(left)).toEqual(Object.keys(right));
  expect(Object.keys(left).filter((path) => left[path] !== right[path])).toEqual([]);
}

function filesOf(snapshot: MemorySnapshot): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(snapshot.contents()).map(([path, bytes]) => [path, Buffer.from(bytes, 'latin1')]),
  );
}
