import { describe, expect, onTestFinished, test } from 'vitest';
import type { Fault, FaultMatch } from '../../../simulator/tenant/faults.ts';
import type { InventoryApp, InventoryOptions } from '../../../simulator/tenant/inventory.ts';
import { INVENTORY_AUDIENCES } from '../../../simulator/tenant/inventory-api.ts';
import { defaultApp } from '../../../simulator/tenant/options.ts';
import { startTenant, type Tenant } from '../../../simulator/tenant/tenant.ts';
import { adviceOf } from '../../../src/errors.ts';
import { createAgents, createSend } from '../../../src/http/send.ts';
import { openIdentity } from '../../../src/launches/identity.ts';
import type { ListedApp } from '../../../src/snapshot/app-inventory.ts';
import { createLimiter } from '../../../src/sources/activity-feed/limiter.ts';
import { createInventoryApi, type InventoryApi } from '../../../src/sources/app-inventory/api.ts';
import { readInventory } from '../../../src/sources/app-inventory/read-inventory.ts';
import { readAppRow, readEnvironmentRow } from '../../../src/sources/app-inventory/rows.ts';
import { VirtualClock } from '../../e2e/played-host.ts';

type Mode = InventoryApi['mode'];
const MODES: readonly Mode[] = ['power-platform', 'admin'];

/** A tenant, and what lists its inventory on virtual time. */
async function open(mode: Mode, inventory: InventoryOptions = {}) {
  const tenant = await startTenant({ inventory });
  onTestFinished(() => tenant.close());
  const clock = new VirtualClock(tenant.now());
  const audience = INVENTORY_AUDIENCES[mode];
  const issue = async () => tenant.tokens.issue(defaultApp.clientId, { audience, roles: [] }).token;
  const token = await issue();
  const { origin: url } = tenant;
  const options = {
    ...{ send: createSend(createAgents({}, 8), TIMEOUTS), clock, random: () => 0.5, debug: () => {} },
    ...{ tokens: { get: async () => token, renew: issue }, limiter: createLimiter(600, clock) },
  };
  const choice =
    mode === 'admin' ? { mode, environmentsUrl: url, appsUrl: url, audience } : { mode, url, audience };
  const api = createInventoryApi(choice, options);
  const identity = openIdentity({ mode: 'name' }, tenant.tenantId);
  return { tenant, clock, api, read: () => readInventory(api, identity) };
}

/** Nothing hangs here: a busy machine may take long for an answer, and a request that is repeated counts. */
const TIMEOUTS = { headersMs: 60_000, bodyMs: 60_000, wholeMs: 60_000, sinkMs: 60_000 };

const lower = (text: string): string => text.toLowerCase();

/** The apps of the tenant as each mode can tell of them, by environment. */
function expected({ inventory }: Tenant, mode: Mode): Readonly<Record<string, readonly ListedApp[]>> {
  const isListed = ({ kind }: InventoryApp): boolean => mode === 'power-platform' || kind === 'canvas';
  const rows = inventory.environments.map(({ id }) => [
    lower(id),
    inventory.apps
      .filter((app) => app.environment.id === id && isListed(app))
      .map((app) => ({
        id: app.id,
        name: app.name,
        type: mode === 'admin' ? 'ClassicCanvasApp' : null,
        owner: app.owner?.upn ?? null,
        ownerKey: app.owner?.upn.toLowerCase() ?? null,
        createdAt: app.createdAt,
        modifiedAt: Math.floor(app.modifiedAt / 1000) * 1000,
        publishedAt:
          mode === 'admin' && app.publishedAt !== null ? Math.floor(app.publishedAt / 1000) * 1000 : null,
        sharedUsers: app.sharedUsers,
        sharedGroups: app.sharedGroups,
      })),
  ]);
  return Object.fromEntries(rows);
}

