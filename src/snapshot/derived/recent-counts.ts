import type { DateRange } from '../partitioned-table.ts';
import type { DailyCount } from './daily-counts.ts';

/** Launches, and the distinct users that they name. */
export interface Counted {
  readonly launches: number;
  readonly users: number;
}

/** What `daily` of some days comes to. */
export interface RecentCounts {
  readonly range: DateRange;
  /** By id; that of launches that name none is `null`. */
  readonly apps: ReadonlyMap<string | null, Counted>;
  readonly environments: ReadonlyMap<string | null, Counted>;
  /** Launches that name no user. */
  readonly withoutUser: number;
}

/** Nothing was launched. */
export const NOTHING_COUNTED: Counted = { launches: 0, users: 0 };

/** Counts launches and distinct users of the days of a range. */
export function countRecent(range: DateRange) {
  const apps = new Map<string | null, Counting>();
  const environments = new Map<string | null, Counting>();
  const users = new Map<string, number>();
  let withoutUser = 0;
  return {
    add: (rows: readonly DailyCount[]): void => {
      for (const { app_id, environment_id, user_key, launches } of rows) {
        const user = user_key === null ? undefined : (users.get(user_key) ?? users.size);
        if (user_key !== null && user !== undefined) users.set(user_key, user);
        else withoutUser += launches;
        for (const counting of [countingOf(apps, app_id), countingOf(environments, environment_id)]) {
          counting.launches += launches;
          if (user !== undefined) counting.users.add(user);
        }
      }
    },
    finish: (): RecentCounts => ({
      range,
      apps: counted(apps),
      environments: counted(environments),
      withoutUser,
    }),
  };
}

interface Counting {
  launches: number;
  readonly users: Set<number>;
}

function countingOf(all: Map<string | null, Counting>, id: string | null): Counting {
  const found = all.get(id);
  if (found !== undefined) return found;
  const opened = { launches: 0, users: new Set<number>() };
  all.set(id, opened);
  return opened;
}

function counted(all: ReadonlyMap<string | null, Counting>): RecentCounts['apps'] {
  return new Map([...all].map(([id, { launches, users }]) => [id, { launches, users: users.size }]));
}
