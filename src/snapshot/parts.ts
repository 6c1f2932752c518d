import {
  type DataFileWriter,
  type Format,
  type KeptBytes,
  openWriter,
  type WrittenFile,
  writtenFile,
} from './files.ts';
import { type Partition, partitionPath } from './layout.ts';
import type { KeepFile } from './made-file.ts';
import type { DayRows } from './partitioned-table.ts';
import type { Cell, Column, Table } from './table.ts';

/**
 * Most bytes of rows in one file: with what a format adds, the file stays below 50 MB. GitHub refuses files of a branch above
 * 100 MB and warns of those above 50.
 */
export const MOST_ROW_BYTES = 48_000_000;

/** How the files of a partition are written. */
export interface PartRules {
  readonly formats: readonly Format[];
  /** Most bytes of rows in one file, unless one row has more. */
  readonly rowBytes: number;
  readonly keep: KeepFile;
}

/**
 * Writes a partition day by day: a file for each format, or parts where its rows have more than `rowBytes`. Each part has the
 * same rows in each format, and where parts begin depends on the rows alone. A day is cut only when it fills a part by itself.
 */
export async function writePartition<Row extends object>(
  table: Table<Row>,
  { key, sealed }: Partition,
  days: AsyncIterable<DayRows<Row>> | Iterable<DayRows<Row>>,
  { formats, rowBytes, keep }: PartRules,
): Promise<readonly WrittenFile[]> {
  const parts: FinishedPart[] = [];
  let part: OpenPart<Row> | undefined;
  const close = (): void => {
    if (part !== undefined) parts.push(finish(part));
    part = undefined;
  };
  const bytesOf = rowSize(table);
  for await (const { date, rows } of days) {
    for (const piece of piecesOf(rows, bytesOf, rowBytes)) {
      if (part !== undefined && part.bytes + piece.bytes > rowBytes) close();
      part ??= await openPart(table, formats, keep, date);
      for (const { writer } of part.writers) writer.add(piece.rows);
      part = { ...part, to: date, rows: part.rows + piece.rows.length, bytes: part.bytes + piece.bytes };
    }
  }
  close();
  return parts.flatMap(({ from, to, rows, contents }, index) =>
    contents.map(({ format, kept }) => {
      const path = partitionPath(table, key, format, parts.length > 1 ? index + 1 : undefined);
      return writtenFile(table, kept, { format, path, rows, date_from: from, date_to: to, sealed });
    }),
  );
}

interface PartDays {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

interface OpenPart<Row> extends PartDays {
  readonly bytes: number;
  readonly writers: readonly { readonly format: Format; readonly writer: DataFileWriter<Row> }[];
}

interface FinishedPart extends PartDays {
  readonly contents: readonly { readonly format: Format; readonly kept: KeptBytes }[];
}

async function openPart<Row extends object>(
  table: Table<Row>,
  formats: readonly Format[],
  keep: KeepFile,
  date: string,
): Promise<OpenPart<Row>> {
  const writers = await Promise.all(
    formats.map(async (format) => ({ format, writer: await openWriter(table, format, keep) })),
  );
  return { from: date, to: date, rows: 0, bytes: 0, writers };
}

function finish<Row>({ from, to, rows, writers }: OpenPart<Row>): FinishedPart {
  const contents = writers.map(({ format, writer }) => ({ format, kept: writer.finish() }));
  return { from, to, rows, contents };
}

/** Returns the rows of a day in pieces of at most `most` bytes: one, unless it has more. */
function* piecesOf<Row>(
  rows: readonly Row[],
  bytesOf: (row: Row) => number,
  most: number,
): Generator<{ readonly rows: readonly Row[]; readonly bytes: number }> {
  let [start, bytes] = [0, 0];
  for (const [index, row] of rows.entries()) {
    const own = bytesOf(row);
    if (index > start && bytes + own > most) {
      yield { rows: rows.slice(start, index), bytes };
      [start, bytes] = [index, 0];
    }
    bytes += own;
  }
  if (start < rows.length) yield { rows: start === 0 ? rows : rows.slice(start), bytes };
}

/** Returns what counts the bytes that a row has at most, in either format, so that both are cut in the same places. */
function rowSize<Row extends object>({ columns }: Table<Row>): (row: Row) => number {
  return (row) => columns.reduce((sum, column) => sum + cellSize(column, row[column.name] as Cell), 0);
}

/** With the comma behind it in CSV; Parquet gives an empty cell a bit, a text four bytes for its length, a number four or eight. */
function cellSize({ type }: Column, cell: Cell): number {
  if (cell === null) return 1;
  switch (type) {
    case 'timestamp':
      return 25;
    case 'date':
      return 11;
    case 'int':
      return Math.max(4, String(cell).length + 1);
    case 'text': {
      const text = String(cell);
      // Quotes around it and an apostrophe in front; quotes in it are doubled.
      return Buffer.byteLength(text) * (text.includes('"') ? 2 : 1) + 4;
    }
  }
}
