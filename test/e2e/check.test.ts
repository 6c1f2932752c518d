import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { canServe, serveGit } from '../stores/branch/http-server.ts';
import { DEVICES, findLeaks, shownBy, usersOf } from './leaks.ts';
import { expectNothingWritten } from './nothing-written.ts';
import { addContent, DAY, expectComplete, HOUR, useWorld } from './use-world.ts';
import { type Inputs, OTHER_DATA_KEY, type World } from './world.ts';

/** The rows of the table in the summary: what → verdict and words, as a user reads them. */
function tableOf({ summary }: ActionRun): ReadonlyMap<string, string> {
  const rows = summary.split('\n').filter((line) => /^\| [✅❌]/u.test(line));
  return new Map(
    rows.map((row) => {
      const cells = row.split('|').map((cell) => decoded(cell.trim()));
      expect(cells).toHaveLength(5);
      const [, verdict = '', what = '', found = ''] = cells;
      return [what, `${verdict} ${found}`];
    }),
  );
}

function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const check = (world: World, inputs: Inputs = {}) => world.sync({ command: 'check', ...inputs });

/** Expects a check that failed over this one row, said so in one annotation, and wrote nothing. */
async function expectProblem(world: World, run: ActionRun, what: string, found: string): Promise<void> {
  const table = tableOf(run);
  expect(table.get(what)).toBe(`❌ ${found}`);
  expect([...table.values()].filter((line) => line.startsWith('❌'))).toHaveLength(1);
  expect(run.exitCode).toBe(1);
  expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([
    { level: 'error', title: what, message: found },
    { level: 'error', title: '', message: 'The check found problems; see the errors and the summary.' },
  ]);
  await expectNothingWritten(world, run);
}

describe('a tenant and a repository that are ready', () => {
  test.each([
    ['artifact', 'artifact app-launches: artifacts can be uploaded'],
    ['branch', /^branch app-launches: the server accepts a push/],
    [
      'both',
      /^branch app-launches and artifact app-launches: the server accepts a push.*; artifacts can be uploaded$/,
    ],
    ['none', 'folder app-launches: the folder can be written'],
  ])('publish: %s, before the first run', async (publish, mayPublish) => {
    const world = await useWorld();
    addContent(world, 24, { blobsPerHour: 0.5 });
    const run = await check(world, { publish });
    expect(run.annotations).toEqual([]);
    expect(run.exitCode).toBe(0);
    const table = tableOf(run);
    expect(Object.fromEntries(table)).toMatchObject({
      'Sign-in': '✅ tenant 11111111-2222-4333-8444-555555555555, roles: ActivityFeed.Read',
      Subscription: '✅ Audit.General is enabled',
      'Previous snapshot': '✅ none yet: the next run is the first',
      'Next run': expect.stringMatching(
        /^✅ watermark none; would list 2026-11-15T06:05:\d\dZ to 2026-11-22T06:00:\d\dZ and read 12 content blobs/,
      ),
    });
    expect(table.get('May publish')?.slice(2)).toMatch(mayPublish);
    expect([...table.values()].every((line) => line.startsWith('✅'))).toBe(true);
    await expectNothingWritten(world, run);
    expect(world.tenant.requests.filter(({ kind }) => kind === 'blob')).toEqual([]);
    expect(world.judgeSays()).toEqual([]);
    expect(await findLeaks(shownBy(run), [...usersOf(world.tenant.world), ...DEVICES])).toEqual([]);
  });

  test.each([
    ['artifact', true],
    ['branch', false],
  ])(
    'publish: %s, between two runs: tells what the second then does, and changes nothing',
    async (publish, built) => {
      const world = await useWorld({ built });
      const { runner, tenant } = world;
      addContent(world, 24, { blobsPerHour: 0.5 });
      expectComplete(await world.sync({ publish }, { built: false }));
      tenant.advance(DAY);
      addContent(world, 12, { blobsPerHour: 0.5 });
      const stored = async () => ({
        artifacts: runner.artifacts.all().map(({ id, digest }) => ({ id, digest })),
        branches: await Promise.all((await runner.git.branches()).map((name) => runner.git.head(name))),
        cache: runner.cache.entries(),
      });
      const before = await stored();
      const run = await check(world, { publish });
      expect(run.exitCode).toBe(0);
      expect(await stored()).toEqual(before);
      const table = tableOf(run);
      const { size } = tenant.expectedRecordsOf(
        ({ created }) => created < '2026-11-22T06:00:00.000Z',
      ).launches;
      expect(table.get('Previous snapshot')).toMatch(new RegExp(`, ${size} launches$`));
      // A slow machine adds seconds to the service's time.
      expect(table.get('Next run')).toMatch(
        /^✅ watermark 2026-11-22T06:00:\d\dZ; would list 2026-11-22T04:00:\d\dZ to 2026-11-23T06:00:\d\dZ and read 6 content blobs$/,
      );
      const next = await world.sync({ publish }, { built: false });
      expect(next.outputs.get('blobs-read')).toBe('6');
      expect(next.outputs.get('window-start')).toMatch(/^2026-11-22T04:00:\d\dZ$/);
    },
  );

  test('the folder of an earlier run stays as it is, to the byte', async () => {
    const world = await useWorld();
    addContent(world, 3);
    const first = await world.sync();
    const file = `${first.workspace}/app-launches/manifest.json`;
    const before = await readFile(file);
    world.tenant.advance(HOUR);
    const run = await check(world);
    expect(run.exitCode).toBe(0);
    expect(await readFile(file)).toEqual(before);
    expect([...run.outputs]).toEqual([]);
  });
});

