import type { Answer } from './send.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** Gives by how many ms the service's clock is ahead of `now`; `undefined` when the answer does not tell. */
export function skewOf({ headers }: Answer, now: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date - now;
}

/** Gives `Retry-After`, seconds or a date (RFC 9110, 10.2.3), as ms from `now`. */
export function retryAfter({ headers }: Answer, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  // Date.parse makes a date of much that is none, such as "1.5".
  const at = /^\d+$/.test(value) ? now + Number(value) * 1000 : Date.parse(/ GMT$/.test(value) ? value : '');
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Gives the pause after so many tries: exponential back-off with full jitter, in ms. */
export function backOff(tries: number, random: number): number {
  return random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
}
