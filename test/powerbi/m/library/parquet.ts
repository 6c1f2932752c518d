import { createHash } from 'node:crypto';
import { parquetMetadata, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { known, MError, type MTable, typeNamed, type Value } from '../values.ts';

/**
 * Parquet files that were read beforehand, because reading takes promises and M is computed without. A file is found by
 * its bytes: whoever hands on other bytes than those of a file gets an error.
 */
export interface ParquetFiles {
  /** @throws {MError} when the bytes are none of the files. */
  readonly tableOf: (bytes: Uint8Array) => MTable;
}

/** As what the engine gives an instant in UTC: both are right, and the queries must take either. */
export type InstantType = 'datetimezone' | 'datetime';

/** Reads those of the files that are Parquet. */
export async function readParquetFiles(
  files: Iterable<Uint8Array>,
  instants: InstantType = 'datetimezone',
): Promise<ParquetFiles> {
  const tables = new Map<string, MTable>();
  for (const bytes of files) {
    if (Buffer.from(bytes.subarray(0, 4)).toString('latin1') !== 'PAR1') continue;
    tables.set(keyOf(bytes), await readTable(bytes, instants));
  }
  return {
    tableOf: (bytes) => {
      const table = tables.get(keyOf(bytes));
      if (table !== undefined) return table;
      throw new MError('DataFormat.Error', 'Parquet: unable to read the file.');
    },
  };
}

async function readTable(bytes: Uint8Array, instants: InstantType): Promise<MTable> {
  const file = new Uint8Array(bytes).buffer;
  const [, ...schema] = parquetMetadata(file).schema;
  const rows = await parquetReadObjects({ file });
  return {
    kind: 'table',
    columns: schema.map(({ name }) => name),
    types: schema.map(() => typeNamed('any', true)),
    rows: rows.map((row) => schema.map((column) => known(cell(column, row[column.name], instants)))),
  };
}

function cell({ converted_type }: SchemaElement, value: unknown, instants: InstantType): Value {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) {
    if (converted_type === 'DATE') return { kind: 'date', day: value.toISOString().slice(0, 10) };
    const instant = value.getTime();
    if (instants === 'datetime') return { kind: 'datetime', clock: instant };
    return { kind: 'datetimezone', instant, offset: 0 };
  }
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`The evaluator does not know Parquet values like ${typeof value}.`);
}

function keyOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
