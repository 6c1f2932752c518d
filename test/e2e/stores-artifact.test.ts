import { describe, expect, test } from 'vitest';
import type { ArtifactFault, ArtifactStep } from '../../simulator/runner/artifacts.ts';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { directoryOf, unpack } from './snapshot.ts';
import { addContent, expectComplete, expectRows, HOUR, useWorld } from './use-world.ts';
import type { World } from './world.ts';

const ARTIFACT = { publish: 'artifact' };
const BOTH = { publish: 'both' };

/** An hour later, with new content. */
function goOn(world: World): void {
  world.tenant.advance(HOUR);
  addContent(world, 1, { blobsPerHour: 3 });
}

function messagesOf({ annotations }: ActionRun, level: string): string {
  return annotations
    .filter((annotation) => annotation.level === level)
    .map(({ message }) => message)
    .join('\n');
}

/** The files of an artifact with those of the snapshot's manifest last, as the client uploads them. */
function manifestLast(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  const name = 'manifest.json';
  const rest = [...files].filter(([path]) => path !== name);
  return new Map([...rest, [name, files.get(name) ?? Buffer.alloc(0)]]);
}

describe('a download that fails for a moment is tried again', () => {
  test.each<[ArtifactStep, ArtifactFault]>([
    ['download', 503],
    ['download', 'reset'],
    ['content', 'damaged'],
  ])('%s %s', async (on, status) => {
    const world = await useWorld();
    const { artifacts } = world.runner;
    addContent(world, 24);
    await world.sync(ARTIFACT);
    const [uploaded] = artifacts.all();
    const files = manifestLast(artifacts.files(uploaded?.id ?? 0));
    artifacts.delete(uploaded?.id ?? 0);
    const id = artifacts.plant({ name: 'app-launches', files });
    goOn(world);
    artifacts.fail({ on, status, times: 1 });
    const run = await world.sync(ARTIFACT);
    expectComplete(run);
    expect(run.log).toContain(`artifact app-launches (id ${id}); watermark`);
    await expectRows(directoryOf(run), world.tenant.expectedRecords, world.tenant);
    const downloads = world.runner.requests.filter(({ path }) => path.endsWith(`/${id}/zip`));
    expect(downloads).toHaveLength(2);
  });
});

describe('an upload that broke off', () => {
  test('keeps its name in the run: a re-run says to start a new run, which succeeds', async () => {
    const world = await useWorld({ built: true });
    addContent(world, 24);
    world.runner.artifacts.fail({ on: 'finalize', status: 400, times: 1 });
    const first = await world.sync(ARTIFACT, { runId: 7 });
    expect(messagesOf(first, 'error')).toContain('Start a new run, not a re-run of this one');
    const again = await world.sync(ARTIFACT, { runId: 7, runAttempt: 2 });
    expect(again.exitCode).toBe(1);
    expect(messagesOf(again, 'error')).toContain('(409)');
    expect(messagesOf(again, 'error')).toContain(
      'Start a new run, not a re-run of this one; or give each step of a run an artifact-name of its own.',
    );
    const next = await world.sync(ARTIFACT, { runId: 8, built: false });
    expectComplete(next);
    await expectRows(directoryOf(next), world.tenant.expectedRecords, world.tenant);
  });

  test('with a branch that has the snapshot, is made up for by the next run', async () => {
    const world = await useWorld();
    const { runner, tenant } = world;
    addContent(world, 24);
    expectComplete(await world.sync(BOTH));
    goOn(world);
    runner.artifacts.fail({ on: 'create', status: 400, times: 1 });
    const failed = await world.sync(BOTH);
    expect(failed.exitCode).toBe(1);
    expect(messagesOf(failed, 'error')).toContain(
      'Start a new run, not a re-run of this one. The branch has the snapshot already; the next run with `permissions: actions: read` uploads it.',
    );
    const branch = await runner.readBranch('app-launches');
    expect(runner.artifacts.all()).toHaveLength(1);

    for (const run of [await world.sync(BOTH), await world.sync(BOTH)]) {
      expectComplete(run);
      const artifacts = runner.artifacts.all();
      expect(artifacts).toHaveLength(2);
      expect(run.outputs.get('artifact-id')).toBe(String(artifacts[1]?.id));
    }
    const uploaded = runner.artifacts.files(runner.artifacts.all()[1]?.id ?? 0);
    const files = [...branch].filter(([path]) => path !== '.gitattributes');
    expect(new Map([...uploaded].sort())).toEqual(new Map(files.sort()));
    await expectRows(await unpack(await runner.folder('unpacked'), uploaded), tenant.expectedRecords, tenant);
  });

  test('with a branch that has the snapshot, is made up for though a run that overlapped uploaded an older one later', async () => {
    const world = await useWorld();
    const { artifacts } = world.runner;
    addContent(world, 24);
    expectComplete(await world.sync(BOTH));
    goOn(world);
    artifacts.fail({ on: 'create', status: 400, times: 1 });
    expect((await world.sync(BOTH, { runId: 20 })).exitCode).toBe(1);
    const older = artifacts.files(artifacts.all()[0]?.id ?? 0);
    const createdAt = new Date(world.tenant.now() + 30_000);
    artifacts.plant({ name: 'app-launches', files: older, runId: 21, createdAt });

    const next = await world.sync(BOTH);
    expectComplete(next);
    const copy = artifacts.files(Number(next.outputs.get('artifact-id')));
    expect(copy.get('manifest.json')).toEqual(
      (await world.runner.readBranch('app-launches')).get('manifest.json'),
    );
  });
});

