/** The tenant's own clock: stands still until it is moved. All instants are UTC milliseconds since 1970. */
export class TenantClock {
  #now: number;
  /** Returns the `Date` header of an answer at an instant; settable, to be wrong or missing. */
  dateHeader: (now: number) => string | undefined = rightDate;

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  /** Returns the tenant's present instant, ms. */
  now(): number {
    return this.#now;
  }

  /** Moves the clock forward by `ms` milliseconds (backward when negative). */
  advance(ms: number): void {
    this.#now += ms;
  }

  /** Sets the clock to an instant. */
  setNow(instant: Date): void {
    this.#now = instant.getTime();
  }
}

/** Returns an instant as a `Date` header. */
export function rightDate(now: number): string {
  return new Date(now).toUTCString();
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
