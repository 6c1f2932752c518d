import { describe, expect, test, vi } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { operationRecord } from '../../simulator/tenant/other-records.ts';
import { record } from '../../simulator/tenant/record.ts';
import { expectRowsOf, expectWhole, failureOf, findingsOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { directoryOf, readLaunches, readManifest } from './snapshot.ts';
import { HOUR, MINUTE } from './use-world.ts';
import { openWorld, type World } from './world.ts';

vi.setConfig({ maxConcurrency: 6, testTimeout: 150_000 });

type AtEnd = (close: () => Promise<void>) => void;

/** A tenant without any content. */
async function openEmptyWorld(
  onTestFinished: AtEnd,
  options: Parameters<typeof openWorld>[0] = {},
): Promise<World> {
  const world = await openWorld(options);
  onTestFinished(() => world.close());
  return world;
}

test('where nothing can be listed the run fails, and publishes nothing', async ({ onTestFinished }) => {
  const world = await openFaultWorld(onTestFinished);
  const refusal = { kind: 'status', status: 403, body: 'html' } as const;
  world.tenant.faults.add({ match: { kind: 'content' }, times: Number.POSITIVE_INFINITY, fault: refusal });
  const run = await world.sync({ ...INPUTS, publish: 'both' });
  expect(run.exitCode).toBe(1);
  expect(failureOf(run).errors).toHaveLength(1);
  expect(run.annotations[0]?.message).toContain(
    'Cannot list the content: the service answered HTTP status 403',
  );
  expect(world.runner.artifacts.all()).toEqual([]);
  expect(await world.runner.git.branches()).not.toContain('app-launches');
  expect(world.runner.cache.entries()).toEqual([]);
});

describe.concurrent('the subscription', () => {
  test('that is missing is started: the run ends well and says that content follows', async ({
    onTestFinished,
  }) => {
    const world = await openEmptyWorld(onTestFinished, { tenant: { subscription: 'missing' } });
    const { tenant } = world;
    const first = await world.sync(INPUTS);
    expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
    expect(findingsOf(first).get('Subscription started')).toContain('12 hours');
    expect(tenant.requests.filter(({ kind }) => kind === 'start')).toHaveLength(1);
    expect(await readLaunches(directoryOf(first), 'parquet')).toEqual([]);

    // Content of before the subscription follows it.
    tenant.advance(20 * MINUTE);
    for (const minutes of [90, 10, 5]) {
      const records = [launchRecord(tenant.makeLaunch(), tenant.tenantId)];
      tenant.addBlob({ created: new Date(tenant.now() - minutes * MINUTE), records });
    }
    const second = await world.sync(INPUTS);
    expect(failureOf(second)).toEqual({ exitCode: 0, errors: [] });
    expect(second.outputs.get('launches-added')).toBe('3');
    await expectRowsOf(world, second);
    expect(tenant.requests.filter(({ kind }) => kind === 'start')).toHaveLength(1);
    expect(world.judgeSays()).toEqual([]);
  });

  test('that was disabled is started again', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished, { subscription: 'disabled' });
    const run = await world.sync(INPUTS);
    expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    expect(findingsOf(run).get('Subscription started')).toBeDefined();
    await expectRowsOf(world, run);
    expect(world.judgeSays()).toEqual([]);
  });

  test('that another client starts meanwhile (AF20024) is as good', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished, { subscription: 'missing' });
    const { tenant } = world;
    const startedElsewhere = (): boolean => {
      tenant.subscription.state = 'enabled';
      return false;
    };
    tenant.faults.add({ match: { kind: 'start', where: startedElsewhere }, fault: { kind: 'hang' } });
    tenant.judge.startRun();
    const run = await world.sync(INPUTS);
    expect(tenant.requests.filter(({ kind }) => kind === 'start').map(({ status }) => status)).toEqual([400]);
    await expectWhole(world, run);
    expect(findingsOf(run).get('Subscription started')).toBeDefined();
  });

  test('that is listed without a status is enabled', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished, { subscription: 'unstated' });
    world.tenant.judge.startRun();
    await expectWhole(world, await world.sync(INPUTS));
  });

  test('that goes in mid-run ends the run with a remedy, and the next run reads everything', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const goes = (): boolean => {
      tenant.subscription.state = 'disabled';
      return false;
    };
    tenant.faults.add({ match: { kind: 'content', where: goes }, fault: { kind: 'hang' } });
    const failed = await world.sync(INPUTS);
    expect(failed.exitCode).toBe(1);
    expect(failureOf(failed).errors.join()).toContain('AF20023');
    tenant.faults.clear();
    tenant.subscription.state = 'enabled';
    const next = await world.sync(INPUTS);
    expect(failureOf(next)).toEqual({ exitCode: 0, errors: [] });
    await expectRowsOf(world, next);
  });
});

