import { claimsOf } from '../entra/claims.ts';
import type { TokenSource } from '../entra/token.ts';
import { adviceOf } from '../errors.ts';
import { requireFitForUsers } from '../github/visibility.ts';
import type { Settings, WorkspacePath } from '../inputs/settings.ts';
import { isoSecond } from '../instants.ts';
import { openIdentity } from '../launches/identity.ts';
import { checkSummary, type Finding } from '../report/check-summary.ts';
import { takenLine, unreadLines } from '../report/inventory-findings.ts';
import { number, plural, span } from '../report/run-report.ts';
import { MANUAL_START_TITLE, manualStartText } from '../report/store-findings.ts';
import { ownersIn } from '../snapshot/app-catalog.ts';
import { launchCounts } from '../snapshot/manifest.ts';
import { uniteSpans } from '../snapshot/spans.ts';
import type { Api } from '../sources/activity-feed/api.ts';
import { listContent } from '../sources/activity-feed/content.ts';
import { contentKey } from '../sources/activity-feed/content-key.ts';
import { readSubscription } from '../sources/activity-feed/subscription.ts';
import { readAppCatalog } from '../sources/app-catalog.ts';
import type { InventoryApi } from '../sources/app-inventory/api.ts';
import { readInventory } from '../sources/app-inventory/read-inventory.ts';
import type { AuditSearch } from '../sources/audit-search/api.ts';
import { createStateCache } from '../stores/cache.ts';
import { storeLabel } from '../stores/create-store.ts';
import type { FoundSnapshot } from '../stores/store.ts';
import { CLOCK_TITLE, clockWarningOf } from '../sync/clocks.ts';
import { requireSame } from '../sync/publish.ts';
import { type BaseState, chooseState } from '../sync/stored-state.ts';
import { planWindows, windowRequestOf } from '../sync/windows.ts';
import { checkDeliveries } from './check-deliveries.ts';
import { planWithListed, prefixOf } from './history.ts';
import { type Run, type StartingRun, withKeys } from './run.ts';

/**
 * `command: check`: signs in, looks at everything that the next run would use, and writes nothing. Each question gets its
 * answer even when another fails; the step fails when one did.
 */
export async function check(starting: StartingRun): Promise<void> {
  const run = await withKeys(starting);
  const { settings, context, host, github, tokens, feed, inventory, store, signing } = run;
  const findings: Finding[] = [];
  const ask = async <T>(
    what: string,
    answer: () => Promise<{ line: string; value: T }>,
  ): Promise<T | undefined> => {
    try {
      const { line, value } = await answer();
      findings.push({ what, ok: true, line });
      host.log.info(`✓ ${what}: ${line}`);
      return value;
    } catch (error) {
      const line = adviceOf(error);
      findings.push({ what, ok: false, line });
      host.log.error(line, what);
      return undefined;
    }
  };

  const { appCatalog } = settings;
  const catalog = appCatalog && (await ask('App catalog', () => catalogLine(appCatalog)));
  await ask('Repository', async () => {
    const namesOwners = catalog !== undefined && ownersIn(catalog) > 0;
    const { words } = await requireFitForUsers(settings, namesOwners, context, github);
    return { line: words, value: true };
  });
  const signedIn = await ask('Sign-in', () => signInLine(settings, tokens));
  const subscription = signedIn && (await ask('Subscription', () => subscriptionLine(feed)));
  const { search } = run;
  const maySearch =
    search && (await ask('Audit search permission', () => signInLine(settings, search.tokens)));
  if (inventory !== undefined) await ask('App inventory', () => inventoryLine(run, inventory));
  const found = await ask('Previous snapshot', () => previousLine(run));
  await ask('May publish', async () => ({
    line: `${storeLabel(settings)}: ${await store.dryRunPublish(found?.snapshot)}`,
    value: true,
  }));
  if (subscription === 'enabled' && found !== undefined) {
    const cache = createStateCache(settings, context, signing?.cache, host.loadCacheClient);
    const cached = await cache.find(found.snapshot?.manifest.snapshot_id);
    const { state, stateWarning } = chooseState(
      cached.kind === 'found' ? cached.state : undefined,
      found.snapshot?.manifest,
      {
        now: feed.now(),
        latest: feed.latest(),
        manifestKey: signing?.manifest,
        ineligibleReason: found.ineligibleReason,
        newestSnapshot: cached.newest,
      },
    );
    if (stateWarning !== undefined) host.log.warning(stateWarning, 'Earlier state not usable');
    const isManual = settings.window.kind === 'manual';
    if (isManual && found.snapshot === undefined && stateWarning === undefined) {
      host.log.warning(manualStartText(storeLabel(settings)), MANUAL_START_TITLE);
    }
    const clockWarning = clockWarningOf(feed, [state.watermark]);
    if (clockWarning !== undefined) host.log.warning(clockWarning, CLOCK_TITLE);
    await ask('Next run', () => listingLine(settings, feed, state));
    if (search !== undefined && maySearch && !isManual) {
      await ask('Audit search', () => searchLine(run, state, search.queries));
    }
  }
  await checkDeliveries(run, found?.snapshot, ask);
  await host.writeSummary(checkSummary(findings, settings.publish.dataLake));
  if (findings.some(({ ok }) => !ok)) {
    host.fail('The check found problems; see the errors and the summary.');
  }
}

