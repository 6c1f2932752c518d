import { isoInstant } from '../../src/instants.ts';
import type { Launch, OtherEvent } from '../../src/launches/launch.ts';
import type { AppCatalog } from '../../src/snapshot/app-catalog.ts';
import type { AppInventory } from '../../src/snapshot/app-inventory.ts';
import type { Batch } from '../../src/snapshot/batch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import type { PublishedSnapshot } from '../../src/snapshot/change.ts';
import { decodeCsv } from '../../src/snapshot/csv.ts';
import {
  type AppRow,
  appsTable,
  ENVIRONMENTS,
  type EnvironmentRow,
} from '../../src/snapshot/dimension-tables.ts';
import { type EventRow, eventsTable, type LaunchRow, launchesTable } from '../../src/snapshot/fact-tables.ts';
import type { Format } from '../../src/snapshot/files.ts';
import { type Manifest, SCHEMA_VERSION, type SnapshotFile } from '../../src/snapshot/manifest.ts';
import { type MergeResult, mergeBatch } from '../../src/snapshot/merge.ts';
import { ALL_DATES, type DateRange } from '../../src/snapshot/partitioned-table.ts';
import { MOST_ROW_BYTES } from '../../src/snapshot/parts.ts';

/** Returns a launch; what is not given has a value that no other launch of a test needs. */
export function launch(given: Partial<Launch> & Pick<Launch, 'eventId' | 'launchedAt'>): Launch {
  return {
    appId: 'app',
    environmentId: 'environment',
    userKey: 'user',
    succeeded: true,
    recordType: 256,
    appName: null,
    environmentName: null,
    userType: null,
    userName: null,
    ...given,
  };
}

export interface Options {
  readonly timeZone?: string;
  readonly formats?: readonly Format[];
  readonly withUsers?: boolean;
  readonly keepFrom?: string | undefined;
  /** Default: nothing is complete. */
  readonly completeUntil?: number | null;
  readonly possible?: DateRange;
  readonly events?: readonly OtherEvent[];
  readonly catalog?: AppCatalog;
  readonly inventory?: AppInventory | undefined;
  /** Default: pseudonym, or none without users. */
  readonly users?: Batch['users'];
  /** Most bytes of rows in one file. */
  readonly rowBytes?: number;
}

/** Returns what a snapshot covers that is complete from the first possible day to an instant in ms since 1970. */
export function completeTo(until: number | null): Manifest['coverage'] {
  return { from: '2015-01-01T00:00:00Z', complete_until: isoInstant(until), gaps: [] };
}

/** A snapshot in memory, into which run by run is merged as a store would publish it. */
export class MemorySnapshot {
  readonly files = new Map<string, Uint8Array>();
  #manifest: Manifest | undefined;
  /** Paths that were read by the last run. */
  reads: readonly string[] = [];

