import { DAY_MS, isoDay } from '../../instants.ts';
import type { AppCatalog } from '../app-catalog.ts';
import { compareText } from '../compare.ts';
import type { AppRow } from '../dimension-tables.ts';
import type { EventRow } from '../fact-tables.ts';
import { ALL_DATES, type DateRange } from '../partitioned-table.ts';
import { appEnvironmentsAfter, type KnownAppEnvironment } from './app-environments.ts';
import { deletionsAfter, type EventChange, eventEnvironments } from './deletions.ts';
import { type DailyChange, type FirstLastSeen, firstLastSeenAfter } from './first-last-seen.ts';
import {
  type InventoryFacts,
  type InventoryReading,
  isDeletedByInventory,
  isFromInventory,
} from './inventory-facts.ts';
import { type LatestAttribute, laterAttribute, storedAttribute } from './latest-attributes.ts';
import type { NamedIds } from './named-ids.ts';
import { NOTHING_COUNTED, type RecentCounts } from './recent-counts.ts';
import { searchPartitions } from './search-partitions.ts';

/** What `apps` derives from. */
export interface AppSources {
  readonly known: readonly AppRow[];
  readonly change: DailyChange;
  /** The latest names that the records of this run carry, by app id. */
  readonly names: ReadonlyMap<string, LatestAttribute<string>>;
  readonly catalog: AppCatalog;
  readonly inventory: InventoryReading;
  readonly events: EventChange;
  readonly named: NamedIds;
  /** Calendar days that records can be of. */
  readonly possible: DateRange;
  /** What `daily` of the 28 days up to the last complete day comes to; `null` while no day is complete. */
  readonly recent: RecentCounts | null;
  readonly withUsers: boolean;
}

/** Returns the rows of `apps` after a change, in order of app id. */
export async function appRows(sources: AppSources): Promise<readonly AppRow[]> {
  const { known, change, catalog, inventory } = sources;
  const old = new Map(known.map((row) => [row.app_id, row]));
  const seen = await firstLastSeenAfter(launchedBefore(known), change, ({ app_id }) => app_id);
  const environmentsByApp = await appEnvironmentsAfter(
    appEnvironmentsBefore(known, catalog),
    new Map([...seen].filter(([appId]) => (inventory.facts.get(appId)?.environmentId ?? null) === null)),
    change,
  );
  const deletions = await deletionsAfter(deletedBefore(known), lastLaunchGone(sources, seen), sources.events);
  const ids = await appIds(sources, seen);
  const fromEvents = await environmentsFromEvents(
    sources,
    [...ids].filter((id) => !seen.has(id)),
  );
  return [...ids].sort(compareText).map((appId): AppRow => {
    const before = old.get(appId);
    const latest = laterAttribute(
      storedAttribute(before?.app_name, before?.named_at),
      sources.names.get(appId),
    );
    const listed = catalog.get(appId);
    const fact = inventory.facts.get(appId);
    const recent = sources.recent && (sources.recent.apps.get(appId) ?? NOTHING_COUNTED);
    const firstLast = seen.get(appId);
    const deletion = deletions.get(appId);
    const isThere = deletion !== undefined && isListedSince(deletion, before, sources);
    const deletedAt = (isThere ? null : deletion) ?? fact?.deletedAt ?? null;
    // What is launched is there again, restored by whatever means.
    const isDeleted = deletedAt !== null && !(firstLast !== undefined && firstLast.last > deletedAt);
    const environmentId =
      fact?.environmentId ??
      environmentsByApp.get(appId) ??
      listed?.environmentId ??
      fromEvents.get(appId) ??
      null;
    return {
      app_id: appId,
      app_name: latest?.value ?? fact?.name ?? listed?.name ?? null,
      app_type: fact?.type ?? null,
      environment_id: environmentId,
      owner: fact?.owner ?? listed?.owner ?? null,
      owner_key: sources.withUsers ? (fact?.ownerKey ?? null) : null,
      created_at: fact?.createdAt ?? null,
      modified_at: fact?.modifiedAt ?? null,
      published_at: fact?.publishedAt ?? null,
      shared_users: fact?.sharedUsers ?? null,
      shared_groups: fact?.sharedGroups ?? null,
      missing_since: fact?.missingSince ?? null,
      first_launch_at: firstLast?.first ?? null,
      last_launch_at: firstLast?.last ?? null,
      launches_28d: recent?.launches ?? null,
      users_28d: recent && sources.withUsers ? recent.users : null,
      in_inventory: inInventory(fact, environmentId, before, inventory),
      deleted_at: isDeleted ? deletedAt : null,
      named_at: latest?.at ?? null,
    };
  });
}

