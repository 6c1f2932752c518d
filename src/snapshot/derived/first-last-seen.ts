import type { DailyRow } from '../fact-tables.ts';
import type { DateRange, PartitionedTable } from '../partitioned-table.ts';
import { searchPartitions } from './search-partitions.ts';

/** First and last launch of an app or a user, ms since 1970. */
export interface FirstLastSeen {
  readonly first: number;
  readonly last: number;
}

/** A change of `daily`: the rows of each changed day before and after it, and the table after it. */
export interface DailyChange {
  readonly before: readonly DailyRow[];
  readonly after: readonly DailyRow[];
  readonly table: PartitionedTable<DailyRow>;
  /** Returns the calendar day of an instant. */
  readonly dateOf: (instant: number) => string;
}

/**
 * Returns first and last launch of each app, or of each user, after a change of `daily`. Searches the days between only
 * where a known first or last launch is gone. An app or user without launches is missing.
 */
export async function firstLastSeenAfter(
  known: ReadonlyMap<string, FirstLastSeen>,
  change: DailyChange,
  keyOf: (row: DailyRow) => string | null,
): Promise<ReadonlyMap<string, FirstLastSeen>> {
  const [before, after] = [firstLastSeenOf(change.before, keyOf), firstLastSeenOf(change.after, keyOf)];
  const result = new Map(known);
  const lost = { first: new Set<string>(), last: new Set<string>() };
  for (const [key, own] of after) {
    const old = known.get(key) ?? own;
    result.set(key, { first: Math.min(old.first, own.first), last: Math.max(old.last, own.last) });
  }
  for (const [key, own] of before) {
    const [old, now] = [known.get(key), after.get(key)];
    if (old === undefined) continue;
    if (own.first === old.first && (now === undefined || now.first > own.first)) lost.first.add(key);
    if (own.last === old.last && (now === undefined || now.last < own.last)) lost.last.add(key);
  }
  const search = async (keys: ReadonlySet<string>, direction: 'forward' | 'backward') => {
    const seen = [...keys].flatMap((key) => result.get(key) ?? []);
    if (seen.length === 0) return new Map<string, FirstLastSeen>();
    const days = dateRangeOf(seen, change.dateOf);
    return await searchPartitions(change.table, days, direction, keys, (rows) =>
      firstLastSeenOf(rows, keyOf),
    );
  };
  const firsts = await search(lost.first, 'forward');
  const lasts = await search(lost.last, 'backward');
  for (const key of new Set([...lost.first, ...lost.last])) {
    const old = result.get(key);
    const first = lost.first.has(key) ? firsts.get(key)?.first : old?.first;
    const last = lost.last.has(key) ? lasts.get(key)?.last : old?.last;
    if (first === undefined || last === undefined) result.delete(key);
    else result.set(key, { first, last });
  }
  return result;
}

/** Returns the days from the first to the last launch of any of these apps or users, of which there is at least one. */
export function dateRangeOf(seen: readonly FirstLastSeen[], dateOf: DailyChange['dateOf']): DateRange {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // One by one: there can be more users than a call takes arguments.
  for (const { first, last } of seen) [from, to] = [Math.min(from, first), Math.max(to, last)];
  return { from: dateOf(from), to: dateOf(to) };
}

function firstLastSeenOf(
  rows: readonly DailyRow[],
  keyOf: (row: DailyRow) => string | null,
): ReadonlyMap<string, FirstLastSeen> {
  const seen = new Map<string, FirstLastSeen>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const old = seen.get(key);
    seen.set(key, {
      first: Math.min(old?.first ?? row.first_launch_at, row.first_launch_at),
      last: Math.max(old?.last ?? row.last_launch_at, row.last_launch_at),
    });
  }
  return seen;
}
