import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { directoryOf, query, readLaunches, readManifest } from './snapshot.ts';
import { addContent, DAY, expectComplete, HOUR, useWorld } from './use-world.ts';

test('manifest.json names every data file with its true rows, bytes, digest and days', async () => {
  const world = await useWorld();
  addContent(world, 72, { operationShare: 0.1 });
  await world.sync();
  world.tenant.advance(HOUR);
  addContent(world, 1);
  const folder = directoryOf(await world.sync());
  const manifest = await readManifest(folder);
  const counted = new Map<string, number>();
  for (const file of manifest.files) {
    const path = join(folder, ...file.path.split('/'));
    const bytes = await readFile(path);
    const read = file.format === 'csv' ? 'read_csv' : 'read_parquet';
    const [counts] = await query(
      `SELECT count(*)::INTEGER AS rows FROM ${read}('${path.replaceAll('\\', '/')}')`,
    );
    expect(file).toMatchObject({
      ...counts,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const key = `${file.format} ${file.table}`;
    counted.set(key, (counted.get(key) ?? 0) + file.rows);
  }
  for (const [name, { rows }] of Object.entries(manifest.tables)) {
    expect([counted.get(`csv ${name}`) ?? 0, counted.get(`parquet ${name}`) ?? 0]).toEqual([rows, rows]);
  }
  const launches = manifest.files.filter(({ table }) => table === 'launches');
  for (const format of ['csv', 'parquet'] as const) {
    for (const { date } of await readLaunches(folder, format)) {
      const home = launches.filter(
        (file) => file.format === format && (file.date_from ?? '') <= date && date <= (file.date_to ?? ''),
      );
      expect(home).toHaveLength(1);
    }
  }
  const data = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => /^(csv|parquet)\//.test(path));
  expect(data.sort()).toEqual(manifest.files.map(({ path }) => path).sort());
  expect(manifest).toMatchObject({
    tenant_id: world.tenant.tenantId,
    time_zone: 'UTC',
    watermark: '2026-11-22T07:00:00.000Z',
    coverage: { complete_until: new Date(world.tenant.now() - 2 * DAY).toISOString() },
    unread: [],
  });
});

test('Parquet files have the types and encodings that every reader knows', async () => {
  const world = await useWorld();
  addContent(world, 24);
  const folder = directoryOf(await world.sync({ formats: 'parquet' }));
  const { files } = await readManifest(folder);
  const path = `${folder}/${files.find(({ table }) => table === 'launches')?.path}`.replaceAll('\\', '/');
  const text = ['BYTE_ARRAY', 'UTF8'];
  const whole = ['INT32', null];
  const schema = await query(
    `SELECT name, type, converted_type FROM parquet_schema('${path}') WHERE num_children IS NULL`,
  );
  expect(schema.map(({ name, type, converted_type }) => [name, type, converted_type])).toEqual([
    ['event_id', ...text],
    ['launched_at', 'INT64', 'TIMESTAMP_MILLIS'],
    ['date', 'INT32', 'DATE'],
    ['hour', ...whole],
    ['app_id', ...text],
    ['environment_id', ...text],
    ['user_key', ...text],
    ['is_session_start', ...whole],
    ['succeeded', ...whole],
    ['record_type', ...whole],
  ]);
  const columns = await query(`SELECT compression, encodings FROM parquet_metadata('${path}')`);
  expect(new Set(columns.map(({ compression }) => compression))).toEqual(new Set(['SNAPPY']));
  const encodings = new Set(columns.flatMap((column) => String(column.encodings).split(/[^A-Z_]+/)));
  const known = new Set(['', 'PLAIN', 'RLE', 'PLAIN_DICTIONARY', 'RLE_DICTIONARY']);
  expect([...encodings].filter((encoding) => !known.has(encoding))).toEqual([]);
});

test.each(['artifact', 'branch', 'both', 'none'])(
  'publish: %s touches nothing of the workspace but the directory',
  async (publish) => {
    const world = await useWorld();
    addContent(world, 24);
    const workspace = await world.runner.checkout();
    await writeFile(join(workspace, 'notes of the user.txt'), 'not committed');
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', workspace, ...args], { encoding: 'utf8' });
    const state = async () => ({
      status: git('status', '--porcelain', '--ignored', '--untracked-files=all')
        .split('\n')
        .filter((line) => !line.startsWith('?? app-launches/')),
      config: await readFile(join(workspace, '.git', 'config'), 'utf8'),
      head: git('rev-parse', 'HEAD'),
      branch: git('symbolic-ref', 'HEAD'),
      refs: git('for-each-ref'),
      entries: (await readdir(workspace)).filter((name) => name !== 'app-launches').sort(),
      worktrees: git('worktree', 'list'),
    });
    const before = await state();
    for (let run = 0; run < 2; run += 1) {
      expectComplete(await world.sync({ publish }, { workspace }));
      expect(await state()).toEqual(before);
      world.tenant.advance(HOUR);
      addContent(world, 1);
    }
  },
);
