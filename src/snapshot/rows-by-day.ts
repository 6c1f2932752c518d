import { addDays } from './calendar.ts';

/** Calendar days from the first to the last, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** All days. */
export const ALWAYS: Days = { from: '0000-01-01', to: '9999-12-31' };

/** The rows of a table by calendar day. */
export interface RowsByDay<Row> {
  /** The days of each stretch that is read at once, in order; a stretch has rows of its first and of its last day. */
  readonly stretches: readonly Days[];
  /** Gives the rows of some days, by day; a day without rows is missing. In no order of days. */
  readonly read: (days: readonly Days[]) => Promise<ReadonlyMap<string, readonly Row[]>>;
}

/** Gives a table after a change of whole days; a day left without rows is gone. A stored day that changed is not read. */
export async function afterChange<Row>(
  stored: RowsByDay<Row>,
  change: ReadonlyMap<string, readonly Row[]>,
): Promise<RowsByDay<Row>> {
  const changed = [...change.keys()].sort();
  const read: RowsByDay<Row>['read'] = async (days) => {
    const rows = await stored.read(days.flatMap((range) => without(changed, range)));
    const fresh = [...change].filter(([date, own]) => own.length > 0 && isWithin(date, days));
    return new Map([...rows, ...fresh]);
  };
  const stretches: Days[] = [];
  for (const stretch of stored.stretches) {
    const isCut = change.get(stretch.from)?.length === 0 || change.get(stretch.to)?.length === 0;
    const dates = isCut ? [...(await read([stretch])).keys()].sort() : [stretch.from, stretch.to];
    const [from, to] = [dates[0], dates.at(-1)];
    if (from !== undefined && to !== undefined) stretches.push({ from, to });
  }
  for (const [date, rows] of change) {
    if (rows.length > 0 && !isWithin(date, stretches)) stretches.push({ from: date, to: date });
  }
  return { stretches: stretches.sort((a, b) => (a.from < b.from ? -1 : 1)), read };
}

/** Gives what is left of a range of days without some of them, which are sorted. */
function without(dates: readonly string[], { from, to }: Days): readonly Days[] {
  const left: Days[] = [];
  let start = from;
  for (const date of dates) {
    if (date < start || date > to) continue;
    if (date > start) left.push({ from: start, to: addDays(date, -1) });
    start = addDays(date, 1);
  }
  return start <= to ? [...left, { from: start, to }] : left;
}

/** Whether a day is one of these. */
export function isWithin(date: string, days: readonly Days[]): boolean {
  return days.some(({ from, to }) => date >= from && date <= to);
}
