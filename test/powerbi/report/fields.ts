import { z } from 'zod';

/** A field that a file of the report names. */
export interface NamedField {
  readonly kind: 'Column' | 'Measure';
  readonly table: string;
  readonly name: string;
}

const propertySchema = z.object({
  Expression: z.object({
    SourceRef: z.union([z.object({ Entity: z.string() }), z.object({ Source: z.string() })]),
  }),
  Property: z.string(),
});
const fromSchema = z.array(z.looseObject({ Name: z.string(), Entity: z.string() }));

/** Returns every field that a JSON value names, at any depth. Names of a `From` clause stand for their table. */
export function fieldsOf(
  value: unknown,
  names: ReadonlyMap<string, string> = new Map(),
): readonly NamedField[] {
  if (typeof value !== 'object' || value === null) return [];
  const from = fromSchema.safeParse('From' in value ? value.From : undefined);
  const known = from.success ? new Map(from.data.map(({ Name, Entity }) => [Name, Entity])) : names;
  return Object.entries(value).flatMap(([key, part]) => {
    if (key !== 'Column' && key !== 'Measure') return fieldsOf(part, known);
    const { Expression, Property } = propertySchema.parse(part);
    const { SourceRef } = Expression;
    const table =
      'Entity' in SourceRef
        ? SourceRef.Entity
        : (known.get(SourceRef.Source) ?? `unknown ${SourceRef.Source}`);
    return [{ kind: key, table, name: Property }];
  });
}
