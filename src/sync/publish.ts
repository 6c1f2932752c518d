import { SnapshotError, StoreError } from '../errors.ts';
import type { PublishTarget } from '../snapshot/change.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import { type MergeResult, mergeBatch } from '../snapshot/merge.ts';
import type { PublishedFiles } from '../snapshot/partitions.ts';
import { nextSnapshot, type PublishRequest } from './next-snapshot.ts';
import { advance, NO_STATE, type SyncState } from './state.ts';
import { stateOf } from './stored-state.ts';

/** What publishing came to. */
export interface Published<Base, Reference> {
  readonly kind: 'published' | 'unchanged';
  /** The snapshot that counts now. */
  readonly manifest: Manifest;
  readonly state: SyncState;
  readonly merged: MergeResult;
  /** The snapshot that was extended last, after races. */
  readonly base: Base | undefined;
  /** `undefined` when nothing was published. */
  readonly reference: Reference | undefined;
}

/** When to publish. */
export interface PublishTimes {
  /** Waits before the next try when another run was faster. */
  readonly pause: () => Promise<void>;
  /** A snapshot is published again when its watermark has moved by so many ms, though nothing else changed. */
  readonly refreshMs: number;
}

const MOST_RACES = 8;

/**
 * Merges a run into the published snapshot and publishes the result, again and again on top of whatever other runs
 * published meanwhile. Nothing is published when nothing but the watermark changed, and that by less than
 * `refreshMs`.
 * @throws {SnapshotError} when the published snapshot is of another tenant, or of other users' keys.
 * @throws {StoreError}
 */
export async function publishRun<Base extends PublishedFiles, Reference>(
  store: PublishTarget<Base, Reference>,
  begin: { readonly base: Base | undefined; readonly state: SyncState },
  request: PublishRequest,
  { pause, refreshMs }: PublishTimes,
): Promise<Published<Base, Reference>> {
  let { base, state: before } = begin;
  for (let races = 0; races < MOST_RACES; races += 1) {
    requireSame(base?.manifest, request);
    const state = advance(before, request.progress);
    const merged = await mergeBatch(base, request.batch);
    if (base !== undefined && !isWorthPublishing(base.manifest, merged, state, refreshMs)) {
      return { kind: 'unchanged', manifest: base.manifest, state, merged, base, reference: undefined };
    }
    const change = await nextSnapshot(base, merged, state, request);
    const reference = await store.publish(base, change);
    if (reference !== 'raced') {
      return { kind: 'published', manifest: change.manifest, state, merged, base, reference };
    }
    await pause();
    base = await store.previous();
    before = base === undefined ? NO_STATE : stateOf(base.manifest);
  }
  throw new StoreError(
    `Other runs published ${MOST_RACES} times while this one tried to`,
    'Put the workflow into a concurrency group, so that its runs go one after the other.',
  );
}

/**
 * Refuses to mix tenants or keys of users.
 * @throws {SnapshotError}
 */
export function requireSame(
  published: Manifest | undefined,
  { tenantId, identity }: Pick<PublishRequest, 'tenantId' | 'identity'>,
): void {
  if (published === undefined) return;
  const elsewhere = 'Give this run another branch, artifact-name or directory';
  if (published.tenant_id !== tenantId) {
    throw new SnapshotError(
      `The published snapshot is of tenant ${published.tenant_id}, this run reads ${tenantId}`,
      `${elsewhere}.`,
    );
  }
  if (published.identity.mode !== identity.mode) {
    throw new SnapshotError(
      `The published snapshot was made with users: ${published.identity.mode}, this run has users: ${identity.mode}`,
      `${elsewhere}, or set users back to ${published.identity.mode}.`,
    );
  }
  if (published.identity.key_id !== identity.keyId) {
    throw new SnapshotError(
      `The published snapshot was made with the pseudonym key ${published.identity.key_id}, this run has ${identity.keyId}: every user would count twice`,
      `${elsewhere}, or set pseudonym-key back.`,
    );
  }
}

function isWorthPublishing(
  published: Manifest,
  { files, removed }: MergeResult,
  state: SyncState,
  refreshMs: number,
): boolean {
  if (files.size > 0 || removed.size > 0) return true;
  if (JSON.stringify(published.coverage.gaps) !== JSON.stringify(state.gaps)) return true;
  const { watermark } = stateOf(published);
  if (state.watermark === null) return false;
  // One before the published one is that of a run that corrected it.
  if (watermark === null || state.watermark < watermark) return true;
  return state.watermark - watermark >= refreshMs;
}
