import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import {
  DEVICES,
  findLeaks,
  objectsOf,
  pseudonymsOf,
  shownBy,
  storedIn,
  type Trace,
  usersOf,
} from './leaks.ts';
import { expectNothingWritten } from './nothing-written.ts';
import { directoryOf, readLaunches, readManifest, unpack } from './snapshot.ts';
import { addContent, DAY, expectComplete, expectRows, HOUR, MINUTE, useWorld } from './use-world.ts';
import { DATA_KEY, type Inputs, type World } from './world.ts';

const OTHER_KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef00fedcba987654321';

async function tracesOf({ runner }: World, ...runs: readonly ActionRun[]): Promise<readonly Trace[]> {
  return [...runs.flatMap(shownBy), ...(await storedIn(runner))];
}

/** A small tenant, whose users each launch something, with everything that a record can say about them. */
async function peopledWorld(): Promise<World> {
  const world = await useWorld({ tenant: { world: { users: 20 } } });
  addContent(world, 24, { blobsPerHour: 0.5, schema: 'mixed' });
  const { tenant } = world;
  tenant.addBlob({
    created: new Date(tenant.now() - MINUTE),
    records: tenant.world.users.map((user) => launchRecord(tenant.makeLaunch({ user }), tenant.tenantId)),
  });
  return world;
}

const errorsOf = (run: ActionRun) =>
  run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

describe('users', () => {
  test('pseudonym: users are the keyed hashes of their ids, and nothing else of them is anywhere', async () => {
    const world = await peopledWorld();
    const run = await world.sync({ publish: 'both' });
    expectComplete(run);
    const { tenant } = world;
    await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
    const keys = new Set((await readLaunches(directoryOf(run), 'parquet')).map(({ user_key }) => user_key));
    const all = new Set(pseudonymsOf(tenant.world, DATA_KEY).map(({ text }) => text));
    expect(keys).toEqual(all);
    const traces = await tracesOf(world, run);
    expect(await findLeaks(traces, [...usersOf(tenant.world), ...DEVICES])).toEqual([]);
    const elsewhere = traces.filter(({ kind }) => kind !== 'snapshot');
    expect(await findLeaks(elsewhere, pseudonymsOf(tenant.world, DATA_KEY))).toEqual([]);
  });

  test('name: user principal names stand in the tables and nowhere else', async () => {
    const world = await peopledWorld();
    const run = await world.sync({ publish: 'both', users: 'name', 'data-key': undefined });
    expectComplete(run);
    const { tenant } = world;
    await expectRows(directoryOf(run), tenant.expectedRecords, { ...tenant, users: 'name' });
    const traces = await tracesOf(world, run);
    const users = usersOf(tenant.world);
    const elsewhere = traces.filter(({ kind }) => kind !== 'snapshot');
    expect(await findLeaks(elsewhere, [...users, ...DEVICES])).toEqual([]);
    const ids = users.filter(({ what }) => what !== 'user name');
    expect(await findLeaks(traces, [...ids, ...DEVICES])).toEqual([]);
    const names = users.filter(({ what }) => what === 'user name');
    expect((await findLeaks(traces, names)).length).toBeGreaterThan(0);
  });

  test('none: no trace of users in any file', async () => {
    const world = await peopledWorld();
    const run = await world.sync({ publish: 'both', users: 'none' });
    expectComplete(run);
    const { tenant } = world;
    await expectRows(directoryOf(run), tenant.expectedRecords, { ...tenant, users: 'none' });
    const csv = [...(await world.runner.readBranch('app-launches'))].filter(([path]) =>
      path.endsWith('.csv'),
    );
    expect(
      csv.filter(([, bytes]) => /user_(?:key|name|type)/.test(bytes.toString().split('\n')[0] ?? '')),
    ).toEqual([]);
    const needles = [...usersOf(tenant.world), ...pseudonymsOf(tenant.world, DATA_KEY), ...DEVICES];
    expect(await findLeaks(await tracesOf(world, run), needles)).toEqual([]);
  });
});

describe('another choice than that of the published snapshot stops the run before it writes', () => {
  const elsewhere = 'Give this run another branch, artifact-name, data-lake-url or directory';
  test.each([
    [
      'a data key',
      { 'data-key': OTHER_KEY },
      new RegExp(
        `^The published snapshot was made with the data key [0-9a-f]{8}, but this run has [0-9a-f]{8}: every user would count twice\\. ${elsewhere}, or set data-key back\\.$`,
      ),
    ],
    [
      'names',
      { users: 'name' },
      `The published snapshot was made with users: pseudonym, but this run has users: name. ${elsewhere}, or set users back to pseudonym.`,
    ],
    [
      'no users',
      { users: 'none' },
      `The published snapshot was made with users: pseudonym, but this run has users: none. ${elsewhere}, or set users back to pseudonym.`,
    ],
  ] as const)('%s', async (_, changed, sentence) => {
    for (const publish of ['branch', 'artifact', 'none']) {
      const world = await useWorld();
      addContent(world, 3);
      const { runner, tenant } = world;
      const first = await world.sync({ publish });
      expectComplete(first);
      const stored = async () => ({
        artifacts: runner.artifacts.all().map(({ digest }) => digest),
        branches: await Promise.all((await runner.git.branches()).map((name) => runner.git.head(name))),
        cache: runner.cache.entries(),
        folder: await readFile(join(directoryOf(first), 'manifest.json')),
      });
      const before = await stored();
      const requests = tenant.requests.length;
      const run = await world.sync({ publish, ...changed });
      expect(run.exitCode).toBe(1);
      expect(errorsOf(run)).toEqual([expect.stringMatching(sentence)]);
      expect(await stored()).toEqual(before);
      expect(tenant.requests.slice(requests).filter(({ kind }) => kind === 'blob')).toEqual([]);
    }
  });
});

