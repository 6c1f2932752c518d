import { SnapshotError } from '../errors.ts';
import { isoInstant, isoSecond, parseInstant, SECOND_MS } from '../instants.ts';
import { LIMITS } from '../limits.ts';
import { loadCsvReader, loadCsvWriter } from './libraries.ts';
import type { SnapshotFile } from './manifest.ts';
import type { Cell, Column, Table } from './table.ts';

/** Rows that are formatted at a time: keeps memory flat for large tables. */
const ROWS_AT_A_TIME = 500;

/** Most bytes of UTF-8 that a UTF-16 unit takes. */
const MOST_UTF8 = 3;

/**
 * Text that a spreadsheet may run as a formula: `=`, `+`, `-` or `@`, full-width and small forms too, at its beginning or
 * behind what a spreadsheet leaves out there (white space, and what cannot be seen); and a control character that it may cut
 * the cell at.
 * @see OWASP ASVS 5.0.0, 1.2.10, and https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA =
  /^(?:[\0\t\n\v\f\r]|[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

/**
 * Returns a table's rows as CSV: UTF-8, LF, a header, RFC 4180 quoting, `2026-11-21T07:31:09Z`, empty for `null`. A text
 * that a spreadsheet would run as a formula, or that begins with an apostrophe, gets one in front. The same rows give the
 * same bytes.
 */
export async function encodeCsv<Row extends object>(
  table: Table<Row>,
  rows: readonly Row[],
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const { add, finish } = await openCsv(table, (bytes) => void parts.push(new Uint8Array(bytes)));
  add(rows);
  finish();
  return Buffer.concat(parts);
}

/**
 * Begins a file that `encodeCsv` would give, whose rows are added one batch after the other. `write` takes its bytes, piece by
 * piece, and lets go of their memory, which is used again.
 */
export async function openCsv<Row extends object>(table: Table<Row>, write: (bytes: Uint8Array) => void) {
  const { stringify } = await loadCsvWriter();
  const options = { record_delimiter: '\n', quoted_match: /[\r\n]/ };
  let memory = Buffer.alloc(0);
  let records: string[][] = [table.columns.map(({ name }) => name)];
  // The header waits for the first rows: to begin takes the library longer than a row.
  const writeRecords = (): void => {
    const text = stringify(records, options);
    // In the same memory again and again: what is not needed any longer is collected late.
    if (memory.length < text.length * MOST_UTF8) memory = Buffer.allocUnsafeSlow(text.length * MOST_UTF8);
    write(memory.subarray(0, memory.write(text)));
    records = [];
  };
  return {
    add: (rows: readonly Row[]): void => {
      for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
        for (const row of rows.slice(start, start + ROWS_AT_A_TIME)) {
          records.push(table.columns.map((column) => toCsv(column, row[column.name] as Cell)));
        }
        writeRecords();
      }
    },
    finish: (): void => {
      if (records.length > 0) writeRecords();
    },
  };
}

/**
 * Reads the rows of a CSV file that `encodeCsv` wrote: `rows` rows. `path` names the file in errors.
 * @throws {SnapshotError} when the bytes are not a CSV file of this table.
 */
export async function decodeCsv<Row extends object>(
  table: Table<Row>,
  bytes: Uint8Array,
  { path, rows }: Pick<SnapshotFile, 'path' | 'rows'>,
): Promise<Row[]> {
  const { parse } = await loadCsvReader();
  try {
    const read: Row[] = [];
    parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      columns: true,
      record_delimiter: '\n',
      // One more tells that there are too many.
      to: rows + 1,
      max_record_size: LIMITS.dataFile.lineLength,
      // One by one: the first that is none ends it, before memory is made of the rest.
      on_record: (record: Readonly<Record<string, string>>) => {
        read.push(rowOf(table, record));
        return null;
      },
    });
    if (read.length !== rows)
      throw new RangeError(`it has ${read.length} rows, not the ${rows} of the manifest`);
    return read;
  } catch (cause) {
    throw new SnapshotError(
      `Cannot read the file ${path} of the published snapshot as CSV`,
      'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start over.',
      { cause },
    );
  }
}

function rowOf<Row extends object>(table: Table<Row>, record: Readonly<Record<string, string>>): Row {
  const cells = table.columns.map((column) => [column.name, fromCsv(column, record[column.name])]);
  return Object.fromEntries(cells) as Row;
}

/** Returns an instant in ms since 1970 as text, with ms only when it is not a whole second. */
export function formatInstant(instant: number): string {
  return instant % SECOND_MS === 0 ? isoSecond(instant) : isoInstant(instant);
}

function toCsv({ type }: Column, cell: Cell): string {
  if (cell === null) return '';
  if (type === 'timestamp') return formatInstant(Number(cell));
  if (type !== 'text') return String(cell);
  // An apostrophe gets one in front too: then a reader takes the first one away, and need not know the rest.
  return String(cell).startsWith("'") || FORMULA.test(String(cell)) ? `'${cell}` : String(cell);
}

function fromCsv({ name, type, nullable }: Column, text: string | undefined): Cell {
  if (text === undefined || (text === '' && !nullable)) throw new TypeError(`column ${name} is missing`);
  if (text === '') return null;
  switch (type) {
    case 'text':
      return text.startsWith("'") ? text.slice(1) : text;
    case 'date':
      return text;
    case 'int':
    case 'timestamp': {
      const value = type === 'int' ? Number(text) : parseInstant(text);
      if (!Number.isInteger(value)) throw new TypeError(`column ${name} is not of type ${type}`);
      return value;
    }
  }
}
