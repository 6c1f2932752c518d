import { TABLES } from '../../powerbi/generate/queries-types.ts';
import { encodeCsv } from '../../src/snapshot/csv.ts';
import { type Manifest, SCHEMA_VERSION, type SnapshotFile } from '../../src/snapshot/manifest.ts';
import { encodeParquet } from '../../src/snapshot/parquet.ts';
import type { Cell, Column } from '../../src/snapshot/table.ts';
import type { AnyTable } from '../../src/snapshot/tables.ts';
import type { PlainCell } from './m/plain.ts';

export type Row = Readonly<Record<string, Cell>>;

/** Rows of one data file: a day, a month, or a whole table. */
export interface Part {
  readonly table: AnyTable;
  /** Behind `<format>/<table>`, without the ending; that of a table in one file unless given. */
  readonly place?: string;
  readonly dates?: readonly [from: string, to: string];
  readonly rows: readonly Row[];
}

/** The files of a snapshot by path, manifest.json among them. */
export type SnapshotFiles = ReadonlyMap<string, Uint8Array>;

/** Returns a snapshot with these rows, whose cells are null where they name none, in CSV and Parquet unless said otherwise. `change` alters the manifest. */
export async function snapshotOf(
  parts: readonly Part[],
  formats: readonly SnapshotFile['format'][] = ['csv', 'parquet'],
  change: Partial<Manifest> = {},
): Promise<SnapshotFiles> {
  const contents = new Map<string, Uint8Array>();
  const files: SnapshotFile[] = [];
  for (const { table, place = `/${table.name}`, dates = [null, null], rows: given } of parts) {
    const { name, description, columns } = table;
    const empty = Object.fromEntries(columns.map((column) => [column.name, null]));
    const rows = given.map((row) => ({ ...empty, ...row }));
    const typed = { name, description, columns, primaryKey: [], foreignKeys: [] };
    for (const format of formats) {
      const bytes = await (format === 'csv' ? encodeCsv<Row>(typed, rows) : encodeParquet<Row>(typed, rows));
      const path = `${format}/${name}${place}.${format}`;
      const [date_from, date_to] = dates;
      const sha256 = '0'.repeat(64);
      contents.set(path, bytes);
      files.push({
        table: name,
        format,
        path,
        rows: rows.length,
        bytes: bytes.length,
        sha256,
        date_from,
        date_to,
        sealed: false,
      });
    }
  }
  const manifest = { ...EMPTY, tables: countRows(parts), files, ...change };
  return contents.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
}

/** Returns a file of launches, or of another table, of one day. */
export function dayPart(table: AnyTable, day: string, rows: readonly Row[]): Part {
  return { table, place: `/month=${day.slice(0, 7)}/${day}`, dates: [day, day], rows };
}

/** Returns the table of that name with all columns that it can have. */
export function tableNamed(name: string): AnyTable {
  const table = TABLES.find((one) => one.name === name);
  if (table === undefined) throw new Error(`The snapshot has no table ${name}.`);
  return table;
}

/** Returns rows as the queries must give them: all columns, instants in UTC without zone, launches that succeeded without ids. */
export function expectedRows(
  table: string,
  rows: readonly Row[],
): readonly Readonly<Record<string, PlainCell>>[] {
  const columns = loadedColumns(table);
  return rows
    .filter(({ succeeded }) => table !== 'launches' || succeeded !== 0)
    .map((row) =>
      Object.fromEntries(columns.map((column) => [column.name, plainCell(column, row[column.name] ?? null)])),
    );
}

/** Returns the columns of a table that the queries give. */
export function loadedColumns(table: string): readonly Column[] {
  const left = table === 'launches' ? ['event_id', 'succeeded'] : [];
  return tableNamed(table).columns.filter(({ name }) => !left.includes(name));
}

function plainCell({ type }: Column, cell: Cell): PlainCell {
  if (type !== 'timestamp' || cell === null) return cell;
  return new Date(cell).toISOString().replace(/(\.000)?Z$/, '');
}

function countRows(parts: readonly Part[]): Manifest['tables'] {
  const byTable = Map.groupBy(parts, ({ table }) => table.name);
  const rows = [...byTable].map(([name, own]) => [
    name,
    { rows: own.reduce((total, part) => total + part.rows.length, 0) },
  ]);
  return Object.fromEntries(rows);
}

const EMPTY: Manifest = {
  schema_version: SCHEMA_VERSION,
  snapshot_id: 'snapshot-1',
  generated_at: '2026-11-22T00:00:00.000Z',
  generator: { name: 'audit-log-sync', version: '1.0.0' },
  tenant_id: '11111111-2222-4333-8444-555555555555',
  time_zone: 'UTC',
  watermark: null,
  unread: [],
  read: {},
  coverage: { from: null, complete_until: null, gaps: [] },
  identity: { mode: 'name', key_id: null },
  tables: {},
  files: [],
};
