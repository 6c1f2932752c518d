import type { ColumnType } from '../../../src/snapshot/table.ts';
import { tablesOf } from '../../../src/snapshot/tables.ts';
import { type Model, partsOf } from './model.ts';

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  int: 'int64',
  date: 'dateTime',
  timestamp: 'dateTime',
};

/** Returns where the columns of the model and those of the snapshot's tables do not fit. */
export function sourceComplaints({ tables }: Model): readonly string[] {
  return tables.flatMap((table) => {
    const [partition, ...others] = partsOf(table, 'partition');
    if (partition === undefined || others.length > 0) return [`table ${table.name} has not one partition`];
    const columns = partsOf(table, 'column').filter(({ expression }) => expression === undefined);
    if (partition.expression === 'calculated') {
      return columns
        .filter(
          ({ name, properties }) =>
            properties.get('sourceColumn') !== `[${name}]` || !properties.has('isNameInferred'),
        )
        .map(({ name }) => `${table.name}[${name}] is not a column of its expression`);
    }
    const query = partition.properties.get('source') ?? '';
    const source = /SnapshotTable\("(\w+)"\)/.exec(query)?.[1];
    const definition = tablesOf('name').find(({ name }) => name === source);
    if (definition === undefined) return [`table ${table.name} reads no table of the snapshot`];
    const loaded = [
      ...(/SelectColumns\(\s*Source,\s*\{([^}]*)\}/.exec(query)?.[1] ?? '').matchAll(/"(\w+)"/g),
    ].map(([, name]) => name);
    const wanted = columns.map(({ properties }) => properties.get('sourceColumn'));
    return [
      ...(loaded.join() === wanted.join()
        ? []
        : [`table ${table.name} loads ${loaded.join()} and shows ${wanted.join()}`]),
      ...columns.flatMap(({ name, properties }) => {
        const column = definition.columns.find((one) => one.name === properties.get('sourceColumn'));
        if (column === undefined) return [`${table.name}[${name}] is no column of ${definition.name}`];
        return TYPES[column.type] === properties.get('dataType')
          ? []
          : [`${table.name}[${name}] is of another type than ${definition.name}.${column.name}`];
      }),
    ];
  });
}