describe('a repository that the world may read', () => {
  const remedy =
    'Use a private repository, or set users to none; or, with users: pseudonym and the consent of the data controller, set allow-public-repository to true.';

  /** An event that says this of the repository. */
  async function withEvent(
    world: World,
    repository?: object,
  ): Promise<{ readonly env: Readonly<Record<string, string>> }> {
    const file = join(await world.runner.folder('event'), 'event.json');
    await writeFile(file, JSON.stringify({ schedule: '17 */6 * * *', repository }));
    return { env: { GITHUB_EVENT_PATH: file } };
  }

  test.each(['pseudonym', 'name'])('gets no user-level data: users %s', async (users) => {
    for (const publish of ['artifact', 'branch', 'both']) {
      const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
      const run = await world.sync({ publish, users });
      expect(run.exitCode).toBe(1);
      expect(errorsOf(run)).toEqual([
        `This repository is public, and with users: ${users} the snapshot holds data about users. ${remedy}`,
      ]);
      expect(world.tenant.requests).toEqual([]);
      await expectNothingWritten(world, run);
    }
  });

  test('gets names not even with allow-public-repository', async () => {
    const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
    const run = await world.sync({ publish: 'branch', users: 'name', 'allow-public-repository': 'true' });
    expect(run.exitCode).toBe(1);
    await expectNothingWritten(world, run);
  });

  test.each([{ users: 'pseudonym', 'allow-public-repository': 'true' }, { users: 'none' }])(
    'gets %j',
    async (inputs) => {
      const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
      expectComplete(await world.sync({ publish: 'both', ...inputs }));
    },
  );

  const OWNED = 'App ID,Display name,Owner\na,Leave,\nb,Travel,Kim Lee\n';
  const UNOWNED = 'App ID,Display name,Owner\na,Leave,\nb,Travel, \n';

  async function checkoutWith(world: World, catalog: string): Promise<string> {
    const workspace = await world.runner.checkout();
    await writeFile(join(workspace, 'apps.csv'), catalog);
    return workspace;
  }

  test.each([{ users: 'none' }, { users: 'pseudonym', 'allow-public-repository': 'true' }])(
    'gets no owners of apps: %j',
    async (inputs) => {
      const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
      const workspace = await checkoutWith(world, OWNED);
      const all = { publish: 'both', 'app-catalog': 'apps.csv', ...inputs };
      const run = await world.sync(all, { workspace });
      expect(errorsOf(run)).toEqual([
        'This repository is public, and the app catalog names owners of apps, who are users. Use a private repository, or leave the column owner out of the app catalog or empty.',
      ]);
      expect(world.tenant.requests).toEqual([]);
      await rm(join(workspace, 'apps.csv'));
      await expectNothingWritten(world, run);
      expectComplete(await world.sync(all, { workspace: await checkoutWith(world, UNOWNED) }));
    },
  );

  test('may have a catalog with owners for its own folder', async () => {
    const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
    const workspace = await checkoutWith(world, OWNED);
    expectComplete(await world.sync({ publish: 'none', 'app-catalog': 'apps.csv' }, { workspace }));
  });

  test('is asked for when the event does not tell', async () => {
    const open = await useWorld({ runner: { repository: { visibility: 'public' } } });
    const refused = await open.sync({ publish: 'branch' }, await withEvent(open));
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/^This repository is public, /)]);
    await expectNothingWritten(open, refused);

    const closed = await useWorld();
    expectComplete(await closed.sync({ publish: 'branch' }, await withEvent(closed)));
    expect(closed.runner.requests[0]?.path).toBe('/api/repos/contoso/app-launches');
  });

  test.each(['sync', 'check'])(
    'gets nothing by a re-run, whose event is of a time when it was private: %s',
    async (command) => {
      const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
      const event = await withEvent(world, { visibility: 'private', private: true, default_branch: 'main' });
      const run = await world.sync({ command, publish: 'both' }, { ...event, runAttempt: 2 });
      expect(run.exitCode).toBe(1);
      expect(errorsOf(run)).toContain(
        `This repository is public, and with users: pseudonym the snapshot holds data about users. ${remedy}`,
      );
      await expectNothingWritten(world, run);
    },
  );

  test('that was one when the event of a re-run happened: says to start a new run, which may', async () => {
    const world = await useWorld();
    const event = await withEvent(world, { visibility: 'public', private: false });
    const run = await world.sync({ publish: 'branch' }, { ...event, runAttempt: 2 });
    expect(errorsOf(run)).toEqual([
      'This repository was public when the event of this run happened, and with users: pseudonym the snapshot holds data about users. Start a new run, not a re-run: its event says what the repository is now.',
    ]);
    await expectNothingWritten(world, run);
    expectComplete(await world.sync({ publish: 'branch' }));
  });

  const ownToken =
    'Pass a valid token as `github-token`, or leave that input out: then it is the token of the workflow.';

  test.each<[string, Inputs, Readonly<Record<string, string>>, RegExp]>([
    [
      'a token that has expired',
      { 'github-token': 'ghs_expired0000000000' },
      {},
      new RegExp(
        `^Cannot determine whether this repository is public: GitHub refused GET /repos/… with HTTP status 401\\. Until that is known, no data about users is published\\. ${ownToken}$`,
      ),
    ],
    [
      'a runner that does not reach GitHub',
      {},
      { GITHUB_API_URL: 'http://127.0.0.1:1' },
      /^Cannot determine whether this repository is public: Cannot read \/repos\/… from GitHub: .*ECONNREFUSED.*; on a self-hosted runner, let it reach http:\/\/127\.0\.0\.1:1\.$/,
    ],
  ])('counts as public in a re-run with %s, and the message says so', async (_, inputs, env, sentence) => {
    const world = await useWorld();
    const run = await world.sync({ publish: 'branch', ...inputs }, { env, runAttempt: 2 });
    expect(run.exitCode).toBe(1);
    expect(errorsOf(run)).toEqual([expect.stringMatching(sentence)]);
    expect(world.tenant.requests).toEqual([]);
    await expectNothingWritten(world, run);
  });
});

