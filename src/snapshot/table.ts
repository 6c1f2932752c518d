/** How a column is stored: `date` is `YYYY-MM-DD`, `timestamp` ms since 1970 UTC, `int` 32 bits. */
export type ColumnType = 'text' | 'int' | 'date' | 'timestamp';

/** A cell: text and dates as text, ints and timestamps as numbers, `null` for nothing. */
export type Cell = string | number | null;

/** One column of a table; the one definition behind Parquet, CSV, the data dictionary and the Power BI model. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description: string;
}

/** A column that refers to a row of another table. */
export interface ForeignKey {
  readonly column: string;
  /** Name of the other table; its key column has the same name. */
  readonly table: string;
}

/** One table of the snapshot. `Row` has a cell for each column. */
export interface Table<Row> {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly (Column & { readonly name: keyof Row & string })[];
  /** Columns that identify a row. */
  readonly primaryKey: readonly (keyof Row & string)[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** The cells of some rows, column by column: without an object for each row, many rows take little memory. */
export interface Columns<Row> {
  /** Rows. */
  readonly count: number;
  readonly cells: { readonly [Name in keyof Row]: readonly Row[Name][] };
}

/** Returns a column that is never empty. */
export function column<Name extends string>(name: Name, type: ColumnType, description: string) {
  return { name, type, nullable: false, description } as const;
}

/** Returns a column that may be empty. */
export function optional<Name extends string>(name: Name, type: ColumnType, description: string) {
  return { name, type, nullable: true, description } as const;
}

/** Returns a table with only some of its columns, so that reading it skips the others. */
export function withColumns<Row, Name extends keyof Row & string>(
  { columns, primaryKey, foreignKeys, ...table }: Table<Row>,
  names: readonly Name[],
): Table<Pick<Row, Name>> {
  const isNamed = (name: string): name is Name => names.some((other) => other === name);
  return {
    ...table,
    columns: columns.flatMap((column) => (isNamed(column.name) ? [{ ...column, name: column.name }] : [])),
    primaryKey: primaryKey.filter(isNamed),
    foreignKeys: foreignKeys.filter(({ column }) => isNamed(column)),
  };
}
