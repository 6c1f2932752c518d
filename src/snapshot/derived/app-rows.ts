import { isoDay } from '../../instants.ts';
import type { AppCatalog } from '../app-catalog.ts';
import { compareText } from '../compare.ts';
import type { AppRow } from '../dimension-tables.ts';
import { ALL_DATES, type DateRange } from '../partitioned-table.ts';
import { appEnvironmentsAfter, type KnownAppEnvironment } from './app-environments.ts';
import type { DailyCount } from './daily-counts.ts';
import { deletionsAfter, type EventChange, eventEnvironments } from './deletions.ts';
import { type DailyChange, type FirstLastSeen, firstLastSeenAfter } from './first-last-seen.ts';
import { type LatestAttribute, laterAttribute, storedAttribute } from './latest-attributes.ts';
import type { NamedIds } from './named-ids.ts';
import { searchPartitions } from './search-partitions.ts';

/** What `apps` derives from. */
export interface AppSources {
  readonly known: readonly AppRow[];
  readonly change: DailyChange;
  /** The latest names that the records of this run carry, by app id. */
  readonly names: ReadonlyMap<string, LatestAttribute<string>>;
  readonly catalog: AppCatalog;
  readonly events: EventChange;
  readonly named: NamedIds;
  /** Calendar days that records can be of. */
  readonly possible: DateRange;
  /** `daily` of the 28 days up to the last complete day; `null` while no day is complete. */
  readonly recent: readonly DailyCount[] | null;
  readonly withUsers: boolean;
}

/** Returns the rows of `apps` after a change, in order of app id. */
export async function appRows(sources: AppSources): Promise<readonly AppRow[]> {
  const { known, change, catalog } = sources;
  const old = new Map(known.map((row) => [row.app_id, row]));
  const seen = await firstLastSeenAfter(launchedBefore(known), change, ({ app_id }) => app_id);
  const environmentsByApp = await appEnvironmentsAfter(appEnvironmentsBefore(known, catalog), seen, change);
  const deletions = await deletionsAfter(deletedBefore(known), lastLaunchGone(sources, seen), sources.events);
  const ids = await appIds(sources, seen);
  const fromEvents = await environmentsFromEvents(
    sources,
    [...ids].filter((id) => !seen.has(id)),
  );
  const recent = sources.recent && Map.groupBy(sources.recent, ({ app_id }) => app_id ?? '');
  return [...ids].sort(compareText).map((appId): AppRow => {
    const before = old.get(appId);
    const latest = laterAttribute(
      storedAttribute(before?.app_name, before?.named_at),
      sources.names.get(appId),
    );
    const listed = catalog.get(appId);
    const launches = recent === null ? null : (recent.get(appId) ?? []);
    const firstLast = seen.get(appId);
    const deletedAt = deletions.get(appId) ?? null;
    // What is launched is there again, restored by whatever means.
    const isDeleted = deletedAt !== null && !(firstLast !== undefined && firstLast.last > deletedAt);
    return {
      app_id: appId,
      app_name: latest?.value ?? listed?.name ?? null,
      environment_id: environmentsByApp.get(appId) ?? listed?.environmentId ?? fromEvents.get(appId) ?? null,
      owner: listed?.owner ?? null,
      first_launch_at: firstLast?.first ?? null,
      last_launch_at: firstLast?.last ?? null,
      launches_28d: launches?.reduce((sum, row) => sum + row.launches, 0) ?? null,
      users_28d: launches && sources.withUsers ? countUsers(launches) : null,
      deleted_at: isDeleted ? deletedAt : null,
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

function deletedBefore(known: readonly AppRow[]): ReadonlyMap<string, number> {
  const deleted = known.flatMap(({ app_id, deleted_at }) =>
    deleted_at === null ? [] : [[app_id, deleted_at] as const],
  );
  return new Map(deleted);
}

/**
 * Returns the apps of which a launch may have undone a deletion, but is gone: one of an impossible day, or one that is told
 * with another time now. What `keep` removes is older than any deletion that stays.
 */
function lastLaunchGone(
  { known, possible }: AppSources,
  seen: ReadonlyMap<string, FirstLastSeen>,
): ReadonlySet<string> {
  const gone = known.filter(({ app_id, last_launch_at: last }) => {
    const now = seen.get(app_id)?.last;
    if (last === null || (now !== undefined && now >= last)) return false;
    return now !== undefined || isoDay(last) > possible.to;
  });
  return new Set(gone.map(({ app_id }) => app_id));
}

/** Returns the apps that have a row: launched, named by any record, or in the catalog. */
async function appIds(
  { known, catalog, named }: AppSources,
  seen: ReadonlyMap<string, FirstLastSeen>,
): Promise<ReadonlySet<string>> {
  const certain = new Set([...seen.keys(), ...catalog.keys(), ...named.after]);
  const open = known.filter(({ app_id }) => !certain.has(app_id));
  // What told of the app may be gone: its launches, its events, or an earlier catalog.
  const [doubtful, others] = [new Set<string>(), new Set<string>()];
  for (const row of open) {
    const mayBeGone = named.before.has(row.app_id) || row.last_launch_at !== null || wasListed(row);
    (mayBeGone ? doubtful : others).add(row.app_id);
  }
  return new Set([...certain, ...others, ...(await named.stillNamed(doubtful))]);
}

/** Returns the environments of apps without launches that the catalog does not tell. */
async function environmentsFromEvents(
  { known, catalog, events }: AppSources,
  notLaunched: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const old = new Map(known.map((row) => [row.app_id, row]));
  const touched = new Set([...events.before, ...events.after].map(({ app_id }) => app_id));
  const untold = notLaunched.filter((id) => (catalog.get(id)?.environmentId ?? null) === null);
  const open = new Set<string>();
  const environments = new Map<string, string>();
  for (const id of untold) {
    const row = old.get(id);
    // An environment from launches that are gone, or from an earlier catalog, is not that of an event.
    const isOther = row !== undefined && (row.last_launch_at !== null || wasListed(row));
    if (touched.has(id) || (isOther && row.environment_id !== null)) open.add(id);
    else if (row !== undefined && row.environment_id !== null) environments.set(id, row.environment_id);
  }
  const found = await searchPartitions(events.table, ALL_DATES, 'backward', open, eventEnvironments);
  return new Map([...environments, ...found]);
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
