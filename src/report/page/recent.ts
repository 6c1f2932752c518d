import { openCalendar } from '../../snapshot/calendar.ts';
import type { PageData, PageWeek } from './page-data.ts';
import { count, day } from './wording.ts';

/** The days of `recent`. */
export const RECENT = 28;

/** What launches do not name, in the same words everywhere. */
export const UNNAMED = {
  app: 'no app named',
  environment: 'no environment named',
  user: 'no user named',
} as const;

/** Returns why there are no figures of the 28 days. */
function noneCovered({ lastDate }: PageData['coverage']): string {
  return lastDate === null
    ? 'No day is complete yet: the audit log has 48 hours to deliver the launches of a day.'
    : `None of the 28 days up to ${day(lastDate)} is covered: launches may be missing.`;
}

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
export function recentSpan({ recent, coverage }: Pick<PageData, 'recent' | 'coverage'>): string {
  if (recent === null) return noneCovered(coverage);
  const { to, coveredDays } = recent;
  return `The 28 days up to ${day(to)}${coveredDays === RECENT ? '' : `, ${count(coveredDays)} of them covered`}.`;
}

/** Returns which 28 days figures are of, and what that means. */
export function recentDays({ recent, coverage }: Pick<PageData, 'recent' | 'coverage'>): string {
  if (recent === null) return noneCovered(coverage);
  const { to, coveredDays } = recent;
  const which = `The 28 days up to ${day(to)}, the last complete day.`;
  if (coveredDays === RECENT) return which;
  const are = coveredDays === 1 ? 'is' : 'are';
  return `${which} ${count(coveredDays)} of them ${are} covered: launches of the others may be missing.`;
}
