import type { SnapshotChange } from '../../snapshot/change.ts';
import { judgeFailure } from './git-failures.ts';
import { type CommitStart, commitStream, type MadeCommit, type NewCommit, parseMade } from './objects.ts';
import {
  idsOf,
  openTemporaryRepository,
  outputOf,
  REMOTE,
  type RepositorySettings,
  type TemporaryRepository,
} from './repository.ts';
import { sealOf } from './seal.ts';
import { type BranchSnapshot, readBranch } from './snapshot.ts';

/** Which branch, and how to reach it. */
export interface BranchSettings extends RepositorySettings {
  /** Name without `refs/heads/`, checked where the inputs are read. */
  readonly branch: string;
  /** `squash`: the branch is one commit without a parent, replaced by each publish. */
  readonly history: 'keep' | 'squash';
  /** The key that signs commits; `undefined` without a data key. */
  readonly signingKey: Promise<Uint8Array | undefined>;
}

/** What became of a publish; `raced`: nothing was written because somebody else pushed first. */
export type BranchPublication =
  | { readonly kind: 'published'; readonly commit: string }
  | { readonly kind: 'unchanged'; readonly commit: string }
  | { readonly kind: 'raced' };

/** The branch that holds the snapshots. Calls go one after the other. */
export interface DataBranch {
  /**
   * Returns the snapshot on the branch; `undefined` when there is no such branch.
   * @throws {StoreError} when it cannot be read, or the branch is not one of ours (it has no manifest.json).
   * @throws {SnapshotError} when its manifest cannot be used.
   */
  readonly previous: () => Promise<BranchSnapshot | undefined>;
  /**
   * Publishes a change of `base` (as `previous` gave it; `undefined` creates the branch), without what is foreign there.
   * After `raced` the caller reads `previous` again, merges again and publishes again.
   * @throws {StoreError} when the push is refused or the repository cannot be reached.
   */
  readonly publish: (
    base: { readonly commit: string; readonly foreign?: readonly string[] } | undefined,
    change: SnapshotChange,
  ) => Promise<BranchPublication>;
  /**
   * Pushes without pushing: signs in for writing and negotiates, and the server stays as it is. Rules that the server
   * checks on a real push alone are not found out.
   * @param commit the branch's tip; `undefined` when there is no such branch.
   * @throws {StoreError}
   */
  readonly dryRunPush: (commit: string | undefined) => Promise<void>;
  /** Removes the temporary repository. */
  readonly close: () => Promise<void>;
}

const NEXT = 'refs/audit-log-sync/next';

/**
 * Returns the data branch. It works in a bare repository in `temporary`; the checkout is only asked for its settings.
 * @throws {StoreError} when git is missing or too old.
 */
export async function createDataBranch(settings: BranchSettings): Promise<DataBranch> {
  const repository = await openTemporaryRepository(settings);
  const { branch } = settings;
  const ref = `refs/heads/${branch}`;
  return {
    close: repository.close,
    dryRunPush: async (commit) => {
      const change = { files: new Map(), removed: new Set<string>(), title: 'Dry run' };
      const candidate =
        commit ?? (await makeCommit(repository, { ...settings, history: 'squash' }, undefined, change));
      const push = ['push', '--dry-run', '--porcelain', '--no-verify', REMOTE, `${candidate}:${ref}`];
      const answer = await repository.remote(push);
      if (answer.code !== 0) throw repository.failure(`Cannot push ${JSON.stringify(ref)}`, answer);
    },
    previous: async () => await readBranch(repository, branch, await settings.signingKey),
    publish: async (base, change) => {
      const removed = new Set([...change.removed, ...(base?.foreign ?? [])]);
      const commit = await makeCommit(repository, settings, base?.commit, { ...change, removed });
      return commit === base?.commit
        ? { kind: 'unchanged', commit }
        : push(repository, ref, { old: base?.commit, commit });
    },
  };
}

/** Makes the commit in the temporary repository; returns the base when the change changes nothing. */
async function makeCommit(
  repository: TemporaryRepository,
  { branch, history, signingKey }: Pick<BranchSettings, 'branch' | 'history' | 'signingKey'>,
  base: string | undefined,
  change: SnapshotChange,
): Promise<string> {
  const start = base === undefined ? undefined : await startOf(repository, history, base);
  const { commit, tree, baseTree } = await importCommit(repository, { ref: NEXT, start, change }, base);
  if (base !== undefined && tree === baseTree) return base;
  const key = await signingKey;
  if (key === undefined) return commit;
  // Only now git has told the id of the tree.
  const sealed = await importCommit(repository, {
    ref: NEXT,
    start: { parent: start?.parent, tree },
    change: { ...change, files: new Map(), removed: new Set() },
    trailer: sealOf({ branch, tree }, key),
  });
  return sealed.commit;
}

async function importCommit(
  repository: TemporaryRepository,
  commit: NewCommit,
  base?: string,
): Promise<MadeCommit> {
  const stream = commitStream(commit, base);
  const command = ['fast-import', '--quiet', '--force', '--date-format=now', '--done'];
  return parseMade(await repository.local(command, stream));
}

async function startOf(
  repository: TemporaryRepository,
  history: BranchSettings['history'],
  base: string,
): Promise<CommitStart> {
  if (history === 'keep') return { parent: base };
  const [tree = ''] = await idsOf(repository, [`${base}^{tree}`]);
  return { parent: undefined, tree };
}

async function push(
  repository: TemporaryRepository,
  ref: string,
  { old, commit }: { readonly old: string | undefined; readonly commit: string },
): Promise<BranchPublication> {
  const answer = await repository.remote([
    'push',
    '--porcelain',
    '--no-verify',
    '--no-signed',
    '--no-follow-tags',
    '--recurse-submodules=no',
    `--force-with-lease=${ref}:${old ?? ''}`,
    REMOTE,
    `${commit}:${ref}`,
  ]);
  // Also when an earlier try had arrived and only its answer was lost: then git finds the branch up to date.
  if (answer.code === 0) return { kind: 'published', commit };
  if (judgeFailure(outputOf(answer)).kind === 'raced') return { kind: 'raced' };
  throw repository.failure(`Cannot push ${JSON.stringify(ref)}`, answer);
}
