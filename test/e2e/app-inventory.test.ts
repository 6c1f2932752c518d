import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pseudonymOf } from '../../simulator/pseudonyms.ts';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import type { InventoryApp, InventoryRoute } from '../../simulator/tenant/inventory.ts';
import type { Tenant } from '../../simulator/tenant/tenant.ts';
import { parseManifest } from '../../src/snapshot/manifest.ts';
import { openTables } from '../snapshot/derived/open-tables.ts';
import { findingsOf } from './fault-world.ts';
import { directoryOf } from './snapshot.ts';
import { addContent, DAY, expectComplete, HOUR, useWorld } from './use-world.ts';
import { DATA_KEY, type World } from './world.ts';

const MODES: readonly InventoryRoute[] = ['power-platform', 'admin'];
const BRANCH = { publish: 'branch', formats: 'csv, parquet' };

type Row = Readonly<Record<string, unknown>>;

/** The rows of a query over the tables on the data branch. */
async function rowsOf({ runner }: World, sql: string): Promise<readonly Row[]> {
  let rows: readonly Row[] = [];
  await openTables(await runner.readBranch('app-launches'), [], async ({ query }) => {
    rows = await query(sql);
  });
  return rows;
}

async function manifestOf({ runner }: World) {
  const files = await runner.readBranch('app-launches');
  return parseManifest(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'));
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const second = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** A row of `apps` as the mode can tell of an app. */
function expectedRow(app: InventoryApp, mode: InventoryRoute, tenantId: string): Row {
  const published = mode === 'admin' && app.publishedAt !== null ? second(app.publishedAt) : null;
  return {
    app_id: app.id,
    app_name: app.name,
    app_type: mode === 'admin' ? 'ClassicCanvasApp' : null,
    environment_id: app.environment.id.toLowerCase(),
    owner: null,
    owner_key: app.owner && pseudonymOf(app.owner.objectId ?? '', { tenantId, key: DATA_KEY }),
    created_at: iso(app.createdAt),
    modified_at: iso(second(app.modifiedAt)),
    published_at: iso(published),
    shared_users: app.sharedUsers,
    shared_groups: app.sharedGroups,
    in_inventory: 1,
  };
}

const COLUMNS = `app_id, app_name, app_type, environment_id, owner, owner_key,
  strftime(created_at, '%xT%X.%gZ') AS created_at, strftime(modified_at, '%xT%X.%gZ') AS modified_at,
  strftime(published_at, '%xT%X.%gZ') AS published_at, shared_users, shared_groups, in_inventory`;

const byId = (a: Row, b: Row): number => (String(a.app_id) < String(b.app_id) ? -1 : 1);

test.each(MODES)(
  '%s: every app stands in apps once, with owner and times, also those that nobody launches',
  async (mode) => {
    const world = await useWorld();
    const { tenant } = world;
    addContent(world, 24);
    const run = await world.sync({ ...BRANCH, 'app-inventory': mode });
    expectComplete(run);
    const apps = mode === 'admin' ? tenant.inventory.canvasApps : tenant.inventory.apps;
    expect(await rowsOf(world, `SELECT ${COLUMNS} FROM apps_parquet ORDER BY app_id`)).toEqual(
      apps.map((app) => expectedRow(app, mode, tenant.tenantId)).sort(byId),
    );
    expect(run.outputs.get('apps-known')).toBe(`${apps.length}`);
    const environments = await rowsOf(
      world,
      'SELECT environment_id, environment_type, region FROM environments_csv ORDER BY 1',
    );
    expect(environments).toEqual(
      tenant.inventory.environments
        .map(({ id }, index) => ({
          environment_id: id.toLowerCase(),
          environment_type: index === 0 ? 'Default' : 'Production',
          region: mode === 'admin' ? 'europe' : 'EU',
        }))
        .sort((a, b) => (a.environment_id < b.environment_id ? -1 : 1)),
    );
    // A user who owns an app and launches one has one key.
    const shared = await rowsOf(
      world,
      'SELECT count(DISTINCT user_key)::INT AS n FROM users_csv JOIN apps_csv ON owner_key = user_key',
    );
    expect(shared[0]?.n).toBeGreaterThan(0);
    expect((await manifestOf(world)).inventory).toEqual({
      taken_at: '2026-11-22T06:00:00.000Z',
      apps: apps.length,
      environments: tenant.inventory.environments.length,
      unread: [],
    });
    expect(world.judgeSays()).toEqual([]);
  },
);

test('each service gets the token of its own audience', async () => {
  const world = await useWorld();
  addContent(world, 2);
  expectComplete(await world.sync({ ...BRANCH, 'app-inventory': 'admin' }));
  const { issuedTokens, requests } = world.tenant;
  const audienceOf = (id: string | null) => issuedTokens.find((token) => token.id === id)?.audience;
  const audiences = requests
    .filter(({ kind }) => kind !== 'token')
    .map(
      ({ kind, tokenId }) =>
        `${kind === 'apps' || kind === 'environments' ? kind : 'feed'}: ${audienceOf(tokenId)}`,
    );
  expect([...new Set(audiences)].sort()).toEqual([
    'apps: https://service.powerapps.com',
    'environments: https://service.powerapps.com',
    'feed: https://manage.office.com',
  ]);
});

test('an inventory is taken once a day, and a run that brings nothing new commits nothing', async () => {
  const world = await useWorld();
  addContent(world, 2);
  const inputs = { ...BRANCH, 'app-inventory': 'power-platform' };
  const listed = (): number => world.tenant.requests.filter(({ kind }) => kind === 'environments').length;
  const commits: (string | undefined)[] = [];
  const counts: number[] = [];
  for (const hours of [0, 6, 6, 6, 6, 20]) {
    world.tenant.advance(hours * HOUR);
    const run = await world.sync(inputs);
    expectComplete(run);
    commits.push(run.outputs.get('commit-sha'));
    counts.push(listed());
  }
  expect(counts).toEqual([1, 1, 1, 1, 2, 3]);
  // 24 hours after the first the watermark is refreshed.
  expect(new Set(commits.slice(0, 4)).size).toBe(1);
  expect(new Set(commits.slice(4)).size).toBe(1);
});

/** What spoils an inventory, and the title of what the run says of it. */
const SPOILERS: readonly (readonly [string, (tenant: Tenant) => void])[] = [
  [
    'App inventory not read',
    ({ inventory }) => {
      inventory.access.admin = 'refused';
    },
  ],
  [
    'App inventory not read',
    ({ inventory }) => {
      inventory.access.admin = 'blind';
    },
  ],
  [
    'App inventory not read',
    ({ faults }) =>
      faults.add({ match: { kind: 'environments' }, fault: { kind: 'status', status: 403, body: 'html' } }),
  ],
  ['App inventory not read', ({ entra }) => void entra.absent.add('https://service.powerapps.com')],
  [
    'Environments not read',
    ({ faults }) =>
      faults.add({ match: { kind: 'apps' }, times: 99, fault: { kind: 'status', status: 500 } }),
  ],
  [
    'Environments not read',
    ({ inventory }) => {
      for (const { id } of inventory.environments.slice(1)) inventory.closed.add(id);
    },
  ],
  [
    'Suddenly fewer apps',
    ({ inventory }) => {
      inventory.apps = [];
    },
  ],
  [
    'Environments not listed any more',
    ({ inventory }) => {
      inventory.environments = inventory.environments.slice(-1);
    },
  ],
];

test('no failing, partial, empty or shrunken inventory changes a row or ends a run', async () => {
  const world = await useWorld();
  const { inventory, faults, entra } = world.tenant;
  const inputs = { publish: 'none', formats: 'csv', 'app-inventory': 'admin' };
  expectComplete(await world.sync(inputs));
  const whole = { apps: inventory.apps, environments: inventory.environments };
  const before = await readFile(
    join(directoryOf(await world.sync(inputs)), 'csv', 'apps', 'apps.csv'),
    'utf8',
  );
  expect(before.split('\n')).toHaveLength(inventory.canvasApps.length + 2);
  for (const [title, spoil] of SPOILERS) {
    world.tenant.advance(DAY);
    spoil(world.tenant);
    const run = await world.sync(inputs);
    expectComplete(run);
    expect([...findingsOf(run).keys()]).toContain(title);
    expect(await readFile(join(directoryOf(run), 'csv', 'apps', 'apps.csv'), 'utf8'), title).toBe(before);
    Object.assign(inventory, whole);
    inventory.access.admin = 'granted';
    inventory.closed.clear();
    entra.absent.clear();
    faults.clear();
  }
});

test('an app that is gone counts as missing, and a day later as deleted', async () => {
  const world = await useWorld();
  const inputs = { publish: 'none', formats: 'csv', 'app-inventory': 'admin' };
  expectComplete(await world.sync(inputs));
  const [gone] = world.tenant.inventory.canvasApps.filter(({ name }) => name.startsWith('Idle app'));
  world.tenant.inventory.remove(gone?.id ?? '');
  const found: string[] = [];
  for (let day = 1; day <= 2; day += 1) {
    world.tenant.advance(DAY);
    const run = await world.sync(inputs);
    expectComplete(run);
    const text = await readFile(join(directoryOf(run), 'csv', 'apps', 'apps.csv'), 'utf8');
    found.push(...text.split('\n').filter((line) => line.startsWith(gone?.id ?? '?')));
  }
  const end = (line: string | undefined) => line?.split(',').slice(11);
  expect(end(found[0])).toEqual(['2026-11-23T06:00:00Z', '', '', '0', '0', '0', '', '']);
  expect(end(found[1])).toEqual(['2026-11-23T06:00:00Z', '', '', '0', '0', '0', '2026-11-23T06:00:00Z', '']);
});

describe('owners', () => {
  test('users: name stores the user principal name in the table and nowhere else', async () => {
    const world = await useWorld();
    addContent(world, 2);
    expectComplete(await world.sync({ ...BRANCH, users: 'name', 'app-inventory': 'admin' }));
    const owners = world.tenant.inventory.canvasApps.map(({ id, owner }) => ({
      app_id: id,
      owner: owner?.upn ?? null,
      owner_key: owner?.upn.toLowerCase() ?? null,
    }));
    expect(await rowsOf(world, 'SELECT app_id, owner, owner_key FROM apps_csv ORDER BY 1')).toEqual(
      owners.sort(byId),
    );
    const files = await world.runner.readBranch('app-launches');
    const upns = world.tenant.inventory.canvasApps.flatMap(({ owner }) => owner?.upn ?? []);
    for (const path of ['report.html', 'README.md', 'datapackage.json', 'manifest.json']) {
      const text = Buffer.from(files.get(path) ?? [])
        .toString('utf8')
        .toLowerCase();
      expect(
        upns.filter((upn) => text.includes(upn.toLowerCase())),
        path,
      ).toEqual([]);
    }
  });

  test('users: none stores no owner', async () => {
    const world = await useWorld();
    addContent(world, 2);
    expectComplete(await world.sync({ ...BRANCH, users: 'none', 'app-inventory': 'admin' }));
    const [row = {}] = await rowsOf(world, 'FROM apps_csv WHERE in_inventory = 1');
    expect(row).toMatchObject({ owner: null, app_type: 'ClassicCanvasApp' });
    expect(row).not.toHaveProperty('owner_key');
  });

  test('a public repository gets pseudonyms at most, and names not at all', async () => {
    const world = await useWorld({ runner: { repository: { visibility: 'public' } } });
    addContent(world, 2);
    const allowed = { ...BRANCH, 'app-inventory': 'admin', 'allow-public-repository': 'true' };
    const refused = await world.sync({ ...allowed, users: 'name' });
    expect(refused.exitCode).toBe(1);
    expect(world.tenant.requests).toEqual([]);
    expectComplete(await world.sync(allowed));
    expect(
      await rowsOf(
        world,
        'SELECT count(owner)::INT AS named, count(owner_key)::INT > 0 AS keyed FROM apps_csv',
      ),
    ).toEqual([{ named: 0, keyed: true }]);
  });
});

describe('command: check', () => {
  const tableLine = ({ summary }: ActionRun): string | undefined =>
    summary.split('\n').find((line) => line.includes('| App inventory'));

  test.each(MODES)('%s: tells how many apps there are', async (mode) => {
    const world = await useWorld();
    const run = await world.sync({ command: 'check', 'app-inventory': mode });
    expect(run.exitCode).toBe(0);
    const { apps, canvasApps, environments } = world.tenant.inventory;
    const count = mode === 'admin' ? canvasApps.length : apps.length;
    expect(tableLine(run)).toContain(`${mode}&#58; ${count} apps in ${environments.length} environments`);
  });

  test('tells what is missing where it may not be read, and which environments are closed', async () => {
    const world = await useWorld();
    world.tenant.inventory.closed.add(world.tenant.inventory.environments[1]?.id ?? '');
    const some = await world.sync({ command: 'check', 'app-inventory': 'power-platform' });
    expect(some.exitCode).toBe(0);
    expect(tableLine(some)).toContain('1 of them not read');
    world.tenant.inventory.access['power-platform'] = 'refused';
    const none = await world.sync({ command: 'check', 'app-inventory': 'power-platform' });
    expect(none.exitCode).toBe(1);
    expect(tableLine(none)).toMatch(/^\| ❌ .*Power Platform reader/u);
  });
});
