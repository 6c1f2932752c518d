import type { DailyRow } from '../fact-tables.ts';
import type { Days, RowsByDay } from '../rows-by-day.ts';
import { findNearest } from './walk-days.ts';

/** First and last launch of an app or a person, ms since 1970. */
export interface Reach {
  readonly first: number;
  readonly last: number;
}

/** A change of `daily`: the rows of each changed day before and after it, and the table after it. */
export interface DailyChange {
  readonly before: readonly DailyRow[];
  readonly after: readonly DailyRow[];
  readonly history: RowsByDay<DailyRow>;
  /** Gives the calendar day of an instant. */
  readonly dateOf: (instant: number) => string;
}

/**
 * Gives first and last launch of each app, or of each person, after a change of `daily`, from those before it. Only where
 * a first or last launch left its day the days between are searched for the next. Who has no launch left is missing.
 */
export async function reachAfter(
  known: ReadonlyMap<string, Reach>,
  change: DailyChange,
  keyOf: (row: DailyRow) => string | null,
): Promise<ReadonlyMap<string, Reach>> {
  const [before, after] = [reachOf(change.before, keyOf), reachOf(change.after, keyOf)];
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
    const reaches = [...keys].flatMap((key) => result.get(key) ?? []);
    if (reaches.length === 0) return new Map<string, Reach>();
    const days = daysOf(reaches, change.dateOf);
    return await findNearest(change.history, days, direction, keys, (rows) => reachOf(rows, keyOf));
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

/** Gives the days on which apps or persons can have launches: those of one at least. */
export function daysOf(reaches: readonly Reach[], dateOf: DailyChange['dateOf']): Days {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // One by one: persons can be more than a call takes arguments.
  for (const { first, last } of reaches) [from, to] = [Math.min(from, first), Math.max(to, last)];
  return { from: dateOf(from), to: dateOf(to) };
}

function reachOf(
  rows: readonly DailyRow[],
  keyOf: (row: DailyRow) => string | null,
): ReadonlyMap<string, Reach> {
  const reaches = new Map<string, Reach>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const old = reaches.get(key);
    reaches.set(key, {
      first: Math.min(old?.first ?? row.first_launch_at, row.first_launch_at),
      last: Math.max(old?.last ?? row.last_launch_at, row.last_launch_at),
    });
  }
  return reaches;
}
