import {
  deleteQueries,
  NOT_SEARCHED,
  type SearchBase,
  type Searched,
  type SearchRun,
  searchHistory,
} from '../../../src/commands/history.ts';
import { DAY_MS, HOUR_MS, isoInstant, MINUTE_MS } from '../../../src/instants.ts';
import { openIdentity } from '../../../src/launches/identity.ts';
import { recordCountsOf } from '../../../src/report/run-report.ts';
import { openCalendar } from '../../../src/snapshot/calendar.ts';
import type { Format } from '../../../src/snapshot/files.ts';
import { ALL_DATES } from '../../../src/snapshot/partitioned-table.ts';
import { type Collected, collect } from '../../../src/sources/activity-feed/collect.ts';
import type { Window } from '../../../src/sources/activity-feed/content.ts';
import { gapsOf, lostIn, namelessEntries } from '../../../src/sync/gaps.ts';
import { publishRun, requireSame } from '../../../src/sync/publish.ts';
import { advance, type SyncState } from '../../../src/sync/state.ts';
import { chooseState } from '../../../src/sync/stored-state.ts';
import { planWindows, type WindowRequest } from '../../../src/sync/windows.ts';
import { Killed, type ModelSearch, type SearchFaults, WELL } from './search.ts';
import type {
  CacheFaults,
  ModelCache,
  ModelSnapshot,
  ModelStore,
  Publication,
  PublishFault,
  StoreWatch,
} from './stores.ts';
import type { FeedFaults, ModelTenant } from './tenant.ts';

/** The steps of a run at which it can be killed, or another run can go through. */
export type Step = 'before listing' | 'after download' | 'before publish' | 'after publish';

/** The settings of all runs of a sequence. Lengths in ms. */
export interface ModelSettings {
  readonly lookbackMs: number;
  readonly overlapMs: number;
  readonly intervalMs: number;
  readonly concurrency: number;
  readonly formats: readonly Format[];
}

/** How one run goes. */
export interface RunPlan {
  /** `undefined`: from the watermark on. */
  readonly manual: { readonly start: number; readonly end: number } | undefined;
  readonly feed: FeedFaults;
  readonly publish: PublishFault | undefined;
  readonly cache: CacheFaults;
  /** How audit search answers; `undefined`: as it should. */
  readonly search?: SearchFaults | undefined;
  readonly killAt: Step | undefined;
  /** A run that goes through at a step of this one. */
  readonly meanwhile: { readonly at: Step; readonly run: () => Promise<void> } | undefined;
}

/** What a run came to; `ended` says why it did not come to its end. */
export interface RunResult {
  readonly ended: string | undefined;
  readonly collected: Collected | undefined;
  readonly published: 'published' | 'unchanged' | undefined;
}

/** Where a run works, and who looks on. */
export interface ModelWorld {
  readonly tenant: ModelTenant;
  readonly store: ModelStore;
  readonly cache: ModelCache;
  readonly settings: ModelSettings;
  /** `undefined`: runs know what the feed lists, and no more. */
  readonly search?: ModelSearch;
  readonly onMerge: StoreWatch['onMerge'];
  readonly onPublish: (publication: Publication, collected: Collected) => void;
  readonly onUnchanged: (base: ModelSnapshot, collected: Collected) => void;
  readonly complain: (sentence: string) => void;
}

/** The parts of the pipeline that a test can break on purpose. */
export interface Parts {
  readonly planWindows: typeof planWindows;
  readonly chooseState: typeof chooseState;
  readonly collect: typeof collect;
  readonly savesBeforePublish: boolean;
  /** Publishes over whatever another run published meanwhile. */
  readonly overwritesOthers: boolean;
}

export const PARTS: Parts = {
  planWindows,
  chooseState,
  collect,
  savesBeforePublish: false,
  overwritesOthers: false,
};

export const TENANT_ID = '11111111-2222-4333-8444-555555555555';
const identity = openIdentity({ mode: 'name' }, TENANT_ID);
export const calendar = openCalendar('UTC');

/** One run, step by step as `src/main.ts` does it, over the model's feed, store and cache. */
export async function runOnce(world: ModelWorld, plan: RunPlan, parts: Parts = PARTS): Promise<RunResult> {
  let collected: Collected | undefined;
  try {
    const { published, result } = await steps(world, plan, parts, (value) => {
      collected = value;
    });
    if (plan.killAt === 'after publish') throw new Killed('killed after publish');
    return { ended: undefined, collected: result, published };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const expected = error instanceof Killed || error.name === 'StoreError';
    if (!expected) throw error;
    return { ended: error.message, collected, published: undefined };
  }
}

