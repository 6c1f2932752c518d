import pMap from 'p-map';
import { SnapshotError, StoreError } from '../../errors.ts';
import { isoInstant } from '../../instants.ts';
import { LIMITS } from '../../limits.ts';
import type { PublishedSnapshot } from '../../snapshot/change.ts';
import { isIntact as isOfManifest, readFile, sha256 } from '../../snapshot/files.ts';
import {
  GENERATOR,
  isSigned,
  type LakeTable,
  type Manifest,
  parseManifest,
  SCHEMA_VERSION,
  type SnapshotFile,
  signManifest,
} from '../../snapshot/manifest.ts';
import { parquetRows } from '../../snapshot/parquet.ts';
import type { Cell } from '../../snapshot/table.ts';
import { type AnyTable, tablesOf } from '../../snapshot/tables.ts';
import { outboxWith } from '../../sync/outbox.ts';
import { VERSION } from '../../version.ts';
import type { Add } from './actions.ts';
import { snapshotPathOf } from './data-file.ts';
import { type FoundTable, listTable, readTable, type TableHead } from './delta-log.ts';
import { AT_ONCE, type Lake, PROPERTIES, statePath, tableFolder } from './lake.ts';

/** A table of the lake as a run found it. */
export interface TableView {
  readonly table: AnyTable;
  /** `undefined` while there is no such table. */
  readonly head: TableHead | undefined;
  /** By path in the snapshot: files whose content the state tells. */
  readonly known: ReadonlyMap<string, KnownFile>;
  /** When removed files were last deleted, as the state says. */
  readonly cleanedAt: string | undefined;
}

/** A data file whose content the state tells. */
export interface KnownFile {
  /** Below the table's folder, as the log names it. */
  readonly file: string;
  /** Of the file in the lake. */
  readonly bytes: number;
  readonly sha256: string;
  /** Of the Parquet file of the snapshot that it was made of. */
  readonly snapshotSha256: string;
}

/** The lake as a run found it. */
export interface LakeView {
  /** Of the state; `undefined` without one. */
  readonly etag: string | undefined;
  readonly tables: ReadonlyMap<string, TableView>;
  /** `undefined` when nothing of ours is there. */
  readonly snapshot: PublishedSnapshot | undefined;
}

/** Tables that others derive from; and those of one file that keep what no launch says again, such as names. */
const ADOPTED: readonly string[] = ['launches', 'events', 'apps', 'environments', 'users'];

/**
 * Reads the state and the logs of all tables. Where they differ the logs are right: a run was killed, others race, or another
 * program wrote. Then the snapshot has the rows of the logs, and all that derives from them is made anew.
 * @throws {SnapshotError | StoreError} when it cannot be read, or is not ours.
 */
export async function readLake(lake: Lake): Promise<LakeView> {
  const [state, ...first] = await Promise.all([
    readState(lake),
    ...tablesOf(lake.users).map(async (table) => ({
      table,
      found: await readTable(lake.blobs, tableFolder(lake, table)),
    })),
  ]);
  const found = await Promise.all(first.map((each) => neverOlder(lake, each, state?.manifest)));
  for (const each of found) requireOurs(lake, each.table, each.found);
  const views = new Map(
    found.map(({ table, found: { head } }) => [table.name, viewOf(table, head, state?.manifest)]),
  );
  const etag = state?.etag;
  if (state === undefined && found.every(({ found: { kind } }) => kind === 'none')) {
    return { etag, tables: views, snapshot: undefined };
  }
  const isExact =
    state !== undefined && [...views.values()].every((view) => isAsRemembered(view, state.manifest));
  const snapshot = isExact
    ? exactSnapshot(lake, views, state.manifest)
    : await adoptedSnapshot(lake, views, state?.manifest);
  return { etag, tables: views, snapshot };
}

interface ReadTable {
  readonly table: AnyTable;
  readonly found: FoundTable;
}

