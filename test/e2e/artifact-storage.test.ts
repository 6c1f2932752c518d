import { describe, expect, test } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { parseManifest } from '../../src/snapshot/manifest.ts';
import { unpack } from './snapshot.ts';
import { addContent, expectComplete, expectRows, HOUR, useWorld } from './use-world.ts';
import type { Inputs, World } from './world.ts';

const ARTIFACT: Inputs = { publish: 'artifact', formats: 'csv' };
const BOTH: Inputs = { publish: 'both', formats: 'csv' };
const MAY_DELETE = { runner: { permissions: { actions: 'write' } } } as const;
const TITLE = 'Older artifacts not deleted';

/** Plays runs an hour apart, each with content of its own. */
async function syncTimes(world: World, times: number, inputs: Inputs): Promise<readonly ActionRun[]> {
  const runs: ActionRun[] = [];
  for (let left = times; left > 0; left -= 1) {
    world.tenant.advance(HOUR);
    addContent(world, 1, { blobsPerHour: 3 });
    const run = await world.sync(inputs);
    expectComplete(run);
    runs.push(run);
  }
  return runs;
}

const idsIn = ({ runner }: World): readonly number[] => runner.artifacts.all().map(({ id }) => id);

async function expectNewestIsWhole({ runner, tenant }: World): Promise<void> {
  const files = runner.artifacts.files(runner.artifacts.all().at(-1)?.id ?? 0);
  const folder = await unpack(await runner.folder('unpacked'), files);
  await expectRows(folder, tenant.expectedRecords, tenant, ['csv']);
}

