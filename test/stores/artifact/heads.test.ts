import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip } from '../../../simulator/runner/zip.ts';
import { StoreError } from '../../../src/errors.ts';
import type { GitHub } from '../../../src/github/api.ts';
import { formatManifest, type KnownArtifacts, signManifest } from '../../../src/snapshot/manifest.ts';
import { readHeads } from '../../../src/stores/artifact/heads.ts';
import { manifestOf } from '../../snapshot/fixtures.ts';

const KEY = new Uint8Array(32).fill(7);
const OTHER_KEY = new Uint8Array(32).fill(9);
const OURS = '.github/workflows/collect.yml';

/** An artifact of run 1000 + id; signed with the key unless it says otherwise. */
interface Given {
  readonly id: number;
  readonly artifacts?: KnownArtifacts;
  readonly content?: 'unsigned' | 'signed otherwise' | 'uploaded again' | 'no snapshot' | 'not readable';
  readonly branch?: string;
}

let temporary = '';
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'heads-'));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

function zipOf({ id, artifacts, content }: Given): Buffer {
  const runId = content === 'uploaded again' ? '1' : `${1000 + id}`;
  const manifest = { ...manifestOf([]), run_id: runId, ...(artifacts && { artifacts }) };
  const key = content === 'unsigned' ? undefined : content === 'signed otherwise' ? OTHER_KEY : KEY;
  const text = formatManifest(signManifest(manifest, key));
  const name = content === 'no snapshot' ? 'other.txt' : 'manifest.json';
  const files = [name, 'README.md'].map((each) => [each, Buffer.from(text)] as const);
  return writeZip(new Map(files));
}

/** Reads the heads of artifacts, given with the newest last. Returns them with the ids that were downloaded. */
async function read(given: readonly Given[], key: Uint8Array | 'none' = KEY) {
  const downloaded: number[] = [];
  const listed = given.toReversed().map(({ id, branch = 'main' }) => ({
    ...{ id, name: 'app-launches', expired: false, created_at: new Date(id * 1000).toISOString() },
    workflow_run: { id: 1000 + id, head_branch: branch, repository_id: 1, head_repository_id: 1 },
  }));
  const github: GitHub = {
    remove: () => Promise.reject(new Error('nothing is deleted here')),
    get: async (path, schema) => {
      if (path.startsWith('/actions/runs/')) return schema.parse({ path: OURS, event: 'schedule' });
      const page = Number(new URLSearchParams(path.split('?')[1]).get('page'));
      return schema.parse({ artifacts: listed.slice((page - 1) * 100, page * 100) });
    },
    download: async (path, { sink, check }) => {
      const id = Number(path.split('/').at(-2));
      downloaded.push(id);
      const artifact = given.find((one) => one.id === id) ?? { id };
      if (artifact.content === 'not readable') throw new StoreError('the storage is down', 'Wait.');
      await new Promise((done) => sink().end(zipOf(artifact), () => done(undefined)));
      await check();
    },
  };
  const heads = await readHeads({
    ...{ name: 'app-launches', defaultBranch: 'main', ownBranch: 'main', workflow: OURS, github },
    ...{
      manifestKey: Promise.resolve(key === 'none' ? undefined : key),
      retentionDays: undefined,
      temporary,
      runId: '5000',
    },
    loadClient: () => Promise.reject(new Error('nothing is uploaded here')),
  });
  const ids = heads && [heads.first, ...heads.others].map(({ reference }) => reference.id);
  return { ids, artifacts: heads?.artifacts, unread: heads?.unread, downloaded };
}

const merged = (...ids: readonly number[]): KnownArtifacts => ({ merged: [...ids], ignored: [] });

