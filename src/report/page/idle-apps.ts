import { addDays, openCalendar } from '../../snapshot/calendar.ts';
import type { PageApp, PageData } from './page-data.ts';
import { daysBetween } from './wording.ts';

/** So many days without a launch make an app idle. */
export const IDLE_DAYS = 90;

/** What the data tell of apps that nobody launches. Days are `YYYY-MM-DD`. */
export type IdleApps =
  /** Nothing: the data are empty, or younger than the time asked for. */
  | { readonly known: false; readonly begin: string | null; readonly never: number }
  | {
      readonly known: true;
      /** The last day on which an idle app can have been launched. */
      readonly since: string;
      readonly lastDate: string;
      /** The longest without a launch first. */
      readonly apps: readonly PageApp[];
      /** How many apps there are, deleted ones aside. */
      readonly of: number;
      /** Gaps reach into that time: launches may be missing. */
      readonly withGaps: boolean;
    };

/** Whether an app is deleted: one that was launched after its deletion has been restored. */
export function isDeleted({ deletedAt, lastLaunchAt }: Pick<PageApp, 'deletedAt' | 'lastLaunchAt'>): boolean {
  return deletedAt !== null && deletedAt > (lastLaunchAt ?? 0);
}

/** Returns the apps, deleted ones aside, without a launch in the 90 days up to the last day of the data. */
export function idleApps({
  apps,
  totals,
  coverage,
  timeZone,
}: Pick<PageData, 'apps' | 'totals' | 'coverage' | 'timeZone'>): IdleApps {
  const { local } = openCalendar(timeZone);
  const present = apps.filter((app) => !isDeleted(app));
  const never = present.filter(({ lastLaunchAt }) => lastLaunchAt === null).length;
  const starts = [totals.firstDate, coverage.from === null ? null : local(coverage.from).date];
  const begin = starts.filter((date) => date !== null).sort()[0] ?? null;
  const { lastDate } = totals;
  if (begin === null || lastDate === null || daysBetween(begin, lastDate) < IDLE_DAYS) {
    return { known: false, begin, never };
  }
  const since = addDays(lastDate, -IDLE_DAYS);
  const idle = present.filter(
    ({ lastLaunchAt }) => lastLaunchAt === null || local(lastLaunchAt).date <= since,
  );
  return {
    known: true,
    since,
    lastDate,
    apps: idle.toSorted((a, b) => (a.lastLaunchAt ?? 0) - (b.lastLaunchAt ?? 0)),
    of: present.length,
    withGaps: coverage.gaps.some(({ to }) => local(Date.parse(to)).date > since),
  };
}
