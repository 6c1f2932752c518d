/** Durations in ms. A month has no fixed one. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Returns an instant (ms since 1970) as the manifest and the cache store it: UTC, with milliseconds. `null` stays. */
export function isoInstant(instant: number): string;
export function isoInstant(instant: number | null): string | null;
export function isoInstant(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** Returns an instant (ms since 1970) for people, the outputs and machines that need no more: UTC, to the second. */
export function isoSecond(instant: number): string {
  return `${isoInstant(instant).slice(0, -5)}Z`;
}

/** Returns whether Node.js knows a text as a time zone. It loads all its zones for any but UTC. */
export function isTimeZone(text: string): boolean {
  if (text === 'UTC') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** First and last instant whose year has four digits, ms since 1970. */
export const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00.000Z');
export const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Returns the UTC day of an instant (ms since 1970), `YYYY-MM-DD`. Days are compared as text: the years -1 and 10000 have
 * another form, and become the first and the last day that have this one.
 */
export function isoDay(instant: number): string {
  const day = Math.floor(Math.min(LAST_INSTANT, Math.max(FIRST_INSTANT, instant)) / DAY_MS);
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = isoInstant(day * DAY_MS).slice(0, 10);
  if (days.size >= MOST_DAYS) days.clear();
  days.set(day, text);
  return text;
}

/** A run asks for few days, and for each of them again and again. */
const days = new Map<number, string>();
const MOST_DAYS = 10_000;

/** Returns the instant (ms since 1970) that a text of ISO 8601 names, `NaN` when it names none. `null` stays. */
export function parseInstant(text: string): number;
export function parseInstant(text: string | null): number | null;
export function parseInstant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

/** Returns the whole second at or before an instant, ms since 1970. */
export function floorSecond(instant: number): number {
  return Math.floor(instant / SECOND_MS) * SECOND_MS;
}

/** Returns the whole second at or after an instant, ms since 1970. */
export function ceilSecond(instant: number): number {
  return Math.ceil(instant / SECOND_MS) * SECOND_MS;
}
