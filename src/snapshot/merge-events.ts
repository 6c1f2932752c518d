import { isoInstant } from '../instants.ts';
import type { OtherEvent } from '../launches/launch.ts';
import type { Calendar } from './calendar.ts';
import type { EventRow } from './fact-tables.ts';
import type { DayRules } from './merge-launches.ts';
import { ALL_DATES, isWithin, outside, type PartitionedTable } from './partitioned-table.ts';

/** For rows of tables without users, which have no such column. */
const NO_USER = { user_key: null };

/** Merges events into the stored rows of their days. Returns the rows of each day that changed; a day without rows goes. */
export async function mergeEventsByDay(
  stored: PartitionedTable<EventRow>,
  events: readonly OtherEvent[],
  { calendar, kept, rebuilt }: DayRules,
): Promise<ReadonlyMap<string, readonly EventRow[]>> {
  const isKept = ({ date }: { readonly date: string }): boolean => isWithin(date, [kept]);
  const incoming = events.map((event) => eventRow(event, calendar)).filter(isKept);
  const touched = incoming.map(({ date }) => ({ from: date, to: date }));
  const read = await stored.read(rebuilt ? [ALL_DATES] : [...touched, ...outside(kept)]);
  const known = [...read.values()]
    .flat()
    .map((row) => ({
      ...NO_USER,
      ...row,
      ...(rebuilt ? { date: calendar.local(row.occurred_at).date } : {}),
    }))
    .filter(isKept);
  const byDate = Map.groupBy(mergeEvents(known, incoming), ({ date }) => date);
  const gone = [...read.keys()].map((date) => [date, []] as const);
  return new Map<string, readonly EventRow[]>([...gone, ...byDate]);
}

/** Returns an event as a row of the table. */
function eventRow(event: OtherEvent, calendar: Calendar): EventRow {
  return {
    event_id: event.eventId,
    occurred_at: event.occurredAt,
    date: calendar.local(event.occurredAt).date,
    operation: event.operation,
    app_id: event.appId,
    environment_id: event.environmentId,
    user_key: event.userKey,
  };
}

/** Merges events into known rows, one for each event id, sorted by instant and event id. */
function mergeEvents(known: readonly EventRow[], incoming: readonly EventRow[]): readonly EventRow[] {
  const byId = new Map<string, EventRow>();
  for (const row of [...known, ...incoming]) {
    const other = byId.get(row.event_id);
    if (other === undefined || order(row) < order(other)) byId.set(row.event_id, row);
  }
  return [...byId.values()].sort(
    (a, b) => a.occurred_at - b.occurred_at || (a.event_id < b.event_id ? -1 : 1),
  );
}

function order(row: EventRow): string {
  const instant = isoInstant(row.occurred_at);
  return [instant, row.operation, row.app_id ?? '', row.environment_id ?? '', row.user_key ?? ''].join('\0');
}
