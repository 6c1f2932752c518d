import type { OtherEvent } from '../launches/launch.ts';
import type { Calendar } from './calendar.ts';
import type { EventRow } from './fact-tables.ts';

/** Returns an event as a row of the table. */
export function eventRow(event: OtherEvent, calendar: Calendar): EventRow {
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
export function mergeEvents(known: readonly EventRow[], incoming: readonly EventRow[]): readonly EventRow[] {
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
  const instant = new Date(row.occurred_at).toISOString();
  return [instant, row.operation, row.app_id ?? '', row.environment_id ?? '', row.user_key ?? ''].join('\0');
}
