import path from 'node:path';
import { messageOf, StoreError } from '../errors.ts';

/** What to do about a disk that is full. */
export const FREE_SPACE =
  'Free space on the disk of the runner, or use a runner with a larger disk: a run needs room for two copies of the snapshot.';

const REMEDIES: ReadonlyMap<unknown, string> = new Map([
  ['ENOSPC', FREE_SPACE],
  ['EDQUOT', FREE_SPACE],
  ['EROFS', 'Let the runner write to its workspace.'],
  ['EACCES', 'Let the runner write to its workspace.'],
  ['EPERM', 'Let the runner write to its workspace.'],
]);

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
