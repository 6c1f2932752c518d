import { describe, expect, test, vi } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import {
  expectCounts,
  expectListed,
  expectRowsOf,
  expectRowsOfServed,
  failureOf,
  findingsOf,
  INPUTS,
  openFaultWorld,
  servedSince,
} from './fault-world.ts';
import { directoryOf, readManifest } from './snapshot.ts';
import { HOUR, inMinute, MINUTE } from './use-world.ts';

vi.setConfig({ maxConcurrency: 8, testTimeout: 150_000 });

const FOR_EVER = Number.POSITIVE_INFINITY;

describe.concurrent('a list of content', () => {
  test.for(['itself', 'first', 'foreign-host', 'garbage'] as const)(
    'whose next page is %s ends with a warning, holds the watermark, and is read by the next run',
    async (to, { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      const { tenant } = world;
      // Of the second window; `first` strikes its second page, which leads back.
      const inSecond = ({ query }: { readonly query: Readonly<Record<string, string>> }): boolean =>
        Date.parse(`${query.starttime}Z`) >= tenant.now() - 24 * HOUR;
      tenant.faults.add({
        match: { kind: to === 'first' ? 'page' : 'content', where: inSecond },
        fault: { kind: 'next-page', to },
      });
      const during = await world.sync(INPUTS);
      expect(failureOf(during)).toEqual({ exitCode: 0, errors: [] });
      expect(during.outputs.get('complete')).toBe('false');
      expect(during.outputs.get('watermark')).toEqual(inMinute('2026-11-21T06:00'));
      expect(findingsOf(during).get('Content not listed')).toBeDefined();
      await expectRowsOfServed(world, during);
      expectCounts(world, during, servedSince(world, 0));
      expect(servedSince(world, 0).size).toBeLessThan(tenant.expectedRecords.counts.size);
      expect(tenant.foreignHost.requests).toEqual([]);

      tenant.judge.startRun();
      const after = await world.sync(INPUTS);
      expect(failureOf(after)).toEqual({ exitCode: 0, errors: [] });
      expect([after.outputs.get('complete'), after.outputs.get('gaps')]).toEqual(['true', '[]']);
      await expectRowsOf(world, after);
      expectListed(world, after);
      expect(world.judgeSays()).toEqual([]);
    },
  );

  test('whose page tokens are always refused (AF20031) ends with an error, and the next run reads everything', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    tenant.faults.add({
      match: { kind: 'page' },
      times: FOR_EVER,
      fault: { kind: 'feed-error', code: 'AF20031' },
    });
    const during = await world.sync(INPUTS);
    expect(during.exitCode).toBe(1);
    expect(failureOf(during).errors.join()).toContain('AF20031');
    expect(tenant.requests.filter(({ kind }) => kind === 'page').length).toBeLessThan(10);
    await expectRowsOfServed(world, during);
    tenant.faults.clear();
    const after = await world.sync(INPUTS);
    expect([after.outputs.get('complete'), after.outputs.get('gaps')]).toEqual(['true', '[]']);
    await expectRowsOf(world, after);
    expect(world.judgeSays()).toEqual([]);
  });

  test('that cannot be had at all ends with an error, leaves the snapshot as it is, and is read by the next run', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const before = await world.sync(INPUTS);
    const manifest = await readManifest(directoryOf(before));
    tenant.advance(HOUR);
    const records = [launchRecord(tenant.makeLaunch(), tenant.tenantId)];
    tenant.addBlob({ created: new Date(tenant.now() - MINUTE), records });
    tenant.faults.add({
      match: { kind: 'content' },
      times: FOR_EVER,
      fault: { kind: 'status', status: 503, body: 'html' },
    });
    const during = await world.sync(INPUTS);
    expect(during.exitCode).toBe(1);
    expect(await readManifest(directoryOf(during))).toEqual(manifest);
    tenant.faults.clear();
    const after = await world.sync(INPUTS);
    expect([after.outputs.get('complete'), after.outputs.get('launches-added')]).toEqual(['true', '1']);
    await expectRowsOf(world, after);
    expect(world.judgeSays()).toEqual([]);
  });
});
