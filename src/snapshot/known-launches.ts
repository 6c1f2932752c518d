import type { Launch } from '../launches/launch.ts';
import { addDays, type Calendar } from './calendar.ts';
import { checkFiles } from './checked-files.ts';
import { type LaunchRow, launchesTable } from './fact-tables.ts';
import { createKeySet } from './key-set.ts';
import { launchRow } from './launch-rows.ts';
import { openPartitions, type PublishedFiles } from './partitions.ts';
import type { Span } from './spans.ts';

/** The launches of a published snapshot in some time. */
export interface StoredLaunches {
  /** When they took place, ms since 1970. */
  readonly instants: readonly number[];
  readonly has: (eventId: string) => boolean;
  /** Returns whether the snapshot has this launch, field by field. */
  readonly hasSame: (launch: Launch) => boolean;
}

/** Returns the launches that a snapshot has of some time. Reads its days and those around it, and keeps none of their rows. */
export async function storedLaunches(
  published: PublishedFiles | undefined,
  { from, to }: Span,
  calendar: Calendar,
): Promise<StoredLaunches> {
  const withUsers = published?.manifest.identity.mode !== 'none';
  const ids = createKeySet();
  const rows = createKeySet();
  const instants: number[] = [];
  // The days of the snapshot may be of another time zone.
  const [first, last] = [addDays(calendar.local(from).date, -1), addDays(calendar.local(to).date, 1)];
  const open = () => openPartitions(launchesTable(withUsers), published && checkFiles(published));
  for (const range of open().dateRanges) {
    if (range.to < first || range.from > last) continue;
    // A table keeps what it has read: one for each partition keeps one of them at a time.
    for (const [, ofDay] of await open().read([range])) {
      for (const row of ofDay) {
        ids.add(row.event_id);
        rows.add(textOf(row));
        instants.push(row.launched_at);
      }
    }
  }
  return {
    instants,
    has: ids.has,
    hasSame: (launch) => ids.has(launch.eventId) && rows.has(textOf(launchRow(launch, calendar))),
  };
}

/** What a launch is, but for what follows from the time zone and from other launches. */
function textOf(row: LaunchRow): string {
  const { event_id, launched_at, app_id, environment_id, user_key, succeeded, record_type } = row;
  return JSON.stringify([
    event_id,
    launched_at,
    app_id,
    environment_id,
    user_key ?? null,
    succeeded,
    record_type,
  ]);
}
