import { CLOUDS } from '../entra/clouds.ts';
import { adviceOf } from '../errors.ts';
import { type Audience, requireFitForUsers } from '../github/visibility.ts';
import type { Settings } from '../inputs/settings.ts';
import { type Identity, openIdentity } from '../launches/identity.ts';
import { latestAfter } from '../launches/instant.ts';
import { step } from '../log.ts';
import { documentsOf } from '../report/documents.ts';
import { type InventoryStep, inventoryLine } from '../report/inventory-findings.ts';
import * as lines from '../report/log-lines.ts';
import { reportRun } from '../report/outputs.ts';
import { overviewOf } from '../report/overview.ts';
import { span } from '../report/run-report.ts';
import { type AppCatalog, ownersIn } from '../snapshot/app-catalog.ts';
import { possibleDates } from '../snapshot/batch.ts';
import { type Calendar, openCalendar } from '../snapshot/calendar.ts';
import { loadWriters } from '../snapshot/files.ts';
import { type Collected, collect } from '../sources/activity-feed/collect.ts';
import { createFeed } from '../sources/activity-feed/feed.ts';
import {
  readSubscription,
  type SubscriptionStatus,
  startSubscription,
} from '../sources/activity-feed/subscription.ts';
import { readAppCatalog } from '../sources/app-catalog.ts';
import { refreshMs } from '../stores/artifact/artifact.ts';
import { type Deletion, NOTHING_DELETED } from '../stores/artifact/older.ts';
import { createStateCache, type Saved, type StateCache } from '../stores/cache.ts';
import { artifactUrl, storeLabel, storeLinks } from '../stores/create-store.ts';
import type { FoundSnapshot, Reference } from '../stores/store.ts';
import { clockWarningOf } from '../sync/clocks.ts';
import { type Decision, decide } from '../sync/decision.ts';
import { lostIn, subscriptionOff } from '../sync/gaps.ts';
import { searchedTime } from '../sync/history-state.ts';
import { inventoryState } from '../sync/inventory.ts';
import type { DeliveryRules } from '../sync/outbox.ts';
import { type Published, publishRun, requireSame } from '../sync/publish.ts';
import { advance, type RunProgress, type SyncState, withoutSearched } from '../sync/state.ts';
import { type BaseState, chooseState } from '../sync/stored-state.ts';
import { type Plan, planWindows, windowRequestOf } from '../sync/windows.ts';
import { type Delivered, deliver } from './deliver.ts';
import { deleteQueries, NOT_SEARCHED, prefixOf, type Searched, searchHistory } from './history.ts';
import type { Run } from './run.ts';
import { takeInventory } from './take-inventory.ts';

