import { StoreError } from '../../errors.ts';
import { linkProblem, WITHOUT_LINKS } from '../../inputs/places.ts';
import { DOCUMENTS, type NewSnapshot, type PublishedSnapshot } from '../../snapshot/change.ts';
import { damagedFiles, readVerified } from '../../snapshot/verify.ts';
import { holdsAll, readFolder, replaceFolder, type SnapshotFiles, type SnapshotFolder } from './folder.ts';

/** The files of a snapshot, its manifest last. */
export function pathsOf({ files }: NewSnapshot['manifest']): readonly string[] {
  return [...files.map(({ path }) => path), ...DOCUMENTS, 'manifest.json'];
}

function sizesIn({ files }: NewSnapshot['manifest']): (path: string) => number {
  const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]));
  return (path) => sizes.get(path) ?? 0;
}

/** Makes the directory hold the whole snapshot that a change makes of `base`. */
export async function writeWhole(
  directory: SnapshotFolder,
  base: PublishedSnapshot | undefined,
  change: NewSnapshot,
): Promise<void> {
  const read = (paths: readonly string[]) => readChanged(paths, change, base);
  await replace(directory, { paths: pathsOf(change.manifest), sizeOf: sizesIn(change.manifest), read });
}

/** Makes the directory hold the whole of a published snapshot. */
export async function writePublished(directory: SnapshotFolder, published: PublishedSnapshot): Promise<void> {
  const read = (paths: readonly string[]) => readVerified(published, paths);
  await replace(directory, {
    paths: pathsOf(published.manifest),
    sizeOf: sizesIn(published.manifest),
    read,
  });
}

/** Makes the directory hold what a change writes, and the whole snapshot when it held `base` or there is none. */
export async function writeChanged(
  directory: SnapshotFolder,
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
    (there === undefined || (await isWholeIn(there, new Set(untouched))));
  const paths = isWhole ? all : touched;
  const read = (wanted: readonly string[]) => readChanged(wanted, change, there);
  await replace(directory, { paths, sizeOf: sizesIn(change.manifest), read });
}

/** Whether files of a snapshot are those that its manifest names: what others changed in a folder is not carried on. */
async function isWholeIn(there: PublishedSnapshot, paths: ReadonlySet<string>): Promise<boolean> {
  return (await damagedFiles(there, (path) => paths.has(path))).size === 0;
}

/** Reads what a change leaves: its own files, and those of its base that it does not touch. */
async function readChanged(
  paths: readonly string[],
  { files }: NewSnapshot,
  base: PublishedSnapshot | undefined,
): Promise<readonly (Uint8Array | undefined)[]> {
  const untouched = paths.filter((path) => !files.has(path));
  const contents = base === undefined ? [] : await readVerified(base, untouched);
  const fromBase = new Map(untouched.map((path, index) => [path, contents[index]]));
  return paths.map((path) => files.get(path)?.read() ?? fromBase.get(path));
}

async function replace(directory: SnapshotFolder, files: SnapshotFiles): Promise<void> {
  const problem = linkProblem(directory);
  if (problem !== undefined) {
    const name = JSON.stringify(directory.relative);
    throw new StoreError(`Cannot write ${name}: it ${problem}`, `${WITHOUT_LINKS}.`);
  }
  await replaceFolder(directory.absolute, files, directory.disk);
}
