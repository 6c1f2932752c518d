import type { Manifest, SnapshotFile } from './manifest.ts';
import type { Column, ColumnType } from './table.ts';
import { type AnyTable, tablesOf } from './tables.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';

/** What whoever reads the CSV files without the queries of this project has to know. */
const CSV_TEXT =
  'In CSV a text that a spreadsheet could run as a formula has an apostrophe in front: if a text begins with an apostrophe, remove the first one.';

/** The same for Parquet: frictionless-py 5 reads one file of several, and says nothing. */
const PARQUET_FILES =
  'A table can have more than one Parquet file: read all that its path lists, because some programs read the first alone.';

/**
 * Returns `datapackage.json`: every table with its files and columns, as the data dictionary. It describes the CSV files,
 * or the Parquet files when there are no CSV files.
 * @see https://datapackage.org/standard/data-package/
 */
export function dataPackage(manifest: Manifest): string {
  const format = manifest.files.some((file) => file.format === 'csv') ? 'csv' : 'parquet';
  const { from, complete_until } = manifest.coverage;
  const covered = from === null ? 'Nothing is covered yet.' : `Covers launches from ${from}.`;
  const complete = complete_until === null ? '' : ` Launches are complete until ${complete_until}.`;
  const advice = format === 'csv' ? CSV_TEXT : PARQUET_FILES;
  const missing =
    (manifest.tables.gaps?.rows ?? 0) === 0 ? '' : ' Launches may be missing: see the table gaps.';
  const descriptor = {
    $schema: PROFILE,
    name: 'power-apps-launches',
    title: 'Power Apps launches',
    id: manifest.snapshot_id,
    created: manifest.generated_at,
    version: manifest.schema_version,
    description: `Launches of canvas apps in tenant ${manifest.tenant_id}, from the Microsoft 365 audit log. Days and hours are in the time zone ${manifest.time_zone}. ${covered}${complete}${missing} ${advice}`,
    resources: tablesOf(manifest.identity.mode).map((table) =>
      resource(
        table,
        manifest.files.filter((file) => file.table === table.name && file.format === format),
        format,
      ),
    ),
  };
  return `${JSON.stringify(descriptor, undefined, 2)}\n`;
}

function resource(table: AnyTable, files: readonly SnapshotFile[], format: SnapshotFile['format']) {
  const tabular =
    format === 'csv'
      ? {
          format,
          mediatype: 'text/csv',
          encoding: 'utf-8',
          dialect: { delimiter: ',', lineTerminator: '\n' },
        }
      : { format, mediatype: 'application/vnd.apache.parquet' };
  // A table without rows has no file to name, and readers want a header all the same.
  const empty = { data: [table.columns.map(({ name }) => name)] };
  const content = files.length === 0 ? empty : { path: files.map(({ path }) => path), ...tabular };
  return {
    name: table.name,
    type: 'table',
    title: table.name,
    description: table.description,
    ...content,
    schema: {
      // Fields match the columns exactly, which is the default; its name is a list to some readers and a text to others.
      fields: table.columns.map((column) => field(column, table, format)),
      missingValues: [''],
      ...keys(table),
    },
  };
}

function field(
  { name, type, nullable, description }: Column,
  { primaryKey }: AnyTable,
  format: SnapshotFile['format'],
) {
  const isUnique = primaryKey.length === 1 && primaryKey[0] === name;
  const constraints = { ...(nullable ? {} : { required: true }), ...(isUnique ? { unique: true } : {}) };
  // Readers that go through pandas see an empty cell of a column of numbers as NaN.
  const missing = format === 'parquet' && type === 'int' && nullable ? { missingValues: ['', 'nan'] } : {};
  return { name, ...TYPES[type], description, ...missing, ...(nullable ? {} : { constraints }) };
}

const TYPES: Readonly<Record<ColumnType, { readonly type: string }>> = {
  text: { type: 'string' },
  int: { type: 'integer' },
  date: { type: 'date' },
  timestamp: { type: 'datetime' },
};

/** In a data package, a column of a primary key must not be empty. */
function keys({ columns, primaryKey, foreignKeys }: AnyTable) {
  const isWhole = primaryKey.every((name) =>
    columns.some((column) => column.name === name && !column.nullable),
  );
  const references = foreignKeys.map(({ column, table }) => ({
    fields: [column],
    reference: { resource: table, fields: [column] },
  }));
  return {
    ...(isWhole ? { primaryKey } : {}),
    ...(references.length > 0 ? { foreignKeys: references } : {}),
  };
}
