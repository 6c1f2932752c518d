import { zstdDecompressSync } from 'node:zlib';
import type { AsyncBuffer, ColumnData, FileMetaData, SchemaElement } from 'hyparquet';
import type { parquetHeader } from 'hyparquet/src/column.js';
import { SnapshotError } from '../errors.ts';
import { DAY_MS, isoDay } from '../instants.ts';
import { LIMITS } from '../limits.ts';
import { loadPageReader, loadParquetReader, loadParquetWriter } from './libraries.ts';
import type { SnapshotFile } from './manifest.ts';
import type { Cell, Column, Columns, Table } from './table.ts';

/** The densest table, `active_users` of a large tenant, has about one row in a byte. */
const MOST_ROWS_IN_A_BYTE = 4;
const FREE_ROWS = 1_000;
/** Three bytes of Snappy copy 64 at most: github.com/google/snappy/blob/main/format_description.txt. */
const MOST_INFLATION = 24;
const FREE_BYTES = 1_024;

/** Microseconds of a millisecond. */
const MS_MICROS = 1_000;

/** Bytes of a file that are written together. */
const BYTES_WAITING = 64 * 1024;

/** Rows of a row group. A busy day fits into one. */
const ROW_GROUP = 100_000;

/** A file with as many rows is read column by column. */
const MANY_ROWS = 20_000;

/** Return cells as tables hold them; run once for all repetitions of a value. */
const PARSERS = {
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: (microseconds: bigint): number => Number(microseconds / 1_000n),
  timestampFromNanoseconds: (nanoseconds: bigint): number => Number(nanoseconds / 1_000_000n),
  dateFromDays: (days: number): string => isoDay(days * DAY_MS),
};

/** Spark writes what our own files never are. */
const COMPRESSORS = { ZSTD: (bytes: Uint8Array): Uint8Array => new Uint8Array(zstdDecompressSync(bytes)) };

/**
 * Returns a table's rows as a Parquet file: the same bytes for the same rows. Plain and dictionary encodings, Snappy, and
 * only types that readers behind a Power BI gateway understand.
 * @see https://parquet.apache.org/docs/file-format/types/logicaltypes/
 */
export async function encodeParquet<Row extends object>(
  table: Table<Row>,
  rows: readonly Row[],
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const { add, finish } = await openParquet(table, (bytes) => void parts.push(new Uint8Array(bytes)));
  add(rows);
  finish();
  return Buffer.concat(parts);
}

/** How a Parquet file differs from those of the snapshot: Delta tables have timestamps in microseconds. */
export interface ParquetShape {
  readonly unit: TimestampUnit;
  /** Rows of a row group. */
  readonly rowGroup: number;
}

type TimestampUnit = 'MILLIS' | 'MICROS';

/**
 * Begins a file that `encodeParquet` would give, whose rows are added one batch after the other. `write` takes its bytes, piece
 * by piece, and lets go of their memory, which is used again.
 */
export async function openParquet<Row extends object>(
  { columns }: Table<Row>,
  write: (bytes: Uint8Array) => void,
  { unit, rowGroup }: ParquetShape = { unit: 'MILLIS', rowGroup: ROW_GROUP },
) {
  const { ByteWriter, ParquetWriter } = await loadParquetWriter();
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map((column) => schemaElement(column, unit)),
    ],
    codec: 'SNAPPY',
    createdBy: 'audit-log-sync',
  });
  const flush = (): void => {
    write(bytes.getBytes());
    bytes.index = 0;
  };
  const ensure = bytes.ensure.bind(bytes);
  // Room is made by writing what is there: a whole row group takes some MB.
  bytes.ensure = (size) => {
    if (bytes.index > BYTES_WAITING) flush();
    ensure(size);
  };
  let waiting: readonly Row[] = [];
  const writeGroup = (rows: readonly Row[]): void => {
    // Each column is made when it is written.
    const columnData = columns.map((column) => ({
      name: column.name,
      get data() {
        return rows.map(converter(column, unit));
      },
    }));
    writer.write({ columnData, rowGroupSize: rowGroup });
  };
  return {
    add: (rows: readonly Row[]): void => {
      waiting = waiting.length === 0 ? rows : [...waiting, ...rows];
      let start = 0;
      for (; waiting.length - start >= rowGroup; start += rowGroup) {
        writeGroup(waiting.slice(start, start + rowGroup));
      }
      if (start > 0) waiting = waiting.slice(start);
    },
    finish: (): void => {
      if (waiting.length > 0) writeGroup(waiting);
      writer.finish();
      flush();
    },
  };
}

/**
 * Reads the rows of a Parquet file that `encodeParquet` wrote, or one with other timestamps, in the columns of the table and no others. `path` names
 * the file in errors; it must hold `rows` rows, and no more than its bytes can mean.
 * @throws {SnapshotError} when the bytes are not a Parquet file of this table.
 */
