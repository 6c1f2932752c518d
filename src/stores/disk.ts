import { renameSync } from 'node:fs';
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

/** Moves and removes what another program may have open for a moment, which Windows refuses until it closes it. */
export interface Disk {
  /** Throws what the disk says. The first try is made before any other work of this process. */
  readonly move: (from: string, to: string) => Promise<void>;
  /** Removes a file or a folder with all that is in it, where there is one. Throws what the disk says. */
  readonly remove: (fileOrFolder: string) => Promise<void>;
}

/** What Node.js has for it. */
const NODE = {
  rename: renameSync,
  remove: (fileOrFolder: string) => rm(fileOrFolder, { recursive: true, force: true }),
};

/** Returns the disk of this machine, on which a work is tried up to seven times. `sleep` waits so many ms. */
export function createDisk(sleep: (milliseconds: number) => Promise<void>, works = NODE): Disk {
  const untilUnlocked = async (work: () => void | Promise<void>): Promise<void> => {
    for (const wait of WAITS) {
      try {
        return await work();
      } catch (error) {
        if (!isLocked(error)) throw error;
      }
      await sleep(wait);
    }
    await work();
  };
  return {
    move: (from, to) => untilUnlocked(() => works.rename(from, to)),
    remove: (fileOrFolder) => untilUnlocked(() => works.remove(fileOrFolder)),
  };
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && REMEDIES.get(error.code) === LOCKED;
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
