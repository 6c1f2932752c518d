import { DuckDBInstance } from '@duckdb/node-api';
import { MEASURES } from '../../powerbi/generate/model/measures.ts';
import { MODEL_TABLES } from '../../powerbi/generate/model/tables.ts';
import {
  type ColumnFilter,
  EVERYTHING,
  type FilterContext,
  keyOf,
  type Scalar,
  tableOf,
  withFilters,
} from '../../test/powerbi/dax/context.ts';
import type { DaxEngine } from '../../test/powerbi/dax/evaluate.ts';
import { loadEngine } from '../../test/powerbi/dax/load.ts';
import { instantOf, serialOf } from '../../test/powerbi/dax/scalar-functions.ts';

/** A value of the sample as a visual has it; `null` where it shows nothing. */
export type Cell = string | number | null;

/** A field of a visual: `Table[Column]`, or the name of a measure. */
export type FieldName = string;

/** Which part of the sample a visual shows. */
export interface Selection {
  /** Those selected in docs/power-bi.md, or all. */
  readonly days: 'selected' | 'all';
  /** One value of a column, on a page about one thing. */
  readonly about?: { readonly column: FieldName; readonly value: string };
  /** The measure by which a visual leaves rows out. */
  readonly only?: string;
}

/** What the sample says for the visuals of the Power BI report. */
export interface SampleFigures {
  /** Returns the rows of a visual: a cell for each of its fields. A visual of measures alone has one row. */
  readonly rows: (fields: readonly FieldName[], selection: Selection) => readonly (readonly Cell[])[];
}

const FIRST = serialOf(Date.UTC(2026, 10, 1));
const DAYS = Array.from({ length: 21 }, (_, day) => keyOf([FIRST + day]));
const FORMATS = new Map([
  ...MODEL_TABLES.flatMap(({ name, columns }) =>
    columns.map((column) => [`${name}[${column.name}]`, column.format ?? ''] as const),
  ),
  ...MEASURES.map(({ name, format = '' }) => [name, format] as const),
]);

/** Opens the snapshot in a folder. */
export async function openSampleFigures(folder: string): Promise<SampleFigures> {
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    const engine = await loadEngine(async (table) => {
      const files = `${folder.replaceAll('\\', '/')}/parquet/${table}/**/*.parquet`;
      return (await connection.runAndReadAll(`SELECT * FROM read_parquet('${files}')`)).getRowObjectsJson();
    });
    return { rows: (fields, selection) => rowsOf(engine, fields, selection) };
  } finally {
    connection.closeSync();
  }
}

function rowsOf(
  engine: DaxEngine,
  fields: readonly FieldName[],
  { days, about, only }: Selection,
): readonly (readonly Cell[])[] {
  const context = withFilters(EVERYTHING, [
    ...(days === 'all' ? [] : [{ columns: ['Date[Date]'], keys: new Set(DAYS) }]),
    ...(about === undefined ? [] : [{ columns: [about.column], keys: new Set([keyOf([about.value])]) }]),
  ]);
  const groups = fields.filter((field) => field.includes('['));
  return groupsOf(engine, groups, context).flatMap((filters) => {
    const selection = { context: withFilters(context, filters), outer: context, groups };
    if (only !== undefined && !(Number(engine.measure(only, selection)) > 0)) return [];
    const values = new Map(filters.flatMap(({ columns, keys }) => valuesOf(columns, keys)));
    const cells = fields.map((field) =>
      groups.includes(field) ? (values.get(field) ?? null) : engine.measure(field, selection),
    );
    const isEmpty = fields.every((field, index) => groups.includes(field) || cells[index] === null);
    if (isEmpty && groups.length < fields.length) return [];
    return [cells.map((cell, index) => printed(cell, FORMATS.get(fields[index] ?? '') ?? ''))];
  });
}

/** The combinations of groups: within a table those that it has, between tables all. */
function groupsOf(
  engine: DaxEngine,
  groups: readonly FieldName[],
  context: FilterContext,
): readonly (readonly ColumnFilter[])[] {
  const tables = [...new Set(groups.map(tableOf))];
  return tables.reduce<readonly (readonly ColumnFilter[])[]>(
    (found, table) => {
      const columns = groups.filter((group) => tableOf(group) === table);
      const filters = engine
        .groups(columns, context)
        .map((values) => ({ columns, keys: new Set([keyOf(values)]) }));
      return found.flatMap((before) => filters.map((filter) => [...before, filter]));
    },
    [[]],
  );
}

function valuesOf(
  columns: readonly string[],
  keys: ReadonlySet<string>,
): readonly (readonly [string, Scalar])[] {
  const values: readonly Scalar[] = JSON.parse([...keys][0] ?? '[]');
  return columns.map((column, index) => [column, values[index] ?? null]);
}

/** Prints dates and shares in the format of the model; numbers stay numbers, so that charts can draw them. */
function printed(value: Scalar, format: string): Cell {
  if (typeof value !== 'number') return value === null ? null : String(value);
  const instant = new Date(instantOf(value)).toISOString();
  if (format === 'mmm yyyy') return instant.slice(0, 7);
  if (format.startsWith('yyyy')) return instant.replace('T', ' ').slice(0, format.length);
  if (!format.includes('%')) return Math.round(value * 10) / 10;
  return `${value > 0 && format.startsWith('+') ? '+' : ''}${(100 * value).toFixed(1)}%`;
}
