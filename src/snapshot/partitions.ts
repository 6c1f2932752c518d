import { batchesOf } from './batches.ts';
import type { CheckedFiles, ReadFile } from './checked-files.ts';
import { changeOf, type FileChange } from './file-change.ts';
import { preferredFiles, readColumns, readFile, type WrittenFile } from './files.ts';
import { type Partition, partitionKey, partitionOf, partNumber } from './layout.ts';
import type { KnownArtifacts, Manifest, SnapshotFile } from './manifest.ts';
import {
  type DateRange,
  type DayRows,
  daysAfter,
  isWithin,
  type PartitionedTable,
} from './partitioned-table.ts';
import { type PartRules, writePartition } from './parts.ts';
import type { Columns, Table } from './table.ts';

/** Bytes of files that are read at a time by who goes through all of them. */
const AT_A_TIME = { bytes: 16 * 2 ** 20 };

/** The same while files are written, beside what the merge holds: one busy day. */
const AT_A_TIME_WRITING = { bytes: 8 * 2 ** 20 };

/** The files of a store that has other bytes than the manifest says, with the same rows, or lacks a format. */
export interface FileKeeping {
  /** Whether the store is meant to have the file. */
  readonly has: (file: SnapshotFile) => boolean;
  /** Whether bytes are those that the store was given for the file. */
  readonly isIntact: (file: SnapshotFile, bytes: Uint8Array) => boolean;
}

