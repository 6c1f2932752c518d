import { renameSync } from 'node:fs';
import { access, lstat, mkdir, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import { readFileWithin, whyUnreadable } from '../../read-file.ts';
import type { PublishedSnapshot } from '../../snapshot/change.ts';
import { byteLimits, isOurManifest, parseManifest } from '../../snapshot/manifest.ts';
import { writeFailure } from '../disk.ts';

const MANIFEST = 'manifest.json';

/** Files of a folder that are read or copied at a time. */
const BATCH = 16;

/**
 * Returns the snapshot in a folder; `undefined` when there is none. `label` names the folder for people.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function readFolder(directory: string, label: string): Promise<PublishedSnapshot | undefined> {
  await recover(directory);
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
    read: async (paths) => {
      const contents: Uint8Array[] = [];
      for (const name of paths) contents.push(await readPart(folder, name, mostBytes(name), label));
      return contents;
    },
  };
}

/**
 * Refuses a folder that holds something other than a snapshot of ours: publishing replaces it.
 * @throws {StoreError}
 */
export async function requireReplaceable(directory: string, label: string): Promise<void> {
  await recover(directory);
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
  readonly read: (paths: readonly string[]) => Promise<readonly Uint8Array[]>;
}

/**
 * Makes `directory` hold exactly these files. They are written beside it first, so that a kill at any instant leaves the
 * old files or the new ones, and never a mixture; when they cannot be written, nothing new is left.
 * @throws {StoreError}
 */
export async function replaceFolder(directory: string, { paths, read }: SnapshotFiles): Promise<void> {
  const { fresh, old } = beside(directory);
  try {
    await writeFresh(fresh, { paths, read });
    await rm(old, { recursive: true, force: true });
    swap(directory, fresh, old);
  } catch (error) {
    // Half a snapshot helps nobody, and the disk may be full of it.
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
    throw writeFailure(directory, error);
  }
  await rm(old, { recursive: true, force: true });
}

async function writeFresh(fresh: string, { paths, read }: SnapshotFiles): Promise<void> {
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  for (let start = 0; start < paths.length; start += BATCH) {
    const batch = paths.slice(start, start + BATCH);
    const contents = await read(batch);
    for (const [index, name] of batch.entries()) {
      const file = path.join(fresh, ...name.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, contents[index] ?? new Uint8Array());
    }
  }
}

function beside(directory: string): { fresh: string; old: string } {
  const { dir, base } = path.parse(directory);
  return { fresh: path.join(dir, `.${base}.new`), old: path.join(dir, `.${base}.old`) };
}

/** Two renames with nothing in between: no other work of this process can delay the second. */
function swap(directory: string, fresh: string, old: string): void {
  try {
    renameSync(directory, old);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  renameSync(fresh, directory);
}

/** A kill between the two renames leaves the old files beside the place where they belong. */
async function recover(directory: string): Promise<void> {
  const { old } = beside(directory);
  try {
    // A link is none of ours, and would make the directory another one.
    if ((await lstat(old)).isDirectory()) await rename(old, directory);
  } catch {
    // There are none, or the directory is in its place.
  }
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
): Promise<Uint8Array> {
  try {
    return await readReal(directory, name, mostBytes, label);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const what = isMissing(cause)
      ? `${name}, which the manifest names, is missing in ${label}`
      : `Cannot read ${name} in ${label}: ${whyUnreadable(cause)}`;
    throw new StoreError(what, RESTORE, { cause });
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
