import { z } from 'zod';
import { isoInstant, MINUTE_MS, parseInstant } from '../instants.ts';
import { type Manifest, syncStateSchema } from '../snapshot/manifest.ts';
import { NO_STATE, type SyncState } from './state.ts';
import { earliestListed } from './windows.ts';

const cachedSchema = z.object({
  version: z.literal(1),
  tenant_id: z.string(),
  snapshot_id: z.string(),
  state: syncStateSchema,
});

/** The state that a run begins with, where it is from, and why a cached one was ignored. */
export interface BaseState {
  readonly state: SyncState;
  readonly from: 'cache' | 'manifest' | 'nothing';
  /** Why the cached state was ignored; `undefined` without one, or when it is used. */
  readonly ignored: string | undefined;
  /** What is wrong with the state, as a warning; `undefined` when nothing is. */
  readonly stateWarning: string | undefined;
}

/** What decides about a state, besides cache and snapshot. */
export interface StateContext {
  /** The service's time, ms since 1970. */
  readonly now: number;
  /** Why a snapshot that is there is not used; `undefined` when it is, or when there is none. */
  readonly ineligibleReason: string | undefined;
}

/**
 * Returns the state that a run begins with. The cached state is used only when the snapshot that it names is the published
 * one: then it is the newer of the two. Otherwise the manifest's state is used. Without a snapshot there is no state: what
 * the cached one lists is in no snapshot. A watermark after `now` is wrong, and the first instant that the feed lists
 * replaces it.
 */
export function chooseState(
  cached: string | undefined,
  published: Manifest | undefined,
  { now, ineligibleReason }: StateContext,
): BaseState {
  const chosen = fromCacheOrManifest(cached, published, ineligibleReason);
  const { watermark } = chosen.state;
  if (watermark === null || watermark <= now) return chosen;
  // The clocks of the service differ by seconds.
  if (watermark <= now + CLOCKS_DIFFER_MS) return { ...chosen, state: { ...chosen.state, watermark: now } };
  const stateWarning = `The watermark ${isoInstant(watermark)} of the ${chosen.from} lies in the future. This run reads again all that the feed still lists; older content may be missing.`;
  return { ...chosen, stateWarning, state: { ...chosen.state, watermark: earliestListed(now) } };
}

const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

function fromCacheOrManifest(
  cached: string | undefined,
  published: Manifest | undefined,
  ineligibleReason: string | undefined,
): BaseState {
  if (published === undefined) {
    if (cached === undefined)
      return { state: NO_STATE, from: 'nothing', ignored: undefined, stateWarning: ineligibleReason };
    const stateWarning =
      ineligibleReason ??
      'The snapshot that an earlier run published was deleted or has expired. This run starts over with what the feed still lists; older launches are only in copies of that snapshot.';
    return {
      state: NO_STATE,
      from: 'nothing',
      ignored:
        ineligibleReason === undefined
          ? 'its snapshot was deleted or has expired'
          : 'no snapshot is eligible',
      stateWarning,
    };
  }
  const fromManifest = (ignored?: string): BaseState => ({
    state: stateOf(published),
    from: 'manifest',
    ignored,
    stateWarning: undefined,
  });
  if (cached === undefined) return fromManifest();
  const parsed = parse(cached);
  if (parsed === undefined) return fromManifest('this release cannot read it');
  if (parsed.tenant_id !== published.tenant_id) return fromManifest('it is of another tenant');
  if (parsed.snapshot_id !== published.snapshot_id) {
    return fromManifest('it is of another snapshot than the published one');
  }
  return { state: fromStored(parsed.state), from: 'cache', ignored: undefined, stateWarning: undefined };
}

/** Returns the state as text for the cache: instants and ids of content blobs, and nothing about users. */
export function formatState(tenantId: string, snapshotId: string, state: SyncState): string {
  return JSON.stringify({ version: 1, tenant_id: tenantId, snapshot_id: snapshotId, state: toStored(state) });
}

/** Returns the state that a manifest carries. */
export function stateOf({ watermark, unread, read, coverage }: Manifest): SyncState {
  return fromStored({ watermark, unread, read, gaps: coverage.gaps, from: coverage.from });
}

/** Returns the state as the manifest and the cache store it: instants as text. */
export function toStored({ watermark, from, unread, read, gaps }: SyncState): StoredState {
  return {
    watermark: isoInstant(watermark),
    unread: [...unread],
    read: { ...read },
    gaps: [...gaps],
    from: isoInstant(from),
  };
}

type StoredState = z.infer<typeof syncStateSchema>;

function fromStored({ watermark, unread, read, gaps, from }: StoredState): SyncState {
  return { watermark: parseInstant(watermark), unread, read, gaps, from: parseInstant(from) };
}

function parse(text: string): z.infer<typeof cachedSchema> | undefined {
  try {
    return cachedSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
