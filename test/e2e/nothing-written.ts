import { readdir } from 'node:fs/promises';
import { expect } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import type { World } from './world.ts';

/** Expects a run to have left nothing anywhere: no artifact, commit, cache entry, output, nor file in the workspace. */
export async function expectNothingWritten({ runner, tenant }: World, run: ActionRun): Promise<void> {
  const inWorkspace = await readdir(run.workspace);
  expect({
    artifacts: runner.artifacts.all().map(({ name }) => name),
    branches: await runner.git.branches(),
    commits: (await runner.commits('main')).length,
    cache: runner.cache.entries().map(({ key }) => key),
    outputs: [...run.outputs.keys()],
    workspace: inWorkspace.filter((name) => name !== '.git' && name !== 'README.md'),
    starts: tenant.requests.filter(({ kind, status }) => kind === 'start' && status === 200).length,
  }).toEqual({
    ...{ artifacts: [], branches: ['main'], commits: 1, cache: [], outputs: [], workspace: [] },
    starts: 0,
  });
}
