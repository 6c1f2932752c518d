import type { SchemaElement } from 'hyparquet';
import { SnapshotError } from '../errors.ts';
import type { Cell, Column, Table } from './table.ts';

/** Rows in a row group: a busy day fits into one. */
const ROW_GROUP = 100_000;

/**
 * Gives a table's rows as a Parquet file. The same rows give the same bytes. Plain and dictionary encodings, Snappy, and
 * no type that a reader behind a Power BI gateway fails on.
 * @see https://parquet.apache.org/docs/file-format/types/logicaltypes/
 */
export async function encodeParquet<Row extends object>(
  table: Table<Row>,
  rows: readonly Row[],
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const buffer = parquetWriteBuffer({
    schema: [{ name: 'root', num_children: table.columns.length }, ...table.columns.map(schemaElement)],
    columnData: table.columns.map((column) => ({
      name: column.name,
      data: rows.map((row) => toParquet(column, row[column.name] as Cell)),
    })),
    codec: 'SNAPPY',
    rowGroupSize: ROW_GROUP,
    createdBy: 'audit-log-sync',
  });
  return new Uint8Array(buffer);
}

/**
 * Reads the rows of a Parquet file that `encodeParquet` wrote. `path` names the file in errors.
 * @throws {SnapshotError} when it is no Parquet file of this table.
 */
export async function decodeParquet<Row extends object>(
  table: Table<Row>,
  bytes: Uint8Array,
  path: string,
): Promise<Row[]> {
  const { parquetReadObjects } = await import('hyparquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  let stored: Record<string, unknown>[];
  try {
    stored = await parquetReadObjects({ file, columns: table.columns.map(({ name }) => name) });
  } catch (cause) {
    throw broken(path, cause);
  }
  return stored.map((values) => {
    const row: Record<string, Cell> = {};
    for (const column of table.columns) row[column.name] = fromParquet(column, values[column.name], path);
    return row as Row;
  });
}

function schemaElement({ name, type, nullable }: Column): SchemaElement {
  const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
  switch (type) {
    case 'text':
      return {
        name,
        repetition_type,
        type: 'BYTE_ARRAY',
        converted_type: 'UTF8',
        logical_type: { type: 'STRING' },
      };
    case 'int':
      return { name, repetition_type, type: 'INT32' };
    case 'date':
      return { name, repetition_type, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } };
    case 'timestamp':
      return {
        name,
        repetition_type,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      };
  }
}

function toParquet({ type }: Column, cell: Cell): string | number | Date | null {
  if (cell === null) return null;
  if (type === 'timestamp') return new Date(cell);
  return type === 'date' ? new Date(`${cell}T00:00:00Z`) : cell;
}

function fromParquet({ name, type, nullable }: Column, value: unknown, path: string): Cell {
  if (value === null || value === undefined) {
    if (nullable) return null;
  } else if (value instanceof Date) {
    if (type === 'timestamp') return value.getTime();
    if (type === 'date') return value.toISOString().slice(0, 10);
  } else if (typeof value === 'string' ? type === 'text' : typeof value === 'number' && type === 'int') {
    return value as Cell;
  }
  throw broken(path, new TypeError(`column ${name} is not of type ${type}`));
}

function broken(path: string, cause: unknown): SnapshotError {
  return new SnapshotError(
    `The file ${path} of the published snapshot cannot be read as Parquet`,
    'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start anew.',
    { cause },
  );
}