/** Without a data key, what uploaded an artifact tells whether it counts. */
const UNSIGNED = { ...ARTIFACT, users: 'none', 'data-key': undefined };

describe('without a data key, runs on another branch than the default one', () => {
  test('go on from their own artifacts, which the default branch does not take', async () => {
    const world = await useWorld();
    addContent(world, 24);
    const feature = { ref: 'refs/heads/feature' };
    expectComplete(await world.sync(UNSIGNED, feature));
    goOn(world);
    const second = await world.sync(UNSIGNED, feature);
    expectComplete(second);
    expect(second.log).toContain('artifact app-launches (id 1); watermark');
    expect(messagesOf(second, 'warning')).toBe('');
    await expectRows(directoryOf(second), world.tenant.expectedRecords, { ...world.tenant, users: 'none' });

    const check = await world.sync({ ...UNSIGNED, command: 'check' });
    const ineligibleReason =
      'Artifact app-launches (id 2) was ignored because it comes from a run on "feature": only those of runs of this workflow file on "main" are used.';
    expect(check.exitCode).toBe(0);
    expect(messagesOf(check, 'warning')).toContain(ineligibleReason);
    const main = await world.sync(UNSIGNED);
    expectComplete(main);
    expect(messagesOf(main, 'warning')).toContain(
      `${ineligibleReason} Without it the data set starts over with what the feed still lists. To go on from that artifact, let a run of this workflow file on "main" upload it again under its name within 7 days: actions/download-artifact with run-id 2, then actions/upload-artifact.`,
    );
    expect(main.summary).toContain('then actions/upload-artifact.');
    expect(check.summary).toContain('then actions/upload-artifact.');
    await expectRows(directoryOf(main), world.tenant.expectedRecords, { ...world.tenant, users: 'none' });
  });

  test('a tag is no branch', async () => {
    const world = await useWorld();
    addContent(world, 3);
    const tag = { ref: 'refs/tags/v1' };
    expectComplete(await world.sync(UNSIGNED, tag));
    const second = await world.sync(UNSIGNED, tag);
    expectComplete(second);
    expect(messagesOf(second, 'warning')).toContain('it comes from a run on "v1"');
  });
});

test('with a data key, an artifact that is signed with it counts, whichever branch it is of', async () => {
  const world = await useWorld();
  addContent(world, 24);
  expectComplete(await world.sync(ARTIFACT, { ref: 'refs/heads/feature' }));
  goOn(world);
  const second = await world.sync(ARTIFACT);
  expectComplete(second);
  expect(second.log).toContain('artifact app-launches (id 1); watermark');
  await expectRows(directoryOf(second), world.tenant.expectedRecords, world.tenant);
});
