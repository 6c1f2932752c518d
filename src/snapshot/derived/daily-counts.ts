import { type DailyRow, dailyTable } from '../fact-tables.ts';
import { type Table, withColumns } from '../table.ts';

const COLUMNS = ['date', 'app_id', 'environment_id', 'user_key', 'launches'] as const;

/** A row of `daily` without sessions and instants. */
export type DailyCount = Pick<DailyRow, (typeof COLUMNS)[number]>;

/** Returns `daily` with the columns that counting needs. Counting reads many days: less than half of their bytes. */
export function dailyCounts(withUsers: boolean): Table<DailyCount> {
  return withColumns(dailyTable(withUsers), COLUMNS);
}
