import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip } from '../../../simulator/runner/zip.ts';
import { StoreError } from '../../../src/errors.ts';
import type { GitHub } from '../../../src/github/api.ts';
import { formatManifest } from '../../../src/snapshot/manifest.ts';
import { findCopy } from '../../../src/stores/artifact/copy.ts';
import { manifestOf } from '../../snapshot/fixtures.ts';

/** An artifact that run 1000 + id made `id` seconds after six, with this snapshot. */
interface Given {
  readonly id: number;
  readonly snapshot: string;
}

let temporary = '';
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'copy-'));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

const second = (at: number, ms = 0): number => Date.parse('2026-11-22T06:00:00Z') + at * 1000 + ms;

/** Looks for snapshot `wanted`, made at 2.7 s by run 1002, among artifacts, given with the newest last. */
async function find(given: readonly Given[], refuses = false) {
  const downloaded: number[] = [];
  const listed = given.toReversed().map(({ id }) => ({
    ...{ id, name: 'app-launches', expired: false, created_at: new Date(second(id)).toISOString() },
    workflow_run: { id: 1000 + id, head_branch: 'main', repository_id: 1, head_repository_id: 1 },
  }));
  const github: GitHub = {
    remove: () => Promise.reject(new Error('nothing is deleted here')),
    get: async (path, schema) => {
      if (refuses) throw new StoreError('refused', 'Wait.');
      const run = { path: '.github/workflows/collect.yml', event: 'schedule' };
      return schema.parse(path.startsWith('/actions/runs/') ? run : { artifacts: listed });
    },
    download: async (path, { sink, check }) => {
      const id = Number(path.split('/').at(-2));
      downloaded.push(id);
      const { snapshot = '' } = given.find((one) => one.id === id) ?? {};
      const text = formatManifest({ ...manifestOf([]), snapshot_id: snapshot });
      const zip = writeZip(new Map([['manifest.json', Buffer.from(text)]]));
      await new Promise((done) => sink().end(zip, () => done(undefined)));
      await check();
    },
  };
  const settings = {
    ...{ name: 'app-launches', defaultBranch: 'main', ownBranch: 'main', github, temporary, runId: '5000' },
    ...{ workflow: '.github/workflows/collect.yml', manifestKey: Promise.resolve(undefined) },
    retentionDays: undefined,
    loadClient: () => Promise.reject(new Error('nothing is uploaded here')),
  };
  const generated_at = new Date(second(2, 700)).toISOString();
  const found = await findCopy(settings, { snapshot_id: 'wanted', generated_at, run_id: '1002' });
  return { found: typeof found === 'string' ? found : found.id, downloaded };
}

describe('the artifact that holds the snapshot of the branch', () => {
  const [wanted, other] = ['wanted', 'other'];

  test.each<[string, readonly Given[], number | string, readonly number[]]>([
    ['is one of a later run that has it', [{ id: 3, snapshot: wanted }], 3, [3]],
    ['is one of the same second that has it', [{ id: 2, snapshot: wanted }], 2, [2]],
    ['is not one of the same second with another', [{ id: 2, snapshot: other }], 'missing', [2]],
    ['is not a later one with another', [{ id: 3, snapshot: other }], 'missing', [3]],
    [
      'may stand behind a later one',
      [
        { id: 3, snapshot: wanted },
        { id: 4, snapshot: other },
      ],
      3,
      [4, 3],
    ],
    ['is not an older one, which is not downloaded', [{ id: 1, snapshot: wanted }], 'missing', []],
    [
      'is looked for in three',
      [3, 4, 5, 6].map((id) => ({ id, snapshot: id === 3 ? wanted : other })),
      'missing',
      [6, 5, 4],
    ],
    ['is not there', [], 'missing', []],
  ])('%s', async (_, given, expected, compared) => {
    expect(await find(given)).toEqual({ found: expected, downloaded: compared });
  });

  test('is unknown when GitHub does not answer', async () => {
    expect(await find([], true)).toEqual({ found: 'unknown', downloaded: [] });
  });
});
