import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunOrigin } from '../../simulator/runner/artifact.ts';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { isoInstant } from '../../src/instants.ts';
import { unpack } from './snapshot.ts';
import { addContent, expectComplete, expectRows, HOUR, useWorld } from './use-world.ts';
import { type Inputs, openWorld, type World } from './world.ts';

/** Without a data key the run that uploaded an artifact tells whether it counts. */
const UNSIGNED = { publish: 'artifact', users: 'none', 'data-key': undefined };
const STRAY = 'e'.repeat(40);

function messagesOf({ annotations }: ActionRun, level: string): readonly string[] {
  return annotations.filter((annotation) => annotation.level === level).map(({ message }) => message);
}

function goOn(world: World): void {
  world.tenant.advance(36 * HOUR);
  addContent(world, 36);
}

/** Plants the snapshot of an artifact with a manifest that claims to have read everything until now. */
function plantForged(
  { runner: { artifacts }, tenant }: World,
  id: number,
  origin: RunOrigin,
  headSha?: string,
): void {
  const files = artifacts.files(id);
  const manifest = JSON.parse(String(files.get('manifest.json')));
  const now = isoInstant(tenant.now());
  const coverage = { ...manifest.coverage, complete_until: now };
  const forged = Buffer.from(JSON.stringify({ ...manifest, watermark: now, coverage }));
  artifacts.plant({
    name: 'app-launches',
    files: new Map([...files, ['manifest.json', forged]]),
    runId: 1_000 + id,
    origin,
    ...(headSha === undefined ? {} : { headSha }),
  });
}

async function expectAllRows(world: World, run: ActionRun, users: 'none' | 'pseudonym'): Promise<void> {
  expectComplete(run);
  const files = world.runner.artifacts.files(Number(run.outputs.get('artifact-id')));
  const folder = await unpack(await world.runner.folder('unpacked'), files);
  await expectRows(folder, world.tenant.expectedRecords, { ...world.tenant, users });
}

describe('without a data key, a forged artifact hides no launch, though it looks like one of the default branch', () => {
  let world: World;
  let published = 0;
  beforeAll(async () => {
    world = await openWorld();
    addContent(world, 24);
    expectComplete(await world.sync(UNSIGNED));
    published = world.runner.artifacts.all()[0]?.id ?? 0;
  });
  afterAll(() => world.close());

  test.each<[string, RunOrigin, string | undefined]>([
    [
      'a pull request from the default branch, which runs the workflow file of its merge commit',
      { event: 'pull_request' },
      undefined,
    ],
    ['a tag of its name, on a commit of its own', { event: 'workflow_dispatch', isTag: true }, STRAY],
    [
      'a tag of its name, by the path of the workflow',
      { path: '.github/workflows/collect.yml@refs/tags/main' },
      undefined,
    ],
    ['another workflow file', { path: '.github/workflows/collect.yml.yml' }, undefined],
    [
      'a workflow file with a name that looks like a ref',
      { path: '.github/workflows/collect.yml@evil.yml' },
      undefined,
    ],
    ['a run that was deleted', { isDeleted: true }, undefined],
  ])('%s', async (_, origin, headSha) => {
    // Each forges the artifact of the run before: what it hides is new, and what earlier ones planted is older.
    world.tenant.advance(12 * HOUR);
    addContent(world, 12);
    plantForged(world, published, origin, headSha);
    const run = await world.sync(UNSIGNED);
    await expectAllRows(world, run, 'none');
    published = Number(run.outputs.get('artifact-id'));
  });

  test('a tag of its name, where the job may not ask for commits: the run stops, and the message names the permission', async () => {
    const world = await useWorld({ runner: { permissions: { contents: 'none' } } });
    addContent(world, 24);
    expectComplete(await world.sync(UNSIGNED));
    goOn(world);
    plantForged(world, 1, { event: 'push', isTag: true }, STRAY);
    const sentence =
      'Cannot determine whether artifact app-launches (id 2) comes from a run on the branch "main" or on a tag of that name: GitHub refused GET /repos/…/git/ref/heads/main with HTTP status 403. Give the job `permissions: contents: read`, and pass its token as `github-token`.';
    const run = await world.sync(UNSIGNED);
    expect(run.exitCode).toBe(1);
    expect(messagesOf(run, 'error')).toEqual([sentence]);
    const check = await world.sync({ ...UNSIGNED, command: 'check' });
    expect(messagesOf(check, 'error')[0]).toBe(sentence);
    expect(world.runner.artifacts.all()).toHaveLength(2);

    world.runner.setPermissions({ contents: 'read' });
    await expectAllRows(world, await world.sync(UNSIGNED), 'none');
  });
});

