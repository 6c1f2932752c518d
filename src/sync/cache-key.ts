import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a run leaves for the next in the key of a cache entry. */
export interface CachedState {
  /** The published snapshot for which it counts. */
  readonly snapshotId: string;
  /** ms since 1970. */
  readonly watermark: number;
  /** When a run found the subscription off, ms since 1970: what came between the watermark and then may be missing. */
  readonly subscriptionOffAt: number | undefined;
  /**
   * What was delivered of the snapshot, for each delivery that its manifest names, in the order of the names: `1`, `0` for what
   * was not, `2` for what was asked for without an answer; left out when it names none.
   */
  readonly delivered?: string | undefined;
}

/** Longest key that the cache service takes, in characters. */
const LONGEST_KEY = 512;
const STATE =
  /^(?<snapshotId>[\w.-]{1,80})-(?<watermark>\d{1,15})-(?:on|off(?<off>\d{1,15}))(?:-d(?<delivered>[012]{1,50}))?-(?<signature>[0-9a-f]{64})$/;

/** Returns the beginning of the keys of all entries of a subject, and with `snapshotId` of those that count for it. */
export function cacheKeyPrefix(subject: string, snapshotId: string | undefined): string {
  return snapshotId === undefined ? `${subject}-` : `${subject}-${snapshotId}-`;
}

/**
 * Returns the key of the entry that holds a state, signed with HMAC-SHA256. `subject` names tenant and store; it is signed
 * too, so that the entry of one is none of another.
 * @throws {RangeError} when the key is longer than the cache service takes.
 */
export function formatCacheKey(subject: string, state: CachedState, signingKey: Uint8Array): string {
  const off = state.subscriptionOffAt === undefined ? 'on' : `off${state.subscriptionOffAt}`;
  const delivered = state.delivered ? `-d${state.delivered}` : '';
  const signed = `${cacheKeyPrefix(subject, state.snapshotId)}${state.watermark}-${off}${delivered}`;
  const key = `${signed}-${signature(signed, signingKey)}`;
  if (key.length > LONGEST_KEY) throw new RangeError(`the key has more than ${LONGEST_KEY} characters`);
  return key;
}

/** Returns the state in the key of an entry; `undefined` when it is not one that this data key signed. */
export function parseCacheKey(key: string, subject: string, signingKey: Uint8Array): CachedState | undefined {
  const prefix = cacheKeyPrefix(subject, undefined);
  const { snapshotId, watermark, off, delivered } =
    STATE.exec(key.startsWith(prefix) ? key.slice(prefix.length) : '')?.groups ?? {};
  if (snapshotId === undefined) return undefined;
  const state = {
    snapshotId,
    watermark: Number(watermark),
    subscriptionOffAt: off === undefined ? undefined : Number(off),
    ...(delivered === undefined ? {} : { delivered }),
  };
  return isSame(key, formatCacheKey(subject, state, signingKey)) ? state : undefined;
}

function signature(text: string, signingKey: Uint8Array): string {
  return createHmac('sha256', signingKey).update(text).digest('hex');
}

/** In a time that tells nothing of where they differ. */
function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
