import { isoInstant } from '../../instants.ts';
import { compareText } from '../../snapshot/compare.ts';
import { readFile, sha256 } from '../../snapshot/files.ts';
import type { SnapshotFile } from '../../snapshot/manifest.ts';
import { openParquet } from '../../snapshot/parquet.ts';
import type { Cell, Column, Table } from '../../snapshot/table.ts';
import type { AnyTable } from '../../snapshot/tables.ts';

/** The column that the folders of a table with days stand for. */
export const PARTITION_COLUMN = 'month';

/** Fabric reads a table in place only while it has few row groups, and likes large ones. */
const ROW_GROUP = 1_000_000;

/** A data file of a Delta table. */
export interface DataFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  /** As the log has them. */
  readonly stats: string;
}

/** Returns whether a table is stored by month. */
export function isPartitioned({ columns }: Pick<AnyTable, 'columns'>): boolean {
  return columns.some(({ name }) => name === 'date');
}

/**
 * Returns the data file of a Delta table for a file of the snapshot: the same rows, with timestamps in microseconds.
 * @throws {SnapshotError} when the bytes are not a file of this table.
 */
export async function encodeDataFile(
  table: AnyTable,
  entry: SnapshotFile,
  bytes: Uint8Array,
): Promise<DataFile> {
  const rows = await readFile<Record<string, Cell>>(table, entry, bytes);
  const parts: Uint8Array[] = [];
  const shape = { unit: 'MICROS', rowGroup: ROW_GROUP } as const;
  const { add, finish } = await openParquet<Record<string, Cell>>(
    table,
    (bytes) => void parts.push(new Uint8Array(bytes)),
    shape,
  );
  add(rows);
  finish();
  const encoded = Buffer.concat(parts);
  return { bytes: encoded, sha256: sha256(encoded), stats: JSON.stringify(statsOf(table, rows)) };
}

/**
 * Returns what readers may skip a file by. Readers believe it: counts are of the rows, and of texts, which users and ids are,
 * there are none.
 */
export function statsOf(
  { columns }: Pick<Table<Record<string, Cell>>, 'columns'>,
  rows: readonly Record<string, Cell>[],
) {
  const minValues: Record<string, Cell> = {};
  const maxValues: Record<string, Cell> = {};
  const nullCount: Record<string, number> = {};
  for (const column of columns.filter(({ type }) => type !== 'text')) {
    let [least, most, nulls]: [Cell, Cell, number] = [null, null, 0];
    for (const row of rows) {
      const cell = row[column.name] ?? null;
      if (cell === null) nulls += 1;
      else {
        if (least === null || isLess(cell, least)) least = cell;
        if (most === null || isLess(most, cell)) most = cell;
      }
    }
    nullCount[column.name] = nulls;
    if (least !== null) minValues[column.name] = statOf(column, least);
    if (most !== null) maxValues[column.name] = statOf(column, most);
  }
  return { numRecords: rows.length, minValues, maxValues, nullCount };
}

/** Of one column: days as text, all else numbers. */
function isLess(a: string | number, b: string | number): boolean {
  return typeof a === 'string' && typeof b === 'string' ? compareText(a, b) < 0 : a < b;
}

/** Spark skips files by texts of instants alone. */
function statOf({ type }: Column, cell: string | number): Cell {
  return type === 'timestamp' ? isoInstant(Number(cell)) : cell;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const OWN_NAME = new RegExp(
  `^(?:month=\\d{4}-\\d\\d/(\\d{4}-\\d\\d(?:-\\d\\d)?(?:\\.\\d+)?)|([a-z_]+))-${UUID}\\.parquet$`,
);

/** Returns a name that no file ever had: readers lose the rows of one that is removed and added at once. */
export function newFileName({ path }: Pick<SnapshotFile, 'path'>, uuid: string): string {
  const [, , ...below] = path.split('/');
  return `${below.join('/').replace(/\.[a-z]+$/, '')}-${uuid}.parquet`;
}

/** Returns the path in the snapshot that a data file of ours was made for; `undefined` for a file of another program. */
export function snapshotPathOf({ name }: Pick<AnyTable, 'name'>, file: string): string | undefined {
  const [, key, single] = OWN_NAME.exec(file) ?? [];
  if (key !== undefined) return `parquet/${name}/month=${key.slice(0, 7)}/${key}.parquet`;
  return single === name ? `parquet/${name}/${name}.parquet` : undefined;
}

/** Returns the columns of a table, with that of its folders. */
function lakeColumns(table: AnyTable): readonly Pick<Column, 'name' | 'type'>[] {
  return [
    ...table.columns,
    ...(isPartitioned(table) ? [{ name: PARTITION_COLUMN, type: 'text' } as const] : []),
  ];
}

const TYPES = { text: 'string', int: 'integer', date: 'date', timestamp: 'timestamp' } as const;

/** Returns the columns of a Delta table as its log writes them. Any may be empty: of others, readers ask more. */
export function schemaString(table: AnyTable): string {
  const fields = lakeColumns(table).map(({ name, type }) => ({
    name,
    type: TYPES[type],
    nullable: true,
    metadata: {},
  }));
  return JSON.stringify({ type: 'struct', fields });
}

/** How the columns of a table in the lake differ from those that this action writes. */
export interface SchemaDifference {
  /** This action adds them. */
  readonly missing: readonly string[];
  /** Somebody else added them, or gave them another type. */
  readonly unknown: readonly string[];
}

/** Returns how the columns of a table in the lake differ. @throws {SyntaxError} when they are not JSON. */
export function compareSchema(table: AnyTable, schema: string): SchemaDifference {
  const parsed: unknown = JSON.parse(schema);
  const fields = typeof parsed === 'object' && parsed !== null && 'fields' in parsed ? parsed.fields : [];
  const found = new Map<string, unknown>();
  for (const field of Array.isArray(fields) ? fields : []) found.set(String(field?.name), field?.type);
  const own = lakeColumns(table);
  return {
    missing: own.filter(({ name }) => !found.has(name)).map(({ name }) => name),
    unknown: [...found].flatMap(([name, type]) => {
      const column = own.find((each) => each.name === name);
      return column === undefined || TYPES[column.type] !== type ? [name] : [];
    }),
  };
}
