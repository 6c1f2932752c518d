import type { Scalar } from './context.ts';

type Arguments = readonly (() => Scalar)[];

const DAY_MS = 24 * 60 * 60_000;
/** Day 0 of DAX is 30 December 1899. */
const FIRST_DAY_MS = Date.UTC(1899, 11, 30);

/** Returns the number of DAX for an instant, ms since 1970. */
export function serialOf(ms: number): number {
  return (ms - FIRST_DAY_MS) / DAY_MS;
}

/** Returns the instant of a number of DAX, ms since 1970, to the second. */
export function instantOf(serial: number): number {
  return Math.round(serial * 24 * 60 * 60) * 1000 + FIRST_DAY_MS;
}

function dateOf(serial: number): Date {
  return new Date(Math.floor(serial) * DAY_MS + FIRST_DAY_MS);
}

/** Functions of DAX over values: arguments are evaluated when they are called. */
export const SCALAR_FUNCTIONS: Readonly<Record<string, (args: Arguments) => Scalar>> = {
  IF: ([condition, then, otherwise]) => (isTrue(condition) ? (then?.() ?? null) : (otherwise?.() ?? null)),
  SWITCH: ([value, ...cases]) => {
    const wanted = value?.() ?? null;
    for (let at = 0; at + 1 < cases.length; at += 2)
      if (cases[at]?.() === wanted) return cases[at + 1]?.() ?? null;
    return cases.length % 2 === 1 ? (cases.at(-1)?.() ?? null) : null;
  },
  NOT: ([value]) => !isTrue(value),
  TRUE: () => true,
  ISBLANK: ([value]) => (value?.() ?? null) === null,
  COALESCE: (args) => {
    for (const arg of args) {
      const value = arg();
      if (value !== null) return value;
    }
    return null;
  },
  DIVIDE: ([above, below]) => {
    const [a, b] = [above?.() ?? null, below?.() ?? null];
    return a === null || b === null || b === 0 ? null : Number(a) / Number(b);
  },
  INT: ([value]) => Math.floor(numberOf(value)),
  MAX: ([a, b]) => Math.max(numberOf(a), numberOf(b)),
  MIN: ([a, b]) => Math.min(numberOf(a), numberOf(b)),
  LEFT: ([text, count]) => String(text?.() ?? '').slice(0, numberOf(count)),
  DATE: ([year, month, day]) => serialOf(Date.UTC(numberOf(year), numberOf(month) - 1, numberOf(day))),
  YEAR: ([day]) => dateOf(numberOf(day)).getUTCFullYear(),
  MONTH: ([day]) => dateOf(numberOf(day)).getUTCMonth() + 1,
  DAY: ([day]) => dateOf(numberOf(day)).getUTCDate(),
  EOMONTH: ([day, months]) => {
    const date = dateOf(numberOf(day));
    return serialOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1 + numberOf(months), 0));
  },
  WEEKDAY: ([day]) => ((dateOf(numberOf(day)).getUTCDay() + 6) % 7) + 1,
  // The day after the sample.
  TODAY: () => serialOf(Date.UTC(2026, 10, 22)),
  // The model formats days of the week alone.
  FORMAT: ([day]) => dateOf(numberOf(day)).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' }),
};

function isTrue(value: (() => Scalar) | undefined): boolean {
  const found = value?.() ?? null;
  return found !== null && found !== false && found !== 0;
}

function numberOf(value: (() => Scalar) | undefined): number {
  return Number(value?.() ?? 0);
}
