import { isoDay } from '../../instants.ts';
import { addDays, openCalendar } from '../../snapshot/calendar.ts';
import { countCovered, isEnough } from '../../snapshot/coverage.ts';
import type { PageApp, PageData } from './page-data.ts';
import { beginOf } from './recent.ts';

/** So many days without a launch make an app idle. */
export const IDLE_DAYS = 90;

/** What the data tell of apps that nobody launches. Days are `YYYY-MM-DD`. */
export type IdleApps =
  /** Nothing: too little of the time asked for is covered. */
  | {
      readonly known: false;
      /** The day on which the data begin; `null` when nothing is covered. */
      readonly begin: string | null;
      /** How many of the days up to the last complete day are covered. */
      readonly coveredDays: number;
      readonly never: number;
    }
  | {
      readonly known: true;
      /** The last day on which an idle app can have been launched. */
      readonly since: string;
      readonly lastDate: string;
      /** The longest without a launch first. */
      readonly apps: readonly PageApp[];
      /** How many apps there are, deleted ones aside. */
      readonly of: number;
      readonly coveredDays: number;
    };

/** Whether an app is deleted: one that was launched after its deletion has been restored. */
export function isDeleted({ deletedAt, lastLaunchAt }: Pick<PageApp, 'deletedAt' | 'lastLaunchAt'>): boolean {
  return deletedAt !== null && deletedAt > (lastLaunchAt ?? 0);
}

/**
 * Returns the apps, deleted ones and younger ones aside, without a launch in so many days up to the last complete day, or
 * later. It is known when the data begin before those days, and at least half of them are covered.
 */
export function idleApps(
  { apps, coverage, timeZone }: Pick<PageData, 'apps' | 'coverage' | 'timeZone'>,
  days: number = IDLE_DAYS,
): IdleApps {
  const { local } = openCalendar(timeZone);
  const present = apps.filter((app) => !isDeleted(app));
  const never = present.filter(({ lastLaunchAt }) => lastLaunchAt === null).length;
  const { firstDate, lastDate } = coverage;
  const begin = beginOf({ coverage, timeZone });
  if (firstDate === null || lastDate === null) return { known: false, begin, coveredDays: 0, never };
  const since = addDays(lastDate, -days);
  const coveredDays = countCovered(coverage, { from: addDays(since, 1), to: lastDate });
  if (firstDate > addDays(since, 1) || !isEnough(coveredDays, days)) {
    return { known: false, begin, coveredDays, never };
  }
  const idle = present.filter(({ lastLaunchAt, createdAt }) => {
    const isOldEnough = createdAt === null || isoDay(createdAt) <= since;
    return isOldEnough && (lastLaunchAt === null || local(lastLaunchAt).date <= since);
  });
  return {
    known: true,
    since,
    lastDate,
    apps: idle.toSorted((a, b) => (a.lastLaunchAt ?? 0) - (b.lastLaunchAt ?? 0)),
    of: present.length,
    coveredDays,
  };
}