/** A table that seems older than the state has a commit missing in between: the list tells. */
async function neverOlder(lake: Lake, read: ReadTable, manifest: Manifest | undefined): Promise<ReadTable> {
  const { table, found } = read;
  const remembered = manifest?.lake?.[table.name];
  if (remembered === undefined || found.head === undefined || found.head.version >= remembered.version)
    return read;
  return { table, found: await listTable(lake.blobs, tableFolder(lake, table)) };
}

interface FoundState {
  readonly etag: string;
  readonly manifest: Manifest;
}

async function readState(lake: Lake): Promise<FoundState | undefined> {
  const path = statePath(lake);
  const blob = await lake.blobs.get(path, LIMITS.manifest.bytes);
  if (blob === undefined) return undefined;
  try {
    return { etag: blob.etag, manifest: parseManifest(blob.bytes.toString('utf8')) };
  } catch (cause) {
    if (!(cause instanceof SnapshotError) || /newer than/.test(cause.message)) throw cause;
    throw new SnapshotError(
      `Cannot read the state ${path} of the data lake: ${cause.message}`,
      'Delete that file: the next run makes it anew from the tables, reads again what the feed still lists, and the covered time begins anew.',
      { cause },
    );
  }
}

/** Readers take all files of a table's folder for the table's; cleaning up would delete those of others. */
function requireOurs(lake: Lake, table: AnyTable, found: FoundTable): void {
  const folder = tableFolder(lake, table);
  if (found.kind === 'none') {
    const other = found.others.find(
      ({ path }) => snapshotPathOf(table, path.slice(folder.length + 1)) === undefined,
    );
    if (other === undefined) return;
    throw new StoreError(
      `The folder ${folder} of the data lake holds files that are not of this action, such as ${JSON.stringify(other.path.slice(folder.length + 1))}`,
      'Give data-lake-url a folder that nothing else uses.',
    );
  }
  if (found.head.state.metaData.configuration?.[PROPERTIES.tenant] !== undefined) return;
  throw new StoreError(
    `The table ${folder} of the data lake was not made by this action`,
    'Give data-lake-url a folder that nothing else uses.',
  );
}

function viewOf(table: AnyTable, head: TableHead | undefined, manifest: Manifest | undefined): TableView {
  const remembered = manifest?.lake?.[table.name];
  const shas = new Map(manifest?.files.map(({ path, sha256 }) => [path, sha256]));
  const known = (remembered?.files ?? []).flatMap(({ path, file, bytes, sha256 }) => {
    const snapshotSha256 = shas.get(path);
    const isLive = head?.state.live.has(file) === true;
    return isLive && snapshotSha256 !== undefined
      ? [[path, { file, bytes, sha256, snapshotSha256 }] as const]
      : [];
  });
  return { table, head, known: new Map(known), cleanedAt: remembered?.cleaned_at };
}

/** Returns whether a table has the files that the state names, and no others. */
function isAsRemembered({ table, head, known }: TableView, { lake }: Manifest): boolean {
  const remembered: LakeTable | undefined = lake?.[table.name];
  if (head === undefined || remembered === undefined) return head === undefined && remembered === undefined;
  return known.size === remembered.files.length && head.state.live.size === known.size;
}

/** A file of the lake that a path of the snapshot stands for. */
interface Source {
  readonly blob: string;
  /** `undefined` while nobody says what it holds. */
  readonly sha256: string | undefined;
}

function exactSnapshot(
  lake: Lake,
  views: ReadonlyMap<string, TableView>,
  manifest: Manifest,
): PublishedSnapshot {
  return snapshotOf(lake, manifest, sourcesOf(lake, views), new Set());
}

function sourcesOf(lake: Lake, views: ReadonlyMap<string, TableView>): Map<string, Source> {
  return new Map(
    [...views.values()].flatMap(({ table, known }) =>
      [...known].map(
        ([path, { file, sha256 }]) => [path, { blob: blobOf(lake, table, file), sha256 }] as const,
      ),
    ),
  );
}

/** The log writes paths as in an address. */
function blobOf(lake: Lake, table: AnyTable, file: string): string {
  return `${tableFolder(lake, table)}/${decodeURIComponent(file)}`;
}

