import type { DailyRow } from '../fact-tables.ts';
import type { Days, RowsByDay } from '../rows-by-day.ts';
import { walkDays } from './walk-days.ts';

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
  const firsts = await search(lost.first, result, change, keyOf, 'forward');
  const lasts = await search(lost.last, result, change, keyOf, 'backward');
  for (const key of new Set([...lost.first, ...lost.last])) {
    const old = result.get(key);
    const first = lost.first.has(key) ? firsts.get(key)?.first : old?.first;
    const last = lost.last.has(key) ? lasts.get(key)?.last : old?.last;
    if (first === undefined || last === undefined) result.delete(key);
    else result.set(key, { first, last });
  }
  return result;
}

/** Finds the nearest day with launches of each key, among the days that it can be on. */
async function search(
  keys: ReadonlySet<string>,
  within: ReadonlyMap<string, Reach>,
  { history, dateOf }: DailyChange,
  keyOf: (row: DailyRow) => string | null,
  direction: 'forward' | 'backward',
): Promise<ReadonlyMap<string, Reach>> {
  const found = new Map<string, Reach>();
  const reaches = [...keys].flatMap((key) => within.get(key) ?? []);
  if (reaches.length === 0) return found;
  const days: Days = {
    from: dateOf(Math.min(...reaches.map(({ first }) => first))),
    to: dateOf(Math.max(...reaches.map(({ last }) => last))),
  };
  for await (const rows of walkDays(history, days, direction)) {
    const open = rows.filter((row) => isOpen(keyOf(row)));
    for (const [key, reach] of reachOf(open, keyOf)) found.set(key, reach);
    if (found.size === keys.size) break;
  }
  return found;

  function isOpen(key: string | null): boolean {
    return key !== null && keys.has(key) && !found.has(key);
  }
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