export async function decodeParquet<Row extends object>(
  table: Table<Row>,
  bytes: Uint8Array,
  entry: Pick<SnapshotFile, 'path' | 'rows'>,
): Promise<Row[]> {
  // Rows that start with every cell share one shape in memory; each cell is set in place.
  const empty: Record<string, Cell> = Object.fromEntries(table.columns.map(({ name }) => [name, null]));
  let rows: Record<string, Cell>[] = [];
  for await (const { name, cells } of eachColumn(table, bytes, entry)) {
    // Not before the file is known to have so many.
    if (rows.length < cells.length) rows = Array.from(cells, () => ({ ...empty }));
    for (const [index, cell] of cells.entries()) {
      const row = rows[index];
      if (row !== undefined) row[name] = cell;
    }
  }
  return rows as Row[];
}

/**
 * Reads a file as {@link decodeParquet} does, column by column.
 * @throws {SnapshotError} when the bytes are not a Parquet file of this table.
 */
export async function decodeColumns<Row extends object>(
  table: Table<Row>,
  bytes: Uint8Array,
  entry: Pick<SnapshotFile, 'path' | 'rows'>,
): Promise<Columns<Row>> {
  const columns: [string, readonly Cell[]][] = [];
  for await (const { name, cells } of eachColumn(table, bytes, entry)) columns.push([name, cells]);
  return { count: entry.rows, cells: Object.fromEntries(columns) as Columns<Row>['cells'] };
}

