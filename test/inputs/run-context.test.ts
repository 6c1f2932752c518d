import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/inputs/reader.ts';
import { readRunContext } from '../../src/inputs/run-context.ts';

const REQUIRED = {
  GITHUB_WORKSPACE: '/workspace',
  GITHUB_REPOSITORY: 'contoso/app-launches',
  GITHUB_RUN_ID: '17',
};
const read = (changed: Environment = {}) => readRunContext({ ...REQUIRED, ...changed });

test('a variable that is set to nothing counts as absent', () => {
  const optional = [
    'RUNNER_TEMP',
    'GITHUB_SERVER_URL',
    'GITHUB_API_URL',
    'GITHUB_RUN_ATTEMPT',
    'GITHUB_EVENT_PATH',
    'GITHUB_RETENTION_DAYS',
    'GITHUB_REF_TYPE',
    'GITHUB_REF_NAME',
  ];
  expect(read(Object.fromEntries(optional.map((name) => [name, ''])))).toEqual(read());
  expect(read()).toMatchObject({
    ...{ temporary: tmpdir(), serverUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
    ...{ runAttempt: '1', retentionLimitDays: undefined, ownBranch: undefined },
  });
});

test.each([
  ['branch', 'feature/x', 'feature/x'],
  ['tag', 'v1', undefined],
  [undefined, 'main', undefined],
])('a run on the %s %s has the branch %j', (type, name, branch) => {
  expect(read({ GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name }).ownBranch).toBe(branch);
});

test.each([
  ['contoso/app-launches/.github/workflows/collect.yml@refs/heads/main', '.github/workflows/collect.yml'],
  ['contoso/app-launches/.github/workflows/a@b.yaml@refs/heads/x@y.yml', '.github/workflows/a@b.yaml'],
  ['contoso/app-launches/.github/workflows/collect.yml@refs/tags/v1', '.github/workflows/collect.yml'],
  ['collect.yml', undefined],
  ['', undefined],
])('GITHUB_WORKFLOW_REF %j names the workflow file %j', (ref, workflow) => {
  expect(read({ GITHUB_WORKFLOW_REF: ref }).workflow).toBe(workflow);
});

test.each(Object.keys(REQUIRED))('without %s this is no runner', (name) => {
  expect(() => read({ [name]: '' })).toThrow(`${name} is not set`);
});

test('addresses lose the slashes at their end', () => {
  const changed = { GITHUB_SERVER_URL: 'https://ghe.test/', GITHUB_API_URL: 'https://ghe.test/api/v3//' };
  expect(read(changed)).toMatchObject({
    serverUrl: 'https://ghe.test',
    apiUrl: 'https://ghe.test/api/v3',
  });
});

test.each([
  ['7', 7],
  ['400', 400],
  ['0', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['a week', undefined],
])('GITHUB_RETENTION_DAYS %j is a limit of %j days', (text, days) => {
  expect(read({ GITHUB_RETENTION_DAYS: text }).retentionLimitDays).toBe(days);
});

describe('the event', () => {
  test.each(['schedule', 'workflow_dispatch', 'push', 'repository_dispatch'])('%s may', (name) => {
    expect(() => read({ GITHUB_EVENT_NAME: name })).not.toThrow();
  });

  test.each(['pull_request', 'pull_request_target', 'workflow_run', 'issue_comment', ' '])(
    '%j may not',
    (name) => {
      expect(() => read({ GITHUB_EVENT_NAME: name })).toThrow('can be triggered by untrusted users');
    },
  );
});
