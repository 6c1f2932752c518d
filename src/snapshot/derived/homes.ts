import type { DailyRow } from '../fact-tables.ts';
import { type DailyChange, daysOf, type Reach } from './reach.ts';
import { findNearest } from './walk-days.ts';

/** The environment of an app's newest launch that names one, and the instant of that launch in ms since 1970. */
interface Home {
  readonly environmentId: string;
  readonly at: number;
}

/** The environment of an app before a change. */
export interface KnownHome {
  readonly environmentId: string;
  /** The app's last launch then, ms since 1970. */
  readonly lastLaunch: number;
  /** `false`: it may not be from a launch. */
  readonly isSure: boolean;
}

/**
 * Gives the environment of each app after a change of `daily`: that of its newest launch that names one. Where
 * neither the change nor what was known before decides, the days back are searched.
 */
export async function homesAfter(
  known: ReadonlyMap<string, KnownHome>,
  reaches: ReadonlyMap<string, Reach>,
  change: DailyChange,
): Promise<ReadonlyMap<string, string>> {
  const [before, after] = [homesOf(change.before), homesOf(change.after)];
  const homes = new Map<string, string>();
  const open = new Set<string>();
  for (const appId of reaches.keys()) {
    const [old, left, now] = [known.get(appId), before.get(appId), after.get(appId)];
    // The known home may have come from a launch that left, and what came may be older than the launch it came from.
    const isShaken = old !== undefined && left?.environmentId === old.environmentId && isOlder(now, left);
    const isOpen = old !== undefined && now !== undefined && now.at <= old.lastLaunch;
    if (old?.isSure === false || isShaken || (isOpen && now.environmentId !== old.environmentId)) {
      open.add(appId);
    } else if (now !== undefined) homes.set(appId, now.environmentId);
    else if (old !== undefined) homes.set(appId, old.environmentId);
  }
  const within = [...open].flatMap((appId) => reaches.get(appId) ?? []);
  if (within.length === 0) return homes;
  const days = daysOf(within, change.dateOf);
  const found = await findNearest(change.history, days, 'backward', open, homesOf);
  for (const [appId, home] of found) homes.set(appId, home.environmentId);
  return homes;
}

function isOlder(home: Home | undefined, than: Home): boolean {
  return home === undefined || home.at < than.at;
}

/** Of launches at one instant the smaller environment id counts. */
function homesOf(rows: readonly DailyRow[]): ReadonlyMap<string, Home> {
  const homes = new Map<string, Home>();
  for (const { app_id, environment_id, last_launch_at: at } of rows) {
    if (app_id === null || environment_id === null) continue;
    const old = homes.get(app_id);
    const isNewer = old === undefined || at > old.at || (at === old.at && environment_id < old.environmentId);
    if (isNewer) homes.set(app_id, { environmentId: environment_id, at });
  }
  return homes;
}
