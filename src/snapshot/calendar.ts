import { DAY_MS, HOUR_MS, isoDay, MINUTE_MS, parseInstant } from '../instants.ts';

/** The calendar of one time zone. */
export interface Calendar {
  readonly timeZone: string;
  /** Returns the day, `YYYY-MM-DD`, and hour, 0 to 23, of an instant in ms since 1970. */
  readonly local: (instant: number) => { readonly date: string; readonly hour: number };
}

/** All offsets from UTC, and all changes between them, fall on a quarter of an hour. */
const QUARTER_HOUR_MS = 15 * MINUTE_MS;

const calendars = new Map<string, Calendar>();

/** Returns the calendar of an IANA time zone, which there is once: it remembers what it was asked. */
export function openCalendar(timeZone: string): Calendar {
  const known = calendars.get(timeZone) ?? makeCalendar(timeZone);
  calendars.set(timeZone, known);
  return known;
}

function makeCalendar(timeZone: string): Calendar {
  // Most data sets are in UTC, which needs no time zone data.
  if (timeZone === 'UTC') return { timeZone, local: localInUtc() };
  // Loads all time zone data of Node.js: only when a day is needed.
  let format: Intl.DateTimeFormat | undefined;
  const known = new Map<number, { readonly date: string; readonly hour: number }>();
  return {
    timeZone,
    local: (instant) => {
      const quarter = Math.floor(instant / QUARTER_HOUR_MS);
      let local = known.get(quarter);
      if (local === undefined) {
        format ??= dayAndHour(timeZone);
        const parts = new Map(
          format.formatToParts(quarter * QUARTER_HOUR_MS).map(({ type, value }) => [type, value]),
        );
        const year = (parts.get('year') ?? '').padStart(4, '0');
        local = {
          date: `${year}-${parts.get('month')}-${parts.get('day')}`,
          hour: Number(parts.get('hour')),
        };
        known.set(quarter, local);
      }
      return local;
    },
  };
}

/** One text for all launches of an hour: a busy day has many. */
function localInUtc(): Calendar['local'] {
  const known = new Map<number, { readonly date: string; readonly hour: number }>();
  return (instant) => {
    const hours = Math.floor(instant / HOUR_MS);
    const local = known.get(hours) ?? { date: isoDay(instant), hour: ((hours % 24) + 24) % 24 };
    known.set(hours, local);
    return local;
  };
}

function dayAndHour(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
}

/** Returns the calendar day `days` days after (or, negative, before) a day `YYYY-MM-DD`; never beyond 0000 to 9999. */
export function addDays(date: string, days: number): string {
  return isoDay(midnight(date) + days * DAY_MS);
}

/** Returns the calendar days from one day to another, both included. */
export function* datesBetween(from: string, to: string): Generator<string> {
  // Counted, because the day after the last of 9999 is not greater.
  const [first, last] = [midnight(from), midnight(to)];
  for (let instant = first; instant <= last; instant += DAY_MS) yield isoDay(instant);
}

function midnight(date: string): number {
  return parseInstant(`${date}T00:00:00Z`);
}

/** Returns the earlier of two calendar days. */
export function earlierDay(a: string, b: string): string {
  return a < b ? a : b;
}

/** Returns the later of two calendar days. */
export function laterDay(a: string, b: string): string {
  return a > b ? a : b;
}