test('that every member of the enterprise can read an internal repository stands in log and summary', async () => {
  const world = await useWorld({ runner: { repository: { visibility: 'internal' } } });
  addContent(world, 3);
  const checked = await world.sync({ command: 'check', publish: 'artifact' });
  expect(checked.exitCode).toBe(0);
  expect(checked.log).toContain('✓ Repository: internal: every member of the enterprise can read it');
  expect(checked.summary).toContain('every member of the enterprise can read it');
  const run = await world.sync({ publish: 'artifact' });
  expectComplete(run);
  const notice = 'Every member of the enterprise can read this repository, and with it the data about users.';
  expect(run.annotations).toContainEqual({
    level: 'notice',
    title: 'Internal repository',
    message: notice,
  });
  expect(run.summary).toContain(notice);

  const without = await world.sync({ publish: 'artifact', users: 'none', 'artifact-name': 'no-users' });
  expect([without.log, without.summary].join('\n')).not.toContain('enterprise');
});

describe('keep', () => {
  test.each(['squash', 'keep'])('removes what is older; branch-history: %s', async (history) => {
    const world = await useWorld();
    const { runner, tenant } = world;
    const launch = (launchedAt: Date) => tenant.makeLaunch({ launchedAt });
    const old = launch(new Date(tenant.now() - 5 * DAY));
    const recent = launch(new Date(tenant.now() - 2 * HOUR));
    const records = [old, recent].map((meaning) => launchRecord(meaning, tenant.tenantId));
    tenant.addBlob({ created: new Date(tenant.now() - HOUR), records });
    const inputs = { publish: 'branch', 'branch-history': history, keep: '7 days' };
    expectComplete(await world.sync(inputs));
    const idsOf = async () => {
      const files = await runner.readBranch('app-launches');
      const folder = await unpack(await runner.folder('unpacked'), files);
      const rows = await readLaunches(folder, 'csv');
      expect(await readLaunches(folder, 'parquet')).toEqual(rows);
      expect((await readManifest(folder)).tables.launches?.rows).toBe(rows.length);
      return rows.map(({ event_id }) => event_id);
    };
    expect(await idsOf()).toEqual([old.eventId, recent.eventId]);
    expect((await objectsOf(runner, 'app-launches')).includes(old.eventId)).toBe(true);

    tenant.advance(3 * DAY);
    expectComplete(await world.sync(inputs));
    expect(await idsOf()).toEqual([recent.eventId]);
    const objects = await objectsOf(runner, 'app-launches');
    expect(objects.includes(recent.eventId)).toBe(true);
    expect(objects.includes(old.eventId)).toBe(history === 'keep');
    expect(await runner.commits('app-launches')).toHaveLength(history === 'keep' ? 2 : 1);
  });
});

test('nothing of a run stays beside the snapshot in the workspace', async () => {
  const world = await peopledWorld();
  const run = await world.sync({ publish: 'both' });
  expect((await readdir(run.workspace)).sort()).toEqual(['.git', 'README.md', 'app-launches']);
});
