import { addDays } from '../snapshot/calendar.ts';
import type { LaunchRow } from '../snapshot/fact-tables.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import type { PartitionedTable } from '../snapshot/partitioned-table.ts';
import type { PageData } from './page/page-data.ts';

const MOST_DAYS = 28;
const MOST_LAUNCHES = 100_000;

/**
 * Returns launches that succeeded by weekday and hour of the last four weeks, or of as many of their last days as hold 100,000 launches:
 * `launches` is read for it, and a large tenant's may not make the run long.
 */
export async function hoursOf(
  launches: PartitionedTable<LaunchRow>,
  { files }: Pick<Manifest, 'files'>,
): Promise<PageData['hours']> {
  const to = launches.dateRanges.at(-1)?.to;
  if (to === undefined) return null;
  const from = firstDay(to, files);
  const counts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const [date, rows] of await launches.read([{ from, to }])) {
    const ofDay = counts[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? [];
    for (const { hour, succeeded } of rows) ofDay[hour] = (ofDay[hour] ?? 0) + succeeded;
  }
  return { from, to, launches: counts };
}

function firstDay(to: string, files: Manifest['files']): string {
  const format = files[0]?.format;
  const rowsOf = (date: string): number =>
    files.find(
      (file) =>
        file.table === 'launches' && file.format === format && !file.sealed && file.date_from === date,
    )?.rows ?? 0;
  let from = to;
  for (let days = 1, rows = rowsOf(to); days < MOST_DAYS; days += 1) {
    rows += rowsOf(addDays(from, -1));
    if (rows > MOST_LAUNCHES) break;
    from = addDays(from, -1);
  }
  return from;
}
