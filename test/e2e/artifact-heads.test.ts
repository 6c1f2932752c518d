import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { isoSecond } from '../../src/instants.ts';
import { parseManifest } from '../../src/snapshot/manifest.ts';
import { directoryOf } from './snapshot.ts';
import { addContent, expectComplete, expectRows, HOUR, useWorld } from './use-world.ts';
import type { Inputs, World } from './world.ts';

const SIGNED: Inputs = { publish: 'artifact' };
/** Without a data key the run that uploaded an artifact tells whether it counts. */
const UNSIGNED: Inputs = { publish: 'artifact', users: 'none', 'data-key': undefined };

/** Plays one run; when it is about to upload, another one begins, goes through and ends first. */
async function overlap(
  { runner }: World,
  outer: () => Promise<ActionRun>,
  inner: () => Promise<ActionRun>,
): Promise<readonly ActionRun[]> {
  const runs: ActionRun[] = [];
  let hasBegun = false;
  const stop = runner.beforeRequest(async ({ path }) => {
    if (hasBegun || !path.endsWith('/CreateArtifact')) return;
    hasBegun = true;
    runs.push(await inner());
  });
  runs.push(await outer());
  stop();
  for (const run of runs) expectComplete(run);
  expect(runs).toHaveLength(2);
  return runs;
}

/** A world with one artifact, and content of the 20 hours after it: one half for each of two runs. */
async function openRace(inputs: Inputs) {
  const world = await useWorld();
  const { tenant } = world;
  addContent(world, 24);
  expectComplete(await world.sync(inputs));
  const start = tenant.now();
  tenant.advance(20 * HOUR);
  addContent(world, 20);
  const halves = [0, 1].map((at) => ({
    'start-time': isoSecond(start + at * 10 * HOUR),
    'end-time': isoSecond(start + (at + 1) * 10 * HOUR),
  }));
  const sync = (half: Inputs | undefined) => () => world.sync({ ...inputs, ...half });
  return { world, halves, sync };
}

function manifestOf({ runner }: World, id: number) {
  return parseManifest(String(runner.artifacts.files(id).get('manifest.json')));
}

describe.each([
  ['with a data key', SIGNED, 'pseudonym'],
  ['without a data key', UNSIGNED, 'none'],
] as const)('%s, two runs that overlap', (_, inputs, users) => {
  test('both stay in the data: the third run holds what each of them read', async () => {
    const { world, halves, sync } = await openRace(inputs);
    const { tenant, runner } = world;
    await overlap(world, sync(halves[0]), sync(halves[1]));
    const check = await world.sync({ ...inputs, command: 'check' });
    expect(check.log).toContain('artifacts app-launches (ids 3 and 2)');
    const third = await world.sync({ ...inputs, 'start-time': isoSecond(tenant.now() - HOUR) });
    expectComplete(third);
    expect(third.log).toContain('artifacts app-launches (ids 3 and 2)');
    await expectRows(directoryOf(third), tenant.expectedRecords, { ...tenant, users });
    expect(manifestOf(world, 4).artifacts?.merged).toEqual([1, 2, 3]);

    const requests = runner.requests.length;
    const fourth = await world.sync(inputs);
    expectComplete(fourth);
    expect(fourth.log).toContain('artifact app-launches (id 4); watermark');
    const downloads = runner.requests.slice(requests).filter(({ path }) => path.endsWith('/zip'));
    expect(downloads.map(({ path }) => path.split('/').at(-2))).toEqual(['4']);
  });

  test('are merged by a run that brings nothing new, and the watermark stays at the later one', async () => {
    const { world, sync } = await openRace(inputs);
    const { tenant } = world;
    const [inner, outer] = await overlap(world, sync(undefined), () => {
      tenant.advance(HOUR);
      addContent(world, 1);
      return world.sync(inputs);
    });
    const idle = await world.sync(inputs);
    expectComplete(idle);
    expect(idle.log).toContain('artifacts app-launches (ids 3 and 2)');
    expect(idle.outputs.get('launches-added')).toBe('0');
    expect(idle.outputs.get('artifact-id')).toBe('4');
    const [early, late] = [outer, inner].map((run) => run?.outputs.get('watermark') ?? '');
    expect(idle.log).toContain(`watermark: ${late} from the`);
    expect(Date.parse(late ?? '')).toBeGreaterThan(Date.parse(early ?? ''));
    await expectRows(directoryOf(idle), tenant.expectedRecords, { ...tenant, users });
    const after = await world.sync(inputs);
    expect(after.outputs.get('artifact-id')).toBe('4');
  });
});

