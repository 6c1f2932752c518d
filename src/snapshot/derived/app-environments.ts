import type { DailyRow } from '../fact-tables.ts';
import { type DailyChange, dateRangeOf, type FirstLastSeen } from './first-last-seen.ts';
import { searchPartitions } from './search-partitions.ts';

/** The environment of an app's newest launch that names one, and when that launch took place, ms since 1970. */
interface AppEnvironment {
  readonly environmentId: string;
  readonly at: number;
}

/** The environment of an app before a change. */
export interface KnownAppEnvironment {
  readonly environmentId: string;
  /** The app's last launch before the change, ms since 1970. */
  readonly lastLaunch: number;
  /** `false` when the environment may not be from a launch. */
  readonly isSure: boolean;
}

/**
 * Returns the environment of each app after a change of `daily`: that of its newest launch that names one. Searches
 * earlier days only where neither the change nor what was known before it decides.
 */
export async function appEnvironmentsAfter(
  known: ReadonlyMap<string, KnownAppEnvironment>,
  seen: ReadonlyMap<string, FirstLastSeen>,
  change: DailyChange,
): Promise<ReadonlyMap<string, string>> {
  const [before, after] = [appEnvironmentsOf(change.before), appEnvironmentsOf(change.after)];
  const environmentsByApp = new Map<string, string>();
  const open = new Set<string>();
  for (const appId of seen.keys()) {
    const [old, left, now] = [known.get(appId), before.get(appId), after.get(appId)];
    // The known environment may be that of a launch that is gone, or a new launch may be older than the launch it is from.
    const sourceMayBeGone =
      old !== undefined && left?.environmentId === old.environmentId && isOlder(now, left);
    const mayBeOlder = old !== undefined && now !== undefined && now.at <= old.lastLaunch;
    if (old?.isSure === false || sourceMayBeGone || (mayBeOlder && now.environmentId !== old.environmentId)) {
      open.add(appId);
    } else if (now !== undefined) environmentsByApp.set(appId, now.environmentId);
    else if (old !== undefined) environmentsByApp.set(appId, old.environmentId);
  }
  const within = [...open].flatMap((appId) => seen.get(appId) ?? []);
  if (within.length === 0) return environmentsByApp;
  const days = dateRangeOf(within, change.dateOf);
  const found = await searchPartitions(change.table, days, 'backward', open, appEnvironmentsOf);
  for (const [appId, environment] of found) environmentsByApp.set(appId, environment.environmentId);
  return environmentsByApp;
}

function isOlder(environment: AppEnvironment | undefined, than: AppEnvironment): boolean {
  return environment === undefined || environment.at < than.at;
}

/** Of launches at one instant, the smaller environment id wins. */
function appEnvironmentsOf(rows: readonly DailyRow[]): ReadonlyMap<string, AppEnvironment> {
  const environmentsByApp = new Map<string, AppEnvironment>();
  for (const { app_id, environment_id, last_launch_at: at } of rows) {
    if (app_id === null || environment_id === null) continue;
    const old = environmentsByApp.get(app_id);
    const isNewer = old === undefined || at > old.at || (at === old.at && environment_id < old.environmentId);
    if (isNewer) environmentsByApp.set(app_id, { environmentId: environment_id, at });
  }
  return environmentsByApp;
}
