import pMap from 'p-map';
import { SnapshotError, StoreError } from '../../errors.ts';
import { isoInstant } from '../../instants.ts';
import { LIMITS } from '../../limits.ts';
import {
  formatManifest,
  type LakeTable,
  type Manifest,
  type SnapshotFile,
  signManifest,
} from '../../snapshot/manifest.ts';
import type { AnyTable } from '../../snapshot/tables.ts';
import { VERSION } from '../../version.ts';
import { type Actions, type Add, afterActions, formatCommit, type MetaData, type Remove } from './actions.ts';
import { cleanUp, isCleaningDue, writeCheckpoint } from './clean-up.ts';
import {
  compareSchema,
  encodeDataFile,
  isPartitioned,
  newFileName,
  PARTITION_COLUMN,
  schemaString,
} from './data-file.ts';
import { type TableHead, writeCommit } from './delta-log.ts';
import { AT_ONCE, type Lake, PROPERTIES, statePath, tableFolder } from './lake.ts';
import type { KnownFile, LakeView, TableView } from './read-lake.ts';

/** A snapshot that the tables shall hold: its manifest, and its Parquet files. */
export interface NextTables {
  readonly manifest: Manifest;
  /** Returns the bytes of one Parquet file. */
  readonly read: (file: SnapshotFile) => Promise<Uint8Array>;
}

/** What others derive from is committed first, and last what says how complete all others are. */
const FIRST: readonly string[] = ['launches', 'events'];
const LAST: readonly string[] = ['snapshot'];

/**
 * Makes the tables hold a snapshot, each by one commit, and then replaces the state. Returns `raced` when another program wrote
 * since `view` was read: what was committed until then stays, and the logs tell it to the next run.
 * @throws {StoreError | SnapshotError}
 */
export async function writeLake(lake: Lake, view: LakeView, next: NextTables): Promise<'written' | 'raced'> {
  const views = [...view.tables.values()];
  const steps = [
    views.filter(({ table }) => FIRST.includes(table.name)),
    views.filter(({ table }) => !FIRST.includes(table.name) && !LAST.includes(table.name)),
    views.filter(({ table }) => LAST.includes(table.name)),
  ];
  const written: WrittenTable[] = [];
  for (const step of steps) {
    const launches = written.find(({ table }) => table.name === 'launches')?.head.version;
    const results = await Promise.all(step.map((each) => writeTable(lake, each, next, launches)));
    for (const result of results) {
      if (result === 'raced') return 'raced';
      written.push(result);
    }
  }
  const tables: Record<string, LakeTable> = {};
  for (const each of written) tables[each.table.name] = await rememberedOf(lake, each);
  if ((await writeState(lake, view, { ...next.manifest, lake: tables })) === 'raced') return 'raced';
  for (const each of written) await writeCheckpoint(lake, tableFolder(lake, each.table), each.head);
  return 'written';
}

interface WrittenTable {
  readonly table: AnyTable;
  readonly head: TableHead;
  readonly known: ReadonlyMap<string, KnownFile>;
  readonly cleanedAt: string | undefined;
}

async function rememberedOf(lake: Lake, { table, head, known, cleanedAt }: WrittenTable): Promise<LakeTable> {
  const files = [...known].map(([path, { file, bytes, sha256 }]) => ({ path, file, bytes, sha256 }));
  const remembered = { version: head.version, files };
  const now = lake.clock.now();
  const isClean = isCleaningDue(head, cleanedAt, now) && (await cleanUp(lake, table, head));
  const cleaned = isClean ? isoInstant(now) : cleanedAt;
  return cleaned === undefined ? remembered : { ...remembered, cleaned_at: cleaned };
}

async function writeState(lake: Lake, { etag }: LakeView, manifest: Manifest): Promise<'written' | 'raced'> {
  const path = statePath(lake);
  const bytes = Buffer.from(formatManifest(signManifest(manifest, await lake.manifestKey)));
  const condition = etag === undefined ? ({ kind: 'new' } as const) : ({ kind: 'unchanged', etag } as const);
  if ((await lake.blobs.put(path, bytes, condition)) === 'written') return 'written';
  // Also when an earlier try had arrived and only its answer was lost.
  const there = await lake.blobs.get(path, LIMITS.manifest.bytes);
  return there?.bytes.equals(bytes) === true ? 'written' : 'raced';
}

