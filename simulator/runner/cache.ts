import { z } from 'zod';
import { unpackArchive } from './archive.ts';
import type { Blobs } from './blobs.ts';
import { type CacheEntry, findEntry, type StoredEntry } from './cache-entries.ts';
import { type Fault, Faults, faultReply } from './faults.ts';
import { json, type Reply } from './http.ts';
import type { Run } from './runs.ts';
import { type TwirpMethods, twirpError } from './twirp.ts';

/** How the cache fails: an HTTP status, silence, a cut connection, or an archive that cannot be unpacked. */
export type CacheFaultStatus = number | 'hang' | 'reset' | 'corrupt archive';

const Lookup = z.object({
  key: z.string(),
  restore_keys: z.array(z.string()).default([]),
  version: z.string(),
});
const Create = z.object({ key: z.string(), version: z.string() });
const Finalize = z.object({ key: z.string(), version: z.string(), size_bytes: z.coerce.number() });

/** The cache service of one repository (CacheService of actions/toolkit, packages/cache) and its controls. */
export class CacheService {
  readonly #blobs: Blobs;
  readonly #now: () => Date;
  readonly #defaultRef: string;
  readonly #faults = new Faults<CacheFaultStatus, 'restore' | 'save'>();
  #denied: { readonly read?: boolean; readonly write?: boolean } = {};
  #stored: readonly StoredEntry[] = [];
  #lastId = 0;

  constructor(blobs: Blobs, now: () => Date, defaultRef: string) {
    this.#blobs = blobs;
    this.#now = now;
    this.#defaultRef = defaultRef;
  }

  /** Returns entries that can be restored, oldest first. */
  entries(): readonly CacheEntry[] {
    return this.#stored
      .filter(({ finalized }) => finalized)
      .map(({ blob: _blob, finalized: _finalized, ...entry }) => entry);
  }

  /** Returns the archive of an entry: tar, compressed with zstd or gzip. Throws when there is no such entry. */
  archive(id: number): Buffer {
    const entry = this.#stored.find((stored) => stored.id === id);
    if (entry === undefined) throw new Error(`There is no cache entry ${id}.`);
    return this.#blobs.read(entry.blob).content;
  }

  /** Returns the files of an entry, by their path relative to the workspace. */
  files(id: number): Promise<ReadonlyMap<string, Buffer>> {
    return unpackArchive(this.archive(id));
  }

  /** Puts an entry there as any job of the repository can: of the newest entry's version, on the default branch. */
  plant(key: string, archive: Buffer): void {
    const version = this.#stored.at(-1)?.version ?? '';
    this.#lastId += 1;
    const blob = this.#blobs.create('caches', 'cache', archive);
    this.#stored = [
      ...this.#stored,
      {
        id: this.#lastId,
        key,
        version,
        ref: this.#defaultRef,
        runId: 99,
        bytes: archive.length,
        createdAt: this.#now(),
        blob,
        finalized: true,
      },
    ];
  }

  /** Evicts every entry. */
  clear(): void {
    this.#stored = [];
  }

  /** Denies reading or writing by policy, as for runs of untrusted events. `{}` allows both again. */
  deny(denied: { readonly read?: boolean; readonly write?: boolean }): void {
    this.#denied = denied;
  }

  /** Makes calls fail; all of them unless `times` is given. */
  fail(
    fault: Omit<Fault<CacheFaultStatus, 'restore' | 'save'>, 'on'> & {
      readonly on: 'restore' | 'save' | 'both';
    },
  ): void {
    for (const on of fault.on === 'both' ? (['restore', 'save'] as const) : [fault.on]) {
      this.#faults.plan({ ...fault, on });
    }
  }

  /** Ends planned failures. */
  heal(): void {
    this.#faults.clear();
  }

  /** The methods of CacheService. */
  readonly methods: TwirpMethods = {
    GetCacheEntryDownloadURL: (body, run) => this.#lookup(Lookup.parse(body), run),
    CreateCacheEntry: (body, run) => this.#create(Create.parse(body), run),
    FinalizeCacheEntryUpload: (body, run) => this.#finalize(Finalize.parse(body), run),
  };

  #lookup({ key, restore_keys, version }: z.infer<typeof Lookup>, run: Run): Reply {
    const fault = this.#faults.take('restore', (status) => status !== 'corrupt archive');
    if (fault !== undefined && fault !== 'corrupt archive') return faultReply(fault);
    if (this.#denied.read) {
      return twirpError(403, 'permission_denied', 'cache read denied: token has no readable scopes');
    }
    const entry = findEntry(this.#stored, {
      keys: [key, ...restore_keys],
      version,
      scopes: [run.ref, this.#defaultRef],
    });
    if (entry === undefined) return json(200, { ok: false });
    const corrupt = this.#faults.take('restore', (status) => status === 'corrupt archive') !== undefined;
    const blob = corrupt ? this.#blobs.create('caches', 'cache', garbage) : entry.blob;
    return json(200, {
      ok: true,
      signed_download_url: this.#blobs.signedUrl(blob, 'r'),
      matched_key: entry.key,
    });
  }

  #create({ key, version }: z.infer<typeof Create>, run: Run): Reply {
    const fault = this.#faults.take('save', (status) => status !== 'corrupt archive');
    if (fault !== undefined && fault !== 'corrupt archive') return faultReply(fault);
    if (this.#denied.write) {
      return json(200, { ok: false, message: 'cache write denied: token has no writable scopes' });
    }
    if (this.#own(key, version, run.ref) !== undefined) {
      return twirpError(
        409,
        'already_exists',
        'cache entry with the same key, version, and scope already exists',
      );
    }
    this.#lastId += 1;
    const blob = this.#blobs.create('caches', 'cache');
    const { ref, runId } = run;
    const entry = { id: this.#lastId, key, version, ref, runId, bytes: 0, createdAt: this.#now() };
    this.#stored = [...this.#stored, { ...entry, blob, finalized: false }];
    return json(200, { ok: true, signed_upload_url: this.#blobs.signedUrl(blob, 'w') });
  }

  #finalize({ key, version, size_bytes }: z.infer<typeof Finalize>, run: Run): Reply {
    const entry = this.#own(key, version, run.ref);
    if (entry === undefined || this.#blobs.read(entry.blob).content.length !== size_bytes) {
      return json(200, { ok: false, message: 'the upload is missing or has another size' });
    }
    if (this.#faults.take('save', (status) => status === 'corrupt archive') !== undefined) {
      this.#blobs.write(entry.blob, garbage, 'application/octet-stream');
    }
    const done: StoredEntry = { ...entry, bytes: size_bytes, finalized: true };
    this.#stored = this.#stored.map((stored) => (stored.id === entry.id ? done : stored));
    return json(200, { ok: true, entry_id: String(entry.id) });
  }

  #own(key: string, version: string, ref: string): StoredEntry | undefined {
    return this.#stored.find((entry) => entry.key === key && entry.version === version && entry.ref === ref);
  }
}

const garbage = Buffer.from('this is no archive');
