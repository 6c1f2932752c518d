import { describe, expect, test } from 'vitest';
import { MemorySnapshot } from '../fixtures.ts';
import { aggregates, SESSIONS } from './aggregate-sql.ts';
import { DATA_SETS, endOf, inBatches } from './data-sets.ts';
import { openTables } from './open-tables.ts';
import { randomLaunches } from './random-launches.ts';

describe.each(DATA_SETS)('data set $seed in $zone', ({ zone, from, days, seed, lastComplete }) => {
  test.each([
    ['with users', true],
    ['without users', false],
  ])('%s: each table is what SQL makes of the launches, in every format', async (_, withUsers) => {
    const launches = randomLaunches({ seed, count: 500, from, days, withUsers });
    const snapshot = new MemorySnapshot();
    const completeUntil = endOf(lastComplete);
    const options = { timeZone: zone, formats: ['csv', 'parquet'], withUsers, completeUntil } as const;
    for (const batch of inBatches(launches, 7, seed)) await snapshot.merge(batch, options);
    await openTables(filesOf(snapshot), launches, async ({ differences }) => {
      for (const [table, sql] of Object.entries(aggregates(withUsers, lastComplete))) {
        for (const format of ['parquet', 'csv']) {
          expect(await differences(sql, `SELECT * FROM ${table}_${format}`), `${table}, ${format}`).toEqual(
            [],
          );
        }
      }
      expect(await differences('FROM launches_csv', 'FROM launches_parquet')).toEqual([]);
      if (withUsers) {
        const stored = 'SELECT event_id, is_session_start FROM launches';
        expect(await differences(SESSIONS, stored), 'sessions').toEqual([]);
        const failed = 'SELECT DISTINCT is_session_start FROM launches_parquet WHERE succeeded = 0';
        expect(await differences(failed, 'VALUES (0), (NULL)')).toEqual([]);
      }
    });
  });
});

function filesOf(snapshot: MemorySnapshot): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(snapshot.contents()).map(([path, bytes]) => [path, Buffer.from(bytes, 'latin1')]),
  );
}
