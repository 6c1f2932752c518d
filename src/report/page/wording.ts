import { isoInstant, isoSecond } from '../../instants.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FULL_BELOW = 10_000;

// Node.js loads its knowledge of languages for the first of them: not before a number is shown.
let full: Intl.NumberFormat | undefined;
let short: Intl.NumberFormat | undefined;

/** Weekdays, Monday first. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** Returns a count for people: "12,345". */
export function count(value: number): string {
  full ??= new Intl.NumberFormat('en-US');
  return full.format(value);
}

/** Returns an average for people: "12,345"; below 10 with one decimal, so that a small one is not 0. */
export function average(value: number): string {
  return value < 10 ? (Math.round(value * 10) / 10).toString() : count(Math.round(value));
}

/** Returns a count for the axis of a chart, where space is scarce: "1,200", "12.5K". */
export function shortCount(value: number): string {
  if (value < FULL_BELOW) return count(value);
  short ??= new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
  return short.format(value);
}

/** Returns a day `YYYY-MM-DD` for people: "21 Nov 2026". */
export function day(date: string): string {
  return `${dayOfYear(date)} ${date.slice(0, 4)}`;
}

/** Returns a day `YYYY-MM-DD` where its year is clear: "21 Nov". */
export function dayOfYear(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

/** Returns two days as a span: "23 Aug to 21 Nov 2026", "21 Nov 2026". */
export function days(from: string, to: string): string {
  if (from === to) return day(to);
  return `${from.slice(0, 4) === to.slice(0, 4) ? dayOfYear(from) : day(from)} to ${day(to)}`;
}

/** Returns a count with its noun: "1 launch", "2 launches". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Returns an instant in ms since 1970 for people: "21 Nov 2026, 07:31 UTC". */
export function instant(ms: number): string {
  const iso = isoInstant(ms);
  return `${day(iso)}, ${iso.slice(11, 16)} UTC`;
}

/** Returns an instant in ms since 1970 for machines, to the second. */
export function machineInstant(ms: number): string {
  return isoSecond(ms);
}

/** Returns the weekday of a day `YYYY-MM-DD`, 0 for Monday. */
export function weekday(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** Returns a share for people: "12%", "less than 1 %". */
export function percent(share: number): string {
  const value = Math.round(share * 100);
  return value === 0 && share > 0 ? 'less than 1%' : `${value}%`;
}