/** `command: sync`: reads what the feed lists since the last run, merges it into the snapshot, and publishes that. */
export async function sync(run: Run): Promise<void> {
  const { settings, tokens } = run;
  const { log } = run.host;
  const parts = await openParts(run);

  await step(log, 'Sign in to Entra ID', tokens.get, () => lines.signInLine(settings));
  const found = await step(
    log,
    'Subscription to Audit.General',
    () => subscribe(parts),
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
  const published = await step(
    log,
    'Merge and publish',
    () =>
      publish(parts, base, collected, { searched, inventory }, { ...progress, history: searched.progress }),
    (result) => lines.publishedLine(result.kind, storeLabel(settings), result.merged),
  );
  const delivered = await deliver(run, published);
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

/** What the steps of one run share. */
interface Parts extends Run {
  readonly identity: Identity;
  readonly calendar: Calendar;
  readonly catalog: AppCatalog;
  readonly cache: StateCache;
  readonly isManual: boolean;
  readonly audience: Audience;
}

async function openParts(run: Run): Promise<Parts> {
  const { settings, context, host, github, users, signing } = run;
  const catalog = await readAppCatalog(settings.appCatalog);
  const audience = await requireFitForUsers(settings, ownersIn(catalog) > 0, context, github);
  host.log.debug(`Repository: ${audience.words}`);
  return {
    ...run,
    identity: openIdentity(users, settings.tenantId),
    calendar: openCalendar(settings.timeZone),
    catalog,
    cache: createStateCache(settings, context, signing?.cache, host.loadCacheClient),
    isManual: settings.window.kind === 'manual',
    audience,
  };
}

/** The subscription as the run found it. */
interface FoundSubscription {
  readonly status: SubscriptionStatus;
  /** It is off still: the service takes no start before then, ms since 1970. */
  readonly startableAt: number | undefined;
}

/** Starts the subscription where it is not on; returns how it was. */
async function subscribe({ feed, cache }: Parts): Promise<FoundSubscription> {
  const [status] = await Promise.all([readSubscription(feed), cache.load()]);
  if (status === 'enabled') return { status, startableAt: undefined };
  const started = await startSubscription(feed);
  return { status, startableAt: started.kind === 'throttled' ? started.startableAt : undefined };
}

/** What the run begins with. */
interface Base extends lines.BaseLine {
  readonly snapshot: FoundSnapshot | undefined;
  readonly state: SyncState;
  readonly stateWarning: string | undefined;
  readonly subscriptionWasDisabled: boolean;
  /** What the cache says of the deliveries. */
  readonly delivered: DeliveryRules['delivered'];
  readonly startableAt: number | undefined;
  /** The run's time, ms since 1970. */
  readonly now: number;
  /** No record can be later, ms since 1970. */
  readonly latest: number;
}

async function readBase(parts: Parts, subscription: FoundSubscription): Promise<Base> {
  const { settings, host, feed, store, cache, identity, signing } = parts;
  const { tenantId } = settings;
  const snapshot = await store.previous();
  requireSame(snapshot?.manifest, { tenantId, identity });
  const found = await cache.find(snapshot?.manifest.snapshot_id);
  if (found.kind === 'ignored') host.log.info(`The cache was not used: ${found.reason}`);
  const cached = found.kind === 'found' ? found.state : undefined;
  const ineligibleReason = snapshot === undefined ? await store.ineligibleReason() : undefined;
  const delivered =
    cached?.delivered === undefined ? undefined : { snapshotId: cached.snapshotId, flags: cached.delivered };
  const now = feed.now();
  const chosen = chooseState(cached, snapshot?.manifest, {
    now,
    latest: feed.latest(),
    manifestKey: signing?.manifest,
    ineligibleReason,
    newestSnapshot: found.newest,
  });
  const subscriptionWasDisabled = subscription.status !== 'enabled';
  const state = subscriptionWasDisabled ? withSubscriptionOff(chosen.state, now) : chosen.state;
  describeState(host.log.debug, chosen, snapshot);
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
    origin: snapshot?.origin ?? (ineligibleReason === undefined ? 'No snapshot yet' : 'No eligible snapshot'),
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
    const [collected] = await Promise.all([reading, loadWriters(formats)]);
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
type PublishResult = Published<FoundSnapshot, Reference> & { readonly found: Reference };

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

async function publish(
  parts: Parts,
  base: Base,
  collected: Collected,
  { searched: { found }, inventory }: Pick<Results, 'searched' | 'inventory'>,
  progress: RunProgress,
): Promise<PublishResult> {
  const { settings, context, host, store, identity, calendar, catalog, signing } = parts;
  const { tenantId, formats } = settings;
  const launches = collected.launches.concat(found.launches);
  const events = collected.events.concat(found.events);
  const { keptFrom } = progress;
  const taken = inventory.kind === 'taken' ? inventory.taken : undefined;
  const keepFrom = keptFrom === null ? undefined : calendar.local(keptFrom).date;
  const request = {
    tenantId,
    manifestKey: signing?.manifest,
    now: base.now,
    identity,
    batch: {
      ...{ launches, events, calendar, formats, users: identity.mode, keepFrom, catalog },
      possible: possibleDates(base.latest, calendar),
      inventory: taken,
    },
    inventory: taken && inventoryState(taken),
    generatedAt: host.clock.now(),
    runId: context.runId,
    deliveries: {
      targets: parts.deliveries.targets(calendar.local(base.now).date),
      delivered: base.delivered,
    },
    documents: documentsOf(calendar, CLOUDS[settings.cloud].makerUrl),
    progress,
  };
  const result = await publishRun(store, { base: base.snapshot, state: base.state }, request, {
    pause: () => host.clock.sleep(host.random() * 1_000),
    refreshMs: refreshMs(settings, context.retentionLimitDays),
  });
  const { files, removed } = result.merged;
  host.log.debug(`${result.kind}: ${files.size} data files written, ${removed.size} removed`);
  for (const [path, bytes] of files) host.log.debug(`wrote ${path}, ${bytes.length} bytes`);
  const place =
    result.reference ?? (result.base === undefined ? {} : await store.ensureMaterialized(result.base));
  return { ...result, found: place };
}

async function save(
  { cache }: Parts,
  { manifest, state }: PublishResult,
  { flags: delivered }: Delivered,
): Promise<Saved> {
  const { watermark } = state;
  if (watermark === null) return { kind: 'unneeded', reason: 'there is no watermark yet' };
  const { snapshot_id: snapshotId } = manifest;
  return await cache.save({ snapshotId, watermark, subscriptionOffAt: undefined, delivered });
}

async function deleteOlder(
  { host, settings, store }: Parts,
  { kind, base }: PublishResult,
): Promise<Deletion> {
  if (kind === 'unchanged' || !settings.publish.artifact) return NOTHING_DELETED;
  return await step(host.log, 'Delete older artifacts', () => store.deleteOlder(base), lines.deletionLine);
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
  const { settings, context, host, calendar, identity, audience, isManual } = parts;
  const { base, plan, collected, searched, decision, complete, published, saved, deletion } = results;
  const { state, merged, manifest, kind, found } = published;
  const { subscriptionWasDisabled, startableAt, stateWarning } = base;
  const awaiting = base.state.watermark === null ? 'silent' : 'restarted';
  const seen = decision.awaitingFirstContent ? awaiting : 'enabled';
  await reportRun(host, {
    window: plan,
    state,
    collected: { ...collected, unlisted: decision.unlisted },
    searched: searched.found,
    search: searched.report,
    merged,
    inventory: results.inventory,
    deliveries: results.delivered.reports,
    manifest,
    complete,
    overview: await overviewOf(manifest, merged.tables, calendar),
    newGaps: [...withoutSearched(decision.gaps, searchedTime(state.history)), ...published.lost],
    postponed: collected.unread.length - decision.content.unread.length,
    published: kind === 'published',
    isManual,
    failure: failureOf(settings, decision),
    stores: storeLinks(settings, context, found),
    directory: settings.directory.relative,
    commitSha: found.commitSha,
    artifactId: found.artifact?.id,
    artifactUrl: artifactUrl(context, found.artifact),
    subscription: subscriptionWasDisabled ? 'started' : seen,
    startableAt,
    isInternal: audience.isInternal,
    foreign: published.base?.foreign ?? [],
    foreignCommit: published.base?.isForeign === true ? published.base.reference.commitSha : undefined,
    notMerged: published.base?.unreadArtifacts ?? [],
    notDeleted: deletion.problem,
    isManualStart: isManual && base.snapshot === undefined && base.stateWarning === undefined,
    stateWarning,
    clockWarning: clockWarningOf(parts.feed, [base.state.watermark, collected.newest]),
    cacheFailure: saved.kind === 'failed' ? saved.reason : undefined,
    withUsers: identity.mode !== 'none',
    deadlineMs: settings.deadlineMs,
  });
}

function failureOf(
  { strict }: Settings,
  { error, complete }: PublishDecision,
): 'not-listed' | 'strict' | undefined {
  if (error !== undefined) return 'not-listed';
  return strict && !complete ? 'strict' : undefined;
}
