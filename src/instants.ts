/** Durations in ms. A month has no fixed one. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Returns an instant (ms since 1970) as the manifest and the cache store it: UTC, with milliseconds. */
export function isoInstant(instant: number): string {
  return new Date(instant).toISOString();
}

/** Returns an instant (ms since 1970) for people, the outputs and machines that need no more: UTC, to the second. */
export function isoSecond(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, -5)}Z`;
}
