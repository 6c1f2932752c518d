import { createHash } from 'node:crypto';
import { lstat, mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../errors.ts';
import type { RunContext } from '../inputs/run-context.ts';
import type { Settings } from '../inputs/settings.ts';
import { type CachedState, cacheKeyPrefix, formatCacheKey, parseCacheKey } from '../sync/cache-key.ts';
import { storeLabel } from './create-store.ts';

/** What this action uses of @actions/cache. */
export interface CacheClient {
  readonly restoreCache: (
    paths: string[],
    key: string,
    restoreKeys: string[],
    options: { lookupOnly: true },
  ) => Promise<string | undefined>;
  readonly saveCache: (paths: string[], key: string) => Promise<number>;
}

/**
 * Where the state of a run is kept between runs: in the key of a cache entry. No entry is ever unpacked, because every job of
 * the repository can write one. No function throws: the published snapshot carries the state too.
 */
export interface StateCache {
  /** Looks the newest state up that counts for the published snapshot; without one, whether there ever was a state. */
  readonly find: (snapshotId: string | undefined) => Promise<FoundState>;
  /** Saves a state. A save that fails costs the next run work, and is told. */
  readonly save: (state: CachedState) => Promise<Saved>;
}

/**
 * What came of a look-up. That the service has no entry, and that it could not be asked, cannot be told apart. `newest`: the
 * snapshot that the newest signed entry counts for, where it is another one.
 */
export type FoundState = (
  | { readonly kind: 'found'; readonly state: CachedState }
  | { readonly kind: 'none' }
  | { readonly kind: 'ignored'; readonly reason: string }
) & { readonly newest?: string | undefined };

/** What came of saving, under which key; `unneeded`: there was nothing to save, or no key to sign it with. */
export type Saved =
  | { readonly kind: 'saved'; readonly key: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unneeded'; readonly reason: string };

/** An entry holds a file; the path is a part of its identity, the same on every runner. */
const FILE = '.audit-log-sync/state';
const CONTENT = 'The state of a run is in the key of this cache entry. Nothing reads this file.\n';
const TIME_LIMIT_MS = 60_000;

/**
 * Returns the cache of a run's state. Tenant and store are part of each key, so that a matrix of tenants does not find each
 * other's state. Without a key to sign with, nothing is looked up or saved.
 */
export function createStateCache(
  settings: Settings,
  { workspace }: RunContext,
  key: Uint8Array | undefined,
  loadClient: () => Promise<CacheClient>,
): StateCache {
  if (key === undefined) return WITHOUT_DATA_KEY;
  const signingKey = key;
  const digest = createHash('sha256')
    .update(`${settings.tenantId}\0${storeLabel(settings)}`)
    .digest('hex');
  const subject = `${settings.cacheKey}-${digest.slice(0, 12)}`;
  const file = path.join(workspace, FILE);
  /** An entry can be written once: what was found, or saved by this run, is there. */
  const present = new Set<string>();

  async function lookUp(snapshotId: string | undefined): Promise<FoundState> {
    const prefix = cacheKeyPrefix(subject, snapshotId);
    const client = await loadClient();
    const key = await withinLimit(client.restoreCache([FILE], prefix, [prefix], { lookupOnly: true }));
    if (key === undefined) return { kind: 'none' };
    const state = parseCacheKey(key, subject, signingKey);
    if (state === undefined)
      return { kind: 'ignored', reason: 'its newest entry is not signed with this data-key' };
    present.add(key);
    return { kind: 'found', state };
  }

  return {
    find: async (snapshotId) => {
      try {
        const first = await lookUp(undefined);
        const newest = first.kind === 'found' ? first.state.snapshotId : undefined;
        if (first.kind === 'none' || snapshotId === undefined || newest === snapshotId) return first;
        return { ...(await lookUp(snapshotId)), newest };
      } catch {
        return { kind: 'none' };
      }
    },
    save: async (state) => {
      try {
        const key = formatCacheKey(subject, state, signingKey);
        if (present.has(key)) return { kind: 'saved', key };
        const client = await loadClient();
        const id = await withFile(file, () => withinLimit(client.saveCache([FILE], key)));
        if (id < 0) return { kind: 'failed', reason: 'the cache service refused the entry' };
        present.add(key);
        return { kind: 'saved', key };
      } catch (error) {
        return { kind: 'failed', reason: messageOf(error) };
      }
    },
  };
}

/**
 * Writes the file of an entry for the time of `work`. The workspace is the caller's: nothing of ours stays in it, nothing of
 * the caller's goes, and nothing is written or removed behind a link.
 */
async function withFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  const folder = path.dirname(file);
  await mkdir(folder).catch(() => undefined);
  if (!(await lstat(folder)).isDirectory()) {
    throw new Error(`${path.basename(folder)} in the workspace is not a folder`);
  }
  try {
    await rm(file, { force: true });
    await writeFile(file, CONTENT, { flag: 'wx' });
    return await work();
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
    await rmdir(folder).catch(() => undefined);
  }
}

const NO_KEY = 'without data-key a forged entry cannot be recognized';

const WITHOUT_DATA_KEY: StateCache = {
  find: async () => ({ kind: 'ignored', reason: NO_KEY }),
  save: async () => ({ kind: 'unneeded', reason: NO_KEY }),
};

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
