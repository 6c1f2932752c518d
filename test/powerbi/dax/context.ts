/** A value: a date is a number of days, an instant one with a fraction; `null` is blank. */
export type Scalar = number | string | boolean | null;

/** A table of the model with its rows. Columns are arrays of one length. */
export interface DaxTable {
  readonly columns: Map<string, readonly Scalar[]>;
  readonly size: number;
}

/** How rows of `from` find theirs of `to`: row of `from` → row of `to`, or -1. */
export interface Join {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly number[];
}

/** The model with its data. */
export interface DaxModel {
  readonly tables: Map<string, DaxTable>;
  readonly joins: Join[];
}

/** What is left of some columns: the combinations of values that stay. */
export interface ColumnFilter {
  readonly columns: readonly string[];
  readonly keys: ReadonlySet<string>;
}

/** What is selected: filters of columns, `Table[Column]`, and rows of tables. */
export interface FilterContext {
  readonly filters: readonly ColumnFilter[];
  readonly rows: ReadonlyMap<string, number>;
}

export const EVERYTHING: FilterContext = { filters: [], rows: new Map() };

/** Returns one text for a combination of values. */
export function keyOf(values: readonly Scalar[]): string {
  return JSON.stringify(values);
}

export function tableOf(column: string): string {
  return column.slice(0, column.indexOf('['));
}

/** Returns a context without the filters of a table, or without any. */
export function withoutTable(context: FilterContext, table: string | undefined): FilterContext {
  if (table === undefined) return EVERYTHING;
  const rows = new Map(context.rows);
  rows.delete(table);
  return {
    filters: context.filters.filter(({ columns }) => !columns.some((one) => tableOf(one) === table)),
    rows,
  };
}

/** Returns a context in which new filters take the place of those of the same columns. */
export function withFilters(context: FilterContext, filters: readonly ColumnFilter[]): FilterContext {
  const replaced = new Set(filters.flatMap(({ columns }) => columns));
  const kept = context.filters.filter(({ columns }) => !columns.some((one) => replaced.has(one)));
  return { ...context, filters: [...kept, ...filters] };
}

/** Returns a context in which one row of a table is selected, whatever was selected of it. */
export function withRow(context: FilterContext, table: string, row: number): FilterContext {
  const { filters, rows } = withoutTable(context, table);
  return { filters, rows: new Map([...rows, [table, row]]) };
}

/** Whether something of a table is selected directly. */
export function isFiltered({ filters, rows }: FilterContext, table: string): boolean {
  return rows.has(table) || filters.some(({ columns }) => columns.some((one) => tableOf(one) === table));
}

/** Returns the rows of a table that are selected, by its own filters and by those of tables that it joins. */
export function visibleRows(model: DaxModel, context: FilterContext, table: string): readonly number[] {
  const { size } = tableIn(model, table);
  const only = context.rows.get(table);
  const own = ownTest(model, context, table);
  const joins = model.joins
    .filter(({ from, to }) => from === table && isFiltered(context, to))
    .map(({ to, rows }) => {
      const test = ownTest(model, context, to);
      const one = context.rows.get(to);
      return (row: number): boolean => {
        const found = rows[row] ?? -1;
        return (one === undefined || one === found) && test(found);
      };
    });
  const candidates = only === undefined ? Array.from({ length: size }, (_, row) => row) : [only];
  return candidates.filter((row) => own(row) && joins.every((test) => test(row)));
}

/** Whether rows of other tables find none in a table, which then shows them under a blank row. */
export function hasBlankRow(model: DaxModel, context: FilterContext, table: string): boolean {
  if (context.rows.has(table) || !ownTest(model, context, table)(-1)) return false;
  return model.joins.some(({ to, rows }) => to === table && rows.includes(-1));
}

/** The row -1 is the blank one. */
function ownTest(model: DaxModel, { filters }: FilterContext, table: string): (row: number) => boolean {
  const own = filters.filter(({ columns }) => columns.every((one) => tableOf(one) === table));
  const tests = own.map(({ columns, keys }) => {
    const values = columns.map((column) => valuesOf(model, column));
    return (row: number): boolean => keys.has(keyOf(values.map((column) => column[row] ?? null)));
  });
  return (row) => tests.every((test) => test(row));
}

export function tableIn(model: DaxModel, name: string): DaxTable {
  const table = model.tables.get(name);
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  return table;
}

export function valuesOf(model: DaxModel, column: string): readonly Scalar[] {
  const table = tableOf(column);
  const values = tableIn(model, table).columns.get(column.slice(table.length + 1, -1));
  if (values === undefined) throw new Error(`There is no column ${column}.`);
  return values;
}
