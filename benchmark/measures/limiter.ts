import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { maxWithin } from '../../simulator/tenant/judge.ts';
import { Random } from '../../simulator/tenant/random.ts';
import type { Clock } from '../../src/clock.ts';
import { createLimiter } from '../../src/sources/activity-feed/limiter.ts';
import type { Group } from '../row.ts';
import { openSimulatedClock } from '../simulated-clock.ts';

const MINUTE = 60_000;
const CONCURRENCY = 32;
/** Real time of one minute in the check on the real clock, ms. */
const SHORT_MINUTE = 1_000;

/** What a series of requests came to: windows of 60 s with too many of them, and its time over the ideal time. */
interface Paced {
  readonly broken: number;
  readonly wall: number;
}

/**
 * The limiter at its limit: five series of five minutes on a simulated clock, and one on the real clock with a second for a
 * minute. Latency is 20 to 900 ms, and a request reaches the service up to 150 ms after it was sent.
 */
export const limiter: Group<'broken' | 'wall'> = {
  name: 'limiter',
  isFull: false,
  goals: {
    broken: { row: 13, name: 'windows of 60 s above the limit', bound: 'at most', goal: 0, unit: '' },
    wall: { row: 13, name: 'wall / ideal wall at the limit', bound: 'at most', goal: 1.03, unit: '' },
  },
  measure: measureLimiter,
};

async function measureLimiter() {
  const paced: Paced[] = [];
  for (let seed = 1; seed <= 5; seed += 1) {
    const clock = openSimulatedClock();
    const series = pace(clock, 1_800, 5, new Random(seed));
    await clock.runUntil(series);
    paced.push(await series);
  }
  const scale = MINUTE / SHORT_MINUTE;
  const fast: Clock = { now: () => performance.now() * scale, sleep: (ms) => sleep(ms / scale) };
  paced.push(await pace(fast, 1_800, 3, new Random(6)));
  return {
    broken: { samples: paced.map(({ broken }) => broken), beside: '' },
    wall: { samples: paced.map(({ wall }) => wall), beside: '' },
  };
}

/** Sends so many requests that the last may go after `minutes` at the earliest. */
async function pace(clock: Clock, limit: number, minutes: number, random: Random): Promise<Paced> {
  const limiter = createLimiter(limit, clock);
  const arrivals: number[] = [];
  let left = limit * minutes + 1;
  let last = 0;
  const start = clock.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await limiter.turn();
      last = clock.now();
      arrivals.push(last + random.whole(0, 150));
      await clock.sleep(random.whole(20, 900));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  arrivals.sort((a, b) => a - b);
  return { broken: brokenWindows(arrivals, limit), wall: (last - start) / (minutes * MINUTE) };
}

/** Counts the windows of 60 s, one from each arrival on, that hold more than the limit. */
function brokenWindows(arrivals: readonly number[], limit: number): number {
  if (maxWithin(arrivals, MINUTE) <= limit) return 0;
  return arrivals.filter((from, index) => (arrivals[index + limit] ?? Infinity) - from < MINUTE).length;
}
