import { describe, expect, test, vi } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { expectRowsOf, failureOf, findingsOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { HOUR } from './use-world.ts';
import { openWorld, type World } from './world.ts';

vi.setConfig({ maxConcurrency: 4, testTimeout: 150_000 });

const OFF = 'the subscription to Audit.General was off';
const gapsOf = (outputs: ReadonlyMap<string, string>): readonly { from: string; reason: string }[] =>
  JSON.parse(outputs.get('gaps') ?? '');

/** Expects one gap, from the watermark of a run on. */
function expectOff(run: ActionRun, before: ActionRun): void {
  const from = new Date(before.outputs.get('watermark') ?? '').toISOString();
  expect(gapsOf(run.outputs)).toEqual([
    expect.objectContaining({ from, reason: expect.stringContaining(OFF) }),
  ]);
}

/** Adds a blob that was made that long ago, with one launch of then. */
function addLaunch({ tenant }: World, hoursAgo: number): void {
  const created = new Date(tenant.now() - hoursAgo * HOUR);
  tenant.addBlob({ created, records: [launchRecord(tenant.makeLaunch(), tenant.tenantId)] });
}

test.for(['disabled', 'missing'] as const)(
  'a subscription that was %s, and a listing that fails for another reason: the run is not complete, and says why',
  async (state, { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    await world.sync(INPUTS);
    tenant.subscription.state = state;
    tenant.advance(2 * HOUR);
    tenant.faults.add({
      match: { kind: 'content' },
      fault: { kind: 'status', status: 503, body: 'html' },
      times: Number.POSITIVE_INFINITY,
    });
    const run = await world.sync(INPUTS);
    expect(run.exitCode).toBe(1);
    expect(run.outputs.get('complete')).not.toBe('true');
    expect(run.summary).not.toContain('✅');
    expect(failureOf(run).errors.join()).toContain('503');
  },
);

test.for([
  ['missing', { kind: 'status', status: 503, body: 'html' }],
  ['disabled', { kind: 'status', status: 503, body: 'html' }],
  ['enabled', { kind: 'feed-error', code: 'AF20022' }],
] as const)(
  'a new tenant whose subscription is %s, and one window that cannot be listed (%j): incomplete, with a warning',
  async ([subscription, fault], { onTestFinished }) => {
    const world = await openWorld({ tenant: { subscription } });
    onTestFinished(() => world.close());
    const { tenant } = world;
    const isFirst = ({ query }: { readonly query: Readonly<Record<string, string>> }): boolean =>
      Date.parse(`${query.starttime}Z`) < tenant.now() - 30 * HOUR;
    tenant.faults.add({
      match: { kind: 'content', where: isFirst },
      fault,
      times: Number.POSITIVE_INFINITY,
    });
    const run = await world.sync(INPUTS);
    expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    expect(run.outputs.get('complete')).toBe('false');
    expect(run.summary).toContain('⚠️ Incomplete');
    expect(findingsOf(run).get('Content not listed')).toBeDefined();
  },
);

describe.concurrent('the time in which the subscription was off is a gap', () => {
  test('also when the answer to its start was lost', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const first = await world.sync(INPUTS);
    tenant.subscription.state = 'disabled';
    tenant.advance(5 * HOUR);
    const startedElsewhere = (): boolean => {
      tenant.subscription.state = 'enabled';
      return false;
    };
    tenant.faults.add({ match: { kind: 'start', where: startedElsewhere }, fault: { kind: 'hang' } });
    const second = await world.sync(INPUTS);
    expect(failureOf(second)).toEqual({ exitCode: 0, errors: [] });
    expectOff(second, first);
  });

  test('also when nothing can be listed after its start, and without data-key nothing is cached', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const inputs = { ...INPUTS, users: 'none', 'data-key': undefined };
    const first = await world.sync(inputs);
    tenant.subscription.state = 'disabled';
    tenant.advance(5 * HOUR);
    const fault = { kind: 'status', status: 503 } as const;
    tenant.faults.add({ match: { kind: 'content' }, fault, times: Number.POSITIVE_INFINITY });
    const second = await world.sync(inputs);
    expect(second.exitCode).toBe(1);
    expectOff(second, first);
    tenant.faults.clear();
    tenant.advance(HOUR);
    addLaunch(world, 0.1);
    expectOff(await world.sync(inputs), first);
  });

  test('also when the run that started it fails', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const first = await world.sync(INPUTS);
    tenant.subscription.state = 'disabled';
    tenant.advance(5 * HOUR);
    addLaunch(world, 0.1);
    tenant.faults.add({ match: { kind: 'content' }, fault: { kind: 'feed-error', code: 'AF10001' } });
    expect((await world.sync(INPUTS)).exitCode).toBe(1);
    expect(tenant.subscription.state).toBe('enabled');
    tenant.faults.clear();
    tenant.advance(HOUR);
    const third = await world.sync(INPUTS);
    expect(failureOf(third)).toEqual({ exitCode: 0, errors: [] });
    expectOff(third, first);
    expect(findingsOf(third).get('Gap: launches of this time may be missing')).toContain(OFF);
    await expectRowsOf(world, third);
    const fourth = await world.sync(INPUTS);
    expect(gapsOf(fourth.outputs)).toEqual(gapsOf(third.outputs));
    expect(findingsOf(fourth).get('Gap: launches of this time may be missing')).toBeUndefined();
  });
});

