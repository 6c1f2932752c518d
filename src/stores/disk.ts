import { rm } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, StoreError } from '../errors.ts';

/** What to do about a disk that is full. */
export const FREE_SPACE =
  'Free space on the disk of the runner, or use a runner with a larger disk: a run needs room for two copies of the snapshot.';

const LOCKED =
  'Close the programs that have files of this folder open (on Windows often a virus scanner, Excel or Power BI), and let the runner write to its workspace.';

const REMEDIES: ReadonlyMap<unknown, string> = new Map([
  ['ENOSPC', FREE_SPACE],
  ['EDQUOT', FREE_SPACE],
  ['EROFS', 'Let the runner write to its workspace.'],
  ['EACCES', LOCKED],
  ['EPERM', LOCKED],
  ['EBUSY', LOCKED],
  ['ENOTEMPTY', LOCKED],
]);

/** Waits before the second and each later try, in ms. Virus scanners and indexers let go of new files within seconds. */
const WAITS = [100, 200, 400, 800, 1_600, 3_200] as const;

/** Waits so many ms. */
export type Sleep = (milliseconds: number) => Promise<void>;

/**
 * Does a work on files that another program may have open for a moment, which Windows refuses until it closes them: up to
 * seven times. Throws what the last one threw, and at once what waiting does not help against.
 */
export async function untilUnlocked<T>(work: () => T | Promise<T>, sleep: Sleep): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && REMEDIES.get(error.code) === LOCKED)) throw error;
    }
    await sleep(wait);
  }
  return await work();
}

/** Removes a file or a folder with all that is in it, where there is one. Throws what the disk says. */
export async function remove(fileOrFolder: string, sleep: Sleep): Promise<void> {
  await untilUnlocked(() => rm(fileOrFolder, { recursive: true, force: true }), sleep);
}

/** Returns whether a full disk is what an error comes from. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && REMEDIES.get(error.code) === FREE_SPACE) || isDiskFull(error.cause);
}

/** Returns the error that tells why a folder cannot be written; one of ours stays. */
export function writeFailure(directory: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !('code' in cause)) return cause;
  const remedy = REMEDIES.get(cause.code) ?? 'Look at what the runner says about its disk.';
  const folder = JSON.stringify(path.basename(directory));
  return new StoreError(`Cannot write the folder ${folder}: ${messageOf(cause)}`, remedy, { cause });
}
