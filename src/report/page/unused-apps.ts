import { isoDay } from '../../instants.ts';
import { addDays, openCalendar } from '../../snapshot/calendar.ts';
import { IDLE_DAYS, type IdleApps, idleApps, isDeleted } from './idle-apps.ts';
import type { PageApp, PageData } from './page-data.ts';

/** Nobody launched an app for so many days. */
export const UNUSED_DAYS = [30, IDLE_DAYS, 180] as const;

/** Months of which new apps are counted, the current one included. */
const MONTHS = 12;

type Data = Pick<PageData, 'apps' | 'coverage' | 'timeZone' | 'inventory'>;

/** What the data tell of apps that nobody launches. */
export interface UnusedApps {
  readonly windows: readonly { readonly days: number; readonly idle: IdleApps }[];
  /** Apps without a launch in all of the data, deleted ones aside. */
  readonly never: readonly PageApp[];
  /** Apps whose owner launched no app for 90 days, deleted ones aside; `null` while that is not known, or no owner is. */
  readonly ownerIdle: readonly PageApp[] | null;
}

/** Returns what the data tell of apps that nobody launches. */
export function unusedApps(data: Data): UnusedApps {
  const windows = UNUSED_DAYS.map((days) => ({ days, idle: idleApps(data, days) }));
  const present = data.apps.filter((app) => !isDeleted(app));
  const { local } = openCalendar(data.timeZone);
  const owned = present.filter(({ owner }) => owner !== null);
  const idle = windows.find(({ days }) => days === IDLE_DAYS)?.idle;
  return {
    windows,
    never: present.filter(({ lastLaunchAt }) => lastLaunchAt === null),
    ownerIdle:
      owned.length === 0 || idle?.known !== true
        ? null
        : owned.filter(({ owner }) => {
            const last = owner?.lastLaunchAt ?? null;
            return last === null || local(last).date <= idle.since;
          }),
  };
}

/** New apps of one month. */
export interface NewApps {
  /** `2026-11`. */
  readonly month: string;
  readonly apps: number;
}

/**
 * Returns the apps created in each of the last 12 months, UTC, the newest first; deleted ones count. `null` without an
 * inventory.
 */
export function newApps({ apps, inventory }: Pick<Data, 'apps' | 'inventory'>): readonly NewApps[] | null {
  if (inventory === null) return null;
  const months = Map.groupBy(apps, ({ createdAt }) =>
    createdAt === null ? '' : isoDay(createdAt).slice(0, 7),
  );
  return Array.from({ length: MONTHS }, (_, ago) => {
    const month = monthBefore(isoDay(inventory.takenAt), ago);
    return { month, apps: months.get(month)?.length ?? 0 };
  });
}

function monthBefore(date: string, months: number): string {
  let month = date.slice(0, 7);
  for (let at = 0; at < months; at += 1) month = addDays(`${month}-01`, -1).slice(0, 7);
  return month;
}
