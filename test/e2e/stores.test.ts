import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryOf, unpack } from './snapshot.ts';
import { addContent, DAY, expectComplete, expectRows, HOUR, inMinute, useWorld } from './use-world.ts';
import type { RunOptions, World } from './world.ts';

async function filesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length + 1).replaceAll('\\', '/');
    files.set(path, await readFile(file));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const sorted = (files: ReadonlyMap<string, Buffer>) =>
  new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));

/** A branch tells git besides to leave line ends alone. */
function snapshotOf(branch: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  expect(branch.get('.gitattributes')?.toString()).toBe('* -text\n');
  return sorted(new Map([...branch].filter(([path]) => path !== '.gitattributes')));
}

/** A branch or an artifact, written into a folder. */
async function unpacked({ runner }: World, files: ReadonlyMap<string, Buffer>): Promise<string> {
  return await unpack(await runner.folder('unpacked'), files);
}

/** A run, an hour, new content, and a run: the second as `how` says. */
async function twoRuns(world: World, inputs: Readonly<Record<string, string>>, how: RunOptions = {}) {
  addContent(world, 30);
  const first = await world.sync(inputs);
  world.tenant.advance(HOUR);
  addContent(world, 1, { blobsPerHour: 3 });
  const second = await world.sync(inputs, how);
  expectComplete(first);
  expectComplete(second);
  expect(Number(second.outputs.get('launches-added'))).toBeGreaterThan(0);
  return { first, second };
}

describe('publish: artifact', () => {
  test('each run extends the newest artifact; with nothing new none is uploaded', async () => {
    const world = await useWorld();
    const { runner, tenant } = world;
    // The built action downloads what is there, and the toolkit uploads the next.
    const { first, second } = await twoRuns(world, { publish: 'artifact' }, { built: true });
    tenant.advance(HOUR);
    const third = await world.sync({ publish: 'artifact' });
    expectComplete(third);

    const artifacts = runner.artifacts.all();
    expect(artifacts.map(({ name, runId }) => ({ name, runId }))).toEqual([
      { name: 'app-launches', runId: 1 },
      { name: 'app-launches', runId: 2 },
    ]);
    const [one, two] = artifacts.map(({ id }) => String(id));
    expect([first, second, third].map(({ outputs }) => outputs.get('artifact-id'))).toEqual([one, two, two]);
    const uploaded = runner.artifacts.files(Number(two));
    await expectRows(await unpacked(world, uploaded), tenant.expectedRecords, tenant);
    expect(await filesOf(directoryOf(second))).toEqual(sorted(uploaded));
    expect(await filesOf(directoryOf(third))).toEqual(sorted(uploaded));
    expect(await runner.git.branches()).toEqual(['main']);
    expect(world.judgeSays()).toEqual([]);
  });

  test('a lost artifact costs work, never data', async () => {
    const world = await useWorld();
    const { runner, tenant } = world;
    addContent(world, 30);
    await world.sync({ publish: 'artifact' });
    for (const { id } of runner.artifacts.all()) runner.artifacts.delete(id);
    tenant.advance(HOUR);
    addContent(world, 1);
    const second = await world.sync({ publish: 'artifact' });
    expectComplete(second);
    expect(second.annotations.map(({ message }) => message).join()).toContain('This run starts over');
    await expectRows(directoryOf(second), tenant.expectedRecords, tenant);
    for (const { id } of runner.artifacts.all()) runner.artifacts.expire(id);
    const third = await world.sync({ publish: 'artifact' });
    await expectRows(directoryOf(third), tenant.expectedRecords, tenant);
  });

  test.each([
    { by: 'retention-days', days: { 'retention-days': '1' }, retentionDays: 90, built: true },
    { by: 'the repository', days: {}, retentionDays: 1, built: false },
    {
      by: 'the repository, whatever it asks for',
      days: { 'retention-days': '30' },
      retentionDays: 1,
      built: false,
    },
  ])(
    'one that lives for a day, by $by, is renewed after half of it',
    async ({ days, retentionDays, built }) => {
      const world = await useWorld({ built, runner: { repository: { retentionDays } } });
      const { runner, tenant } = world;
      addContent(world, 3);
      const inputs = { publish: 'artifact', ...days };
      await world.sync(inputs);
      tenant.advance(11 * HOUR);
      // Nothing is uploaded: the toolkit has no part in it.
      await world.sync(inputs, { built: false });
      expect(runner.artifacts.all()).toHaveLength(1);
      tenant.advance(HOUR);
      expectComplete(await world.sync(inputs));
      expect(runner.artifacts.all()).toHaveLength(2);
      const lives = runner.artifacts.all().map(({ createdAt, expiresAt }) => +expiresAt - +createdAt);
      expect(lives.map((ms) => Math.round(ms / DAY))).toEqual([1, 1]);
    },
  );

  test.each([
    { by: 'a fork', origin: { headRepositoryId: 42 } },
    { by: 'another branch', origin: { headBranch: 'feature' } },
  ])('without a data key, an artifact of $by is not the previous snapshot', async ({ origin }) => {
    const unsigned = { users: 'none', 'data-key': undefined };
    const foreignHost = await useWorld({ tenant: { seed: 7 } });
    addContent(foreignHost, 24);
    const planted = directoryOf(await foreignHost.sync(unsigned));
    const world = await useWorld();
    addContent(world, 24);
    await world.sync({ ...unsigned, publish: 'artifact' });
    world.runner.artifacts.plant({
      name: 'app-launches',
      files: await filesOf(planted),
      runId: 99,
      ...origin,
    });
    world.tenant.advance(HOUR);
    addContent(world, 1);
    const second = await world.sync({ ...unsigned, publish: 'artifact' });
    expectComplete(second);
    await expectRows(directoryOf(second), world.tenant.expectedRecords, { ...world.tenant, users: 'none' });
  });
});

