import { findColumn, type Model } from './model.ts';

/** Returns what is wrong with how tables join: columns, types, visible keys, two ways for one filter. */
export function relationshipComplaints(model: Model): readonly string[] {
  return [
    ...model.relationships.flatMap(({ from, to }) => {
      const label = `${from.table}[${from.column}] to ${to.table}[${to.column}]`;
      const [many, one] = [findColumn(model, from), findColumn(model, to)];
      if (many === undefined || one === undefined) return [`${label} joins a column that is not there`];
      const unlike = many.properties.get('dataType') !== one.properties.get('dataType');
      return [
        ...(unlike ? [`${label} joins unlike types`] : []),
        ...(many.properties.has('isHidden') ? [] : [`${label}: the column of many is visible`]),
        ...(one.properties.has('isKey') ? [] : [`${label}: the column of one is no key`]),
      ];
    }),
    ...model.objects
      .filter(({ properties }) => properties.get('crossFilteringBehavior') === 'bothDirections')
      .map(({ name }) => `relationship ${name} filters in both directions`),
    ...model.tables.flatMap(({ name }) => {
      const ends = endsOf(model, name);
      return ends
        .filter((end, index) => ends.indexOf(end) < index)
        .map((end) => `two ways from ${end} to ${name}`);
    }),
  ];
}

/** Returns the tables whose filters reach a table, each as often as there are ways. */
function endsOf(model: Model, table: string): readonly string[] {
  return model.relationships
    .filter(({ from }) => from.table === table)
    .flatMap(({ to }) => [to.table, ...endsOf(model, to.table)]);
}
