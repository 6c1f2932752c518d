import { createHash } from 'node:crypto';
import { isoInstant, parseInstant } from '../instants.ts';
import type { Identity } from '../launches/identity.ts';
import type { Batch } from '../snapshot/batch.ts';
import type { Calendar } from '../snapshot/calendar.ts';
import type { NewSnapshot } from '../snapshot/change.ts';
import { type Coverage, coverageOf } from '../snapshot/coverage.ts';
import { GAPS, SNAPSHOT, type SnapshotRow } from '../snapshot/dimension-tables.ts';
import type { FileChange } from '../snapshot/file-change.ts';
import { type KeepFile, keepInMemory } from '../snapshot/made-file.ts';
import {
  formatManifest,
  GENERATOR,
  type InventoryState,
  type KnownArtifacts,
  launchCounts,
  type Manifest,
  type Outbox,
  SCHEMA_VERSION,
  type SnapshotFile,
  signManifest,
} from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import type { PublishedFiles } from '../snapshot/partitions.ts';
import { writeTable } from '../snapshot/single-table.ts';
import { tablesOf } from '../snapshot/tables.ts';
import { VERSION } from '../version.ts';
import type { DeliveryRules } from './outbox.ts';
import type { RunProgress, SyncState } from './state.ts';
import { toStored } from './stored-state.ts';

/** What a run publishes. */
export interface PublishRequest extends SnapshotRequest {
  /** The run's time, ms since 1970. */
  readonly now: number;
  readonly batch: Omit<Batch, 'coverage'>;
  readonly progress: RunProgress;
  /** Where files stay until they are published; in memory by default. */
  readonly keep?: KeepFile;
  /** What is delivered after the publish; left out when nothing is. */
  readonly deliveries?: DeliveryRules;
}

/** What a snapshot is made with. `generatedAt` is the runner's time, ms since 1970. */
export interface SnapshotRequest {
  readonly tenantId: string;
  /** Signs the manifest; `undefined` without a data key. */
  readonly manifestKey: Uint8Array | undefined;
  readonly identity: Pick<Identity, 'mode' | 'keyId'>;
  readonly batch: Pick<Batch, 'calendar' | 'formats'>;
  /** What the manifest is to say of an inventory, unless the published one is later. */
  readonly inventory?: InventoryState | undefined;
  /** What is to be delivered once this is published. */
  readonly outbox?: Outbox;
  readonly generatedAt: number;
  /** Id of the workflow run. */
  readonly runId: string;
  /** Returns the files that describe the snapshot, by path. */
  readonly documents: (
    manifest: Manifest,
    tables: MergeResult['tables'],
  ) => Promise<ReadonlyMap<string, string>>;
}

/** Returns the snapshot after a run: the files that differ from `base`, the documents, and the manifest. */
export async function nextSnapshot(
  base: PublishedFiles | undefined,
  merged: MergeResult,
  state: SyncState,
  request: SnapshotRequest,
): Promise<NewSnapshot> {
  const { formats, calendar } = request.batch;
  const before = base && { manifest: base.manifest, damage: merged.damage };
  const gaps = await writeTable(GAPS, gapsAfter(state, calendar), { formats }, before);
  const inventory = laterInventory(base?.manifest.inventory, request.inventory);
  const described = {
    ...manifestOf(merged, gaps, state, request, base?.artifacts),
    ...(inventory === undefined ? {} : { inventory }),
  };
  const { dateRanges } = merged.tables.dailyApps;
  const days = { first: dateRanges[0]?.from, last: dateRanges.at(-1)?.to };
  const row = snapshotRow(described, coverageOf(described, calendar), days);
  const snapshot = await writeTable(SNAPSHOT, [row], { formats }, before);
  const unsigned = { ...described, files: [...described.files, ...snapshot.entries] };
  const manifest = signManifest(unsigned, request.manifestKey);
  const documents = await request.documents(manifest, merged.tables);
  const files = new Map([
    ...merged.files,
    ...[...gaps.written, ...snapshot.written].map(({ entry, file }) => [entry.path, file] as const),
    ...[...documents].map(([path, text]) => [path, keepInMemory(Buffer.from(text))] as const),
    ['manifest.json', keepInMemory(Buffer.from(formatManifest(manifest)))] as const,
  ]);
  const added = merged.added === 1 ? '1 launch' : `${merged.added} launches`;
  const title = `Add ${added}, ${launchCounts(manifest).succeeded} in all`;
  return {
    manifest,
    files,
    removed: new Set([...merged.removed, ...gaps.removed, ...snapshot.removed]),
    title,
  };
}

