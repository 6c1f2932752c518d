import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished, test } from 'vitest';
import { sampleSnapshot, writeSnapshot } from '../../powerbi/sample/snapshot.ts';
import { columnsOf } from '../../src/report/snapshot-readme.ts';
import { tablesOf } from '../../src/snapshot/tables.ts';
import { readText } from './repository-files.ts';

const HEADING = '\n## Tables and columns\n';
const page = readText('docs/data-set.md');

// After a change of a table: npm test -- test/project/data-set.test.ts --update
test('docs/data-set.md has each table with its columns, as the code defines them', async () => {
  const tables = tablesOf('name').map((table) => {
    const [heading = '', ...rest] = columnsOf(table).split('\n');
    return [heading, '', table.description, ...rest].join('\n');
  });
  const [before = ''] = page.split(HEADING);
  const expected = [before.trimEnd(), HEADING.trim(), NOTE, ...tables].join('\n\n').concat('\n');
  await expect(expected).toMatchFileSnapshot('../../docs/data-set.md');
});

const NOTE = [
  '`user_name` is there with `users: name` alone. With `users: none` there is no `user_key`, no `users` and no `active_users`,',
  'and sessions are empty.',
].join('\n');

test('the SQL of docs/data-set.md and of the README runs on the sample, and knows the gap', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'data-set-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeSnapshot(await sampleSnapshot(), folder);
  const connection = await (await DuckDBInstance.create()).connect();
  onTestFinished(() => connection.closeSync());
  const run = async (text: string): Promise<readonly (readonly unknown[])[]> => {
    const sql = /```sql\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const here = sql.replaceAll("'app-launches/", `'${folder.replaceAll('\\', '/')}/`);
    return (await connection.runAndReadAll(here)).getRowsJson();
  };
  const days = await run(page);
  const covered = new Map(days.map(([date, , isCovered]) => [date, isCovered]));
  expect(covered.get('2026-07-15')).toBe(false);
  expect(covered.get('2026-10-14')).toBe(false);
  expect(covered.get('2026-11-19')).toBe(true);
  expect(covered.get('2026-11-21')).toBe(false);
  const launches = days.reduce((sum, [, count]) => sum + Number(count), 0);
  const fromReadme = (await run(readText('README.md'))).reduce((sum, [, count]) => sum + Number(count), 0);
  expect(launches).toBe(fromReadme);
  expect(launches).toBeGreaterThan(2_000);
});
