import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../errors.ts';

/** The cache entry of one run, and the entries that it may begin with. */
export interface CacheKeys {
  /** Of this run and attempt: an entry can never be written twice. */
  readonly key: string;
  /** The newest entry whose key begins like this is restored. */
  readonly prefix: string;
}

/** What came of restoring: `none` may be a miss or a failure, which the service does not tell apart. */
export type Restored =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'none'; readonly why: string };

/** What came of saving. */
export type Saved = { readonly kind: 'saved' } | { readonly kind: 'failed'; readonly why: string };

/** The cache keeps a file by the path as it was given: the same on every runner. */
const FILE = '.audit-log-sync/state.json';
const TIME_LIMIT_MS = 60_000;

/** Restores the newest state from the cache. Never throws: the published snapshot carries the state too. */
export async function restoreState(workspace: string, { key, prefix }: CacheKeys): Promise<Restored> {
  const file = path.join(workspace, FILE);
  try {
    const { restoreCache } = await import('@actions/cache');
    await rm(file, { force: true });
    const matched = await withinLimit(restoreCache([FILE], key, [prefix]));
    if (matched === undefined) return { kind: 'none', why: 'no entry, or it could not be restored' };
    return { kind: 'found', text: await readFile(file, 'utf8') };
  } catch (error) {
    return { kind: 'none', why: messageOf(error) };
  } finally {
    await removeFile(workspace);
  }
}

/** Saves the state in the cache. Never throws: a save that fails costs the next run work, and is told. */
export async function saveState(workspace: string, { key }: CacheKeys, text: string): Promise<Saved> {
  const file = path.join(workspace, FILE);
  try {
    const { saveCache } = await import('@actions/cache');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    const id = await withinLimit(saveCache([FILE], key));
    return id >= 0 ? { kind: 'saved' } : { kind: 'failed', why: 'the cache service did not take it' };
  } catch (error) {
    return { kind: 'failed', why: messageOf(error) };
  } finally {
    await removeFile(workspace);
  }
}

/** The workspace is the caller's: nothing of ours stays in it. */
async function removeFile(workspace: string): Promise<void> {
  await rm(path.join(workspace, path.dirname(FILE)), { recursive: true, force: true }).catch(() => undefined);
}

/** A cache service that does not answer must not hold the run. */
async function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIME_LIMIT_MS / 1000} s`)), TIME_LIMIT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
