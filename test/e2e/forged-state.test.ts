import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { isoInstant } from '../../src/instants.ts';
import { findingsOf } from './fault-world.ts';
import { directoryOf, unpack } from './snapshot.ts';
import { addContent, DAY, expectComplete, expectRows, HOUR, useWorld } from './use-world.ts';
import { DATA_KEY, type Inputs, OTHER_DATA_KEY, openWorld, type World } from './world.ts';

/** What somebody makes of a manifest who can write it, and does not have the data key. */
async function forge(read: () => Promise<Buffer | undefined>, changes: Readonly<Record<string, unknown>>) {
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(String(await read()));
  return Buffer.from(JSON.stringify({ ...manifest, ...changes }));
}

/** Two days of content, and a run that read them; then a day and a half in which nobody ran. */
async function readOnce(world: World, inputs: Inputs) {
  addContent(world, 48);
  const first = await world.sync(inputs);
  expectComplete(first);
  world.tenant.advance(36 * HOUR);
  addContent(world, 36);
  return first;
}

async function expectAllRows(world: World, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const folder = await unpack(await world.runner.folder('unpacked'), files);
  await expectRows(folder, world.tenant.expectedRecords, world.tenant);
}

describe('an entry of the cache that some other job wrote', () => {
  test('is never unpacked, whatever its archive holds', async () => {
    const world = await useWorld({ built: true });
    const { cache, git } = world.runner;
    const inputs = { publish: 'branch' };
    await readOnce(world, inputs);
    const [entry] = cache.entries();
    const genuine = entry === undefined ? Buffer.alloc(0) : cache.archive(entry.id);
    const compress = genuine.subarray(0, 4).toString('hex') === '28b52ffd' ? zstdCompressSync : gzipSync;

    const victims = await world.runner.folder('victims');
    const outside = join(victims, 'outside.js');
    const linked = join(victims, 'linked');
    await mkdir(linked);
    const source = await world.runner.folder('source');
    await mkdir(join(source, '.audit-log-sync'));
    await symlink(linked, join(source, '.audit-log-sync', 'link'));
    await writeFile(outside, 'poison');
    const archive = execFileSync('tar', ['-P', '-C', source, '-cf', '-', '.audit-log-sync', outside]);
    await writeFile(outside, 'clean');
    for (const key of [`${entry?.key}0`, entry?.key ?? '', entry?.key.replace(/-on-.*/, '') ?? '']) {
      cache.plant(key, compress(archive));
    }

    const second = await world.sync(inputs);
    expectComplete(second);
    expect(await readFile(outside, 'utf8')).toBe('clean');
    expect(second.log).toContain('its newest entry is not signed with this data-key');
    const downloads = world.runner.requests.filter(({ path }) => path.startsWith('/blobs/caches/'));
    expect(downloads.filter(({ method }) => method === 'GET')).toEqual([]);
    expect(await git.branches()).toEqual(['app-launches', 'main']);
    await expectAllRows(world, await world.runner.readBranch('app-launches'));
  });

  test('with a later watermark in its key hides no launch', async () => {
    const world = await useWorld();
    const { cache } = world.runner;
    const inputs = { publish: 'branch' };
    await readOnce(world, inputs);
    const key = cache.entries().at(-1)?.key ?? '';
    cache.plant(key.replace(/-\d+-on-/, `-${world.tenant.now()}-on-`), Buffer.from('{}'));
    const second = await world.sync(inputs);
    expectComplete(second);
    await expectAllRows(world, await world.runner.readBranch('app-launches'));
  });

  test('is not even looked for without a data key, and the log says so', async () => {
    const world = await useWorld();
    const inputs = { publish: 'branch', users: 'name', 'data-key': undefined };
    addContent(world, 24);
    expectComplete(await world.sync(inputs));
    world.tenant.advance(HOUR);
    const second = await world.sync(inputs);
    expectComplete(second);
    expect(second.log).toContain('The cache was not used: without data-key');
    expect(world.runner.cache.entries()).toEqual([]);
    expect(world.runner.requests.filter(({ path }) => path.includes('CacheService'))).toEqual([]);
  });
});

