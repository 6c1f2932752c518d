import { beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/instants.ts';
import { commitPath } from '../../../src/stores/data-lake/delta-log.ts';
import { readDelta } from '../../e2e/lake-reader.ts';
import { TABLES } from '../../e2e/lake-world.ts';
import { launch } from '../../snapshot/fixtures.ts';
import { MemoryLake, publishTo, STATE, T0 } from './memory-lake.ts';

const OLD = [
  launch({ eventId: 'a', launchedAt: T0 - 2 * DAY_MS }),
  launch({ eventId: 'b', launchedAt: T0 - DAY_MS }),
  launch({ eventId: 'c', launchedAt: T0 - HOUR_MS }),
];
const NEW = [
  launch({ eventId: 'd', launchedAt: T0 - DAY_MS - HOUR_MS, appId: 'another' }),
  launch({ eventId: 'e', launchedAt: T0 + HOUR_MS }),
];

/** The rows of each table, without what says when the snapshot was made. */
async function rowsIn(lake: MemoryLake): Promise<Readonly<Record<string, string>>> {
  const rows: Record<string, string> = {};
  for (const table of TABLES) {
    const found = await readDelta(lake.files, `power-apps/${table}`);
    rows[table] = JSON.stringify(
      table === 'snapshot'
        ? found.rows.map(({ launches, apps, users }) => ({ launches, apps, users }))
        : found.rows,
    );
  }
  return rows;
}

class Killed extends Error {}

/** Publishes, and ends the run when `nth` requests have acted, before any other does; returns how many did. */
async function killedAfter(lake: MemoryLake, nth: number): Promise<number> {
  let acted = 0;
  const end = (): void => {
    if (acted >= nth) throw new Killed();
  };
  lake.before = end;
  lake.after = () => {
    acted += 1;
    end();
  };
  await publishTo(lake, { launches: NEW }).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  lake.before = () => undefined;
  lake.after = () => undefined;
  return acted;
}

describe.each([
  ['the first publish', []],
  ['a later publish', OLD],
] as const)('a run that is killed at any request of %s', (_, old) => {
  let before = new MemoryLake();
  let [oldRows, newRows, emptied]: Readonly<Record<string, string>>[] = [];
  let requests = 0;
  beforeAll(async () => {
    before = new MemoryLake();
    if (old.length > 0) {
      await publishTo(before, { launches: old });
      oldRows = await rowsIn(before);
    }
    const empty = new MemoryLake();
    await publishTo(empty);
    emptied = await rowsIn(empty);
    before.now += HOUR_MS;
    const after = before.copy();
    requests = await killedAfter(after, Number.POSITIVE_INFINITY);
    newRows = await rowsIn(after);
  });

  test('leaves each table as it was or as it will be, and the next run makes all of them right', async () => {
    expect(requests).toBeGreaterThan(30);
    let writes = -1;
    for (let nth = 0; nth < requests; nth += 1) {
      const lake = before.copy();
      await killedAfter(lake, nth);
      // One that only read leaves the lake as the one before did.
      if (lake.writes === writes) continue;
      writes = lake.writes;
      for (const table of TABLES) {
        const found = await readDelta(lake.files, `power-apps/${table}`);
        if (table === 'snapshot' || found.version === -1) continue;
        expect([
          nth,
          table,
          [oldRows?.[table], newRows?.[table]].includes(JSON.stringify(found.rows)),
        ]).toEqual([nth, table, true]);
      }
      // Only after the last table a state is missed.
      const isMissed = lake.files.has(commitPath('power-apps/snapshot', 0)) && !lake.files.has(STATE);
      // The feed lists the same again, or no longer does.
      const [again, never] = [lake, lake.copy()];
      await publishTo(again, { launches: NEW });
      expect([nth, await rowsIn(again)]).toEqual([nth, newRows]);
      await publishTo(never);
      const found = await rowsIn(never);
      const expected = found.launches === newRows?.launches ? newRows : (oldRows ?? emptied);
      expect([nth, found]).toEqual([nth, expected]);
      expect([nth, never.warnings.length]).toEqual([nth, isMissed ? 1 : 0]);
    }
  });
});
