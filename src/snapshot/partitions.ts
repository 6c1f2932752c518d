import { changeOf, type FileChange } from './file-change.ts';
import { type Format, preferredFile, readFile, type WrittenFile, writeFile } from './files.ts';
import { type Partition, partitionKey, partitionOf, partitionPath } from './layout.ts';
import type { KnownArtifacts, Manifest, SnapshotFile } from './manifest.ts';
import { type DateRange, isWithin, type PartitionedTable } from './partitioned-table.ts';
import type { Table } from './table.ts';

/** A published snapshot: its manifest, and its files by path. */
export interface PublishedFiles {
  readonly manifest: Manifest;
  /**
   * Returns the bytes of files, in the order of `paths`; in one round trip where the store can.
   * @throws {StoreError} when a file is missing.
   */
  readonly read: (paths: readonly string[]) => Promise<readonly Uint8Array[]>;
  /** What the manifest of the next snapshot names; `undefined` where no artifact holds the snapshot. */
  readonly artifacts?: KnownArtifacts;
  /** It was merged from several snapshots, and nothing holds it yet. */
  readonly isUnpublished?: boolean;
}

/** A table of the published snapshot that is stored by calendar day. */
export interface Partitions<Row> extends PartitionedTable<Row> {
  /**
   * Returns the data files after a change of whole days, and what they replace. A day without rows goes. `lastDay`, the
   * last day with launches, decides which months are sealed.
   */
  readonly write: (
    change: ReadonlyMap<string, readonly Row[]>,
    lastDay: string,
    formats: readonly Format[],
  ) => Promise<FileChange>;
}

/** Returns a table of the published snapshot, an empty one when `published` is `undefined`. */
export function openPartitions<Row extends { readonly date: string }>(
  table: Table<Row>,
  published: PublishedFiles | undefined,
): Partitions<Row> {
  const entries = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
  const partitions = [...Map.groupBy(entries, partitionKey)].sort(([a], [b]) => (a < b ? -1 : 1));
  const loaded = new Map<string, Map<string, readonly Row[]>>();

  async function load(keys: readonly string[]): Promise<void> {
    const missing = partitions.filter(([key]) => keys.includes(key) && !loaded.has(key));
    if (missing.length === 0 || published === undefined) return;
    const files = missing.map(([, files]) => preferredFile(files));
    const wanted = files.filter((file) => file !== undefined);
    const contents = await published.read(wanted.map(({ path }) => path));
    for (const [index, file] of wanted.entries()) {
      const rows = await readFile(table, file, contents[index] ?? new Uint8Array());
      loaded.set(partitionKey(file), byDay(rows, file));
    }
  }

  const dateRanges = partitions.map(([, [file]]) => ({
    from: file?.date_from ?? '',
    to: file?.date_to ?? '',
  }));
  return {
    dateRanges,
    read: async (days) => {
      const keys = partitions
        .filter((_, index) => days.some((range) => overlaps(range, dateRanges[index])))
        .map(([key]) => key);
      await load(keys);
      const rows = keys.flatMap((key) => [...(loaded.get(key) ?? [])]);
      return new Map(rows.filter(([date]) => isWithin(date, days)));
    },
    write: async (change, lastDay, formats) => {
      const changed = new Map(
        [...change.keys()].map((date) => [partitionOf(date, lastDay).key, partitionOf(date, lastDay)]),
      );
      const moved = partitions.filter(([, [file]]) => file !== undefined && isMoved(file, changed, lastDay));
      // A day that is replaced as a whole need not be read.
      await load(moved.map(([key]) => key).filter((key) => !change.has(key)));
      const days = new Map([...moved.flatMap(([key]) => [...(loaded.get(key) ?? [])]), ...change]);
      const fresh = [...Map.groupBy(days, ([date]) => partitionOf(date, lastDay).key)];
      const movedKeys = new Set(moved.map(([key]) => key));
      const kept = entries.filter((entry) => !movedKeys.has(partitionKey(entry)));
      const files: WrittenFile[] = [];
      for (const [key, ofPartition] of fresh) {
        const partition = partitionOf(ofPartition[0]?.[0] ?? key, lastDay);
        files.push(...(await writePartition(table, partition, ofPartition, formats)));
      }
      return changeOf(entries, [...kept, ...files.map(({ entry }) => entry)], files);
    },
  };
}

/** Returns whether a stored partition is rewritten: its days changed, or now belong to another partition. */
function isMoved(file: SnapshotFile, changed: ReadonlyMap<string, Partition>, lastDay: string): boolean {
  const { key, sealed } = partitionOf(file.date_from ?? '', lastDay);
  return changed.has(key) || sealed !== file.sealed;
}

async function writePartition<Row extends object>(
  table: Table<Row>,
  { key, sealed }: Partition,
  days: readonly (readonly [string, readonly Row[]])[],
  formats: readonly Format[],
): Promise<readonly WrittenFile[]> {
  const filled = days.filter(([, rows]) => rows.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const [date_from, date_to] = [filled[0]?.[0], filled.at(-1)?.[0]];
  if (date_from === undefined || date_to === undefined) return [];
  const rows = filled.flatMap(([, ofDay]) => ofDay);
  const files: WrittenFile[] = [];
  for (const format of formats) {
    const location = { format, path: partitionPath(table, key, format), date_from, date_to, sealed };
    files.push(await writeFile(table, rows, location));
  }
  return files;
}

/** Most files hold one day, and then the rows need no grouping. */
function byDay<Row extends { readonly date: string }>(
  rows: readonly Row[],
  { date_from, date_to }: SnapshotFile,
): Map<string, readonly Row[]> {
  if (date_from !== null && date_from === date_to) return new Map([[date_from, rows]]);
  return Map.groupBy(rows, ({ date }) => date);
}

function overlaps({ from, to }: DateRange, dateRange: DateRange | undefined): boolean {
  return dateRange !== undefined && dateRange.from <= to && dateRange.to >= from;
}
