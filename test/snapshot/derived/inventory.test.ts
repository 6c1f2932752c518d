import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/instants.ts';
import type { OtherEvent } from '../../../src/launches/launch.ts';
import type { AppCatalog } from '../../../src/snapshot/app-catalog.ts';
import type { AppInventory, ListedApp, ListedEnvironment } from '../../../src/snapshot/app-inventory.ts';
import type { AppRow } from '../../../src/snapshot/dimension-tables.ts';
import { launch, MemorySnapshot, type Options } from '../fixtures.ts';

const T0 = Date.UTC(2026, 10, 1, 6);
const DAY = (days: number): number => T0 + days * DAY_MS;

function app(id: string, given: Partial<ListedApp> = {}): ListedApp {
  return {
    ...{ id, name: `The ${id}`, type: 'ClassicCanvasApp', owner: null, ownerKey: `key of ${id}` },
    ...{
      createdAt: DAY(-300),
      modifiedAt: DAY(-100),
      publishedAt: DAY(-90),
      sharedUsers: 3,
      sharedGroups: 1,
    },
    ...given,
  };
}

function place(
  id: string,
  apps: readonly ListedApp[],
  given: Partial<ListedEnvironment> = {},
): ListedEnvironment {
  return {
    id,
    name: `In ${id}`,
    type: 'Production',
    region: 'europe',
    apps,
    parts: [],
    isWhole: true,
    ...given,
  };
}

const taken = (takenAt: number, ...environments: readonly ListedEnvironment[]): AppInventory => ({
  takenAt,
  environments,
});

/** The snapshot after runs with these inventories; `undefined` is a run without one. */
async function inventoried(...inventories: readonly (AppInventory | undefined)[]): Promise<MemorySnapshot> {
  const snapshot = new MemorySnapshot();
  for (const inventory of inventories) await snapshot.merge([], { inventory });
  return snapshot;
}

type Rows = Readonly<Record<string, AppRow>>;
const rowsOf = async (snapshot: MemorySnapshot, withUsers = true): Promise<Rows> =>
  Object.fromEntries((await snapshot.apps(withUsers)).map((row) => [row.app_id, row]));

const FOUR = ['a', 'b', 'c', 'd'].map((id) => app(id));
const WHOLE = place('e', FOUR);
const LESS_A = place('e', FOUR.slice(1));

test('an app has what the inventory tells of it, and an environment too, also one without apps', async () => {
  const snapshot = await inventoried(taken(T0, place('e', [app('a')]), place('empty', [])));
  expect(await snapshot.apps()).toEqual([
    {
      ...{ app_id: 'a', app_name: 'The a', app_type: 'ClassicCanvasApp', environment_id: 'e', owner: null },
      ...{ owner_key: 'key of a', created_at: DAY(-300), modified_at: DAY(-100), published_at: DAY(-90) },
      ...{ shared_users: 3, shared_groups: 1, missing_since: null, in_inventory: 1, deleted_at: null },
      ...{ first_launch_at: null, last_launch_at: null, launches_28d: null, users_28d: null, named_at: null },
    },
  ]);
  expect(await snapshot.environments()).toEqual([
    {
      environment_id: 'e',
      environment_name: 'In e',
      environment_type: 'Production',
      region: 'europe',
      named_at: null,
    },
    {
      environment_id: 'empty',
      environment_name: 'In empty',
      environment_type: 'Production',
      region: 'europe',
      named_at: null,
    },
  ]);
});

test('what an inventory told stays in runs without one, byte for byte', async () => {
  const snapshot = await inventoried(taken(T0, WHOLE, place('empty', [])));
  const before = snapshot.contents();
  await snapshot.merge([]);
  expect(snapshot.contents()).toEqual(before);
});

