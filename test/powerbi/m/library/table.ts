import {
  asFunction,
  asTable,
  asText,
  asType,
  call,
  oneOrMoreTexts,
  rowRecord,
  textsOf,
  valuesOf,
} from '../arguments.ts';
import {
  fn,
  known,
  type Lazy,
  lazy,
  list,
  MError,
  type MTable,
  type MType,
  typeNamed,
  type Value,
} from '../values.ts';
import { toType } from './conversions.ts';

const ANY = typeNamed('any', true);
const USE_NULL = 2;

/** `Table.*`, `#table` and `MissingField.*`. */
export const TABLE: Readonly<Record<string, Value>> = {
  'MissingField.Error': 0,
  'MissingField.Ignore': 1,
  'MissingField.UseNull': USE_NULL,
  '#table': fn(2, 2, ([columns, rows]) => {
    const names = textsOf(columns);
    return table(
      names,
      valuesOf(rows).map((row) => valuesOf(row).map(known)),
    );
  }),
  'Table.HasColumns': fn(2, 2, ([from, names]) =>
    oneOrMoreTexts(names).every((name) => asTable(from).columns.includes(name)),
  ),
  'Table.SelectColumns': fn(2, 3, ([from, names, missing]) =>
    selectColumns(asTable(from), oneOrMoreTexts(names), missing),
  ),
  'Table.RemoveColumns': fn(2, 2, ([from, names]) => {
    const gone = oneOrMoreTexts(names);
    for (const name of gone) indexOf(asTable(from), name);
    return selectColumns(
      asTable(from),
      asTable(from).columns.filter((name) => !gone.includes(name)),
      undefined,
    );
  }),
  'Table.SelectRows': fn(2, 2, ([from, condition]) => {
    const source = asTable(from);
    const keep = asFunction(condition);
    return { ...source, rows: source.rows.filter((row) => call(keep, [rowRecord(source, row)]) === true) };
  }),
  'Table.ToRows': fn(1, 1, ([from]) =>
    list(asTable(from).rows.map((row) => ({ kind: 'list', items: row }) as const)),
  ),
  'Table.Combine': fn(1, 1, ([tables]) => combine(valuesOf(tables).map(asTable))),
  'Table.PromoteHeaders': fn(1, 2, ([from]) => promoteHeaders(asTable(from))),
  'Table.TransformColumns': fn(2, 4, ([from, changes, otherwise]) =>
    transform(asTable(from), changesOf(changes), otherwise),
  ),
  'Table.TransformColumnTypes': fn(2, 3, ([from, types, culture]) =>
    changeTypes(asTable(from), types, culture),
  ),
};

function table(columns: readonly string[], rows: readonly (readonly Lazy[])[]): MTable {
  return { kind: 'table', columns, types: columns.map(() => ANY), rows };
}

function indexOf({ columns }: MTable, name: string): number {
  const at = columns.indexOf(name);
  if (at < 0) throw new MError('Expression.Error', `The column '${name}' of the table wasn't found.`);
  return at;
}

function selectColumns(from: MTable, names: readonly string[], missing: Value | undefined): MTable {
  const places = names.map((name) => {
    return missing === USE_NULL ? from.columns.indexOf(name) : indexOf(from, name);
  });
  return {
    kind: 'table',
    columns: names,
    types: places.map((at) => from.types[at] ?? ANY),
    rows: from.rows.map((row) => places.map((at) => row[at] ?? known(null))),
  };
}

/** Columns are found by name, in the order in which tables bring them. */
function combine(tables: readonly MTable[]): MTable {
  const columns = [...new Set(tables.flatMap((one) => one.columns))];
  return table(
    columns,
    tables.flatMap((one) => selectColumns(one, columns, USE_NULL).rows),
  );
}

function promoteHeaders({ rows }: MTable): MTable {
  const [header = [], ...others] = rows;
  return table(
    header.map((cell) => asText(cell.get())),
    others,
  );
}

function changesOf(changes: Value | undefined): ReadonlyMap<string, Value> {
  return new Map(
    valuesOf(changes).map((change) => {
      const [name, apply = null] = valuesOf(change);
      return [asText(name), apply];
    }),
  );
}

/** The default changes every column that has no change of its own. */
function transform(from: MTable, changes: ReadonlyMap<string, Value>, otherwise: Value | undefined): MTable {
  for (const name of changes.keys()) indexOf(from, name);
  const applied = from.columns.map((name) => changes.get(name) ?? otherwise ?? null);
  return table(
    from.columns,
    from.rows.map((row) =>
      row.map((cell, i) => {
        const change = applied[i] ?? null;
        return change === null ? cell : lazy(() => call(asFunction(change), [cell.get()]));
      }),
    ),
  );
}

function changeTypes(from: MTable, types: Value | undefined, culture: Value | undefined): MTable {
  const wanted = new Map<number, MType>();
  for (const pair of valuesOf(types)) {
    const [name, type] = valuesOf(pair);
    wanted.set(indexOf(from, asText(name)), asType(type));
  }
  return {
    ...from,
    types: from.types.map((type, i) => wanted.get(i) ?? type),
    rows: from.rows.map((row) =>
      row.map((cell, i) => {
        const type = wanted.get(i);
        return type === undefined ? cell : lazy(() => toType(cell.get(), type, culture));
      }),
    ),
  };
}
