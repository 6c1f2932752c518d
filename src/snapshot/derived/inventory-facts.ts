import { DAY_MS } from '../../instants.ts';
import type { AppInventory, ListedApp, ListedEnvironment } from '../app-inventory.ts';
import type { InventoriedContent } from '../batch.ts';
import type { AppRow } from '../dimension-tables.ts';

/** What the inventories so far tell of an app. Instants in ms since 1970. */
export interface InventoryFacts extends Omit<ListedApp, 'id'> {
  readonly environmentId: string | null;
  /** Whether the last whole inventory of its environment lists it. */
  readonly isListed: boolean;
  /** The first whole inventory that did not list it any more; `null` while it is listed. */
  readonly missingSince: number | null;
  /** `missingSince`, once an inventory a day later does not list it either. */
  readonly deletedAt: number | null;
}

/** An environment that lists fewer than half of the apps that are known in it. */
export interface ShrunkenEnvironment {
  readonly id: string;
  readonly listed: number;
  readonly known: number;
}

/** What an inventory means for the apps that are known. */
export interface InventoryReading {
  /** When the inventory of this run was taken; `null` without one. */
  readonly takenAt: number | null;
  /** By app id: every app that any inventory has listed. */
  readonly facts: ReadonlyMap<string, InventoryFacts>;
  /** Environments whose list is whole: an app of theirs that is not listed is not there. */
  readonly wholeEnvironments: ReadonlySet<string>;
  /** Ids of custom pages and component libraries. */
  readonly parts: ReadonlySet<string>;
  readonly shrunken: readonly ShrunkenEnvironment[];
  /** Ids of environments with apps that are not listed any more. Their apps stay as they were. */
  readonly vanished: readonly string[];
}

/**
 * Returns what an inventory means for the apps that are known. An inventory never deletes: only where an environment was
 * listed to its end, and is not suddenly half as large, can an app of it be missing; and only one that an inventory a day
 * later misses too counts as deleted. What an inventory leaves empty does not replace what an earlier one said.
 */
export function readInventoryFacts(
  known: readonly AppRow[],
  inventory: AppInventory | undefined,
): InventoryReading {
  const facts = new Map(
    known.flatMap((row) => (isFromInventory(row) ? [[row.app_id, storedFacts(row)]] : [])),
  );
  if (inventory === undefined) {
    const nothing = { wholeEnvironments: new Set<string>(), parts: new Set<string>() };
    return { takenAt: null, facts, ...nothing, shrunken: [], vanished: [] };
  }
  const { environments, takenAt } = inventory;
  const present = known.filter((row) => row.in_inventory === 1 && row.deleted_at === null);
  const presentIn = Map.groupBy(present, (row) => row.environment_id ?? '');
  const shrunken = environments.flatMap(({ id, apps, parts, isWhole }) => {
    const size = { id, listed: apps.length + parts.length, known: presentIn.get(id)?.length ?? 0 };
    return isWhole && isHalved(size) ? [size] : [];
  });
  const named = new Set(environments.map(({ id }) => id));
  const vanished = [...presentIn.keys()].filter((id) => !named.has(id)).sort();
  const wholeEnvironments = isHalved(wholeSize(environments, presentIn, vanished))
    ? new Set<string>()
    : new Set(environments.filter(({ isWhole }) => isWhole).map(({ id }) => id));
  for (const { id } of shrunken) wholeEnvironments.delete(id);
  const listed = newestListed(environments);
  for (const [id, fact] of facts) {
    if (!listed.has(id) && wholeEnvironments.has(fact.environmentId ?? ''))
      facts.set(id, missed(fact, takenAt));
  }
  for (const [id, { app, environmentId }] of listed) {
    facts.set(id, { ...listedFacts(app, facts.get(id)), environmentId });
  }
  const parts = new Set(
    environments.flatMap((environment) => environment.parts).filter((id) => !listed.has(id)),
  );
  for (const id of parts) facts.delete(id);
  return { takenAt, facts, wholeEnvironments, parts, shrunken, vanished };
}

/** Returns whether any inventory has listed the app of a row. */
export function isFromInventory({ in_inventory, missing_since }: AppRow): boolean {
  return in_inventory === 1 || missing_since !== null;
}

/**
 * Returns the rows by which the inventories so far are known, together with those of another snapshot. Of an app that both
 * know, the snapshot with the later inventory tells.
 */