describe.each(MODES)('%s', (mode) => {
  test('lists every app once, with what the mode tells of it', async () => {
    const { tenant, read } = await open(mode);
    tenant.inventory.pageSize = 2;
    const { environments, unread, takenAt } = await read();
    expect(unread).toEqual([]);
    expect(takenAt).toBe(tenant.now());
    expect(environments.every(({ isWhole }) => isWhole)).toBe(true);
    expect(Object.fromEntries(environments.map(({ id, apps }) => [id, apps]))).toEqual(
      expected(tenant, mode),
    );
    const parts = environments.flatMap((each) => each.parts).sort();
    const known = tenant.inventory.apps.filter(({ kind }) => kind !== 'canvas').map(({ id }) => id);
    expect(parts).toEqual(mode === 'admin' ? known.sort() : []);
    expect(environments[0]).toMatchObject({ name: tenant.world.environments[0]?.name, type: 'Default' });
    expect(environments.map(({ region }) => region)).toContain(mode === 'admin' ? 'europe' : 'EU');
    expect(tenant.judge.complaints).toEqual([]);
  });

  test('without rights it says what gives them', async () => {
    const { tenant, read } = await open(mode);
    tenant.inventory.access[mode] = 'refused';
    const why = adviceOf(await read().catch((error: unknown) => error));
    expect(why).toContain(
      'Cannot list the environments of the tenant: the service answered Forbidden (HTTP status 403).',
    );
    expect(why).toContain(mode === 'admin' ? 'New-PowerAppManagementApp' : '"Power Platform reader"');
    expect(tenant.requests).toHaveLength(1);
  });

  test('a list without any environment is a failure, never a tenant without apps', async () => {
    const { tenant, read } = await open(mode);
    tenant.inventory.access[mode] = 'blind';
    const why = adviceOf(await read().catch((error: unknown) => error));
    expect(why).toContain('the service answered with none, and every tenant has one');
    expect(why).toContain(mode === 'admin' ? 'Register the application' : 'Assign the role');
  });

  test('a closed, a deleted and a failing environment are named, and keep no other from being read', async () => {
    const { tenant, read } = await open(mode);
    const [first, second, third] = tenant.inventory.environments.map(({ id }) => id);
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few');
    tenant.inventory.closed.add(first);
    tenant.inventory.gone.add(second);
    fault(tenant, third, { kind: 'status', status: 503, body: 'html' }, Number.POSITIVE_INFINITY);
    const { environments, unread } = await read();
    expect(unread.map(({ id, reason }) => [id, reason])).toEqual(
      expect.arrayContaining([
        [lower(first), expect.stringContaining('answered Forbidden (HTTP status 403)')],
        [lower(second), expect.stringContaining('answered EnvironmentNotFound (HTTP status 404)')],
        [lower(third), expect.stringContaining('a web page came in place of an answer (HTTP status 503)')],
      ]),
    );
    const whole = environments.filter(({ isWhole }) => isWhole);
    expect(whole).toHaveLength(environments.length - 3);
    expect(environments.filter(({ isWhole }) => !isWhole).flatMap(({ apps }) => apps)).toEqual([]);
    const all = expected(tenant, mode);
    for (const { id, apps } of whole) expect(apps).toEqual(all[id]);
  });
});

function fault(tenant: Tenant, environment: string, what: Fault, times = 1): void {
  const where: FaultMatch['where'] = ({ path }) => path.includes(encodeURIComponent(environment));
  tenant.faults.add({ match: { kind: 'apps', where }, times, fault: what });
}

const PASSING: readonly (readonly [string, Fault])[] = [
  ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 20 }],
  ['429 without a body', { kind: 'status', status: 429 }],
  ['503 with a date', { kind: 'status', status: 503, retryAfter: { dateInSeconds: 30 } }],
  ['a refused token', { kind: 'unauthorized' }],
  ['a reset', { kind: 'reset-before-headers' }],
  ['half a body', { kind: 'short-body' }],
  ['a cut body', { kind: 'cut-body' }],
  ['no list', { kind: 'not-an-array' }],
];

test.each(PASSING)('%s on the third environment costs nothing but time', async (_, what) => {
  const { tenant, read } = await open('admin');
  fault(tenant, tenant.inventory.environments[2]?.id ?? '', what, 2 - Number(what.kind === 'unauthorized'));
  const { unread, environments } = await read();
  expect(unread).toEqual([]);
  expect(Object.fromEntries(environments.map(({ id, apps }) => [id, apps]))).toEqual(
    expected(tenant, 'admin'),
  );
});

test.each(['itself', 'garbage'] as const)(
  'a list whose next page is %s is not whole, and ends',
  async (to) => {
    const { tenant, read } = await open('admin');
    let calls = 0;
    tenant.inventory.change = (rows) => {
      calls += 1;
      // The list of environments goes well.
      if (calls > 1) tenant.inventory.nextLinks = to;
      return rows;
    };
    const { environments, unread } = await read();
    const [sample] = unread;
    expect(sample?.reason).toMatch(
      /^Cannot list the apps of environment \S+ to the end of the list: it goes in a circle$/,
    );
    const listed = environments.filter(({ apps }) => apps.length > 0);
    expect(listed).toEqual([]);
  },
);