async function writeTable(
  lake: Lake,
  { table, head, known, cleanedAt }: TableView,
  { manifest, read }: NextTables,
  launchesVersion: number | undefined,
): Promise<WrittenTable | 'raced'> {
  const folder = tableFolder(lake, table);
  const now = lake.clock.now();
  // A file without rows is none: readers fail on it.
  const entries = manifest.files.filter(
    (entry) => entry.table === table.name && entry.format === 'parquet' && entry.rows > 0,
  );
  const kept = new Map(
    entries.flatMap(({ path, sha256 }) => {
      const file = known.get(path);
      return file?.snapshotSha256 === sha256 ? [[path, file] as const] : [];
    }),
  );
  const metaData = nextMetaData(lake, table, head?.state.metaData, manifest);
  const keptFiles = new Set([...kept.values()].map(({ file }) => file));
  const removes = [...(head?.state.live.values() ?? [])]
    .filter(({ path }) => !keptFiles.has(path))
    .map(
      (add): Remove => ({
        path: add.path,
        deletionTimestamp: now,
        partitionValues: add.partitionValues,
        size: add.size,
      }),
    );
  const fresh = entries.filter(({ path }) => !kept.has(path));
  if (head !== undefined && metaData === undefined && removes.length === 0 && fresh.length === 0) {
    return { table, head, known: kept, cleanedAt };
  }
  const uploaded = await pMap(
    fresh,
    async (entry) => {
      const file = newFileName(entry, lake.uuid());
      const { bytes, sha256, stats } = await encodeDataFile(table, entry, await read(entry));
      // A try before this one may have arrived: nobody else has the name.
      await lake.blobs.put(`${folder}/${file}`, bytes, { kind: 'new' });
      const month = /^month=([^/]+)/.exec(file)?.[1];
      const add: Add = {
        path: file,
        partitionValues: month === undefined ? {} : { [PARTITION_COLUMN]: month },
        size: bytes.length,
        modificationTime: now,
        stats,
      };
      return {
        add,
        path: entry.path,
        known: { file, bytes: bytes.length, sha256, snapshotSha256: entry.sha256 },
      };
    },
    { concurrency: AT_ONCE },
  );
  const version = (head?.version ?? -1) + 1;
  const actions: Actions = {
    protocol: head === undefined ? { minReaderVersion: 1, minWriterVersion: 2 } : undefined,
    metaData,
    adds: uploaded.map(({ add }) => add),
    removes,
    txns: [{ appId: `audit-log-sync/${manifest.tenant_id}/${table.name}`, version, lastUpdated: now }],
  };
  const text = formatCommit(
    {
      timestamp: now,
      operation: head === undefined ? 'CREATE TABLE' : 'WRITE',
      operationParameters: head === undefined ? {} : { mode: 'Overwrite' },
      ...(head === undefined ? {} : { readVersion: head.version }),
      isBlindAppend: false,
      engineInfo: `audit-log-sync/${VERSION}`,
      txnId: lake.uuid(),
      userMetadata: JSON.stringify({
        snapshot_id: manifest.snapshot_id,
        ...(launchesVersion === undefined ? {} : { launches_version: launchesVersion }),
      }),
    },
    actions,
  );
  if ((await writeCommit(lake.blobs, folder, version, text)) === 'raced') {
    lake.debug(`Another program wrote version ${version} of ${folder} first`);
    return 'raced';
  }
  const state = afterActions(head?.state, actions);
  if (state === undefined)
    throw new StoreError(`Cannot write ${folder}: it has no columns`, 'Please report it.');
  return {
    table,
    head: { version, checkpoint: head?.checkpoint ?? -1, state },
    known: new Map([...kept, ...uploaded.map(({ path, known: file }) => [path, file] as const)]),
    cleanedAt,
  };
}

/** Returns the columns and properties when a commit has to say them: of a new table, or with a new column. */
function nextMetaData(
  lake: Lake,
  table: AnyTable,
  before: MetaData | undefined,
  { tenant_id, identity }: Manifest,
): MetaData | undefined {
  if (before === undefined) {
    return {
      id: lake.uuid(),
      format: { provider: 'parquet', options: {} },
      schemaString: schemaString(table),
      partitionColumns: isPartitioned(table) ? [PARTITION_COLUMN] : [],
      configuration: {
        'delta.checkpointInterval': '10',
        'delta.deletedFileRetentionDuration': 'interval 7 days',
        'delta.logRetentionDuration': 'interval 30 days',
        [PROPERTIES.tenant]: tenant_id,
        [PROPERTIES.users]: identity.mode,
        [PROPERTIES.keyId]: identity.key_id ?? '',
      },
      createdTime: lake.clock.now(),
    };
  }
  const { missing, unknown } = compareSchema(table, before.schemaString);
  if (unknown.length > 0) {
    throw new SnapshotError(
      `Cannot write the table ${tableFolder(lake, table)} of the data lake: it has the columns ${unknown.join(', ')} in a way that this release does not write`,
      'Use a newer release of the action if one made them; otherwise drop or restore those columns.',
    );
  }
  return missing.length === 0 ? undefined : { ...before, schemaString: schemaString(table) };
}
