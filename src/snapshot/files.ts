import { createHash } from 'node:crypto';
import { SnapshotError } from '../errors.ts';
import { requireCells } from './cells.ts';
import { decodeCsv, encodeCsv } from './csv.ts';
import type { SnapshotFile } from './manifest.ts';
import { decodeParquet, encodeParquet } from './parquet.ts';
import type { Table } from './table.ts';

/** The formats in which every table is written. */
export type Format = SnapshotFile['format'];

/** Returns which of the files with the same rows to read: the Parquet file, which needs no unescaping. */
export function preferredFile(files: readonly SnapshotFile[]): SnapshotFile | undefined {
  return files.find(({ format }) => format === 'parquet') ?? files[0];
}

/** Loads the libraries that write these formats, so that it can happen while the run waits for something else. */
export async function loadWriters(formats: readonly Format[]): Promise<void> {
  if (formats.includes('csv')) await import('csv-stringify/sync');
  if (formats.includes('parquet')) await import('hyparquet-writer');
}

/** A data file with its bytes. */
export interface WrittenFile {
  readonly entry: SnapshotFile;
  readonly bytes: Uint8Array;
}

/**
 * Returns a data file with the rows of a table. `location`: its path and format, and which days it holds.
 * @throws {SnapshotError} when a cell is none that the column can hold.
 */
export async function writeFile<Row extends object>(
  table: Table<Row>,
  rows: readonly Row[],
  location: Pick<SnapshotFile, 'format' | 'path' | 'date_from' | 'date_to' | 'sealed'>,
): Promise<WrittenFile> {
  requireCells(table, rows);
  const bytes = await (location.format === 'csv' ? encodeCsv(table, rows) : encodeParquet(table, rows));
  const { format, path, date_from, date_to, sealed } = location;
  const size = { rows: rows.length, bytes: bytes.length, sha256: sha256(bytes) };
  return { entry: { table: table.name, format, path, ...size, date_from, date_to, sealed }, bytes };
}

/**
 * Reads the rows of a data file.
 * @throws {SnapshotError} when its bytes are not those that the manifest names.
 */
export async function readFile<Row extends object>(
  table: Table<Row>,
  entry: SnapshotFile,
  bytes: Uint8Array,
): Promise<readonly Row[]> {
  requireDigest(entry, bytes);
  return entry.format === 'csv'
    ? await decodeCsv(table, bytes, entry)
    : await decodeParquet(table, bytes, entry);
}

/**
 * Checks that a data file has the bytes that the manifest names.
 * @throws {SnapshotError} when it has others.
 */
export function requireDigest({ path, sha256: digest }: SnapshotFile, bytes: Uint8Array): void {
  if (sha256(bytes) === digest) return;
  throw new SnapshotError(
    `The file ${path} of the published snapshot is not the one that its manifest names`,
    'Restore the commit or artifact, or choose another branch or artifact name to start over.',
  );
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
