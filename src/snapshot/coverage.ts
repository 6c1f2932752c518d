import { DAY_MS, HOUR_MS, isoInstant, parseInstant } from '../instants.ts';
import { addDays, type Calendar, datesBetween } from './calendar.ts';
import { compareText } from './compare.ts';
import type { GapRow } from './dimension-tables.ts';
import type { Gap, HistoryQuery, Manifest } from './manifest.ts';
import type { DateRange } from './partitioned-table.ts';
import { overlap, type Span, subtractSpans, uniteSpans } from './spans.ts';

/** Within this time after a launch its audit record is available, in 99.8 % of cases; ms. */
export const HORIZON_MS = 48 * HOUR_MS;

/** The time of launches that a snapshot covers. Instants in ms since 1970; days `YYYY-MM-DD` in the snapshot's time zone. */
export interface Coverage {
  /** Beginning of the data. */
  readonly from: number | null;
  /** Launches before this instant are complete, gaps aside, within the service's normal delivery time; `null` while none are. */
  readonly completeUntil: number | null;
  /** First day that lies wholly in the covered time, or will. */
  readonly firstDate: string | null;
  /** Last day that does; `null` while none does. */
  readonly lastDate: string | null;
  readonly gaps: readonly GapRow[];
}

/**
 * What is known of a day: `covered` as a whole; `before` the data begin, or while they do; in a `gap`, if in part only; or
 * `open`: launches of it may still arrive.
 */
export type DayStatus = 'covered' | 'before' | 'gap' | 'open';

/** Returns the time of launches that a snapshot covers. */
export function coverageOf(
  { coverage, history = [] }: Pick<Manifest, 'coverage' | 'history'>,
  calendar: Calendar,
): Coverage {
  const from = parseInstant(coverage.from);
  // Sources may have read the same time.
  const searched = uniteSpans((coverage.read ?? []).map(spanOf));
  const gaps = [...launchGaps(coverage.gaps), ...holesIn(coverage, searched)];
  const until = parseInstant(coverage.complete_until);
  const completeUntil = from === null || until === null || until <= from ? null : until;
  const firstDate = from === null ? null : firstWholeDay(from, calendar);
  const lastOver = completeUntil === null ? null : lastWholeDay(completeUntil, calendar);
  return {
    from,
    completeUntil,
    firstDate,
    lastDate: firstDate === null || lastOver === null || lastOver < firstDate ? null : lastOver,
    gaps: gapRows(leftOf(gaps, searched, history), calendar),
  };
}

function spanOf({ from, to }: { readonly from: string; readonly to: string }): Span {
  return { from: parseInstant(from), to: parseInstant(to) };
}

