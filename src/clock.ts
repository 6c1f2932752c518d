/** What tells time and lets it pass. */
export interface Clock {
  /** Returns the present instant, ms since 1970 UTC. */
  readonly now: () => number;
  /** Waits so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}
