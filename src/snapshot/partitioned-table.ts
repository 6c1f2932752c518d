import { addDays } from './calendar.ts';

/** Calendar days `YYYY-MM-DD`, the first and the last included. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** All days. */
export const ALL_DATES: DateRange = { from: '0000-01-01', to: '9999-12-31' };

/** The rows of one calendar day, in order. */
export interface DayRows<Row> {
  readonly date: string;
  readonly rows: readonly Row[];
}

/** The rows of a table by calendar day. */
export interface PartitionedTable<Row> {
  /** The date ranges that are read as a whole, in order. There are rows of the first and of the last day of each. */
  readonly dateRanges: readonly DateRange[];
  /** Returns the rows of some days, by day and in no order; a day without rows is missing. */
  readonly read: (days: readonly DateRange[]) => Promise<ReadonlyMap<string, readonly Row[]>>;
  /** Returns the days with rows among some days, in order. Keeps none of them in memory. */
  readonly each: (days: readonly DateRange[]) => AsyncIterable<DayRows<Row>>;
}

/** Returns a table after a change of whole days; a day without rows goes. The stored rows of changed days are not read. */
export async function afterChange<Row>(
  stored: PartitionedTable<Row>,
  change: ReadonlyMap<string, readonly Row[]>,
): Promise<PartitionedTable<Row>> {
  const changed = [...change.keys()].sort();
  const read: PartitionedTable<Row>['read'] = async (days) => {
    const rows = await stored.read(days.flatMap((range) => without(changed, range)));
    const fresh = [...change].filter(([date, own]) => own.length > 0 && isWithin(date, days));
    // The last day of all has none after it, so that it is read with the days around it.
    return new Map([...[...rows].filter(([date]) => !change.has(date)), ...fresh]);
  };
  const dateRanges: DateRange[] = [];
  for (const dateRange of stored.dateRanges) {
    const isCut = change.get(dateRange.from)?.length === 0 || change.get(dateRange.to)?.length === 0;
    const dates = isCut ? [...(await read([dateRange])).keys()].sort() : [dateRange.from, dateRange.to];
    const [from, to] = [dates[0], dates.at(-1)];
    if (from !== undefined && to !== undefined) dateRanges.push({ from, to });
  }
  for (const [date, rows] of change) {
    if (rows.length > 0 && !isWithin(date, dateRanges)) dateRanges.push({ from: date, to: date });
  }
  const each: PartitionedTable<Row>['each'] = (days) => {
    const left = days.flatMap((range) => without(changed, range));
    return daysAfter(stored.each(left), new Map([...change].filter(([date]) => isWithin(date, days))));
  };
  return { dateRanges: dateRanges.sort((a, b) => (a.from < b.from ? -1 : 1)), read, each };
}

/** Returns the days with rows after a change of whole days, in order. `stored`: the days before it, in order. */
export function daysAfter<Row>(
  stored: AsyncIterable<DayRows<Row>>,
  change: ReadonlyMap<string, readonly Row[]>,
): AsyncGenerator<DayRows<Row>> {
  const fresh = [...change]
    .filter(([, rows]) => rows.length > 0)
    .map(([date, rows]) => ({ date, rows }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return inOrder(stored, fresh, ({ date }) => !change.has(date));
}

/** Returns the stored days that stay, and `fresh` ones between them; both are in order. */
export async function* inOrder<Day extends { readonly date: string }>(
  stored: AsyncIterable<Day>,
  fresh: readonly Day[],
  stays: (day: Day) => boolean,
): AsyncGenerator<Day> {
  let next = 0;
  for await (const day of stored) {
    if (!stays(day)) continue;
    for (; (fresh[next]?.date ?? day.date) < day.date; next += 1) yield* fresh.slice(next, next + 1);
    yield day;
  }
  yield* fresh.slice(next);
}

/** Returns what is left of a date range without some dates, which are sorted. */
export function without(dates: readonly string[], { from, to }: DateRange): readonly DateRange[] {
  const left: DateRange[] = [];
  let start = from;
  for (const date of dates) {
    if (date < start || date > to) continue;
    if (date > start) left.push({ from: start, to: addDays(date, -1) });
    start = addDays(date, 1);
  }
  return start <= to ? [...left, { from: start, to }] : left;
}

/** Returns the days before and after a date range. */
export function outside({ from, to }: DateRange): readonly DateRange[] {
  return [
    ...(from > ALL_DATES.from ? [{ from: ALL_DATES.from, to: addDays(from, -1) }] : []),
    ...(to < ALL_DATES.to ? [{ from: addDays(to, 1), to: ALL_DATES.to }] : []),
  ];
}

/** Returns whether a day is in one of these date ranges. */
export function isWithin(date: string, days: readonly DateRange[]): boolean {
  return days.some(({ from, to }) => date >= from && date <= to);
}