/** Returns the rows of the table `gaps` after a run. */
function gapsAfter(state: SyncState, calendar: Calendar): Coverage['gaps'] {
  return coverageOf(toStored(state), calendar).gaps;
}

function laterInventory(
  a: InventoryState | undefined,
  b: InventoryState | undefined,
): InventoryState | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return parseInstant(a.taken_at) > parseInstant(b.taken_at) ? a : b;
}

/** Returns the manifest without the files of the table `snapshot`, whose row is made from it. */
function manifestOf(
  merged: MergeResult,
  ofGaps: FileChange,
  state: SyncState,
  request: SnapshotRequest,
  artifacts: KnownArtifacts | undefined,
): Manifest {
  const { tenantId, identity, batch, outbox = {}, generatedAt, runId } = request;
  const { watermark, unread, read, coverage, history, search } = toStored(state);
  const searched = { ...(history && { history }), ...(search && { search }) };
  const deliveries = Object.keys(outbox).length === 0 ? undefined : outbox;
  const generated = isoInstant(generatedAt);
  const entries = [...merged.entries, ...ofGaps.entries];
  const content = createHash('sha256')
    .update(
      JSON.stringify([
        ...[entries, watermark, unread, coverage.gaps],
        ...(history || search ? [searched] : []),
        // What the cache says of one outbox must not count for another that a run published in the same second.
        ...(deliveries === undefined ? [] : [deliveries]),
      ]),
    )
    .digest('hex');
  const rows = tablesOf(identity.mode).map(({ name }) => [
    name,
    {
      rows: name === SNAPSHOT.name ? 1 : rowsOf(name, entries),
      ...(name === 'launches' && merged.allFailed > 0 ? { failed: merged.allFailed } : {}),
    },
  ]);
  return {
    schema_version: SCHEMA_VERSION,
    snapshot_id: `${generated.replace(/[-:]|\.\d+/g, '')}-${content.slice(0, 8)}`,
    generated_at: generated,
    generator: { name: GENERATOR, version: VERSION },
    run_id: runId,
    tenant_id: tenantId,
    time_zone: batch.calendar.timeZone,
    watermark,
    unread,
    read,
    coverage,
    ...searched,
    ...(deliveries === undefined ? {} : { deliveries }),
    identity: { mode: identity.mode, key_id: identity.keyId },
    ...(artifacts === undefined ? {} : { artifacts }),
    tables: Object.fromEntries(rows),
    files: entries,
  };
}

/** Every format holds the same rows, so one format is counted. */
function rowsOf(table: string, entries: readonly SnapshotFile[]): number {
  const files = entries.filter((entry) => entry.table === table);
  const format = files[0]?.format;
  return files.filter((entry) => entry.format === format).reduce((rows, entry) => rows + entry.rows, 0);
}

/** Returns the row of the table `snapshot`. `days`: first and last day with launches. */
function snapshotRow(
  manifest: Manifest,
  coverage: Coverage,
  days: { readonly first: string | undefined; readonly last: string | undefined },
): SnapshotRow {
  const rowsOf = (table: string): number => manifest.tables[table]?.rows ?? 0;
  const { succeeded, failed } = launchCounts(manifest);
  return {
    snapshot_id: manifest.snapshot_id,
    generated_at: parseInstant(manifest.generated_at),
    schema_version: manifest.schema_version,
    watermark: parseInstant(manifest.watermark),
    complete_until: coverage.completeUntil,
    covered_from: coverage.from,
    first_complete_date: coverage.firstDate,
    last_complete_date: coverage.lastDate,
    time_zone: manifest.time_zone,
    first_date: days.first ?? null,
    last_date: days.last ?? null,
    launches: succeeded,
    failed_launches: failed,
    events: rowsOf('events'),
    apps: rowsOf('apps'),
    environments: rowsOf('environments'),
    users: manifest.identity.mode === 'none' ? null : rowsOf('users'),
    unread_blobs: manifest.unread.length,
    gaps: coverage.gaps.length,
  };
}
