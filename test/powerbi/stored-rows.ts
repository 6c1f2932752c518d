import type { Manifest } from '../../src/snapshot/manifest.ts';
import { query } from '../e2e/snapshot.ts';
import type { PlainCell } from './m/plain.ts';
import { loadedColumns } from './snapshot-files.ts';

type PlainRow = Readonly<Record<string, PlainCell>>;

/**
 * Returns the rows of a table that the Parquet files in a folder hold, read with DuckDB in the order of the manifest and
 * spelled as the queries must give them: every column, instants in UTC without zone, launches that succeeded without ids.
 */
export async function storedRows(
  folder: string,
  manifest: Manifest,
  table: string,
): Promise<readonly PlainRow[]> {
  const paths = manifest.files
    .filter((file) => file.table === table && file.format === 'parquet')
    .map(({ path }) => `'${folder.replaceAll('\\', '/').replaceAll("'", "''")}/${path}'`);
  const stored = paths.length === 0 ? [] : await query(`SELECT * FROM read_parquet([${paths.join(', ')}])`);
  const columns = loadedColumns(table);
  return stored
    .filter(({ succeeded }) => table !== 'launches' || Number(succeeded) !== 0)
    .map((row) =>
      Object.fromEntries(columns.map(({ name, type }) => [name, plainCell(row[name] ?? null, type)])),
    );
}

/** DuckDB spells an instant 2026-11-21 07:31:09+00, and a fraction of a second without zeros at its end. */
function plainCell(value: unknown, type: string): PlainCell {
  if (value === null) return null;
  if (type === 'int') return Number(value);
  if (type !== 'timestamp') return String(value);
  const instant = new Date(String(value).replace(/^(\S+) (\S+)\+00$/, '$1T$2Z'));
  return instant.toISOString().replace(/(\.000)?Z$/, '');
}
