import { describe, expect, test, vi } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { unreadableLaunch } from '../../simulator/tenant/other-records.ts';
import { Random } from '../../simulator/tenant/random.ts';
import {
  expectCounts,
  expectListed,
  expectRowsOf,
  expectWhole,
  failureOf,
  findingsOf,
  INPUTS,
  openFaultWorld,
  servedSince,
} from './fault-world.ts';
import { directoryOf, readManifest } from './snapshot.ts';
import { HOUR, MINUTE } from './use-world.ts';
import type { World } from './world.ts';

vi.setConfig({ maxConcurrency: 8, testTimeout: 150_000 });

const FOR_EVER = Number.POSITIVE_INFINITY;

/** The third-oldest blob: the overlap does not list it again. */
function oldBlob({ tenant }: World): string {
  return [...tenant.expectedRecords.counts.keys()][2] ?? '';
}

describe.concurrent('a blob', () => {
  test.for([
    { name: 'that does not exist (AF20050)', fault: { kind: 'feed-error', code: 'AF20050' } },
    { name: 'that has expired (AF20051)', fault: { kind: 'feed-error', code: 'AF20051' } },
    { name: 'whose id is refused (AF20052)', fault: { kind: 'feed-error', code: 'AF20052' } },
  ] as const)(
    '$name is lost, named as a gap and not asked for again',
    async ({ fault }, { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      const { tenant } = world;
      const contentId = oldBlob(world);
      tenant.faults.add({ match: { kind: 'blob', contentId }, times: FOR_EVER, fault });
      tenant.judge.startRun();
      const run = await world.sync(INPUTS);
      expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
      expect(['complete', 'blobs-lost', 'blobs-unread'].map((name) => run.outputs.get(name))).toEqual([
        'false',
        '1',
        '0',
      ]);
      const gaps: unknown = JSON.parse(run.outputs.get('gaps') ?? '');
      const created = tenant.expectedRecordsOf((blob) => blob.contentId === contentId);
      const place = [...created.counts.keys()];
      expect(place).toEqual([contentId]);
      expect(gaps).toEqual([expect.objectContaining({ reason: expect.stringContaining(contentId) })]);
      const told = 'a content blob was gone before it could be read';
      expect(findingsOf(run).get('Gap: launches of this time may be missing')).toContain(told);
      expect(run.summary).toContain(told);
      expect(run.summary).not.toContain(contentId.slice(0, contentId.indexOf('$')));
      expect((await readManifest(directoryOf(run))).coverage.gaps).toEqual(gaps);
      await expectRowsOf(world, run, (id) => id !== contentId);
      expectCounts(world, run, servedSince(world, 0));
      expectListed(world, run);

      tenant.advance(HOUR);
      const requests = tenant.requests.length;
      const next = await world.sync(INPUTS);
      expect(next.outputs.get('complete')).toBe('true');
      expect(next.outputs.get('gaps')).toBe(JSON.stringify(gaps));
      expect(tenant.requests.slice(requests).filter((request) => request.contentId === contentId)).toEqual(
        [],
      );
      expect(world.judgeSays()).toEqual([]);
    },
  );

  test.for([
    { said: 'HTTP status 500', fault: { kind: 'status', status: 500, body: 'html' } },
    { said: 'HTTP status 404', fault: { kind: 'status', status: 404, body: 'html' } },
    { said: 'AF20010', fault: { kind: 'feed-error', code: 'AF20010' } },
  ] as const)(
    'that answers $said throughout a run stops nothing, and a later run reads it',
    async ({ said, fault }, { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      const { tenant } = world;
      const contentId = oldBlob(world);
      tenant.faults.add({ match: { kind: 'blob', contentId }, times: FOR_EVER, fault });
      const first = await world.sync(INPUTS);
      expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
      expect(['complete', 'blobs-unread', 'gaps'].map((name) => first.outputs.get(name))).toEqual([
        'false',
        '1',
        '[]',
      ]);
      expect(findingsOf(first).get('Content not read')).toContain(said);
      expect((await readManifest(directoryOf(first))).unread.map(({ id }) => id)).toEqual([contentId]);
      await expectRowsOf(world, first, (id) => id !== contentId);
      expectCounts(world, first, servedSince(world, 0));

      tenant.faults.clear();
      tenant.advance(HOUR);
      const requests = tenant.requests.length;
      const second = await world.sync(INPUTS);
      expect(['complete', 'blobs-unread', 'blobs-read'].map((name) => second.outputs.get(name))).toEqual([
        'true',
        '0',
        '1',
      ]);
      expect([...servedSince(world, requests)]).toEqual([contentId]);
      await expectRowsOf(world, second);
      expectCounts(world, second, servedSince(world, requests));
      expect(world.judgeSays()).toEqual([]);
    },
  );

  test('that fails until it expires becomes a gap', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished, { contentLifetimeMs: 36 * HOUR });
    const { tenant } = world;
    const contentId = oldBlob(world);
    tenant.faults.add({ match: { kind: 'blob', contentId }, times: FOR_EVER, fault: { kind: 'redirect' } });
    const first = await world.sync(INPUTS);
    expect([first.outputs.get('blobs-unread'), first.outputs.get('gaps')]).toEqual(['1', '[]']);
    tenant.advance(HOUR);
    const second = await world.sync(INPUTS);
    expect([second.outputs.get('blobs-unread'), second.outputs.get('gaps')]).toEqual(['1', '[]']);
    tenant.advance(9 * HOUR);
    const third = await world.sync(INPUTS);
    expect(failureOf(third)).toEqual({ exitCode: 0, errors: [] });
    expect(['complete', 'blobs-unread', 'blobs-lost'].map((name) => third.outputs.get(name))).toEqual([
      'false',
      '0',
      '1',
    ]);
    expect(findingsOf(third).get('Gap: launches of this time may be missing')).toContain(
      'a content blob was gone',
    );
    expect((await readManifest(directoryOf(third))).unread).toEqual([]);
    await expectRowsOf(world, third, (id) => id !== contentId);
    expect(world.judgeSays()).toEqual([]);
  });

  test('that fails makes a run with strict: true fail, after it published the others', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const contentId = oldBlob(world);
    world.tenant.faults.add({
      match: { kind: 'blob', contentId },
      times: FOR_EVER,
      fault: { kind: 'redirect' },
    });
    const run = await world.sync({ ...INPUTS, strict: 'true' });
    expect(run.exitCode).toBe(1);
    expect(failureOf(run).errors.join()).toContain('strict');
    expect(run.outputs.get('complete')).toBe('false');
    await expectRowsOf(world, run, (id) => id !== contentId);
    world.tenant.faults.clear();
    const next = await world.sync({ ...INPUTS, strict: 'true' });
    expect(failureOf(next)).toEqual({ exitCode: 0, errors: [] });
    await expectRowsOf(world, next);
  });

  test('like every other fails: all are read by the next run', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    tenant.faults.add({ match: { kind: 'blob' }, times: FOR_EVER, fault: { kind: 'redirect' } });
    const during = await world.sync(INPUTS);
    expect(during.outputs.get('blobs-unread')).toBe(`${tenant.expectedRecords.counts.size}`);
    await expectRowsOf(world, during, () => false);
    expect(tenant.foreignHost.requests).toEqual([]);
    tenant.faults.clear();
    tenant.judge.startRun();
    const after = await world.sync(INPUTS);
    expect(after.outputs.get('complete')).toBe('true');
    await expectRowsOf(world, after);
    expectCounts(world, after, servedSince(world, 0));
    expect(world.judgeSays()).toEqual([]);
  });

  test('with records that cannot be read is named, and gives its other records', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const random = new Random(5);
    const launch = () => launchRecord(tenant.makeLaunch(), tenant.tenantId);
    const records = [
      launch(),
      unreadableLaunch(tenant.world, 'no-id', random),
      launch(),
      unreadableLaunch(tenant.world, 'no-time', random),
      launch(),
    ];
    const { contentId } = tenant.addBlob({ created: new Date(tenant.now() - 5 * MINUTE), records });
    tenant.judge.startRun();
    const run = await world.sync(INPUTS);
    await expectWhole(world, run);
    const warning = findingsOf(run).get('Unreadable records') ?? '';
    expect(warning).toContain('2 audit records');
    expect(warning).toContain(contentId);
    const other = [...tenant.expectedRecords.counts.values()].reduce(
      (sum, { records: all, launches, unreadable }) => sum + all - launches - unreadable,
      0,
    );
    const [read, added, duplicates] = ['records-read', 'launches-added', 'duplicates'].map((name) =>
      Number(run.outputs.get(name)),
    );
    expect(read).toBe((added ?? 0) + (duplicates ?? 0) + other + 2);
  });
});
