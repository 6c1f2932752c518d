import type { AppCatalog } from '../app-catalog.ts';
import { compareText } from '../compare.ts';
import type { AppRow } from '../dimension-tables.ts';
import { appEnvironmentsAfter, type KnownAppEnvironment } from './app-environments.ts';
import type { DailyCount } from './daily-counts.ts';
import { type DailyChange, type FirstLastSeen, firstLastSeenAfter } from './first-last-seen.ts';
import { type LatestAttribute, laterAttribute, storedAttribute } from './latest-attributes.ts';

/** What `apps` derives from. */
export interface AppSources {
  readonly known: readonly AppRow[];
  readonly change: DailyChange;
  /** The latest names that the launches of this run carry, by app id. */
  readonly names: ReadonlyMap<string, LatestAttribute<string>>;
  readonly catalog: AppCatalog;
  /** App id → when it was last deleted, ms since 1970. */
  readonly deletions: ReadonlyMap<string, number>;
  /** `daily` of the 28 days up to the last complete day; `null` while no day is complete. */
  readonly recent: readonly DailyCount[] | null;
  readonly withUsers: boolean;
}

/** Returns the rows of `apps` after a change, in order of app id. */
export async function appRows(sources: AppSources): Promise<readonly AppRow[]> {
  const { known, change, catalog, deletions } = sources;
  const old = new Map(known.map((row) => [row.app_id, row]));
  const seen = await firstLastSeenAfter(launchedBefore(known), change, ({ app_id }) => app_id);
  const environmentsByApp = await appEnvironmentsAfter(appEnvironmentsBefore(known, catalog), seen, change);
  const recent = sources.recent && Map.groupBy(sources.recent, ({ app_id }) => app_id ?? '');
  const ids = new Set([...seen.keys(), ...catalog.keys(), ...deletions.keys()]);
  return [...ids].sort(compareText).map((appId): AppRow => {
    const before = old.get(appId);
    const latest = laterAttribute(
      storedAttribute(before?.app_name, before?.named_at),
      sources.names.get(appId),
    );
    const listed = catalog.get(appId);
    const launches = recent === null ? null : (recent.get(appId) ?? []);
    const firstLast = seen.get(appId);
    return {
      app_id: appId,
      app_name: latest?.value ?? listed?.name ?? null,
      environment_id: environmentsByApp.get(appId) ?? listed?.environmentId ?? null,
      owner: listed?.owner ?? null,
      first_launch_at: firstLast?.first ?? null,
      last_launch_at: firstLast?.last ?? null,
      launches_28d: launches?.reduce((sum, row) => sum + row.launches, 0) ?? null,
      users_28d: launches && sources.withUsers ? countUsers(launches) : null,
      deleted_at: deletions.get(appId) ?? null,
      named_at: latest?.at ?? null,
    };
  });
}

/** Returns the number of distinct users of some rows. */
export function countUsers(rows: readonly { readonly user_key: string | null }[]): number {
  const users = new Set<string>();
  for (const { user_key } of rows) if (user_key !== null) users.add(user_key);
  return users.size;
}

function launchedBefore(known: readonly AppRow[]): ReadonlyMap<string, FirstLastSeen> {
  const launched = known.flatMap(({ app_id, first_launch_at: first, last_launch_at: last }) =>
    first === null || last === null ? [] : [[app_id, { first, last }] as const],
  );
  return new Map(launched);
}

/** An environment that is not the catalog's may be from an earlier catalog: then the launches decide again. */
function appEnvironmentsBefore(
  known: readonly AppRow[],
  catalog: AppCatalog,
): ReadonlyMap<string, KnownAppEnvironment> {
  const environmentsByApp = known.flatMap((row) => {
    const { app_id, environment_id: environmentId, last_launch_at: lastLaunch } = row;
    if (environmentId === null || lastLaunch === null) return [];
    const listed = catalog.get(app_id);
    const isSure =
      listed === undefined ? !wasListed(row) : (listed.environmentId ?? environmentId) === environmentId;
    return [[app_id, { environmentId, lastLaunch, isSure }] as const];
  });
  return new Map(environmentsByApp);
}

/** Returns whether a row has values that only the catalog of the previous run can have set. */
function wasListed({ owner, app_name, named_at }: AppRow): boolean {
  return owner !== null || (app_name !== null && named_at === null);
}
