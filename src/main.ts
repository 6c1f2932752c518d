import { setTimeout as sleep } from 'node:timers/promises';
import * as core from '@actions/core';
import { openApi } from './activity-feed/api.ts';
import { openFeed } from './activity-feed/feed.ts';
import { openAgents, openHttp } from './activity-feed/http.ts';
import { openLimiter } from './activity-feed/limiter.ts';
import { readSubscription, startSubscription } from './activity-feed/subscription.ts';
import { openTransport } from './activity-feed/transport.ts';
import { openNetwork } from './entra/network.ts';
import { openTokenSource } from './entra/token.ts';
import { readSettings, type Settings, secretsOf } from './inputs.ts';
import { readBlob } from './launches/blob.ts';
import { openIdentity } from './launches/identity.ts';
import { progressLine, stage } from './log.ts';
import { fail, report } from './outputs.ts';
import { instant, plural, type RunReport, span } from './report/run-report.ts';
import { summaryOf } from './report/summary.ts';
import { openCalendar } from './snapshot/calendar.ts';
import { restoreState, saveState } from './store/cache.ts';
import { cacheKeys, openPlace, placeName } from './store/open.ts';
import type { Place } from './store/place.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';
import { chooseState, formatState } from './sync/cached-state.ts';
import { collect } from './sync/collect.ts';
import { completeUntil, publishRun, requireSame } from './sync/publish.ts';
import { planWindows } from './sync/windows.ts';
import { VERSION } from './version.ts';

const clock = { now: Date.now, sleep: async (ms: number): Promise<void> => void (await sleep(ms)) };

/** One run, from the inputs to the outputs. Sets a failed exit code instead of throwing. */
export async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const settings = readSettings(environment, new Date(clock.now()));
    for (const secret of secretsOf(settings)) core.setSecret(secret);
    const surroundings = readSurroundings(environment);
    const agent = openAgents(environment, settings.concurrency + 2);
    const options = { send: openHttp(agent), sleep: clock.sleep, mask: core.setSecret, environment };
    const place = await openPlace(settings, surroundings, options);
    try {
      await sync(settings, surroundings, place, openActivityApi(settings, agent));
    } finally {
      await place.close();
    }
  } catch (error) {
    fail(error);
  }
}

type ActivityApi = ReturnType<typeof openActivityApi>;

/** Opens the API. Nothing is sent before the first question. */
function openActivityApi(settings: Settings, agent: ReturnType<typeof openAgents>) {
  const { managementApiUrl: baseUrl, tenantId, publisherId } = settings;
  const tokens = openTokenSource({
    signIn: settings,
    network: openNetwork({ agent, sleep: clock.sleep, random: Math.random }),
    idToken: core.getIDToken,
    mask: core.setSecret,
    now: clock.now,
  });
  const { origin } = new URL(baseUrl);
  const limiter = openLimiter(settings.requestsPerMinute, clock);
  const transport = openTransport({
    send: openHttp(agent),
    tokens,
    limiter,
    clock,
    random: Math.random,
    origin,
  });
  return { ...openApi({ baseUrl, tenantId, publisherId }, transport), origin, signIn: tokens.get };
}