async function signInLine({ tenantId }: Settings, tokens: TokenSource) {
  const roles = claimsOf(await tokens.get())?.roles?.join(', ') ?? 'unknown';
  return { line: `tenant ${tenantId}, roles: ${roles}`, value: true };
}

async function catalogLine(file: WorkspacePath) {
  const value = await readAppCatalog(file);
  const line = `${file.relative}: ${plural(value.size, 'app')}, ${number(ownersIn(value))} with an owner`;
  return { line, value };
}

async function subscriptionLine(feed: Api) {
  const value = await readSubscription(feed);
  const line =
    value === 'enabled'
      ? 'Audit.General is enabled'
      : `Audit.General is ${value}: the next run starts it, and content follows within minutes to 12 hours`;
  return { line, value };
}

/** Lists all apps, as the next run that takes an inventory does. */
async function inventoryLine({ settings, users }: Run, inventory: InventoryApi) {
  const taken = await readInventory(inventory, openIdentity(users, settings.tenantId));
  return { line: `${settings.appInventory.mode}: ${takenLine(taken)}${unreadLines(taken)}`, value: true };
}

async function previousLine({ settings, store, users }: Run) {
  const snapshot: FoundSnapshot | undefined = await store.previous();
  const identity = openIdentity(users, settings.tenantId);
  requireSame(snapshot?.manifest, { tenantId: settings.tenantId, identity });
  const rows = snapshot === undefined ? 0 : launchCounts(snapshot.manifest).succeeded;
  const ineligibleReason = snapshot === undefined ? await store.ineligibleReason() : undefined;
  const line =
    snapshot === undefined
      ? (ineligibleReason ?? 'none yet: the next run is the first')
      : `${snapshot.origin}, ${plural(rows, 'launch', 'launches')}`;
  return { line, value: { snapshot, ineligibleReason } };
}

async function listingLine(settings: Settings, feed: Api, state: BaseState['state']) {
  const request = windowRequestOf(settings);
  const plan = planWindows(request, state.watermark, feed.now(), settings.intervalMs);
  const fresh = new Set(state.unread.map(({ id }) => id));
  for (const window of plan.windows) {
    for await (const page of listContent(feed, window)) {
      for (const { id } of page.blobs) {
        if (request.kind === 'manual' || state.read[contentKey(id)] === undefined) fresh.add(id);
      }
    }
  }
  const watermark = state.watermark === null ? 'none' : isoSecond(state.watermark);
  const gaps = plan.gaps.map(({ from, to }) => `; ${from} to ${to} can no longer be read`).join('');
  const line = `watermark ${watermark}; would list ${span(plan)} and read ${plural(fresh.size, 'content blob')}${gaps}`;
  return { line, value: true };
}

/** What the next run searches, should it list all that it means to. */
async function searchLine(run: Run, state: BaseState['state'], queries: AuditSearch) {
  const { settings, feed } = run;
  const now = feed.now();
  const listing = planWindows(windowRequestOf(settings), state.watermark, now, settings.intervalMs);
  const after = { ...state, from: state.from ?? listing.start, gaps: [...state.gaps, ...listing.gaps] };
  const keptFrom = settings.keepMs === undefined ? null : now - settings.keepMs;
  const { windows } = await planWithListed(
    { settings, prefix: prefixOf(run) },
    { state: after, now, keptFrom },
    queries,
  );
  const inFlight = windows.filter(({ queryId }) => queryId !== undefined).length;
  const spans = uniteSpans(windows).map(({ from, to }) => span({ start: from, end: to }));
  const line =
    windows.length === 0
      ? 'nothing to search'
      : `would search ${spans.join(' and ')} with ${plural(windows.length, 'query', 'queries')}, of which ${number(inFlight)} ${inFlight === 1 ? 'is' : 'are'} in flight`;
  return { line, value: true };
}
