import { asRecord, asTable, fieldOf, rowRecord } from './arguments.ts';
import { equal } from './operators.ts';
import { kindOf, MError, type MRecord, type MTable, type Value } from './values.ts';

/** `value[name]`: a field of a record, or the column of a table as a list. `value[name]?` is null when there is none. */
export function fieldOfValue(value: Value, name: string, optional: boolean): Value {
  if (typeof value === 'object' && value?.kind === 'table') return column(value, name);
  const field = asRecord(value).fields.get(name);
  if (field !== undefined) return field.get();
  if (optional) return null;
  throw new MError('Expression.Error', `The field '${name}' of the record wasn't found.`);
}

/** `value[[a], [b]]` of a record. */
export function project(value: Value, names: readonly string[]): MRecord {
  const { fields } = asRecord(value);
  return {
    kind: 'record',
    fields: new Map(
      names.map((name) => {
        const field = fields.get(name);
        if (field === undefined) throw new MError('Expression.Error', `The field '${name}' wasn't found.`);
        return [name, field];
      }),
    ),
  };
}

/** `value{index}` of a list or a table, and `table{[key = …]}`, which must match one row. */
export function itemAt(value: Value, index: Value, optional: boolean): Value {
  if (typeof index === 'object' && index?.kind === 'record') return rowByKey(asTable(value), index);
  const items = typeof value === 'object' && value?.kind === 'table' ? rowsOf(value) : itemsOf(value);
  const item = typeof index === 'number' ? items[index] : undefined;
  if (item !== undefined) return item();
  if (optional) return null;
  throw new MError('Expression.Error', "There weren't enough elements in the enumeration.");
}

/** Returns a column as a list. */
function column(table: MTable, name: string): Value {
  const at = table.columns.indexOf(name);
  if (at < 0) throw new MError('Expression.Error', `The column '${name}' of the table wasn't found.`);
  return { kind: 'list', items: table.rows.flatMap((row) => row[at] ?? []) };
}

function rowByKey(table: MTable, key: MRecord): Value {
  const matching = rowsOf(table)
    .map((row) => row())
    .filter((row) =>
      [...key.fields].every(([name, field]) => equal(fieldOf(row, name) ?? null, field.get())),
    );
  const [row] = matching;
  if (row !== undefined && matching.length === 1) return row;
  throw new MError('Expression.Error', `The key matched ${matching.length} rows in the table.`);
}

function rowsOf(table: MTable): readonly (() => MRecord)[] {
  return table.rows.map((row) => () => rowRecord(table, row));
}

function itemsOf(value: Value): readonly (() => Value)[] {
  if (typeof value === 'object' && value?.kind === 'list') return [...value.items].map((item) => item.get);
  throw new MError('Expression.Error', `We cannot apply indexing to the type ${kindOf(value)}.`);
}
