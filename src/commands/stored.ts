import type * as lines from '../report/log-lines.ts';
import type { FoundState } from '../stores/cache.ts';
import type { FoundSnapshot } from '../stores/store.ts';
import { deliveredIn } from '../sync/outbox.ts';
import { requireSame } from '../sync/publish.ts';
import { type BaseState, chooseState } from '../sync/stored-state.ts';
import type { Parts, PublishBase } from './publish.ts';

/** What earlier runs left. */
export interface Stored {
  readonly snapshot: FoundSnapshot | undefined;
  readonly found: FoundState;
  readonly ineligibleReason: string | undefined;
}

/** Looks up what earlier runs left. @throws {SnapshotError} when the run must not be merged into it. */
export async function lookUp(
  { settings: { tenantId }, identity, cache, store }: Parts,
  previous: Promise<FoundSnapshot | undefined>,
): Promise<Stored> {
  const snapshot = await previous;
  requireSame(snapshot?.manifest, { tenantId, identity });
  const found = await cache.find(snapshot?.manifest.snapshot_id);
  const ineligibleReason = snapshot === undefined ? await store.ineligibleReason() : undefined;
  return { snapshot, found, ineligibleReason };
}

/** Returns the state that a run goes on from. `now` and `latest`: the run's time, and what no record can be later than. */
export function stateIn(
  { host, signing }: Parts,
  { snapshot, found, ineligibleReason }: Stored,
  { now, latest }: { readonly now: number; readonly latest: number },
): BaseState & Pick<PublishBase, 'delivered'> & Pick<lines.BaseLine, 'origin'> {
  if (found.kind === 'ignored') host.log.info(`The cache was not used: ${found.reason}`);
  const cached = found.kind === 'found' ? found.state : undefined;
  const chosen = chooseState(cached, snapshot?.manifest, {
    ...{ now, latest, ineligibleReason },
    manifestKey: signing?.manifest,
    newestSnapshot: found.newest,
  });
  describeState(host.log.debug, chosen, snapshot);
  return {
    ...chosen,
    delivered: deliveredIn(cached),
    origin: snapshot?.origin ?? (ineligibleReason === undefined ? 'No snapshot yet' : 'No eligible snapshot'),
  };
}

/** Writes what a run begins with, as debug lines. */
function describeState(
  debug: (line: string) => void,
  { from, state }: BaseState,
  snapshot: FoundSnapshot | undefined,
): void {
  const { unread, read, gaps } = state;
  debug(
    `Snapshot: ${snapshot === undefined ? 'none' : `${snapshot.manifest.snapshot_id}, ${snapshot.origin}`}`,
  );
  debug(
    `State from ${from === 'nothing' ? 'nothing' : `the ${from}`}: ${unread.length} unread blobs, ${Object.keys(read).length} read blobs, ${gaps.length} gaps`,
  );
}