/** A published snapshot: its manifest, and its files by path. */
export interface PublishedFiles {
  readonly manifest: Manifest;
  /** Paths that the manifest names, and of which the store sees without reading that they are not there or have another size. */
  readonly absent: ReadonlySet<string>;
  /**
   * Returns the bytes of files, in the order of `paths`; in one round trip where the store can. `undefined` for a file that is
   * not there, or has more bytes than the manifest says.
   * @throws {StoreError} when the store cannot be read.
   */
  readonly read: (paths: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;
  /** How the store keeps files otherwise than the manifest says; `undefined` where it does not. */
  readonly keeping?: FileKeeping;
  /** What the manifest of the next snapshot names; `undefined` where no artifact holds the snapshot. */
  readonly artifacts?: KnownArtifacts;
  /**
   * It is published also when a run brings nothing new: it was merged from several, or somebody else wrote to where it is.
   */
  readonly isUnpublished?: boolean;
}

/** A table of the published snapshot that is stored by calendar day. */
export interface Partitions<Row> extends PartitionedTable<Row> {
  /** Returns the files with some days, in order, each column by column; they may have other days too. Keeps none of them. */
  readonly eachFile: (days: readonly DateRange[]) => AsyncIterable<Columns<Row>>;
  /** Looks at all files of some days, also those that reading passes over because others have the same rows. */
  readonly look: (days: readonly DateRange[]) => Promise<void>;
  /**
   * Returns the data files after a change of whole days, and what they replace. A day without rows goes, damaged files are
   * written again. `lastDay`, the last day with launches, decides which months are sealed.
   */
  readonly write: (
    change: ReadonlyMap<string, readonly Row[]>,
    lastDay: string,
    rules: PartRules,
  ) => Promise<FileChange>;
}

/** Returns a table of the published snapshot, an empty one when `published` is `undefined`. */
export function openPartitions<Row extends { readonly date: string }>(
  table: Table<Row>,
  published: CheckedFiles | undefined,
): Partitions<Row> {
  const entries = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
  const partitions = [...Map.groupBy(entries, partitionKey)]
    .map(([key, files]) => ({
      key,
      all: files,
      files: preferredFiles(files).toSorted((a, b) => partNumber(a) - partNumber(b)),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const loaded = new Map<string, Days<Row>>();

  async function* openFiles(files: readonly SnapshotFile[]): AsyncGenerator<[SnapshotFile, Days<Row>]> {
    if (published === undefined || files.length === 0) return;
    const found = [...(await published.read(files))];
    // Taken out one by one, so that what is read is held no longer.
    for (const file of files) yield [file, byDay(await rowsOf(table, found.shift()), file)];
  }

  async function load(files: readonly SnapshotFile[]): Promise<void> {
    const missing = files.filter(({ path }) => !loaded.has(path));
    for await (const [{ path }, days] of openFiles(missing)) loaded.set(path, days);
  }

  /** Reads files one after the other, and keeps none of them. */
  async function* pass(
    files: readonly SnapshotFile[],
    most: typeof AT_A_TIME,
  ): AsyncGenerator<FileDays<Row>> {
    const after = new Map(files.map(({ path }, index) => [path, files[index + 1]]));
    for (const batch of batchesOf(files, sizeOf, most)) {
      const missing = openFiles(batch.filter(({ path }) => !loaded.has(path)));
      for (const { path } of batch) {
        const next = after.get(path);
        const days = loaded.get(path) ?? (await missing.next()).value?.[1];
        if (days !== undefined) yield { days, next: next && rangeOf(next).from };
      }
    }
  }

  const filesOf = (days: readonly DateRange[]): readonly SnapshotFile[] =>
    partitions
      .flatMap(({ files }) => files)
      .filter((file) => days.some((range) => overlaps(range, rangeOf(file))));
  return {
    dateRanges: wholeRanges(partitions.flatMap(({ files }) => files.map(rangeOf))),
    read: async (days) => {
      const files = filesOf(days);
      await load(files);
      const found = new Map<string, readonly Row[]>();
      for (const { path } of files) {
        for (const [date, rows] of loaded.get(path) ?? []) {
          const begun = found.get(date);
          if (isWithin(date, days)) found.set(date, begun === undefined ? rows : [...begun, ...rows]);
        }
      }
      return found;
    },
    each: async function* (days) {
      for await (const day of wholeDays(pass(filesOf(days), AT_A_TIME)))
        if (isWithin(day.date, days)) yield day;
    },
    eachFile: async function* (days) {
      if (published === undefined) return;
      for (const batch of batchesOf(filesOf(days), sizeOf, AT_A_TIME)) {
        const found = [...(await published.read(batch))];
        for (let left = found.length; left > 0; left -= 1) {
          const read = found.shift();
          if (read !== undefined) yield await readColumns(table, read.file, read.bytes);
        }
      }
    },
    look: async (days) => {
      await published?.look(entries.filter((file) => days.some((range) => overlaps(range, rangeOf(file)))));
    },
    write: async (change, lastDay, rules) => {
      // Nothing reads these days again but the page, a day at a time.
      loaded.clear();
      const damage = published?.damage ?? { paths: new Set() };
      const changed = new Map(
        [...change.keys()].map((date) => [partitionOf(date, lastDay).key, partitionOf(date, lastDay)]),
      );
      const moved = partitions.filter(
        ({ all, files: [file] }) =>
          (file && isMoved(file, changed, lastDay)) || all.some(({ path }) => damage.paths.has(path)),
      );
      const movedKeys = new Set(moved.map(({ key }) => key));
      const kept = entries.filter((entry) => !movedKeys.has(partitionKey(entry)));
      const files: WrittenFile[] = [];
      const months = new Set([...change.keys(), ...movedKeys].map((key) => key.slice(0, 7)));
      for (const month of [...months].sort()) {
        // A day that is replaced as a whole need not be read.
        const stored = moved.filter(({ key }) => key.startsWith(month) && !change.has(key));
        const ofMonth = new Map([...change].filter(([date]) => date.startsWith(month)));
        const storedDays = pass(
          stored.flatMap((partition) => partition.files),
          AT_A_TIME_WRITING,
        );
        const days = daysAfter(wholeDays(storedDays), ofMonth);
        const { key, sealed } = partitionOf(`${month}-01`, lastDay);
        if (sealed) files.push(...(await writePartition(table, { key, sealed }, days, rules)));
        else {
          for await (const day of days) {
            files.push(...(await writePartition(table, { key: day.date, sealed }, [day], rules)));
          }
        }
      }
      return changeOf(entries, [...kept, ...files.map(({ entry }) => entry)], files, damage);
    },
  };
}

async function rowsOf<Row extends object>(
  table: Table<Row>,
  read: ReadFile | undefined,
): Promise<readonly Row[]> {
  return read === undefined ? [] : await readFile(table, read.file, read.bytes);
}

/** Rows by day. */
type Days<Row> = ReadonlyMap<string, readonly Row[]>;

/** The rows of a file, and the first day of the file after it, if there is one. */
interface FileDays<Row> {
  readonly days: Days<Row>;
  readonly next: string | undefined;
}

/** Returns whether a stored partition is rewritten: its days changed, or now belong to another partition. */
function isMoved(file: SnapshotFile, changed: ReadonlyMap<string, Partition>, lastDay: string): boolean {
  const { key, sealed } = partitionOf(file.date_from ?? '', lastDay);
  return changed.has(key) || sealed !== file.sealed;
}

/** Returns the days of files that follow one another, each whole: a day may go on in the next file, and is held until then. */
async function* wholeDays<Row>(files: AsyncIterable<FileDays<Row>>): AsyncGenerator<DayRows<Row>> {
  let open: DayRows<Row> | undefined;
  for await (const { days, next } of files) {
    for (const [date, rows] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (open !== undefined && open.date !== date) yield open;
      open = { date, rows: open?.date === date ? [...open.rows, ...rows] : rows };
    }
    if (open !== undefined && open.date !== next) {
      yield open;
      open = undefined;
    }
  }
  if (open !== undefined) yield open;
}

const sizeOf = ({ bytes }: SnapshotFile): number => bytes;

/** Most files hold one day, and then the rows need no grouping. */
function byDay<Row extends { readonly date: string }>(
  rows: readonly Row[],
  { date_from, date_to }: SnapshotFile,
): Days<Row> {
  if (date_from !== null && date_from === date_to) return new Map([[date_from, rows]]);
  return Map.groupBy(rows, ({ date }) => date);
}

function rangeOf({ date_from, date_to }: SnapshotFile): DateRange {
  return { from: date_from ?? '', to: date_to ?? '' };
}

/** Returns date ranges, which are in order, with those in one that share a day. */
function wholeRanges(ranges: readonly DateRange[]): readonly DateRange[] {
  const whole: DateRange[] = [];
  for (const range of ranges) {
    const last = whole.at(-1);
    if (last !== undefined && range.from <= last.to)
      whole[whole.length - 1] = { from: last.from, to: range.to };
    else whole.push(range);
  }
  return whole;
}

function overlaps({ from, to }: DateRange, dateRange: DateRange): boolean {
  return dateRange.from <= to && dateRange.to >= from;
}
