import { SnapshotError } from '../errors.ts';
import { isoInstant, parseInstant } from '../instants.ts';
import type { Batch } from '../snapshot/batch.ts';
import { changeAfter, type PublishedSnapshot, readOver } from '../snapshot/change.ts';
import { compareText } from '../snapshot/compare.ts';
import { isLostDays } from '../snapshot/coverage.ts';
import { type Gap, isSigned, signManifest, type UnreadBlob } from '../snapshot/manifest.ts';
import { mergeBatch } from '../snapshot/merge.ts';
import { otherContent } from '../snapshot/other-content.ts';
import { ALL_DATES } from '../snapshot/partitioned-table.ts';
import type { Window } from '../sources/activity-feed/content.ts';
import { contentKey } from '../sources/activity-feed/content-key.ts';
import { isNameless, isSubscriptionOff, lostIn, lostLaunches, mergeGaps, pendingBlob } from './gaps.ts';
import { mergeHistory, NO_HISTORY } from './history-state.ts';
import { nextSnapshot } from './next-snapshot.ts';
import { mergeOutboxes, outboxAfter } from './outbox.ts';
import { type SyncState, withLost } from './state.ts';
import { stateOf, toStored } from './stored-state.ts';

/** How heads are merged: as the run writes its snapshot. */
export interface HeadRules extends Pick<Batch, 'calendar' | 'formats'> {
  /** The key that signs manifests; `undefined` without a data key. */
  readonly manifestKey: Uint8Array | undefined;
  /** The run's time, ms since 1970. */
  readonly now: number;
}

/**
 * Returns one snapshot that holds the launches and events of all, and the state that all of them together have reached.
 * Overlapping runs leave several: none of them knows what the others read. The id, and with it the state in the cache, is
 * that of the first. Nothing holds the result until it is published.
 * @throws {SnapshotError} when a file is damaged, or they belong to different tenants, `users` or keys.
 */
export async function mergeHeads<Head extends PublishedSnapshot>(
  first: Head,
  others: readonly PublishedSnapshot[],
  rules: HeadRules,
): Promise<Head> {
  let merged = first;
  for (const other of others) merged = await mergeTwo(merged, other, rules);
  return merged;
}

async function mergeTwo<Head extends PublishedSnapshot>(
  base: Head,
  other: PublishedSnapshot,
  { calendar, formats, manifestKey, now }: HeadRules,
): Promise<Head> {
  requireAlike(base, other);
  const { tenant_id, identity, snapshot_id, generated_at, run_id: runId = '' } = base.manifest;
  const { mode, key_id: keyId } = identity;
  const trust = { manifestKey, now };
  const state = mergeStates(stateOf(base.manifest, trust), stateOf(other.manifest, trust));
  const batch = {
    ...(await otherContent(other, base, mode)),
    calendar,
    formats,
    users: mode,
    // What leaves does so when the run's own batch is merged.
    keepFrom: undefined,
    possible: ALL_DATES,
    coverage: toStored(state).coverage,
    // The run's own batch has it, and is merged into this.
    catalog: new Map(),
  };
  const result = await mergeBatch(base, batch);
  const change = await nextSnapshot(base, result, withLost(state, lostLaunches(base, result.damage)), {
    tenantId: tenant_id,
    manifestKey: undefined,
    identity: { mode, keyId },
    batch,
    inventory: other.manifest.inventory,
    outbox: outboxAfter(
      mergeOutboxes(base.manifest, other.manifest, {
        timeZone: calendar.timeZone,
        entries: result.entries,
      }),
      [],
      result,
    ),
    generatedAt: parseInstant(generated_at),
    runId,
    documents: async () => new Map(),
  });
  // A signature would make the state of a snapshot that is not signed count.
  const isTrusted = [base, other].every(
    ({ manifest }) => manifestKey === undefined || isSigned(manifest, manifestKey),
  );
  return {
    ...base,
    manifest: signManifest({ ...change.manifest, snapshot_id }, isTrusted ? manifestKey : undefined),
    // The merge has written anew what was damaged.
    absent: new Set([...base.absent].filter((path) => !change.files.has(path))),
    read: readOver(base, change.files),
    isUnpublished: true,
    unwritten: changeAfter(base.unwritten, change),
  };
}

