import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { writeCoeTable, writeExport, writeRows } from '../../simulator/tenant/exports.ts';
import type { JsonObject } from '../../simulator/tenant/meaning.ts';
import {
  coveredTime,
  expectCoveredTruth,
  HISTORY,
  openHistoryWorld,
  pass,
  warnings,
} from './history-world.ts';
import { directoryOf, readLaunches, readManifest } from './snapshot.ts';
import { addContent, DAY, expectRows, HOUR, useWorld } from './use-world.ts';
import type { Inputs, World } from './world.ts';

/** What an import gets: no id of an application, no credential. */
const IMPORT: Inputs = { command: 'import', 'client-id': undefined, 'client-secret': undefined };

type Files = Readonly<Record<string, Buffer | string>>;

/** Imports files from `exports/` of a checkout, which are gone afterwards: they hold all that a snapshot must not. */
async function importing(
  world: World,
  files: Files,
  { workspace, ...inputs }: Inputs & { readonly workspace: string },
): Promise<ActionRun> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(workspace, 'exports', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  try {
    return await world.sync({ ...IMPORT, import: 'exports/*.csv', ...inputs }, { workspace });
  } finally {
    await rm(join(workspace, 'exports'), { recursive: true, force: true });
  }
}

/** The data files that must not depend on how their launches came, by path. */
async function bytesOf(run: ActionRun): Promise<ReadonlyMap<string, string>> {
  const { files } = await readManifest(directoryOf(run));
  const same = ['launches', 'events', 'daily', 'daily_apps', 'active_users', 'apps', 'environments', 'users'];
  const wanted = files.filter(({ table }) => same.includes(table));
  return new Map(wanted.map(({ path, sha256 }) => [path, sha256]));
}

function timeOf(record: JsonObject): number {
  return Date.parse(`${String(record.CreationTime).replace('Z', '')}Z`);
}

function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

test('exports become the launches that they hold, and no service of Microsoft is asked', async () => {
  const world = await useWorld();
  addContent(world, 24, { schema: 'both', failedShare: 0.1 });
  const { tenant } = world;
  const records = tenant.auditRecords();
  const workspace = await world.runner.checkout();
  const files = {
    'a.csv': writeExport(records.slice(0, 350)),
    'b.csv': writeExport(records.slice(250), {
      header: 'powershell-all',
      typeLine: true,
      encoding: 'utf-16le-bom',
    }),
  };
  const run = await importing(world, files, { workspace });
  expect([run.exitCode, warnings(run), tenant.requests]).toEqual([0, [], []]);
  await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
  // Nothing is covered, because nobody said so, and the counts of the files are those of the run.
  expect([coveredTime(run), run.outputs.get('watermark'), run.outputs.get('window-start')]).toEqual([
    ['', ''],
    '',
    '',
  ]);
  const rows = [...run.summary.matchAll(/^\| exports\/\w\.csv \| audit records \|(.*)\|$/gm)].map(
    ([, cells = '']) => cells.split('|').map((cell) => Number(cell.replaceAll(',', ''))),
  );
  const [records_ = 0, ...parts] = [
    ...(/records read \|(.*)\|/.exec(run.summary)?.[1] ?? '').matchAll(/\d[\d,]*/g),
  ].map(([count]) => Number(count.replaceAll(',', '')));
  expect(rows).toHaveLength(2);
  expect(records_).toBe(records.length + 100);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(records_);
  for (const [all = 0, ...counts] of rows) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all);
  expect(rows.reduce((sum, [all = 0]) => sum + all, 0)).toBe(records_);
  // Twins of two schemas aside, each launch is added by one file.
  expect(rows.reduce((sum, [, added = 0, failed = 0]) => sum + added + failed, 0)).toBe(
    tenant.expectedRecords.launches.size,
  );

  const again = await importing(world, { 'c.csv': writeExport(records.slice(100, 400)) }, { workspace });
  expect([again.outputs.get('launches-added'), await bytesOf(again)]).toEqual(['0', await bytesOf(run)]);
});

