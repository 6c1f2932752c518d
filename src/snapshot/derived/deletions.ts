import type { EventRow } from '../fact-tables.ts';
import { ALL_DATES, type PartitionedTable } from '../partitioned-table.ts';
import { searchPartitions } from './search-partitions.ts';

/** Operations that delete an app: `DeletePowerApp`, `AdminDeletePowerApp`, `AdminDeleteApp`. A version of an app is no app. */
const DELETES = /^(?:admin)?deleted?(?:power)?app$/i;

/** Operations that prove that an app is there: restored by an admin, or one of its versions (`PromotePowerAppVersion`). */
const RESTORES =
  /^(?:promotepowerappversion|(?:admin)?(?:restore|recover|undelete)(?:deleted)?(?:power)?app)$/i;

/** A change of `events`: the rows of each changed day before and after it, and the table after it. */
export interface EventChange {
  readonly before: readonly EventRow[];
  readonly after: readonly EventRow[];
  readonly table: PartitionedTable<EventRow>;
}

/**
 * Returns when each app was last deleted, ms since 1970, after a change of `events`. An app that was restored since is
 * missing. `known`: the deletions before the change, `doubtful`: other apps of which the events decide anew.
 */
export async function deletionsAfter(
  known: ReadonlyMap<string, number>,
  doubtful: ReadonlySet<string>,
  { before, after, table }: EventChange,
): Promise<ReadonlyMap<string, number>> {
  const touched = new Set([...doubtful, ...lastOf(before).keys(), ...lastOf(after).keys()]);
  const found = await searchPartitions(table, ALL_DATES, 'backward', touched, lastOf);
  const deletions = new Map([...known].filter(([appId]) => !touched.has(appId)));
  for (const [appId, { at, deletes }] of found) if (deletes) deletions.set(appId, at);
  return deletions;
}

/** What last happened to an app. */
interface Happening {
  readonly at: number;
  readonly deletes: boolean;
}

/** Of a deletion and a restoration at one instant the deletion counts. */
function lastOf(rows: readonly EventRow[]): ReadonlyMap<string, Happening> {
  const last = new Map<string, Happening>();
  for (const { operation, app_id, occurred_at: at } of rows) {
    const deletes = DELETES.test(operation);
    if (app_id === null || !(deletes || RESTORES.test(operation))) continue;
    const other = last.get(app_id);
    if (other === undefined || at > other.at || (at === other.at && deletes))
      last.set(app_id, { at, deletes });
  }
  return last;
}

/** Returns the environment that the newest event of each app names. Of events at one instant, the smaller id wins. */
export function eventEnvironments(rows: readonly EventRow[]): ReadonlyMap<string, string> {
  const newest = new Map<string, EventRow & { readonly environment_id: string }>();
  for (const row of rows) {
    const { app_id, environment_id, occurred_at: at } = row;
    if (app_id === null || environment_id === null) continue;
    const other = newest.get(app_id);
    const isNewer =
      other === undefined ||
      at > other.occurred_at ||
      (at === other.occurred_at && environment_id < other.environment_id);
    if (isNewer) newest.set(app_id, { ...row, environment_id });
  }
  return new Map([...newest].map(([appId, { environment_id }]) => [appId, environment_id]));
}