function requireAlike({ manifest: a, origin }: PublishedSnapshot, other: PublishedSnapshot): void {
  const b = other.manifest;
  const isAlike =
    a.tenant_id === b.tenant_id &&
    a.identity.mode === b.identity.mode &&
    a.identity.key_id === b.identity.key_id;
  if (isAlike) return;
  throw new SnapshotError(
    `Cannot merge ${origin} with ${other.origin}: they belong to different tenants, or were made with different users or data-key`,
    'Delete the one that does not belong to this data set, or give this run another artifact-name or data-lake-url.',
  );
}

/**
 * Returns the state of a snapshot that two were merged into. What one of them read counts as read; what neither read is
 * unread, or a gap. Of two stretches of content time that do not touch, only the later counts as covered.
 */
export function mergeStates(a: SyncState, b: SyncState): SyncState {
  const [early, late] = (a.watermark ?? 0) <= (b.watermark ?? 0) ? [a, b] : [b, a];
  const isJoined = early.watermark !== null && late.from !== null && early.watermark >= late.from;
  const read = { ...early.read, ...late.read };
  const unread = mergeUnread([a, b], read);
  const lost = lostIn([...a.gaps, ...b.gaps]);
  const stillUnread = unread.filter(({ id }) => !lost.has(id));
  const pending = new Set(stillUnread.map((blob) => pendingBlob(blob).reason));
  const gaps = [...missingFrom(a, b), ...missingFrom(b, a)].filter(
    ({ status, reason }) => status !== 'pending' || pending.has(reason),
  );
  return {
    watermark: late.watermark,
    unread: stillUnread,
    read: Object.fromEntries(
      Object.entries(read).sort(([x, from], [y, to]) => compareText(from, to) || compareText(x, y)),
    ),
    gaps: mergeGaps(gaps),
    history: mergeHistory(a.history, { before: NO_HISTORY, after: b.history }),
    from: isJoined && early.from !== null && late.from !== null ? Math.min(early.from, late.from) : late.from,
  };
}

function mergeUnread(states: readonly SyncState[], read: SyncState['read']): readonly UnreadBlob[] {
  const byId = new Map<string, UnreadBlob>();
  for (const blob of states.flatMap(({ unread }) => unread)) {
    const tries = Math.max(blob.tries, byId.get(blob.id)?.tries ?? 0);
    if (read[contentKey(blob.id)] === undefined) byId.set(blob.id, { ...blob, tries });
  }
  return [...byId.values()].sort((x, y) => compareText(x.created, y.created) || compareText(x.id, y.id));
}

/** Returns the gaps of a state, less the content time and the blobs that the other one has read. */
function missingFrom({ gaps }: SyncState, other: SyncState): readonly Gap[] {
  return gaps.flatMap((gap) => {
    const isRead = [...lostIn([gap])].some((id) => other.read[contentKey(id)] !== undefined);
    if (isRead) return [];
    // Neither does a listing show what came while the subscription was off, nor which blob an entry meant.
    if (gap.from === gap.to || isSubscriptionOff(gap) || isNameless(gap) || isLostDays(gap)) return [gap];
    return coveredBy(other)
      .reduce(subtract, [{ start: parseInstant(gap.from), end: parseInstant(gap.to) }])
      .map(({ start, end }) => ({ ...gap, from: isoInstant(start), to: isoInstant(end) }));
  });
}

/** Returns the content time that a state covers, less its gaps. */
function coveredBy({ from, watermark, gaps }: SyncState): readonly Window[] {
  if (from === null || watermark === null || from >= watermark) return [];
  return gaps
    .map((gap) => ({ start: parseInstant(gap.from), end: parseInstant(gap.to) }))
    .reduce(subtract, [{ start: from, end: watermark }]);
}

function subtract(spans: readonly Window[], { start, end }: Window): readonly Window[] {
  return spans
    .flatMap((span) => [
      { start: span.start, end: Math.min(span.end, start) },
      { start: Math.max(span.start, end), end: span.end },
    ])
    .filter((span) => span.start < span.end);
}