test('a link to another host is followed on the own one, and no token leaves', async () => {
  const { tenant, read } = await open('power-platform');
  tenant.inventory.pageSize = 2;
  tenant.inventory.nextLinks = 'foreign-host';
  const why = adviceOf(await read().catch((error: unknown) => error));
  // It leads on for ever.
  expect(why).toContain(
    'Cannot list the environments of the tenant to the end of the list: it goes in a circle.',
  );
  expect(tenant.judge.complaints).toEqual([]);
  expect(tenant.requests.map(({ query }) => query.$skiptoken)).toEqual([undefined, ...TOKENS]);
});

test('odd rows: what cannot be right is left out, and a row without an id leaves its environment open', async () => {
  const { tenant, read } = await open('admin');
  const [environment] = tenant.inventory.environments;
  const odd: readonly unknown[] = [
    { name: 'A', properties: { createdTime: '0001-01-01T00:00:00', owner: null, sharedUsersCount: -1 } },
    { name: 'B', properties: { createdTime: '2099-01-01T00:00:00Z', displayName: 7, owner: 'x' } },
    {
      name: 'C',
      properties: {
        createdTime: '2024-02-03T04:05:06.7891234',
        owner: { id: SYSTEM_ID, displayName: 'SYSTEM' },
      },
    },
    {
      id: '/providers/Microsoft.PowerApps/scopes/admin/environments/e/apps/D/',
      properties: { owner: { id: 'x', email: ' ' } },
    },
    { name: 'E', properties: { owner: { userPrincipalName: 'not-found', email: 'Kim@contoso.example' } } },
    { name: ' ' },
    null,
  ];
  let calls = 0;
  tenant.inventory.change = (rows) => {
    calls += 1;
    return calls === 2 ? odd : rows;
  };
  const { environments, unread } = await read();
  const found = environments.find(({ id }) => id === unread[0]?.id);
  expect(unread).toHaveLength(1);
  expect(unread[0]?.reason).toBe('it lists apps without an id');
  expect(found?.isWhole).toBe(false);
  expect(environment).toBeDefined();
  const nothing = { name: null, type: null, owner: null, ownerKey: null, createdAt: null };
  const rest = { modifiedAt: null, publishedAt: null, sharedUsers: null, sharedGroups: null };
  expect(found?.apps).toEqual([
    { id: 'a', ...nothing, ...rest },
    { id: 'b', ...nothing, ...rest },
    { id: 'c', ...nothing, ...rest, createdAt: Date.parse('2024-02-03T04:05:06.789Z') },
    { id: 'd', ...nothing, ...rest },
    { id: 'e', ...nothing, ...rest, owner: 'Kim@contoso.example', ownerKey: 'kim@contoso.example' },
  ]);
});

const TOKENS = ['2', '4', '6'].map((from) => Buffer.from(from).toString('base64url'));
const SYSTEM_ID = '00000000-0000-0000-0000-5157eaa02fcd';

test('an outage ends the inventory early, and names what is left', async () => {
  const { tenant, read } = await open('admin', { environments: 60, apps: 0 });
  tenant.faults.add({
    match: { kind: 'apps' },
    times: Number.POSITIVE_INFINITY,
    fault: { kind: 'status', status: 503 },
  });
  const { unread, environments } = await read();
  expect(unread).toHaveLength(environments.length);
  expect(tenant.requests.length).toBeLessThan(4 * 14 + 2);
});

test('each environment is asked for with as few requests as its pages', async () => {
  const { tenant, read } = await open('admin', { environments: 60, apps: 120 });
  tenant.inventory.pageSize = 50;
  const { environments } = await read();
  expect(environments).toHaveLength(tenant.inventory.environments.length);
  // One page and a second for the list of environments.
  expect(tenant.requests.length).toBe(environments.length + 2);
});

