import { compareText } from '../compare.ts';
import { datesOf } from '../coverage.ts';
import type { ActiveUsersRow } from '../fact-tables.ts';
import { type DateRange, isWithin, type PartitionedTable } from '../partitioned-table.ts';
import { countActiveUsers, windowsBefore } from './active-users.ts';
import type { DailyCount } from './daily-counts.ts';
import { countRecent, type RecentCounts } from './recent-counts.ts';

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
  daily: Pick<PartitionedTable<DailyCount>, 'each'>,
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
  for await (const { date, rows } of daily.each(days)) {
    countUntil(date);
    counter.add(date, rows);
    if (recentRange !== null && isWithin(date, [recentRange])) recent?.add(rows);
  }
  countUntil(undefined);
  return { active, recent: recent?.finish() ?? null };
}
