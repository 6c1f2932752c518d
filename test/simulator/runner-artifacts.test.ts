import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Runner, startRunner } from '../../simulator/runner/runner.ts';
import { callToolkit, runToolkit } from './fixtures/call-toolkit.ts';

const listed = '/repos/contoso/app-launches/actions/artifacts';
let runner: Runner;
let workspace: string;

beforeEach(async () => {
  runner = await startRunner();
  workspace = await runner.folder('workspace');
  await mkdir(join(workspace, 'csv'));
  await writeFile(join(workspace, 'manifest.json'), '{}');
  await writeFile(join(workspace, 'csv', 'apps.csv'), 'app_id\n');
});

afterEach(() => runner.close());

describe('artifact service with @actions/artifact', () => {
  test('takes an upload, refuses the same name in the run, and another run downloads and deletes it', async () => {
    const upload = [
      'upload',
      'data',
      join(workspace, 'manifest.json'),
      join(workspace, 'csv', 'apps.csv'),
    ] as const;
    const first = await callToolkit(runner, [upload, upload, ['list']], { workspace, runId: 7 });
    const target = await runner.folder('download');
    const second = await runToolkit(runner, [['list'], ['download', 'data', '7', target]], {
      workspace,
      runId: 8,
    });

    const [artifact] = runner.artifacts.all();
    const digest = createHash('sha256')
      .update(artifact?.zip ?? '')
      .digest('hex');
    expect(first.results).toEqual([
      { id: 1, size: artifact?.zip.length, digest },
      { error: expect.stringContaining('(409) Conflict') },
      ['data'],
    ]);
    expect(artifact).toMatchObject({
      name: 'data',
      runId: 7,
      headBranch: 'main',
      headRepositoryId: 987_654_321,
    });
    expect([...runner.artifacts.files(1)]).toEqual([
      ['manifest.json', Buffer.from('{}')],
      ['csv/apps.csv', Buffer.from('app_id\n')],
    ]);
    expect(second.results[0]).toEqual([]);
    expect(second.results[1]).toEqual(expect.arrayContaining(['{}', 'app_id\n']));

    const third = await callToolkit(runner, [upload], { workspace, runId: 9 });
    expect(third.results).toMatchObject([{ id: 2 }]);
    await callToolkit(runner, [['delete', 'data']], { workspace, runId: 7, runAttempt: 2 });
    expect(runner.artifacts.all().map(({ id, runId }) => [id, runId])).toEqual([[2, 9]]);
    expect(runner.complaints).toEqual([]);
  });

  test('serves planted artifacts to the real client, newest first, page by page, and expires them', async () => {
    const files = new Map([['a.txt', Buffer.from('from a fork')]]);
    runner.artifacts.plant({ name: 'data', files, runId: 5, createdAt: new Date('2026-11-02') });
    runner.artifacts.plant({ name: 'data', files, headRepositoryId: 13, createdAt: new Date('2026-11-01') });
    runner.artifacts.plant({ name: 'other', files });
    runner.artifacts.expire(2);
    const target = await runner.folder('download');
    const { results } = await runToolkit(runner, [
      ['fetch', `${listed}?name=data&per_page=1`],
      ['fetch', `${listed}?name=data&per_page=1&page=2`],
      ['download', 'data', '5', target],
      ['fetch', `${listed}/2/zip`],
    ]);

    const workflow_run = {
      id: 5,
      head_branch: 'main',
      head_repository_id: 987_654_321,
      repository_id: 987_654_321,
    };
    expect(results).toMatchObject([
      {
        link: expect.stringContaining(`${listed}?name=data&per_page=1&page=2>; rel="next"`),
        body: { total_count: 2, artifacts: [{ id: 1, expired: false, workflow_run }] },
      },
      {
        link: null,
        body: { artifacts: [{ id: 2, expired: true, workflow_run: { head_repository_id: 13 } }] },
      },
      ['from a fork'],
      { status: 410 },
    ]);
  });

  test('tells which run uploaded, and whether the branch has its commit', async () => {
    const stray = 'e'.repeat(40);
    const planted = { name: 'data', files: new Map<string, Buffer>() };
    runner.artifacts.plant({ ...planted, runId: 5, headSha: stray, origin: { event: 'push', isTag: true } });
    runner.artifacts.plant({ ...planted, runId: 6, origin: { isDeleted: true } });
    const base = '/repos/contoso/app-launches';
    const head = 'b'.repeat(40);
    const asked = [
      `${base}/actions/runs/5`,
      `${base}/actions/runs/6`,
      `${base}/git/ref/heads/main`,
      `${base}/git/ref/heads/other`,
      `${base}/compare/${head}...${stray}`,
      `${base}/compare/${head}...${'0'.repeat(40)}`,
    ];
    const { results } = await callToolkit(
      runner,
      asked.map((path) => ['fetch', path] as const),
    );
    const path = '.github/workflows/collect.yml';
    expect(results).toMatchObject([
      { body: { id: 5, path, event: 'push', head_branch: 'main', head_sha: stray } },
      { status: 404 },
      { body: { ref: 'refs/heads/main', object: { sha: head } } },
      { status: 404 },
      { body: { status: 'diverged' } },
      { body: { status: 'behind' } },
    ]);
    runner.setPermissions({ contents: 'none' });
    const refused = await callToolkit(runner, [['fetch', `${base}/git/ref/heads/main`]]);
    expect(refused.results).toMatchObject([{ status: 403 }]);
  });

  test('checks the token and its rights', async () => {
    runner.artifacts.plant({ name: 'data', files: new Map() });
    const refused = await callToolkit(runner, [
      ['fetch', listed, 'wrong'],
      ['fetch', `${listed}/1`, '', 'DELETE'],
    ]);
    runner.setPermissions({ actions: 'none', contents: 'read' });
    const none = await callToolkit(runner, [
      ['fetch', listed],
      ['fetch', '/repos/contoso/app-launches'],
    ]);
    runner.setPermissions({ actions: 'write' });
    const write = await callToolkit(runner, [['fetch', `${listed}/1`, '', 'DELETE']]);

    const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } };
    expect(refused.results).toMatchObject([{ status: 401 }, forbidden]);
    expect(none.results).toMatchObject([
      forbidden,
      {
        body: {
          id: 987_654_321,
          visibility: 'private',
          default_branch: 'main',
          permissions: { push: false },
        },
      },
    ]);
    expect(write.results).toMatchObject([{ status: 204 }]);
    expect(runner.artifacts.all()).toEqual([]);
  });

  test('complains about a token sent to a signed address and about unknown routes', async () => {
    runner.artifacts.plant({ name: 'data', files: new Map() });
    const { results } = await callToolkit(runner, [
      ['leak', runner.artifacts.signedUrl(1, 'r')],
      ['leak', `${runner.url}/elsewhere`],
      ['leak', runner.artifacts.signedUrl(1, 'w')],
    ]);

    expect(results).toEqual([200, 404, 403]);
    expect(runner.complaints).toEqual([
      'Authorization header sent to a signed address: GET /blobs/artifacts/1',
      'Unknown route called: GET /elsewhere',
      'Authorization header sent to a signed address: GET /blobs/artifacts/1',
    ]);
  });

  test('keeps an artifact as long as the repository allows, and tells instants to the second', async () => {
    const own = await startRunner({
      repository: { retentionDays: 3 },
      now: () => new Date('2026-11-02T06:00:00.700Z'),
    });
    try {
      own.artifacts.plant({ name: 'data', files: new Map() });
      const { results } = await callToolkit(own, [
        ['fetch', listed],
        ['environment', 'GITHUB_RETENTION_DAYS'],
      ]);
      const instants = { created_at: '2026-11-02T06:00:00Z', expires_at: '2026-11-05T06:00:00Z' };
      expect(results).toMatchObject([{ body: { artifacts: [instants] } }, { GITHUB_RETENTION_DAYS: '3' }]);
    } finally {
      await own.close();
    }
  });

  test('damages content so that only its digest shows it', async () => {
    const files = new Map([['a.txt', Buffer.from('abc')]]);
    runner.artifacts.plant({ name: 'data', files, runId: 5 });
    runner.artifacts.fail({ on: 'content', status: 'damaged', times: 1 });
    const [damaged, whole] = [await runner.folder('damaged'), await runner.folder('whole')];
    const { results } = await runToolkit(runner, [
      ['download', 'data', '5', damaged],
      ['download', 'data', '5', whole],
    ]);
    expect(results).toEqual([[expect.stringMatching(/^ab[^c]$/)], ['abc']]);
  });

  test('knows a run on a tag', async () => {
    const upload = ['upload', 'data', join(workspace, 'manifest.json')] as const;
    const { results } = await callToolkit(runner, [upload, ['environment', 'GITHUB_REF_']], {
      workspace,
      ref: 'refs/tags/v1',
    });
    expect(results[1]).toEqual({ GITHUB_REF_NAME: 'v1', GITHUB_REF_TYPE: 'tag' });
    expect(runner.artifacts.all()).toMatchObject([{ headBranch: 'v1' }]);
  });

  test('fails the step it is told to fail, as often as it is told', async () => {
    const upload = ['upload', 'data', join(workspace, 'manifest.json')] as const;
    runner.artifacts.fail({ on: 'create', status: 400, times: 1 });
    runner.artifacts.fail({ on: 'upload', status: 403, times: 1 });
    runner.artifacts.fail({ on: 'list', status: 404, times: 1 });
    const { results } = await callToolkit(runner, [upload, upload, ['fetch', listed], ['fetch', listed]], {
      workspace,
    });

    expect(results).toMatchObject([
      { error: expect.stringContaining('(400)') },
      { error: expect.stringContaining('planned failure 403') },
      { status: 404 },
      { status: 200, body: { total_count: 0 } },
    ]);
  });
});
