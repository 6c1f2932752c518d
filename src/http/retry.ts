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
  const date = httpDate(headers.get('date')?.trim() ?? '');
  return Number.isNaN(date) ? undefined : date - now;
}

/**
 * Returns `Retry-After`, seconds or a date (RFC 9110, 10.2.3), as ms from `now`, the service's time in ms since 1970;
 * `undefined` when it is missing, blank or neither.
 */
export function retryAfterMs(headers: HttpHeaders, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  const at = /^\d+$/.test(value) ? now + Number(value) * 1000 : httpDate(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Date.parse makes a date of much that is not one, such as "1.5". */
function httpDate(text: string): number {
  return Date.parse(/ GMT$/.test(text) ? text : '');
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