  async merge(launches: readonly Launch[], options: Options = {}): Promise<MergeResult> {
    const {
      timeZone = 'UTC',
      formats = ['csv'],
      withUsers = true,
      keepFrom,
      completeUntil = null,
      possible = ALL_DATES,
      events = [],
      catalog = new Map(),
      inventory,
      users = withUsers ? 'pseudonym' : 'none',
      rowBytes = MOST_ROW_BYTES,
    } = options;
    const calendar = openCalendar(timeZone);
    const coverage = completeTo(completeUntil);
    const batch: Batch = {
      ...{
        launches,
        events,
        calendar,
        formats,
        users,
        keepFrom,
        possible,
        coverage,
        catalog,
        inventory,
      },
    };
    const reads: string[] = [];
    const read = async (paths: readonly string[]): Promise<readonly (Uint8Array | undefined)[]> => {
      reads.push(...paths);
      return paths.map((path) => this.files.get(path));
    };
    const manifest = this.#manifest;
    const named = manifest?.files.map(({ path }) => path) ?? [];
    const absent = new Set(named.filter((path) => !this.files.has(path)));
    const merged = await mergeBatch(manifest && { manifest, absent, read }, batch, { rowBytes });
    this.reads = reads;
    for (const path of merged.removed) this.files.delete(path);
    for (const [path, file] of merged.files) this.files.set(path, file.read());
    const next = manifestOf(merged.entries, timeZone);
    const launchTable = { rows: 0, failed: merged.allFailed };
    const taken =
      merged.inventory && inventory
        ? { taken_at: isoInstant(inventory.takenAt), apps: 0, environments: 0, unread: [] }
        : manifest?.inventory;
    this.#manifest = {
      ...next,
      ...(taken === undefined ? {} : { inventory: taken }),
      coverage,
      tables: { ...next.tables, launches: launchTable },
    };
    return merged;
  }

  /** Returns another snapshot with the same files, whose runs leave this one as it is. */
  copy(): MemorySnapshot {
    const copy = new MemorySnapshot();
    for (const [path, bytes] of this.files) copy.files.set(path, bytes);
    copy.#manifest = this.#manifest;
    return copy;
  }

  get entries(): readonly SnapshotFile[] {
    return this.#manifest?.files ?? [];
  }

  /** Returns the snapshot as a store gives it. */
  published(): PublishedSnapshot {
    const read = async (paths: readonly string[]) => paths.map((path) => this.files.get(path));
    const absent = new Set<string>();
    return { manifest: this.#manifest ?? manifestOf([]), absent, read, origin: 'memory' };
  }

  /** Returns path → bytes, as the manifest names them. */
  contents(): Readonly<Record<string, string>> {
    const paths = (this.#manifest?.files ?? []).map(({ path }) => path).sort();
    return Object.fromEntries(paths.map((path) => [path, text(this.files.get(path))]));
  }

  async launches(withUsers = true): Promise<readonly LaunchRow[]> {
    const table = launchesTable(withUsers);
    return (
      await Promise.all(
        this.#csv('launches').map((entry) => decodeCsv(table, this.#bytes(entry.path), entry)),
      )
    ).flat();
  }

  async apps(withUsers = true): Promise<readonly AppRow[]> {
    const table = appsTable(withUsers);
    return (
      await Promise.all(this.#csv('apps').map((entry) => decodeCsv(table, this.#bytes(entry.path), entry)))
    ).flat();
  }

  async environments(): Promise<readonly EnvironmentRow[]> {
    const files = this.#csv('environments').map((entry) =>
      decodeCsv(ENVIRONMENTS, this.#bytes(entry.path), entry),
    );
    return (await Promise.all(files)).flat();
  }

  async events(): Promise<readonly EventRow[]> {
    const table = eventsTable(true);
    return (
      await Promise.all(this.#csv('events').map((entry) => decodeCsv(table, this.#bytes(entry.path), entry)))
    ).flat();
  }

  #csv(table: string): readonly SnapshotFile[] {
    const files = this.#manifest?.files ?? [];
    return files
      .filter((entry) => entry.table === table && entry.format === 'csv')
      .sort((one, two) => (one.path < two.path ? -1 : 1));
  }

  #bytes(path: string): Uint8Array {
    return this.files.get(path) ?? new Uint8Array();
  }
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? 'missing' : Buffer.from(bytes).toString('latin1');
}

/** Returns a manifest of these data files. */
export function manifestOf(files: readonly SnapshotFile[], timeZone = 'UTC'): Manifest {
  return {
    schema_version: SCHEMA_VERSION,
    snapshot_id: 'snapshot-1',
    generated_at: '2026-11-22T00:00:00.000Z',
    generator: { name: 'audit-log-sync', version: '0.1.0' },
    tenant_id: '11111111-2222-4333-8444-555555555555',
    time_zone: timeZone,
    watermark: '2026-11-22T00:00:00.000Z',
    unread: [],
    read: {},
    coverage: { from: null, complete_until: null, gaps: [] },
    identity: { mode: 'pseudonym', key_id: '4f4f4c67' },
    tables: { launches: { rows: 0 }, events: { rows: 0 }, daily: { rows: 0 } },
    files: [...files],
  };
}
