import { isoSecond, parseInstant } from '../../instants.ts';

/** Returns the name of a query: what its window is called, and when it is submitted, ms since 1970. */
export function queryName(window: string, submittedAt: number): string {
  return `${window} at ${isoSecond(submittedAt)}`;
}

/** Returns when a query was submitted, as its name tells, ms since 1970. */
export function submittedIn(name: string): number | undefined {
  const at = parseInstant(/ at (\S+Z)$/.exec(name)?.[1] ?? '');
  return Number.isNaN(at) ? undefined : at;
}
