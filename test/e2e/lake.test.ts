import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { failureOf } from './fault-world.ts';
import { readDelta, rowsOf, sorted } from './lake-reader.ts';
import { copyLake, type LakeWorld, TABLES, useLakeWorld } from './lake-world.ts';
import { directoryOf, readManifest, unpack } from './snapshot.ts';
import { addContent, DAY, expectRows, HOUR } from './use-world.ts';

vi.setConfig({ testTimeout: 240_000 });

const root = join(import.meta.dirname, '..', '..');

/** A Python that has deltalake and DuckDB with its extension for Delta: that of .ci/run, or the machine's own. */
const python = [
  join(root, '.venv', 'bin', 'python'),
  join(root, '.venv', 'Scripts', 'python.exe'),
  'python3',
].find((candidate) => {
  if (candidate.startsWith(root) && !existsSync(candidate)) return false;
  try {
    // To look for a package takes a hundredth of what it takes to load it.
    const find =
      'import importlib.util as u, sys; sys.exit(any(u.find_spec(n) is None for n in sys.argv[1:]))';
    execFileSync(candidate, ['-c', find, 'deltalake', 'duckdb_ext', 'pyarrow', 'pytz'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
if (python === undefined) {
  console.warn('Skipped: there is no Python with .ci/requirements.txt, as .ci/run installs it');
}

test('a data file that somebody deleted leaves the log in the next run, and is a gap', async () => {
  const { world, lake, inputs } = await useLakeWorld();
  addContent(world, 30, { recordsPerBlob: 4, lateShare: 0 });
  for (let run = 0; run < 2; run += 1) {
    expect(failureOf(await world.sync(inputs))).toEqual({ exitCode: 0, errors: [] });
    world.tenant.advance(DAY);
  }
  const lost = [...lake.blobs.keys()].find((path) => path.includes('launches/month=2026-11/2026-11-21'));
  lake.blobs.delete(lost ?? '');
  const run = await world.sync(inputs);
  expect(run.annotations.map(({ title }) => title)).toContain('Data files lost');
  expect(JSON.parse(run.outputs.get('gaps') ?? '')).toMatchObject([{ from: '2026-11-21T00:00:00.000Z' }]);
  const { rows } = await readDelta(lake.blobs, 'power-apps/launches');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ date }) => date === '2026-11-21')).toEqual([]);
  for (const table of TABLES) await readDelta(lake.blobs, `power-apps/${table}`);
});

test('what a lake alone has gets onto the branch whole', async () => {
  const { world, inputs: ofLake } = await useLakeWorld();
  const both = { ...ofLake, publish: 'branch\ndata-lake' };
  const addDay = (): void => addContent(world, 24, { recordsPerBlob: 4, lateShare: 0 });
  const synced = async (inputs: Readonly<Record<string, string>>): Promise<void> => {
    const run = await world.sync(inputs);
    expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    expect(run.annotations.filter(({ title }) => title.startsWith('Data files'))).toEqual([]);
    world.tenant.advance(DAY);
  };
  addDay();
  await synced(both);
  addDay();
  // As when a run on both was ended after the lake had its tables, and another one held the branch.
  await synced(ofLake);
  await synced(both);
  const folder = await unpack(
    await world.runner.folder('branch'),
    await world.runner.readBranch('app-launches'),
  );
  const { files } = await readManifest(folder);
  for (const { path, sha256 } of files) {
    const bytes = await readFile(join(folder, path));
    expect([path, createHash('sha256').update(bytes).digest('hex')]).toEqual([path, sha256]);
  }
  await expectRows(folder, world.tenant.expectedRecords, world.tenant);
  await synced(both);
});

/** What happens before a run, and the inputs of it. */
interface Step {
  readonly name: string;
  /** ms that pass. */
  readonly later?: number;
  /** Hours of content, and how much of it comes twice. */
  readonly hours?: number;
  readonly duplicateShare?: number;
  /** Instant of a launch that comes late. */
  readonly late?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

const KEEP = { keep: '30 days' };
const AUCKLAND = { 'time-zone': 'Pacific/Auckland' };

const STEPS: readonly Step[] = [
  { name: 'first content', hours: 48 },
  { name: 'new launches', later: HOUR, hours: 1 },
  { name: 'nothing new', later: HOUR },
  { name: 'a late launch', late: '2026-11-19T08:00:00Z' },
  { name: 'repeated content', hours: 2, duplicateShare: 0.9 },
  { name: 'the same again', later: DAY },
  { name: 'a month later', later: 25 * DAY, hours: 12 },
  { name: 'November is sealed', later: 20 * DAY, hours: 12 },
  { name: 'a late launch of November', late: '2026-11-21T12:00:00Z' },
  { name: 'keep drops what is older', later: DAY, inputs: KEEP },
  { name: 'another time zone', inputs: { ...KEEP, ...AUCKLAND } },
  { name: 'a day later', later: DAY, hours: 3, inputs: AUCKLAND },
];

function prepare({ world }: LakeWorld, { later = 0, hours = 0, duplicateShare = 0.1, late }: Step): void {
  const { tenant } = world;
  tenant.advance(later);
  if (hours > 0) addContent(world, hours, { recordsPerBlob: 4, duplicateShare });
  if (late === undefined) return;
  const launch = tenant.makeLaunch({ launchedAt: new Date(late) });
  tenant.addBlob({
    created: new Date(tenant.now() - HOUR),
    records: [launchRecord(launch, tenant.tenantId)],
  });
}

test('after each of 12 runs every table has the rows of the snapshot, by every reader, and older versions read still', async () => {
  const place = await useLakeWorld();
  const { world, lake, inputs } = place;
  const [folder, workspace] = [await world.runner.folder('lakes'), await world.runner.checkout()];
  const versions: Record<string, number>[] = [];
  for (const [index, step] of STEPS.entries()) {
    const { name, inputs: more = {} } = step;
    prepare(place, step);
    const run = await world.sync({ ...inputs, ...more }, { workspace });
    expect([name, failureOf(run)]).toEqual([name, { exitCode: 0, errors: [] }]);
    const snapshot = directoryOf(run);
    const { files } = await readManifest(snapshot);
    // The last before some of the truth leaves.
    if (STEPS[index + 1]?.inputs === KEEP) {
      await expectRows(snapshot, world.tenant.expectedRecords, world.tenant);
    }
    const found: Record<string, number> = {};
    for (const table of TABLES) {
      found[table] = newestVersion(lake.blobs, table);
      // Engines compare the others.
      if (python !== undefined && index < STEPS.length - 1) continue;
      const { rows } = await readDelta(lake.blobs, `power-apps/${table}`);
      const expected = [];
      for (const { path } of files.filter((file) => file.table === table && file.format === 'parquet')) {
        expected.push(...(await rowsOf(await readFile(join(snapshot, path)))));
      }
      expect([name, table, rows.map(withoutMonth)]).toEqual([name, table, sorted(expected)]);
    }
    versions.push(found);
    if (python === undefined) continue;
    await cp(snapshot, join(folder, `${index}`, 'snapshot'), { recursive: true });
    await copyLake(lake, join(folder, `${index}`, 'lake'));
  }
  expect(world.judgeSays()).toEqual([]);
  if (python === undefined) return;
  const answer = execFileSync(python, ['-c', READER, folder, JSON.stringify(versions)], { encoding: 'utf8' });
  expect(z.object({ differences: z.array(z.string()), read: z.number() }).parse(JSON.parse(answer))).toEqual({
    differences: [],
    read: readsOf(versions),
  });
});

function newestVersion(blobs: ReadonlyMap<string, unknown>, table: string): number {
  const commits = [...blobs.keys()].filter((path) => path.startsWith(`power-apps/${table}/_delta_log/`));
  return commits.filter((path) => path.endsWith('.json')).length - 1;
}

/** Each version that a run left is read by two engines, and after the next run once more. */
function readsOf(versions: readonly Readonly<Record<string, number>>[]): number {
  const fresh = versions.map((found, index) =>
    TABLES.filter((table) => found[table] !== versions[index - 1]?.[table]),
  );
  return 3 * fresh.flat().length;
}

function withoutMonth({ month: _, ...row }: Readonly<Record<string, unknown>>) {
  return row;
}

/** Compares each table of each run with the snapshot of then: by deltalake, by DuckDB, and as an older version after the next run. */
const READER = `
import glob, json, os, sys, duckdb, duckdb_ext, pyarrow as pa, pyarrow.parquet as pq
from deltalake import DeltaTable
folder, versions = sys.argv[1], json.loads(sys.argv[2])
extension = [file for place in duckdb_ext.__path__ for file in glob.glob(place + '/**/delta.duckdb_extension', recursive=True)][0]
database = duckdb.connect(config={'allow_unsigned_extensions': 'true'})
database.execute(f"LOAD '{extension}'")
database.execute("SET TimeZone = 'UTC'")
database.execute('SET threads = 1')
pa.set_cpu_count(1)
def rows(table, names):
    table = table.select(names)
    table = table.cast(pa.schema([pa.field(field.name, pa.timestamp('us', 'UTC') if pa.types.is_timestamp(field.type) else pa.string() if pa.types.is_string(field.type) or pa.types.is_string_view(field.type) or pa.types.is_large_string(field.type) else field.type) for field in table.schema]))
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in table.to_pylist())
differences, read = [], 0
for index, found in enumerate(versions):
    snapshot, lake = f'{folder}/{index}/snapshot', f'{folder}/{index}/lake/power-apps'
    after = f'{folder}/{min(index + 1, len(versions) - 1)}/lake/power-apps'
    for name, version in found.items():
        if index > 0 and versions[index - 1][name] == version:
            continue
        files = sorted(glob.glob(f'{snapshot}/parquet/{name}/**/*.parquet', recursive=True))
        expected = pa.concat_tables([pq.read_table(file, partitioning=None) for file in files])
        names = expected.schema.names
        wanted = rows(expected, names)
        ways = {
            'deltalake': lambda: DeltaTable(f'{lake}/{name}').to_pyarrow_table(),
            'duckdb': lambda: database.execute(f"SELECT * FROM delta_scan('{lake}/{name}')").fetch_arrow_table(),
            'after the next run': lambda: DeltaTable(f'{after}/{name}', version=version).to_pyarrow_table(),
        }
        for way, ask in ways.items():
            read += 1
            try:
                if rows(ask(), names) != wanted:
                    differences.append(f'run {index + 1}, {name}, {way}')
            except Exception as error:
                differences.append(f'run {index + 1}, {name}, {way}: {error}')
print(json.dumps({'differences': differences[:20], 'read': read}), flush=True)
# The threads of the engines end a process now and then that takes them down: it has said what it read.
os._exit(0)
`;