test('an artifact that cannot be downloaded for a while is merged by a later run', async () => {
  const { world, halves, sync } = await openRace(SIGNED);
  await overlap(world, sync(halves[0]), sync(halves[1]));
  const { runner, tenant } = world;
  // A download is tried four times.
  runner.answerWith({ path: /\/artifacts\/3\/zip$/, status: 500, body: '', times: 4 });
  tenant.advance(HOUR);
  addContent(world, 1);
  const recent = { ...SIGNED, 'start-time': isoSecond(tenant.now() - HOUR) };
  const without = await world.sync(recent);
  expectComplete(without);
  expect(without.annotations.map(({ title, message }) => [title, message.split(':')[0]])).toEqual([
    ['Artifacts not read', 'Cannot download artifact app-launches (id 3)'],
  ]);
  expect(manifestOf(world, 4).artifacts?.merged).toEqual([1, 2]);
  const next = await world.sync(recent);
  expectComplete(next);
  expect(next.log).toContain('artifacts app-launches (ids 4 and 3)');
  expect(manifestOf(world, 5).artifacts?.merged).toEqual([1, 2, 3, 4]);
  await expectRows(directoryOf(next), tenant.expectedRecords, tenant);
});

test('an artifact that is not signed is looked at once', async () => {
  const { world, sync } = await openRace(SIGNED);
  const { artifacts, requests } = world.runner;
  artifacts.plant({ name: 'app-launches', files: artifacts.files(1), runId: 99 });
  for (const id of [3, 4]) {
    addContent(world, 1);
    const seen = requests.length;
    expectComplete(await sync(undefined)());
    expect(manifestOf(world, id).artifacts).toEqual({ merged: id === 3 ? [1] : [1, 3], ignored: [2] });
    const looked = requests.slice(seen).some(({ path }) => path.endsWith('/artifacts/2/zip'));
    expect(looked).toBe(id === 3);
  }
});

test('two jobs of one run that upload under the same name are merged, and neither loses what it read', async () => {
  const { world, halves } = await openRace(SIGNED);
  const { runner, tenant } = world;
  const job = (half: Inputs | undefined) => () => world.sync({ ...SIGNED, ...half }, { runId: 7 });
  const [, outer] = await overlap(world, job(halves[0]), job(halves[1]));
  expect(runner.artifacts.all().map(({ runId }) => runId)).toEqual([1, 7]);
  await expectRows(directoryOf(outer ?? { workspace: '' }), tenant.expectedRecords, tenant);
});

test('a re-run replaces the artifact of its first attempt, and goes on from it', async () => {
  const { world, halves } = await openRace(SIGNED);
  const { runner, tenant } = world;
  expectComplete(await world.sync({ ...SIGNED, ...halves[0] }, { runId: 7 }));
  const again = await world.sync({ ...SIGNED, ...halves[1] }, { runId: 7, runAttempt: 2 });
  expectComplete(again);
  expect(runner.artifacts.all().map(({ runId }) => runId)).toEqual([1, 7]);
  await expectRows(directoryOf(again), tenant.expectedRecords, tenant);
});

test('artifacts that were made with different users are not merged: the message names both', async () => {
  const { world, halves, sync } = await openRace(SIGNED);
  const name = { ...SIGNED, users: 'none', ...halves[1] };
  const { artifacts } = world.runner;
  const first = artifacts.files(1);
  artifacts.delete(1);
  expectComplete(await world.sync(name));
  artifacts.plant({ name: 'app-launches', files: first, runId: 1 });
  const run = await sync(undefined)();
  expect(run.exitCode).toBe(1);
  expect(run.log).toContain(
    'Cannot merge artifact app-launches (id 3) with artifact app-launches (id 2): they belong to different tenants, or were made with different users or data-key.',
  );
});