describe.concurrent('content that a new subscription brings late, and that is older than it, is read', () => {
  test('though runs before it found nothing', async ({ onTestFinished }) => {
    const world = await openWorld({ tenant: { subscription: 'missing' } });
    onTestFinished(() => world.close());
    const { tenant } = world;
    await world.sync(INPUTS);
    tenant.advance(6 * HOUR);
    const silent = await world.sync(INPUTS);
    expect(failureOf(silent)).toEqual({ exitCode: 0, errors: [] });
    expect([silent.outputs.get('complete'), silent.outputs.get('watermark')]).toEqual(['true', '']);
    expect(findingsOf(silent).get('No content yet')).toContain('The watermark waits');
    tenant.advance(HOUR);
    for (const hoursAgo of [22, 10, 1]) addLaunch(world, hoursAgo);
    const third = await world.sync(INPUTS);
    expect(third.outputs.get('launches-added')).toBe('3');
    expect(findingsOf(third).get('No content yet')).toBeUndefined();
    await expectRowsOf(world, third);
    expect(third.outputs.get('watermark')).not.toBe('');
  });

  test('also after the subscription had been off', async ({ onTestFinished }) => {
    const world = await openWorld();
    onTestFinished(() => world.close());
    const { tenant } = world;
    addLaunch(world, 1);
    await world.sync(INPUTS);
    tenant.advance(30 * HOUR);
    tenant.subscription.state = 'disabled';
    await world.sync(INPUTS);
    tenant.advance(6 * HOUR);
    const silent = await world.sync(INPUTS);
    expect(findingsOf(silent).get('No content yet')).toBeUndefined();
    expect(findingsOf(silent).get('No new content yet')).toContain('was off');
    tenant.advance(HOUR);
    for (const hoursAgo of [22, 10, 1]) addLaunch(world, hoursAgo);
    const last = await world.sync(INPUTS);
    expect(last.outputs.get('launches-added')).toBe('3');
    await expectRowsOf(world, last);
  });
});

test('a start that is throttled for 15 minutes says when, and the run goes on without', async ({
  onTestFinished,
}) => {
  const world = await openFaultWorld(onTestFinished);
  const { tenant } = world;
  const first = await world.sync(INPUTS);
  tenant.subscription.state = 'disabled';
  tenant.advance(5 * HOUR);
  tenant.faults.add({
    match: { kind: 'start' },
    times: Number.POSITIVE_INFINITY,
    fault: { kind: 'status', status: 429, body: 'single-quoted', retryAfter: 900 },
  });
  const second = await world.sync(INPUTS);
  expect(failureOf(second)).toEqual({ exitCode: 0, errors: [] });
  expect(second.outputs.get('complete')).toBe('false');
  expect(second.outputs.get('watermark')).toBe(first.outputs.get('watermark'));
  expect(findingsOf(second).get('Subscription not started')).toContain('2026-11-22T11:15');
  expect(findingsOf(second).get('Subscription started')).toBeUndefined();
  expectOff(second, first);
  await expectRowsOf(world, second);

  tenant.faults.clear();
  tenant.advance(HOUR);
  addLaunch(world, 0.1);
  const third = await world.sync(INPUTS);
  expect(failureOf(third)).toEqual({ exitCode: 0, errors: [] });
  expect(findingsOf(third).get('Subscription started')).toBeDefined();
  await expectRowsOf(world, third);
});