test('export, feed and search of the same days give the same bytes, in any order and overlapping', async () => {
  const world = await openHistoryWorld(20);
  const { tenant } = world;
  const records = tenant.auditRecords();
  const [older, newer] = [records.slice(0, 90), records.slice(60)].map((part) => writeExport(part));
  const checkout = () => world.runner.checkout();
  const searching = { ...HISTORY, 'history-reach': '40 days' };
  const [first, second, third] = await Promise.all([checkout(), checkout(), checkout()]);
  const sync = (workspace: string, inputs: Inputs) =>
    world.sync({ formats: 'parquet', ...inputs }, { workspace });
  const importAll = (workspace: string, files: Files) =>
    importing(world, files, { workspace, formats: 'parquet' });

  const searched = await sync(first, searching);
  const expected = await bytesOf(searched);
  expect(expected.size).toBeGreaterThan(20);

  // Files first, the newer before the older, then the feed.
  await importAll(second, { 'newer.csv': newer ?? '' });
  const imported = await importAll(second, { 'older.csv': older ?? '' });
  const fed = await sync(second, {});
  // The feed first, then files over all of it, then search over all of them.
  await sync(third, {});
  const over = await importAll(third, { 'older.csv': older ?? '', 'newer.csv': newer ?? '' });
  const all = await sync(third, searching);
  for (const run of [imported, fed, over, all]) {
    const bytes = await bytesOf(run);
    const launches = (files: ReadonlyMap<string, string>) =>
      [...files].filter(([path]) => !/\/(?:apps|active_users)\//.test(path));
    expect(launches(bytes)).toEqual(launches(expected));
  }
  // What counts the last 28 complete days is the same once the same days are complete.
  expect(await bytesOf(all)).toEqual(expected);
});

test('import-covers closes gaps, and nothing else calls time covered', async () => {
  const world = await openHistoryWorld(8);
  const { tenant } = world;
  const from = day(tenant.now() - 30 * DAY);
  const workspace = await world.runner.checkout();
  const sync = () => world.sync({ formats: 'parquet' }, { workspace });
  const importAll = (inputs: Inputs = {}) =>
    importing(
      world,
      { 'a.csv': writeExport(tenant.auditRecords()) },
      { workspace, formats: 'parquet', ...inputs },
    );
  await sync();
  pass(world, 12);
  const gapped = await sync();
  expect(JSON.parse(gapped.outputs.get('gaps') ?? '')).toHaveLength(1);
  const { watermark } = await readManifest(directoryOf(gapped));

  const uncovered = await importAll();
  expect([coveredTime(uncovered), uncovered.outputs.get('gaps')]).toEqual([
    coveredTime(gapped),
    gapped.outputs.get('gaps'),
  ]);
  expect(uncovered.summary).toContain('Without `import-covers` no time counts as covered');

  const to = day(tenant.now() - 4 * DAY);
  const covered = await importAll({ 'import-covers': `${from}/${to}` });
  expect([coveredTime(covered), covered.outputs.get('gaps')]).toEqual([
    [`${from}T00:00:00Z`, coveredTime(gapped)[1]],
    '[]',
  ]);
  const { coverage, watermark: after } = await readManifest(directoryOf(covered));
  expect(coverage.read).toEqual([
    { source: 'import', from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` },
  ]);
  expect(after).toBe(watermark);
  await expectCoveredTruth(world, covered);
  tenant.advance(HOUR);
  const next = await sync();
  expect([next.outputs.get('covered-from'), next.outputs.get('gaps'), warnings(next)]).toEqual([
    `${from}T00:00:00Z`,
    '[]',
    [],
  ]);
});

test('damaged rows, ids that differ and a file that is cut are told with their lines, and end nothing', async () => {
  const world = await useWorld();
  addContent(world, 24);
  const { tenant } = world;
  const records = tenant.auditRecords();
  const workspace = await world.runner.checkout();
  const lines = writeExport(records.slice(0, 3), { lineBreaks: true, quotes: 'all' }).toString();
  const height = lines.split('\r\n').length - 1;
  const damaged = ['x,x,x,x,x,,', 'x,x,x,x,x,null,', 'x,x,x,x,x,"{""Operation"":""LaunchPow",'].join('\r\n');
  const noise = {
    Operation: 'MessageSent',
    Id: 'ffffffff-0000-4000-8000-000000000001',
    OrganizationId: tenant.tenantId,
  };
  const launch = records.find(({ Operation }) => Operation === 'LaunchPowerApp') ?? {};
  const other = writeExport([{ ...launch, OrganizationId: tenant.tenantId }])
    .toString()
    .replace(String(launch.Id), 'ffffffff-0000-4000-8000-000000000002');
  const run = await importing(
    world,
    {
      'a.csv': Buffer.from(`${lines}${damaged}\r\n${writeExport(records).toString()}`),
      'b.csv': other,
      'c.csv': writeExport(Array.from({ length: 5_000 }, () => noise)),
      'd.csv': writeExport(records).subarray(0, -300),
    },
    { workspace, 'import-covers': '2026-11-01/2026-11-15' },
  );
  expect([run.exitCode, warnings(run)]).toEqual([
    0,
    ['Export probably cut', 'Damaged rows', 'Ids of rows differ'],
  ]);
  const told = run.annotations.map(({ message }) => message).join('\n');
  expect(told).toContain(
    `"exports/a.csv": lines ${height + 1}, ${height + 2}, ${height + 3} (line ${height + 1} has nothing in AuditData)`,
  );
  expect(told).toContain(
    `"exports/d.csv": line ${records.length + 1} (line ${records.length + 1} is not whole`,
  );
  expect(told).toContain(
    '"exports/c.csv": it has exactly 5,000 rows, where exports end; "exports/d.csv": it ends',
  );
  expect(told).toContain('import-covers (2026-11-01T00:00:00Z to 2026-11-15T00:00:00Z) is ignored');
  expect(told).toContain('"exports/b.csv": line 2. The id in AuditData counts');
  expect(told).toContain(
    '"exports/c.csv": 5,000 rows. If there should be launches, search for the operation',
  );
  expect(run.summary).toMatch(/\| exports\/a\.csv \|.*\| 3: lines \d+, \d+, \d+ \|/);
  expect(coveredTime(run)).toEqual(['', '']);
  await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
});

test('a file that is refused ends the run before it writes, and names the file', async () => {
  const world = await useWorld();
  addContent(world, 24);
  const { tenant } = world;
  const good = writeExport(tenant.auditRecords());
  const workspace = await world.runner.checkout();
  const first = await importing(world, { 'a.csv': good }, { workspace });
  const before = await bytesOf(first);
  tenant.addBlob({ records: [] });
  const { launchRecord } = await import('../../simulator/tenant/launch-record.ts');
  const { Random } = await import('../../simulator/tenant/random.ts');
  const foreign = JSON.parse(
    launchRecord(tenant.makeLaunch(), '99999999-2222-4333-8444-555555555555').render(new Random(1)),
  );
  const run = await importing(world, { 'a.csv': good, 'b.csv': writeExport([foreign]) }, { workspace });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.at(-1)?.message).toBe(
    `Cannot import "exports/b.csv": its line 2 is of tenant 99999999-2222-4333-8444-555555555555, but tenant-id is ${tenant.tenantId}. Leave the file out, or correct tenant-id.`,
  );
  expect(await bytesOf(first)).toEqual(before);
  const missing = await importing(world, {}, { workspace });
  expect(missing.annotations.at(-1)?.message).toContain(
    'Cannot import "exports/*.csv": no file in the workspace',
  );
});

describe('the table of the CoE Starter Kit', () => {
  test('is added to, and a row of it gives way to the record of its event', async () => {
    const world = await openHistoryWorld(12);
    const { tenant } = world;
    const { launches } = tenant.expectedRecords;
    const table = writeCoeTable(launches.values(), ({ eventId }) =>
      eventId < '8' ? { admin_title: 'Opened', admin_creationtime: '' } : {},
    );
    const whole = writeCoeTable(launches.values());
    const workspace = await world.runner.checkout();
    const coe = await importing(world, { 'coe.csv': whole }, { workspace });
    const rows = await readLaunches(directoryOf(coe), 'parquet');
    expect(rows.map(({ event_id, launched_at, app_id }) => [event_id, launched_at, app_id])).toEqual(
      [...launches.values()]
        .map(({ eventId, launchedAt, appId }) => [eventId, launchedAt, appId])
        .sort(([a = '', x = ''], [b = '', y = '']) => (`${x}${a}` < `${y}${b}` ? -1 : 1)),
    );
    expect(new Set(rows.flatMap(({ user_key, record_type }) => [user_key, record_type]))).toEqual(
      new Set([null]),
    );
    expect(coe.annotations.map(({ title }) => title)).toEqual(['Users of the CoE table unknown']);

    const run = await importing(
      world,
      { 'coe.csv': table, 'export.csv': writeExport(tenant.auditRecords()) },
      { workspace },
    );
    await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
    expect(warnings(run)).toEqual(['Damaged rows']);
    expect(run.annotations[0]?.message).toContain('has no time');
  });
});

test('six slices that are imported apart and merged give the bytes of one run, and its covered time', async () => {
  const world = await openHistoryWorld(30);
  const { tenant } = world;
  const records = tenant.auditRecords().filter((record) => !Number.isNaN(timeOf(record)));
  const begin = tenant.now() - 30 * DAY;
  const edges = Array.from({ length: 7 }, (_, index) => day(begin + index * 4 * DAY));
  const inputs = { formats: 'parquet' };
  const whole = await importing(
    world,
    { 'a.csv': writeExport(records) },
    { ...inputs, workspace: await world.runner.checkout(), 'import-covers': `${edges[0]}/${edges[6]}` },
  );
  const workspace = await world.runner.checkout();
  for (let slice = 0; slice < 6; slice += 1) {
    // The sixth holds what is younger than any of them covers, and one repeats what another holds.
    const [from = '', to = ''] = [edges[slice], edges[slice + 1]];
    const own = records.filter((record) => {
      const at = new Date(timeOf(record)).toISOString();
      return (at >= from || slice === 0) && (at < to || slice === 5);
    });
    const part = await importing(
      world,
      { 'a.csv': writeExport([...own, ...records.slice(0, 5)]) },
      { ...inputs, workspace: await world.runner.checkout(), 'import-covers': `${from}/${to}` },
    );
    await cp(directoryOf(part), join(workspace, 'parts', `${slice}`), { recursive: true });
  }
  const merged = await world.sync({ ...IMPORT, ...inputs, import: 'parts/*' }, { workspace });
  expect([merged.exitCode, warnings(merged)]).toEqual([0, []]);
  expect(await bytesOf(merged)).toEqual(await bytesOf(whole));
  expect(coveredTime(merged)).toEqual(coveredTime(whole));
  expect(coveredTime(merged)).toEqual([`${edges[0]}T00:00:00Z`, `${edges[6]}T00:00:00Z`]);

  const foreign = join(workspace, 'parts', '3', 'manifest.json');
  const text = await readFile(foreign, 'utf8');
  await writeFile(foreign, text.replace(tenant.tenantId, '99999999-2222-4333-8444-555555555555'));
  const refused = await world.sync({ ...IMPORT, ...inputs, import: 'parts' }, { workspace });
  expect(refused.annotations.at(-1)?.message).toContain(
    'Cannot import "parts/3": it was made for tenant 99999999-2222-4333-8444-555555555555',
  );
  await writeFile(foreign, '{}');
  const broken = await world.sync({ ...IMPORT, ...inputs, import: 'parts' }, { workspace });
  expect(broken.annotations.at(-1)?.message).toMatch(
    /^Cannot import "parts\/3": manifest\.json .* is broken: .* Give a folder with a whole snapshot/s,
  );
});

test('an export without a header of its own is refused without a word of its rows', async () => {
  const world = await useWorld();
  const workspace = await world.runner.checkout();
  const run = await importing(
    world,
    { 'a.csv': writeRows(['kim@contoso.example', '{}'], []) },
    { workspace },
  );
  expect(run.annotations.at(-1)?.message).toContain(
    '(its first line is no header). Give an export of Purview',
  );
});