describe('publish: branch', () => {
  test('runs that share a workspace, which did not hold the snapshot at first', async () => {
    const world = await useWorld();
    const { runner, tenant } = world;
    addContent(world, 30);
    await world.sync({ publish: 'branch' });
    const workspace = await runner.checkout();
    for (let runs = 0; runs < 3; runs += 1) {
      tenant.advance(HOUR);
      addContent(world, 1, { blobsPerHour: 3 });
      expectComplete(await world.sync({ publish: 'branch' }, { workspace }));
    }
    const branch = await runner.readBranch('app-launches');
    await expectRows(await unpacked(world, branch), tenant.expectedRecords, tenant);
  });

  test.each([
    ['with github-token', {}],
    ['without', { 'github-token': '' }],
  ])('goes to the repository of the job, whatever the workspace is a checkout of: %s', async (_, token) => {
    const other = await useWorld({ runner: { repository: { name: 'public-site', visibility: 'public' } } });
    const world = await useWorld();
    addContent(world, 3);
    const workspace = await other.runner.checkout();
    expectComplete(await world.sync({ publish: 'branch', users: 'name', ...token }, { workspace }));
    expect(await world.runner.git.branches()).toEqual(['app-launches', 'main']);
    expect(await other.runner.git.branches()).toEqual(['main']);
  });

  test('keep adds a commit to an orphan branch; with nothing new there is no commit', async () => {
    const world = await useWorld();
    const { runner, tenant } = world;
    // The built action fetches what is there, and pushes the next.
    const { first, second } = await twoRuns(world, { publish: 'branch' }, { built: true });
    tenant.advance(HOUR);
    const third = await world.sync({ publish: 'branch' });
    expectComplete(third);

    const commits = await runner.commits('app-launches');
    const [tip, root] = commits.map(({ sha }) => sha);
    expect(commits).toHaveLength(2);
    expect(commits.map(({ parents }) => parents)).toEqual([[root], []]);
    expect([first, second, third].map(({ outputs }) => outputs.get('commit-sha'))).toEqual([root, tip, tip]);
    await expectRows(
      await unpacked(world, await runner.readBranch('app-launches')),
      tenant.expectedRecords,
      tenant,
    );
    expect(runner.artifacts.all()).toEqual([]);
    expect(await runner.git.branches()).toEqual(['app-launches', 'main']);
    expect(await runner.commits('main')).toHaveLength(1);
    expect(world.judgeSays()).toEqual([]);
  });

  test('squash keeps one commit', async () => {
    const world = await useWorld();
    const inputs = { publish: 'branch', 'branch-history': 'squash', branch: 'data/launches' };
    const { first, second } = await twoRuns(world, inputs);
    const commits = await world.runner.commits('data/launches');
    expect(commits).toHaveLength(1);
    expect(commits[0]?.parents).toEqual([]);
    expect(commits[0]?.sha).toBe(second.outputs.get('commit-sha'));
    expect(first.outputs.get('commit-sha')).not.toBe(second.outputs.get('commit-sha'));
    const files = await world.runner.readBranch('data/launches');
    await expectRows(await unpacked(world, files), world.tenant.expectedRecords, world.tenant);
  });
});