/** The feed's time and what others read need not touch: what lies between them is a gap, though no content was lost. */
function holesIn(coverage: Manifest['coverage'], searched: readonly Span[]): readonly LaunchGap[] {
  const listed = parseInstant(coverage.listed_from ?? null);
  const until = parseInstant(coverage.complete_until);
  const feed = listed === null || until === null ? [] : [{ from: listed, to: until }];
  const [first, last] = [searched[0], searched.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = { from: Math.min(first.from, listed ?? first.from), to: Math.max(last.to, until ?? last.to) };
  return subtractSpans([all], [...searched, ...feed]).map(({ from, to }) => ({
    ...{ gap_from: from, gap_to: to, reason: NOT_READ, status: 'open' },
  }));
}

const NOT_READ = 'no source has read this time';

/** Returns what other sources leave of gaps, and what comes of it. */
function leftOf(
  gaps: readonly LaunchGap[],
  searched: readonly Span[],
  history: readonly HistoryQuery[],
): readonly LaunchGap[] {
  return gaps.flatMap((gap) => {
    const left = subtractSpans([{ from: gap.gap_from, to: gap.gap_to }], searched);
    return left.map((part) => ({
      ...gap,
      gap_from: part.from,
      gap_to: part.to,
      ...outlookOf(gap, part, history),
    }));
  });
}

/** A query may fill it still, or has failed too often. */
function outlookOf(
  { status, reason }: LaunchGap,
  part: Span,
  history: readonly HistoryQuery[],
): Pick<LaunchGap, 'status' | 'reason'> {
  const queries = history.filter((query) => overlap(spanOf(query), part));
  if (queries.some(({ tries }) => tries < MOST_TRIES)) return { status: 'pending', reason };
  const isFailed = queries.length > 0;
  return { status, reason: isFailed ? `${reason}; audit search failed ${MOST_TRIES} times` : reason };
}

/** After so many failed queries the time is asked for again once a week. */
export const MOST_TRIES = 5;

/** Returns the first day that begins at or after an instant, ms since 1970. */
function firstWholeDay(from: number, { local }: Calendar): string {
  return addDays(local(from - 1).date, 1);
}

/** Returns the last day that is over at an instant, ms since 1970. */
function lastWholeDay(until: number, { local }: Calendar): string {
  return addDays(local(until).date, -1);
}

/** Returns what is known of a day. */
export function dayStatus({ firstDate, lastDate, gaps }: Coverage, date: string): DayStatus {
  if (firstDate === null) return 'open';
  if (date < firstDate) return 'before';
  if (gaps.some(({ first_date, last_date }) => date >= first_date && date <= last_date)) return 'gap';
  return lastDate === null || date > lastDate ? 'open' : 'covered';
}

/** The days of `launches_28d` and `users_28d`. */
export const RECENT_DAYS = 28;

/** Returns the 28 days up to a day. */
export function recentTo(date: string): DateRange {
  return { from: addDays(date, 1 - RECENT_DAYS), to: date };
}

/** Returns the 28 days up to the last complete one; `null` while none of them is covered: then they tell nothing. */
export function recentDays(coverage: Coverage): DateRange | null {
  const recent = coverage.lastDate === null ? null : recentTo(coverage.lastDate);
  return recent === null || countCovered(coverage, recent) === 0 ? null : recent;
}

/** Returns how many days of a date range are covered. */
export function countCovered(coverage: Coverage, range: DateRange): number {
  return datesOf(range).filter((date) => dayStatus(coverage, date) === 'covered').length;
}

/** Returns whether so many covered days tell something of a time of so many days: half of them do. */
export function isEnough(coveredDays: number, days: number): boolean {
  return 2 * coveredDays >= days;
}

/** Returns the days of a date range, in order. */
export function datesOf({ from, to }: DateRange): readonly string[] {
  return [...datesBetween(from, to)];
}

/** Returns the rows of `gaps`, in order. */
function gapRows(gaps: readonly LaunchGap[], { local }: Calendar): readonly GapRow[] {
  return [...gaps].sort(compareGaps).map((gap) => ({
    ...gap,
    // Gaps are half-open: one that ends at midnight does not touch the day that begins.
    ...{ first_date: local(gap.gap_from).date, last_date: local(gap.gap_to - 1).date },
  }));
}

/** Returns the launch time of which a gap of content time may lack launches. */
export function launchTimeOf({ from, to, reason }: Pick<Gap, 'from' | 'to' | 'reason'>): Span {
  const reach = isLostDays({ reason }) ? 0 : HORIZON_MS;
  return { from: parseInstant(from) - reach, to: parseInstant(to) };
}

/** The reason of a gap of launches that were read and are lost: its time is launch time. */
const LOST_LAUNCHES = 'files of the data set that hold these days were damaged: their launches are lost';

/** Returns the gap of the calendar days of files of launches that are lost. */
export function lostDays({ from, to }: DateRange, calendar: Calendar): Gap {
  const [start, end] = [startOf(from, calendar), startOf(addDays(to, 1), calendar)];
  return { from: isoInstant(start), to: isoInstant(end), reason: LOST_LAUNCHES };
}

/** Returns whether a gap is of launches that were read and are lost: no listing closes it. */
export function isLostDays({ reason }: Pick<Gap, 'reason'>): boolean {
  return reason === LOST_LAUNCHES;
}

/** Returns the first instant of a calendar day, ms since 1970: no time zone is more than a day from UTC. */
function startOf(date: string, { local }: Calendar): number {
  const midnight = parseInstant(`${date}T00:00:00Z`);
  let [before, at] = [midnight - DAY_MS, midnight + DAY_MS];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (local(middle).date < date) before = middle;
    else at = middle;
  }
  return at;
}

/** A gap in launch time. */
export type LaunchGap = Omit<GapRow, 'first_date' | 'last_date'>;

/**
 * Returns the launch time of which gaps of content time may lack launches, in order. A launch is in content of the 48 hours
 * after it, so each gap reaches 48 hours back, unless it is of launches that were read. Gaps that touch, for the same reason and with the same status, are one.
 */
export function launchGaps(gaps: readonly Gap[]): readonly LaunchGap[] {
  const inOrder = gaps
    .map((gap): LaunchGap => {
      const { from, to } = launchTimeOf(gap);
      return { gap_from: from, gap_to: to, reason: withoutId(gap.reason), status: gap.status ?? 'open' };
    })
    .sort(compareGaps);
  const merged: LaunchGap[] = [];
  for (const gap of inOrder) {
    const at = merged.findLastIndex(({ reason, status }) => reason === gap.reason && status === gap.status);
    const known = merged[at];
    if (known === undefined || known.gap_to < gap.gap_from) merged.push(gap);
    else merged[at] = { ...known, gap_to: Math.max(known.gap_to, gap.gap_to) };
  }
  return merged.sort(compareGaps);
}

function compareGaps(a: LaunchGap, b: LaunchGap): number {
  return (
    a.gap_from - b.gap_from ||
    a.gap_to - b.gap_to ||
    compareText(a.reason, b.reason) ||
    compareText(a.status, b.status)
  );
}

/** The id of a content blob tells people nothing. */
function withoutId(reason: string): string {
  return reason.replace(/^content blob .+ (was gone|could not be read)/s, 'a content blob $1');
}