describe('a manifest that somebody changed', () => {
  const later = (world: World) => ({
    watermark: isoInstant(world.tenant.now()),
    coverage: { from: '2020-01-01T00:00:00.000Z', complete_until: isoInstant(world.tenant.now()), gaps: [] },
    read: {},
  });

  async function expectHealed(world: World, inputs: Inputs): Promise<ReadonlyMap<string, string>> {
    const second = await world.sync(inputs);
    expectComplete(second);
    const findings = findingsOf(second);
    expect(findings.get('Earlier state not usable')).toContain('is not signed with this data-key');
    const third = await world.sync(inputs);
    expectComplete(third);
    expect(findingsOf(third).get('Earlier state not usable')).toBeUndefined();
    return second.outputs;
  }

  test('on the branch: all that the feed lists is read again, and the covered time begins anew', async () => {
    const world = await useWorld();
    const { git } = world.runner;
    const inputs = { publish: 'branch' };
    await readOnce(world, inputs);
    const read = async () => (await git.readBranch('app-launches')).get('manifest.json');
    await git.commit('app-launches', new Map([['manifest.json', await forge(read, later(world))]]));
    await expectHealed(world, inputs);
    const files = await git.readBranch('app-launches');
    await expectAllRows(world, files);
    const { coverage } = JSON.parse(String(files.get('manifest.json')));
    expect(Date.parse(coverage.from)).toBeGreaterThan(world.tenant.now() - 7 * DAY);
  });

  const strangers = {
    'another workflow file': { origin: { path: '.github/workflows/evil.yml' } },
    'a tag named as the default branch': { origin: { event: 'push', isTag: true }, headSha: 'e'.repeat(40) },
    'another branch': { headBranch: 'feature' },
    'the default branch': {},
  };

  /**
   * A world in which each test forges the artifact of the run before: what it hides is new, and what earlier tests left is
   * older than what counts.
   */
  function useArtifacts(inputs: Inputs) {
    let world: World;
    let id = 0;
    beforeAll(async () => {
      world = await openWorld();
      addContent(world, 24);
      const first = await world.sync(inputs);
      expectComplete(first);
      id = Number(first.outputs.get('artifact-id'));
    });
    afterAll(() => world.close());
    return async (origin: object) => {
      const { artifacts } = world.runner;
      world.tenant.advance(12 * HOUR);
      addContent(world, 12);
      const files = artifacts.files(id);
      const forged = await forge(async () => files.get('manifest.json'), later(world));
      artifacts.plant({
        name: 'app-launches',
        files: new Map([...files, ['manifest.json', forged]]),
        runId: 1_000 + id,
        ...origin,
      });
      const run = await world.sync(inputs);
      expectComplete(run);
      id = Number(run.outputs.get('artifact-id'));
      const folder = await unpack(await world.runner.folder('unpacked'), artifacts.files(id));
      const users = inputs.users === 'none' ? 'none' : 'pseudonym';
      await expectRows(folder, world.tenant.expectedRecords, { ...world.tenant, users });
      return run;
    };
  }

  describe('with a data key', () => {
    const runAfterForging = useArtifacts({ publish: 'artifact' });
    test.each(Object.entries(strangers))(
      'in an artifact of a run of %s is none that counts',
      async (_, origin) => {
        const run = await runAfterForging(origin);
        expect(findingsOf(run).get('Earlier state not usable')).toBeUndefined();
      },
    );
  });

  describe('without one', () => {
    const runAfterForging = useArtifacts({ publish: 'artifact', users: 'none', 'data-key': undefined });
    test.each(Object.entries(strangers).slice(0, 3))(
      'in an artifact of a run of %s is none that counts, also without a data key',
      async (_, origin) => {
        await runAfterForging(origin);
      },
    );
  });

  test('in an artifact that counts by its run, where none is signed: it is told, and all is read again', async () => {
    const world = await useWorld();
    const { artifacts } = world.runner;
    const inputs = { publish: 'artifact' };
    await readOnce(world, inputs);
    const [{ id } = { id: 0 }] = artifacts.all();
    const files = artifacts.files(id);
    artifacts.delete(id);
    const forged = await forge(async () => files.get('manifest.json'), later(world));
    artifacts.plant({ name: 'app-launches', files: new Map([...files, ['manifest.json', forged]]) });
    await expectHealed(world, inputs);
  });

  test('in the folder', async () => {
    const world = await useWorld();
    const inputs = { publish: 'none' };
    const first = await readOnce(world, inputs);
    const file = join(directoryOf(first), 'manifest.json');
    await writeFile(file, await forge(() => readFile(file), later(world)));
    await expectHealed(world, inputs);
    await expectRows(directoryOf(first), world.tenant.expectedRecords, world.tenant);
  });

  test('gaps and unread blobs that it names stay', async () => {
    const world = await useWorld();
    const { git } = world.runner;
    const inputs = { publish: 'branch' };
    await readOnce(world, inputs);
    const gap = { from: '2026-10-01T00:00:00.000Z', to: '2026-10-02T00:00:00.000Z', reason: 'an outage' };
    const coverage = { from: '2026-09-01T00:00:00.000Z', complete_until: null, gaps: [gap] };
    const created = isoInstant(world.tenant.now() - DAY);
    const unread = [{ id: 'gone', created, expires: isoInstant(world.tenant.now() + DAY), tries: 1 }];
    const read = async () => (await git.readBranch('app-launches')).get('manifest.json');
    await git.commit('app-launches', new Map([['manifest.json', await forge(read, { coverage, unread })]]));
    const second = await world.sync(inputs);
    expect(JSON.parse(second.outputs.get('gaps') ?? '')).toEqual(
      expect.arrayContaining([gap, expect.objectContaining({ reason: expect.stringContaining('gone') })]),
    );
  });

  test('a blob that it names as unread and expired is read all the same', async () => {
    const world = await useWorld();
    const { git } = world.runner;
    const inputs = { publish: 'branch' };
    await readOnce(world, inputs);
    const created = isoInstant(world.tenant.now() - HOUR);
    const entries = world.tenant.generate({
      from: new Date(world.tenant.now() - HOUR),
      to: new Date(world.tenant.now()),
      blobsPerHour: 3,
      recordsPerBlob: 20,
    });
    const unread = entries.map(({ contentId }) => ({ id: contentId, created, expires: created, tries: 0 }));
    const read = async () => (await git.readBranch('app-launches')).get('manifest.json');
    await git.commit('app-launches', new Map([['manifest.json', await forge(read, { unread })]]));
    expectComplete(await world.sync(inputs));
    await expectAllRows(world, await git.readBranch('app-launches'));
  });

  test.each([
    ['another data key', { 'data-key': DATA_KEY }, { 'data-key': OTHER_DATA_KEY }],
    ['a data key for the first time', { 'data-key': undefined }, { 'data-key': DATA_KEY }],
  ])(
    'with %s and users: name, the same is done and told, and the next run is as ever',
    async (_, before, after) => {
      const world = await useWorld();
      const common = { publish: 'branch', users: 'name' };
      await readOnce(world, { ...common, ...before });
      await expectHealed(world, { ...common, ...after });
    },
  );
});

