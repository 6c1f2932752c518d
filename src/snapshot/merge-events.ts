import type { OtherEvent } from '../launches/launch.ts';
import { addDays } from './calendar.ts';
import { eventRow, mergeEvents } from './event-rows.ts';
import type { EventRow } from './fact-tables.ts';
import type { DayRules } from './merge-launches.ts';
import { ALWAYS, type PartitionedTable } from './partitioned-table.ts';

/** Without users the tables have no such column. */
const NOBODY = { user_key: null };

/** Merges events into the stored rows of their days. Gives the rows of each day that changed; one without rows leaves. */
export async function changeEvents(
  stored: PartitionedTable<EventRow>,
  events: readonly OtherEvent[],
  { calendar, keepFrom, rebuilt }: DayRules,
): Promise<ReadonlyMap<string, readonly EventRow[]>> {
  const isKept = ({ date }: { readonly date: string }): boolean => keepFrom === undefined || date >= keepFrom;
  const incoming = events.map((event) => eventRow(event, calendar)).filter(isKept);
  const touched = incoming.map(({ date }) => ({ from: date, to: date }));
  const leaving = keepFrom === undefined ? [] : [{ from: ALWAYS.from, to: addDays(keepFrom, -1) }];
  const read = await stored.read(rebuilt ? [ALWAYS] : [...touched, ...leaving]);
  const known = [...read.values()]
    .flat()
    .map((row) => ({
      ...NOBODY,
      ...row,
      ...(rebuilt ? { date: calendar.local(row.occurred_at).date } : {}),
    }))
    .filter(isKept);
  const byDate = Map.groupBy(mergeEvents(known, incoming), ({ date }) => date);
  const gone = [...read.keys()].map((date) => [date, []] as const);
  return new Map<string, readonly EventRow[]>([...gone, ...byDate]);
}