function snapshotOf(
  lake: Lake,
  manifest: Manifest,
  sources: ReadonlyMap<string, Source>,
  absent: ReadonlySet<string>,
): PublishedSnapshot {
  return {
    manifest,
    origin: `data lake ${lake.address.label}, snapshot ${manifest.snapshot_id}`,
    absent,
    keeping: {
      has: ({ format }) => format === 'parquet',
      isIntact: (file, bytes) => {
        const known = sources.get(file.path)?.sha256;
        // A merge hands on what it wrote itself, as the manifest has it.
        return known === undefined || sha256(bytes) === known || isOfManifest(file, bytes);
      },
    },
    read: (paths) =>
      pMap(
        paths,
        async (path) => {
          const source = sources.get(path);
          return source && (await lake.blobs.get(source.blob, LIMITS.dataFile.bytes))?.bytes;
        },
        { concurrency: 2 * AT_ONCE },
      ),
  };
}

/** Of no file: what has it is written anew. */
const NO_SHA256 = '0'.repeat(64);

/** Returns the snapshot that the logs hold, with all that derives from it to be made anew. */
async function adoptedSnapshot(
  lake: Lake,
  views: ReadonlyMap<string, TableView>,
  remembered: Manifest | undefined,
): Promise<PublishedSnapshot> {
  const sources = sourcesOf(lake, views);
  const absent = new Set<string>();
  const entries: SnapshotFile[] = [];
  const adoptedDates = new Set<string>();
  for (const view of views.values()) {
    const { table, head, known } = view;
    const named = remembered?.files.filter((entry) => entry.table === table.name) ?? [];
    const isDeleted = head === undefined && remembered?.lake?.[table.name] !== undefined;
    for (const entry of named) {
      // The lake has no CSV.
      if (entry.format === 'csv') continue;
      if (known.has(entry.path)) entries.push(entry);
      else if (isDeleted) {
        entries.push(entry);
        absent.add(entry.path);
      }
    }
    if (head === undefined || !ADOPTED.includes(table.name)) continue;
    const files = new Set([...known.values()].map(({ file }) => file));
    const unknown = [...head.state.live.values()].filter(({ path }) => !files.has(path));
    tellForeign(lake, table, unknown);
    for (const [index, add] of unknown.entries()) {
      const blob = blobOf(lake, table, add.path);
      const path = pathFor(table, add, index, (each) => sources.has(each));
      const { entry, dates } = await entryOf(lake, table, blob, path);
      entries.push(entry);
      if (table.name === 'launches') for (const date of dates) adoptedDates.add(date);
      sources.set(path, { blob, sha256: undefined });
    }
  }
  const { deliveries, ...known } = remembered ?? forgotten(lake, views);
  const manifest = await derivedAnew(lake, remembered, {
    ...known,
    // The run that wrote them was killed, or knew nothing of deliveries.
    ...(deliveries === undefined ? {} : { deliveries: outboxWith(deliveries, adoptedDates) }),
    files: entries,
  });
  // Without this table a first publish was killed: there never was a state.
  if (remembered === undefined && views.get('snapshot')?.head !== undefined) {
    lake.warn(
      `The state ${statePath(lake)} of the data lake is missing. The run makes it anew from the tables: no launch is lost, the run reads again what the feed still lists, and the covered time begins anew.`,
      'State of the data lake missing',
    );
  } else
    lake.debug(
      'The tables of the data lake are newer than its state: all that derives from launches is made anew',
    );
  return { ...snapshotOf(lake, manifest, sources, absent), isUnpublished: true };
}

/** Returns the snapshot with each file to be written anew, for a store beside the lake that has none of them. */
export async function writtenAnew(lake: Lake, snapshot: PublishedSnapshot): Promise<PublishedSnapshot> {
  const { manifest } = snapshot;
  const files = manifest.files
    .filter(({ format }) => format === 'parquet')
    .map((file) => ({ ...file, sha256: NO_SHA256 }));
  return {
    ...snapshot,
    manifest: await derivedAnew(lake, manifest, { ...manifest, files }),
    isUnpublished: true,
  };
}