describe('a commit on the branch that somebody without the data key made', () => {
  describe('and that changes a file', () => {
    let world: World;
    /** A published month, and content since: the first day of it is touched by no later run. */
    beforeAll(async () => {
      world = await openWorld();
      addContent(world, 72);
      expectComplete(await world.sync({ publish: 'branch' }));
      world.tenant.advance(4 * DAY);
    });
    afterAll(() => world.close());

    test.each([
      ['other launches in a CSV file', 'csv', Buffer.from('forged')],
      ['other launches in a Parquet file', 'parquet', Buffer.from('forged')],
      ['no CSV file', 'csv', undefined],
    ])(
      'with %s of an old day, which the run does not read, is told and repaired',
      async (_, format, bytes) => {
        const { git } = world.runner;
        // What the test before repaired is whole again.
        world.tenant.advance(4 * HOUR);
        addContent(world, 4);
        const paths = [...(await git.readBranch('app-launches')).keys()].sort();
        const path = paths.find((each) => each.startsWith(`${format}/launches/`)) ?? '';
        await git.commit('app-launches', new Map([[path, bytes]]));
        const run = await world.sync({ publish: 'branch' });
        expectComplete(run);
        expect(findingsOf(run).get('Foreign commit on the data branch')).toBeDefined();
        expect(findingsOf(run).get('Data files repaired')).toContain(path);
        await expectAllRows(world, await git.readBranch('app-launches'));
        expect(findingsOf(await world.sync({ publish: 'branch' }))).toEqual(new Map());
      },
    );
  });

  test('with another report is told, and the report is written anew though nothing else is new', async () => {
    const world = await useWorld();
    const { artifacts, git } = world.runner;
    addContent(world, 24);
    expectComplete(await world.sync({ publish: 'branch' }));
    const page = Buffer.from('<script>alert(1)</script>');
    await git.commit('app-launches', new Map([['report.html', page]]));
    const forged = (await git.head('app-launches')).slice(0, 7);
    const second = await world.sync({ publish: 'both' });
    expectComplete(second);
    expect(findingsOf(second).get('Foreign commit on the data branch')).toContain(
      `Commit ${forged} is not signed with this data-key`,
    );
    const places = [await git.readBranch('app-launches'), artifacts.files(artifacts.all()[0]?.id ?? 0)];
    for (const files of places) expect(String(files.get('report.html'))).toMatch(/^<!doctype html>/i);

    const third = await world.sync({ publish: 'branch' });
    expectComplete(third);
    expect(findingsOf(third).get('Foreign commit on the data branch')).toBeUndefined();
  });

  test('is not needed to roll the branch back: that is told, and what the feed lists is read again', async () => {
    const world = await useWorld();
    const { git } = world.runner;
    const inputs = { publish: 'branch' };
    await readOnce(world, inputs);
    const old = await git.head('app-launches');
    expectComplete(await world.sync(inputs));
    await git.setHead('app-launches', old);
    world.tenant.advance(HOUR);
    const run = await world.sync(inputs);
    expectComplete(run);
    expect(findingsOf(run).get('Earlier state not usable')).toContain('an earlier run published one of');
    await expectAllRows(world, await git.readBranch('app-launches'));
    expect(findingsOf(await world.sync(inputs)).get('Earlier state not usable')).toBeUndefined();
  });

  test('of another branch is told too: a data set cannot be put in place of another one unseen', async () => {
    const world = await useWorld();
    const { git } = world.runner;
    addContent(world, 24);
    for (const branch of ['app-launches', 'other'])
      expectComplete(await world.sync({ publish: 'branch', branch }));
    await git.setHead('app-launches', await git.head('other'));
    const run = await world.sync({ publish: 'branch' });
    expectComplete(run);
    expect(findingsOf(run).get('Foreign commit on the data branch')).toBeDefined();
  });
});

