import { describe, expect, test } from 'vitest';
import { directoryOf, unpack } from './snapshot.ts';
import { addContent, expectComplete, expectRows, HOUR, useWorld } from './use-world.ts';
import type { World } from './world.ts';

/** A whole second of the real clock, against which the inputs are checked. */
const present = () => new Date(Math.floor(Date.now() / 1_000) * 1_000);
const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

function windowsSince({ tenant }: World, since: number) {
  return tenant.requests
    .slice(since)
    .filter(({ kind }) => kind === 'content')
    .map(({ query }) => [`${query.starttime}Z`, `${query.endtime}Z`]);
}

async function branchOf({ runner }: World): Promise<string> {
  return await unpack(await runner.folder('branch'), await runner.readBranch('app-launches'));
}

describe('a run with start-time and end-time', () => {
  test('adds what the window holds and leaves the watermark where it is', async () => {
    const world = await useWorld({ tenant: { now: present() } });
    const { tenant } = world;
    const now = tenant.now();
    addContent(world, 100);
    const first = await world.sync({ lookback: '10 hours', publish: 'branch' });
    const since = tenant.requests.length;
    const [start, end] = [now - 90 * HOUR, now - 50 * HOUR];
    tenant.judge.startRun();
    const manual = await world.sync({
      'start-time': iso(start),
      'end-time': iso(end),
      publish: 'branch',
    });
    tenant.judge.endRun({ from: new Date(start), to: new Date(end) });
    expectComplete(manual);
    expect(windowsSince(world, since)).toEqual([
      [iso(start), iso(start + 24 * HOUR)],
      [iso(start + 24 * HOUR), iso(end)],
    ]);
    expect([manual.outputs.get('window-start'), manual.outputs.get('window-end')]).toEqual([
      iso(start),
      iso(end),
    ]);
    expect(manual.outputs.get('watermark')).toBe(first.outputs.get('watermark'));
    expect(Number(manual.outputs.get('launches-added'))).toBeGreaterThan(0);
    const isRead = (created: number) => created >= now - 10 * HOUR || (created >= start && created < end);
    const read = tenant.expectedRecordsOf(({ created }) => isRead(Date.parse(created)));
    await expectRows(await branchOf(world), read, tenant);

    const after = tenant.requests.length;
    tenant.advance(HOUR);
    addContent(world, 1);
    const next = await world.sync({ publish: 'branch' });
    expect(windowsSince(world, after)).toEqual([[iso(now - 2 * HOUR), iso(now + HOUR)]]);
    expectComplete(next);
    const all = tenant.expectedRecordsOf(
      ({ created }) => isRead(Date.parse(created)) || Date.parse(created) >= now,
    );
    await expectRows(await branchOf(world), all, tenant);
    expect(world.judgeSays()).toEqual([]);
  });

  test('reads again what was read before, without a byte or a commit when it is all there', async () => {
    const world = await useWorld({ tenant: { now: present() } });
    const { tenant, runner } = world;
    addContent(world, 20);
    const first = await world.sync({ publish: 'branch' });
    const since = tenant.requests.length;
    const manual = await world.sync({ 'start-time': iso(tenant.now() - 24 * HOUR), publish: 'branch' });
    expectComplete(manual);
    const blobs = tenant.requests.slice(since).filter(({ kind }) => kind === 'blob');
    expect(blobs).toHaveLength(Number(first.outputs.get('blobs-read')));
    expect(manual.outputs.get('launches-added')).toBe('0');
    expect(Number(manual.outputs.get('duplicates'))).toBeGreaterThanOrEqual(
      tenant.expectedRecords.launches.size,
    );
    expect(await runner.commits('app-launches')).toHaveLength(1);
    expect(manual.outputs.get('commit-sha')).toBe(first.outputs.get('commit-sha'));
  });

  test('may come first: the run after it still reads as far back as lookback', async () => {
    const world = await useWorld({ tenant: { now: present() } });
    const { tenant } = world;
    addContent(world, 72);
    const manual = await world.sync({
      'start-time': iso(tenant.now() - 30 * HOUR),
      'end-time': iso(tenant.now() - 20 * HOUR),
    });
    expectComplete(manual);
    expect(manual.outputs.get('watermark')).toBe('');
    const next = await world.sync();
    await expectRows(directoryOf(next), tenant.expectedRecords, tenant);
  });
});