/** Without the table `daily` a merge makes all that derives from launches anew. What is right in `remembered` stays right. */
async function derivedAnew(
  { manifestKey }: Lake,
  remembered: Manifest | undefined,
  changed: Manifest,
): Promise<Manifest> {
  const { daily: _, ...tables } = changed.tables;
  const key = await manifestKey;
  const isTrusted = key !== undefined && (remembered === undefined || isSigned(remembered, key));
  return signManifest({ ...changed, tables }, isTrusted ? key : undefined);
}

function tellForeign(lake: Lake, table: AnyTable, unknown: readonly Add[]): void {
  const foreign = unknown.filter(({ path }) => snapshotPathOf(table, path) === undefined);
  if (foreign.length === 0) return;
  const files = foreign.length === 1 ? '1 file' : `${foreign.length} files`;
  lake.warn(
    `Another program wrote to the table ${tableFolder(lake, table)} of the data lake (${files}). Its rows were taken over, each event id once, and the files are replaced. Let other programs read the tables, and write to tables of their own.`,
    'Data lake changed by another program',
  );
}

/** A file of another program gets a path of its own beside ours. */
function pathFor(table: AnyTable, { path }: Add, index: number, isTaken: (path: string) => boolean): string {
  const own = snapshotPathOf(table, path);
  return own === undefined || isTaken(own) ? `parquet/${table.name}/other-${index}.parquet` : own;
}

/** Returns the entry of a file that no state names, and its days, ascending. */
async function entryOf(
  lake: Lake,
  table: AnyTable,
  blob: string,
  path: string,
): Promise<{ readonly entry: SnapshotFile; readonly dates: readonly string[] }> {
  const read = await lake.blobs.get(blob, LIMITS.dataFile.bytes);
  if (read === undefined) {
    throw new SnapshotError(
      `Cannot read ${blob} of the data lake: the log of its table names it, and it is not there`,
      'Restore it from the soft delete of the storage account, or restore the table to an earlier version.',
    );
  }
  const { bytes } = read;
  const entry = {
    ...{
      table: table.name,
      format: 'parquet' as const,
      path,
      rows: 0,
      bytes: bytes.length,
      sha256: NO_SHA256,
    },
    ...{
      date_from: null,
      date_to: null,
      sealed: /month=\d{4}-\d\d\/\d{4}-\d\d(?:\.\d+)?\.parquet$/.test(path),
    },
  };
  const rows = await parquetRows(bytes, path);
  const cells = await readFile<Record<string, Cell>>(table, { ...entry, rows }, bytes);
  const dates = cells.flatMap(({ date }) => (typeof date === 'string' ? [date] : [])).sort();
  return { entry: { ...entry, rows, date_from: dates[0] ?? null, date_to: dates.at(-1) ?? null }, dates };
}

/** Returns what is known of a snapshot whose state is lost: whose it is, and nothing that a run has read. */
function forgotten(lake: Lake, views: ReadonlyMap<string, TableView>): Manifest {
  const configuration = [...views.values()]
    .map(({ head }) => head?.state.metaData.configuration)
    .find((each) => each !== undefined);
  const mode = configuration?.[PROPERTIES.users];
  const now = isoInstant(lake.clock.now());
  return {
    schema_version: SCHEMA_VERSION,
    snapshot_id: 'state-lost',
    generated_at: now,
    generator: { name: GENERATOR, version: VERSION },
    tenant_id: configuration?.[PROPERTIES.tenant] ?? '',
    time_zone: 'UTC',
    watermark: null,
    unread: [],
    read: {},
    coverage: { from: null, complete_until: null, gaps: [] },
    identity: {
      mode: mode === 'name' || mode === 'none' ? mode : 'pseudonym',
      key_id: configuration?.[PROPERTIES.keyId] || null,
    },
    tables: {},
    files: [],
  };
}
