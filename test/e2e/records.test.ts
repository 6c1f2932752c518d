import { describe, expect, test } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import type { LaunchMeaning, OperationMeaning } from '../../simulator/tenant/meaning.ts';
import { launchFaults, operationRecord, unreadableLaunch } from '../../simulator/tenant/other-records.ts';
import { Random } from '../../simulator/tenant/random.ts';
import { type AuditRecord, creationTime, record } from '../../simulator/tenant/record.ts';
import { type App, NOBODIES } from '../../simulator/tenant/world.ts';
import { directoryOf, query, readEvents, readLaunches, readManifest } from './snapshot.ts';
import { addContent, DAY, expectComplete, expectRows, HOUR, MINUTE, useWorld } from './use-world.ts';
import type { World } from './world.ts';

function deliver({ tenant }: World, ...records: readonly AuditRecord[]) {
  return tenant.addBlob({ created: new Date(tenant.now() - MINUTE), records });
}

/** A launch that the world makes, as a record. */
function launched({ tenant }: World, given: Partial<LaunchMeaning> & { readonly hoursAgo: number }) {
  const { hoursAgo, ...options } = given;
  const launchedAt = new Date(tenant.now() - hoursAgo * HOUR);
  return launchRecord(tenant.makeLaunch({ ...options, launchedAt }), tenant.tenantId);
}

function operated(
  { tenant }: World,
  operation: string,
  app: App,
  hoursAgo: number,
  given: Partial<OperationMeaning> = {},
): AuditRecord {
  const { eventId, user } = tenant.makeLaunch();
  const occurredAt = tenant.now() - hoursAgo * HOUR;
  const meaning = { kind: 'operation', operation, eventId, occurredAt, app, user, succeeded: true } as const;
  return operationRecord({ ...meaning, ...given }, tenant.tenantId);
}

function appOf({ tenant }: World, index: number): App {
  const app = tenant.world.apps[index];
  if (app === undefined) throw new Error('an empty world');
  return app;
}

async function tableOf(folder: string, table: string) {
  const { files } = await readManifest(folder);
  const named = files.filter((file) => file.table === table && file.format === 'parquet');
  const paths = named.map(({ path }) => `'${folder.replaceAll('\\', '/')}/${path}'`);
  return await query(`FROM read_parquet([${paths.join(', ')}])`);
}

describe('a record that no run can place', () => {
  test.each(launchFaults)('%s: is told with its blob, and ends nothing', async (fault) => {
    const world = await useWorld();
    const { tenant } = world;
    const at = tenant.now() - HOUR;
    const { contentId } = deliver(
      world,
      launched(world, { hoursAgo: 2 }),
      unreadableLaunch(tenant.world, fault, new Random(3), at),
      launched(world, { hoursAgo: 3 }),
    );
    const run = await world.sync();
    expectComplete(run);
    await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
    expect(Object.fromEntries(run.outputs)).toMatchObject({ 'records-read': '3', 'launches-added': '2' });
    expect(run.summary).toContain(
      '3 = 2 launches added + 0 duplicates + 0 of other operations + 1 unreadable',
    );
    const warning = run.annotations.find(({ title }) => title === 'Unreadable records');
    expect(warning?.message).toMatch(/^Cannot read 1 audit record\. /);
    expect(warning?.message).toContain(`${contentId}: the record at byte `);
  });

  test.each(['9999-12-31T23:59:59', '2099-01-01T00:00:00', '2027-01-20T00:00:00', '0001-01-01T00:00:00'])(
    'a launch and a deletion of %s move no day, no window and no month',
    async (time) => {
      const world = await useWorld({ tenant: { now: new Date('2026-11-06T06:00:00Z') } });
      const { tenant } = world;
      deliver(world, launched(world, { hoursAgo: 30 * 24 }), launched(world, { hoursAgo: 5 }));
      const before = await world.sync();
      tenant.advance(HOUR);
      const absurd = (operation: string) => {
        const { meaning, render } = operated(world, operation, appOf(world, 0), 0);
        const retimed = (random: Random) =>
          render(random).replace(/"CreationTime":"[^"]+"/, `"CreationTime":"${time}"`);
        return { meaning: { ...meaning, kind: 'unreadable' } as const, render: retimed };
      };
      deliver(world, absurd('LaunchPowerApp'), absurd('DeletePowerApp'));
      const run = await world.sync();
      expectComplete(run);
      expect(run.outputs.get('launches-total')).toBe('2');
      const dataOf = async (folder: string) =>
        (await readManifest(folder)).files
          .filter(({ table }) => table !== 'snapshot')
          .map(({ path, sha256, sealed }) => `${path} ${sha256} ${sealed}`);
      expect(await dataOf(directoryOf(run))).toEqual(await dataOf(directoryOf(before)));
      expect(run.annotations.map(({ title }) => title)).toContain('Unreadable records');
    },
  );

  test('an hour after the run is the present of another clock', async () => {
    const world = await useWorld();
    deliver(world, launched(world, { hoursAgo: -1 }));
    expect((await world.sync()).outputs.get('launches-added')).toBe('1');
  });
});

