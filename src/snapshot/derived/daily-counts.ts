import { type DailyRow, dailyTable } from '../fact-tables.ts';
import { type Table, withColumns } from '../table.ts';

const COLUMNS = ['date', 'app_id', 'environment_id', 'user_key', 'launches'] as const;

/** A row of `daily` without sessions and instants. */
export type DailyCount = Pick<DailyRow, (typeof COLUMNS)[number]>;

/** Returns `daily` for those who count launches and users: of the many days that they need, less than half is read. */
export function dailyCounts(withUsers: boolean): Table<DailyCount> {
  return withColumns(dailyTable(withUsers), COLUMNS);
}
