import { expect, test, vi } from 'vitest';
import {
  expectRowsOf,
  expectRowsOfServed,
  failureOf,
  findingsOf,
  INPUTS,
  openFaultWorld,
} from './fault-world.ts';
import { inMinute } from './use-world.ts';
import type { World } from './world.ts';

vi.setConfig({ maxConcurrency: 4, testTimeout: 150_000 });

const TITLE = 'Deadline reached';
const FOR_EVER = Number.POSITIVE_INFINITY;

/** Expects the next run to read all that the deadline left. */
async function expectMadeUpFor(world: World): Promise<void> {
  world.tenant.faults.clear();
  const after = await world.sync(INPUTS);
  expect(failureOf(after)).toEqual({ exitCode: 0, errors: [] });
  expect([after.outputs.get('complete'), after.outputs.get('gaps')]).toEqual(['true', '[]']);
  expect(findingsOf(after).get(TITLE)).toBeUndefined();
  await expectRowsOf(world, after);
  expect(world.judgeSays()).toEqual([]);
}

test.concurrent('after its deadline a run publishes what it has, and leaves the rest as unread', async ({
  onTestFinished,
}) => {
  const world = await openFaultWorld(onTestFinished);
  // Each try waits for four minutes: on virtual time, as all waits of a played run.
  world.tenant.faults.add({
    match: { kind: 'blob', nth: 6 },
    times: FOR_EVER,
    fault: { kind: 'status', status: 429, body: 'single-quoted', retryAfter: 240 },
  });
  const run = await world.sync({ ...INPUTS, deadline: '10 minutes' });
  expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
  expect(run.outputs.get('complete')).toBe('false');
  expect(Number(run.outputs.get('blobs-read'))).toBeGreaterThanOrEqual(5);
  expect(Number(run.outputs.get('blobs-unread'))).toBeGreaterThan(0);
  expect(findingsOf(run).get(TITLE)).toContain('deadline of 10 minutes');
  // Three waits at the most: no request was made after the deadline.
  expect(world.tenant.requests.filter(({ status }) => status === 429).length).toBeLessThan(30);
  await expectRowsOfServed(world, run);
  await expectMadeUpFor(world);
});

test.concurrent('windows are begun in order, and those that the deadline leaves hold the watermark', async ({
  onTestFinished,
}) => {
  const world = await openFaultWorld(onTestFinished);
  world.tenant.faults.add({
    match: { kind: 'page', nth: 3 },
    times: FOR_EVER,
    fault: { kind: 'status', status: 429, body: 'json', retryAfter: 240 },
  });
  const run = await world.sync({ ...INPUTS, deadline: '10 minutes' });
  expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
  expect(run.outputs.get('complete')).toBe('false');
  expect(run.outputs.get('watermark')).toEqual(inMinute('2026-11-21T06:00'));
  expect(findingsOf(run).get(TITLE)).toMatch(/1 window/);
  await expectRowsOfServed(world, run);
  await expectMadeUpFor(world);
});

test.concurrent('blobs that drip for hours end with the deadline (built)', async ({ onTestFinished }) => {
  const world = await openFaultWorld(onTestFinished, {}, true);
  world.tenant.faults.add({ match: { kind: 'blob', nth: 4 }, times: FOR_EVER, fault: { kind: 'drip' } });
  const run = await world.sync({ ...INPUTS, deadline: '4 seconds' });
  expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
  expect(run.outputs.get('complete')).toBe('false');
  expect(findingsOf(run).get(TITLE)).toContain('deadline of 4 seconds');
  expect(run.stderr).toBe('');
  await expectRowsOfServed(world, run);
  await expectMadeUpFor(world);
});
