import { type Format, readFile, type WrittenFile, writeDay } from './files.ts';
import type { Manifest, SnapshotFile } from './manifest.ts';
import type { Table } from './tables.ts';

/** The published snapshot: its manifest, and its files by path. */
export interface PublishedFiles {
  readonly manifest: Manifest;
  /**
   * Gives the bytes of files, in the order asked for, in one round trip where the store has one.
   * @throws {StoreError} when one is missing.
   */
  readonly read: (paths: readonly string[]) => Promise<readonly Uint8Array[]>;
}

/** A table that is stored by calendar day, as published. */
export interface Partitions<Row> {
  /** Days that have rows, in order. */
  readonly dates: readonly string[];
  /** Reads the rows of days; a day without rows gives none. */
  readonly read: (dates: readonly string[]) => Promise<readonly Row[]>;
  /** Gives the data files of days with these rows, and what they replace. A day left without rows leaves. */
  readonly write: (
    days: ReadonlyMap<string, readonly Row[]>,
    formats: readonly Format[],
  ) => Promise<PartitionChange>;
}

/** Data files of one table after a change. */
export interface PartitionChange {
  /** All files of the table, in order of path. */
  readonly entries: readonly SnapshotFile[];
  /** Those whose bytes are new. */
  readonly written: readonly WrittenFile[];
  readonly removed: readonly string[];
}

/** Opens a table of the published snapshot; `undefined` for a snapshot that is not there yet. */
export function openPartitions<Row extends object>(
  table: Table<Row>,
  published: PublishedFiles | undefined,
): Partitions<Row> {
  const entries = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
  const ofDate = (date: string): readonly SnapshotFile[] =>
    entries.filter(({ date_from }) => date_from === date);
  return {
    dates: [...new Set(entries.flatMap(({ date_from }) => (date_from === null ? [] : [date_from])))].sort(),
    read: async (dates) => {
      // Parquet gives back what was written without any escaping in between.
      const wanted = dates.flatMap((date) => {
        const files = ofDate(date);
        return files.find(({ format }) => format === 'parquet') ?? files[0] ?? [];
      });
      if (wanted.length === 0 || published === undefined) return [];
      const contents = await published.read(wanted.map(({ path }) => path));
      const rows: Row[] = [];
      for (const [index, entry] of wanted.entries()) {
        const content = contents[index];
        if (content === undefined) continue;
        for (const row of await readFile(table, entry, content)) rows.push(row);
      }
      return rows;
    },
    write: async (days, formats) => {
      const before = new Map(entries.map((entry) => [entry.path, entry]));
      const after = new Map(
        entries.filter(({ date_from }) => !days.has(date_from ?? '')).map((e) => [e.path, e]),
      );
      const written: WrittenFile[] = [];
      for (const [date, rows] of days) {
        if (rows.length === 0) continue;
        for (const file of await writeDay(table, date, rows, formats)) {
          after.set(file.entry.path, file.entry);
          if (before.get(file.entry.path)?.sha256 !== file.entry.sha256) written.push(file);
        }
      }
      return {
        entries: [...after.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
        written,
        removed: [...before.keys()].filter((path) => !after.has(path)),
      };
    },
  };
}
