import { access, lstat, mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from '../../errors.ts';
import type { WorkspacePath } from '../../inputs/places.ts';
import { LIMITS } from '../../limits.ts';
import { readFileWithin, whyUnreadable } from '../../read-file.ts';
import { batchesOf } from '../../snapshot/batches.ts';
import type { PublishedSnapshot } from '../../snapshot/change.ts';
import { byteLimits, isOurManifest, type Manifest, parseManifest } from '../../snapshot/manifest.ts';
import { type Disk, writeFailure } from '../disk.ts';

const MANIFEST = 'manifest.json';

/** Files that are copied at a time, as long as they are small: from a branch, each time is one more question to the server. */
const BATCH = 512;

/** The folder of a snapshot, in the workspace. */
export interface SnapshotFolder extends WorkspacePath {
  readonly disk: Disk;
}

/**
 * Returns the snapshot in a folder; `undefined` when there is none. `label` names the folder for people.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function readFolder(directory: string, label: string): Promise<PublishedSnapshot | undefined> {
  let folder: string;
  let text: string;
  try {
    folder = await realpath(directory);
    text = (await readReal(folder, MANIFEST, LIMITS.manifest.bytes, label)).toString('utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (error instanceof StoreError) throw error;
    const remedy = error instanceof RangeError ? RESTORE : 'Check the permissions of the runner on it.';
    throw new StoreError(`Cannot read the manifest in ${label}: ${whyUnreadable(error)}`, remedy, {
      cause: error,
    });
  }
  const manifest = parseManifest(text);
  const mostBytes = byteLimits(manifest);
  return {
    manifest,
    origin: label,
    absent: await absentIn(folder, manifest),
    read: async (paths) => {
      const contents: (Uint8Array | undefined)[] = [];
      for (const name of paths) contents.push(await readPart(folder, name, mostBytes(name), label));
      return contents;
    },
  };
}

/**
 * Puts a folder that a killed run left beside its place there, and refuses one that holds something other than a snapshot
 * of ours: publishing replaces it.
 * @throws {StoreError}
 */
export async function requireReplaceable({
  absolute: directory,
  relative: label,
  disk,
}: Pick<SnapshotFolder, 'absolute' | 'relative' | 'disk'>): Promise<void> {
  await recover(directory, disk);
  const names: readonly string[] = await readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  if (names.length === 0) return;
  const manifest = await readManifest(directory).catch(() => '');
  if (isOurManifest(manifest.toString('utf8'))) return;
  throw new StoreError(
    `The folder ${JSON.stringify(label)} holds files that are not a snapshot of this action`,
    'Give directory the name of a folder that nothing else uses, because its content is replaced; if it holds a damaged snapshot, restore its manifest.json.',
  );
}

/** Returns the paths of data files that are not there, or have another size than the manifest says. */
async function absentIn(folder: string, { files }: Manifest): Promise<ReadonlySet<string>> {
  const absent = new Set<string>();
  for (const { path: name, bytes } of files) {
    const found = await lstat(path.join(folder, ...name.split('/'))).catch(() => undefined);
    // What a link leads to is refused when it is read.
    if (found === undefined || (found.isFile() && found.size !== bytes)) absent.add(name);
  }
  return absent;
}

/** Whether a folder has all these files. */
export async function holdsAll(directory: string, paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    paths.map((name) =>
      access(path.join(directory, ...name.split('/'))).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.every((isThere) => isThere);
}

/** The files of a snapshot: all paths, and the content of some of them. */
export interface SnapshotFiles {
  readonly paths: readonly string[];
  /** Returns about how many bytes a file has. */
  readonly sizeOf?: (path: string) => number;
  readonly read: (paths: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;
}

/**
 * Makes `directory` hold exactly these files. They are written beside it first, so that a kill at any instant leaves the
 * old files or the new ones, and never a mixture; when they cannot be written, the old ones stay and nothing new is left.
 * @throws {StoreError}
 */
export async function replaceFolder(directory: string, files: SnapshotFiles, disk: Disk): Promise<void> {
  const { fresh, old } = beside(directory);
  try {
    await writeFresh(fresh, files, disk);
    await disk.remove(old);
    await swap(directory, fresh, old, disk);
  } catch (error) {
    // Half a snapshot helps nobody, and the disk may be full of it.
    await disk.remove(fresh).catch(() => undefined);
    throw writeFailure(directory, error);
  }
  // The new files are in their place; what stays of the old ones goes with the next run.
  await disk.remove(old).catch(() => undefined);
}

async function writeFresh(
  fresh: string,
  { paths, read, sizeOf = () => 0 }: SnapshotFiles,
  disk: Disk,
): Promise<void> {
  await disk.remove(fresh);
  const folders = new Set([fresh, ...paths.map((name) => path.dirname(path.join(fresh, name)))]);
  for (const folder of folders) await mkdir(folder, { recursive: true });
  for (const batch of batchesOf(paths, sizeOf, { ...LIMITS.verifiedAtOnce, count: BATCH })) {
    const contents = await read(batch);
    for (const [index, name] of batch.entries()) {
      const file = path.join(fresh, name);
      const content = contents[index];
      if (content === undefined) throw damagedMeanwhile(name);
      await writeFile(file, content);
    }
  }
}

/** What a merge looked at is written anew: this one was in order then, or is a document. */
function damagedMeanwhile(name: string): StoreError {
  return new StoreError(
    `Cannot copy ${name} of the published snapshot: it is missing or has other bytes than the manifest says`,
    'Restore it from an earlier commit or artifact of the snapshot, then run the workflow again.',
  );
}

function beside(directory: string): { fresh: string; old: string } {
  const { dir, base } = path.parse(directory);
  return { fresh: path.join(dir, `.${base}.new`), old: path.join(dir, `.${base}.old`) };
}

/** Two renames with nothing in between, unless a file is open: no other work of this process can delay the second. */
async function swap(directory: string, fresh: string, old: string, disk: Disk): Promise<void> {
  try {
    await disk.move(directory, old);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    await disk.move(fresh, directory);
  } catch (error) {
    await disk.move(old, directory).catch(() => undefined);
    throw error;
  }
}

/** A kill between the two renames leaves the old files beside the place where they belong. */
async function recover(directory: string, disk: Disk): Promise<void> {
  const { old } = beside(directory);
  if ((await isThere(directory)) || !(await isThere(old))) return;
  // A link is none of ours, and would make the directory another one.
  if (!(await lstat(old)).isDirectory()) return;
  await disk.move(old, directory).catch((error: unknown) => {
    throw writeFailure(directory, error);
  });
}

function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

const RESTORE = 'Restore the file, or choose another branch, artifact name or directory to start over.';

async function readManifest(directory: string): Promise<Buffer> {
  return await readFileWithin(path.join(directory, MANIFEST), LIMITS.manifest.bytes);
}

async function readPart(
  directory: string,
  name: string,
  mostBytes: number,
  label: string,
): Promise<Uint8Array | undefined> {
  try {
    return await readReal(directory, name, mostBytes, label);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    // Not there, larger than the manifest says, or a folder: it is not the file that the manifest names.
    if (isMissing(cause) || cause instanceof RangeError || cause instanceof TypeError) return undefined;
    throw new StoreError(`Cannot read ${name} in ${label}: ${whyUnreadable(cause)}`, RESTORE, { cause });
  }
}

/** A snapshot has no links: one that is there was put there to have another file published. `directory` is a real path. */
async function readReal(directory: string, name: string, mostBytes: number, label: string): Promise<Buffer> {
  const file = path.join(directory, ...name.split('/'));
  if ((await realpath(file)) !== file) {
    throw new StoreError(
      `${name} in ${label} is reached through a link`,
      'Remove the link and restore the file; or choose another directory to start over.',
    );
  }
  return await readFileWithin(file, mostBytes);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
