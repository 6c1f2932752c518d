import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
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

describe('a run by hand that finds no snapshot', () => {
  const TITLE = 'No snapshot to extend';
  const told = ({ annotations }: ActionRun) => annotations.filter(({ title }) => title === TITLE);
  const openScheduled = async () => {
    const world = await useWorld({ tenant: { now: present() } });
    addContent(world, 30);
    expectComplete(await world.sync({ publish: 'branch' }));
    return { world, window: { 'start-time': iso(world.tenant.now() - 10 * HOUR) } };
  };

  test('is told that it starts a data set of its own, where the schedule publishes elsewhere', async () => {
    const { world, window } = await openScheduled();
    for (const command of ['check', 'sync']) {
      const run = await world.sync({ publish: 'artifact', command, ...window });
      expect(run.exitCode).toBe(0);
      expect(told(run).map(({ level, message }) => [level, message])).toEqual([
        [
          'warning',
          'This is a manual run, and there is no snapshot to extend (artifact app-launches): it starts a data set of its own, which holds this window alone. If a scheduled workflow keeps one, give this run the same `publish`, `branch`, `artifact-name` and `directory`, and delete what a run like this one published.',
        ],
      ]);
      if (command === 'sync') expect(run.summary).toContain(TITLE);
    }
  });

  test('and none is told that extends the snapshot of the schedule, nor a scheduled one that is the first', async () => {
    const { world, window } = await openScheduled();
    expect(told(await world.sync({ publish: 'branch', ...window }))).toEqual([]);
    expect(told(await world.sync({ publish: 'artifact' }))).toEqual([]);
  });

  test('but one that is there and does not count is told with the reason alone', async () => {
    const { world, window } = await openScheduled();
    const unsigned = { publish: 'artifact', users: 'none', 'data-key': undefined };
    expectComplete(await world.sync(unsigned, { ref: 'refs/heads/feature' }));
    const run = await world.sync({ ...unsigned, ...window });
    expect(told(run)).toEqual([]);
    expect(run.log).toContain('was ignored because it comes from a run on "feature"');
  });
});
