import type { EventRow } from '../fact-tables.ts';
import { ALL_DATES, type PartitionedTable } from '../partitioned-table.ts';
import { searchPartitions } from './search-partitions.ts';

const DELETE_OPERATION = 'deletepowerapp';

/** A change of `events`: the rows of each changed day before and after it, and the table after it. */
export interface EventChange {
  readonly before: readonly EventRow[];
  readonly after: readonly EventRow[];
  readonly table: PartitionedTable<EventRow>;
}

/** Returns when each app was last deleted, ms since 1970, after a change of `events`, from the deletions known before it. */
export async function deletionsAfter(
  known: ReadonlyMap<string, number>,
  { before, after, table }: EventChange,
): Promise<ReadonlyMap<string, number>> {
  const [left, now] = [deletionsIn(before), deletionsIn(after)];
  const result = new Map(known);
  for (const [appId, at] of now) result.set(appId, Math.max(at, known.get(appId) ?? at));
  const lost = new Set(
    [...left].filter(([id, at]) => known.get(id) === at && (now.get(id) ?? 0) < at).map(([id]) => id),
  );
  for (const appId of lost) result.delete(appId);
  const others = await searchPartitions(table, ALL_DATES, 'backward', lost, deletionsIn);
  return new Map([...result, ...others]);
}

function deletionsIn(rows: readonly EventRow[]): ReadonlyMap<string, number> {
  const deletions = new Map<string, number>();
  for (const { operation, app_id, occurred_at } of rows) {
    if (app_id === null || operation.toLowerCase() !== DELETE_OPERATION) continue;
    deletions.set(app_id, Math.max(deletions.get(app_id) ?? occurred_at, occurred_at));
  }
  return deletions;
}
