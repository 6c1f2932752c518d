import { createHash } from 'node:crypto';
import type { StoredBlob } from '../../../simulator/lake/lake.ts';
import { HOUR_MS } from '../../../src/instants.ts';
import { openIdentity } from '../../../src/launches/identity.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import { openCalendar } from '../../../src/snapshot/calendar.ts';
import type { PublishedSnapshot } from '../../../src/snapshot/change.ts';
import type { UnreadBlob } from '../../../src/snapshot/manifest.ts';
import { ALL_DATES } from '../../../src/snapshot/partitioned-table.ts';
import type { Blobs } from '../../../src/stores/data-lake/blobs.ts';
import type { Lake } from '../../../src/stores/data-lake/lake.ts';
import { openTables } from '../../../src/stores/data-lake/lake-store.ts';
import { publishRun } from '../../../src/sync/publish.ts';
import { NO_STATE } from '../../../src/sync/state.ts';
import { stateOf } from '../../../src/sync/stored-state.ts';

/** The instant at which the tests begin, and the tenant. */
export const T0 = Date.UTC(2026, 10, 22, 6);
export const TENANT = '11111111-2222-4333-8444-555555555555';
/** Where the state is. */
export const STATE = 'power-apps/_audit_log_sync/manifest.json';
export const MANIFEST_KEY = new Uint8Array(32).fill(7);

/** What a run asks of the lake. `acts`: it writes or deletes. */
export interface Asked {
  readonly what: 'get' | 'put' | 'remove' | 'list';
  readonly path: string;
  readonly acts: boolean;
}

/** The files of a lake in memory; copies share them until they write. */
export class MemoryLake {
  readonly files: Map<string, StoredBlob>;
  readonly asked: Asked[] = [];
  readonly warnings: string[] = [];
  now = T0;
  /** Called before a request acts, and after; throws to end the run there. */
  before: (asked: Asked) => void | Promise<void> = () => undefined;
  after: (asked: Asked) => void | Promise<void> = () => undefined;
  /** Files that were written here. */
  writes = 0;

  constructor(files: ReadonlyMap<string, StoredBlob> = new Map()) {
    this.files = new Map(files);
  }

  /** Returns the bytes of all files that were asked for since `asked` was emptied, as they are now. */
  bytes(): number {
    return this.asked.reduce((sum, { path }) => sum + (this.files.get(path)?.bytes.length ?? 0), 0);
  }

  /** Returns a lake with the same files and time, of which neither knows the other. */
  copy(): MemoryLake {
    const copy = new MemoryLake(this.files);
    copy.now = this.now;
    return copy;
  }

  /** Puts a file there, as another program does. */
  put(path: string, content: string | Uint8Array): void {
    const bytes = Buffer.from(content);
    this.writes += 1;
    const etag = `${this.writes} ${createHash('md5').update(bytes).digest('hex')}`;
    this.files.set(path, { bytes, etag, modifiedAt: this.now });
  }

  /** What a run has of this lake. */
  open(more: Partial<Lake> = {}): Lake {
    return {
      address: {
        kind: 'storage',
        containerUrl: 'https://account.blob.core.windows.net/lake',
        tables: 'power-apps',
        state: 'power-apps/_audit_log_sync',
        label: 'account/lake/power-apps',
      },
      blobs: this.#blobs(),
      users: 'name',
      manifestKey: Promise.resolve(MANIFEST_KEY),
      clock: { now: () => this.now },
      uuid: () => crypto.randomUUID(),
      debug: () => undefined,
      warn: (message) => this.warnings.push(message),
      ...more,
    };
  }

  #blobs(): Blobs {
    const ask = async <T>(asked: Asked, work: () => T): Promise<T> => {
      this.asked.push(asked);
      await this.before(asked);
      const result = work();
      await this.after(asked);
      return result;
    };
    const under = (folder: string) => [...this.files].filter(([path]) => path.startsWith(`${folder}/`));
    return {
      get: (path) => ask({ what: 'get', path, acts: false }, () => this.files.get(path)),
      put: (path, bytes, condition) =>
        ask({ what: 'put', path, acts: true }, () => {
          const there = this.files.get(path);
          const holds =
            condition === undefined ||
            (condition.kind === 'new' ? there === undefined : there?.etag === condition.etag);
          if (holds) this.put(path, bytes);
          return holds ? 'written' : 'refused';
        }),
      remove: (path) => ask({ what: 'remove', path, acts: true }, () => void this.files.delete(path)),
      list: (folder) =>
        ask({ what: 'list', path: folder, acts: false }, () =>
          under(folder).map(([path, { modifiedAt }]) => ({ path, modifiedAt })),
        ),
      folders: async (folder) => [
        ...new Set(
          under(folder).flatMap(([path]) =>
            path
              .slice(folder.length + 1)
              .split('/')
              .slice(0, -1)
              .slice(0, 1),
          ),
        ),
      ],
    };
  }
}

/** What a run brings. */
export interface Brought {
  readonly launches?: readonly Launch[];
  readonly timeZone?: string;
  /** First day that stays. */
  readonly keepFrom?: string;
  readonly tenantId?: string;
  readonly unread?: readonly UnreadBlob[];
}

/** Publishes a run to a lake, as `sync` does: reads, merges, writes, and again when others were faster. */
export async function publishTo(lake: MemoryLake, brought: Brought = {}, more: Partial<Lake> = {}) {
  const { launches = [], timeZone = 'UTC', keepFrom, tenantId = TENANT, unread = [] } = brought;
  const tables = openTables(lake.open(more));
  const target = {
    previous: tables.read,
    publish: async (base: PublishedSnapshot | undefined, change: Parameters<typeof tables.write>[1]) =>
      (await tables.write(base, change)) === 'raced' ? ('raced' as const) : {},
  };
  const base = await target.previous();
  const trust = { manifestKey: MANIFEST_KEY, now: lake.now };
  const request = {
    ...{ tenantId, manifestKey: MANIFEST_KEY, now: lake.now, generatedAt: lake.now, runId: '1' },
    identity: openIdentity({ mode: 'name' }, tenantId),
    documents: async () => new Map<string, string>(),
    batch: {
      ...{ launches, events: [], calendar: openCalendar(timeZone), users: 'name' as const, keepFrom },
      ...{ formats: ['parquet'] as const, possible: ALL_DATES, catalog: new Map() },
    },
    progress: {
      listed: { start: lake.now - HOUR_MS, end: lake.now },
      ...{ movesWatermark: true, keptFrom: null, overlapMs: HOUR_MS, now: lake.now },
      ...{ read: [], unread, lost: [], gaps: [], nameless: [] },
    },
  };
  const state = base === undefined ? NO_STATE : stateOf(base.manifest, trust);
  const times = { pause: async () => undefined, refreshMs: 0 };
  return await publishRun(target, { base, state }, request, times);
}
