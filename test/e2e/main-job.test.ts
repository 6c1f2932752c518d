import { describe, expect, test } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { directoryOf, readLaunches } from './snapshot.ts';
import {
  addContent,
  DAY,
  expectComplete,
  expectRows,
  HOUR,
  inMinute,
  MINUTE,
  useWorld,
} from './use-world.ts';

/** Requests for content since a position in the tenant's log: windows listed, and blobs asked for. */
function asked({ tenant }: Awaited<ReturnType<typeof useWorld>>, since = 0) {
  const requests = tenant.requests.slice(since);
  return {
    windows: requests
      .filter(({ kind }) => kind === 'content')
      .map(({ query }) => ({ start: query.starttime, end: query.endtime })),
    blobs: requests.filter(({ kind }) => kind === 'blob').map(({ contentId }) => contentId),
  };
}

test('variables of the runner that are set to nothing count as absent', async () => {
  const names = ['GITHUB_STEP_SUMMARY', 'RUNNER_TEMP', 'GITHUB_SERVER_URL'];
  const world = await useWorld({ built: true });
  addContent(world, 3);
  const env = Object.fromEntries(names.map((name) => [name, '']));
  const run = await world.sync({ publish: 'both' }, { env });
  expectComplete(run);
  expect(run.summary).toBe('');
  await expectRows(directoryOf(run), world.tenant.expectedRecords, world.tenant);
});

describe('a first run', () => {
  test('lists seven days less a margin, whole and once, and holds every launch', async () => {
    const world = await useWorld({ tenant: { pageSize: 10 } });
    addContent(world, 6 * 24, { blobsPerHour: 0.5 });
    world.tenant.judge.startRun();
    const run = await world.sync();
    world.tenant.judge.endRun({
      from: new Date('2026-11-15T06:10:00Z'),
      to: new Date(world.tenant.now()),
    });
    expectComplete(run);
    expect([run.outputs.get('gaps'), run.annotations]).toEqual(['[]', []]);
    await expectRows(directoryOf(run), world.tenant.expectedRecords, world.tenant);
    const { windows, blobs } = asked(world);
    expect(windows).toHaveLength(7);
    expect(new Set(blobs).size).toBe(blobs.length);
    expect(world.judgeSays()).toEqual([]);
  });

  test('starts a missing subscription, without a body, and succeeds with nothing to read', async () => {
    const world = await useWorld({ tenant: { subscription: 'missing' } });
    const run = await world.sync();
    expectComplete(run);
    expect(world.tenant.subscription.state).toBe('enabled');
    expect(world.tenant.requests.map(({ kind }) => kind).slice(0, 4)).toEqual([
      'token',
      'list-subscriptions',
      'start',
      'content',
    ]);
    expect(run.annotations.map(({ title }) => title)).toContain('Subscription started');
    expect(await readLaunches(directoryOf(run), 'csv')).toEqual([]);
    expect(world.judgeSays()).toEqual([]);
  });

  test('reads as far back as lookback says, in windows of interval', async () => {
    const world = await useWorld();
    addContent(world, 24);
    const run = await world.sync({ lookback: '10 hours', interval: '4 hours' });
    expectComplete(run);
    expect(asked(world).windows).toEqual([
      { start: inMinute('2026-11-21T20:00'), end: inMinute('2026-11-22T00:00') },
      { start: inMinute('2026-11-22T00:00'), end: inMinute('2026-11-22T04:00') },
      { start: inMinute('2026-11-22T04:00'), end: inMinute('2026-11-22T06:00') },
    ]);
    const read = world.tenant.expectedRecordsOf(({ created }) => created >= '2026-11-21T20:00:00.000Z');
    expect(read.launches.size).toBeLessThan(world.tenant.expectedRecords.launches.size);
    await expectRows(directoryOf(run), read, world.tenant);
  });
});