describe('a launch that failed', () => {
  test('has its row, and counts in no figure', async () => {
    const world = await useWorld();
    const { tenant } = world;
    const [app, onlyFails] = [appOf(world, 0), appOf(world, 1)];
    const [user, unlucky] = tenant.world.users;
    if (user === undefined || unlucky === undefined) throw new Error('an empty world');
    const failed = { succeeded: false } as const;
    deliver(
      world,
      launched(world, { app, user, hoursAgo: 102 }),
      launched(world, { app, user, hoursAgo: 101.6, ...failed }),
      launched(world, { app, user, hoursAgo: 101.3 }),
      launched(world, { app, user, hoursAgo: 2, recordType: 45, ...failed }),
      launched(world, { app: onlyFails, user: unlucky, hoursAgo: 112, ...failed }),
    );
    const run = await world.sync();
    expectComplete(run);
    const folder = directoryOf(run);
    await expectRows(folder, tenant.expectedRecords, tenant);
    const rows = await readLaunches(folder, 'csv');
    expect(rows.map((row) => [row.succeeded, row.is_session_start])).toEqual([
      ...[[0, 0]],
      ...[
        [1, 1],
        [0, 0],
        [1, 1],
      ],
      ...[[0, 0]],
    ]);
    expect(Object.fromEntries(run.outputs)).toMatchObject({ 'launches-added': '2', 'launches-total': '2' });
    expect(await tableOf(folder, 'daily')).toMatchObject([{ launches: 2, sessions: 2 }]);
    // The app that never started is told by name, without a launch.
    const none = { launches_28d: 0, users_28d: 0, first_launch_at: null, last_launch_at: null };
    const apps = await tableOf(folder, 'apps');
    expect(apps.find(({ app_id }) => app_id === onlyFails.id)).toMatchObject({
      ...{ app_name: onlyFails.name, ...none },
    });
    expect(apps.find(({ app_id }) => app_id === app.id)).toMatchObject({
      ...{ launches_28d: 2, users_28d: 1, last_launch_at: '2026-11-18 00:42:00+00' },
    });
    expect(await tableOf(folder, 'users')).toHaveLength(1);
    expect((await tableOf(folder, 'active_users')).filter(({ users }) => users !== 1)).toEqual([]);
    expect(await tableOf(folder, 'snapshot')).toMatchObject([
      { launches: 2, failed_launches: 3, apps: 2, users: 1, last_date: '2026-11-18' },
    ]);
    const notice = run.annotations.find(({ title }) => title === 'Failed launches');
    expect(notice?.message).toContain('3 of 5 launches read failed.');
    expect(run.summary).toContain('5 = 2 launches added + 3 failed launches + 0 duplicates');
    expect(run.summary).toContain('Snapshot: 2 launches and 3 that failed, covered from');

    // The next run knows how many failed without reading what it has.
    tenant.advance(HOUR);
    deliver(world, launched(world, { app, user, hoursAgo: 0.5, ...failed }));
    const next = await world.sync();
    expect(await tableOf(directoryOf(next), 'snapshot')).toMatchObject([{ launches: 2, failed_launches: 4 }]);
    await expectRows(directoryOf(next), tenant.expectedRecords, tenant);
  });

  test.each([
    ['256 failed, 45 did not', 256, 45],
    ['45 failed, 256 did not', 45, 256],
  ] as const)(
    'of a launch in both schemas the success counts: %s, in one run and in two',
    async (_, bad, good) => {
      for (const order of [
        [bad, good],
        [good, bad],
      ]) {
        const world = await useWorld();
        const { tenant } = world;
        const { app, user } = tenant.makeLaunch();
        for (const recordType of order) {
          deliver(
            world,
            launched(world, { app, user, recordType, succeeded: recordType === good, hoursAgo: 20 }),
          );
          await world.sync();
          tenant.advance(HOUR);
          tenant.setNow(new Date(tenant.now() - HOUR));
        }
        const run = await world.sync();
        expect(run.outputs.get('launches-total')).toBe('1');
        expect(tenant.expectedRecords.twins.size).toBe(1);
        await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
      }
    },
  );

  test('by chance, among all else that makes merging hard', async () => {
    const world = await useWorld();
    addContent(world, 24, { launchShare: 0.6, schema: 'both', failedShare: 0.3, oddShare: 0.5 });
    const run = await world.sync({ 'time-zone': 'Europe/Berlin' });
    expectComplete(run);
    const how = { ...world.tenant, timeZone: 'Europe/Berlin' };
    await expectRows(directoryOf(run), world.tenant.expectedRecords, how);
  });
});

