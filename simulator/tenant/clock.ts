/** The tenant's own clock: stands still until it is moved. All instants are UTC milliseconds since 1970. */
export class TenantClock {
  #now: number;

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

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
