import { setTimeout as sleep } from 'node:timers/promises';
import * as core from '@actions/core';
import { check } from './commands/check.ts';
import { openGitHub } from './github/api.ts';
import { requireFitForPersons } from './github/visibility.ts';
import { keepHeapSmall } from './heap.ts';
import { openAgents, openHttp } from './http/send.ts';
import { readSurroundings, type Surroundings } from './inputs/run-context.ts';
import { readSettings, type Settings, secretsOf } from './inputs/settings.ts';
import { openIdentity } from './launches/identity.ts';
import { documentsOf } from './report/documents.ts';
import { fail, progressLine, report, stage } from './report/outputs.ts';
import { overviewOf } from './report/overview.ts';
import { instant, plural, span } from './report/run-report.ts';
import type { AppCatalog } from './snapshot/app-catalog.ts';
import { openCalendar } from './snapshot/calendar.ts';
import { loadWriters } from './snapshot/files.ts';
import { type BlobThread, type BlobWork, openBlobThread } from './sources/activity-feed/blob-thread.ts';
import { collect, progressOf } from './sources/activity-feed/collect.ts';
import { openActivityApi, type SignedApi } from './sources/activity-feed/create-api.ts';
import { openFeed } from './sources/activity-feed/feed.ts';
import { readSubscription, startSubscription } from './sources/activity-feed/subscription.ts';
import { readAppCatalog } from './sources/app-catalog.ts';
import { refreshMs } from './stores/artifact/artifact.ts';
import { loadCache, restoreState, saveState } from './stores/cache.ts';
import { artifactUrl, cacheKeys, openPlace, placeName } from './stores/create-store.ts';
import type { Place } from './stores/store.ts';
import { awaitsFirstContent } from './sync/first-content.ts';
import { gapsOf, subscriptionOff } from './sync/gaps.ts';
import { publishRun, requireSame } from './sync/publish.ts';
import { chooseState, formatState } from './sync/stored-state.ts';
import { planWindows, wishOf } from './sync/windows.ts';

const clock = { now: Date.now, sleep: async (ms: number): Promise<void> => void (await sleep(ms)) };

/** One run, from the inputs to the outputs. Sets a failed exit code instead of throwing. */
export async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const settings = readSettings(environment, new Date(clock.now()));
    for (const secret of secretsOf(settings)) core.setSecret(secret);
    const surroundings = readSurroundings(environment);
    const agent = openAgents(environment, settings.concurrency + 2);
    const outside = { ...clock, mask: core.setSecret, environment, send: openHttp(agent) };
    const github = openGitHub({ ...surroundings, ...outside, token: settings.githubToken });
    const requireFit = (catalog: AppCatalog) =>
      requireFitForPersons(settings, catalog, surroundings.visibility, github);
    const isCheck = settings.command === 'check';
    // A check asks for both by itself, so that either answer stands in its table.
    const catalog: AppCatalog = isCheck ? new Map() : await readAppCatalog(settings.appCatalog);
    if (!isCheck) await requireFit(catalog);
    const api = openActivityApi(settings, {
      ...{ agent, clock, random: Math.random },
      ...{ idToken: core.getIDToken, mask: core.setSecret },
    });
    const place = await openPlace(settings, surroundings, { ...outside, github });
    try {
      if (isCheck) await check(settings, surroundings, place, api, requireFit);
      else await sync(settings, surroundings, place, api, catalog);
    } finally {
      await place.close();
    }
  } catch (error) {
    fail(error);
  }
}

/** Bodies are read on a thread of their own, which ends with `use`. */
async function withBlobThread<T>(
  { operations, users, tenantId }: Settings,
  use: (read: BlobThread['read']) => Promise<T>,
): Promise<T> {
  const kept = new Map(operations.map((name) => [name.toLowerCase(), name]));
  const workerData: BlobWork = { operations: kept, users, tenantId };
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(new URL('./sources/activity-feed/blob-worker.js', import.meta.url), {
    workerData,
  });
  const thread = openBlobThread(worker);
  try {
    return await use(thread.read);
  } finally {
    await thread.close();
  }
}