describe('a data file in the folder that somebody changed, as long as it was before', () => {
  async function change(run: ActionRun): Promise<string> {
    const [file = ''] = (await readdir(join(directoryOf(run), 'csv/launches'), { recursive: true }))
      .filter((name) => name.endsWith('.csv'))
      .sort();
    const path = join(directoryOf(run), 'csv/launches', file);
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace(/,\d+\n$/, (end) => end.replace(/\d/g, '9')),
    );
    return `csv/launches/${file}`;
  }

  test('fails the run that would publish it again, which names the file', async () => {
    const world = await useWorld();
    const path = await change(await readOnce(world, { publish: 'none' }));
    const run = await world.sync({ publish: 'none' });
    expect(run.annotations.find(({ level }) => level === 'error')?.message).toContain(
      `Cannot copy ${path} of the published snapshot`,
    );
  });

  test('is not carried on beside a data branch', async () => {
    const world = await useWorld();
    const first = await readOnce(world, { publish: 'branch' });
    const path = await change(first);
    const run = await world.sync({ publish: 'branch' }, { workspace: first.workspace });
    expectComplete(run);
    const left = await readdir(directoryOf(run), { recursive: true });
    expect(left).toContain('manifest.json');
    expect(left).not.toContain(path);
  });
});

test('files on the branch that no manifest names are told, and left out of the next commit', async () => {
  const world = await useWorld();
  const { git } = world.runner;
  const inputs = { publish: 'branch' };
  await readOnce(world, inputs);
  const own = [...(await git.readBranch('app-launches')).keys()].sort();
  await git.commit(
    'app-launches',
    new Map<string, Buffer | { linkTo: string }>([
      ['.gitattributes', Buffer.from('* filter=evil\n')],
      ['.github/workflows/evil.yml', Buffer.from('on: push\n')],
      ['csv/evil', Buffer.from('x')],
      ['csv/launches/link', { linkTo: '/etc/passwd' }],
    ]),
  );
  const second = await world.sync(inputs);
  expectComplete(second);
  const told = findingsOf(second).get('Foreign files on the data branch');
  expect(told).toContain('does not name 4 files on the branch: ".gitattributes"');
  const left = await git.readBranch('app-launches');
  expect([...left.keys()]).toEqual(expect.arrayContaining(own));
  expect([...left.keys()].filter((path) => /evil|link/.test(path))).toEqual([]);
  expect(left.get('.gitattributes')?.toString()).toBe('* -text\n');
  expect(findingsOf(await world.sync(inputs)).get('Foreign files on the data branch')).toBeUndefined();
});
