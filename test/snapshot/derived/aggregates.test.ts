import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../simulator/tenant/random.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import { MemorySnapshot, type Options } from '../fixtures.ts';
import { aggregates, SESSIONS } from './aggregate-sql.ts';
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
    ['with persons', true],
    ['without persons', false],
  ])('%s: each table is what SQL makes of the launches, in every format', async (_, withUsers) => {
    const launches = randomLaunches({ seed, count: 1_500, from, days, withUsers });
    const snapshot = new MemorySnapshot();
    const options = { timeZone: zone, formats: ['csv', 'parquet'], withUsers } as const;
    for (const batch of inBatches(launches, 7, seed)) await snapshot.extend(batch, options);
    await withDatabase(snapshot, launches, async (differences) => {
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

  test('one run and fifty give the same bytes', async () => {
    const launches = randomLaunches({ seed: seed + 100, count: 800, from, days, withUsers: true });
    const options = { timeZone: zone, formats: ['csv', 'parquet'] } as const;
    const once = new MemorySnapshot();
    await once.extend(launches, options);
    const often = new MemorySnapshot();
    for (const batch of inBatches(launches, 50, seed)) await often.extend(batch, options);
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
    await often.extend(batch, { ...options, keepFrom });
  }
  const once = new MemorySnapshot();
  await once.extend(launches, { ...options, keepFrom: keptFrom.at(-1) });
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
  await moved.extend(launches, { timeZone: 'Asia/Tokyo', formats: ['csv'] });
  await moved.extend([], { timeZone: 'America/New_York', formats: ['csv', 'parquet'] });
  const fresh = new MemorySnapshot();
  await fresh.extend(launches, { timeZone: 'America/New_York', formats: ['csv', 'parquet'] });
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

type Differences = (one: string, other: string) => Promise<readonly unknown[]>;

/** Opens a database with the views `launches`, `told`, and `<table>_<format>`; gives a comparison of two queries. */
async function withDatabase(
  snapshot: MemorySnapshot,
  launches: readonly Launch[],
  use: (differences: Differences) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'audit-log-sync-sql-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const [path, bytes] of Object.entries(snapshot.contents())) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes, 'latin1');
    }
    const told = launches.map((each) =>
      JSON.stringify({ ...each, launchedAt: new Date(each.launchedAt).toISOString() }),
    );
    writeFileSync(join(folder, 'told.json'), told.join('\n'));
    const root = folder.replaceAll('\\', '/');
    await connection.run(`SET timezone = 'UTC'`);
    await connection.run(`CREATE VIEW told AS SELECT launchedAt::TIMESTAMPTZ AS launched_at, appId AS app_id, appName AS app_name,
      environmentId AS environment_id, environmentName AS environment_name, userKey AS user_key, userType AS user_type
      FROM read_json('${root}/told.json', format = 'newline_delimited', columns = {launchedAt: 'VARCHAR', appId: 'VARCHAR',
      appName: 'VARCHAR', environmentId: 'VARCHAR', environmentName: 'VARCHAR', userKey: 'VARCHAR', userType: 'VARCHAR'})`);
    await connection.run(
      `CREATE VIEW launches AS FROM read_parquet('${root}/parquet/launches/**/*.parquet', hive_partitioning = false)`,
    );
    for (const table of new Set(
      Object.keys(snapshot.contents()).map((path) => (path.split('/')[1] ?? '').replace(/\..*/, '')),
    )) {
      const isFolder = snapshot.contents()[`csv/${table}.csv`] === undefined;
      const files = (format: string): string =>
        `'${root}/${format}/${table}${isFolder ? '/**/*' : ''}.${format}'`;
      await connection.run(
        `CREATE VIEW ${table}_parquet AS FROM read_parquet(${files('parquet')}, hive_partitioning = false)`,
      );
      const { columnNames, columnTypes } = await describeTable(connection, `${table}_parquet`);
      const types = columnNames.map((name, index) => `'${name}': '${columnTypes[index]}'`).join(', ');
      await connection.run(
        `CREATE VIEW ${table}_csv AS FROM read_csv(${files('csv')}, header = true, nullstr = '', auto_detect = false, hive_partitioning = false, delim = ',', quote = '"', columns = {${types}})`,
      );
    }
    await use(async (one, other) => {
      const sql = `(${both(one, other)}) UNION ALL (${both(other, one)})`;
      return (await connection.runAndReadAll(sql)).getRowObjectsJson();
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

function both(one: string, other: string): string {
  return `FROM (${one}) EXCEPT ALL FROM (${other})`;
}

async function describeTable(connection: Awaited<ReturnType<DuckDBInstance['connect']>>, view: string) {
  const rows = (await connection.runAndReadAll(`DESCRIBE ${view}`)).getRowObjectsJson();
  return {
    columnNames: rows.map((row) => String(row.column_name)),
    columnTypes: rows.map((row) => String(row.column_type)),
  };
}
