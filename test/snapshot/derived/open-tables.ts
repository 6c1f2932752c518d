import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { isoInstant } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';

/** The tables of a snapshot as SQL sees them. */
export interface OpenTables {
  /** Returns the rows of a query, cells as in JSON. */
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Returns the rows that only one of two queries has. */
  readonly differences: (one: string, other: string) => Promise<readonly unknown[]>;
}

/**
 * Opens the files of a snapshot in DuckDB: `<table>_parquet` and `<table>_csv`, the CSV with the types of the Parquet, both
 * from the table's folder as it stands; `launches`, those of `launches_parquet` that succeeded; and `told`, what each launch
 * said. Each file is read once, however many queries follow.
 */
export async function openTables(
  files: ReadonlyMap<string, Uint8Array>,
  launches: readonly Launch[],
  use: (tables: OpenTables) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'audit-log-sync-sql-'));
  // Threads that wait for work on a few hundred rows cost more than they do.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const query: OpenTables['query'] = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  try {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const root = folder.replaceAll('\\', '/');
    await connection.run(`SET timezone = 'UTC'`);
    writeFileSync(
      join(folder, 'told.json'),
      launches.map((each) => JSON.stringify(latestAttributes(each))).join('\n'),
    );
    await createTold(connection, `${root}/told.json`);
    const paths = [...files.keys()].filter((path) => path.startsWith('parquet/'));
    for (const table of new Set(paths.map((path) => path.split('/')[1] ?? ''))) {
      await createTables(connection, table, (format) => `'${root}/${format}/${table}/**/*.${format}'`);
    }
    await connection.run('CREATE VIEW launches AS FROM launches_parquet WHERE succeeded = 1');
    await use({
      query,
      differences: (one, other) =>
        query(
          `(FROM (${one}) EXCEPT ALL FROM (${other})) UNION ALL (FROM (${other}) EXCEPT ALL FROM (${one}))`,
        ),
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

function latestAttributes(launch: Launch) {
  return { ...launch, launchedAt: isoInstant(launch.launchedAt) };
}

async function createTold(connection: DuckDBConnection, file: string): Promise<void> {
  const columns = [
    'launchedAt',
    'appId',
    'appName',
    'environmentId',
    'environmentName',
    'userKey',
    'userType',
    'succeeded',
  ];
  const types = columns.map((name) => `${name}: 'VARCHAR'`).join(', ');
  await connection.run(`CREATE TABLE told AS SELECT launchedAt::TIMESTAMPTZ AS launched_at, appId AS app_id,
    appName AS app_name, environmentId AS environment_id, environmentName AS environment_name, userKey AS user_key,
    userType AS user_type, succeeded::BOOLEAN AS succeeded FROM read_json('${file}', format = 'newline_delimited', columns = {${types}})`);
}

async function createTables(
  connection: DuckDBConnection,
  table: string,
  files: (format: string) => string,
): Promise<void> {
  await connection.run(
    `CREATE TABLE ${table}_parquet AS FROM read_parquet(${files('parquet')}, hive_partitioning = false)`,
  );
  const described = (await connection.runAndReadAll(`DESCRIBE ${table}_parquet`)).getRowObjectsJson();
  const types = described.map((row) => `'${row.column_name}': '${row.column_type}'`).join(', ');
  await connection.run(
    `CREATE TABLE ${table}_csv AS FROM read_csv(${files('csv')}, header = true, nullstr = '', auto_detect = false,
    hive_partitioning = false, delim = ',', quote = '"', columns = {${types}})`,
  );
}
