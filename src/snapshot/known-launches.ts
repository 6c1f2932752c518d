import type { Launch } from '../launches/launch.ts';
import { addDays, type Calendar } from './calendar.ts';
import { checkFiles } from './checked-files.ts';
import { type LaunchRow, launchesTable } from './fact-tables.ts';
import { launchRow } from './launch-rows.ts';
import { openPartitions, type PublishedFiles } from './partitions.ts';
import type { Span } from './spans.ts';

/** The launches of a published snapshot in some time. */
export interface StoredLaunches {
  readonly rows: ReadonlyMap<string, LaunchRow>;
  /** Returns whether the snapshot has this launch, field by field. */
  readonly hasSame: (launch: Launch) => boolean;
}

/** Returns the launches that a snapshot has of some time. Reads its days and those around it. */
export async function storedLaunches(
  published: PublishedFiles | undefined,
  { from, to }: Span,
  calendar: Calendar,
): Promise<StoredLaunches> {
  const withUsers = published?.manifest.identity.mode !== 'none';
  // The days of the snapshot may be of another time zone.
  const days = { from: addDays(calendar.local(from).date, -1), to: addDays(calendar.local(to).date, 1) };
  const byDay = await openPartitions(launchesTable(withUsers), published && checkFiles(published)).read([
    days,
  ]);
  const rows = new Map([...byDay.values()].flat().map((row) => [row.event_id, row]));
  return {
    rows,
    hasSame: (launch) => {
      const known = rows.get(launch.eventId);
      if (known === undefined) return false;
      const row = launchRow(launch, calendar);
      return SAME.every((name) => (known[name] ?? null) === row[name]);
    },
  };
}

const SAME = ['launched_at', 'app_id', 'environment_id', 'user_key', 'succeeded', 'record_type'] as const;