/**
 * Returns whether an inventory lists an app that an event deleted: by one of this run, a day later at least, because lists
 * lag; or by an earlier one, which has undone the deletion already.
 */
function isListedSince(
  deletion: number,
  before: AppRow | undefined,
  { inventory, events }: AppSources,
): boolean {
  if (before === undefined || inventory.facts.get(before.app_id)?.isListed !== true) return false;
  const isWhole = inventory.wholeEnvironments.has(inventory.facts.get(before.app_id)?.environmentId ?? '');
  if (isWhole && inventory.takenAt !== null && inventory.takenAt - deletion >= DAY_MS) return true;
  const isIt = ({ app_id, occurred_at }: EventRow): boolean =>
    app_id === before.app_id && occurred_at === deletion;
  const isNew = events.after.some(isIt) && !events.before.some(isIt);
  return before.deleted_at === null && !isNew;
}

/** Of an app that no inventory has ever listed, the lists of its environment tell that it is in none. */
function inInventory(
  fact: InventoryFacts | undefined,
  environmentId: string | null,
  before: AppRow | undefined,
  { wholeEnvironments }: InventoryReading,
): number | null {
  if (fact !== undefined) return fact.isListed ? 1 : 0;
  if (wholeEnvironments.has(environmentId ?? '')) return 0;
  return before?.in_inventory === 0 ? 0 : null;
}

function deletedBefore(known: readonly AppRow[]): ReadonlyMap<string, number> {
  const deleted = known.flatMap((row) => {
    const { app_id, deleted_at } = row;
    return deleted_at === null || isDeletedByInventory(row) ? [] : [[app_id, deleted_at] as const];
  });
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

/** Returns the apps that have a row: launched, named by any record, in the catalog, or listed by an inventory. */
async function appIds(
  { known, catalog, inventory, named }: AppSources,
  seen: ReadonlyMap<string, FirstLastSeen>,
): Promise<ReadonlySet<string>> {
  const certain = new Set([...seen.keys(), ...catalog.keys(), ...inventory.facts.keys(), ...named.after]);
  const open = known.filter(({ app_id }) => !certain.has(app_id));
  // What told of the app may be gone: its launches, its events, or an earlier catalog.
  const [doubtful, others] = [new Set<string>(), new Set<string>()];
  for (const row of open) {
    const mayBeGone =
      named.before.has(row.app_id) ||
      row.last_launch_at !== null ||
      wasListed(row) ||
      inventory.parts.has(row.app_id);
    (mayBeGone ? doubtful : others).add(row.app_id);
  }
  return new Set([...certain, ...others, ...(await named.stillNamed(doubtful))]);
}

/** Returns the environments of apps without launches that the catalog does not tell. */
async function environmentsFromEvents(
  { known, catalog, inventory, events }: AppSources,
  notLaunched: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const old = new Map(known.map((row) => [row.app_id, row]));
  const touched = new Set([...events.before, ...events.after].map(({ app_id }) => app_id));
  const isTold = (id: string): boolean =>
    (inventory.facts.get(id)?.environmentId ?? catalog.get(id)?.environmentId ?? null) !== null;
  const untold = notLaunched.filter((id) => !isTold(id));
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
function wasListed(row: AppRow): boolean {
  const { owner, app_name, named_at } = row;
  return !isFromInventory(row) && (owner !== null || (app_name !== null && named_at === null));
}
