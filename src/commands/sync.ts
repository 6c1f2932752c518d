import { loadSignIn } from '../entra/token.ts';
import { adviceOf } from '../errors.ts';
import type { Settings } from '../inputs/settings.ts';
import { latestAfter } from '../launches/instant.ts';
import { step } from '../log.ts';
import { loadPage } from '../report/documents.ts';
import { type InventoryStep, inventoryLine } from '../report/inventory-findings.ts';
import * as lines from '../report/log-lines.ts';
import { reportRun } from '../report/outputs.ts';
import { span } from '../report/run-report.ts';
import { loadWriters } from '../snapshot/files.ts';
import { type Collected, collect } from '../sources/activity-feed/collect.ts';
import { createFeed } from '../sources/activity-feed/feed.ts';
import {
  readSubscription,
  type SubscriptionStatus,
  startSubscription,
} from '../sources/activity-feed/subscription.ts';
import type { Deletion } from '../stores/artifact/older.ts';
import type { Saved } from '../stores/cache.ts';
import { storeLabel } from '../stores/create-store.ts';
import type { FoundSnapshot } from '../stores/store.ts';
import { clockWarningOf } from '../sync/clocks.ts';
import { type Decision, decide } from '../sync/decision.ts';
import { lostIn, subscriptionOff } from '../sync/gaps.ts';
import { readTime } from '../sync/history-state.ts';
import { advance, type RunProgress, type SyncState, withoutRead } from '../sync/state.ts';
import { type Plan, planWindows, windowRequestOf } from '../sync/windows.ts';
import { type Delivered, deliver, settledDays } from './deliver.ts';
import { deleteQueries, NOT_SEARCHED, prefixOf, type Searched, searchHistory } from './history.ts';
import {
  type Admission,
  admit,
  deleteOlder,
  openParts,
  type Parts,
  type PublishBase,
  type PublishResult,
  publish,
  reportOn,
  save,
} from './publish.ts';
import { type StartingRun, withKeys } from './run.ts';
import { lookUp, type Stored, stateIn } from './stored.ts';
import { takeInventory } from './take-inventory.ts';

/** `command: sync`: reads what the feed lists since the last run, merges it into the snapshot, and publishes that. */
export async function sync(starting: StartingRun): Promise<void> {
  const [admission] = await Promise.all([admit(starting), loadSignIn()]);
  const admitted = { ...starting, ...admission };
  // Reading it takes no token: it goes on beside sign-in and subscription.
  const previous = starting.store.previous();
  const settled = previous.then(
    () => undefined,
    () => undefined,
  );
  try {
    await syncFrom(admitted, previous);
  } finally {
    // The store must not be closed under it.
    await settled;
  }
}

async function syncFrom(
  admitted: StartingRun & Admission,
  previous: Promise<FoundSnapshot | undefined>,
): Promise<void> {
  const { settings, tokens } = admitted;
  const { log } = admitted.host;

  await step(log, 'Sign in to Entra ID', tokens.get, () => lines.signInLine(settings));
  const run = await withKeys(admitted);
  const parts = openParts(run);
  const found = await step(
    log,
    'Subscription to Audit.General',
    () => subscribe(parts, previous),
    lines.subscriptionLine,
  );
  const base = await step(
    log,
    'Previous snapshot and watermark',
    () => readBase(parts, found),
    lines.baseLine,
  );
  const plan = planWindows(windowRequestOf(settings), base.state.watermark, base.now, settings.intervalMs);
  const collected = await step(
    log,
    `Content of ${span(plan)}`,
    () => read(parts, base, plan),
    lines.contentLine,
  );
  const decision = decide(readingOf(parts, base, plan, collected));
  if (decision.kind === 'nothing-readable') throw decision.error;
  const progress = progressOf(parts, base, collected, decision);
  const searched = await searchWith(parts, base, collected, progress);
  const inventory = await inventoryOf(parts, base);
  const settled = await settledDays(run, base.snapshot, base.delivered, parts.calendar.local(base.now).date);
  const published = await step(
    log,
    'Merge and publish',
    () =>
      publish(
        parts,
        { ...base, settled },
        {
          launches: collected.launches.concat(searched.found.launches),
          events: collected.events.concat(searched.found.events),
        },
        inventory,
        { ...progress, history: searched.progress },
      ),
    (result) => lines.publishedLine(result.kind, storeLabel(settings), result.merged),
  );
  const delivered = await deliver(run, published, base.delivered);
  const saved = await step(
    log,
    'Save the watermark',
    () => save(parts, published, delivered),
    lines.savedLine,
  );
  const deletion = await deleteOlder(parts, published);
  await deleteQueries(run, searched.finished);
  const complete = decision.complete && published.lost.length === 0;
  await report(parts, {
    ...{
      base,
      plan,
      collected,
      searched,
      decision,
      complete,
      inventory,
      published,
      delivered,
      saved,
      deletion,
    },
  });

  if (decision.error !== undefined) run.host.fail(adviceOf(decision.error));
  else if (settings.strict && !complete) run.host.fail(lines.STRICT_FAILURE);
}

