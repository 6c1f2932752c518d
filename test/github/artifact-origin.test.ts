import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import { type GitHub, GitHubRefusal } from '../../src/github/api.ts';
import { createOriginFinder, originByRun } from '../../src/github/artifact-origin.ts';

const OURS = '.github/workflows/collect.yml';
const HEAD = 'a'.repeat(40);
const COMMIT = 'c'.repeat(40);

describe('what workflow file and event of a run say', () => {
  const counts = { kind: 'counts' };
  const because = (text: string) => ({ kind: 'ignored', because: text });

  test.each<[string, string, object | undefined]>([
    [OURS, 'schedule', counts],
    [OURS, 'repository_dispatch', counts],
    [OURS, 'push', undefined],
    [OURS, 'workflow_dispatch', undefined],
    [`${OURS}@main`, 'schedule', counts],
    [`${OURS}@refs/heads/main`, 'schedule', counts],
    [`${OURS}@refs/heads/main`, 'push', undefined],
    [`${OURS}@refs/tags/main`, 'push', because('it comes from a run on the tag "main"')],
    [`${OURS}@feature`, 'schedule', because(`it comes from the workflow file "${OURS}@feature"`)],
    [`${OURS}@evil.yml`, 'schedule', because(`it comes from the workflow file "${OURS}@evil.yml"`)],
    [`${OURS}.yml`, 'schedule', because(`it comes from the workflow file "${OURS}.yml"`)],
    ['dynamic/pages', 'schedule', because('it comes from the workflow file "dynamic/pages"')],
    ['', 'schedule', because('it comes from the workflow file ""')],
    [OURS, 'pull_request', because('its run was started by the event "pull_request"')],
    [OURS, 'pull_request_target', because('its run was started by the event "pull_request_target"')],
    [OURS, 'merge_group', because('its run was started by the event "merge_group"')],
  ])('%s, %s', (path, event, expected) => {
    expect(originByRun({ path, event }, OURS, 'main')).toEqual(expected);
  });
});

/** A GitHub that answers by path, and the paths that it was asked for. */
function answering(answers: Readonly<Record<string, object>>): {
  readonly github: GitHub;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const github: GitHub = {
    download: () => Promise.reject(new Error('nothing is downloaded here')),
    remove: () => Promise.reject(new Error('nothing is deleted here')),
    get: async (path, schema) => {
      asked.push(path);
      const answer = answers[path] ?? new GitHubRefusal('not there', 'Wait.', 404);
      if (answer instanceof Error) throw answer;
      return schema.parse(answer);
    },
  };
  return { github, asked };
}

const RUN = '/actions/runs/7';
const BRANCH = '/git/ref/heads/main';
const COMPARED = `/compare/${HEAD}...${COMMIT}?per_page=1&page=2`;
const BY_HAND = { [RUN]: { path: OURS, event: 'workflow_dispatch' }, [BRANCH]: { object: { sha: HEAD } } };

const originOf = (github: GitHub, changed: { branch?: string } = {}) =>
  createOriginFinder(github, OURS)({ runId: '7', branch: 'main', commit: COMMIT, ...changed });

describe('a run by hand or by a push counts when its branch has its commit', () => {
  test.each<[string, object, string]>([
    ['is its head', { status: 'identical' }, 'counts'],
    ['is behind its head', { status: 'behind' }, 'counts'],
    ['is ahead of it', { status: 'ahead' }, 'ignored'],
    ['is of another line', { status: 'diverged' }, 'ignored'],
    ['is unknown', new GitHubRefusal('not there', 'Wait.', 404), 'ignored'],
    ['has no history in common', new GitHubRefusal('unprocessable', 'Wait.', 422), 'ignored'],
  ])('%s', async (_, compared, kind) => {
    const { github } = answering({ ...BY_HAND, [COMPARED]: compared });
    expect((await originOf(github)).kind).toBe(kind);
  });

  test('whatever characters its name has', async () => {
    const { github, asked } = answering({
      ...BY_HAND,
      '/git/ref/heads/feature/50%25%23': { object: { sha: HEAD } },
      [COMPARED]: { status: 'behind' },
    });
    expect((await originOf(github, { branch: 'feature/50%#' })).kind).toBe('counts');
    expect(asked).toHaveLength(3);
  });
});

test('of a scheduled run nothing else is asked: it has no tag', async () => {
  const { github, asked } = answering({ [RUN]: { path: OURS, event: 'schedule' } });
  expect((await originOf(github)).kind).toBe('counts');
  expect(asked).toEqual([RUN]);
});

test('of a run that was deleted nobody knows', async () => {
  expect(await originOf(answering({}).github)).toEqual({ kind: 'ignored', because: 'its run was deleted' });
});

test('no run and no branch is asked for twice', async () => {
  const { github, asked } = answering({
    ...BY_HAND,
    '/actions/runs/8': { path: OURS, event: 'push' },
    [COMPARED]: { status: 'behind' },
  });
  const find = createOriginFinder(github, OURS);
  for (const runId of ['7', '7', '8']) await find({ runId, branch: 'main', commit: COMMIT });
  expect(asked).toEqual([RUN, BRANCH, COMPARED, '/actions/runs/8', COMPARED]);
});

describe('what is refused or fails is no answer', () => {
  test.each([
    [RUN, new GitHubRefusal('forbidden', 'Give it.', 403)],
    [RUN, new StoreError('the connection failed', 'Wait.')],
    [BRANCH, new GitHubRefusal('forbidden', 'Give it.', 403)],
    [BRANCH, new GitHubRefusal('hidden', 'Give it.', 404)],
    [COMPARED, new GitHubRefusal('down', 'Wait.', 503)],
  ])('%s: %s', async (path, error) => {
    const { github } = answering({ ...BY_HAND, [COMPARED]: { status: 'behind' }, [path]: error });
    await expect(originOf(github)).rejects.toBe(error);
  });
});
