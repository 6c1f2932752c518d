import type { ColumnType } from '../../src/snapshot/table.ts';
import { type AnyTable, tablesOf } from '../../src/snapshot/tables.ts';

/** The M type of each column type; `Int64.Type` is a whole number in the model. */
const M_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'type text',
  int: 'Int64.Type',
  date: 'type date',
  timestamp: 'type datetime',
};

/** Every table that a snapshot can have, with every column that it can have: those of `users: name`. */
export const TABLES: readonly AnyTable[] = tablesOf('name');

/** Returns the M record of table name → list of {column, type}. */
export function columnTypes(): string {
  const tables = TABLES.map(({ name, columns }) => {
    const pairs = columns.map((column) => `{"${column.name}", ${M_TYPES[column.type]}}`);
    return `${name} = {${pairs.join(', ')}}`;
  });
  return `[${tables.join(', ')}]`;
}

/**
 * Returns the M expression for a table of the model. Launches that failed are left out, so that whatever counts rows counts
 * launches that succeeded. Launches come without their ids: a text that is another in each row takes more room in a model
 * than all other columns together.
 * @throws {Error} when the snapshot has no such table.
 */
export function tableExpression(table: string): string {
  if (!TABLES.some(({ name }) => name === table)) throw new Error(`The snapshot has no table ${table}.`);
  const call = `SnapshotTable("${table}")`;
  if (table !== 'launches') return call;
  return `Table.RemoveColumns(Table.SelectRows(${call}, each [succeeded] <> 0), {"event_id", "succeeded"})`;
}
