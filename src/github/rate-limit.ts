import { retryAfter, skewOf } from '../http/retry.ts';
import type { Answer } from '../http/send.ts';

/**
 * Gives when GitHub answers again, in ms from `now` (ms since 1970), where an answer says that a rate limit is used up; at
 * least a second. `undefined` for every other answer: GitHub refuses with 403 both for a limit and for a missing right.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function rateLimitWait(answer: Answer, now: number): number | undefined {
  const { status, headers } = answer;
  if (status !== 403 && status !== 429) return undefined;
  const there = now + (skewOf(answer, now) ?? 0);
  const wait = retryAfter(answer, there) ?? untilReset(headers, there);
  return wait === undefined ? undefined : Math.max(1000, wait);
}

function untilReset({ get }: Answer['headers'], now: number): number | undefined {
  const reset = get('x-ratelimit-reset');
  if (get('x-ratelimit-remaining') !== '0' || reset === undefined || !/^\d+$/.test(reset)) return undefined;
  return Number(reset) * 1000 - now;
}