test('auditing that is switched off ends the run and names Microsoft Purview', async ({ onTestFinished }) => {
  const world = await openFaultWorld(onTestFinished, { subscription: 'missing' });
  world.tenant.feed.auditing = false;
  const failed = await world.sync(INPUTS);
  expect(failed.exitCode).toBe(1);
  expect(failureOf(failed).errors.join()).toContain('Microsoft Purview');
  await expect(readManifest(directoryOf(failed))).rejects.toThrow('ENOENT');
  world.tenant.feed.auditing = true;
  const next = await world.sync(INPUTS);
  expect(failureOf(next)).toEqual({ exitCode: 0, errors: [] });
  await expectRowsOf(world, next);
});

describe.concurrent('silence is broken by', () => {
  test('a warning when Power Apps records hold no launch', async ({ onTestFinished }) => {
    const world = await openEmptyWorld(onTestFinished);
    const { tenant } = world;
    const { app, user, launchedAt: occurredAt } = tenant.makeLaunch();
    const operations = ['PublishPowerApp', 'PublishPowerApp', 'UpdatePowerApp'];
    const records = operations.map((operation, at) =>
      operationRecord(
        { kind: 'operation', operation, eventId: `event-${at}`, occurredAt, app, user, succeeded: true },
        tenant.tenantId,
      ),
    );
    tenant.addBlob({ created: new Date(tenant.now() - MINUTE), records });
    const run = await world.sync(INPUTS);
    expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    const warning = findingsOf(run).get('No launch recognized') ?? '';
    expect(warning).toContain('"PublishPowerApp" × 2');
    expect(warning).toContain('"UpdatePowerApp" × 1');
    expect(run.summary).toContain('No launch recognized');
  });

  test('a warning when launches name no app; they are kept', async ({ onTestFinished }) => {
    const world = await openEmptyWorld(onTestFinished);
    const { tenant } = world;
    const nameless = {
      Id: '0f1e2d3c-0000-4000-8000-000000000001',
      CreationTime: '2026-11-22T05:30:00',
      Operation: 'LaunchPowerApp',
      RecordType: 256,
      UserId: 'kim@contoso.example',
      PropertyCollection: [],
    };
    const records = [record(nameless), launchRecord(tenant.makeLaunch(), tenant.tenantId)];
    tenant.addBlob({ created: new Date(tenant.now() - MINUTE), records });
    const run = await world.sync(INPUTS);
    expect(findingsOf(run).get('Launches without an app')).toContain('1 of 2 launches');
    const rows = await readLaunches(directoryOf(run), 'parquet');
    expect(rows.map(({ event_id, app_id }) => [event_id, app_id])).toContainEqual([nameless.Id, null]);
    expect(rows).toHaveLength(2);
  });

  test('a named gap when no run came for longer than the feed reaches back', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const first = await world.sync(INPUTS);
    const watermark = first.outputs.get('watermark') ?? '';
    const launchAt = (hours: number) =>
      tenant.addBlob({
        created: new Date(tenant.now() - hours * HOUR),
        records: [launchRecord(tenant.makeLaunch(), tenant.tenantId)],
      });
    tenant.advance(10 * 24 * HOUR);
    const missed = launchAt(9 * 24);
    launchAt(6 * 24);
    const second = await world.sync(INPUTS);
    expect(failureOf(second)).toEqual({ exitCode: 0, errors: [] });
    const gaps: { from: string; to: string }[] = JSON.parse(second.outputs.get('gaps') ?? '');
    expect(gaps).toHaveLength(1);
    expect(Date.parse(gaps[0]?.from ?? '')).toBe(Date.parse(watermark));
    // To the second, as the service's own clock told it.
    const reach = tenant.now() - 7 * 24 * HOUR + 5 * MINUTE;
    expect(Math.abs(Date.parse(gaps[0]?.to ?? '') - reach)).toBeLessThan(60_000);
    // Launches of the 48 hours before the content may be missing too.
    const since = new Date(Date.parse(watermark) - 48 * HOUR).toISOString().slice(0, 19);
    expect(findingsOf(second).get('Gap: launches of this time may be missing')).toContain(`${since}Z to `);
    expect(second.outputs.get('complete')).toBe('false');
    await expectRowsOf(world, second, (id) => id !== missed.contentId);

    // The gap is named once: the watermark has moved on.
    tenant.advance(HOUR);
    const third = await world.sync(INPUTS);
    expect(third.outputs.get('gaps')).toBe(second.outputs.get('gaps'));
    expect(third.outputs.get('complete')).toBe('true');
    expect(findingsOf(third).get('Gap: launches of this time may be missing')).toBeUndefined();
    expect(world.judgeSays()).toEqual([]);
  });
});
