import { HOUR_MS, isoSecond, MINUTE_MS } from '../instants.ts';

/** Clocks that differ by so much are right: those of a service differ by seconds. */
export const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

/** Title of the annotation that tells what {@link clockWarningOf} returns. */
export const CLOCK_TITLE = 'A clock is wrong';

/** What a run knows of the clocks: see Client in `http/`. */
export interface Clocks {
  readonly now: () => number;
  readonly furthestAheadMs: () => number;
}

/**
 * Returns what to tell when the clocks of the service and the runner differed in this run, or when one of `instants` (ms since
 * 1970), which lie in the past, is later than its time; `undefined` when nothing is wrong.
 */
export function clockWarningOf(
  { now, furthestAheadMs }: Clocks,
  instants: readonly (number | null)[],
): string | undefined {
  const ahead = furthestAheadMs();
  if (Math.abs(ahead) > CLOCKS_DIFFER_MS) {
    return `The service reported a time ${lengthOf(ahead)} ${ahead > 0 ? 'ahead of' : 'behind'} the runner's clock. ${EARLIER} ${REMEDY}`;
  }
  const newest = instants.reduce<number>((latest, instant) => Math.max(latest, instant ?? 0), 0);
  if (newest <= now() + CLOCKS_DIFFER_MS) return undefined;
  return `Content of ${isoSecond(newest)} is newer than this run's time, ${isoSecond(now())}: a clock is slow. ${EARLIER} ${REMEDY}`;
}

const EARLIER =
  'The earlier time counts, so nothing is lost: what is newer is read by the first run whose clocks agree.';
const REMEDY =
  'If it happens again, correct the clock of the runner, and check whether a proxy changes the Date header of answers.';

function lengthOf(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS);
  if (minutes < 120) return `${minutes} minutes`;
  return `${Math.round(Math.abs(ms) / HOUR_MS).toLocaleString('en-US')} hours`;
}
