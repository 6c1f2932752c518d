/** A saved cache entry; `bytes` is the size of the archive. */
export interface CacheEntry {
  readonly id: number;
  readonly key: string;
  readonly version: string;
  /** The git ref that owns the entry. */
  readonly ref: string;
  readonly runId: number;
  readonly bytes: number;
  readonly createdAt: Date;
}

/** An entry with the path of its blob; it can be restored once it is finalized. */
export interface StoredEntry extends CacheEntry {
  readonly blob: string;
  readonly finalized: boolean;
}

/** What a restore asks for; `scopes` are git refs in the order in which they are searched. */
export interface CacheLookup {
  readonly keys: readonly string[];
  readonly version: string;
  readonly scopes: readonly string[];
}

/**
 * Finds the entry that a restore gets (GitHub docs, "Dependency caching reference", cache key matching): scope by
 * scope, in each key by key the exact key, then the newest entry that the key is a prefix of. `entries` are oldest
 * first.
 */
export function findEntry(
  entries: readonly StoredEntry[],
  { keys, version, scopes }: CacheLookup,
): StoredEntry | undefined {
  for (const scope of scopes) {
    const newestFirst = entries
      .filter((entry) => entry.finalized && entry.version === version && entry.ref === scope)
      .toReversed();
    for (const key of keys) {
      const entry =
        newestFirst.find((candidate) => candidate.key === key) ??
        newestFirst.find((candidate) => candidate.key.startsWith(key));
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}