describe('promise 14: an inventory never deletes', () => {
  const cases: readonly (readonly [string, readonly (AppInventory | undefined)[]])[] = [
    ['one that failed', [undefined]],
    ['environments that could not be read', [taken(DAY(2), place('e', [], { isWhole: false }))]],
    ['one of a list with rows that nobody understands', [taken(DAY(2), { ...LESS_A, isWhole: false })]],
    ['an environment that suddenly lists nothing', [taken(DAY(2), place('e', []))]],
    ['an environment that is suddenly smaller than half', [taken(DAY(2), place('e', FOUR.slice(3)))]],
    ['an environment that is not listed', [taken(DAY(2), place('other', [app('x')]))]],
    ['days of any of them', [2, 3, 4, 9].map((day) => taken(DAY(day), place('e', [])))],
    ['an older one that comes later', [taken(DAY(-3), LESS_A), taken(DAY(-1), LESS_A)]],
  ];
  test.each(cases)('%s changes no row for the worse', async (_, inventories) => {
    const before = await rowsOf(await inventoried(taken(T0, WHOLE)));
    const snapshot = await inventoried(taken(T0, WHOLE), ...inventories);
    const rows = await rowsOf(snapshot);
    for (const id of ['a', 'b', 'c', 'd']) expect(rows[id], id).toEqual(before[id]);
  });

  test('a tenant that suddenly lists less than half has no missing app, in no environment', async () => {
    const many = (id: string, count: number) =>
      place(
        id,
        Array.from({ length: count }, (_, at) => app(`${id}${at}`)),
      );
    const snapshot = await inventoried(
      taken(T0, many('e', 4), many('f', 4), many('g', 10), many('h', 10)),
      // What was 28 is 12, and two environments of 10 are gone: e lost one of four.
      taken(DAY(2), many('e', 3), many('f', 4)),
    );
    const rows = await rowsOf(snapshot);
    expect(Object.values(rows).filter(({ in_inventory }) => in_inventory !== 1)).toEqual([]);
  });

  test.each<[string, readonly AppInventory[], Partial<AppRow>]>([
    ['once', [taken(DAY(1), LESS_A)], { in_inventory: 0, missing_since: DAY(1), deleted_at: null }],
    [
      'twice within a day',
      [taken(DAY(1), LESS_A), taken(DAY(2) - 1, LESS_A)],
      { in_inventory: 0, missing_since: DAY(1), deleted_at: null },
    ],
    [
      'twice, a day apart',
      [taken(DAY(1), LESS_A), taken(DAY(2), LESS_A)],
      { in_inventory: 0, missing_since: DAY(1), deleted_at: DAY(1) },
    ],
    [
      'twice, but the second time its environment was not whole',
      [taken(DAY(1), LESS_A), taken(DAY(2), { ...LESS_A, isWhole: false })],
      { in_inventory: 0, missing_since: DAY(1), deleted_at: null },
    ],
    [
      'twice, and it was there in between',
      [taken(DAY(1), LESS_A), taken(DAY(2), WHOLE), taken(DAY(3), LESS_A)],
      { in_inventory: 0, missing_since: DAY(3), deleted_at: null },
    ],
    [
      'twice, and then it is there again',
      [taken(DAY(1), LESS_A), taken(DAY(2), LESS_A), taken(DAY(3), WHOLE)],
      { in_inventory: 1, missing_since: null, deleted_at: null },
    ],
    [
      'twice, and then an inventory fails',
      [taken(DAY(1), LESS_A), taken(DAY(2), LESS_A), taken(DAY(3), place('e', [], { isWhole: false }))],
      { in_inventory: 0, missing_since: DAY(1), deleted_at: DAY(1) },
    ],
  ])('an app that is missing %s', async (_, inventories, expected) => {
    const rows = await rowsOf(await inventoried(taken(T0, WHOLE), ...inventories));
    expect(rows.a).toMatchObject({
      ...expected,
      app_name: 'The a',
      environment_id: 'e',
      owner_key: 'key of a',
    });
    expect(rows.b).toMatchObject({ in_inventory: 1, missing_since: null, deleted_at: null });
  });

  test('apps that events deleted do not make an environment look halved', async () => {
    const snapshot = await inventoried(taken(T0, WHOLE));
    const gone = ['a', 'b', 'c'].map((appId) => deletion(appId, DAY(0.5)));
    await snapshot.merge([], { events: gone });
    await snapshot.merge([], { inventory: taken(DAY(1), place('e', [])) });
    // One was left, and an environment that lists nothing may be one that may not be seen.
    expect((await rowsOf(snapshot)).d).toMatchObject({ in_inventory: 1, missing_since: null });
    await snapshot.merge([], { inventory: taken(DAY(2), place('e', [app('d'), app('n')])) });
    const rows = await rowsOf(snapshot);
    expect(rows.a).toMatchObject({ in_inventory: 0, missing_since: DAY(2), deleted_at: DAY(0.5) });
    expect(rows.n).toMatchObject({ in_inventory: 1 });
  });

  test('what a list leaves empty does not replace what is known', async () => {
    const bare = app('a', {
      ...{ name: null, type: null, ownerKey: null, createdAt: null, modifiedAt: null, publishedAt: null },
      ...{ sharedUsers: null, sharedGroups: 0 },
    });
    const [before, rows] = [
      await rowsOf(await inventoried(taken(T0, WHOLE))),
      await rowsOf(await inventoried(taken(T0, WHOLE), taken(DAY(1), place('e', [bare, ...FOUR.slice(1)])))),
    ];
    expect(rows.a).toEqual({ ...before.a, shared_groups: 0 });
  });
});

