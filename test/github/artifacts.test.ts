import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import type { GitHub } from '../../src/github/api.ts';
import { type ArtifactName, findNewestArtifact, findNewestUntrusted } from '../../src/github/artifacts.ts';

interface Given {
  readonly id: number;
  readonly branch?: string | null;
  readonly fork?: boolean;
  readonly name?: string;
  readonly expired?: boolean;
  readonly digest?: string | null;
  /** Its workflow file; ours unless given. */
  readonly workflow?: string;
}

const OURS = '.github/workflows/collect.yml';
const EVIL = '.github/workflows/evil.yml';
const DIGEST = `sha256:${'ab'.repeat(32)}`;

/** By id, the newest last; GitHub lists the newest first, 100 on a page. */
function listing(...given: readonly Given[]): GitHub {
  const artifacts = given
    .toReversed()
    .map(({ id, branch = 'main', fork = false, digest = DIGEST, ...own }) => ({
      ...{ id, name: own.name ?? 'app-launches', expired: own.expired ?? false, digest },
      created_at: new Date(Date.parse('2026-11-22T06:00:00Z') + id * 1000).toISOString(),
      workflow_run: {
        ...{ id: 1000 + id, head_branch: branch, head_sha: `${id}` },
        ...{ repository_id: 1, head_repository_id: fork ? 2 : 1 },
      },
    }));
  return {
    download: () => Promise.reject(new Error('nothing is downloaded here')),
    remove: () => Promise.reject(new Error('nothing is deleted here')),
    get: async (path, schema) => {
      if (path === '') return schema.parse({ default_branch: 'main' });
      const ofRun = given.find(({ id }) => path === `/actions/runs/${1000 + id}`);
      if (ofRun !== undefined) return schema.parse({ path: ofRun.workflow ?? OURS, event: 'schedule' });
      const page = Number(new URLSearchParams(path.split('?')[1]).get('page'));
      return schema.parse({ artifacts: artifacts.slice((page - 1) * 100, page * 100) });
    },
  };
}

const wanted = (github: GitHub, changed: Partial<ArtifactName> = {}): ArtifactName => ({
  ...{ name: 'app-launches', defaultBranch: 'main', ownBranch: 'main', workflow: OURS, github },
  ...changed,
});

const ON_FEATURE = { ownBranch: 'feature' };

describe('the newest artifact is that of', () => {
  test.each<[string, readonly Given[], Partial<ArtifactName>, number | undefined]>([
    ['the default branch', [{ id: 1 }, { id: 2 }], {}, 2],
    ['the default branch, as GitHub names it', [{ id: 1 }], { defaultBranch: undefined }, 1],
    ['the default branch, for a run on another', [{ id: 1 }], ON_FEATURE, 1],
    ['the run’s own branch', [{ id: 1 }, { id: 2, branch: 'feature' }], ON_FEATURE, 2],
    ['whichever of the two is newer', [{ id: 1, branch: 'feature' }, { id: 2 }], ON_FEATURE, 2],
    ['no third branch', [{ id: 1 }, { id: 2, branch: 'other' }], ON_FEATURE, 1],
    ['no branch, for a run of a tag', [{ id: 1, branch: 'v1' }], { ownBranch: undefined }, undefined],
    ['no fork, whatever its branch is called', [{ id: 1, fork: true }], {}, undefined],
    ['no fork’s branch of the own name', [{ id: 1, branch: 'feature', fork: true }], ON_FEATURE, undefined],
    ['no run without a branch', [{ id: 1, branch: null }], { ownBranch: undefined }, undefined],
    ['no expired one', [{ id: 1 }, { id: 2, expired: true }], {}, 1],
    ['no other name', [{ id: 1, name: 'app-launches-2' }], {}, undefined],
    ['no other workflow file', [{ id: 1 }, { id: 2, workflow: EVIL }], {}, 1],
    [
      'no other workflow file on the own branch',
      [{ id: 1, branch: 'feature', workflow: EVIL }],
      ON_FEATURE,
      undefined,
    ],
  ])('%s', async (_, given, changed, id) => {
    const newest = await findNewestArtifact(wanted(listing(...given), changed));
    expect(newest?.id).toBe(id);
  });

  test('a later page, when the first has none that counts', async () => {
    const others = Array.from({ length: 100 }, (_, at) => ({ id: 2 + at, branch: 'other' }));
    expect(await findNewestArtifact(wanted(listing({ id: 1 }, ...others)))).toMatchObject({
      ...{ id: 1, runId: '1001', branch: 'main', digest: DIGEST },
    });
  });
});

