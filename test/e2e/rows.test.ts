import { describe, expect, test } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { expectedLaunches } from './expected-rows.ts';
import { directoryOf, readEvents, readLaunches, readManifest } from './snapshot.ts';
import { addContent, DAY, expectComplete, expectRows, HOUR, MINUTE, useWorld } from './use-world.ts';
import { OTHER_DATA_KEY } from './world.ts';

/** One name for all names of a zone. */
const zone = (timeZone: string) => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

describe('rows equal the truth, field by field', () => {
  test.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Los_Angeles'])('in %s', async (timeZone) => {
    // The week in which summer time ends in Berlin (25 October) and Los Angeles (1 November).
    const world = await useWorld({ tenant: { now: new Date('2026-11-01T20:00:00Z') } });
    addContent(world, 6 * 24, { launchShare: 0.6, schema: 'mixed', lateShare: 0.3 });
    const run = await world.sync({ 'time-zone': timeZone });
    expectComplete(run);
    await expectRows(directoryOf(run), world.tenant.expectedRecords, { ...world.tenant, timeZone });
    expect(zone((await readManifest(directoryOf(run))).time_zone)).toBe(zone(timeZone));
  });

  test('sessions start after more than 30 minutes, across midnight and across runs', async () => {
    const world = await useWorld();
    const { tenant } = world;
    const { makeLaunch, tenantId } = tenant;
    const [app, other] = tenant.world.apps;
    const [user] = tenant.world.users;
    if (app === undefined || other === undefined || user === undefined) throw new Error('an empty world');
    const at = (instant: string, of = app) =>
      launchRecord(makeLaunch({ launchedAt: new Date(instant), app: of, user }), tenantId);
    tenant.addBlob({
      created: new Date(tenant.now() - MINUTE),
      records: [
        at('2026-11-20T23:30:00Z'),
        at('2026-11-21T00:10:00Z'),
        at('2026-11-21T00:40:00Z'),
        at('2026-11-21T01:10:01Z'),
        at('2026-11-21T01:11:00Z', other),
      ],
    });
    const starts = async () =>
      (await readLaunches(directoryOf(await world.sync()), 'parquet')).map((row) => row.is_session_start);
    expect(await starts()).toEqual([1, 1, 0, 1, 1]);
    tenant.advance(HOUR);
    // A late launch of the day before joins two sessions: the day after changes, though no launch of it came.
    tenant.addBlob({
      created: new Date(tenant.now() - MINUTE),
      records: [at('2026-11-20T23:45:00Z')],
    });
    expect(await starts()).toEqual([1, 0, 0, 0, 1, 1]);
    expect(await starts()).toEqual(
      expectedLaunches(tenant.expectedRecords, tenant).map((row) => row.is_session_start),
    );
  });

  test.each([{ users: 'pseudonym', key: OTHER_DATA_KEY }, { users: 'name' }, { users: 'none' }] as const)(
    'with users: $users',
    async ({ users, ...rest }) => {
      const world = await useWorld();
      addContent(world, 24, { launchShare: 0.6 });
      const key = 'key' in rest ? { 'data-key': rest.key } : { 'data-key': undefined };
      const run = await world.sync({ users, ...key });
      expectComplete(run);
      const how = { tenantId: world.tenant.tenantId, users, ...rest };
      await expectRows(directoryOf(run), world.tenant.expectedRecords, how);
      const { identity } = await readManifest(directoryOf(run));
      expect(identity.mode).toBe(users);
      expect(identity.key_id === null).toBe(users !== 'pseudonym');
    },
  );
});

describe('a launch in both schemas is one row', () => {
  test('within one run', async () => {
    const world = await useWorld();
    addContent(world, 24, { schema: 'both', launchShare: 0.4 });
    const run = await world.sync();
    expect(world.tenant.expectedRecords.twins.size).toBeGreaterThan(20);
    expect(
      new Set(expectedLaunches(world.tenant.expectedRecords, world.tenant).map((row) => row.record_type)),
    ).toEqual(new Set([256]));
    await expectRows(directoryOf(run), world.tenant.expectedRecords, world.tenant);
  });

  test.each([45, 256] as const)('across runs, %i first', async (firstType) => {
    const world = await useWorld();
    const { tenant } = world;
    const launch = tenant.makeLaunch({ recordType: firstType, launchedAt: new Date(tenant.now() - DAY) });
    const { eventId: _own, ...request } = launch;
    const twin = tenant.makeLaunch({
      ...request,
      launchedAt: new Date(launch.launchedAt),
      recordType: firstType === 45 ? 256 : 45,
    });
    const lonely = tenant.makeLaunch({ recordType: 45, launchedAt: new Date(tenant.now() - DAY - MINUTE) });
    const deliver = (...launches: readonly (typeof launch)[]) =>
      tenant.addBlob({
        created: new Date(tenant.now() - MINUTE),
        records: launches.map((each) => launchRecord(each, tenant.tenantId)),
      });
    deliver(launch, lonely);
    const first = await world.sync();
    expect(first.outputs.get('launches-total')).toBe('2');
    tenant.advance(HOUR);
    deliver(twin);
    const second = await world.sync();
    expect(second.outputs.get('launches-added')).toBe('0');
    expect(second.outputs.get('duplicates')).toBe('1');
    await expectRows(directoryOf(second), tenant.expectedRecords, tenant);
    expect((await readLaunches(directoryOf(second), 'csv')).map((row) => row.record_type)).toEqual([45, 256]);
  });
});

test('operations other than launches go to events, in the spelling of the input', async () => {
  const world = await useWorld();
  addContent(world, 24, { operationShare: 0.3 });
  const run = await world.sync({ operations: 'launchpowerapp\ndeletepowerapp, PublishPowerApp' });
  expectComplete(run);
  const folder = directoryOf(run);
  expect(await readLaunches(folder, 'csv')).toStrictEqual(
    expectedLaunches(world.tenant.expectedRecords, world.tenant),
  );
  const kept = [...world.tenant.expectedRecords.operations.values()].filter(({ operation }) =>
    ['DeletePowerApp', 'PublishPowerApp'].includes(operation),
  );
  const spelled = new Map(
    kept.map(({ eventId, operation }) => [
      eventId,
      operation === 'DeletePowerApp' ? 'deletepowerapp' : operation,
    ]),
  );
  for (const format of ['csv', 'parquet'] as const) {
    const rows = await readEvents(folder, format, 'folder');
    expect(new Map(rows.map((row) => [row.event_id, row.operation]))).toEqual(spelled);
    expect(rows).toHaveLength(spelled.size);
  }
});
