import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { type Manifest, parseManifest, type SnapshotFile } from '../../src/snapshot/manifest.ts';

export { type Expectation, expectedEvents, expectedLaunches } from './expected-rows.ts';

const text = z.string().nullable();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const launchSchema = z.strictObject({
  event_id: z.string(),
  launched_at: instant,
  date: day,
  hour: z.int(),
  app_id: text,
  environment_id: text,
  user_key: text.optional(),
  is_session_start: z.int().nullable(),
  succeeded: z.int(),
  record_type: z.int().nullable(),
});
const eventSchema = z.strictObject({
  event_id: z.string(),
  occurred_at: instant,
  date: day,
  operation: z.string(),
  app_id: text,
  environment_id: text,
  user_key: text.optional(),
});

/** A row of `launches` as a reader sees it; instants and days as the CSV spells them. No `user_key` with `users: none`. */
export type LaunchRow = Readonly<z.infer<typeof launchSchema>>;
/** A row of `events` as a reader sees it. */
export type EventRow = Readonly<z.infer<typeof eventSchema>>;
export type Format = SnapshotFile['format'];
/** How files are found: those that manifest.json names, or every file in the table's folder, with its Hive key. */
export type Way = 'manifest' | 'folder';

/** The folder with the snapshot that a run wrote. */
export function directoryOf({ workspace }: Pick<ActionRun, 'workspace'>, name = 'app-launches'): string {
  return join(workspace, name);
}

/** Writes files, of a branch or an artifact, into a folder and gives its path. */
export async function unpack(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  for (const [path, content] of files) {
    const file = join(folder, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

/** Reads manifest.json of a snapshot in a folder. Throws when its own parser refuses it. */
export async function readManifest(folder: string): Promise<Manifest> {
  return parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'));
}

/** Reads `launches` with DuckDB, sorted by instant and event id. */
export async function readLaunches(folder: string, format: Format, way: Way = 'manifest') {
  const rows = z.array(launchSchema).parse(await readTable(folder, 'launches', format, way));
  return rows.sort((a, b) => compare(a.launched_at, b.launched_at) || compare(a.event_id, b.event_id));
}

/** Reads `events` with DuckDB, sorted by instant and event id. */
export async function readEvents(folder: string, format: Format, way: Way = 'manifest') {
  const rows = z.array(eventSchema).parse(await readTable(folder, 'events', format, way));
  return rows.sort((a, b) => compare(a.occurred_at, b.occurred_at) || compare(a.event_id, b.event_id));
}

type Cells = Readonly<Record<string, unknown>>;

async function readTable(folder: string, table: string, format: Format, way: Way): Promise<readonly Cells[]> {
  const { files } = await readManifest(folder);
  const named = files.filter((file) => file.table === table && file.format === format);
  if (named.length === 0) return [];
  const root = folder.replaceAll('\\', '/');
  const paths =
    way === 'manifest'
      ? named.map(({ path }) => `${root}/${path}`)
      : [`${root}/${format}/${table}/**/*.${format}`];
  const from = `[${paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ')}]`;
  const rows = await query(
    format === 'csv'
      ? `SELECT * FROM read_csv(${from}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', hive_partitioning = ${way === 'folder'}, hive_types_autocast = false)`
      : `SELECT * FROM read_parquet(${from}, hive_partitioning = ${way === 'folder'}, hive_types_autocast = false)`,
  );
  return rows.map((row) => plain(row, way));
}

let database: Promise<DuckDBInstance> | undefined;

/** Runs SQL in the one DuckDB of this process; gives rows whose cells are as in JSON. */
export async function query(sql: string): Promise<readonly Cells[]> {
  // To start one takes longer than a query. It must not remember files: runs write others under the same names.
  database ??= DuckDBInstance.create(':memory:', { threads: '1', enable_external_file_cache: 'false' });
  const connection = await (await database).connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
  }
}

const NUMBERS = new Set(['hour', 'is_session_start', 'succeeded', 'record_type']);

/** One row with plain values. The Hive key must be the month of the row's day. */
function plain({ month, ...cells }: Cells, way: Way): Cells {
  if (way === 'folder' && month !== String(cells.date).slice(0, 7)) {
    throw new Error(`A row of ${cells.date} stands in month=${month}`);
  }
  return Object.fromEntries(
    Object.entries(cells).map(([name, value]) => {
      if (value === null) return [name, null];
      if (NUMBERS.has(name)) return [name, Number(value)];
      // DuckDB spells an instant of a Parquet file 2026-11-21 07:31:09+00.
      if (name.endsWith('_at')) return [name, String(value).replace(/^(\S+) (\S+)\+00$/, '$1T$2Z')];
      return [name, value];
    }),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
