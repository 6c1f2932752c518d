import type { Column, ColumnType } from '../../../src/snapshot/table.ts';
import type { AnyTable } from '../../../src/snapshot/tables.ts';
import type { DataType, ModelColumn } from './types.ts';

/** What the model does otherwise than the definition of the snapshot's table says. */
export interface Choices {
  /** Snapshot column → name in the model, where the plain words of the column would not do. */
  readonly names: Readonly<Record<string, string>>;
  /** Snapshot columns that are loaded for measures or other columns, and that nobody should see. */
  readonly hidden: readonly string[];
  /** Snapshot columns that are not loaded. */
  readonly left: readonly string[];
  /** The snapshot column that tells rows apart, where another table joins by it. */
  readonly key?: string;
}

const TYPES: Readonly<Record<ColumnType, { readonly type: DataType; readonly format?: string }>> = {
  text: { type: 'string' },
  int: { type: 'int64', format: '#,0' },
  date: { type: 'dateTime', format: 'yyyy-mm-dd' },
  timestamp: { type: 'dateTime', format: 'yyyy-mm-dd hh:nn:ss' },
};

/** Columns that join tables: ids and keys, hidden throughout. */
const KEYS: Readonly<Record<string, string>> = {
  app_id: 'App key',
  environment_id: 'Environment key',
  user_key: 'User key',
};

/** Returns the columns of a model table from the definition of the snapshot's table: names, types and descriptions. */
export function columnsOf(table: AnyTable, { names, hidden, left, key }: Choices): readonly ModelColumn[] {
  const loaded = table.columns.filter(({ name }) => !left.includes(name));
  return loaded.map((column) => ({
    ...TYPES[column.type],
    name: names[column.name] ?? KEYS[column.name] ?? plainName(column),
    description: column.description,
    hidden: column.name in KEYS || hidden.includes(column.name),
    ...(column.name === key ? { isKey: true } : {}),
    source: { kind: 'query', column: column.name },
  }));
}

/** Returns `First launch (UTC)` for the timestamp `first_launch_at`. */
function plainName({ name, type }: Column): string {
  const words = name.replace(/_at$/, '').replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${type === 'timestamp' ? ' (UTC)' : ''}`;
}
