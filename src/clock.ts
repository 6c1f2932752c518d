/** What tells time and lets it pass. */
export interface Clock {
  /** Returns the present instant, ms since 1970 UTC. */
  readonly now: () => number;
  /** Waits so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** The end of the time that a run may read in. */
export interface Deadline {
  /** ms since 1970, on the runner's clock. */
  readonly at: number;
  /** Aborted at that instant. */
  readonly signal: AbortSignal;
}