describe('without a data key, a run goes on from the artifact of', () => {
  const goesOn = async (world: World, first: Parameters<World['sync']>[1], inputs: Inputs = UNSIGNED) => {
    addContent(world, 24);
    expectComplete(await world.sync(inputs, first));
    goOn(world);
    const second = await world.sync(inputs);
    expect(second.log).toContain('artifact app-launches (id 1); watermark');
    expect(messagesOf(second, 'warning')).toEqual([]);
    await expectAllRows(world, second, 'none');
  };

  test('a scheduled run, with `actions: read` alone', async () => {
    await goesOn(await useWorld({ runner: { permissions: { contents: 'none' } } }), {});
  });

  test('a run by hand', async () => {
    const world = await useWorld({ runner: { permissions: { contents: 'read' } } });
    await goesOn(world, { event: { name: 'workflow_dispatch' } });
  });

  test('a re-run', async () => {
    await goesOn(await useWorld(), { runAttempt: 2 });
  });
});

describe('without a data key, the reason why an artifact was ignored names', () => {
  test.each<[string, Parameters<World['sync']>[1], string]>([
    [
      'its workflow file',
      { workflow: '.github/workflows/old.yml' },
      'it comes from the workflow file ".github/workflows/old.yml"',
    ],
    [
      'the tag',
      { ref: 'refs/tags/main', strayCommit: STRAY, event: { name: 'push' } },
      'its commit is not on the branch "main": it comes from a run on a tag of that name, or the branch was rewritten',
    ],
    ['its branch', { ref: 'refs/heads/feature' }, 'it comes from a run on "feature"'],
  ])('%s', async (_, stranger, because) => {
    const world = await useWorld();
    addContent(world, 24);
    expectComplete(await world.sync(UNSIGNED, stranger));
    const run = await world.sync(UNSIGNED);
    expectComplete(run);
    const [warning = ''] = messagesOf(run, 'warning');
    expect(warning).toContain(
      `Artifact app-launches (id 1) was ignored because ${because}: only those of runs of this workflow file on "main" are used.`,
    );
    expect(warning).toContain(
      'To go on from that artifact, let a run of this workflow file on "main" upload it',
    );
  });
});

test('with a data key, the reason names the signature too', async () => {
  const world = await useWorld();
  addContent(world, 24);
  expectComplete(await world.sync(UNSIGNED, { ref: 'refs/heads/feature' }));
  const run = await world.sync({ publish: 'artifact', users: 'none' });
  expectComplete(run);
  const [warning = ''] = messagesOf(run, 'warning');
  expect(warning).toContain(
    'Artifact app-launches (id 1) was ignored because no run that has this data-key uploaded and signed it, and it comes from a run on "feature"',
  );
  expect(warning).toContain('within 7 days, and delete the signed ones of that name: ');
});

test('with a data key, an older artifact that somebody uploads again is not the newest snapshot', async () => {
  const world = await useWorld();
  const inputs = { publish: 'artifact' };
  addContent(world, 24);
  expectComplete(await world.sync(inputs));
  goOn(world);
  expectComplete(await world.sync(inputs));
  goOn(world);
  const { artifacts } = world.runner;
  artifacts.plant({
    name: 'app-launches',
    files: artifacts.files(1),
    runId: 99,
    headBranch: 'feature',
  });
  const third = await world.sync(inputs);
  expect(third.log).toContain('artifact app-launches (id 2); watermark');
  await expectAllRows(world, third, 'pseudonym');
});
