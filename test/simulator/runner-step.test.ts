import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rulesetRefusal } from '../../simulator/runner/git-remote.ts';
import { startAction } from '../../simulator/runner/run-action.ts';
import { type Runner, startRunner } from '../../simulator/runner/runner.ts';
import { callToolkit, toolkitEntry } from './fixtures/call-toolkit.ts';

const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid'] as const;
let runner: Runner;

beforeEach(async () => {
  runner = await startRunner({ now: () => new Date('2026-11-22T08:00:00Z') });
});

afterEach(() => runner.close());

describe('a step with @actions/core', () => {
  test('parses outputs, annotations, groups and the summary, and masks the log', async () => {
    const run = await callToolkit(runner, [['talk']], { inputs: { typo: 'x' } });

    expect(run.outputs.get('two')).toBe('a\nb');
    expect(run.annotations).toEqual([
      { level: 'warning', title: '', message: "Unexpected input(s) 'typo'" },
      { level: 'warning', title: 'Some: title, here', message: '100% of a, b: c\n***' },
    ]);
    expect(run.groups).toEqual(['a group']);
    expect(run.summary).toContain('# Summary');
    expect(run.log).toContain('before *** after\n##[group]a group\n##[warning]100% of a, b: c\n***\n');
    expect(run.log).not.toContain('hidden');
    expect(run.stdout).toContain('before second-line after');
  });

  test('gives inputs with defaults, the event and nothing else of the caller', async () => {
    process.env.CALLER_SECRET = 'x';
    const { results } = await callToolkit(runner, [['environment', '']], {
      runId: 42,
      event: { name: 'push' },
    });
    delete process.env.CALLER_SECRET;

    expect(results[0]).toMatchObject({
      'INPUT_GITHUB-TOKEN': runner.token,
      INPUT_TWO_WORDS: '7 days',
      'INPUT_NOT-GIVEN': '',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_RUN_ID: '42',
      GITHUB_SHA: await runner.git.head('main'),
    });
    expect(results[0]).not.toHaveProperty('CALLER_SECRET');
    expect(results[0]).not.toHaveProperty('ACTIONS_ID_TOKEN_REQUEST_URL');
  });

  test('issues id tokens that its key verifies, only with the permission', async () => {
    const { log } = await callToolkit(runner, [['id-token', 'api://AzureADTokenExchange']], {
      idToken: true,
    });
    const without = await callToolkit(runner, [['id-token', 'api://AzureADTokenExchange']]);

    const token = runner.idTokens[0]?.token ?? '';
    expect(runner.verifyIdToken(token)).toMatchObject({
      iss: 'https://token.actions.githubusercontent.com',
      sub: 'repo:contoso/app-launches:ref:refs/heads/main',
      aud: 'api://AzureADTokenExchange',
    });
    const [header, claims] = token.split('.');
    expect(() => runner.verifyIdToken(`${header}.${claims}.AAAA`)).toThrow('signature');
    expect(runner.idTokens).toHaveLength(1);
    expect(log).not.toContain(token);
    expect(without.results).toEqual([{ error: expect.stringContaining('ACTIONS_ID_TOKEN_REQUEST_URL') }]);
  });

  test('is killed at the instant a test chooses', async () => {
    const inputs = {
      steps: JSON.stringify([
        ['fetch', ['/repos/contoso/app-launches']],
        ['wait', []],
      ]),
    };
    const asked = new Promise<void>((resolve) => {
      runner.beforeRequest(({ path }) => {
        if (path === '/api/repos/contoso/app-launches') resolve();
      });
    });
    const action = await startAction(runner, { entry: toolkitEntry, inputs });
    await asked;
    action.kill();

    expect(await action.done).toMatchObject({ exitCode: null, signal: 'SIGKILL', outputs: new Map() });
  });
});

describe('the git remote', () => {
  test('gives a checkout whose pushes arrive', async () => {
    const workspace = await runner.checkout();
    await writeFile(join(workspace, 'naïve name.csv'), 'a,b\n');
    const { results } = await callToolkit(
      runner,
      [
        ['git', 'add', '.'],
        ['git', ...identity, 'commit', '-qm', 'Add data'],
        ['git', 'push', '-q', 'origin', 'HEAD:refs/heads/data'],
      ],
      { workspace },
    );

    expect(results).toEqual(['', '', '']);
    expect([...(await runner.readBranch('data')).entries()]).toEqual([
      ['README.md', Buffer.from('# App launches\n')],
      ['naïve name.csv', Buffer.from('a,b\n')],
    ]);
    expect(await runner.commits('data')).toMatchObject([
      { message: 'Add data', author: 'a <a@example.invalid>', parents: [await runner.git.head('main')] },
      { message: 'Initial commit', parents: [], committedAt: new Date('2026-11-22T00:00:00Z') },
    ]);
    expect(await runner.git.branches()).toEqual(['data', 'main']);
  });

  test('refuses pushes with the text of a ruleset until it allows them again', async () => {
    const workspace = await runner.checkout();
    const push = ['git', 'push', '-q', 'origin', 'HEAD:refs/heads/data'] as const;
    await runner.git.refusePushes(rulesetRefusal);
    const refused = await callToolkit(runner, [push], { workspace });
    await runner.git.refusePushes(undefined);
    const allowed = await callToolkit(runner, [push], { workspace });

    expect(refused.results).toEqual([
      { error: expect.stringContaining('GH013: Repository rule violations found') },
    ]);
    expect(allowed.results).toEqual(['']);
  });
});
