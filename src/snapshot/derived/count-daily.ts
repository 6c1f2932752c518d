import { compareText } from '../compare.ts';
import { datesOf } from '../coverage.ts';
import type { ActiveUsersRow } from '../fact-tables.ts';
import { type DateRange, isWithin } from '../partitioned-table.ts';
import { countActiveUsers, windowsBefore } from './active-users.ts';
import type { DayCounts } from './daily-counts.ts';
import { countRecent, type RecentCounts } from './recent-counts.ts';

/** Returns the rows of `daily` of some days, in order. */
export type DailyReader = (days: readonly DateRange[]) => AsyncIterable<DayCounts>;

/** What is counted in one pass over `daily`. */
export interface DailyTotals {
  /** The rows of `active_users` of each day that was asked for; a day without rows is there. */
  readonly active: ReadonlyMap<string, readonly ActiveUsersRow[]>;
  readonly recent: RecentCounts | null;
}

/**
 * Goes once through the days of `daily` that `active_users` of some days is made from, and through the recent ones; holds one
 * day at a time. `active_users` has no row after `lastActive`.
 */
export async function countDaily(
  daily: DailyReader,
  {
    touched,
    lastActive,
  }: { readonly touched: readonly DateRange[]; readonly lastActive: string | undefined },
  recentRange: DateRange | null,
): Promise<DailyTotals> {
  const [counter, recent] = [countActiveUsers(), recentRange && countRecent(recentRange)];
  const wanted = touched.flatMap(datesOf).sort(compareText);
  const active = new Map<string, readonly ActiveUsersRow[]>();
  const countUntil = (date: string | undefined): void => {
    for (let day = wanted[active.size]; day !== undefined; day = wanted[active.size]) {
      if (date !== undefined && day >= date) return;
      active.set(day, lastActive === undefined || day > lastActive ? [] : counter.count(day));
    }
  };
  const days = [...touched.map(windowsBefore), ...(recentRange === null ? [] : [recentRange])];
  for await (const day of daily(days)) {
    countUntil(day.date);
    counter.add(day);
    if (recentRange !== null && isWithin(day.date, [recentRange])) recent?.add(day);
  }
  countUntil(undefined);
  return { active, recent: recent?.finish() ?? null };
}
