import { batchesOf } from '../snapshot/batches.ts';
import { checkFiles } from '../snapshot/checked-files.ts';
import { compareText } from '../snapshot/compare.ts';
import { launchesTable } from '../snapshot/fact-tables.ts';
import { preferredFiles, readFile } from '../snapshot/files.ts';
import type { SnapshotFile } from '../snapshot/manifest.ts';
import type { PublishedFiles } from '../snapshot/partitions.ts';
import type { LaunchesOfDay } from './delivery.ts';

/** Of files that are read at a time. */
const AT_ONCE = { bytes: 8 * 2 ** 20 };

/**
 * Returns the launches of some days of a published snapshot, the newest first. One file is in memory at a time; a day that
 * stands in two comes in two parts.
 * @throws {StoreError | SnapshotError} when the store does not answer, or a file is none of launches.
 */
export async function* publishedLaunches(
  published: PublishedFiles,
  dates: ReadonlySet<string>,
): AsyncGenerator<LaunchesOfDay> {
  const { mode } = published.manifest.identity;
  const table = launchesTable(mode !== 'none');
  const checked = checkFiles(published);
  const ofTable = published.manifest.files.filter((file) => file.table === table.name);
  const newestFirst = [...dates].sort().reverse();
  const datesIn = ({ date_from: from, date_to: to }: SnapshotFile): readonly string[] =>
    from === null || to === null ? [] : newestFirst.filter((date) => date >= from && date <= to);
  const wanted = preferredFiles(ofTable)
    .filter((file) => datesIn(file).length > 0)
    .toSorted((a, b) => compareText(b.date_from, a.date_from) || compareText(b.path, a.path));
  for (const batch of batchesOf(wanted, ({ bytes }) => bytes, AT_ONCE)) {
    const found = await checked.read(batch);
    for (const [index, file] of batch.entries()) {
      const read = found[index];
      if (read === undefined) {
        for (const date of datesIn(file)) yield { date, rows: undefined };
        continue;
      }
      const rows = await readFile(table, read.file, read.bytes);
      const days = Map.groupBy(
        rows.filter(({ date }) => dates.has(date)),
        ({ date }) => date,
      );
      for (const date of [...days.keys()].sort().reverse()) {
        // A table without users has no such column.
        const ofDay = (days.get(date) ?? []).map((row) => ({ ...NO_USER, ...row }));
        yield { date, rows: ofDay };
      }
    }
  }
}

const NO_USER = { user_key: null };
