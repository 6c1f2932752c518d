import { openCalendar } from '../../snapshot/calendar.ts';
import type { PageData } from './page-data.ts';

/** What a reader must know of the last days and of days with gaps. Days are `YYYY-MM-DD`. */
export interface DayMarks {
  /** Launches of this day may still arrive. */
  readonly open: (date: string) => boolean;
  /** Content of this day can no longer be read. */
  readonly gap: (date: string) => boolean;
}

/** Returns the marks of days in the time zone of the page. */
export function dayMarks({ coverage, timeZone }: PageData): DayMarks {
  const { local } = openCalendar(timeZone);
  const complete = coverage.completeUntil === null ? null : local(coverage.completeUntil).date;
  const gaps = coverage.gaps.map(({ from, to }) => ({
    from: local(Date.parse(from)).date,
    // Gaps are half-open: one that ends at midnight does not touch the day that begins.
    to: local(Date.parse(to) - 1).date,
  }));
  return {
    open: (date) => complete !== null && date >= complete,
    gap: (date) => gaps.some(({ from, to }) => date >= from && date <= to),
  };
}