describe('a run extends', () => {
  test.each<[string, readonly Given[], readonly number[] | undefined, KnownArtifacts | undefined]>([
    ['nothing, where there is nothing', [], undefined, undefined],
    [
      'the newest, which merged the others',
      [{ id: 1 }, { id: 2 }, { id: 3, artifacts: merged(1, 2) }],
      [3],
      merged(1, 2, 3),
    ],
    [
      'all that the newest has not merged',
      [{ id: 1 }, { id: 2, artifacts: merged(1) }, { id: 3, artifacts: merged(1) }],
      [3, 2],
      merged(1, 2, 3),
    ],
    [
      'none that an older one has merged: a re-run may have come first',
      [
        { id: 2, artifacts: merged(1, 3) },
        { id: 3, artifacts: merged(1) },
      ],
      [2],
      merged(2, 3),
    ],
    [
      'none that is not signed',
      [{ id: 1 }, { id: 2, content: 'unsigned' }],
      [1],
      { merged: [1], ignored: [2] },
    ],
    [
      'none of another key',
      [{ id: 1, content: 'signed otherwise' }, { id: 2 }],
      [2],
      { merged: [2], ignored: [1] },
    ],
    [
      'none that somebody uploaded again',
      [{ id: 1 }, { id: 2, content: 'uploaded again' }],
      [1],
      { merged: [1], ignored: [2] },
    ],
    [
      'none that is no snapshot',
      [{ id: 1 }, { id: 2, content: 'no snapshot' }],
      [1],
      { merged: [1], ignored: [2] },
    ],
    [
      'none that cannot be read, which stays to be merged',
      [{ id: 1 }, { id: 2, content: 'not readable' }],
      [1],
      merged(1),
    ],
  ])('%s', async (_, given, ids, artifacts) => {
    const found = await read(given);
    expect(found.ids).toEqual(ids);
    expect(found.artifacts).toEqual(artifacts);
  });

  test('forgets ids that are no longer listed', async () => {
    const { artifacts } = await read([{ id: 7, artifacts: { merged: [1, 2], ignored: [3] } }]);
    expect(artifacts).toEqual(merged(7));
  });

  test('20 at a time, the newest first', async () => {
    const { ids } = await read(Array.from({ length: 25 }, (_, index) => ({ id: index + 1 })));
    expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
  });
});

test('what is known is not downloaded, and of what is foreign five at most', async () => {
  const foreign = [2, 3, 4, 5, 6, 7, 8].map((id): Given => ({ id, content: 'unsigned' }));
  const first = await read([{ id: 1 }, ...foreign, { id: 9, artifacts: merged(1) }]);
  expect(first.downloaded).toEqual([9, 8, 7, 6, 5, 4]);
  const artifacts = first.artifacts ?? merged();
  expect(artifacts).toEqual({ merged: [1, 9], ignored: [4, 5, 6, 7, 8] });
  const next = await read([{ id: 1 }, ...foreign, { id: 9 }, { id: 10, artifacts }]);
  expect(next.downloaded).toEqual([10, 3, 2]);
});

test('of what is foreign the manifest alone is unpacked', async () => {
  await read([{ id: 1 }, { id: 2, content: 'unsigned' }, { id: 3, content: 'uploaded again' }]);
  const names = (await readdir(temporary, { recursive: true })).map((name) => basename(name));
  expect(names.filter((name) => name === 'manifest.json')).toHaveLength(3);
  expect(names.filter((name) => name === 'README.md')).toHaveLength(1);
});

describe('without a data key', () => {
  test('a run extends those of its workflow on its branches', async () => {
    const { ids, downloaded } = await read([{ id: 1 }, { id: 2, branch: 'other' }, { id: 3 }], 'none');
    expect([ids, downloaded]).toEqual([
      [3, 1],
      [3, 1],
    ]);
  });

  test('what was of that name before the first snapshot is no reason to stop; in place of one it is', async () => {
    const old: Given = { id: 1, content: 'no snapshot' };
    expect((await read([old, { id: 2 }], 'none')).ids).toEqual([2]);
    await expect(read([{ id: 2 }, { ...old, id: 3 }], 'none')).rejects.toThrow('is not a snapshot');
  });

  test('the newest stops the run when it cannot be read; an older one is told, and stays to be merged', async () => {
    const unread: Given = { id: 2, content: 'not readable' };
    const why = 'Cannot download artifact app-launches (id 2): the storage is down';
    await expect(read([{ id: 1 }, unread], 'none')).rejects.toThrow(why);
    const { artifacts, ...found } = await read([{ id: 1 }, unread, { id: 3 }], 'none');
    expect(found).toMatchObject({ ids: [3, 1], unread: [why] });
    expect(artifacts).toEqual(merged(1, 3));
  });
});
