import { ALL_DATES, type PartitionedTable } from '../partitioned-table.ts';
import { searchPartitions } from './search-partitions.ts';
import type { Sources } from './sources.ts';

/** The ids of apps, or of environments, that launches and events name, also launches that failed. */
export interface NamedIds {
  /** Those of the days that changed, before and after the change. */
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  /** Returns which of some ids any record names after the change, launches that succeeded aside. Searches all days. */
  readonly stillNamed: (ids: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
}

type IdColumn = 'app_id' | 'environment_id';
type Naming = { readonly [column in IdColumn]: string | null };

/** Returns the ids that stand in a column of launches and events, around a change. */
export async function namedIds(
  column: IdColumn,
  { launches, events, anyFailed }: Sources,
): Promise<NamedIds> {
  const idsIn = (days: ReadonlyMap<string, readonly Naming[]>): readonly string[] =>
    [...days.values()].flat().flatMap((row) => row[column] ?? []);
  const changed = (change: ReadonlyMap<string, unknown>) =>
    [...change.keys()].map((date) => ({ from: date, to: date }));
  const before = await Promise.all([
    launches.before.read(changed(launches.change)),
    events.before.read(changed(events.change)),
  ]);
  const find = async (table: PartitionedTable<Naming>, ids: ReadonlySet<string>) =>
    await searchPartitions(
      table,
      ALL_DATES,
      'backward',
      ids,
      (rows) => new Map(rows.flatMap((row) => (row[column] === null ? [] : [[row[column], true]]))),
    );
  return {
    before: new Set(before.flatMap(idsIn)),
    after: new Set([...idsIn(launches.change), ...idsIn(events.change)]),
    stillNamed: async (ids) => {
      const byEvents = await find(events.after, ids);
      const rest = new Set([...ids].filter((id) => !byEvents.has(id)));
      const byLaunches = anyFailed ? await find(launches.after, rest) : new Map<string, boolean>();
      return new Set([...byEvents.keys(), ...byLaunches.keys()]);
    },
  };
}
