import { expect, test } from 'vitest';
import { TABLES } from '../../powerbi/generate/queries-types.ts';
import { type Manifest, parseManifest } from '../../src/snapshot/manifest.ts';
import { unpack } from '../e2e/snapshot.ts';
import { addContent, expectComplete, HOUR, useWorld } from '../e2e/use-world.ts';
import type { World } from '../e2e/world.ts';
import { fakeBranch } from './github.ts';
import type { Sources, WebAnswer } from './m/library/sources.ts';
import type { PlainTable } from './m/plain.ts';
import { openBranchModel, openQueryFile } from './query-tables.ts';
import type { SnapshotFiles } from './snapshot-files.ts';
import { storedRows } from './stored-rows.ts';

const FORMATS = ['csv', 'parquet'] as const;
/** The repository that the parameters of the queries name. */
const RUNNER = { repository: { owner: 'contoso', name: 'app-usage' } };

/** Returns the sources of each query file for one snapshot. The artifact comes from the runner's own REST API. */
async function placesOf(world: World, files: SnapshotFiles): Promise<Readonly<Record<string, Sources>>> {
  const listed = (root: string, separator: string, equals: string) =>
    [...files].map(([path, bytes]) => {
      const [name = '', ...folders] = path.split('/').reverse();
      const folder = [root, ...folders.reverse(), ''].join(separator).replaceAll('=', equals);
      return { folder, name, bytes };
    });
  return {
    'queries/branch.pq': fakeBranch([files]),
    'queries/artifact.pq': await artifactsOf(world),
    'queries/folder.pq': { folder: () => listed('C:\\app-launches', '\\', '=') },
    'queries/data-lake.pq': {
      dataLake: () =>
        new Map(
          [
            ...Map.groupBy(files, ([path]) =>
              path.startsWith('parquet/') ? (path.split('/')[1] ?? '') : '',
            ),
          ].map(([table, own]) => [table, own.map(([, bytes]) => bytes)]),
        ),
    },
  };
}

/** Asks the runner beforehand for all that a query can want of it. */
async function artifactsOf({ runner }: World): Promise<Sources> {
  const repository = 'repos/contoso/app-usage';
  const zips = runner.artifacts.all().map(({ id }) => `${repository}/actions/artifacts/${id}/zip`);
  const answers = new Map<string, WebAnswer>();
  for (const path of [repository, `${repository}/actions/artifacts`, ...zips]) {
    const headers = { authorization: `Bearer ${runner.token}` };
    const response = await fetch(`${runner.url}/api/${path}`, { headers, redirect: 'manual' });
    // The address of the archive is signed: no credential goes there.
    const moved = response.headers.get('location');
    const found = moved === null ? response : await fetch(moved);
    answers.set(path, { status: found.status, body: new Uint8Array(await found.arrayBuffer()) });
  }
  return { web: ({ path }) => answers.get(path) ?? { status: 404, body: new Uint8Array() } };
}

async function expectTables(
  world: World,
  files: SnapshotFiles,
  folder: string,
): Promise<ReadonlyMap<string, PlainTable>> {
  const manifest = manifestIn(files);
  const tables = new Map<string, PlainTable>();
  const stored = new Map<string, Awaited<ReturnType<typeof storedRows>>>();
  for (const { name } of TABLES) stored.set(name, await storedRows(folder, manifest, name));
  for (const [path, sources] of Object.entries(await placesOf(world, files))) {
    for (const format of FORMATS) {
      const table = await openQueryFile(path, { sources, files: files.values() }, { Format: format });
      for (const { name } of TABLES) {
        const loaded = table(name);
        expect(loaded.rows, `${name} of ${path} as ${format}`).toStrictEqual(stored.get(name));
        expect(loaded.rows).toHaveLength(manifest.tables[name]?.rows ?? 0);
        expect(tables.get(name) ?? loaded).toStrictEqual(loaded);
        tables.set(name, loaded);
      }
    }
  }
  return tables;
}

function manifestIn(files: SnapshotFiles): Manifest {
  return parseManifest(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'));
}

test('all sources give the tables that the action published, in both formats', async () => {
  const world = await useWorld({ runner: RUNNER });
  const { runner, tenant } = world;
  const inputs = { publish: 'both', users: 'name', 'data-key': undefined };
  addContent(world, 60);
  expectComplete(await world.sync(inputs));
  tenant.advance(HOUR);
  addContent(world, 1, { blobsPerHour: 3 });
  // The toolkit uploads what the queries read.
  expectComplete(await world.sync(inputs, { built: true }));

  const files = await runner.readBranch('app-launches');
  const newest = runner.artifacts.all().at(-1);
  // What keeps git from changing line ends is on the branch alone.
  const ofSnapshot = new Map([...files].filter(([path]) => path !== '.gitattributes'));
  expect(runner.artifacts.files(newest?.id ?? 0)).toStrictEqual(ofSnapshot);
  // Written as a stream: flag bit 3, and no sizes in front of the file.
  expect([newest?.zip.readUInt16LE(6), newest?.zip.readUInt32LE(18)]).toStrictEqual([8, 0]);
  const forged = new Map([['manifest.json', Buffer.from('{}')]]);
  const later = { name: 'app-launches', files: forged, createdAt: new Date(Date.now() + HOUR) };
  runner.artifacts.plant({ ...later, headBranch: 'feature' });
  runner.artifacts.plant({ ...later, headRepositoryId: 1 });
  runner.artifacts.expire(runner.artifacts.plant(later));

  const tables = await expectTables(world, files, await unpack(await runner.folder('unpacked'), files));
  const { rows = [] } = tables.get('launches') ?? {};
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows.map(({ date }) => date)).size).toBeGreaterThan(2);
  expect(rows.some(({ user_key }) => user_key !== null)).toBe(true);
  const model = await openBranchModel({ sources: fakeBranch([files]), files: files.values() });
  for (const { name } of TABLES) expect(model.table(name)).toStrictEqual(tables.get(name));
});

test('a snapshot without users still fills the model: their tables and columns are empty', async () => {
  const world = await useWorld({ runner: RUNNER });
  addContent(world, 30);
  expectComplete(await world.sync({ publish: 'both', users: 'none', 'data-key': undefined }));
  const files = await world.runner.readBranch('app-launches');
  const folder = await unpack(await world.runner.folder('unpacked'), files);
  const tables = await expectTables(world, files, folder);
  const { rows = [] } = tables.get('launches') ?? {};
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.every(({ user_key, is_session_start }) => user_key === null && is_session_start === null)).toBe(
    true,
  );
  expect(tables.get('users')?.rows).toStrictEqual([]);
  expect(tables.get('active_users')?.rows).toStrictEqual([]);
});

test('a snapshot without any launch still fills the model', async () => {
  const world = await useWorld({ runner: RUNNER });
  expectComplete(await world.sync({ publish: 'both' }));
  const files = await world.runner.readBranch('app-launches');
  const folder = await unpack(await world.runner.folder('unpacked'), files);
  const tables = await expectTables(world, files, folder);
  expect(tables.get('launches')?.rows).toStrictEqual([]);
});