describe('a subscription that is not enabled', () => {
  test.each(['missing', 'disabled'] as const)(
    '%s: told, not started, and no problem',
    async (subscription) => {
      const world = await useWorld({ tenant: { subscription } });
      const run = await check(world, { publish: 'artifact' });
      expect(run.exitCode).toBe(0);
      expect(tableOf(run).get('Subscription')).toBe(
        `✅ Audit.General is ${subscription}: the next run starts it, and content follows within minutes to 12 hours`,
      );
      expect(world.tenant.subscription.state).toBe(subscription);
      expect(world.tenant.requests.map(({ kind }) => kind)).toEqual(['token', 'list-subscriptions']);
      await expectNothingWritten(world, run);
    },
  );
});

describe('one thing that is wrong', () => {
  test('a wrong secret: nothing is asked of the service, all else is checked', async () => {
    const world = await useWorld();
    const run = await check(world, { publish: 'both', 'client-secret': 'not-the-secret' });
    await expectProblem(
      world,
      run,
      'Sign-in',
      'Entra ID refused the sign-in: AADSTS7000215: Invalid client secret provided. Store the value of a client secret of this app registration (the column "Value", not "Secret ID") and pass it as client-secret.',
    );
    expect(world.tenant.requests.map(({ kind }) => kind)).toEqual(['token']);
    const rows = [...tableOf(run).keys()];
    expect(rows).toEqual(expect.arrayContaining(['Sign-in', 'Previous snapshot', 'May publish']));
    expect(rows.filter((what) => what === 'Subscription' || what === 'Next run')).toEqual([]);
  });

  test('no role', async () => {
    const world = await useWorld();
    world.tenant.tokens.shape.roles = ['ActivityFeed.ReadDlp'];
    await expectProblem(
      world,
      await check(world),
      'Sign-in',
      'The app registration does not have the application permission ActivityFeed.Read with admin consent. Add the application (not delegated) permission ActivityFeed.Read of Office 365 Management APIs to the app registration and grant admin consent; a new consent takes some minutes.',
    );
  });

  test('auditing is off', async () => {
    const world = await useWorld();
    world.tenant.feed.auditing = false;
    await expectProblem(
      world,
      await check(world),
      'Next run',
      'Cannot list the content: the service does not know the tenant, because auditing is switched off or was switched on less than an hour ago. Switch on auditing in Microsoft Purview (Audit, "Start recording user and admin activity") and wait up to 60 minutes.',
    );
  });

  test('no actions: read', async () => {
    const world = await useWorld({ runner: { permissions: { actions: 'none' } } });
    await expectProblem(
      world,
      await check(world, { publish: 'artifact' }),
      'Previous snapshot',
      'GitHub refused GET /repos/…/actions/artifacts with HTTP status 403. Give the job `permissions: actions: read` (and `contents: read`), and pass its token as `github-token`.',
    );
  });

  test.runIf(canServe)('no contents: write', async () => {
    const world = await useWorld();
    const server = await serveGit(`${world.runner.remote}/..`, ({ url = '' }) =>
      url.includes('git-receive-pack')
        ? {
            status: 403,
            headers: { 'content-type': 'text/plain' },
            body: 'Permission to contoso/app-launches.git denied to github-actions[bot].\n',
          }
        : undefined,
    );
    const run = await world.sync(
      { command: 'check', publish: 'branch' },
      {
        workspace: await world.runner.folder('without-checkout'),
        env: { GITHUB_SERVER_URL: server.url, GITHUB_REPOSITORY: 'remote' },
      },
    );
    await expectProblem(
      world,
      run,
      'May publish',
      'Cannot push "refs/heads/app-launches": Permission to contoso/app-launches.git denied to github-actions[bot]. Add `permissions: contents: write` to the job.',
    );
  });

  test('another data key', async () => {
    const world = await useWorld();
    expectComplete(await world.sync({ publish: 'artifact' }));
    const run = await check(world, { publish: 'artifact', 'data-key': OTHER_DATA_KEY });
    expect(run.exitCode).toBe(1);
    expect(tableOf(run).get('Previous snapshot')).toMatch(
      /^❌ The published snapshot was made with the data key [0-9a-f]{8}, but this run has [0-9a-f]{8}: every user would count twice\. Give this run another branch, artifact-name, data-lake-url or directory, or set data-key back\.$/,
    );
    expect(world.runner.artifacts.all()).toHaveLength(1);
  });

  test('a public repository', async () => {
    const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
    const run = await check(world, { publish: 'both' });
    await expectProblem(
      world,
      run,
      'Repository',
      'This repository is public, and with users: pseudonym the snapshot holds data about users. Use a private repository, or set users to none; or, with users: pseudonym and the consent of the data controller, set allow-public-repository to true.',
    );
  });
});