export function withOthers(
  known: readonly AppRow[],
  takenAt: number,
  others: InventoriedContent | undefined,
): readonly AppRow[] {
  if (others === undefined) return known;
  const own = new Map(known.filter(isFromInventory).map((row) => [row.app_id, row]));
  const isLater = others.takenAt > takenAt;
  const added = others.apps.filter(({ app_id }) => isLater || !own.has(app_id));
  const replaced = new Set(added.map(({ app_id }) => app_id));
  return [...known.filter(({ app_id }) => !replaced.has(app_id)), ...added];
}

interface Size {
  readonly listed: number;
  readonly known: number;
}

function isHalved({ listed, known }: Size): boolean {
  return 2 * listed < known;
}

/** Counts what the whole environments list, and what is known of them and of those that are not listed at all. */
function wholeSize(
  environments: readonly ListedEnvironment[],
  presentIn: ReadonlyMap<string, readonly AppRow[]>,
  vanished: readonly string[],
): Size {
  const whole = environments.filter(({ isWhole }) => isWhole);
  const ids = [...whole.map(({ id }) => id), ...vanished];
  return {
    listed: whole.reduce((sum, { apps, parts }) => sum + apps.length + parts.length, 0),
    known: ids.reduce((sum, id) => sum + (presentIn.get(id)?.length ?? 0), 0),
  };
}

interface Listing {
  readonly app: ListedApp;
  readonly environmentId: string;
}

/** While an app moves to another environment, both list it: the row that was changed last counts, then the smaller id. */
function newestListed(environments: readonly ListedEnvironment[]): ReadonlyMap<string, Listing> {
  const newest = new Map<string, Listing>();
  for (const { id: environmentId, apps } of environments) {
    for (const app of apps) {
      const other = newest.get(app.id);
      const [at, otherAt] = [app.modifiedAt ?? 0, other?.app.modifiedAt ?? 0];
      const isNewer =
        other === undefined || at > otherAt || (at === otherAt && environmentId < other.environmentId);
      if (isNewer) newest.set(app.id, { app, environmentId });
    }
  }
  return newest;
}

function missed(fact: InventoryFacts, takenAt: number): InventoryFacts {
  const missingSince = fact.missingSince ?? takenAt;
  const isDeleted = fact.deletedAt !== null || takenAt - missingSince >= DAY_MS;
  return { ...fact, isListed: false, missingSince, deletedAt: isDeleted ? missingSince : null };
}

/** What a list leaves empty, as that of the other interface does, stays as it was. */
function listedFacts(
  app: ListedApp,
  before: InventoryFacts | undefined,
): Omit<InventoryFacts, 'environmentId'> {
  return {
    name: app.name ?? before?.name ?? null,
    type: app.type ?? before?.type ?? null,
    // One user: the name of one and the key of another would be two.
    ...(app.ownerKey === null && app.owner === null
      ? { owner: before?.owner ?? null, ownerKey: before?.ownerKey ?? null }
      : { owner: app.owner, ownerKey: app.ownerKey }),
    createdAt: app.createdAt ?? before?.createdAt ?? null,
    modifiedAt: app.modifiedAt ?? before?.modifiedAt ?? null,
    publishedAt: app.publishedAt ?? before?.publishedAt ?? null,
    sharedUsers: app.sharedUsers ?? before?.sharedUsers ?? null,
    sharedGroups: app.sharedGroups ?? before?.sharedGroups ?? null,
    isListed: true,
    missingSince: null,
    deletedAt: null,
  };
}

function storedFacts(row: AppRow): InventoryFacts {
  const { missing_since: missingSince, deleted_at: deletedAt } = row;
  return {
    // A name with a time is that of a launch.
    name: row.named_at === null ? row.app_name : null,
    type: row.app_type,
    environmentId: row.environment_id,
    owner: isOwnerOfInventory(row) ? row.owner : null,
    ownerKey: row.owner_key,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    publishedAt: row.published_at,
    sharedUsers: row.shared_users,
    sharedGroups: row.shared_groups,
    isListed: row.in_inventory === 1,
    missingSince,
    deletedAt: isDeletedByInventory(row) ? deletedAt : null,
  };
}

/** With `users: name` the key is the name in lower case; any other owner is that of the app catalog. */
function isOwnerOfInventory({ owner, owner_key }: AppRow): boolean {
  return owner !== null && owner.trim().toLowerCase() === owner_key;
}

/** Returns whether the deletion of a row is one that inventories tell of, not an audit event. */
export function isDeletedByInventory({ deleted_at, missing_since }: AppRow): boolean {
  return deleted_at !== null && deleted_at === missing_since;
}