describe('a token that may delete keeps the newest 5 artifacts', () => {
  test('of an artifact store; the newest holds everything, and none that it deletes is the last that holds a launch: what two runs left beside each other is merged first', async () => {
    const world = await useWorld(MAY_DELETE);
    const runs = await syncTimes(world, 7, ARTIFACT);
    expect(idsIn(world)).toEqual([3, 4, 5, 6, 7]);
    expect(runs.at(-1)?.log).toContain('1 artifact deleted whose launches a newer one holds');
    expect(world.runner.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
    await expectNewestIsWhole(world);
    const { merged } =
      parseManifest(String(world.runner.artifacts.files(7).get('manifest.json'))).artifacts ?? {};
    expect(merged).toEqual([2, 3, 4, 5, 6]);

    let inner: ActionRun | undefined;
    const stop = world.runner.beforeRequest(async ({ path }) => {
      if (inner !== undefined || !path.endsWith('/CreateArtifact')) return;
      stop();
      [inner] = await syncTimes(world, 1, ARTIFACT);
    });
    await syncTimes(world, 1, ARTIFACT);
    // Each of the two merged 3 to 7 and keeps four of them beside its own.
    expect(idsIn(world)).toEqual([4, 5, 6, 7, 8, 9]);
    const [next] = await syncTimes(world, 1, ARTIFACT);
    expect(next?.log).toContain('artifacts app-launches (ids 9 and 8)');
    expect(idsIn(world)).toEqual([6, 7, 8, 9, 10]);
    await expectNewestIsWhole(world);
  });

  test('beside a data branch', async () => {
    const world = await useWorld(MAY_DELETE);
    await syncTimes(world, 6, BOTH);
    expect(idsIn(world)).toEqual([2, 3, 4, 5, 6]);
    await expectNewestIsWhole(world);
  });

  test('without a data key', async () => {
    const world = await useWorld(MAY_DELETE);
    await syncTimes(world, 6, { ...ARTIFACT, users: 'none', 'data-key': undefined });
    expect(idsIn(world)).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('it never deletes', () => {
  test('what is not signed, has another name, or is of a fork', async () => {
    const world = await useWorld(MAY_DELETE);
    const { artifacts, repository } = world.runner;
    await syncTimes(world, 1, ARTIFACT);
    const files = artifacts.files(1);
    artifacts.plant({ name: 'app-launches', files, runId: 97 });
    artifacts.plant({ name: 'app-launches', files, headRepositoryId: repository.id + 1 });
    artifacts.plant({ name: 'app-launches-2', files });
    await syncTimes(world, 6, ARTIFACT);
    expect(idsIn(world)).toEqual([2, 3, 4, 6, 7, 8, 9, 10]);
  });

  test('the artifacts of a data set of its own, where a branch began another one', async () => {
    const world = await useWorld(MAY_DELETE);
    await syncTimes(world, 2, ARTIFACT);
    await syncTimes(world, 6, BOTH);
    expect(idsIn(world)).toEqual([1, 2, 4, 5, 6, 7, 8]);
  });

  test('what the manifest of a branch names that is not signed with the data key', async () => {
    const world = await useWorld(MAY_DELETE);
    await syncTimes(world, 6, { ...BOTH, users: 'none', 'data-key': undefined });
    expect(idsIn(world)).toEqual([2, 3, 4, 5, 6]);
    await syncTimes(world, 1, { ...BOTH, users: 'none' });
    expect(idsIn(world)).toEqual([2, 3, 4, 5, 6, 7]);
  });
});

const noticesOf = ({ annotations }: ActionRun): readonly string[] =>
  annotations.filter(({ title }) => title === TITLE).map(({ message }) => message);

describe('where older artifacts cannot be deleted, the run goes on and says once what helps', () => {
  test('without `actions: write`; with it, a run that publishes nothing deletes nothing', async () => {
    const world = await useWorld();
    const runs = await syncTimes(world, 7, ARTIFACT);
    expect(runs.map((run) => noticesOf(run).length)).toEqual([0, 0, 0, 0, 0, 1, 1]);
    const [last] = runs.slice(-1);
    expect(noticesOf(last ?? runs[0] ?? expect.fail('no run'))).toEqual([
      'Cannot delete 2 older artifacts: GitHub refused DELETE /repos/…/actions/artifacts/1 with HTTP status 403. Give the job `permissions: actions: write`, and pass its token as `github-token`. The data set is whole: until they expire, they only take up storage.',
    ]);
    expect(last?.summary).toContain(TITLE);
    expect(world.runner.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
    expect(idsIn(world)).toHaveLength(7);
    world.runner.setPermissions({ actions: 'write' });
    expectComplete(await world.sync(ARTIFACT));
    expect(idsIn(world)).toHaveLength(7);
  });

  test('while GitHub is down; a later run makes up for it, and what another run deleted meanwhile is no failure', async () => {
    const world = await useWorld(MAY_DELETE);
    await syncTimes(world, 5, ARTIFACT);
    world.runner.artifacts.fail({ on: 'delete', status: 503 });
    const [run] = await syncTimes(world, 1, ARTIFACT);
    expect(noticesOf(run ?? expect.fail('no run'))[0]).toContain('with HTTP status 503');
    world.runner.artifacts.heal();
    await syncTimes(world, 1, ARTIFACT);
    expect(idsIn(world)).toEqual([3, 4, 5, 6, 7]);

    const stop = world.runner.beforeRequest(({ method, path }) => {
      if (method !== 'DELETE') return;
      stop();
      world.runner.artifacts.delete(Number(path.split('/').at(-1)));
    });
    const [next] = await syncTimes(world, 1, ARTIFACT);
    expect(noticesOf(next ?? expect.fail('no run'))).toEqual([]);
    expect(idsIn(world)).toEqual([4, 5, 6, 7, 8]);
  });
});

test('a used-up quota names the remedies that help, and the next run that may upload loses nothing', async () => {
  const world = await useWorld();
  addContent(world, 3);
  const refusal = { code: 'permission_denied', msg: 'insufficient usage to create artifact' };
  world.runner.answerWith({ path: /CreateArtifact$/, status: 403, body: JSON.stringify(refusal) });
  // As the toolkit's client tells it.
  const refused = await world.sync(ARTIFACT, { built: true });
  expect(refused.exitCode).toBe(1);
  expect(refused.log).toContain(
    'Cannot upload the artifact app-launches: the storage quota for artifacts of this account is used up. Delete artifacts that nobody needs',
  );
  expect(refused.log).toContain('`permissions: actions: write`');
  expectComplete(await world.sync(ARTIFACT));
  await expectNewestIsWhole(world);
});

test('an artifact that expired is told, also when no cache tells of it', async () => {
  const world = await useWorld();
  const inputs = { ...ARTIFACT, users: 'none', 'data-key': undefined };
  await syncTimes(world, 1, inputs);
  for (const { id } of world.runner.artifacts.all()) world.runner.artifacts.expire(id);
  const [run] = await syncTimes(world, 1, inputs);
  const warning = run?.annotations.find(({ title }) => title === 'Earlier state not usable')?.message;
  expect(warning).toContain('Artifact app-launches (id 1) has expired');
  expect(warning).toContain('This run starts over');
  expect(warning).toContain('Raise retention-days');
  // The snapshot that it uploaded counts from now on.
  const [next] = await syncTimes(world, 1, inputs);
  expect(next?.annotations.map(({ title }) => title)).not.toContain('Earlier state not usable');
});
