import type { AppCatalog } from '../app-catalog.ts';
import { compareText } from '../compare.ts';
import type { AppRow } from '../dimension-tables.ts';
import type { DailyCount } from './daily-counts.ts';
import { homesAfter, type KnownHome } from './homes.ts';
import { type DailyChange, type Reach, reachAfter } from './reach.ts';
import { newer, stored, type Told } from './told.ts';

/** What `apps` is made from. */
export interface AppSources {
  readonly known: readonly AppRow[];
  readonly change: DailyChange;
  /** What the launches of this run told. */
  readonly names: ReadonlyMap<string, Told<string>>;
  readonly catalog: AppCatalog;
  /** App id → when it was last deleted, ms since 1970. */
  readonly deletions: ReadonlyMap<string, number>;
  /** `daily` of the 28 days up to the last day with launches. */
  readonly recent: readonly DailyCount[];
  readonly withUsers: boolean;
}

/** Gives the rows of `apps` after a change, in order of app id. */
export async function appRows(sources: AppSources): Promise<readonly AppRow[]> {
  const { known, change, catalog, deletions } = sources;
  const old = new Map(known.map((row) => [row.app_id, row]));
  const reaches = await reachAfter(launchedBefore(known), change, ({ app_id }) => app_id);
  const homes = await homesAfter(homesBefore(known, catalog), reaches, change);
  const recent = Map.groupBy(sources.recent, ({ app_id }) => app_id ?? '');
  const ids = new Set([...reaches.keys(), ...catalog.keys(), ...deletions.keys()]);
  return [...ids].sort(compareText).map((appId): AppRow => {
    const before = old.get(appId);
    const told = newer(stored(before?.app_name, before?.named_at), sources.names.get(appId));
    const listed = catalog.get(appId);
    const launches = recent.get(appId) ?? [];
    const reach = reaches.get(appId);
    return {
      app_id: appId,
      app_name: told?.facts ?? listed?.name ?? null,
      environment_id: homes.get(appId) ?? listed?.environmentId ?? null,
      owner: listed?.owner ?? null,
      first_launch_at: reach?.first ?? null,
      last_launch_at: reach?.last ?? null,
      launches_28d: launches.reduce((sum, row) => sum + row.launches, 0),
      users_28d: sources.withUsers ? countUsers(launches) : null,
      deleted_at: deletions.get(appId) ?? null,
      named_at: told?.at ?? null,
    };
  });
}

/** Counts the distinct persons of some rows. */
export function countUsers(rows: readonly { readonly user_key: string | null }[]): number {
  const users = new Set<string>();
  for (const { user_key } of rows) if (user_key !== null) users.add(user_key);
  return users.size;
}

function launchedBefore(known: readonly AppRow[]): ReadonlyMap<string, Reach> {
  const launched = known.flatMap(({ app_id, first_launch_at: first, last_launch_at: last }) =>
    first === null || last === null ? [] : [[app_id, { first, last }] as const],
  );
  return new Map(launched);
}

/** An environment that is not the catalog's may be from an earlier catalog: the launches are asked again. */
function homesBefore(known: readonly AppRow[], catalog: AppCatalog): ReadonlyMap<string, KnownHome> {
  const homes = known.flatMap((row) => {
    const { app_id, environment_id: environmentId, last_launch_at: lastLaunch } = row;
    if (environmentId === null || lastLaunch === null) return [];
    const listed = catalog.get(app_id);
    const isSure =
      listed === undefined ? !wasListed(row) : (listed.environmentId ?? environmentId) === environmentId;
    return [[app_id, { environmentId, lastLaunch, isSure }] as const];
  });
  return new Map(homes);
}

/** Whether a row tells what only the catalog of the run before can have told: once an app left it, no row does. */
function wasListed({ owner, app_name, named_at }: AppRow): boolean {
  return owner !== null || (app_name !== null && named_at === null);
}