function deletion(appId: string, occurredAt: number): OtherEvent {
  return {
    ...{ eventId: `delete ${appId} ${occurredAt}`, occurredAt, operation: 'DeletePowerApp', appId },
    ...{ environmentId: 'e', userKey: null, appName: null, environmentName: null },
  };
}

describe('launches and events decide where they know better', () => {
  test('an app that is missing and launched since is not deleted', async () => {
    const snapshot = await inventoried(taken(T0, WHOLE), taken(DAY(1), LESS_A), taken(DAY(2), LESS_A));
    await snapshot.merge([launch({ eventId: '1', launchedAt: DAY(1.5), appId: 'a', environmentId: 'e' })]);
    expect((await rowsOf(snapshot)).a).toMatchObject({ deleted_at: null, last_launch_at: DAY(1.5) });
    await snapshot.merge([], { inventory: taken(DAY(4), LESS_A) });
    expect((await rowsOf(snapshot)).a).toMatchObject({ deleted_at: null, missing_since: DAY(1) });
  });

  test('an app that an event deleted and a list of a day later names is there again, and stays so', async () => {
    const snapshot = await inventoried(taken(T0, WHOLE));
    const deleted = { events: [deletion('a', DAY(1))] };
    await snapshot.merge([], deleted);
    await snapshot.merge([], { inventory: taken(DAY(1) + HOUR_MS, WHOLE) });
    // Lists lag.
    expect((await rowsOf(snapshot)).a).toMatchObject({ deleted_at: DAY(1), in_inventory: 1 });
    await snapshot.merge([], { inventory: taken(DAY(2.5), WHOLE) });
    expect((await rowsOf(snapshot)).a?.deleted_at).toBeNull();
    // The same event again, beside another of that day.
    await snapshot.merge([], { events: [deletion('a', DAY(1)), deletion('b', DAY(1))] });
    const rows = await rowsOf(snapshot);
    expect([rows.a?.deleted_at, rows.b?.deleted_at]).toEqual([null, DAY(1)]);
    // Neither does a list that is not whole bring it back, nor take the app away again.
    const failed = taken(DAY(3), place('e', [], { isWhole: false }));
    await snapshot.merge([], { events: [deletion('c', DAY(1))], inventory: failed });
    expect((await rowsOf(snapshot)).a?.deleted_at).toBeNull();
    // A later one counts.
    await snapshot.merge([], { events: [deletion('a', DAY(4))] });
    expect((await rowsOf(snapshot)).a?.deleted_at).toBe(DAY(4));
  });

  test('names come from the newest launch, then the inventory, then the catalog', async () => {
    const catalog: AppCatalog = new Map(
      ['a', 'b', 'c'].map((id) => [
        id,
        {
          name: `Catalog ${id}`,
          owner: `Owner ${id}`,
          environmentId: 'from-catalog',
          environmentName: 'Catalog',
        },
      ]),
    );
    const snapshot = new MemorySnapshot();
    const named = launch({
      eventId: '1',
      launchedAt: T0,
      appId: 'a',
      environmentId: 'launched',
      appName: 'Launched a',
    });
    const listed = place('e', [app('a'), app('b', { name: null, ownerKey: null })]);
    await snapshot.merge([named], { catalog, inventory: taken(T0, listed) });
    const rows = await rowsOf(snapshot);
    expect(rows.a).toMatchObject({
      app_name: 'Launched a',
      environment_id: 'e',
      owner: 'Owner a',
      owner_key: 'key of a',
    });
    expect(rows.b).toMatchObject({
      app_name: 'Catalog b',
      environment_id: 'e',
      owner: 'Owner b',
      owner_key: null,
    });
    expect(rows.c).toMatchObject({
      app_name: 'Catalog c',
      environment_id: 'from-catalog',
      in_inventory: null,
    });
    // What the catalog told leaves with it.
    await snapshot.merge([]);
    expect((await rowsOf(snapshot)).a).toMatchObject({
      owner: null,
      owner_key: 'key of a',
      app_name: 'Launched a',
    });
    expect((await rowsOf(snapshot)).c).toBeUndefined();
  });

  test('an app that is launched and not listed is in no inventory, where its environment is whole', async () => {
    const snapshot = new MemorySnapshot();
    const launches = ['e', 'f', 'unknown'].map((environmentId, at) =>
      launch({ eventId: `${at}`, launchedAt: T0, appId: `of ${environmentId}`, environmentId }),
    );
    const inventory = taken(T0, WHOLE, place('f', [], { isWhole: false }));
    await snapshot.merge(launches, { inventory });
    await snapshot.merge([]);
    const rows = await rowsOf(snapshot);
    expect(rows['of e']).toMatchObject({ in_inventory: 0, missing_since: null, deleted_at: null });
    expect(rows['of f']).toMatchObject({ in_inventory: null });
    expect(rows['of unknown']).toMatchObject({ in_inventory: null });
  });
});

