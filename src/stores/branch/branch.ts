import { StoreError } from '../../errors.ts';
import type { SnapshotChange } from '../../snapshot/change.ts';
import { judgeFailure } from './git-failures.ts';
import { commitStream } from './objects.ts';
import {
  idOf,
  openTemporaryRepository,
  outputOf,
  REMOTE,
  type RepositorySettings,
  type TemporaryRepository,
} from './repository.ts';
import { type BranchSnapshot, readBranch, tipOf } from './snapshot.ts';

/** Which branch, and how to reach it. */
export interface BranchSettings extends RepositorySettings {
  /** Name without `refs/heads/`. */
  readonly branch: string;
  /** `squash`: the branch is one commit without a parent, replaced by each publish. */
  readonly history: 'keep' | 'squash';
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
   * Publishes a change of `base` (what `previous` or the last `publish` gave; `undefined` creates the branch).
   * After `raced` the caller reads `previous` again, merges again and publishes again.
   * @throws {StoreError} when the push is refused or the repository cannot be reached.
   */
  readonly publish: (
    base: { readonly commit: string } | undefined,
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
 * Returns the data branch. It works in a bare repository in `temporary`; the checkout is only asked for `origin`.
 * @throws {StoreError} when git is missing or too old, or the branch name is not one.
 */
export async function createDataBranch(settings: BranchSettings): Promise<DataBranch> {
  const repository = await openTemporaryRepository(settings);
  const ref = `refs/heads/${settings.branch}`;
  try {
    await repository.local(['check-ref-format', ref]);
  } catch (cause) {
    await repository.close();
    throw new StoreError(
      `${JSON.stringify(settings.branch)} is not a branch name`,
      'Correct the `branch` input.',
      { cause },
    );
  }
  return {
    close: repository.close,
    dryRunPush: async (commit) => {
      const change = { files: new Map(), removed: new Set<string>(), title: 'Dry run' };
      const candidate = commit ?? (await makeCommit(repository, 'squash', undefined, change));
      const push = ['push', '--dry-run', '--porcelain', '--no-verify', REMOTE, `${candidate}:${ref}`];
      const answer = await repository.remote(push);
      if (answer.code !== 0) throw repository.failure(`Cannot push ${JSON.stringify(ref)}`, answer);
    },
    previous: async () =>
      (await tipOf(repository, ref)) === undefined ? undefined : readBranch(repository, settings.branch),
    publish: async (base, change) => {
      const commit = await makeCommit(repository, settings.history, base?.commit, change);
      return commit === base?.commit
        ? { kind: 'unchanged', commit }
        : push(repository, ref, { old: base?.commit, commit });
    },
  };
}

/** Makes the commit in the temporary repository; returns the base when the change changes nothing. */
async function makeCommit(
  repository: TemporaryRepository,
  history: BranchSettings['history'],
  old: string | undefined,
  change: SnapshotChange,
): Promise<string> {
  const base = old === undefined ? undefined : { commit: old, tree: await idOf(repository, `${old}^{tree}`) };
  const stream = commitStream({ ref: NEXT, base, hasParent: history === 'keep', change });
  await repository.local(['fast-import', '--quiet', '--force', '--date-format=now', '--done'], stream);
  const tree = await idOf(repository, `${NEXT}^{tree}`);
  return base !== undefined && base.tree === tree ? base.commit : idOf(repository, NEXT);
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