describe('a deleted app', () => {
  const deletedAt = async (world: World, app: App): Promise<unknown> => {
    const run = await world.sync();
    expectComplete(run);
    const rows = await tableOf(directoryOf(run), 'apps');
    return rows.find(({ app_id }) => app_id === app.id)?.deleted_at ?? null;
  };

  test.each(['DeletePowerApp', 'AdminDeletePowerApp', 'AdminDeleteApp'])(
    '%s: keeps the name and the environment that the deletion tells',
    async (operation) => {
      const world = await useWorld();
      const app = appOf(world, 2);
      deliver(world, operated(world, operation, app, 3));
      const run = await world.sync();
      const folder = directoryOf(run);
      const row = { app_id: app.id, app_name: app.name, environment_id: app.environment.id.toLowerCase() };
      expect(await tableOf(folder, 'apps')).toMatchObject([{ ...row, deleted_at: '2026-11-22 03:00:00+00' }]);
      expect(await tableOf(folder, 'environments')).toMatchObject([
        { environment_name: app.environment.name },
      ]);
      // A run that reads nothing of it leaves it as it is.
      world.tenant.advance(DAY);
      deliver(world, launched(world, { app: appOf(world, 0), hoursAgo: 1 }));
      const next = directoryOf(await world.sync());
      expect((await tableOf(next, 'apps')).find(({ app_id }) => app_id === app.id)).toMatchObject(row);
    },
  );

  test.each<[string, (world: World, app: App, hoursAgo: number) => AuditRecord]>([
    ['a restoration by an admin', (world, app, at) => operated(world, 'AdminRestoreDeletedApp', app, at)],
    ['a version that is restored', (world, app, at) => operated(world, 'PromotePowerAppVersion', app, at)],
    ['a launch', (world, app, at) => launched(world, { app, hoursAgo: at })],
  ])('%s after it undoes it, whichever comes first, in one run or in two', async (_, proof) => {
    const app = appOf(await useWorld(), 2);
    const deletion = (world: World) => operated(world, 'AdminDeleteApp', app, 3);
    const after = await useWorld();
    deliver(after, deletion(after), proof(after, app, 2));
    expect(await deletedAt(after, app)).toBeNull();
    const before = await useWorld();
    deliver(before, deletion(before), proof(before, app, 4));
    expect(await deletedAt(before, app)).toBe('2026-11-22 03:00:00+00');
    for (const late of [true, false]) {
      const world = await useWorld();
      deliver(world, late ? proof(world, app, 2) : deletion(world));
      expect(await deletedAt(world, app)).toBe(late ? null : '2026-11-22 03:00:00+00');
      world.tenant.advance(MINUTE);
      const minute = 1 / 60;
      deliver(
        world,
        late ? operated(world, 'AdminDeleteApp', app, 3 + minute) : proof(world, app, 2 + minute),
      );
      expect(await deletedAt(world, app)).toBeNull();
    }
  });

  test('stays deleted after a launch that failed, and is not deleted by a deletion that failed', async () => {
    const world = await useWorld();
    const [gone, kept] = [appOf(world, 2), appOf(world, 3)];
    deliver(
      world,
      operated(world, 'AdminDeleteApp', gone, 3),
      launched(world, { app: gone, hoursAgo: 2, succeeded: false }),
      launched(world, { app: kept, hoursAgo: 9 }),
      operated(world, 'DeletePowerApp', kept, 3, { succeeded: false }),
      operated(world, 'DeletePowerAppVersion', kept, 3),
    );
    expect(await deletedAt(world, gone)).not.toBeNull();
    expect(await deletedAt(world, kept)).toBeNull();
  });
});

test('nobody is no user, and an id of zeros is no id', async () => {
  const world = await useWorld();
  const { tenant } = world;
  const nil = '00000000-0000-0000-0000-000000000000';
  deliver(
    world,
    ...NOBODIES.flatMap((user) => [
      launched(world, { user, hoursAgo: 2 }),
      launched(world, { user, hoursAgo: 3, recordType: 45 }),
      operated(world, 'DeletePowerApp', appOf(world, 1), 4, { user }),
    ]),
  );
  const run = await world.sync({ users: 'name', 'data-key': undefined });
  expectComplete(run);
  await expectRows(directoryOf(run), tenant.expectedRecords, { ...tenant, users: 'name' });
  expect(await tableOf(directoryOf(run), 'users')).toEqual([]);
  expect((await readEvents(directoryOf(run), 'csv')).map(({ user_key }) => user_key)).toEqual([
    null,
    null,
    null,
  ]);

  tenant.advance(HOUR);
  const fields = {
    Operation: 'LaunchPowerApp',
    RecordType: 45,
    CreationTime: creationTime(tenant.now() - HOUR),
  };
  deliver(
    world,
    record({ ...fields, Id: 'zeros', UserId: nil, UserKey: nil, AppName: nil, EnvironmentName: nil }),
  );
  const next = await world.sync({ users: 'name', 'data-key': undefined });
  const rows = await readLaunches(directoryOf(next), 'parquet');
  expect(rows.find(({ event_id }) => event_id === 'zeros')).toMatchObject({
    ...{ app_id: null, environment_id: null, user_key: null },
  });
});

test('records of RecordType 45 name app and environment in AdditionalInfo', async () => {
  const world = await useWorld();
  const app = appOf(world, 1);
  deliver(world, launched(world, { app, recordType: 45, hoursAgo: 2 }));
  const folder = directoryOf(await world.sync());
  expect(await tableOf(folder, 'apps')).toMatchObject([{ app_name: app.name }]);
  expect(await tableOf(folder, 'environments')).toMatchObject([{ environment_name: app.environment.name }]);
});
