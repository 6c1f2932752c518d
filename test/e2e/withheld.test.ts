import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryOf } from './snapshot.ts';
import { addContent, expectComplete, HOUR, useWorld } from './use-world.ts';
import { DATA_KEY, type World } from './world.ts';

/** Programs that write down their environment before they do what the real ones do; `windows` has no such thing. */
async function spies({
  runner,
}: World): Promise<{ readonly path: string; readonly seen: () => Promise<string> }> {
  const folder = await runner.folder('spies');
  const log = join(folder, 'environment.log');
  await writeFile(log, '');
  for (const name of ['git', 'tar', 'zstd']) {
    const file = join(folder, name);
    const real = `PATH="$(printf %s "$PATH" | sed "s|^${folder}:||")"`;
    await writeFile(
      file,
      // Git itself is given the token of the remote, there and nowhere else.
      `#!/bin/sh\necho "${name} started" >> '${log}'\nenv | grep -v ^GIT_CONFIG_VALUE_ >> '${log}'\n${real} exec ${name} "$@"\n`,
    );
    await chmod(file, 0o755);
  }
  return { path: `${folder}${delimiter}${process.env.PATH}`, seen: () => readFile(log, 'utf8') };
}

test.skipIf(process.platform === 'win32')(
  'no child inherits inputs or the request for an ID token',
  async () => {
    const world = await useWorld({ built: true });
    addContent(world, 3);
    const { path, seen } = await spies(world);
    expectComplete(await world.sync({ publish: 'both' }, { env: { PATH: path }, idToken: true }));
    const environments = await seen();
    expect(environments).toMatch(/^git started$/m);
    expect(environments).toMatch(/^tar started$/m);
    expect(environments).toContain('GITHUB_REPOSITORY=');
    for (const text of ['INPUT_', 'ACTIONS_ID_TOKEN', DATA_KEY, 'simulated-secret', world.runner.token]) {
      expect([text, environments.includes(text)]).toEqual([text, false]);
    }
  },
);

describe('nothing of a run stays in RUNNER_TEMP', () => {
  async function temporaryFiles({ runner }: World, publish: string, fails: boolean) {
    const temporary = await runner.folder('temporary');
    return { env: { RUNNER_TEMP: temporary }, publish, fails, files: () => readdir(temporary) };
  }

  test.each([
    ['artifact', false],
    ['artifact', true],
    ['both', false],
    ['both', true],
    ['none', false],
  ])('publish: %s, a run that fails: %s', async (publish, fails) => {
    const world = await useWorld();
    addContent(world, 3);
    const { env, files } = await temporaryFiles(world, publish, fails);
    expectComplete(await world.sync({ publish }, { env }));
    expect(await files()).toEqual([]);
    world.tenant.advance(HOUR);
    addContent(world, 1);
    if (fails) {
      world.tenant.faults.add({
        match: { kind: 'content' },
        times: Number.POSITIVE_INFINITY,
        fault: { kind: 'status', status: 400 },
      });
    }
    expect((await world.sync({ publish }, { env })).exitCode).toBe(fails ? 1 : 0);
    expect(await files()).toEqual([]);
  });
});

describe('a link in the workspace leads nothing out of it', () => {
  test.each([
    ['directory', 'link/app-launches', 'leads out of the workspace through a link'],
    ['directory', 'link', 'leads out of the workspace through a link'],
    ['directory', 'dangling', 'goes through a broken link'],
    ['app-catalog', 'link/apps.csv', 'leads out of the workspace through a link'],
  ])('%s: %s', async (input, value, problem) => {
    const world = await useWorld();
    addContent(world, 3);
    const outside = await world.runner.folder('outside');
    await writeFile(join(outside, 'apps.csv'), 'app_id,app_name\n');
    const workspace = await world.runner.checkout();
    await symlink(outside, join(workspace, 'link'));
    await symlink(join(outside, 'nothing'), join(workspace, 'dangling'));
    const run = await world.sync({ [input]: value }, { workspace });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(`${input} (${JSON.stringify(value)}): ${problem}`);
    expect(await readdir(outside)).toEqual(['apps.csv']);
    expect(world.tenant.requests).toEqual([]);
  });

  test('the folder of the file that a cache entry holds', async () => {
    const world = await useWorld();
    addContent(world, 3);
    const outside = await world.runner.folder('outside');
    await writeFile(join(outside, 'state'), 'precious');
    const workspace = await world.runner.checkout();
    await symlink(outside, join(workspace, '.audit-log-sync'));
    const run = await world.sync({ publish: 'branch' }, { workspace });
    expectComplete(run);
    expect(run.log).toContain('Not saved: .audit-log-sync in the workspace is not a folder');
    expect(await readFile(join(outside, 'state'), 'utf8')).toBe('precious');
    expect(world.runner.cache.entries()).toEqual([]);
  });

  test('the old folder beside directory, which a killed run leaves', async () => {
    const world = await useWorld();
    addContent(world, 3);
    const outside = await world.runner.folder('outside');
    await mkdir(join(outside, 'precious'));
    const workspace = await world.runner.checkout();
    await symlink(outside, join(workspace, '.app-launches.old'));
    await symlink(outside, join(workspace, '.app-launches.new'));
    const run = await world.sync({}, { workspace });
    expectComplete(run);
    expect(await readdir(outside)).toEqual(['precious']);
    expect(await readdir(directoryOf(run))).toContain('manifest.json');
  });
});
