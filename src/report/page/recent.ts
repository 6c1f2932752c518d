import { openCalendar } from '../../snapshot/calendar.ts';
import type { PageData, PageRecent, PageWeek } from './page-data.ts';
import { count, day } from './wording.ts';

/** The days of `recent`. */
export const RECENT = 28;

/** What launches do not name, in the same words everywhere. */
export const UNNAMED = {
  app: 'no app named',
  environment: 'no environment named',
  user: 'no user named',
} as const;

/** Why there are no figures of 28 days yet. */
export const NONE_COMPLETE =
  'No day is complete yet: the audit log has 48 hours to deliver the launches of a day.';

/** Returns the day on which the data begin, `null` when nothing is covered. */
export function beginOf({ coverage, timeZone }: Pick<PageData, 'coverage' | 'timeZone'>): string | null {
  return coverage.from === null ? null : openCalendar(timeZone).local(coverage.from).date;
}

const WEEK_DAYS = 7;

/** Returns whether all days of a week are covered. */
export function isWhole({ coveredDays }: Pick<PageWeek, 'coveredDays'>): boolean {
  return coveredDays === WEEK_DAYS;
}

/** Returns which 28 days the figures of a section are of, in a few words. */
export function recentSpan(recent: PageRecent | null): string {
  if (recent === null) return NONE_COMPLETE;
  const { to, coveredDays } = recent;
  return `The 28 days up to ${day(to)}${coveredDays === RECENT ? '' : `, ${coveredDays === 0 ? 'none' : count(coveredDays)} of them covered`}.`;
}

/** Returns which 28 days figures are of, and what that means. */
export function recentDays(recent: PageRecent | null): string {
  if (recent === null) return NONE_COMPLETE;
  const { to, coveredDays } = recent;
  const which = `The 28 days up to ${day(to)}, the last complete day.`;
  if (coveredDays === RECENT) return which;
  const are = coveredDays === 1 ? 'is' : 'are';
  return `${which} ${coveredDays === 0 ? 'None' : count(coveredDays)} of them ${are} covered: launches of the others may be missing.`;
}
