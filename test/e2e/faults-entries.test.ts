import { describe, expect, test, vi } from 'vitest';
import { expectRowsOf, expectWhole, failureOf, findingsOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { HOUR, inMinute } from './use-world.ts';
import type { World } from './world.ts';

vi.setConfig({ maxConcurrency: 6, testTimeout: 150_000 });

const TITLE = 'Malformed entries in the list of content';

/** Replaces the first entry of the newest window by what `change` makes of it, as often as a run asks for that page. */
function changeFirst({ tenant }: World, change: (entry: object) => unknown): void {
  const from = tenant.now() - 24 * HOUR;
  tenant.faults.add({
    match: { kind: 'content', where: ({ query }) => Date.parse(`${query.starttime}Z`) >= from },
    times: 3,
    fault: { kind: 'entries', change: ([first, ...others]) => [change(Object(first)), ...others] },
  });
}

describe.concurrent('an entry of the list that is malformed', () => {
  test.for<[string, (entry: object) => unknown]>([
    ['without a time', (entry) => ({ ...entry, contentCreated: null })],
    ['with a time that is none', (entry) => ({ ...entry, contentCreated: 'soon' })],
    ['of the year 9999', (entry) => ({ ...entry, contentCreated: '9999-12-31T23:59:59.000Z' })],
    [
      'of a year that no manifest can hold',
      (entry) => ({ ...entry, contentCreated: '+275760-09-13T00:00:00Z' }),
    ],
    ['without an id, but with its address', (entry) => ({ ...entry, contentId: '' })],
  ])('%s is told, and its blob is read like any other', async ([, change], { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    changeFirst(world, change);
    world.tenant.judge.startRun();
    const run = await world.sync(INPUTS);
    await expectWhole(world, run);
    expect(findingsOf(run).get(TITLE)).toContain('1 entry');
    expect(run.outputs.get('watermark')).toEqual(inMinute('2026-11-22T06:00'));
  });

  test.for<[string, object]>([
    ['that expires in the year 9999', { contentExpiration: '9999-12-31T23:59:59Z' }],
    ['that expires in no manifest’s year', { contentExpiration: '+275760-09-13T00:00:00Z' }],
    ['whose address is a number', { contentUri: 7 }],
    ['whose address is on another host', { contentUri: 'https://example.com/audit/1' }],
  ])('%s is as good as any', async ([, more], { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    changeFirst(world, (entry) => ({ ...entry, ...more }));
    world.tenant.judge.startRun();
    await expectWhole(world, await world.sync(INPUTS));
    expect(world.tenant.foreignHost.requests).toEqual([]);
  });

  test.for<[string, (entry: object) => unknown]>([
    ['an entry that is no object', () => 'entry'],
    ['null', () => null],
    ['an entry without id and address', (entry) => ({ ...entry, contentId: '', contentUri: null })],
    ['an id as long as a book', (entry) => ({ ...entry, contentId: 'x'.repeat(100_000), contentUri: null })],
  ])(
    '%s is a named gap until the list is whole again; its neighbors are read',
    async ([, change], { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      const { tenant } = world;
      let missing = '';
      changeFirst(world, (entry) => {
        missing = 'contentId' in entry ? String(entry.contentId) : '';
        return change(entry);
      });
      const run = await world.sync(INPUTS);
      expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
      expect([run.outputs.get('complete'), run.outputs.get('blobs-unread')]).toEqual(['false', '0']);
      expect(run.outputs.get('gaps')).toContain('an entry of the list names no content blob');
      expect(findingsOf(run).get(TITLE)).toContain('1 entry');
      expect(findingsOf(run).get('Gap: launches of this time may be missing')).toBeDefined();
      // The window counts as listed: one entry does not hold a day.
      expect(run.outputs.get('watermark')).toEqual(inMinute('2026-11-22T06:00'));
      await expectRowsOf(world, run, (id) => id !== missing);

      // A run that lists the window again finds it whole, and the gap closes.
      tenant.faults.clear();
      const again = await world.sync({
        ...INPUTS,
        'start-time': new Date(tenant.now() - 48 * HOUR).toISOString(),
        'end-time': new Date(tenant.now()).toISOString(),
      });
      expect(failureOf(again)).toEqual({ exitCode: 0, errors: [] });
      expect([again.outputs.get('complete'), again.outputs.get('gaps')]).toEqual(['true', '[]']);
      await expectRowsOf(world, again);
    },
  );

  test('in each run of the overlap is one gap, and told as new once', async ({ onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const nameless = (entry: object) => ({ ...entry, contentId: null, contentUri: null });
    const isNew = (entry: unknown) => JSON.stringify(entry).includes('"contentCreated":"2026-11-22T05');
    const change = (entries: readonly unknown[]) =>
      entries.map((entry) => (isNew(entry) ? nameless(Object(entry)) : entry));
    for (const kind of ['content', 'page'] as const) {
      const times = Number.POSITIVE_INFINITY;
      tenant.faults.add({ match: { kind }, times, fault: { kind: 'entries', change } });
    }
    const first = await world.sync(INPUTS);
    const second = await world.sync(INPUTS);
    expect(second.outputs.get('gaps')).toBe(first.outputs.get('gaps'));
    expect([first.outputs.get('complete'), second.outputs.get('complete')]).toEqual(['false', 'true']);
    expect(findingsOf(second).get('Gap: launches of this time may be missing')).toBeUndefined();
    expect(findingsOf(second).get(TITLE)).toBeDefined();
  });
});
