import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../simulator/tenant/faults.ts';
import { expectRowsOf, expectWhole, failureOf, findingsOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { MINUTE } from './use-world.ts';

const MIB = 2 ** 20;
const gzip = (text: string): Fault => ({ kind: 'other-body', body: gzipSync(text), encoding: 'gzip' });
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['never ends', { kind: 'endless-body' }],
  ['inflates to 500 MiB', { kind: 'inflating-body', bytes: 500 * MIB }],
];

describe('a content blob that', () => {
  test.for(FAULTS)(
    '%s once costs another try, and its neighbors are read',
    async ([, fault], { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      const { faults, requests } = world.tenant;
      faults.add({ match: { kind: 'blob', nth: 3 }, fault });
      faults.add({ match: { kind: 'blob', nth: 5 }, fault });
      const first = await world.sync(INPUTS);
      expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
      // The first try and the one after all others: what is too large is not asked for again and again.
      const struck = new Set(
        requests.filter((each) => each.fault !== undefined).map(({ contentId }) => contentId),
      );
      expect(struck.size).toBe(2);
      expect([first.outputs.get('complete'), first.outputs.get('blobs-unread')]).toEqual(['true', '0']);
      await expectRowsOf(world, first);
    },
  );

  test.for(FAULTS)(
    '%s each time is unread and told, its neighbors are read, and a later run reads it',
    async ([, fault], { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      const { faults, requests } = world.tenant;
      const id = [...world.tenant.expectedRecords.counts.keys()].at(7) ?? '';
      faults.add({ match: { kind: 'blob', contentId: id }, fault, times: Number.POSITIVE_INFINITY });
      const first = await world.sync(INPUTS);
      expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
      expect([first.outputs.get('complete'), first.outputs.get('blobs-unread')]).toEqual(['false', '1']);
      expect(findingsOf(first).get('Content not read')).toMatch(/larger than [\d,]+ bytes/);
      expect(requests.filter(({ contentId }) => contentId === id)).toHaveLength(2);
      await expectRowsOf(world, first, (contentId) => contentId !== id);
      faults.clear();
      world.tenant.advance(10 * MINUTE);
      const second = await world.sync(INPUTS);
      expect([second.outputs.get('complete'), second.outputs.get('blobs-unread')]).toEqual(['true', '0']);
      await expectRowsOf(world, second);
    },
  );
});

test.for<readonly [string, Fault, RegExp]>([
  ['of numbers', gzip(`[${'1,'.repeat(20_000)}1]`), /more than 10,000 records that are no audit records/],
  ['of empty records', gzip(`[${'{},'.repeat(300_000)}{}]`), /more than 200,000 records/],
  ['of one record of 9 MiB', gzip(`[{"a":"${'x'.repeat(9 * MIB)}"}]`), /a record of more than 8 MiB/],
  ['of lists in lists', gzip('['.repeat(9 * MIB)), /a record of more than 8 MiB/],
])(
  'a content blob %s is unread for a named cause, and its neighbors are read',
  async ([, fault, cause], { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const id = [...world.tenant.expectedRecords.counts.keys()].at(7) ?? '';
    world.tenant.faults.add({
      match: { kind: 'blob', contentId: id },
      fault,
      times: Number.POSITIVE_INFINITY,
    });
    const run = await world.sync(INPUTS);
    expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    expect(findingsOf(run).get('Content not read')).toMatch(cause);
    expect([run.outputs.get('complete'), run.outputs.get('blobs-unread')]).toEqual(['false', '1']);
    await expectRowsOf(world, run, (contentId) => contentId !== id);
  },
);

test.for<readonly [string, string]>([
  ['numbers', `[${'1,'.repeat(300_000)}1]`],
  ['lists in lists', '['.repeat(300_000)],
])('a listing of %s is refused before memory is made of it', async ([, text], { onTestFinished }) => {
  const world = await openFaultWorld(onTestFinished);
  const match = { kind: 'content', nth: 2 } as const;
  world.tenant.faults.add({ match, fault: gzip(text), times: 5 });
  const run = await world.sync(INPUTS);
  expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
  expect(findingsOf(run).get('Content not listed')).toMatch(/more than 200,000 values/);
});

test('a list of artifacts that never ends fails the run for a named cause', async ({ onTestFinished }) => {
  const world = await openFaultWorld(onTestFinished);
  world.runner.artifacts.fail({ on: 'list', status: 'endless' });
  const run = await world.sync({ ...INPUTS, publish: 'artifact' });
  expect(failureOf(run).errors.join()).toMatch(/from GitHub: .*larger than 2,097,152 bytes as sent/);
  expect(world.runner.requests.filter(({ path }) => path.endsWith('/artifacts'))).toHaveLength(1);
});

test.for(FAULTS)(
  'a listing that %s holds the watermark, and the next run lists it',
  async ([, fault], { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    world.tenant.faults.add({ match: { kind: 'content', nth: 2 }, fault });
    const first = await world.sync(INPUTS);
    expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
    expect(first.outputs.get('complete')).toBe('false');
    expect(findingsOf(first).get('Content not listed')).toMatch(/larger than [\d,]+ bytes/);
    const second = await world.sync(INPUTS);
    expect(second.outputs.get('complete')).toBe('true');
    await expectRowsOf(world, second);
  },
);

describe.for(FAULTS)('a response that %s', ([, fault]) => {
  test.for(['token', 'list-subscriptions'] as const)(
    'in place of %s fails the run for a named cause',
    async (kind, { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      world.tenant.faults.add({ match: { kind }, fault, times: Number.POSITIVE_INFINITY });
      const run = await world.sync(INPUTS);
      const { exitCode, errors } = failureOf(run);
      expect(exitCode).toBe(1);
      expect(errors.join()).toMatch(/larger than [\d,]+ bytes/);
      expect(world.tenant.requests.filter((request) => request.kind === kind)).toHaveLength(1);
    },
  );
});

test('a large blob that is in order is read', async ({ onTestFinished }) => {
  const world = await openFaultWorld(onTestFinished);
  world.tenant.generate({
    from: new Date(world.tenant.now() - 60 * MINUTE),
    to: new Date(world.tenant.now()),
    blobsPerHour: 1,
    recordsPerBlob: 8_000,
  });
  await expectWhole(world, await world.sync(INPUTS));
});
