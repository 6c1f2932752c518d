import { type Field, formatting, literal, positive, sortedBy } from './fields.ts';
import { type Visual, type VisualOptions, visual } from './visual.ts';

/** Returns one card for each value, side by side in one visual. */
export function cardRow(options: VisualOptions, values: readonly Field[]): Visual {
  return visual(options, { type: 'cardVisual', roles: { Data: values } });
}

/** What a table shows, and how its rows are ordered. */
export interface TableFields {
  readonly values: readonly Field[];
  readonly by: Field;
  readonly direction: 'Ascending' | 'Descending';
  /** Rows stay for which this measure is more than 0. */
  readonly only?: Field;
}

/** Returns a table. */
export function table(options: VisualOptions, { values, by, direction, only }: TableFields): Visual {
  const shown = visual(options, {
    type: 'tableEx',
    roles: { Values: values },
    sort: sortedBy(by, direction),
    objects: { total: formatting({ totals: literal(only === undefined) }) },
  });
  return only === undefined ? shown : { ...shown, filters: [positive(`only-${options.key}`, only)] };
}

/** Returns a matrix of one value. */
export function matrix(
  options: VisualOptions,
  { rows, columns, value }: { readonly rows: Field; readonly columns: Field; readonly value: Field },
): Visual {
  return visual(options, {
    type: 'pivotTable',
    roles: { Rows: [rows], Columns: [columns], Values: [value] },
    sort: sortedBy(rows, 'Ascending'),
  });
}

/** Returns the fields of the one row of a table, one under another. */
export function facts(options: VisualOptions, values: readonly Field[]): Visual {
  return visual(options, { type: 'multiRowCard', roles: { Values: values } });
}
