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

/** Where the state of a run comes from, and why a cached one did not count. */
export interface BaseState {
  readonly state: SyncState;
  readonly from: 'cache' | 'manifest' | 'nothing';
  /** `undefined` unless the cache held something that does not count. */
  readonly ignored: string | undefined;
  /** What a user should look at; `undefined` when all is as it should be. */
  readonly stateWarning: string | undefined;
}

/** What a state is judged by. */
export interface StateContext {
  readonly now: number;
  readonly ineligibleReason: string | undefined;
}

/**
 * Returns the state that a run begins with. The cached one counts only while the snapshot that it names is the published
 * one: it is the newer of the two then. Otherwise the manifest's counts. Without a snapshot there is no state, whatever
 * the cache says: what it listed is not in any snapshot. A watermark after `now` (the service's time, ms since 1970) is
 * wrong: the first instant that the feed lists at all takes its place. `ineligibleReason` says why no snapshot counts
 * though one is there.
 */
export function chooseState(
  cached: string | undefined,
  published: Manifest | undefined,
  { now, ineligibleReason }: StateContext,
): BaseState {
  const chosen = fromCacheOrManifest(cached, published, ineligibleReason);
  const { watermark } = chosen.state;
  if (watermark === null || watermark <= now) return chosen;
  // The service's own clocks differ by seconds.
  if (watermark <= now + CLOCKS_DIFFER_MS) return { ...chosen, state: { ...chosen.state, watermark: now } };
  const stateWarning = `The watermark ${isoInstant(watermark)} of the ${chosen.from} lies in the future. All that the feed still lists is read again; what was older may be missing.`;
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
      'An earlier run published a snapshot, which is not there any more: it was deleted, or it expired. This run starts over with what the feed still lists; launches before that are only in copies of the old snapshot.';
    return {
      state: NO_STATE,
      from: 'nothing',
      ignored:
        ineligibleReason === undefined
          ? 'it extends a snapshot that is not there any more'
          : 'no snapshot counts',
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
    return fromManifest('it extends another snapshot than the published one');
  }
  return { state: fromStored(parsed.state), from: 'cache', ignored: undefined, stateWarning: undefined };
}

/** Returns the state as text for the cache: instants and ids of content blobs, nothing about users. */
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