test.each([null, undefined, '', 'sha512:00', 'sha256:'])(
  'a digest of %j is none to check by',
  async (digest) => {
    const newest = await findNewestArtifact(wanted(listing({ id: 1, digest: digest ?? null })));
    expect(newest?.digest).toBeUndefined();
  },
);

/** Counts what is asked about runs. */
function counting(github: GitHub): { readonly github: GitHub; readonly asked: () => number } {
  let asked = 0;
  const get: GitHub['get'] = (path, schema) => {
    if (path.startsWith('/actions/runs/')) asked += 1;
    return github.get(path, schema);
  };
  return { github: { ...github, get }, asked: () => asked };
}

test('behind 20 of other workflow files the search ends, and the run with it: to start over would lose the older ones', async () => {
  const others = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: at + 2, workflow: EVIL }));
  const few = counting(listing({ id: 1 }, ...others(20)));
  await expect(findNewestArtifact(wanted(few.github))).rejects.toThrow(
    'Cannot find the newest artifact "app-launches": the first 20 that seem to come from "main" actually come from other workflow files, or from tags of that name',
  );
  expect(few.asked()).toBe(20);
  expect((await findNewestArtifact(wanted(listing({ id: 1 }, ...others(19)))))?.id).toBe(1);
  expect(await findNewestArtifact(wanted(listing(...others(20))))).toBeUndefined();
});

test('of an artifact of another branch no run is asked', async () => {
  const { github, asked } = counting(listing({ id: 1, branch: 'other' }));
  expect(await findNewestArtifact(wanted(github))).toBeUndefined();
  expect(asked()).toBe(0);
});

describe('when it cannot be found out where an artifact is from, the run ends', () => {
  test('because GitHub does not answer', async () => {
    const { get, ...github } = listing({ id: 1 });
    const failing: GitHub = {
      ...github,
      get: (path, schema) =>
        path.startsWith('/actions/runs/')
          ? Promise.reject(new StoreError('GitHub is down', 'Wait.'))
          : get(path, schema),
    };
    await expect(findNewestArtifact(wanted(failing))).rejects.toMatchObject({
      message:
        'Cannot determine whether artifact app-launches (id 1) comes from a run on the branch "main" or on a tag of that name: GitHub is down',
      remedy: 'Wait.',
    });
  });
});

describe('the newest that does not count is that of', () => {
  test.each<[string, readonly Given[], number | undefined]>([
    [
      'another branch of this repository',
      [
        { id: 1, branch: 'old' },
        { id: 2, branch: 'older' },
      ],
      2,
    ],
    [
      'no fork',
      [
        { id: 1, branch: 'old', fork: true },
        { id: 2, fork: true },
      ],
      undefined,
    ],
    ['another workflow file', [{ id: 1, workflow: EVIL }], 1],
    ['this one, when it counts', [{ id: 1 }], undefined],
    ['no expired one', [{ id: 1, branch: 'old', expired: true }], undefined],
  ])('%s', async (_, given, id) => {
    const newest = await findNewestUntrusted(wanted(listing(...given), ON_FEATURE));
    expect(newest?.artifact.id).toBe(id);
    if (id !== undefined) expect(newest?.trusted).toEqual(['main', 'feature']);
  });
});

test('a list of artifacts that does not end is given up', async () => {
  let pages = 0;
  const full = listing(...Array.from({ length: 100 }, (_, id) => ({ id, branch: 'other' })));
  const endless: GitHub = {
    ...full,
    get: (path, schema) => {
      pages += 1;
      return full.get(path.replace(/&page=\d+/, '&page=1'), schema);
    },
  };
  await expect(findNewestArtifact(wanted(endless))).rejects.toThrow('the first 10000 of that name');
  expect(pages).toBe(100);
});
