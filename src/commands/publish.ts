import { CLOUDS } from '../entra/clouds.ts';
import { type Audience, requireFitForUsers } from '../github/visibility.ts';
import { type Identity, openIdentity } from '../launches/identity.ts';
import { step } from '../log.ts';
import { documentsOf } from '../report/documents.ts';
import type { InventoryStep } from '../report/inventory-findings.ts';
import * as lines from '../report/log-lines.ts';
import { overviewOf } from '../report/overview.ts';
import type { RunReport } from '../report/run-report.ts';
import { type AppCatalog, ownersIn } from '../snapshot/app-catalog.ts';
import { possibleDates } from '../snapshot/batch.ts';
import { type Calendar, openCalendar } from '../snapshot/calendar.ts';
import { readAppCatalog } from '../sources/app-catalog.ts';
import { refreshMs } from '../stores/artifact/artifact.ts';
import { type Deletion, NOTHING_DELETED } from '../stores/artifact/older.ts';
import { createStateCache, type Saved, type StateCache } from '../stores/cache.ts';
import { artifactUrl, storeLinks } from '../stores/create-store.ts';
import type { FoundSnapshot, Reference } from '../stores/store.ts';
import { inventoryState } from '../sync/inventory.ts';
import type { PublishRequest } from '../sync/next-snapshot.ts';
import type { DeliveryRules } from '../sync/outbox.ts';
import { type Published, publishRun } from '../sync/publish.ts';
import type { RunProgress, SyncState } from '../sync/state.ts';
import type { Delivered } from './deliver.ts';
import type { Run, StartingRun } from './run.ts';

/** What the steps of one run share. */
export interface Parts extends Run, Admission {
  readonly identity: Identity;
  readonly calendar: Calendar;
  readonly cache: StateCache;
  readonly isManual: boolean;
}

/** What was read before anything was asked of the tenant. */
export interface Admission {
  readonly catalog: AppCatalog;
  readonly audience: Audience;
}

/**
 * Reads what decides whether the run may ask the tenant anything.
 * @throws {StoreError} when it cannot read the app catalog, or data about users would be public.
 */
export async function admit({ settings, context, host, github }: StartingRun): Promise<Admission> {
  const catalog = await readAppCatalog(settings.appCatalog);
  const audience = await requireFitForUsers(settings, ownersIn(catalog) > 0, context, github);
  host.log.debug(`Repository: ${audience.words}`);
  return { catalog, audience };
}

/** Opens what every command that publishes works with. */
export function openParts(run: Run & Admission): Parts {
  const { settings, context, host, users, signing } = run;
  return {
    ...run,
    identity: openIdentity(users, settings.tenantId),
    calendar: openCalendar(settings.timeZone),
    cache: createStateCache(settings, context, signing?.cache, host.loadCacheClient),
    isManual: settings.window.kind === 'manual',
  };
}

/** What became of the snapshot, and where it is. */
export type PublishResult = Published<FoundSnapshot, Reference> & { readonly found: Reference };

/** What a run publishes on. */
export interface PublishBase {
  readonly snapshot: FoundSnapshot | undefined;
  readonly state: SyncState;
  /** The run's time, ms since 1970. */
  readonly now: number;
  /** No record can be later, ms since 1970. */
  readonly latest: number;
  /** Which deliveries are done, as the cache says. */
  readonly delivered: DeliveryRules['delivered'];
  /** Days that earlier runs left, and of which a delivery has every launch. */
  readonly settled: DeliveryRules['settled'];
}

/** What a run adds to the snapshot. */
type Additions = Pick<PublishRequest['batch'], 'launches' | 'events' | 'attributes' | 'inventoried'> &
  Pick<PublishRequest, 'inventory'>;