describe('the app catalog', () => {
  const checkWith = async (world: World, catalog: string | undefined, inputs: Inputs = {}) => {
    const workspace = await world.runner.checkout();
    const file = join(workspace, 'apps.csv');
    if (catalog !== undefined) await writeFile(file, catalog);
    const all = { command: 'check', publish: 'artifact', 'app-catalog': 'apps.csv', ...inputs };
    const run = await world.sync(all, { workspace });
    await rm(file, { force: true });
    return run;
  };
  const OWNED = 'app id,display name,owner\na,Leave,Kim Lee\nb,Travel,\n';

  test('is read, and no owner of it shown', async () => {
    const run = await checkWith(await useWorld(), OWNED);
    expect(run.exitCode).toBe(0);
    expect(tableOf(run).get('App catalog')).toBe('✅ apps.csv: 2 apps, 1 with an owner');
    expect(await findLeaks(shownBy(run), [{ what: 'owner', text: 'Kim Lee' }])).toEqual([]);
  });

  test('that is missing', async () => {
    const world = await useWorld();
    await expectProblem(
      world,
      await checkWith(world, undefined),
      'App catalog',
      'Cannot read the app catalog "apps.csv": there is no such file. Check that app-catalog names a CSV file of apps, and that a step before this one checks the repository out.',
    );
  });

  test('that names owners, in a public repository', async () => {
    const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
    await expectProblem(
      world,
      await checkWith(world, OWNED, { users: 'none' }),
      'Repository',
      'This repository is public, and the app catalog names owners of apps, who are users. Use a private repository, or leave the column owner out of the app catalog or empty.',
    );
  });
});

describe('with history: graph', () => {
  test('tells what the next run searches, and submits nothing', async () => {
    const world = await useWorld();
    addContent(world, 24, { blobsPerHour: 0.5 });
    const first = tableOf(await check(world, { history: 'graph' }));
    expect(first.get('Audit search permission')).toMatch(/roles: AuditLogsQuery\.Read\.All$/);
    expect(first.get('Audit search')).toMatch(
      /^✅ would search 2026-05-26T06:00:00Z to 2026-11-16T06:05:\d\dZ with 18 queries, of which 0 are in flight$/,
    );
    expect(world.tenant.search.submitted).toEqual([]);
    world.tenant.search.polls = () => Number.POSITIVE_INFINITY;
    await world.sync({ history: 'graph' });
    const second = tableOf(await check(world, { history: 'graph' }));
    expect(second.get('Audit search')).toMatch(/with 18 queries, of which 3 are in flight$/);
    expect(world.tenant.search.submitted).toHaveLength(3);
    expect(world.judgeSays()).toEqual([]);
  });

  test('says that the role is missing', async () => {
    const world = await useWorld();
    world.tenant.search.token.roles = ['AuditLog.Read.All'];
    const run = await check(world, { history: 'graph' });
    expect(tableOf(run).get('Audit search permission')).toMatch(
      /^❌ .*AuditLogsQuery\.Read\.All of Microsoft Graph/,
    );
    expect(run.exitCode).toBe(1);
  });
});
