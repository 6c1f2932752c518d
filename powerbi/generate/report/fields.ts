import type { Json, JsonObject } from '../json.ts';

/** A field of the model that a visual shows. */
export interface Field {
  readonly kind: 'column' | 'measure';
  readonly table: string;
  readonly name: string;
}

/** Returns a column of the model. */
export function column(table: string, name: string): Field {
  return { kind: 'column', table, name };
}

/** Returns a measure. All of them belong to the table Launches. */
export function measure(name: string): Field {
  return { kind: 'measure', table: 'Launches', name };
}

/** Returns the reference to a field, through a name of a `From` clause where there is one. */
export function fieldExpression({ kind, table, name }: Field, source?: string): JsonObject {
  const reference = source === undefined ? { Entity: table } : { Source: source };
  const property = { Expression: { SourceRef: reference }, Property: name };
  return kind === 'column' ? { Column: property } : { Measure: property };
}

/** Returns the fields of one role of a visual. */
export function projections(fields: readonly Field[]): JsonObject {
  return {
    projections: fields.map((field) => ({
      field: fieldExpression(field),
      queryRef: `${field.table}.${field.name}`,
      nativeQueryRef: field.name,
      ...(field.kind === 'column' ? { active: true } : {}),
    })),
  };
}

/** Returns the order of the rows of a visual. */
export function sortedBy(field: Field, direction: 'Ascending' | 'Descending'): JsonObject {
  return { sort: [{ field: fieldExpression(field), direction }], isDefaultSort: false };
}

/** Returns a filter of a visual that keeps the rows for which a measure is more than 0. The page names it. */
export function positive(field: Field): JsonObject {
  return {
    field: fieldExpression(field),
    type: 'Advanced',
    filter: {
      Version: 2,
      From: [{ Name: 'l', Entity: field.table, Type: 0 }],
      Where: [
        {
          Condition: {
            Comparison: {
              ComparisonKind: GREATER_THAN,
              Left: fieldExpression(field, 'l'),
              Right: { Literal: { Value: '0D' } },
            },
          },
        },
      ],
    },
    howCreated: 'User',
  };
}

const GREATER_THAN = 1;

/** Returns the filter that a slicer keeps for one chosen text. */
export function chosen(field: Field, value: string): JsonObject {
  return {
    filter: {
      Version: 2,
      From: [{ Name: 'c', Entity: field.table, Type: 0 }],
      Where: [
        {
          Condition: {
            In: {
              Expressions: [fieldExpression(field, 'c')],
              Values: [[{ Literal: { Value: `'${value}'` } }]],
            },
          },
        },
      ],
    },
  };
}

/** Returns a formatting value: text, a decimal number or a switch. */
export function literal(value: string | number | boolean): JsonObject {
  const text =
    typeof value === 'string'
      ? `'${value.replaceAll("'", "''")}'`
      : typeof value === 'number'
        ? `${value}D`
        : String(value);
  return { expr: { Literal: { Value: text } } };
}

/** Returns a formatting value that is a color, `#rrggbb`. */
export function color(value: string): JsonObject {
  return { solid: { color: literal(value) } };
}

/** Returns a color for each value of a measure, from `least` for the smallest to `most` for the largest. */
export function colorScale(value: Field, least: string, most: string): JsonObject {
  const stop = (text: string): JsonObject => ({ color: { Literal: { Value: `'${text}'` } } });
  return {
    solid: {
      color: {
        expr: {
          FillRule: {
            Input: fieldExpression(value),
            FillRule: {
              linearGradient2: {
                min: stop(least),
                max: stop(most),
                nullColoringStrategy: { strategy: { Literal: { Value: "'noColor'" } } },
              },
            },
          },
        },
      },
    },
  };
}

/** Returns the properties of a formatting object. */
export function formatting(properties: Readonly<Record<string, Json>>, selector?: string): readonly Json[] {
  return [{ properties, ...(selector === undefined ? {} : { selector: { id: selector } }) }];
}
