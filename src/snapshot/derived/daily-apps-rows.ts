import type { DailyAppsRow, DailyRow } from '../fact-tables.ts';

/** Returns the rows of `daily_apps` for the rows of `daily` of one day, which are in order of app and environment. */
export function dailyAppsRows(daily: readonly DailyRow[], withUsers: boolean): readonly DailyAppsRow[] {
  const rows: DailyAppsRow[] = [];
  for (const { date, app_id, environment_id, user_key, launches, sessions } of daily) {
    const users = withUsers ? Number(user_key !== null) : null;
    const last = rows.at(-1);
    if (last === undefined || last.app_id !== app_id || last.environment_id !== environment_id) {
      rows.push({ date, app_id, environment_id, launches, sessions, users });
      continue;
    }
    rows[rows.length - 1] = {
      date,
      app_id,
      environment_id,
      launches: last.launches + launches,
      sessions: addKnown(last.sessions, sessions),
      users: addKnown(last.users, users),
    };
  }
  return rows;
}

/** Returns the sum of the numbers that are known; `null` when neither is. */
function addKnown(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : a + b;
}
