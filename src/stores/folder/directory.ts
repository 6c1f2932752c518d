import { ActionError, StoreError } from '../../errors.ts';
import { linkProblem, WITHOUT_LINKS, type WorkspacePath } from '../../inputs/places.ts';
import { DOCUMENTS, type NewSnapshot, type PublishedSnapshot } from '../../snapshot/change.ts';
import { readVerified, requireIntact } from '../../snapshot/verify.ts';
import { holdsAll, readFolder, replaceFolder, type SnapshotFiles } from './folder.ts';

/** The files of a snapshot, its manifest last. */
export function pathsOf({ files }: NewSnapshot['manifest']): readonly string[] {
  return [...files.map(({ path }) => path), ...DOCUMENTS, 'manifest.json'];
}

/** Makes the directory hold the whole snapshot that a change makes of `base`. */
export async function writeWhole(
  directory: WorkspacePath,
  base: PublishedSnapshot | undefined,
  change: NewSnapshot,
): Promise<void> {
  const read = (paths: readonly string[]) => readChanged(paths, change, base);
  await replace(directory, { paths: pathsOf(change.manifest), read });
}

/** Makes the directory hold the whole of a published snapshot. */
export async function writePublished(directory: WorkspacePath, published: PublishedSnapshot): Promise<void> {
  const read = (paths: readonly string[]) => readVerified(published, paths);
  await replace(directory, { paths: pathsOf(published.manifest), read });
}

/** Makes the directory hold what a change writes, and the whole snapshot when it held `base` or there is none. */
export async function writeChanged(
  directory: WorkspacePath,
  base: PublishedSnapshot | undefined,
  change: NewSnapshot,
): Promise<void> {
  const there = await readFolder(directory.absolute, directory.relative).catch(() => undefined);
  const all = pathsOf(change.manifest);
  const [touched, untouched] = [
    all.filter((path) => change.files.has(path)),
    all.filter((path) => !change.files.has(path)),
  ];
  // A run whose folder was not whole left the manifest of the whole beside a part of its files.
  const isWhole =
    there?.manifest.snapshot_id === base?.manifest.snapshot_id &&
    (await holdsAll(directory.absolute, untouched)) &&
    (there === undefined || (await holdsTheirs(there, new Set(untouched))));
  const paths = isWhole ? all : touched;
  const read = (wanted: readonly string[]) => readChanged(wanted, change, there);
  await replace(directory, { paths, read });
}

/** Whether files of a snapshot are those that its manifest names: what others changed in a folder is not carried on. */
async function holdsTheirs(there: PublishedSnapshot, paths: ReadonlySet<string>): Promise<boolean> {
  try {
    await requireIntact(there, (path) => paths.has(path));
    return true;
  } catch (error) {
    if (error instanceof ActionError) return false;
    throw error;
  }
}

/** Reads what a change leaves: its own files, and those of its base that it does not touch. */
async function readChanged(
  paths: readonly string[],
  { files }: NewSnapshot,
  base: PublishedSnapshot | undefined,
): Promise<readonly Uint8Array[]> {
  const untouched = paths.filter((path) => !files.has(path));
  const contents = base === undefined ? [] : await readVerified(base, untouched);
  const fromBase = new Map(untouched.map((path, index) => [path, contents[index]]));
  return paths.map((path) => files.get(path) ?? fromBase.get(path) ?? new Uint8Array());
}

async function replace(directory: WorkspacePath, files: SnapshotFiles): Promise<void> {
  const problem = linkProblem(directory);
  if (problem !== undefined) {
    const name = JSON.stringify(directory.relative);
    throw new StoreError(`Cannot write ${name}: it ${problem}`, `${WITHOUT_LINKS}.`);
  }
  await replaceFolder(directory.absolute, files);
}
