import { asTable } from './arguments.ts';
import type { Value } from './values.ts';

/** A cell for comparison: dates `YYYY-MM-DD`, a date and time `YYYY-MM-DDTHH:MM:SS` without zone. */
export type PlainCell = string | number | boolean | null;

/** A table with its types and rows spelled out. */
export interface PlainTable {
  readonly types: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, PlainCell>>[];
}

/**
 * Returns a table as plain data.
 * @throws {MError} when the value is no table, or a cell raises an error.
 */
export function plainTable(value: Value): PlainTable {
  const { columns, types, rows } = asTable(value);
  return {
    types: Object.fromEntries(columns.map((name, i) => [name, types[i]?.name ?? 'any'])),
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((name, i) => [name, plain(row[i]?.get() ?? null)])),
    ),
  };
}

function plain(value: Value): PlainCell {
  if (value === null || typeof value !== 'object') return value;
  if (value.kind === 'date') return value.day;
  if (value.kind === 'datetime') return new Date(value.clock).toISOString().replace(/(\.000)?Z$/, '');
  throw new Error(`A cell must not be of type ${value.kind}.`);
}
