import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MEASURES } from '../../powerbi/generate/model/measures.ts';
import { sampleSnapshot, writeSnapshot } from '../../powerbi/sample/snapshot.ts';
import { readText } from '../project/repository-files.ts';
import { readProject } from './project-texts.ts';
import { readReport } from './report/read.ts';

const page = readText('docs/power-bi.md');
const rows = [...page.matchAll(/^\| ([^|]+) \| `(SELECT [^`]+)` \| ([^|]+) \|$/gm)].map(
  ([, measure = '', sql = '', result = '']) => ({ measure, sql, result }),
);

const lists = [
  ...page.matchAll(/^\| ([\w-]+) \| ([\w-]+) \| `(SELECT [^`]+)` \| (\d+) \|(?: (\w+))? \|$/gm),
].map(([, name = '', visual = '', sql = '', rows = '', never = '']) => ({
  visual: `${name}-${visual}`,
  sql,
  rows: Number(rows),
  never,
}));

const sample = sampleSnapshot();
let connection: DuckDBConnection;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
  await writeSnapshot(await sample, folder);
  connection = await (await DuckDBInstance.create()).connect();
  const views = /```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  await connection.run(views.replaceAll("'parquet/", `'${folder.replaceAll('\\', '/')}/parquet/`));
});

afterAll(async () => {
  connection?.closeSync();
  await rm(folder, { recursive: true, force: true });
});

async function answer(sql: string): Promise<string> {
  const reader = await connection.runAndReadAll(sql);
  return String(reader.getRowsJson()[0]?.[0]);
}

test('the page names every measure once, in the order of the model', () => {
  expect(rows.map(({ measure }) => measure)).toEqual(MEASURES.map(({ name }) => name));
});

test('the SQL of every measure gives for the sample what the page says', async () => {
  const found: Record<string, string> = {};
  for (const { measure, sql } of rows) found[measure] = await answer(sql);
  expect(found).toEqual(Object.fromEntries(rows.map(({ measure, result }) => [measure, result])));
});

test('the page names the rows of every table and matrix, an app without launches among them', async () => {
  const tables = readReport(readProject())
    .pages.flatMap(({ visuals }) => visuals)
    .filter(({ visual }) => ['tableEx', 'pivotTable'].includes(visual.visualType));
  expect(lists.map(({ visual }) => visual).sort()).toEqual(tables.map(({ name }) => name).sort());
  for (const { visual, sql, rows: count, never } of lists) {
    const found = (await connection.runAndReadAll(sql)).getRowsJson().map(([key]) => key);
    expect(found, visual).toHaveLength(count);
    if (never !== '') expect(found.includes('Never launched') ? 'yes' : 'no', visual).toBe(never);
  }
  expect(lists.filter(({ never }) => never === 'yes').map(({ visual }) => visual)).toEqual(
    expect.arrayContaining(['unused-table', 'apps-table']),
  );
});

test('in the last 28 days, on which the report opens, there is a change to show', async () => {
  const [days, now, before] =
    (
      await connection.runAndReadAll(`WITH pairs AS (SELECT date FROM covered, snapshot
      WHERE date > last_complete_date - 28 AND date - 28 IN (SELECT date FROM covered))
      SELECT (SELECT count(*) FROM pairs)::INT, (SELECT count(*) FROM launches WHERE date IN (FROM pairs))::INT,
        (SELECT count(*) FROM launches WHERE date + 28 IN (FROM pairs))::INT`)
    )
      .getRowsJson()[0]
      ?.map(Number) ?? [];
  // Four days of the 28 before are a gap: they are compared with nothing, rather than with zero.
  expect([days, now, before]).toEqual([24, 545, 550]);
});

test('the sample is the same each time', async () => {
  const digestOf = (files: ReadonlyMap<string, Uint8Array>): string => {
    const hash = createHash('sha256');
    for (const [path, bytes] of files) hash.update(path).update(bytes);
    return hash.digest('hex');
  };
  expect(digestOf(await sampleSnapshot())).toBe(digestOf(await sample));
});

test('the sample has what measures could stumble over', async () => {
  const counts = {
    'launches without an app': 'SELECT count(*) FROM launches WHERE app_id IS NULL',
    'launches without a user': 'SELECT count(*) FROM launches WHERE user_key IS NULL',
    'launches on another day than in UTC': 'SELECT count(*) FROM launches WHERE date <> launched_at::DATE',
    'launches that start no session': 'SELECT count(*) FROM launches WHERE is_session_start = 0',
    'apps with the name of another':
      'SELECT count(*) - count(DISTINCT app_name) FROM apps WHERE app_name IS NOT NULL',
    'apps without a name': 'SELECT count(*) FROM apps WHERE app_name IS NULL',
    'apps without a launch': 'SELECT count(*) FROM apps WHERE last_launch_at IS NULL',
    'apps that were deleted': 'SELECT count(*) FROM apps WHERE deleted_at > last_launch_at',
    'days in a gap': "SELECT count(*) FROM days WHERE coverage = 'Gap'",
    'days that are not complete yet': "SELECT count(*) FROM days WHERE coverage = 'Not complete yet'",
    'days without a launch': 'SELECT max(date) - min(date) + 1 - count(DISTINCT date) FROM launches',
  };
  for (const [what, sql] of Object.entries(counts)) {
    expect(Number(await answer(sql)), what).toBeGreaterThan(0);
  }
});
