import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rulesetRefusal } from '../../simulator/runner/git-remote.ts';
import { prepareStep, startAction } from '../../simulator/runner/run-action.ts';
import { type Runner, startRunner } from '../../simulator/runner/runner.ts';
import { runToolkit, toolkitEntry } from './fixtures/call-toolkit.ts';

const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid'] as const;
let runner: Runner;

beforeEach(async () => {
  runner = await startRunner({ now: () => new Date('2026-11-22T08:00:00Z') });
});

afterEach(() => runner.close());

describe('a step with @actions/core', () => {
  test('parses outputs, annotations, groups and the summary, and masks the log', async () => {
    const run = await runToolkit(runner, [['talk']], { inputs: { typo: 'x' } });

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
    const { results } = await runToolkit(runner, [['environment', '']], {
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
    const { log } = await runToolkit(runner, [['id-token', 'api://AzureADTokenExchange']], {
      idToken: true,
    });
    const without = await runToolkit(runner, [['id-token', 'api://AzureADTokenExchange']]);

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

describe('a step that is played inside of this process', () => {
  const entry = toolkitEntry;
  const end = { exitCode: 0, signal: null, stdout: '', stderr: '', outputs: new Map(), summary: '' };

  test('has the whole environment, and shows what a process would', async () => {
    const inputs = { 'two words': 'given', typo: 'x' };
    const step = await prepareStep(runner, { entry, inputs, runId: 7, env: { RUNNER_DEBUG: '1' } });
    for (const line of ['::add-mask::secret', 'a secret', '::notice title=T::M']) step.commands.read(line);
    const outputs = new Map([['a', 'b']]);
    const summary = '# Summary';
    const run = step.result({ ...end, exitCode: 1, stdout: 'a secret', outputs, summary });

    expect(step.variables).toMatchObject({
      INPUT_TWO_WORDS: 'given',
      GITHUB_RUN_ID: '7',
      GITHUB_OUTPUT: step.files.output,
      RUNNER_DEBUG: '1',
    });
    expect(run).toEqual({
      exitCode: 1,
      signal: null,
      stdout: 'a secret',
      stderr: '',
      log: "##[warning]Unexpected input(s) 'typo'\na ***\n##[notice]M\n",
      masks: [runner.token, step.run.runtimeToken, step.run.idTokenRequestToken, 'secret'],
      annotations: [
        { level: 'warning', title: '', message: "Unexpected input(s) 'typo'" },
        { level: 'notice', title: 'T', message: 'M' },
      ],
      groups: [],
      outputs,
      summary,
      workspace: step.workspace,
      temporary: step.variables.RUNNER_TEMP,
    });
  });

  test('obeys the older form of a command, anywhere in a line', async () => {
    const step = await prepareStep(runner, { entry });
    for (const line of ['a ##[add-mask]secret', 'a secret ##[text]b', 'x ##[warning title=T;file=f]M'])
      step.commands.read(line);
    const { annotations, log } = step.result(end);
    expect(annotations).toEqual([{ level: 'warning', title: 'T', message: 'M' }]);
    expect(log).toBe('a *** ##[text]b\n##[warning]M\n');
  });

  test('loses a summary over 1 MiB, with an error', async () => {
    const step = await prepareStep(runner, { entry });
    const whole = step.result({ ...end, summary: 'x'.repeat(1024 * 1024) });
    const lost = step.result({ ...end, summary: `é${'x'.repeat(1024 * 1024 - 1)}` });

    expect(whole.summary).toHaveLength(1024 * 1024);
    expect(lost.summary).toBe('');
    expect(lost.annotations).toEqual([
      { level: 'error', title: '', message: expect.stringContaining('GITHUB_STEP_SUMMARY') },
    ]);
  });

  test('shares nothing with the step of another runner', async () => {
    const other = await startRunner();
    try {
      const [one, two] = [await prepareStep(runner, { entry }), await prepareStep(other, { entry })];
      one.commands.read('::add-mask::only here');
      const paths = [one, two].map(({ files, variables, workspace }) => [
        workspace,
        variables.HOME,
        variables.RUNNER_TEMP,
        ...Object.values(files),
      ]);
      const repositories = '/api/repos/contoso/app-launches';
      const ask = (url: string, token: string) =>
        fetch(`${url}${repositories}`, { headers: { authorization: `Bearer ${token}` } });

      expect(new Set(paths.flat()).size).toBe(paths.flat().length);
      expect(two.result(end).masks).not.toContain('only here');
      expect((await ask(runner.url, runner.token)).status).toBe(200);
      expect((await ask(runner.url, other.token)).status).toBe(401);
      expect(other.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe('the git remote', () => {
  test('gives a checkout whose pushes arrive', async () => {
    const workspace = await runner.checkout();
    await writeFile(join(workspace, 'naïve name.csv'), 'a,b\n');
    const { results } = await runToolkit(
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
    const refused = await runToolkit(runner, [push], { workspace });
    await runner.git.refusePushes(undefined);
    const allowed = await runToolkit(runner, [push], { workspace });

    expect(refused.results).toEqual([
      { error: expect.stringContaining('GH013: Repository rule violations found') },
    ]);
    expect(allowed.results).toEqual(['']);
  });
});
