import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../errors.ts';

/** The cache entry of one run, and the entries that it may begin with. */
export interface CacheKeys {
  /** Of this run and attempt: an entry can never be written twice. */
  readonly key: string;
  /** The newest entry whose key begins like this is restored. */
  readonly prefix: string;
}

/** What came of saving. */
export type Saved = { readonly kind: 'saved' } | { readonly kind: 'failed'; readonly why: string };

/** The cache keeps a file by the path as it was given: the same on every runner. */
const FILE = '.audit-log-sync/state.json';
const TIME_LIMIT_MS = 60_000;

/** Loads what restoring takes: in a wait for something else it costs no time. */
export async function loadCache(): Promise<void> {
  await import('@actions/cache');
}

/**
 * Restores the newest state from the cache; `undefined` when there is none or it could not be restored, which the service
 * does not tell apart. Never throws: the published snapshot carries the state too.
 */
export async function restoreState(
  workspace: string,
  { key, prefix }: CacheKeys,
): Promise<string | undefined> {
  const file = path.join(workspace, FILE);
  try {
    const { restoreCache } = await import('@actions/cache');
    await rm(file, { force: true });
    const matched = await withinLimit(restoreCache([FILE], key, [prefix]));
    return matched === undefined ? undefined : await readFile(file, 'utf8');
  } catch {
    return undefined;
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

/** The workspace is the caller's: nothing of ours stays in it, and nothing of the caller's goes. */
async function removeFile(workspace: string): Promise<void> {
  const file = path.join(workspace, FILE);
  await rm(file, { force: true }).catch(() => undefined);
  await rmdir(path.dirname(file)).catch(() => undefined);
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
