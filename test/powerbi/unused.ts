import { type Model, measuresOf, partsOf, readModel } from './model/model.ts';
import type { TmdlObject } from './model/tmdl.ts';
import type { Texts } from './project-texts.ts';
import { fieldsOf } from './report/fields.ts';
import { readReport } from './report/read.ts';

/** Returns the measures and columns that no page shows, no expression uses, and nothing joins or sorts by. */
export function unusedObjects(texts: Texts): readonly string[] {
  const model = readModel(texts);
  const shown = new Set(fieldsOf(readReport(texts).pages).map(({ table, name }) => `${table}[${name}]`));
  const named = namesInDax(model);
  const joined = model.relationships.flatMap(({ from, to }) => [from, to]);
  const isUsed = (table: TmdlObject, name: string): boolean =>
    shown.has(`${table.name}[${name}]`) ||
    named.has(`${table.name}[${name}]`) ||
    joined.some((one) => one.table === table.name && one.column === name) ||
    partsOf(table, 'column').some(
      ({ properties }) => properties.get('sortByColumn')?.replaceAll("'", '') === name,
    );
  return [
    ...measuresOf(model)
      .map(({ name }) => name)
      .filter((name) => !shown.has(`Launches[${name}]`) && !named.has(`[${name}]`))
      .map((name) => `measure ${name}`),
    ...model.tables.flatMap((table) =>
      partsOf(table, 'column')
        .filter(({ name }) => !isUsed(table, name))
        .map(({ name }) => `column ${table.name}[${name}]`),
    ),
  ];
}

/** What the expressions of the model name: `Table[Column]`, and `[Measure]` without a table. */
function namesInDax(model: Model): ReadonlySet<string> {
  const expressions = model.tables.flatMap((table) =>
    table.children.flatMap(({ type, expression, properties }) =>
      type === 'partition' ? (properties.get('source') ?? '') : (expression ?? ''),
    ),
  );
  return new Set(
    expressions.flatMap((dax) =>
      [...dax.matchAll(/('[^']+'|\b[A-Za-z]\w*)?(\[[^\]]+\])/g)].map(
        ([, table = '', column = '']) => `${table.replaceAll("'", '')}${column}`,
      ),
    ),
  );
}
