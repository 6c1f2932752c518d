/** How a column is stored in the model. A date is a `dateTime` at midnight. */
export type DataType = 'string' | 'int64' | 'dateTime';

/** A column of a model table. */
export interface ModelColumn {
  readonly name: string;
  readonly type: DataType;
  readonly description: string;
  readonly hidden: boolean;
  /** VBA-like format, for dates and numbers. */
  readonly format?: string;
  /** A column that sorts this one. */
  readonly sortBy?: string;
  /** Whether each row has another value, and none is empty. */
  readonly isKey?: boolean;
  /** What Power BI makes of a text: an address to follow. */
  readonly category?: 'WebUrl';
  /** A column of the query, of the table's own DAX expression, or a DAX expression for each row. */
  readonly source:
    | { readonly kind: 'query'; readonly column: string }
    | { readonly kind: 'table'; readonly column: string }
    | { readonly kind: 'calculated'; readonly dax: string };
}

/** A measure. All of them belong to the table `Launches`. */
export interface Measure {
  readonly name: string;
  readonly description: string;
  /** Lines without common indentation. */
  readonly dax: string;
  readonly format?: string;
  readonly folder: string;
}

/** A table of the model, filled by a query over a table of the snapshot or by a DAX expression. */
export interface ModelTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ModelColumn[];
  readonly measures: readonly Measure[];
  readonly source:
    | { readonly kind: 'query'; readonly table: string; readonly columns: readonly string[] }
    | { readonly kind: 'calculated'; readonly dax: string };
  readonly isDateTable: boolean;
}

/** A relationship: many rows of `from` to one of `to`; a filter on `to` filters `from`, never the other way. */
export interface Relationship {
  readonly from: { readonly table: string; readonly column: string };
  readonly to: { readonly table: string; readonly column: string };
}
