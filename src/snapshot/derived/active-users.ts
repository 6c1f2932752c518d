import { DAY_MS } from '../../instants.ts';
import { addDays, earlierDay, laterDay } from '../calendar.ts';
import { compareText } from '../compare.ts';
import type { ActiveUsersRow } from '../fact-tables.ts';
import type { DateRange } from '../partitioned-table.ts';
import type { DailyCount } from './daily-counts.ts';
import type { Sources } from './sources.ts';

/** The windows, in days. */
export const WINDOWS = [1, 7, 28] as const;
const LONGEST = 28;

/** Where users are counted: in all apps, one app, or one environment. */
type Scope = Pick<ActiveUsersRow, 'app_id' | 'environment_id'>;

/**
 * Returns the date ranges whose `active_users` a change of `daily` touches: each changed day and the days whose windows
 * reach back to it, up to the last day of the table. `before` and `after` are the last days of the table before and after
 * the change; the days between them whose windows hold a launch are touched too.
 */
export function touchedWindows(
  changed: Iterable<string>,
  before: string | undefined,
  after: string | undefined,
): readonly DateRange[] {
  const end = laterDay(before ?? '', after ?? '');
  const reached = [...changed].map((date) => ({ from: date, to: addDays(date, LONGEST - 1) }));
  if (before !== undefined && after !== undefined && before !== after) {
    const [earlier, later] = before < after ? [before, after] : [after, before];
    // No launch that stays is later than the earlier of the two.
    reached.push({ from: addDays(earlier, 1), to: earlierDay(later, addDays(earlier, LONGEST - 1)) });
  }
  const dateRanges: DateRange[] = [];
  for (const { from, to } of reached.sort((a, b) => compareText(a.from, b.from))) {
    const last = dateRanges.at(-1);
    const until = earlierDay(to, end);
    if (from > until) continue;
    if (last === undefined || from > addDays(last.to, 1)) dateRanges.push({ from, to: until });
    else if (until > last.to) dateRanges[dateRanges.length - 1] = { from: last.from, to: until };
  }
  return dateRanges;
}

/** Returns the days of all windows that end in a date range. */
export function windowsBefore({ from, to }: DateRange): DateRange {
  return { from: addDays(from, 1 - LONGEST), to };
}

/**
 * Returns the date ranges whose `active_users` a change of `daily` touches. The table ends with the last day with launches,
 * or with the last complete day when that is later.
 */
export function touchedRanges({ daily, lastDay, lastComplete }: Sources): readonly DateRange[] {
  const before = endOf(daily.before.dateRanges.at(-1)?.to, lastComplete.before);
  return touchedWindows(daily.change.keys(), before, endOf(lastDay, lastComplete.after));
}

/** Returns the last day of `active_users` after a change; `undefined` when it has none. */
export function lastActiveDay({ lastDay, lastComplete }: Sources): string | undefined {
  return endOf(lastDay, lastComplete.after);
}

function endOf(lastDay: string | undefined, lastComplete: string | null): string | undefined {
  const end = laterDay(lastDay ?? '', lastComplete ?? '');
  return end === '' ? undefined : end;
}

/** A scope, and for each user the number of the last day with a launch in it. */
interface SeenScope extends Scope {
  readonly lastDays: Map<number, number>;
}

/** Counts the distinct users of the windows that end with a day. Days are added in order, those without launches left out. */
export function countActiveUsers() {
  const everything = openScope({ app_id: null, environment_id: null });
  const apps = new Map<string, SeenScope>();
  const environments = new Map<string, SeenScope>();
  // A number for each user: there are many times as many pairs of app and user as users.
  const users = new Map<string, number>();
  return {
    add: (date: string, rows: readonly DailyCount[]): void => {
      const day = dayNumber(date);
      for (const { user_key, app_id, environment_id } of rows) {
        if (user_key === null) continue;
        const user = users.get(user_key) ?? users.size;
        users.set(user_key, user);
        everything.lastDays.set(user, day);
        if (app_id !== null) {
          scopeOf(apps, app_id, { app_id, environment_id: null }).lastDays.set(user, day);
        }
        if (environment_id !== null) {
          scopeOf(environments, environment_id, { app_id: null, environment_id }).lastDays.set(user, day);
        }
      }
    },
    count: (date: string): readonly ActiveUsersRow[] => {
      const rows: ActiveUsersRow[] = [];
      for (const scope of [everything, ...apps.values(), ...environments.values()]) {
        const { app_id, environment_id } = scope;
        const byAge = countByAge(scope, dayNumber(date));
        for (const window_days of WINDOWS) {
          const users = byAge.slice(0, window_days).reduce((sum, count) => sum + count, 0);
          if (users > 0) rows.push({ date, app_id, environment_id, window_days, users });
        }
      }
      return rows.sort(
        (a, b) =>
          compareText(a.app_id, b.app_id) ||
          compareText(a.environment_id, b.environment_id) ||
          a.window_days - b.window_days,
      );
    },
  };
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function openScope(scope: Scope): SeenScope {
  return { ...scope, lastDays: new Map() };
}

function scopeOf(scopes: Map<string, SeenScope>, id: string, scope: Scope): SeenScope {
  const found = scopes.get(id);
  if (found !== undefined) return found;
  const opened = openScope(scope);
  scopes.set(id, opened);
  return opened;
}

/** Returns how many users were last seen so many days ago. Removes those whom no window reaches any longer. */
function countByAge({ lastDays }: SeenScope, day: number): readonly number[] {
  const counts = Array.from({ length: LONGEST }, () => 0);
  for (const [user, last] of lastDays) {
    const age = day - last;
    if (age >= LONGEST) lastDays.delete(user);
    else counts[age] = (counts[age] ?? 0) + 1;
  }
  return counts;
}