async function steps(
  world: ModelWorld,
  plan: RunPlan,
  parts: Parts,
  onCollected: (collected: Collected) => void,
): Promise<{ published: 'published' | 'unchanged'; result: Collected }> {
  const { tenant, cache, settings } = world;
  const searchRun = searchRunOf(world, plan);
  const at = async (step: Step): Promise<void> => {
    if (plan.meanwhile?.at === step) await plan.meanwhile.run();
    if (plan.killAt === step && step !== 'after publish') throw new Killed(`killed ${step}`);
  };
  let collected: Collected | undefined;
  const store = world.store.open(plan.publish, {
    overwritesOthers: parts.overwritesOthers,
    onMerge: world.onMerge,
    onPublish: (publication) => {
      if (collected !== undefined) world.onPublish(publication, collected);
    },
  });

  const base = await store.previous();
  requireSame(base?.manifest, { tenantId: TENANT_ID, identity });
  const times = { now: tenant.now, latest: tenant.now, manifestKey: undefined, ineligibleReason: undefined };
  const begin = parts.chooseState(cache.find(plan.cache), base?.manifest, times).state;
  await at('before listing');

  const request: WindowRequest =
    plan.manual === undefined
      ? { kind: 'watermark', lookbackMs: settings.lookbackMs, overlapMs: settings.overlapMs }
      : { kind: 'manual', ...plan.manual };
  const windows = parts.planWindows(request, begin.watermark, tenant.now, settings.intervalMs);
  const known = {
    unread: begin.unread,
    read: request.kind === 'manual' ? {} : begin.read,
    lost: lostIn(begin.gaps),
  };
  tenant.listed = [];
  collected = await parts.collect(
    tenant.feed(plan.feed),
    windows,
    known,
    settings.concurrency,
    () => undefined,
  );
  onCollected(collected);
  const hole = firstHole(collected.listed, tenant.listed);
  if (hole !== undefined) world.complain(`counts as listed and was not: ${isoInstant(hole)}`);
  await at('after download');

  const isManual = request.kind === 'manual';
  const gaps = gapsOf(windows, collected, begin, base?.manifest.coverage.gaps ?? []);
  const { launches, events } = collected;
  const { formats, overlapMs } = settings;
  const { listed, read, unread, lost } = collected;
  const progress = {
    listed,
    read,
    unread,
    lost: lost.map(({ id }) => id),
    movesWatermark: !isManual,
    keptFrom: null,
    overlapMs,
    gaps,
    nameless: namelessEntries(collected.malformed),
    now: tenant.now,
  };
  const searched = await searchOnce(plan, searchRun, {
    snapshot: base,
    collected,
    state: advance(begin, progress),
    identity,
    calendar,
    now: tenant.now,
    latest: tenant.now + HOUR_MS,
    keptFrom: null,
  });
  const batch = {
    launches: launches.concat(searched.found.launches),
    events,
    calendar,
    formats,
    users: identity.mode,
    keepFrom: undefined,
    possible: ALL_DATES,
    catalog: new Map(),
  };
  const save = (snapshotId: string, { watermark }: SyncState): void => {
    if (watermark !== null) cache.save(plan.cache, { snapshotId, watermark, subscriptionOffAt: undefined });
  };
  if (parts.savesBeforePublish && base !== undefined && windows.end > windows.start) {
    save(base.manifest.snapshot_id, {
      ...begin,
      watermark: Math.max(begin.watermark ?? 0, collected.listed.end),
    });
  }
  await at('before publish');
  const published = await publishRun(
    store,
    { base, state: begin },
    {
      tenantId: TENANT_ID,
      manifestKey: undefined,
      now: tenant.now,
      identity,
      generatedAt: tenant.now,
      runId: '1',
      batch,
      progress: { ...progress, history: searched.progress },
      documents: async () => new Map(),
    },
    { pause: async () => undefined, refreshMs: DAY_MS },
  );
  if (published.kind === 'unchanged' && published.base !== undefined) {
    world.onUnchanged(published.base, collected);
  }
  const counts = recordCountsOf({ collected, searched: searched.found, merged: published.merged });
  const sum = counts.added + counts.tooOld + counts.duplicates + counts.otherOperations + counts.unreadable;
  if (sum !== counts.records) world.complain(`the counts do not reconcile: ${JSON.stringify(counts)}`);
  await at('after publish');
  await deleteQueries(searchRun, searched.finished);
  if (plan.killAt !== 'after publish') save(published.manifest.snapshot_id, published.state);
  return { published: published.kind, result: collected };
}

async function searchOnce({ manual }: RunPlan, run: SearchRun, base: SearchBase): Promise<Searched> {
  return manual === undefined ? await searchHistory(run, base) : NOT_SEARCHED;
}

function searchRunOf({ search, tenant }: ModelWorld, plan: RunPlan): SearchRun {
  let now = tenant.now;
  return {
    settings: { historyReachMs: 180 * DAY_MS, historyWaitMs: 10 * MINUTE_MS, operations: ['LaunchPowerApp'] },
    host: {
      clock: {
        now: () => now,
        sleep: async (ms) => {
          now += ms;
        },
      },
      log: { debug: () => undefined },
    },
    search: search && { queries: search.open(plan.search ?? WELL) },
    prefix: 'model ',
  };
}

/** The first instant of a window that none of the others, in order, reaches. */
function firstHole(whole: Window, windows: readonly Window[]): number | undefined {
  let reached = whole.start;
  for (const { start, end } of windows) if (start <= reached) reached = Math.max(reached, end);
  return reached < whole.end ? reached : undefined;
}
