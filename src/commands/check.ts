import * as core from '@actions/core';
import { claimsOf } from '../entra/claims.ts';
import { adviceOf } from '../errors.ts';
import type { Surroundings } from '../inputs/run-context.ts';
import type { Settings, WorkspacePath } from '../inputs/settings.ts';
import { openIdentity } from '../launches/identity.ts';
import { checkSummary, type Finding } from '../report/check-summary.ts';
import { writeSummary } from '../report/outputs.ts';
import { instant, number, plural, span } from '../report/run-report.ts';
import { type AppCatalog, ownersIn } from '../snapshot/app-catalog.ts';
import { listContent } from '../sources/activity-feed/content.ts';
import type { SignedApi } from '../sources/activity-feed/create-api.ts';
import { readSubscription } from '../sources/activity-feed/subscription.ts';
import { readAppCatalog } from '../sources/app-catalog.ts';
import { restoreState } from '../stores/cache.ts';
import { cacheKeys, placeName } from '../stores/create-store.ts';
import type { FoundSnapshot, Place } from '../stores/store.ts';
import { requireSame } from '../sync/publish.ts';
import { contentKey } from '../sync/state.ts';
import { type BaseState, chooseState } from '../sync/stored-state.ts';
import { planWindows, wishOf } from '../sync/windows.ts';

/**
 * `command: check`: signs in, looks at everything that the next run would use, and writes nothing. Each question gets its
 * answer even when another fails; the step fails when one did.
 */
export async function check(
  settings: Settings,
  surroundings: Surroundings,
  place: Place,
  api: SignedApi,
  requireFit: (catalog: AppCatalog) => Promise<string>,
): Promise<void> {
  const findings: Finding[] = [];
  const ask = async <T>(
    what: string,
    answer: () => Promise<{ line: string; value: T }>,
  ): Promise<T | undefined> => {
    try {
      const { line, value } = await answer();
      findings.push({ what, ok: true, line });
      core.info(`✓ ${what}: ${line}`);
      return value;
    } catch (error) {
      const line = adviceOf(error);
      findings.push({ what, ok: false, line });
      core.error(line, { title: what });
      return undefined;
    }
  };

  const { appCatalog } = settings;
  const catalog = appCatalog && (await ask('App catalog', () => catalogLine(appCatalog)));
  await ask('Repository', async () => ({ line: await requireFit(catalog ?? new Map()), value: true }));
  const signedIn = await ask('Sign-in', async () => {
    const claims = claimsOf(await api.tokens.get());
    const roles = claims?.roles?.join(', ') ?? 'not told';
    return { line: `tenant ${settings.tenantId}, roles: ${roles}`, value: true };
  });
  const subscription = signedIn && (await ask('Subscription', () => subscriptionLine(api)));
  const found = await ask('Previous snapshot', () => previousLine(settings, place));
  await ask('May publish', async () => ({
    line: `${placeName(settings)}: ${await place.rehearse(found?.snapshot)}`,
    value: true,
  }));
  if (subscription === 'enabled' && found !== undefined) {
    const cached = await restoreState(surroundings.workspace, cacheKeys(settings, surroundings, 0));
    const circumstances = { now: api.serviceNow(), passedOver: found.passedOver };
    const { state, alarm } = chooseState(cached, found.snapshot?.manifest, circumstances);
    if (alarm !== undefined) core.warning(alarm, { title: 'Earlier state not usable' });
    await ask('Next run', () => listingLine(settings, api, state));
  }
  await writeSummary(checkSummary(findings));
  if (findings.some(({ ok }) => !ok))
    core.setFailed('The check found problems; see the errors and the summary.');
}

async function catalogLine(file: WorkspacePath) {
  const value = await readAppCatalog(file);
  const line = `${file.relative}: ${plural(value.size, 'app')}, ${number(ownersIn(value))} with an owner`;
  return { line, value };
}

async function subscriptionLine(api: SignedApi) {
  const value = await readSubscription(api);
  const line =
    value === 'enabled'
      ? 'Audit.General is enabled'
      : `Audit.General is ${value}: the next run starts it, and content follows within minutes to 12 hours`;
  return { line, value };
}

async function previousLine(settings: Settings, place: Place) {
  const snapshot: FoundSnapshot | undefined = await place.previous();
  const identity = openIdentity(settings.users, settings.tenantId);
  requireSame(snapshot?.manifest, { tenantId: settings.tenantId, identity });
  const rows = snapshot?.manifest.tables.launches?.rows ?? 0;
  const passedOver = snapshot === undefined ? await place.passedOver() : undefined;
  const line =
    snapshot === undefined
      ? (passedOver ?? 'none yet: the next run is the first')
      : `${snapshot.origin}, ${plural(rows, 'launch', 'launches')}`;
  return { line, value: { snapshot, passedOver } };
}

async function listingLine(settings: Settings, api: SignedApi, state: BaseState['state']) {
  const wish = wishOf(settings);
  const plan = planWindows(wish, state.watermark, api.serviceNow(), settings.intervalMs);
  const fresh = new Set(state.unread.map(({ id }) => id));
  for (const window of plan.windows) {
    for await (const page of listContent(api, window)) {
      for (const { id } of page) {
        if (wish.kind === 'manual' || state.read[contentKey(id)] === undefined) fresh.add(id);
      }
    }
  }
  const watermark = state.watermark === null ? 'none' : instant(state.watermark);
  const gaps = plan.gaps.map(({ from, to }) => `; ${from} to ${to} can no longer be read`).join('');
  const line = `watermark ${watermark}; would list ${span(plan)} and read ${plural(fresh.size, 'content blob')}${gaps}`;
  return { line, value: true };
}
