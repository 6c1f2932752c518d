import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareRows } from '../../simulator/demo/rows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'demo-'));
let demo: { readonly status: number | null; readonly stdout: string; readonly stderr: string };

beforeAll(() => {
  const command = [join(root, 'simulator', 'demo.ts'), folder];
  demo = spawnSync(process.execPath, command, { encoding: 'utf8', cwd: tmpdir() });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the demo ends well and finds the truth in every run', () => {
  expect(demo.stderr).toBe('');
  expect(demo.status).toBe(0);
  expect(demo.stdout).not.toContain('✗');
  expect(demo.stdout.match(/✓ the files hold the simulator's [\d,]+ launches/g)).toHaveLength(4);
});

test('the counts that it shows reconcile', () => {
  const numbers = (text: string): number[] =>
    [...text.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
  const counts = [...demo.stdout.matchAll(/Counts +(.+ read = .+)\n +(.+ other operations)/g)];
  expect(counts).toHaveLength(3);
  for (const [, first = '', second = ''] of counts) {
    const [records, ...parts] = numbers(`${first} ${second}`);
    expect(parts).toHaveLength(3);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(records);
  }
});

test('it is short, and shows neither debug lines nor a stack', () => {
  expect(demo.stdout.split('\n').length).toBeLessThan(60);
  expect(demo.stdout).not.toMatch(/::debug::|^ +at /m);
});

test('the files that it points to are there', () => {
  const end = demo.stdout.split('Look at the result:')[1] ?? '';
  const paths = [...end.matchAll(/^ {2}(?:git --git-dir=)?(\S+) /gm)].map(([, path = '']) => path);
  expect(paths).toHaveLength(6);
  expect(paths.filter((path) => !existsSync(resolve(tmpdir(), path)))).toEqual([]);
  for (const name of ['summary-1.md', 'summary-2.md', 'summary-3.md', 'summary-4.md']) {
    expect(readFileSync(join(folder, name), 'utf8')).toContain('### Counts');
  }
});

test('a snapshot that differs from the truth is told', async () => {
  const secret = { tenantId: '11111111-2222-4333-8444-555555555555', key: 'any' };
  const complaints = await compareRows(join(folder, 'app-launches'), [], secret);
  expect(complaints).toEqual([
    expect.stringMatching(/^csv: 0 launches missing, \d+ too many, 0 with a wrong field$/),
    expect.stringMatching(/^parquet: 0 launches missing, \d+ too many, 0 with a wrong field$/),
  ]);
});

test('the query of the README reads the snapshot', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const query = /```sql\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const total = /Snapshot +(\d+) launches/.exec(demo.stdout.split('\n4  ')[1] ?? '')?.[1];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const here = query.replace("'app-launches/", `'${folder.replaceAll('\\', '/')}/app-launches/`);
    const rows = (await connection.runAndReadAll(here)).getRowObjects();
    expect(rows.reduce((sum, row) => sum + Number(row.launches), 0)).toBe(Number(total));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});
