import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../errors.ts';
import type { RunContext } from '../inputs/run-context.ts';
import type { Settings } from '../inputs/settings.ts';
import { storeLabel } from './create-store.ts';

/** What this action uses of @actions/cache. */
export interface CacheClient {
  readonly restoreCache: (paths: string[], key: string, restoreKeys: string[]) => Promise<string | undefined>;
  readonly saveCache: (paths: string[], key: string) => Promise<number>;
}

/** Where the state of a run is kept between runs. Neither function throws: the published snapshot carries the state too. */
export interface StateCache {
  /** Loads what restoring takes: in a wait for something else it costs no time. */
  readonly load: () => Promise<void>;
  /** Returns the newest state; `undefined` when there is none or it could not be restored, which the service does not tell apart. */
  readonly restore: () => Promise<string | undefined>;
  /** Saves a state. `entry` tells several of one run apart. A save that fails costs the next run work, and is told. */
  readonly save: (text: string, entry?: string) => Promise<Saved>;
}

/** What came of saving, under which key. */
export type Saved =
  | { readonly kind: 'saved'; readonly key: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** The cache keeps a file by the path as it was given: the same on every runner. */
const FILE = '.audit-log-sync/state.json';
const TIME_LIMIT_MS = 60_000;

/**
 * Returns the cache of a run's state. An entry can be written once, so its key is the run's own; tenant and store are part
 * of the prefix, so that a matrix of tenants does not restore each other's state. `now` (ms since 1970) tells two steps of
 * one run apart.
 */
export function createStateCache(
  settings: Settings,
  { workspace, runId, runAttempt }: RunContext,
  now: number,
  loadClient: () => Promise<CacheClient>,
): StateCache {
  const subject = createHash('sha256')
    .update(`${settings.tenantId}\0${storeLabel(settings)}`)
    .digest('hex');
  const prefix = `${settings.cacheKey}-${subject.slice(0, 12)}-`;
  const ownKey = `${prefix}${runId}-${runAttempt}-${now}`;
  const file = path.join(workspace, FILE);

  /** The workspace is the caller's: nothing of ours stays in it, and nothing of the caller's goes. */
  async function removeFile(): Promise<void> {
    await rm(file, { force: true }).catch(() => undefined);
    await rmdir(path.dirname(file)).catch(() => undefined);
  }

  return {
    load: async () => void (await loadClient()),
    restore: async () => {
      try {
        const client = await loadClient();
        await rm(file, { force: true });
        const matched = await withinLimit(client.restoreCache([FILE], ownKey, [prefix]));
        return matched === undefined ? undefined : await readFile(file, 'utf8');
      } catch {
        return undefined;
      } finally {
        await removeFile();
      }
    },
    save: async (text, entry) => {
      const key = entry === undefined ? ownKey : `${ownKey}-${entry}`;
      try {
        const client = await loadClient();
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
        const id = await withinLimit(client.saveCache([FILE], key));
        return id >= 0
          ? { kind: 'saved', key }
          : { kind: 'failed', reason: 'the cache service did not take it' };
      } catch (error) {
        return { kind: 'failed', reason: messageOf(error) };
      } finally {
        await removeFile();
      }
    },
  };
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
