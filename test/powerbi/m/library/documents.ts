import { parse } from 'csv-parse/sync';
import { asBinary, asFunction, asRecord, asTable, call, fieldOf } from '../arguments.ts';
import { fn, known, type Lazy, list, type MBinary, MError, typeNamed, type Value } from '../values.ts';
import type { ParquetFiles } from './parquet.ts';
import { TABLE } from './table.ts';

const QUOTED = 1;
const UTF8 = 65001;

/** `Json.Document`, `Csv.Document`, `Parquet.Document` and `DeltaLake.Table`. */
export function documents(parquet: ParquetFiles): Readonly<Record<string, Value>> {
  return {
    'QuoteStyle.None': 0,
    'QuoteStyle.Csv': QUOTED,
    'Json.Document': fn(1, 2, ([source]) => {
      try {
        return fromJson(JSON.parse(utf8(asBinary(source))));
      } catch {
        throw new MError('DataFormat.Error', 'We found extra characters at the end of JSON input.');
      }
    }),
    'Csv.Document': fn(2, 2, ([source, options]) => csvTable(asBinary(source), asRecord(options))),
    'Parquet.Document': fn(1, 2, ([source]) => {
      const binary = asBinary(source);
      // With small files the engine gets away without; here nobody does.
      if (binary.buffered) return parquet.tableOf(binary.bytes);
      throw new MError('DataSource.Error', 'Parquet.Document cannot be used with streamed binary values.');
    }),
    // What the log says is for the engine to read: here the folder holds the files that it names.
    'DeltaLake.Table': fn(1, 2, ([folder]) => {
      const { columns, rows } = asTable(folder ?? null);
      const at = columns.indexOf('Content');
      return call(asFunction(TABLE['Table.Combine'] ?? null), [
        list(rows.map((row) => parquet.tableOf(asBinary(row[at]?.get() ?? null).bytes))),
      ]);
    }),
  };
}

function fromJson(value: unknown): Value {
  if (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'number' ||
    typeof value === 'string'
  ) {
    return value;
  }
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => known(fromJson(item))) };
  const fields = Object.entries(Object(value)).map(([name, item]): [string, Lazy] => [
    name,
    known(fromJson(item)),
  ]);
  return { kind: 'record', fields: new Map(fields) };
}

/** Without QuoteStyle.Csv every line break ends a row, also one between quotes. */
function csvTable(source: MBinary, options: ReturnType<typeof asRecord>): Value {
  if (fieldOf(options, 'Encoding') !== UTF8) throw new Error('Csv.Document without UTF-8 spoils names.');
  if (fieldOf(options, 'Delimiter') !== ',') throw new Error('Csv.Document needs the comma as delimiter.');
  const text = utf8(source);
  const rows: readonly (readonly string[])[] =
    fieldOf(options, 'QuoteStyle') === QUOTED
      ? parse(text, { record_delimiter: ['\n', '\r\n'], relax_column_count: true })
      : text.split(/\r?\n/).map((line) => line.split(','));
  // The first row says how many columns there are.
  const columns = (rows[0] ?? []).map((_, i) => `Column${i + 1}`);
  return {
    kind: 'table',
    columns,
    types: columns.map(() => typeNamed('text', true)),
    rows: rows.map((row) => columns.map((_, i) => known(row[i] ?? null))),
  };
}

function utf8({ bytes }: MBinary): string {
  return Buffer.from(bytes).toString('utf8');
}