test('an app that two environments list is where it was changed last, and moves with no one missing it', async () => {
  const moved = [place('e', [app('a')]), place('f', [app('a', { modifiedAt: DAY(-1), sharedUsers: 9 })])];
  const snapshot = await inventoried(taken(T0, ...moved));
  expect((await rowsOf(snapshot)).a).toMatchObject({ environment_id: 'f', shared_users: 9 });
  await snapshot.merge([], { inventory: taken(DAY(1), place('e', [app('a')]), place('f', [])) });
  expect((await rowsOf(snapshot)).a).toMatchObject({
    environment_id: 'e',
    in_inventory: 1,
    missing_since: null,
  });
});

test('pages and libraries that an earlier inventory could not tell from apps leave, but not with their launches', async () => {
  const snapshot = await inventoried(taken(T0, place('e', [app('page'), app('launched'), app('a')])));
  await snapshot.merge([launch({ eventId: '1', launchedAt: T0, appId: 'launched', environmentId: 'e' })]);
  const inventory = taken(DAY(1), place('e', [app('a')], { parts: ['page', 'launched'] }));
  await snapshot.merge([], { inventory });
  const rows = await rowsOf(snapshot);
  expect(Object.keys(rows)).toEqual(['a', 'launched']);
  expect(rows.launched).toMatchObject({ in_inventory: 0, last_launch_at: T0 });
});

test.each<[string, Options, Partial<AppRow>]>([
  ['name', { users: 'name' }, { owner: 'Kim@contoso.example', owner_key: 'kim@contoso.example' }],
  ['none', { withUsers: false }, { owner: null }],
])('users: %s keeps of an owner what it keeps of users, also in later runs', async (_, options, expected) => {
  const owner = options.users === 'name' ? 'Kim@contoso.example' : null;
  const listed = app('a', { owner, ownerKey: owner?.toLowerCase() ?? null });
  const snapshot = new MemorySnapshot();
  await snapshot.merge([], { ...options, inventory: taken(T0, place('e', [listed])) });
  await snapshot.merge([], options);
  const withUsers = options.withUsers !== false;
  expect((await rowsOf(snapshot, withUsers)).a).toMatchObject(expected);
  expect(snapshot.contents()['csv/apps/apps.csv']?.includes('owner_key')).toBe(withUsers);
});