/** Returns the columns of a file one after the other; of a large one reads each alone, because all together take much memory. */
async function* eachColumn<Row extends object>(
  { columns }: Table<Row>,
  bytes: Uint8Array,
  { path, rows }: Pick<SnapshotFile, 'path' | 'rows'>,
): AsyncGenerator<{ readonly name: string; readonly cells: readonly Cell[] }> {
  const { parquetMetadataAsync, parquetRead } = await loadParquetReader();
  const file = bufferOf(bytes);
  try {
    const metadata = await parquetMetadataAsync(file);
    requireTypes(columns, metadata.schema);
    await requirePlausible(metadata, bytes, rows);
    for (const together of rows < MANY_ROWS ? [columns] : columns.map((column) => [column])) {
      const chunks: ColumnData[] = [];
      await parquetRead({
        file,
        metadata,
        parsers: PARSERS,
        compressors: COMPRESSORS,
        columns: together.map(({ name }) => name),
        onChunk: (chunk) => chunks.push(chunk),
      });
      for (const column of together) yield { name: column.name, cells: cellsOf(column, rows, chunks) };
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Returns how many rows a Parquet file says it has. `path` names it in errors. @throws {SnapshotError} when it is none. */
export async function parquetRows(bytes: Uint8Array, path: string): Promise<number> {
  const { parquetMetadataAsync } = await loadParquetReader();
  try {
    return Number((await parquetMetadataAsync(bufferOf(bytes))).num_rows);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** What hyparquet reads parts of: only the columns that are wanted are copied. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): AsyncBuffer {
  const slice = (start: number, end = byteLength): ArrayBuffer =>
    buffer.slice(byteOffset + start, byteOffset + Math.min(end, byteLength)) as ArrayBuffer;
  return { byteLength, slice };
}

/** @throws {RangeError} when the file is shorter. */
function viewOf({ buffer, byteOffset, byteLength }: Uint8Array, start: number, length: number) {
  if (start < 0 || length < 0 || start + length > byteLength) throw new RangeError('a column is cut short');
  return new DataView(buffer as ArrayBuffer, byteOffset + start, length);
}

function unreadable(path: string, cause: unknown): SnapshotError {
  return new SnapshotError(
    `Cannot read the file ${path} of the published snapshot as Parquet`,
    'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start over.',
    { cause },
  );
}

/** Returns the schema of a column of texts. */
export function textElement(
  name: string,
  repetition_type: 'OPTIONAL' | 'REQUIRED' = 'OPTIONAL',
): SchemaElement {
  return {
    name,
    repetition_type,
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    logical_type: { type: 'STRING' },
  };
}

function schemaElement({ name, type, nullable }: Column, unit: TimestampUnit): SchemaElement {
  const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
  switch (type) {
    case 'text':
      return textElement(name, repetition_type);
    case 'int':
      return { name, repetition_type, type: 'INT32' };
    case 'date':
      return { name, repetition_type, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } };
    case 'timestamp':
      return {
        name,
        repetition_type,
        type: 'INT64',
        converted_type: `TIMESTAMP_${unit}`,
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit },
      };
  }
}

/** Returns what makes a cell what the file stores: instants and days are numbers, because an object for each takes much memory. */
function converter<Row extends object>(
  { name, type }: Column & { readonly name: keyof Row & string },
  unit: TimestampUnit,
): (row: Row) => Cell {
  switch (type) {
    case 'text':
    case 'int':
      return (row) => row[name] as Cell;
    case 'timestamp': {
      const perMs = unit === 'MICROS' ? MS_MICROS : 1;
      return (row) => {
        const cell = row[name] as Cell;
        return cell === null ? null : Number(cell) * perMs;
      };
    }
    case 'date': {
      const days = new Map<Cell, number>();
      return (row) => {
        const cell = row[name] as Cell;
        if (cell === null) return null;
        const day = days.get(cell) ?? Date.parse(`${cell}T00:00:00Z`) / DAY_MS;
        days.set(cell, day);
        return day;
      };
    }
  }
}

const UNITS: readonly TimestampUnit[] = ['MILLIS', 'MICROS'];

/** @throws {TypeError} when the file has a column of another type, or lacks one. */
function requireTypes(columns: readonly Column[], stored: readonly SchemaElement[]): void {
  for (const column of columns) {
    const found = stored.find(({ name }) => name === column.name);
    const isWanted =
      UNITS.map((unit) => schemaElement(column, unit)).some(
        ({ type, converted_type }) => found?.type === type && found?.converted_type === converted_type,
      ) ||
      // As Spark writes them.
      (column.type === 'timestamp' && found?.type === 'INT96');
    if (!isWanted) throw new TypeError(`column ${column.name} is not of type ${column.type}`);
  }
}

/**
 * A file that was made to harm has headers that promise gigabytes: of them a reader makes memory before it reads.
 * @throws {RangeError} when a header promises more than its bytes can hold.
 */
async function requirePlausible(metadata: FileMetaData, file: Uint8Array, rows: number): Promise<void> {
  const { parquetHeader } = await loadPageReader();
  const groups = metadata.row_groups;
  const counted = groups.reduce((sum, { num_rows: count }) => sum + count, 0n);
  if (BigInt(rows) !== metadata.num_rows || counted !== metadata.num_rows) {
    throw new RangeError(`it has ${metadata.num_rows} rows, not the ${rows} of the manifest`);
  }
  if (rows > Math.min(LIMITS.dataFile.rows, FREE_ROWS + file.length * MOST_ROWS_IN_A_BYTE))
    throw new RangeError(`${rows} rows are too many`);
  for (const { columns, num_rows: count } of groups) {
    for (const { meta_data: chunk } of columns) {
      if (chunk === undefined) throw new RangeError('a column chunk has no header');
      const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
      const bytes = viewOf(file, start, Number(chunk.total_compressed_size));
      requirePlausiblePages(parquetHeader, bytes, Number(count));
    }
  }
}

function requirePlausiblePages(
  readHeader: typeof parquetHeader,
  view: DataView<ArrayBuffer>,
  rows: number,
): void {
  const reader = { view, offset: 0 };
  let values = 0;
  while (reader.offset < view.byteLength) {
    const header = readHeader(reader);
    const { compressed_page_size: stored, uncompressed_page_size: inflated } = header;
    const data = header.data_page_header ?? header.data_page_header_v2;
    const count = (data ?? header.dictionary_page_header)?.num_values ?? -1;
    if (stored < 0 || stored > view.byteLength - reader.offset) throw new RangeError('a page is cut short');
    if (inflated > FREE_BYTES + stored * MOST_INFLATION)
      throw new RangeError('a page inflates to more than expected');
    // Levels without a length of their own are read from whatever follows, without end.
    const levels = header.data_page_header_v2;
    if (levels !== undefined && !isWithinPage(levels, stored)) throw new RangeError('a page has no levels');
    if (count < 0 || count > rows) throw new RangeError('a page has more values than there are rows');
    if (data !== undefined) values += count;
    reader.offset += stored;
  }
  if (values !== rows) throw new RangeError(`a column has ${values} values for ${rows} rows`);
}

type PageHeaderV2 = NonNullable<ReturnType<typeof parquetHeader>['data_page_header_v2']>;

const ENCODINGS: readonly string[] = ['PLAIN', 'PLAIN_DICTIONARY', 'RLE', 'RLE_DICTIONARY'];

function isWithinPage(
  { encoding, definition_levels_byte_length: defined, repetition_levels_byte_length: repeated }: PageHeaderV2,
  bytes: number,
): boolean {
  return ENCODINGS.includes(encoding) && defined >= 0 && repeated >= 0 && defined + repeated <= bytes;
}

/** @throws {TypeError} when a cell that must not be empty is. */
function cellsOf({ name, nullable }: Column, count: number, chunks: readonly ColumnData[]): readonly Cell[] {
  const cells: Cell[] = new Array<Cell>(count).fill(null);
  let filled = 0;
  for (const { columnName, columnData, rowStart } of chunks) {
    if (columnName !== name) continue;
    filled += columnData.length;
    for (let index = 0; index < columnData.length; index += 1) {
      const cell: Cell = columnData[index] ?? null;
      if (cell === null && !nullable) throw new TypeError(`column ${name} is empty`);
      // A dictionary holds a text once, however many rows have it: in CSV each of them takes its length.
      if (typeof cell === 'string' && cell.length > LIMITS.textLength)
        throw new RangeError(`column ${name} has a text of ${cell.length} characters`);
      if (rowStart + index < count) cells[rowStart + index] = cell;
    }
  }
  if (filled < count && !nullable) throw new TypeError(`column ${name} is empty`);
  return cells;
}