/** The subscription as the run found it. */
interface FoundSubscription {
  readonly status: SubscriptionStatus;
  /** It is off still: the service takes no start before then, ms since 1970. */
  readonly startableAt: number | undefined;
  /** What was found meanwhile. */
  readonly stored: Promise<Stored>;
}

/** Starts the subscription where it is not on, and looks up what earlier runs left; returns how the subscription was. */
async function subscribe(
  parts: Parts,
  previous: Promise<FoundSnapshot | undefined>,
): Promise<FoundSubscription> {
  const { feed } = parts;
  const answer = readSubscription(feed);
  const stored = lookUp(parts, previous);
  // It is read, and its error told, by the next step.
  stored.catch(() => undefined);
  const status = await answer;
  if (status === 'enabled') return { status, startableAt: undefined, stored };
  const started = await startSubscription(feed);
  return { status, startableAt: started.kind === 'throttled' ? started.startableAt : undefined, stored };
}

/** What the run begins with. */
interface Base extends Omit<PublishBase, 'settled'>, lines.BaseLine {
  readonly stateWarning: string | undefined;
  readonly subscriptionWasDisabled: boolean;
  readonly startableAt: number | undefined;
}

async function readBase(parts: Parts, subscription: FoundSubscription): Promise<Base> {
  const { host, feed, cache } = parts;
  const stored = await subscription.stored;
  const { snapshot } = stored;
  const now = feed.now();
  const { delivered, origin, ...chosen } = stateIn(parts, stored, { now, latest: feed.latest() });
  const subscriptionWasDisabled = subscription.status !== 'enabled';
  const state = subscriptionWasDisabled ? withSubscriptionOff(chosen.state, now) : chosen.state;
  if (snapshot !== undefined && state.watermark !== null && subscriptionWasDisabled) {
    // No later run can tell, and this one may fail before it publishes.
    const { snapshot_id: snapshotId } = snapshot.manifest;
    const subscriptionOffAt = Math.max(now, state.watermark);
    const { watermark } = state;
    await cache.save({ snapshotId, watermark, subscriptionOffAt, delivered: delivered?.flags });
  }
  return {
    snapshot,
    state,
    stateWarning: chosen.stateWarning,
    subscriptionWasDisabled,
    delivered,
    startableAt: subscription.startableAt,
    now,
    // What is later is left out for good: of two clocks the slow one must not decide.
    latest: latestAfter(Math.max(now, host.clock.now())),
    origin,
    watermark: state.watermark,
    stateFrom: chosen.from,
  };
}

function withSubscriptionOff(state: SyncState, now: number): SyncState {
  if (state.watermark === null) return state;
  return {
    ...state,
    gaps: [...state.gaps, subscriptionOff(state.watermark, Math.max(now, state.watermark))],
  };
}

async function read(
  { settings, host, feed, isManual, users }: Parts,
  { state, latest }: Base,
  plan: Plan,
): Promise<Collected> {
  const { concurrency, formats, operations, tenantId } = settings;
  await host.keepHeapSmall();
  const kept = new Map(operations.map((name) => [name.toLowerCase(), name]));
  const thread = await host.startBlobThread({ rules: { operations: kept, latest }, users, tenantId });
  try {
    // A manual run reads its window again, whatever was read before.
    const known = { unread: state.unread, read: isManual ? {} : state.read, lost: lostIn(state.gaps) };
    const progress = lines.createProgressLine(host.clock.now, host.log.info);
    // As many blobs again as requests are open: their bodies are worked on meanwhile.
    const reading = collect(
      createFeed(feed, concurrency, thread.read),
      plan,
      known,
      2 * concurrency,
      progress,
    );
    const [collected] = await Promise.all([reading, loadWriters(formats), loadPage()]);
    for (const line of collected.unreadable) host.log.debug(`unreadable: ${line}`);
    return collected;
  } finally {
    await thread.close();
  }
}

