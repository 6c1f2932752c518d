import { SnapshotError, StoreError } from '../errors.ts';
import { parseInstant } from '../instants.ts';
import type { PublishTarget } from '../snapshot/change.ts';
import { type Gap, isSigned, type Manifest, type Outbox, type UnreadBlob } from '../snapshot/manifest.ts';
import { type MergeResult, mergeBatch } from '../snapshot/merge.ts';
import type { PublishedFiles } from '../snapshot/partitions.ts';
import { lostLaunches } from './gaps.ts';
import { nextSnapshot, type PublishRequest } from './next-snapshot.ts';
import { type DeliveryRules, isOutboxNews, NOTHING_SETTLED, outboxAfter, undelivered } from './outbox.ts';
import { advance, NO_STATE, type SyncState, withLost } from './state.ts';
import { stateOf, toStored } from './stored-state.ts';

/** The result of publishing. */
export interface Published<Base, Reference> {
  readonly kind: 'published' | 'unchanged';
  /** Of the current snapshot. */
  readonly manifest: Manifest;
  readonly state: SyncState;
  readonly merged: MergeResult;
  /** The gaps of launches that the published snapshot lost, because its files were damaged. */
  readonly lost: readonly Gap[];
  /** What is to be delivered of the current snapshot. */
  readonly outbox: Outbox;
  /** The snapshot that the run was merged into, after all races. */
  readonly base: Base | undefined;
  /** `undefined` when nothing was published. */
  readonly reference: Reference | undefined;
}

/** When to publish. */
export interface PublishTimes {
  /** Waits before the next try after another run was faster. */
  readonly pause: () => Promise<void>;
  /** When nothing but the watermark changed, it must have moved by so many ms. */
  readonly refreshMs: number;
}

const NO_DELIVERIES: DeliveryRules = {
  targets: [],
  delivered: undefined,
  settled: NOTHING_SETTLED,
  unsignedFrom: '',
};

const MOST_RACES = 8;

/**
 * Merges a run into the published snapshot and publishes the result. When another run published meanwhile, merges again
 * on top of that, up to 8 times. Publishes nothing when only the watermark changed, by less than `refreshMs`, and the manifest is signed.
 * @throws {SnapshotError} when the published snapshot is of another tenant, or has other keys of users.
 * @throws {StoreError} when the store fails, or other runs were faster 8 times.
 */
export async function publishRun<Base extends PublishedFiles, Reference>(
  store: PublishTarget<Base, Reference>,
  begin: { readonly base: Base | undefined; readonly state: SyncState },
  request: PublishRequest,
  { pause, refreshMs }: PublishTimes,
): Promise<Published<Base, Reference>> {
  const { deliveries = NO_DELIVERIES } = request;
  const { timeZone } = request.batch.calendar;
  let { base, state: before } = begin;
  let { settled } = deliveries;
  for (let races = 0; races < MOST_RACES; races += 1) {
    requireSame(base?.manifest, request);
    const advanced = advance(before, request.progress);
    const batch = { ...request.batch, coverage: toStored(advanced).coverage };
    const merged = await mergeBatch(base, batch, request.keep && { keep: request.keep });
    const lost = lostLaunches(base, merged.damage);
    const state = withLost(advanced, lost);
    const outbox = outboxAfter(
      undelivered(base, { ...deliveries, settled, manifestKey: request.manifestKey, timeZone }),
      deliveries.targets,
      merged,
    );
    if (
      base !== undefined &&
      !isWorthPublishing(base, merged, state, { refreshMs, ...request }) &&
      !isOutboxNews(base.manifest.deliveries, outbox)
    ) {
      const { manifest } = base;
      return { kind: 'unchanged', manifest, state, merged, lost, outbox, base, reference: undefined };
    }
    const damaged = merged.damage.paths.size;
    const change = await nextSnapshot(base, merged, state, { ...request, outbox });
    if (base !== undefined && merged.damage.paths.size > damaged) {
      // The documents read days that the merge had no need of: what is damaged there is written anew, or told as lost.
      base = { ...base, absent: new Set([...base.absent, ...merged.damage.paths]) };
      continue;
    }
    const reference = await store.publish(base, change);
    if (reference !== 'raced') {
      const { manifest } = change;
      return { kind: 'published', manifest, state, merged, lost, outbox, base, reference };
    }
    await pause();
    base = await store.previous();
    // The other run may have brought launches of days that were settled before.
    settled = NOTHING_SETTLED;
    before = base === undefined ? NO_STATE : stateOf(base.manifest, request);
  }
  throw new StoreError(
    `Cannot publish: other runs published ${MOST_RACES} times meanwhile`,
    'Put the workflow into a concurrency group, so that its runs follow one another.',
  );
}

/**
 * Throws when a run must not be merged into the published snapshot.
 * @throws {SnapshotError} when tenant, `users` or the key of the pseudonyms differ.
 */
export function requireSame(
  published: Manifest | undefined,
  { tenantId, identity }: Pick<PublishRequest, 'tenantId' | 'identity'>,
): void {
  if (published === undefined) return;
  const elsewhere = 'Give this run another branch, artifact-name, data-lake-url or directory';
  if (published.tenant_id !== tenantId) {
    throw new SnapshotError(
      `The published snapshot belongs to tenant ${published.tenant_id}, but this run reads ${tenantId}`,
      `${elsewhere}.`,
    );
  }
  if (published.identity.mode !== identity.mode) {
    throw new SnapshotError(
      `The published snapshot was made with users: ${published.identity.mode}, but this run has users: ${identity.mode}`,
      `${elsewhere}, or set users back to ${published.identity.mode}.`,
    );
  }
  if (published.identity.key_id !== identity.keyId) {
    throw new SnapshotError(
      `The published snapshot was made with the data key ${published.identity.key_id}, but this run has ${identity.keyId}: every user would count twice`,
      `${elsewhere}, or set data-key back.`,
    );
  }
}

function isWorthPublishing(
  { manifest: published, isUnpublished = false }: PublishedFiles,
  { files, removed }: MergeResult,
  state: SyncState,
  { refreshMs, manifestKey }: Pick<PublishTimes, 'refreshMs'> & Pick<PublishRequest, 'manifestKey'>,
): boolean {
  if (files.size > 0 || removed.size > 0 || isUnpublished) return true;
  if (JSON.stringify(published.coverage.gaps) !== JSON.stringify(state.gaps)) return true;
  // The cache holds the watermark alone: what no snapshot names as unread is never asked for again.
  if (idsOf(published.unread) !== idsOf(state.unread)) return true;
  if (isSearchNews(published, state)) return true;
  if (manifestKey !== undefined && !isSigned(published, manifestKey)) return true;
  const watermark = parseInstant(published.watermark);
  if (state.watermark === null) return false;
  // An earlier watermark than the published one is a correction.
  if (watermark === null || state.watermark < watermark) return true;
  return state.watermark - watermark >= refreshMs;
}

/** What a search has read, and the queries in flight: without them the next run would submit them again. */
function isSearchNews({ history, search, coverage }: Manifest, state: SyncState): boolean {
  const stored = toStored(state);
  const told = (read: Manifest['coverage']['read'], parts: Pick<Manifest, 'history' | 'search'>): string =>
    JSON.stringify([read, parts.history, parts.search && { ...parts.search, submitted: [] }]);
  return told(coverage.read, { history, search }) !== told(stored.coverage.read, stored);
}

function idsOf(blobs: readonly UnreadBlob[]): string {
  return JSON.stringify(blobs.map(({ id }) => id));
}
