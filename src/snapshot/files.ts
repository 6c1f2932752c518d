import { createHash, hash } from 'node:crypto';
import { requireCells } from './cells.ts';
import { decodeCsv, openCsv } from './csv.ts';
import { loadCsvWriter, loadParquetWriter } from './libraries.ts';
import type { KeepFile, MadeFile } from './made-file.ts';
import type { SnapshotFile } from './manifest.ts';
import { decodeColumns, decodeParquet, openParquet } from './parquet.ts';
import type { Columns, Table } from './table.ts';

/** The formats in which every table is written. */
export type Format = SnapshotFile['format'];

/** Returns which of the files with the same rows to read: the Parquet files, which need no unescaping. */
export function preferredFiles(files: readonly SnapshotFile[]): readonly SnapshotFile[] {
  const parquet = files.filter(({ format }) => format === 'parquet');
  return parquet.length > 0 ? parquet : files;
}

/** Loads the libraries that write these formats, so that it can happen while the run waits for something else. */
export async function loadWriters(formats: readonly Format[]): Promise<void> {
  if (formats.includes('csv')) await loadCsvWriter();
  if (formats.includes('parquet')) await loadParquetWriter();
}

/** A data file with its bytes. */
export interface WrittenFile {
  readonly entry: SnapshotFile;
  readonly file: MadeFile;
}

/** A data file while it is written. */
export interface DataFileWriter<Row> {
  /** @throws {SnapshotError} when a cell is none that the column can hold. */
  readonly add: (rows: readonly Row[]) => void;
  readonly finish: () => KeptBytes;
}

/** The bytes of a data file, put where they stay until it is published, and what the manifest says of them. */
export interface KeptBytes extends Pick<SnapshotFile, 'bytes' | 'sha256'> {
  readonly file: MadeFile;
}

/** Begins a data file of a table, whose bytes go where they are kept as they are made. */
export async function openWriter<Row extends object>(
  table: Table<Row>,
  format: Format,
  keep: KeepFile,
): Promise<DataFileWriter<Row>> {
  const [growing, digest] = [keep(), createHash('sha256')];
  const write = (bytes: Uint8Array): void => {
    digest.update(bytes);
    growing.add(bytes);
  };
  const { add, finish } = await (format === 'csv' ? openCsv(table, write) : openParquet(table, write));
  return {
    add: (rows) => {
      requireCells(table, rows);
      add(rows);
    },
    finish: () => {
      finish();
      const file = growing.finish();
      return { bytes: file.size, sha256: digest.digest('hex'), file };
    },
  };
}

/** Returns a data file with what the manifest says of it. */
export function writtenFile(
  { name: table }: Pick<Table<object>, 'name'>,
  { bytes, sha256, file }: KeptBytes,
  { format, path, rows, date_from, date_to, sealed }: Omit<SnapshotFile, 'table' | 'bytes' | 'sha256'>,
): WrittenFile {
  return { entry: { table, format, path, rows, bytes, sha256, date_from, date_to, sealed }, file };
}

/** Returns whether bytes are those of a data file that the manifest names. */
export function isIntact({ sha256: expected }: SnapshotFile, bytes: Uint8Array): boolean {
  return sha256(bytes) === expected;
}

/**
 * Reads the rows of a data file, whose bytes are those that the manifest names.
 * @throws {SnapshotError} when they are not a file of this table.
 */
export async function readFile<Row extends object>(
  table: Table<Row>,
  entry: SnapshotFile,
  bytes: Uint8Array,
): Promise<readonly Row[]> {
  return entry.format === 'csv'
    ? await decodeCsv(table, bytes, entry)
    : await decodeParquet(table, bytes, entry);
}

/**
 * Reads a data file as {@link readFile} does, column by column.
 * @throws {SnapshotError} when it is not a file of this table.
 */
export async function readColumns<Row extends object>(
  table: Table<Row>,
  entry: SnapshotFile,
  bytes: Uint8Array,
): Promise<Columns<Row>> {
  return entry.format === 'csv'
    ? columnsOf(table, await decodeCsv(table, bytes, entry))
    : await decodeColumns(table, bytes, entry);
}

/** Returns rows column by column. */
export function columnsOf<Row extends object>({ columns }: Table<Row>, rows: readonly Row[]): Columns<Row> {
  const cells = columns.map(({ name }) => [name, rows.map((row) => row[name])]);
  return { count: rows.length, cells: Object.fromEntries(cells) as Columns<Row>['cells'] };
}

/** Returns the SHA-256 of a file, in hex. */
export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}
