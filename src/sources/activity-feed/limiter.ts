import type { Clock } from '../../clock.ts';

/** Lets requests through, no more than the limit in any 60 s. */
export interface Limiter {
  /** Resolves when the next request may be sent; in the order of the calls. */
  readonly turn: () => Promise<void>;
  /**
   * Holds all requests for `ms`, and lowers the limit by a fifth, once a minute at most: the service said that it is too
   * much. Each minute in which it does not say so raises the limit by a tenth, up to where it was.
   */
  readonly slowDown: (ms: number) => void;
}

const WINDOW_MS = 60_000;
/** Requests sent evenly may arrive a little closer together. */
const MARGIN_MS = 250;
const LEAST_PER_MINUTE = 10;

/**
 * Returns a sliding-window limiter: request k waits until the window has passed since request k less the limit. A token
 * bucket would let twice the limit through after a pause.
 */
export function createLimiter(requestsPerMinute: number, clock: Clock): Limiter {
  let limit = requestsPerMinute;
  let changed = Number.NEGATIVE_INFINITY;
  let heldUntil = 0;
  let sent: number[] = [];
  let queue = Promise.resolve();
  const wait = async (): Promise<void> => {
    for (;;) {
      const now = clock.now();
      if (limit < requestsPerMinute && now - changed >= WINDOW_MS) {
        limit = Math.min(requestsPerMinute, limit + Math.ceil(requestsPerMinute / 10));
        changed = now;
      }
      const first = sent[sent.length - limit];
      const free = first === undefined ? now : first + WINDOW_MS + MARGIN_MS;
      const until = Math.max(free, heldUntil);
      if (until <= now) break;
      await clock.sleep(until - now);
    }
    if (sent.length >= 2 * requestsPerMinute) sent = sent.slice(-requestsPerMinute);
    sent.push(clock.now());
  };
  return {
    turn: () => {
      queue = queue.then(wait);
      return queue;
    },
    slowDown: (ms) => {
      const now = clock.now();
      // The quota counts by the minute: what it refuses in one tells of one excess, not of many.
      if (now - changed >= WINDOW_MS) {
        limit = Math.max(Math.min(LEAST_PER_MINUTE, limit), Math.floor(limit * 0.8));
        changed = now;
      }
      heldUntil = Math.max(heldUntil, now + ms);
    },
  };
}