test('an environment that refuses every token is named, and asked with one fresh token', async () => {
  const { tenant, read } = await open('power-platform');
  const closed = tenant.inventory.environments[1]?.id ?? '';
  fault(tenant, closed, { kind: 'unauthorized' }, Number.POSITIVE_INFINITY);
  const { unread, environments } = await read();
  expect(unread.map(({ id }) => id)).toEqual([lower(closed)]);
  expect(environments.filter(({ isWhole }) => isWhole)).toHaveLength(environments.length - 1);
  expect(tenant.requests.filter(({ status }) => status === 401)).toHaveLength(2);
});

test('the id of an environment and of an app is found, whichever field has it', () => {
  const guid = '6c1ae15f-5d44-4c3c-9a07-2a1b9b3b0c6f';
  expect(readEnvironmentRow({ id: guid.toUpperCase(), name: 'Contoso' })).toMatchObject({
    ...{ id: guid, address: guid.toUpperCase(), name: null },
  });
  expect(readEnvironmentRow({ id: `/a/environments/Default-${guid}`, name: 'x', type: 'a/b' })).toMatchObject(
    {
      ...{ id: `default-${guid}`, address: `Default-${guid}`, type: null },
    },
  );
  const rules = { identity: openIdentity({ mode: 'none' }, guid), latest: Date.UTC(2026, 0) };
  expect(readAppRow({ name: 'Leave', id: `/a/apps/${guid}` }, rules)).toMatchObject({ app: { id: guid } });
});

test('a list that calls its next page by the name of OData is read to its end', async () => {
  const { tenant, api } = await open('power-platform');
  tenant.inventory.pageSize = 2;
  tenant.inventory.linkName = '@odata.nextLink';
  const listed = await api.environments({ read: readEnvironmentRow, keyOf: (row) => row?.id ?? '' });
  expect(listed).toHaveLength(tenant.inventory.environments.length);
});

test('environments that all refuse fresh tokens cost a few of them, not one each', async () => {
  const { tenant, read } = await open('admin', { environments: 60, apps: 0 });
  const times = Number.POSITIVE_INFINITY;
  tenant.faults.add({ match: { kind: 'apps' }, times, fault: { kind: 'unauthorized' } });
  const { unread, environments } = await read();
  expect(unread).toHaveLength(environments.length);
  const refused = tenant.requests.filter(({ status }) => status === 401);
  expect(refused.length - environments.length).toBeLessThan(6);
});

test.each(['Group', 'ServicePrincipal', 'Tenant'])('a %s is no user, and owns no app', (type) => {
  const guid = '6c1ae15f-5d44-4c3c-9a07-2a1b9b3b0c6f';
  const rules = { identity: openIdentity({ mode: 'name' }, guid), latest: Date.UTC(2026, 0) };
  const owner = { id: guid, displayName: 'Sales', email: 'sales@contoso.example', type };
  const ownerOf = (row: unknown) => {
    const read = readAppRow(row, rules);
    return read.kind === 'app' ? [read.app.owner, read.app.ownerKey] : [];
  };
  expect(ownerOf({ name: guid, properties: { owner } })).toEqual([null, null]);
  const user = { ...owner, type: 'user' };
  expect(ownerOf({ name: guid, properties: { owner: user } })).toEqual([owner.email, owner.email]);
});

test('more apps than a table of one file can hold are no inventory, and end its reading', async () => {
  const { tenant, read } = await open('admin', { environments: 40, apps: 0 });
  const rows = Array.from({ length: 250 }, (_, at) => ({
    name: `app ${at}`,
    properties: { displayName: 'n'.repeat(16_000) },
  }));
  tenant.inventory.change = (listed) => ('location' in (listed[0] ?? {}) ? listed : rows);
  const why = adviceOf(await read().catch((error: unknown) => error));
  expect(why).toMatch(/^Cannot store the inventory: its apps take more than the 40 MiB/);
  expect(tenant.requests.length).toBeLessThan(20);
});

test.each<[string, string]>([
  ['braces', '{ID}'],
  ['blanks', '  ID '],
  ['a path with braces and a slash', '/providers/environments/{ID}/'],
  ['a path with a query', '/environments/ID/?api-version=1/2'],
])('an environment is asked for by its bare id, whatever stands around it: %s', (_, written) => {
  const id = 'Default-6C1AE15F-5D44-4C3C-9A07-2A1B9B3B0C6F';
  const row = readEnvironmentRow({ id: written.replace('ID', id) });
  expect([row?.id, row?.address]).toEqual([id.toLowerCase(), id]);
});
