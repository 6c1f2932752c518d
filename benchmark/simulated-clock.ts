import type { Clock } from '../src/clock.ts';

/** A clock whose time passes only by sleeping; ms since its start. */
export interface SimulatedClock extends Clock {
  /** Lets time pass until `work` is done: whenever nothing can go on, it jumps to the next sleeper's end. */
  readonly runUntil: (work: Promise<unknown>) => Promise<void>;
}

/** Opens a clock at 0 ms. */
export function openSimulatedClock(): SimulatedClock {
  let now = 0;
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        const until = now + ms;
        // In order of waking, the last to wake first.
        const at = sleepers.findIndex((sleeper) => sleeper.until <= until);
        sleepers.splice(at === -1 ? sleepers.length : at, 0, { until, wake });
      }),
    runUntil: async (work) => {
      let isDone = false;
      void work.finally(() => {
        isDone = true;
      });
      for (;;) {
        // All that promises have still to do comes before the next turn of the event loop.
        await new Promise(setImmediate);
        if (isDone) break;
        const next = sleepers.pop();
        if (next === undefined) throw new Error('Everything waits, and nothing is to come');
        now = next.until;
        next.wake();
      }
      await work;
    },
  };
}
