import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Runner, startRunner } from '../../simulator/runner/runner.ts';
import { callToolkit } from './fixtures/call-toolkit.ts';

let runner: Runner;
let workspace: string;

beforeEach(async () => {
  runner = await startRunner();
  workspace = await runner.folder('workspace');
  await mkdir(join(workspace, 'state'));
  await writeFile(join(workspace, 'state', 'watermark.json'), '{"at":1}');
});

afterEach(() => runner.close());

describe('cache service with @actions/cache', () => {
  test('misses, saves once, and restores the newest entry of a prefix in another run', async () => {
    const first = await callToolkit(
      runner,
      [
        ['restore', 'sync-'],
        ['save', 'sync-1'],
        ['save', 'sync-1'],
      ],
      { workspace },
    );
    await writeFile(join(workspace, 'state', 'watermark.json'), '{"at":2}');
    await callToolkit(runner, [['save', 'sync-2']], { workspace, runId: 2 });
    await rm(join(workspace, 'state'), { recursive: true });
    const third = await callToolkit(runner, [['restore', 'sync-3', 'sync-']], { workspace, runId: 3 });

    expect(first.results).toEqual([null, 1, -1]);
    expect(third.results).toEqual(['sync-2']);
    expect(await readFile(join(workspace, 'state', 'watermark.json'), 'utf8')).toBe('{"at":2}');
    expect(runner.cache.entries().map(({ key, ref, runId }) => [key, ref, runId])).toEqual([
      ['sync-1', 'refs/heads/main', 1],
      ['sync-2', 'refs/heads/main', 2],
    ]);
    expect([...(await runner.cache.files(1))]).toEqual([['state/watermark.json', Buffer.from('{"at":1}')]]);
    expect(runner.complaints).toEqual([]);
  });

  test('keeps a branch from the default branch, which every branch can read', async () => {
    const ref = 'refs/heads/topic';
    await callToolkit(runner, [['save', 'sync-topic']], { workspace, ref });
    const onMain = await callToolkit(
      runner,
      [
        ['restore', 'sync-'],
        ['save', 'sync-main'],
      ],
      { workspace },
    );
    await callToolkit(runner, [['save', 'other-main']], { workspace });
    const onTopic = await callToolkit(
      runner,
      [
        ['restore', 'sync-'],
        ['restore', 'other-'],
      ],
      { workspace, ref },
    );

    expect(onMain.results).toEqual([null, 2]);
    expect(onTopic.results).toEqual(['sync-topic', 'other-main']);
  });

  test('denies reading and writing by policy, with the warnings of the service', async () => {
    await callToolkit(runner, [['save', 'sync-1']], { workspace });
    runner.cache.deny({ read: true, write: true });
    const denied = await callToolkit(
      runner,
      [
        ['restore', 'sync-1'],
        ['save', 'sync-2'],
      ],
      { workspace },
    );

    expect(denied.results).toEqual([null, -1]);
    expect(denied.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('cache read denied'),
      expect.stringContaining('cache write denied'),
    ]);
  });

  test('hands out a corrupt archive and cuts connections when told to, and heals', async () => {
    await callToolkit(runner, [['save', 'sync-1']], { workspace });
    runner.cache.fail({ status: 'corrupt archive', on: 'restore', times: 1 });
    const corrupt = await callToolkit(
      runner,
      [
        ['restore', 'sync-1'],
        ['restore', 'sync-1'],
      ],
      { workspace },
    );
    runner.cache.fail({ status: 'reset', on: 'both' });
    const cut = await callToolkit(
      runner,
      [
        ['restore', 'sync-1'],
        ['save', 'sync-2'],
      ],
      { workspace },
    );
    runner.cache.heal();
    runner.cache.clear();
    const healed = await callToolkit(
      runner,
      [
        ['restore', 'sync-1'],
        ['save', 'sync-2'],
      ],
      { workspace },
    );

    expect(corrupt.results).toEqual([null, 'sync-1']);
    expect(cut.results).toEqual([null, -1]);
    expect(healed.results).toEqual([null, 2]);
  });

  test('answers nothing when told to hang, until it closes', async () => {
    const closing = await startRunner();
    closing.cache.fail({ status: 'hang', on: 'restore' });
    const run = closing.begin({
      runId: 1,
      runAttempt: 1,
      ref: 'refs/heads/main',
      sha: '0',
      isStray: false,
      workflow: '.github/workflows/collect.yml',
      event: 'schedule',
    });
    const lookup = (): Promise<Response> =>
      fetch(`${closing.url}/twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL`, {
        method: 'POST',
        headers: { authorization: `Bearer ${run.runtimeToken}` },
        body: JSON.stringify({ key: 'k', version: 'v' }),
      });
    const received = new Promise<void>((resolve) => {
      closing.beforeRequest(() => resolve());
    });
    const hanging = expect(lookup()).rejects.toThrow('fetch failed');
    await received;
    await fetch(`${closing.url}/api/`);
    await closing.close();

    await hanging;
  });
});