async function sync(
  settings: Settings,
  surroundings: Surroundings,
  place: Place,
  api: ActivityApi,
): Promise<void> {
  const identity = openIdentity(settings.users, settings.tenantId);
  const calendar = openCalendar(settings.timeZone);

  await stage('Sign in to Entra ID', async () => {
    await api.signIn();
    return `Signed in to tenant ${settings.tenantId} for ${settings.cloud}`;
  });

  const subscription = await stage('Subscription to Audit.General', async () => {
    const status = await readSubscription(api);
    const state = status === 'enabled' ? status : await startSubscription(api);
    return {
      line: state === 'started' ? 'Started: content follows within minutes to 12 hours' : 'Enabled',
      state,
    };
  });

  const keys = cacheKeys(settings, surroundings, clock.now());
  const { base, begin } = await stage('Previous snapshot and watermark', async () => {
    const found = await place.previous();
    requireSame(found?.manifest, { tenantId: settings.tenantId, identity });
    const restored = await restoreState(surroundings.workspace, keys);
    const chosen = chooseState(restored.kind === 'found' ? restored.text : undefined, found?.manifest);
    if (chosen.ignored !== undefined) core.info(`The cached state does not count: ${chosen.ignored}`);
    const { watermark } = chosen.state;
    const until =
      watermark === null ? 'no watermark yet' : `watermark ${instant(watermark)} from the ${chosen.from}`;
    return { line: `${found?.origin ?? 'No snapshot yet'}; ${until}`, base: found, begin: chosen.state };
  });

  const now = api.serviceNow();
  const wish =
    settings.window.kind === 'manual'
      ? {
          kind: 'manual' as const,
          start: settings.window.start.getTime(),
          end: settings.window.end.getTime(),
        }
      : { ...settings.window, lookbackMs: settings.lookbackMs, overlapMs: settings.overlapMs };
  const plan = planWindows(wish, begin.watermark, now, settings.intervalMs);

  const collected = await stage(`Content of ${span(plan)}`, async () => {
    const operations = new Map(settings.operations.map((name) => [name.toLowerCase(), name]));
    const feed = openFeed(api, api.origin, (bytes) => readBlob(bytes, operations, identity));
    // A manual run reads its window again, whatever was read before.
    const known = wish.kind === 'manual' ? { unread: begin.unread, read: {} } : begin;
    const result = await collect(feed, plan, known, settings.concurrency, progressLine(clock.now));
    const line = `${plural(result.read.length, 'content blob')} read on ${plural(result.pages, 'page')}: ${plural(result.records, 'record')}, ${plural(result.launches.length, 'launch', 'launches')}; ${result.unread.length} unread, ${result.lost.length} lost, ${result.known} known`;
    return { line, ...result };
  });

  const isListable = collected.unlisted.length < Math.max(1, plan.windows.length);
  const keepFrom = settings.keepMs === undefined ? undefined : calendar.local(now - settings.keepMs).date;
  const published = await stage('Merge and publish', async () => {
    const result = await publishRun(
      place,
      { base, state: begin },
      {
        tenantId: settings.tenantId,
        version: VERSION,
        identity,
        calendar,
        generatedAt: clock.now(),
        addition: {
          launches: collected.launches,
          events: collected.events,
          calendar,
          formats: settings.formats,
          withUsers: identity.mode !== 'none',
          keepFrom,
        },
        progress: {
          listed: collected.listed,
          movesWatermark: wish.kind === 'watermark',
          overlapMs: settings.overlapMs,
          read: collected.read,
          unread: collected.unread,
          lost: collected.lost.map(({ id }) => id),
          gaps: [...plan.gaps, ...collected.lost.map(({ gap }) => gap)],
        },
      },
      () => clock.sleep(Math.random() * 1_000),
    );
    if (result.kind === 'unchanged' && result.base !== undefined) await place.settle(result.base);
    const { added, duplicates } = result.extended;
    const what =
      result.kind === 'published' ? `Published to ${placeName(settings)}` : 'Nothing new to publish';
    return {
      line: `${what}: ${plural(added, 'launch', 'launches')} added, ${plural(duplicates, 'duplicate')}`,
      ...result,
    };
  });

  const saved = await stage('Save the watermark', async () => {
    const { manifest, state } = published;
    const text = formatState(settings.tenantId, manifest.snapshot_id, state);
    const result = await saveState(surroundings.workspace, keys, text);
    const line = result.kind === 'saved' ? `Saved as ${keys.key}` : `Not saved: ${result.why}`;
    return { line, failure: result.kind === 'saved' ? undefined : result.why };
  });

  const { manifest, state, extended } = published;
  const reference = published.reference ?? published.base?.reference ?? {};
  const complete = collected.unlisted.length + collected.unread.length + collected.lost.length === 0;
  const finished: RunReport = {
    window: plan,
    watermark: state.watermark,
    completeUntil: completeUntil(state.watermark),
    complete,
    collected,
    extended,
    gaps: state.gaps,
    newGaps: [...plan.gaps, ...collected.lost.map(({ gap }) => gap)],
    manifest,
    published: published.kind === 'published',
    place: placeName(settings),
    directory: settings.directory.relative,
    commitSha: reference.commitSha,
    artifactId: reference.artifactId,
    artifactUrl:
      reference.artifactId === undefined
        ? undefined
        : `${surroundings.serverUrl}/${surroundings.repository}/actions/runs/${surroundings.runId}/artifacts/${reference.artifactId}`,
    subscriptionStarted: subscription.state === 'started',
    firstRun: begin.watermark === null,
    cacheFailure: saved.failure,
    withUsers: identity.mode !== 'none',
  };
  report(finished);
  await core.summary.addRaw(summaryOf(finished)).write();
  if (!isListable) throw collected.unlisted[0]?.error;
  if (settings.strict && !complete)
    core.setFailed('The run could not read everything listed, and strict is true.');
}
