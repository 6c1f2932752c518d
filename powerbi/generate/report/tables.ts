import { colorScale, type Field, formatting, literal, positive, sortedBy } from './fields.ts';
import { COLORS, type Visual, type VisualOptions, visual } from './visual.ts';

/** Columns share the whole width. */
const GROWS = { autoSizeColumnWidth: literal(true), columnAdjustment: literal('growToFit') };

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
    objects: {
      total: formatting({ totals: literal(only === undefined) }),
      columnHeaders: formatting({ ...GROWS, wordWrap: literal(true) }),
      values: formatting({ urlIcon: literal(true) }),
    },
  });
  return only === undefined ? shown : { ...shown, filter: positive(only) };
}

/** Returns a table of one row, without totals. */
export function facts(options: VisualOptions, values: readonly Field[]): Visual {
  return visual(options, {
    type: 'tableEx',
    roles: { Values: values },
    objects: {
      total: formatting({ totals: literal(false) }),
      columnHeaders: formatting({ ...GROWS, wordWrap: literal(true) }),
      values: formatting({ urlIcon: literal(true) }),
    },
  });
}

/** Returns a matrix of one value, the darker the larger. */
export function heatMap(
  options: VisualOptions,
  { rows, columns, value }: { readonly rows: Field; readonly columns: Field; readonly value: Field },
): Visual {
  return visual(options, {
    type: 'pivotTable',
    roles: { Rows: [rows], Columns: [columns], Values: [value] },
    sort: sortedBy(rows, 'Ascending'),
    objects: {
      columnHeaders: formatting(GROWS),
      subTotals: formatting({ rowSubtotals: literal(false), columnSubtotals: literal(false) }),
      values: [
        {
          properties: { backColor: colorScale(value, '#FFFFFF', COLORS.launches) },
          selector: {
            data: [{ dataViewWildcard: { matchingOption: 1 } }],
            metadata: `${value.table}.${value.name}`,
          },
        },
      ],
    },
  });
}
