import { addDays } from '../snapshot/calendar.ts';
import { type Coverage, datesOf, dayStatus, recentTo } from '../snapshot/coverage.ts';
import type { LaunchRow } from '../snapshot/fact-tables.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import type { PartitionedTable } from '../snapshot/partitioned-table.ts';
import type { PageData } from './page/page-data.ts';
import { weekday } from './page/wording.ts';

const MOST_LAUNCHES = 100_000;

/**
 * Returns launches that succeeded by weekday and hour of the covered days among the 28 up to the last complete one, or of as
 * many of the last days as hold 100,000 launches: `launches` is read for it, and a large tenant's may not make the run long.
 */
export async function hoursOf(
  launches: PartitionedTable<LaunchRow>,
  { files }: Pick<Manifest, 'files'>,
  coverage: Coverage,
): Promise<PageData['hours']> {
  const to = coverage.lastDate;
  if (to === null) return null;
  const from = firstDay(to, files);
  const covered = datesOf({ from, to }).filter((date) => dayStatus(coverage, date) === 'covered');
  const rows = await launches.read(covered.map((date) => ({ from: date, to: date })));
  if (![...rows.values()].flat().some(({ succeeded }) => succeeded === 1)) return null;
  const counts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const days = Array.from({ length: 7 }, () => 0);
  for (const date of covered) {
    const day = weekday(date);
    days[day] = (days[day] ?? 0) + 1;
    const ofDay = counts[day] ?? [];
    for (const { hour, succeeded } of rows.get(date) ?? []) ofDay[hour] = (ofDay[hour] ?? 0) + succeeded;
  }
  return { from, to, launches: counts, days };
}

function firstDay(to: string, files: Manifest['files']): string {
  const format = files[0]?.format;
  const byDay = files.filter((file) => file.table === 'launches' && file.format === format && !file.sealed);
  const rowsOf = (date: string): number =>
    byDay.filter((file) => file.date_from === date).reduce((sum, { rows }) => sum + rows, 0);
  const earliest = recentTo(to).from;
  let from = to;
  for (let rows = rowsOf(to); from > earliest; from = addDays(from, -1)) {
    rows += rowsOf(addDays(from, -1));
    if (rows > MOST_LAUNCHES) break;
  }
  return from;
}
