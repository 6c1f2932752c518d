import { describe, expect, test, vi } from 'vitest';
import { expectRowsOf, failureOf, findingsOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { HOUR, inMinute, MINUTE } from './use-world.ts';

vi.setConfig({ maxConcurrency: 6, testTimeout: 150_000 });

const GAP = 'Gap: launches of this time may be missing';

describe.concurrent('a blob', () => {
  test('that is gone is lost once, though each run of the overlap lists it', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const entry = tenant.addBlob({ created: new Date(tenant.now() - 10 * MINUTE), records: [] });
    tenant.faults.add({
      match: { kind: 'blob', contentId: entry.contentId },
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'feed-error', code: 'AF20051' },
    });
    const first = await world.sync(INPUTS);
    expect([first.outputs.get('blobs-lost'), first.outputs.get('complete')]).toEqual(['1', 'false']);
    expect(findingsOf(first).get(GAP)).toBeDefined();
    for (let run = 2; run <= 3; run += 1) {
      tenant.advance(20 * MINUTE);
      const later = await world.sync(INPUTS);
      expect(failureOf(later)).toEqual({ exitCode: 0, errors: [] });
      expect([later.outputs.get('blobs-lost'), later.outputs.get('complete')]).toEqual(['0', 'true']);
      expect(later.outputs.get('gaps')).toBe(first.outputs.get('gaps'));
      expect(findingsOf(later).get(GAP)).toBeUndefined();
    }
    // It is asked for all the same, and closes its gap when it comes back.
    tenant.faults.clear();
    const found = await world.sync(INPUTS);
    expect([found.outputs.get('blobs-read'), found.outputs.get('gaps')]).toEqual(['1', '[]']);
  });

  test('that stays unread holds complete-until for 48 hours, and is a pending gap from then on', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const created = new Date(tenant.now() - 10 * HOUR);
    const { contentId } = tenant.addBlob({ created, records: [] });
    tenant.faults.add({
      match: { kind: 'blob', contentId },
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'status', status: 503, body: 'html' },
    });
    const first = await world.sync(INPUTS);
    expect([first.outputs.get('blobs-unread'), first.outputs.get('gaps')]).toEqual(['1', '[]']);
    expect(first.outputs.get('watermark')).toEqual(inMinute('2026-11-22T06:00'));
    expect(first.outputs.get('complete-until')).toBe('2026-11-19T20:00:00Z');

    tenant.advance(39 * HOUR);
    const second = await world.sync(INPUTS);
    expect(JSON.parse(second.outputs.get('gaps') ?? '')).toEqual([
      {
        from: created.toISOString(),
        to: created.toISOString(),
        reason: `content blob ${contentId} could not be read yet`,
        status: 'pending',
      },
    ]);
    expect([second.outputs.get('blobs-unread'), second.outputs.get('complete')]).toEqual(['1', 'false']);
    expect(second.outputs.get('complete-until')).toEqual(inMinute('2026-11-21T21:00'));

    tenant.faults.clear();
    const third = await world.sync(INPUTS);
    expect(failureOf(third)).toEqual({ exitCode: 0, errors: [] });
    expect([third.outputs.get('complete'), third.outputs.get('gaps')]).toEqual(['true', '[]']);
    await expectRowsOf(world, third);
  });
});