function readingOf({ isManual }: Parts, base: Base, plan: Plan, collected: Collected) {
  const { state, snapshot, subscriptionWasDisabled, startableAt, now } = base;
  const publishedGaps = snapshot?.manifest.coverage.gaps;
  return { plan, isManual, collected, state, publishedGaps, subscriptionWasDisabled, startableAt, now };
}

/** Without an inventory to take, the log has no line of one. */
async function inventoryOf(parts: Parts, { snapshot, now }: Base): Promise<InventoryStep> {
  const take = () => takeInventory(parts, parts.identity, snapshot?.manifest, now);
  return parts.inventory === undefined
    ? await take()
    : await step(parts.host.log, 'App inventory', take, inventoryLine);
}

type PublishDecision = Extract<Decision, { kind: 'publish' }>;
/** What the feed's content does to the state. */
function progressOf(
  { settings: { keepMs, overlapMs } }: Parts,
  { now }: Base,
  { read, lost }: Collected,
  { content: { listed, unread }, gaps, nameless, movesWatermark }: PublishDecision,
): RunProgress {
  const keptFrom = keepMs === undefined ? null : now - keepMs;
  const lostIds = lost.map(({ id }) => id);
  return { listed, read, unread, lost: lostIds, movesWatermark, keptFrom, overlapMs, gaps, nameless, now };
}

/** A manual run reads its window again, and no more. */
async function searchWith(
  parts: Parts,
  { snapshot, state, now, latest }: Base,
  collected: Collected,
  progress: RunProgress,
): Promise<Searched> {
  const { search, isManual, identity, calendar, host } = parts;
  if (search === undefined || isManual) return NOT_SEARCHED;
  const { keptFrom } = progress;
  const after = advance(state, progress);
  return await step(
    host.log,
    'Audit search',
    () =>
      searchHistory(
        { ...parts, prefix: prefixOf(parts) },
        { snapshot, collected, state: after, identity, calendar, now, latest, keptFrom },
      ),
    ({ report, progress }) => lines.searchLine(report.windows, progress?.after.queries ?? []),
  );
}

interface Results {
  readonly base: Base;
  readonly plan: Plan;
  readonly collected: Collected;
  readonly searched: Searched;
  readonly decision: PublishDecision;
  readonly inventory: InventoryStep;
  /** The run listed all it should, read every blob listed, and opened no gap. */
  readonly complete: boolean;
  readonly published: PublishResult;
  readonly delivered: Delivered;
  readonly saved: Saved;
  readonly deletion: Deletion;
}

async function report(parts: Parts, results: Results): Promise<void> {
  const { settings, host, isManual } = parts;
  const { base, plan, collected, searched, decision, complete, published, saved, deletion } = results;
  const { subscriptionWasDisabled, startableAt, stateWarning } = base;
  const awaiting = base.state.watermark === null ? 'silent' : 'restarted';
  const seen = decision.awaitingFirstContent ? awaiting : 'enabled';
  await reportRun(host, {
    ...(await reportOn(parts, published)),
    window: plan,
    collected: { ...collected, unlisted: decision.unlisted },
    searched: searched.found,
    search: searched.report,
    inventory: results.inventory,
    deliveries: results.delivered.reports,
    complete,
    newGaps: [...withoutRead(decision.gaps, readTime(published.state.history)), ...published.lost],
    postponed: collected.unread.length - decision.content.unread.length,
    isManual,
    failure: failureOf(settings, decision),
    subscription: subscriptionWasDisabled ? 'started' : seen,
    startableAt,
    notDeleted: deletion.problem,
    isManualStart: isManual && base.snapshot === undefined && base.stateWarning === undefined,
    stateWarning,
    clockWarning: clockWarningOf(parts.feed, [base.state.watermark, collected.newest]),
    cacheFailure: saved.kind === 'failed' ? saved.reason : undefined,
  });
}

function failureOf(
  { strict }: Settings,
  { error, complete }: PublishDecision,
): 'not-listed' | 'strict' | undefined {
  if (error !== undefined) return 'not-listed';
  return strict && !complete ? 'strict' : undefined;
}
