import { compareText } from '../compare.ts';
import type { DailyRow, LaunchRow } from '../fact-tables.ts';

/** Returns the rows of `daily` for the launches of one calendar day that succeeded, in order of app, environment and user. */
export function dailyRows(launches: readonly LaunchRow[]): readonly DailyRow[] {
  const groups = Map.groupBy(
    launches.filter(({ succeeded }) => succeeded === 1),
    keyOf,
  );
  const rows: DailyRow[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const instants = group.map(({ launched_at }) => launched_at);
    const { date, app_id, environment_id, user_key } = first;
    rows.push({
      date,
      app_id,
      environment_id,
      user_key,
      launches: group.length,
      sessions:
        user_key === null ? null : group.filter(({ is_session_start }) => is_session_start === 1).length,
      first_launch_at: instants.reduce((a, b) => Math.min(a, b)),
      last_launch_at: instants.reduce((a, b) => Math.max(a, b)),
    });
  }
  return rows.sort(
    (a, b) =>
      compareText(a.app_id, b.app_id) ||
      compareText(a.environment_id, b.environment_id) ||
      compareText(a.user_key, b.user_key),
  );
}

function keyOf({ app_id, environment_id, user_key }: LaunchRow): string {
  return `${app_id ?? ''}\0${environment_id ?? ''}\0${user_key ?? ''}`;
}
