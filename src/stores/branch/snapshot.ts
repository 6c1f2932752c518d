import { StoreError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import { DOCUMENTS, type PublishedSnapshot } from '../../snapshot/change.ts';
import { byteLimits, isSigned, type Manifest, parseManifest } from '../../snapshot/manifest.ts';
import { damagedFiles } from '../../snapshot/verify.ts';
import { parseObjects, parseSizes, parseTree, type Tree } from './objects.ts';
import { outputOf, REMOTE, type TemporaryRepository } from './repository.ts';
import { isSealed } from './seal.ts';

/** A snapshot on the branch. */
export interface BranchSnapshot extends PublishedSnapshot {
  /** Full id. */
  readonly commit: string;
  /** Paths on the branch that the manifest does not name, sorted: no run of this action wrote them. */
  readonly foreign: readonly string[];
  /** The manifest is signed with the data key, and somebody without it made the commit. */
  readonly isForeign: boolean;
}

const BASE = 'refs/audit-log-sync/base';

/** Objects arrive without their bytes, only those asked for; a server that cannot do so sends them all. */
const FETCH = [
  'fetch',
  '--quiet',
  '--filter=blob:none',
  '--no-tags',
  '--no-write-fetch-head',
  '--recurse-submodules=no',
];

/** Of the line before an object's bytes, and the break behind them. */
const LONGEST_OBJECT_LINE = 100;

/** What git says of a branch that the remote does not have. */
const NO_SUCH_REF = /^fatal: couldn't find remote ref /m;

/**
 * Fetches the tree of the branch and its manifest; `undefined` when there is no such branch. A commit that `key` did not sign
 * may have changed any file: then each data file is read and held against the manifest.
 * @throws {StoreError} when it cannot be read or has no manifest.json.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function readBranch(
  repository: TemporaryRepository,
  branch: string,
  key: Uint8Array | undefined,
): Promise<BranchSnapshot | undefined> {
  const fetched = await repository.remote([...FETCH, '--depth=1', REMOTE, `+refs/heads/${branch}:${BASE}`]);
  if (fetched.code !== 0) {
    if (NO_SUCH_REF.test(outputOf(fetched))) return undefined;
    throw repository.failure(`Cannot read branch ${JSON.stringify(branch)}`, fetched);
  }
  const { id: commit, text } = await baseCommit(repository);
  const tree = parseTree(await repository.local(['ls-tree', '-r', '-z', '--full-tree', commit]));
  const origin = `commit ${commit.slice(0, 7)} on branch ${branch}`;
  if (!tree.files.has('manifest.json')) {
    throw new StoreError(
      `Branch ${JSON.stringify(branch)} has no manifest.json, so it holds something other than snapshots`,
      'Choose another `branch`, or delete this one if nobody needs it.',
    );
  }
  const readWithin = (mostBytes: (path: string) => number) => (paths: readonly string[]) =>
    readFiles(repository, tree.files, origin, paths, mostBytes);
  const [bytes] = await readWithin(() => LIMITS.manifest.bytes)(['manifest.json']);
  if (bytes === undefined) {
    throw new StoreError(
      `Cannot read manifest.json of ${origin}: it has more than ${LIMITS.manifest.bytes.toLocaleString('en-US')} bytes`,
      'Restore an earlier commit of the branch, or choose another `branch` to start over.',
    );
  }
  const manifest = parseManifest(Buffer.from(bytes).toString('utf8'));
  const read = readWithin(byteLimits(manifest));
  const isOurs = key === undefined || isSealed(text, branch, key);
  const isForeign = !isOurs && isSigned(manifest, key);
  const absent = isOurs
    ? new Set(manifest.files.map(({ path }) => path).filter((path) => !tree.files.has(path)))
    : await damagedFiles({ manifest, read });
  const foreign = foreignIn(tree, manifest);
  // The documents are in no manifest: they are written anew.
  return { commit, origin, manifest, foreign, isForeign, absent, isUnpublished: isForeign, read };
}

/** Returns the full id and the text of the commit that was fetched. */
async function baseCommit(
  repository: TemporaryRepository,
): Promise<{ readonly id: string; readonly text: string }> {
  const said = await repository.local(['cat-file', '--batch'], [`${BASE}\n`]);
  const [text = new Uint8Array()] = parseObjects(said);
  return { id: said.toString('latin1', 0, said.indexOf(' ')), text: Buffer.from(text).toString('utf8') };
}

async function readFiles(
  repository: TemporaryRepository,
  files: ReadonlyMap<string, string>,
  origin: string,
  paths: readonly string[],
  mostBytes: (path: string) => number,
): Promise<readonly (Uint8Array | undefined)[]> {
  const there = paths.flatMap((path) => files.get(path) ?? []);
  const list = [...new Set(there)].map((id) => `${id}\n`);
  if (list.length === 0) return paths.map(() => undefined);
  // "noop": do not tell the server of the base commit, or it would believe that its files are here already.
  const noop = ['-c', 'fetch.negotiationAlgorithm=noop'];
  const fetched = await repository.remote([...noop, ...FETCH, '--stdin', REMOTE], list);
  if (fetched.code !== 0) throw repository.failure(`Cannot read files of ${origin}`, fetched);
  const sizes = parseSizes(await repository.local(['cat-file', '--batch-check'], list));
  const within = paths.filter((path) => (sizes.get(files.get(path) ?? '') ?? Infinity) <= mostBytes(path));
  const most = within.reduce((sum, path) => sum + mostBytes(path) + LONGEST_OBJECT_LINE, 0);
  const objects = parseObjects(
    await repository.local(
      ['cat-file', '--batch'],
      within.map((path) => `${files.get(path)}\n`),
      most,
    ),
  );
  const read = new Map(within.map((path, at) => [path, objects[at]]));
  return paths.map((path) => read.get(path));
}

function foreignIn({ files, others }: Tree, manifest: Manifest): readonly string[] {
  const own = new Set<string>(['manifest.json', ...DOCUMENTS, ...manifest.files.map(({ path }) => path)]);
  return [...others, ...[...files.keys()].filter((path) => !own.has(path))].sort();
}
