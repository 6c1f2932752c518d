import { DAY_MS } from '../instants.ts';
import type { HttpHeaders } from './send.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** How often a service is asked before a request is given up, and how long a `Retry-After` may be. */
export interface RetryPolicy {
  readonly tries: number;
  /** A quota counts by the minute: these tries last for longer than one. */
  readonly triesWhenThrottled: number;
  /** A time-out has cost its time already. */
  readonly triesAfterTimeout: number;
  /** A longer wait is not waited for: the next run is the better time. ms. */
  readonly longestWaitMs: number;
}

/** Returns by how many ms the service's clock is ahead of `now`; `undefined` when the response does not tell. */
export function clockSkewMs(headers: HttpHeaders, now: number): number | undefined {
  const date = httpDate(headers.get('date')?.trim() ?? '', now);
  return date === undefined ? undefined : date - now;
}

/** More is as good as forever, and an instant that is too far away has no date. */
const LONGEST_WAIT_MS = 365 * DAY_MS;

/**
 * Returns `Retry-After`, seconds or a date (RFC 9110, 10.2.3), as ms from `now`, the service's time in ms since 1970, a year
 * at most; `undefined` when it is missing, blank or neither.
 */
export function retryAfterMs(headers: HttpHeaders, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const at = /^\d+$/.test(value) ? now + Number(value) * 1000 : httpDate(value, now);
  return at === undefined ? undefined : Math.min(Math.max(0, at - now), LONGEST_WAIT_MS);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';
/** IMF-fixdate, RFC 850 and asctime: whoever reads a date has to take all three. */
const DATE_FORMS = [
  `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d\\d) ${MONTH} (?<year>[1-9]\\d{3}) ${TIME} GMT`,
  `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT`,
  `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>[1-9]\\d{3})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Returns a date of HTTP (RFC 9110, 5.6.7) in ms since 1970; `undefined` for what is none. `Date.parse` makes a date of much
 * that is not one, such as "1.5 GMT", and takes asctime for local time.
 */
function httpDate(text: string, now: number): number | undefined {
  const parts = DATE_FORMS.find((form) => form.test(text))?.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const year = parts.year?.length === 2 ? fullYear(Number(parts.year), now) : Number(parts.year);
  const month = MONTHS.indexOf(parts.month ?? '');
  const day = Number(parts.day);
  // The 31st of a shorter month would be a day of the next.
  if (new Date(Date.UTC(year, month, day)).getUTCDate() !== day) return undefined;
  return Date.UTC(year, month, day, Number(parts.hour), Number(parts.minute), Number(parts.second));
}

/** Two digits that would be more than 50 years ahead are of the century before. */
function fullYear(twoDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

/** Returns the pause after so many tries in ms: exponential back-off with full jitter. `random` is in [0, 1). */
export function backOffMs(tries: number, random: number): number {
  return random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
}

/**
 * Returns the pause before the next try in ms. A service that names no time worth the name again and again would have all
 * tries at once: from the second on the back-off is the least.
 */
export function pauseMs(tries: number, named: number | undefined, random: number): number {
  const own = backOffMs(tries, random);
  if (named === undefined) return own;
  return tries === 1 ? named : Math.max(named, own);
}