test('publish: both writes one snapshot to both, and goes on from the branch', async () => {
  const world = await useWorld();
  const { runner, tenant } = world;
  addContent(world, 30);
  await world.sync({ publish: 'both' });
  for (const { id } of runner.artifacts.all()) runner.artifacts.delete(id);
  tenant.advance(HOUR);
  addContent(world, 1, { blobsPerHour: 3 });
  const second = await world.sync({ publish: 'artifact, branch' });
  expectComplete(second);
  const blobs = tenant.requests.filter(({ kind }) => kind === 'blob').map(({ contentId }) => contentId);
  expect(new Set(blobs).size).toBe(blobs.length);
  const branch = await runner.readBranch('app-launches');
  const [artifact] = runner.artifacts.all();
  expect(artifact?.id).toBe(Number(second.outputs.get('artifact-id')));
  expect(sorted(runner.artifacts.files(artifact?.id ?? 0))).toEqual(snapshotOf(branch));
  await expectRows(await unpacked(world, branch), tenant.expectedRecords, tenant);
  expect(world.judgeSays()).toEqual([]);
});

describe('with nothing new, the outputs name the artifact that holds what is published', () => {
  const outputsOf = ({ outputs }: Awaited<ReturnType<World['sync']>>) => ({
    id: outputs.get('artifact-id'),
    url: outputs.get('artifact-url'),
  });

  test.each(['artifact', 'both'])('publish: %s', async (publish) => {
    const world = await useWorld();
    const { second } = await twoRuns(world, { publish });
    const uploaded = world.runner.artifacts.all().at(-1)?.id;
    expect(outputsOf(second)).toEqual({
      id: String(uploaded),
      url: `https://github.com/contoso/app-launches/actions/runs/2/artifacts/${uploaded}`,
    });
    world.tenant.advance(HOUR);
    const third = await world.sync({ publish });
    expectComplete(third);
    expect(world.runner.artifacts.all()).toHaveLength(2);
    expect(outputsOf(third)).toEqual(outputsOf(second));
  });

  test('one of its own, when the branch holds it and its artifact is gone: an older one holds less', async () => {
    const world = await useWorld();
    const { runner, tenant } = world;
    const { second } = await twoRuns(world, { publish: 'both' });
    runner.artifacts.delete(Number(second.outputs.get('artifact-id')));
    tenant.advance(HOUR);
    const third = await world.sync({ publish: 'both' });
    expectComplete(third);
    const [, anew] = runner.artifacts.all();
    expect(outputsOf(third)).toEqual({
      id: String(anew?.id),
      url: `https://github.com/contoso/app-launches/actions/runs/3/artifacts/${anew?.id}`,
    });
    expect(third.outputs.get('commit-sha')).toBe(second.outputs.get('commit-sha'));
    const uploaded = runner.artifacts.files(anew?.id ?? 0);
    expect(sorted(uploaded)).toEqual(snapshotOf(await runner.readBranch('app-launches')));
  });

  test('none, when the branch holds it and artifacts may not be listed', async () => {
    const world = await useWorld({ runner: { permissions: { actions: 'none' } } });
    const { second } = await twoRuns(world, { publish: 'both' });
    expect(outputsOf(second).id).not.toBe('');
    world.tenant.advance(HOUR);
    const third = await world.sync({ publish: 'both' });
    expectComplete(third);
    expect(outputsOf(third)).toEqual({ id: '', url: '' });
  });
});

test('publish: none writes the folder alone, and no byte of it when nothing is new', async () => {
  const world = await useWorld();
  const { second } = await twoRuns(world, { publish: 'none', directory: 'out/of the way' });
  const folder = directoryOf(second, 'out/of the way');
  const before = await filesOf(folder);
  world.tenant.advance(HOUR);
  const third = await world.sync({ publish: 'none', directory: 'out/of the way' });
  expectComplete(third);
  expect(third.outputs.get('watermark')).toEqual(inMinute('2026-11-22T08:00'));
  expect(await filesOf(folder)).toEqual(before);
  await expectRows(folder, world.tenant.expectedRecords, world.tenant);
  expect(world.runner.artifacts.all()).toEqual([]);
  expect(await world.runner.git.branches()).toEqual(['main']);
  for (const name of ['artifact-id', 'artifact-url', 'commit-sha']) expect(third.outputs.get(name)).toBe('');
});
