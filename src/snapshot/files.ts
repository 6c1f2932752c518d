import { createHash } from 'node:crypto';
import { SnapshotError } from '../errors.ts';
import { decodeCsv, encodeCsv } from './csv.ts';
import type { SnapshotFile } from './manifest.ts';
import { decodeParquet, encodeParquet } from './parquet.ts';
import type { Table } from './tables.ts';

/** The formats in which every table is written. */
export type Format = SnapshotFile['format'];

/** Loads what writing takes: in a wait for something else it costs no time. */
export async function loadWriters(formats: readonly Format[]): Promise<void> {
  if (formats.includes('csv')) await import('csv-stringify/sync');
  if (formats.includes('parquet')) await import('hyparquet-writer');
}

/** A data file with its bytes. */
export interface WrittenFile {
  readonly entry: SnapshotFile;
  readonly bytes: Uint8Array;
}

/** Gives one day of a table as data files, one for each format. */
export async function writeDay<Row extends object>(
  table: Table<Row>,
  date: string,
  rows: readonly Row[],
  formats: readonly Format[],
): Promise<readonly WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const format of formats) {
    const bytes = await (format === 'csv' ? encodeCsv(table, rows) : encodeParquet(table, rows));
    const entry = {
      table: table.name,
      format,
      path: `${format}/${table.name}/month=${date.slice(0, 7)}/${date}.${format}`,
      rows: rows.length,
      bytes: bytes.length,
      sha256: sha256(bytes),
      date_from: date,
      date_to: date,
      sealed: false,
    };
    files.push({ entry, bytes });
  }
  return files;
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
  if (sha256(bytes) !== entry.sha256) {
    throw new SnapshotError(
      `The file ${entry.path} of the published snapshot is not the one that its manifest names`,
      'Restore the commit or artifact, or choose another branch or artifact name to start anew.',
    );
  }
  return entry.format === 'csv'
    ? await decodeCsv(table, bytes, entry.path)
    : await decodeParquet(table, bytes, entry.path);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