/** Merges what a run read into the snapshot, and publishes that. */
export async function publish(
  parts: Parts,
  base: PublishBase,
  additions: Additions,
  inventory: InventoryStep,
  progress: RunProgress,
): Promise<PublishResult> {
  const { settings, context, host, store, aside, identity, calendar, catalog, signing } = parts;
  const { tenantId, formats } = settings;
  const { inventory: otherInventory, ...added } = additions;
  const { keptFrom } = progress;
  const taken = inventory.kind === 'taken' ? inventory.taken : undefined;
  const keepFrom = keptFrom === null ? undefined : calendar.local(keptFrom).date;
  const request = {
    tenantId,
    manifestKey: signing?.manifest,
    now: base.now,
    identity,
    batch: {
      ...{ ...added, calendar, formats, users: identity.mode, keepFrom, catalog },
      possible: possibleDates(base.latest, calendar),
      inventory: taken,
    },
    inventory: taken === undefined ? otherInventory : inventoryState(taken),
    generatedAt: host.clock.now(),
    runId: context.runId,
    deliveries: {
      ...parts.deliveries.rules(calendar.local(base.now).date),
      ...{ delivered: base.delivered, settled: base.settled },
    },
    documents: documentsOf(calendar, CLOUDS[settings.cloud].makerUrl),
    progress,
    keep: aside.keep,
  };
  const result = await publishRun(store, { base: base.snapshot, state: base.state }, request, {
    pause: () => host.clock.sleep(host.random() * 1_000),
    refreshMs: refreshMs(settings, context.retentionLimitDays),
  });
  const { files, removed } = result.merged;
  host.log.debug(`${result.kind}: ${files.size} data files written, ${removed.size} removed`);
  for (const [path, { size }] of files) host.log.debug(`wrote ${path}, ${size} bytes`);
  const place =
    result.reference ?? (result.base === undefined ? {} : await store.ensureMaterialized(result.base));
  return { ...result, found: place };
}

/** Saves the state for the next run. */
export async function save(
  { cache }: Parts,
  { manifest, state }: PublishResult,
  { flags: delivered }: Delivered,
): Promise<Saved> {
  const { watermark } = state;
  if (watermark === null) return { kind: 'unneeded', reason: 'there is no watermark yet' };
  const { snapshot_id: snapshotId } = manifest;
  return await cache.save({ snapshotId, watermark, subscriptionOffAt: undefined, delivered });
}

/** Deletes artifacts that the published one makes useless. */
export async function deleteOlder(
  { host, settings, store }: Parts,
  { kind, base }: PublishResult,
): Promise<Deletion> {
  if (kind === 'unchanged' || !settings.publish.artifact) return NOTHING_DELETED;
  return await step(host.log, 'Delete older artifacts', () => store.deleteOlder(base), lines.deletionLine);
}

/** What the report of every command that publishes says of the snapshot. */
type SnapshotReport = Pick<
  RunReport,
  | ('state' | 'merged' | 'manifest' | 'overview' | 'published' | 'stores' | 'directory')
  | ('commitSha' | 'artifactId' | 'artifactUrl' | 'isInternal' | 'foreign' | 'foreignCommit' | 'notMerged')
  | ('withUsers' | 'deadlineMs')
>;

/** Returns what there is to tell of the snapshot after a run. */
export async function reportOn(
  { settings, context, calendar, identity, audience }: Parts,
  { kind, state, merged, manifest, base, found }: PublishResult,
): Promise<SnapshotReport> {
  return {
    ...{ state, merged, manifest },
    overview: await overviewOf(manifest, merged.tables, calendar),
    published: kind === 'published',
    stores: storeLinks(settings, context, found),
    directory: settings.directory.relative,
    commitSha: found.commitSha,
    artifactId: found.artifact?.id,
    artifactUrl: artifactUrl(context, found.artifact),
    isInternal: audience.isInternal,
    foreign: base?.foreign ?? [],
    foreignCommit: base?.isForeign === true ? base.reference.commitSha : undefined,
    notMerged: base?.unreadArtifacts ?? [],
    withUsers: identity.mode !== 'none',
    deadlineMs: settings.deadlineMs,
  };
}