async function sync(
  settings: Settings,
  surroundings: Surroundings,
  place: Place,
  api: SignedApi,
  catalog: AppCatalog,
): Promise<void> {
  const { tenantId, formats } = settings;
  const identity = openIdentity(settings.users, tenantId);
  const calendar = openCalendar(settings.timeZone);

  await stage('Sign in to Entra ID', async () => {
    await api.tokens.get();
    return `Signed in to tenant ${tenantId} of cloud ${settings.cloud}`;
  });

  const subscription = await stage('Subscription to Audit.General', async () => {
    const [status] = await Promise.all([readSubscription(api), loadCache()]);
    if (status === 'enabled') return { line: 'Enabled', wasOff: false };
    await startSubscription(api);
    return { line: `Started, it was ${status}: content follows within minutes to 12 hours`, wasOff: true };
  });

  const keys = cacheKeys(settings, surroundings, clock.now());
  const { base, begin, alarm, now } = await stage('Previous snapshot and watermark', async () => {
    const found = await place.previous();
    requireSame(found?.manifest, { tenantId, identity });
    const cached = await restoreState(surroundings.workspace, keys);
    const passedOver = found === undefined ? await place.passedOver() : undefined;
    const now = api.serviceNow();
    const { state, from, ignored, ...chosen } = chooseState(cached, found?.manifest, { now, passedOver });
    if (ignored !== undefined) core.info(`The cached state does not count: ${ignored}`);
    const { watermark } = state;
    const until = watermark === null ? 'none' : `${instant(watermark)} from the ${from}`;
    const line = `${found?.origin ?? (passedOver === undefined ? 'No snapshot yet' : 'No snapshot that counts')}; watermark: ${until}`;
    const off = subscription.wasOff && watermark !== null ? [subscriptionOff(watermark, now)] : [];
    const noted = { ...state, gaps: [...state.gaps, ...off] };
    if (found !== undefined && off.length > 0) {
      // No later run can tell, and this one may fail before it publishes.
      const text = formatState(tenantId, found.manifest.snapshot_id, noted);
      await saveState(surroundings.workspace, { ...keys, key: `${keys.key}-off` }, text);
    }
    return { line, base: found, begin: noted, now, ...chosen };
  });

  const wish = wishOf(settings);
  const isManual = wish.kind === 'manual';
  const plan = planWindows(wish, begin.watermark, now, settings.intervalMs);

  const collected = await stage(`Content of ${span(plan)}`, async () => {
    await keepHeapSmall();
    // A manual run reads its window again, whatever was read before.
    const known = isManual ? { unread: begin.unread, read: {} } : begin;
    const reading = withBlobThread(settings, (read) => {
      const feed = openFeed(api, settings.concurrency, read);
      // As many blobs again as requests are open: their bodies are worked on meanwhile.
      return collect(feed, plan, known, 2 * settings.concurrency, progressLine(clock.now));
    });
    const [result] = await Promise.all([reading, loadWriters(formats)]);
    const { read, unread, lost, pages, records, launches } = result;
    const found = `${plural(records, 'record')}, ${plural(launches.length, 'launch', 'launches')}`;
    const blobs = `${plural(read.length, 'content blob')} of ${plural(pages, 'page')} read: ${found}`;
    return {
      line: `${blobs}; ${unread.length} unread, ${lost.length} lost, ${result.known} known`,
      ...result,
    };
  });

  const { wasOff } = subscription;
  const fresh = collected.blobsListed - collected.known - begin.unread.length;
  const signs = { wasOff, hasSnapshot: base !== undefined, fresh, now };
  // What was listed too early is listed again.
  const isTooEarly = awaitsFirstContent(begin, signs);
  const unlisted = isTooEarly && wasOff ? [] : collected.unlisted;
  const isFutile =
    unlisted.length === plan.windows.length && collected.read.length + collected.lost.length === 0;
  if (isFutile && unlisted[0] !== undefined) throw unlisted[0].error;
  const gaps = gapsOf(plan, collected.lost, begin, base?.manifest.coverage.gaps ?? []);

  const published = await stage('Merge and publish', async () => {
    const keptFrom = settings.keepMs === undefined ? null : now - settings.keepMs;
    const keepFrom = keptFrom === null ? undefined : calendar.local(keptFrom).date;
    const { launches, events } = collected;
    const addition = { launches, events, calendar, formats, users: identity.mode, keepFrom, catalog };
    const edition = {
      ...{ tenantId, identity, addition, generatedAt: clock.now() },
      documents: documentsOf(calendar),
      progress: progressOf(collected, {
        ...{ movesWatermark: !isManual && !isTooEarly, keptFrom, overlapMs: settings.overlapMs, gaps },
      }),
    };
    const pause = (): Promise<void> => clock.sleep(Math.random() * 1_000);
    const times = { pause, refreshMs: refreshMs(settings, surroundings.retentionLimitDays) };
    const result = await publishRun(place, { base, state: begin }, edition, times);
    const reference = result.reference ?? (result.base === undefined ? {} : await place.settle(result.base));
    const where =
      result.kind === 'published' ? `Published to ${placeName(settings)}` : 'Nothing new to publish';
    const { added, duplicates } = result.extended;
    const what = `${plural(added, 'launch', 'launches')} added, ${plural(duplicates, 'duplicate')}`;
    return { line: `${where}: ${what}`, ...result, reference };
  });

  const cache = await stage('Save the watermark', async () => {
    const text = formatState(tenantId, published.manifest.snapshot_id, published.state);
    const saved = await saveState(surroundings.workspace, keys, text);
    const line = saved.kind === 'saved' ? `Saved as ${keys.key}` : `Not saved: ${saved.why}`;
    return { line, failure: saved.kind === 'saved' ? undefined : saved.why };
  });

  const { state, extended, manifest, kind } = published;
  const { commitSha, artifact } = published.reference;
  const told = { ...collected, unlisted };
  const missing = unlisted.length + collected.unread.length + collected.lost.length;
  await report({
    ...{ window: plan, state, collected: told, extended, manifest, complete: missing === 0 },
    overview: await overviewOf(manifest, extended.tables, calendar),
    newGaps: gaps,
    ...{
      published: kind === 'published',
      place: placeName(settings),
      directory: settings.directory.relative,
    },
    ...{ commitSha, artifactId: artifact?.id, artifactUrl: artifactUrl(surroundings, artifact) },
    ...{ subscription: wasOff ? 'started' : isTooEarly ? 'silent' : 'enabled', alarm },
    cacheFailure: cache.failure,
    withUsers: identity.mode !== 'none',
  });
  if (unlisted[0] !== undefined && unlisted.length === plan.windows.length) throw unlisted[0].error;
  if (settings.strict && missing > 0) {
    core.setFailed('Not everything that the feed listed was read, and strict is true. See the warnings.');
  }
}