describe('a second run', () => {
  test('lists from the watermark less the overlap and downloads no blob twice', async () => {
    const world = await useWorld({ tenant: { pageSize: 4 } });
    const { tenant } = world;
    addContent(world, 30);
    const first = await world.sync();
    const before = tenant.requests.length;
    // Created before the watermark, but the listing did not show it yet.
    const late = tenant.addBlob({
      created: new Date(tenant.now() - HOUR),
      records: [
        launchRecord(tenant.makeLaunch({ launchedAt: new Date(tenant.now() - 3 * DAY) }), tenant.tenantId),
      ],
    });
    tenant.advance(20 * HOUR);
    addContent(world, 20);
    tenant.judge.startRun();
    const second = await world.sync();
    const watermark = Date.parse(first.outputs.get('watermark') ?? '');
    tenant.judge.endRun({ from: new Date(watermark - 2 * HOUR), to: new Date(tenant.now()) });

    expectComplete(second);
    expect(first.outputs.get('watermark')).toEqual(inMinute('2026-11-22T06:00'));
    expect(second.outputs.get('watermark')).toEqual(inMinute('2026-11-23T02:00'));
    const { windows, blobs } = asked(world, before);
    expect(windows).toEqual([{ start: inMinute('2026-11-22T04:00'), end: inMinute('2026-11-23T02:00') }]);
    expect(blobs).toContain(late.contentId);
    const all = asked(world).blobs;
    expect(new Set(all).size).toBe(all.length);
    await expectRows(directoryOf(second), tenant.expectedRecords, tenant);
    expect(world.judgeSays()).toEqual([]);
  });

  test('takes a wider overlap on without losing or doubling anything', async () => {
    const world = await useWorld();
    addContent(world, 30);
    await world.sync({ overlap: '0 hours' });
    const before = world.tenant.requests.length;
    world.tenant.advance(HOUR);
    const second = await world.sync({ overlap: '6 hours' });
    expect(asked(world, before).windows[0]?.start).toEqual(inMinute('2026-11-22T00:00'));
    await expectRows(directoryOf(second), world.tenant.expectedRecords, world.tenant);
  });

  test('reads all that is listed when the watermark is in the future', async () => {
    const world = await useWorld();
    const { tenant } = world;
    addContent(world, 3);
    tenant.advance(2 * DAY);
    await world.sync();
    tenant.advance(-2 * DAY + HOUR);
    addContent(world, 1);
    const run = await world.sync();
    expectComplete(run);
    expect(run.annotations.map(({ message }) => message).join()).toContain('is in the future');
    expect(Date.parse(run.outputs.get('watermark') ?? '')).toBeLessThan(tenant.now() + HOUR);
    await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
  });

  test('goes on from the manifest when the cache is gone', async () => {
    const world = await useWorld();
    addContent(world, 30);
    await world.sync();
    world.runner.cache.clear();
    const before = world.tenant.requests.length;
    world.tenant.advance(HOUR);
    addContent(world, 1);
    const second = await world.sync();
    expect(asked(world, before).windows[0]?.start).toEqual(inMinute('2026-11-22T04:00'));
    expect(new Set(asked(world).blobs).size).toBe(asked(world).blobs.length);
    await expectRows(directoryOf(second), world.tenant.expectedRecords, world.tenant);
  });
});

test('five launches delivered again in other blobs, on other pages and in other runs stay five rows', async () => {
  const world = await useWorld({ tenant: { pageSize: 2 } });
  const { tenant } = world;
  const launches = Array.from({ length: 5 }, (_, minute) =>
    tenant.makeLaunch({ launchedAt: new Date(tenant.now() - DAY + minute * MINUTE) }),
  );
  const records = launches.map((launch, index) =>
    launchRecord(launch, tenant.tenantId, index % 2 === 0 ? 'plain' : 'upper-case-ids'),
  );
  const deliver = (hoursAgo: number): void => {
    tenant.addBlob({ created: new Date(tenant.now() - hoursAgo * HOUR), records: records.toReversed() });
  };
  for (const hoursAgo of [20, 20, 19, 18, 17, 5, 1]) deliver(hoursAgo);
  const runs = [await world.sync()];
  for (let run = 2; run <= 3; run += 1) {
    tenant.advance(6 * HOUR);
    deliver(7);
    deliver(3);
    runs.push(await world.sync());
  }
  runs.push(await world.sync({ formats: 'parquet' }), await world.sync());
  for (const run of runs) {
    expectComplete(run);
    expect(run.outputs.get('launches-total')).toBe('5');
  }
  expect(runs.map(({ outputs }) => outputs.get('launches-added'))).toEqual(['5', '0', '0', '0', '0']);
  expect(runs.map(({ outputs }) => outputs.get('duplicates'))).toEqual(['30', '10', '10', '0', '0']);
  await expectRows(directoryOf(runs[4] ?? { workspace: '' }), tenant.expectedRecords, tenant);
});

test('a run ends when it is over, whatever still holds its process', async () => {
  const world = await useWorld({ built: true });
  const holding = 'data:text/javascript,setInterval(() => {}, 1000)';
  expectComplete(
    await world.sync({}, { env: { NODE_OPTIONS: `--import=${holding.replaceAll(' ', '%20')}` } }),
  );
});
