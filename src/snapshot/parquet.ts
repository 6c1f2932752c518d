import type { ColumnData, SchemaElement } from 'hyparquet';
import { SnapshotError } from '../errors.ts';
import { DAY_MS, isoDay } from '../instants.ts';
import type { Cell, Column, Table } from './table.ts';

/** Rows of a row group. A busy day fits into one. */
const ROW_GROUP = 100_000;

/** Return cells as tables hold them; run once for all repetitions of a value. */
const PARSERS = {
  timestampFromMilliseconds: Number,
  dateFromDays: (days: number): string => isoDay(days * DAY_MS),
};

/**
 * Returns a table's rows as a Parquet file: the same bytes for the same rows. Plain and dictionary encodings, Snappy, and
 * only types that readers behind a Power BI gateway understand.
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
 * Reads the rows of a Parquet file that `encodeParquet` wrote, in the columns of the table and no others. `path` names
 * the file in errors.
 * @throws {SnapshotError} when the bytes are not a Parquet file of this table.
 */
export async function decodeParquet<Row extends object>(
  { columns }: Table<Row>,
  bytes: Uint8Array,
  path: string,
): Promise<Row[]> {
  const { parquetMetadataAsync, parquetRead } = await import('hyparquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const metadata = await parquetMetadataAsync(file);
    requireTypes(columns, metadata.schema);
    const chunks: ColumnData[] = [];
    await parquetRead({
      file,
      metadata,
      parsers: PARSERS,
      columns: columns.map(({ name }) => name),
      onChunk: (chunk) => chunks.push(chunk),
    });
    return toRows(columns, Number(metadata.num_rows), chunks) as Row[];
  } catch (cause) {
    throw new SnapshotError(
      `Cannot read the file ${path} of the published snapshot as Parquet`,
      'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start over.',
      { cause },
    );
  }
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

/** @throws {TypeError} when the file has a column of another type, or lacks one. */
function requireTypes(columns: readonly Column[], stored: readonly SchemaElement[]): void {
  for (const column of columns) {
    const wanted = schemaElement(column);
    const found = stored.find(({ name }) => name === column.name);
    if (found === undefined || found.type !== wanted.type || found.converted_type !== wanted.converted_type)
      throw new TypeError(`column ${column.name} is not of type ${column.type}`);
  }
}

/** @throws {TypeError} when a cell that must not be empty is. */
function toRows(
  columns: readonly Column[],
  count: number,
  chunks: readonly ColumnData[],
): Record<string, Cell>[] {
  // Rows that start with every cell share one shape in memory; each cell is set in place.
  const empty: Record<string, Cell> = Object.fromEntries(columns.map(({ name }) => [name, null]));
  const rows = Array.from({ length: count }, () => ({ ...empty }));
  for (const chunk of chunks) {
    setCells(rows, chunk, columns.find(({ name }) => name === chunk.columnName)?.nullable ?? true);
  }
  return rows;
}

/** @throws {TypeError} when a cell that must not be empty is. */
function setCells(
  rows: readonly Record<string, Cell>[],
  { columnName, columnData, rowStart }: ColumnData,
  nullable: boolean,
): void {
  for (let index = 0; index < columnData.length; index += 1) {
    const cell: Cell = columnData[index] ?? null;
    if (cell === null && !nullable) throw new TypeError(`column ${columnName} is empty`);
    const row = rows[rowStart + index];
    if (row !== undefined) row[columnName] = cell;
  }
}
