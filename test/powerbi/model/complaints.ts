import type { Texts } from '../project-texts.ts';
import { daxComplaints } from './dax.ts';
import { type Model, measuresOf, partsOf, readModel } from './model.ts';
import { relationshipComplaints } from './relationships.ts';
import { sourceComplaints } from './sources.ts';
import type { TmdlObject } from './tmdl.ts';

/** Returns what is wrong with the semantic model: what Microsoft's schemas and readers leave to the user at the screen. */
export function modelComplaints(texts: Texts): readonly string[] {
  let model: Model;
  try {
    model = readModel(texts);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return [
    ...nameComplaints(model),
    ...descriptionComplaints(model),
    ...columnComplaints(model),
    ...expressionComplaints(model),
    ...relationshipComplaints(model),
    ...sourceComplaints(model),
    ...settingComplaints(model),
  ];
}

function nameComplaints(model: Model): readonly string[] {
  const { objects, tables } = model;
  const measures = measuresOf(model).map(({ name }) => name);
  const columns = tables.flatMap((table) => partsOf(table, 'column').map(({ name }) => name.toLowerCase()));
  const tags = all(objects).flatMap(({ properties }) => properties.get('lineageTag') ?? []);
  const refs = objects.filter(({ type }) => type === 'ref').map(({ name }) => name);
  const roles = objects.filter(({ type }) => type === 'role').map(({ name }) => name);
  return [
    ...repeated(tables.map(({ name }) => name)).map((name) => `two tables ${name}`),
    ...repeated(measures).map((name) => `two measures ${name}`),
    ...tables.flatMap((table) =>
      repeated(partsOf(table, 'column').map(({ name }) => name)).map(
        (name) => `two columns ${table.name}[${name}]`,
      ),
    ),
    ...measures
      .filter((name) => columns.includes(name.toLowerCase()))
      .map((name) => `measure ${name} is named like a column`),
    ...repeated(tags).map((tag) => `two objects with the lineageTag ${tag}`),
    ...refs
      .filter((name) => ![...tables.map((table) => table.name), ...roles].includes(name))
      .map((name) => `ref to ${name}, which is not there`),
    ...tables.filter(({ name }) => !refs.includes(name)).map(({ name }) => `no ref to the table ${name}`),
  ];
}

function descriptionComplaints({ objects }: Model): readonly string[] {
  return all(objects)
    .filter(({ type }) => ['table', 'measure', 'column', 'expression', 'role'].includes(type))
    .filter(({ properties, description }) => !properties.has('isHidden') && description === '')
    .map(({ type, name }) => `${type} ${name} has no description`);
}

function columnComplaints(model: Model): readonly string[] {
  return model.tables.flatMap((table) =>
    partsOf(table, 'column').flatMap(({ name, properties }) => {
      const label = `${table.name}[${name}]`;
      const sort = properties.get('sortByColumn')?.replaceAll("'", '');
      return [
        ...(properties.get('summarizeBy') === 'none' ? [] : [`${label} can be summed up by itself`]),
        ...(properties.get('dataType') === undefined ? [`${label} has no type`] : []),
        ...(properties.get('dataType') !== 'string' && !properties.has('formatString')
          ? [`${label} has no format`]
          : []),
        ...(name.endsWith(' key') && !properties.has('isHidden') ? [`the key ${label} is visible`] : []),
        ...(isOutsideMdx(table, name, properties)
          ? []
          : [`${label} is hidden and takes room in MDX, or the other way`]),
        ...(sort !== undefined && !partsOf(table, 'column').some((one) => one.name === sort)
          ? [`${label} is sorted by ${sort}, which is not there`]
          : []),
      ];
    }),
  );
}

/** Only what sorts a column that people see is hidden and stays there. */
function isOutsideMdx(table: TmdlObject, name: string, properties: ReadonlyMap<string, string>): boolean {
  const sorts = partsOf(table, 'column').some(
    (one) => one.properties.get('sortByColumn')?.replaceAll("'", '') === name,
  );
  return properties.has('isAvailableInMdx') === (properties.has('isHidden') && !sorts);
}

function expressionComplaints(model: Model): readonly string[] {
  return model.tables.flatMap((table) => [
    ...partsOf(table, 'measure').flatMap(({ name, expression, properties }) => [
      ...daxComplaints(expression ?? '', model).map((complaint) => `measure ${name}: ${complaint}`),
      ...(properties.has('displayFolder') ? [] : [`measure ${name} is in no folder`]),
    ]),
    ...partsOf(table, 'column')
      .filter(({ expression }) => expression !== undefined)
      .flatMap(({ name, expression }) =>
        daxComplaints(expression ?? '', model).map(
          (complaint) => `column ${table.name}[${name}]: ${complaint}`,
        ),
      ),
    ...partsOf(table, 'partition')
      .filter(({ expression }) => expression === 'calculated')
      .flatMap(({ properties }) =>
        daxComplaints(properties.get('source') ?? '', model, table.name).map(
          (complaint) => `table ${table.name}: ${complaint}`,
        ),
      ),
  ]);
}

function settingComplaints({ objects, tables }: Model): readonly string[] {
  const model = objects.find(({ type }) => type === 'model');
  const automatic = objects.find(({ name }) => name === '__PBI_TimeIntelligenceEnabled');
  const dates = tables.filter(({ properties }) => properties.get('dataCategory') === 'Time');
  const keys = dates.flatMap((table) =>
    partsOf(table, 'column').filter(({ properties }) => properties.has('isKey')),
  );
  return [
    ...(objects.some(({ type }) => type === 'database') ? [] : ['no database.tmdl']),
    ...(model?.properties.has('discourageImplicitMeasures') === true
      ? []
      : ['implicit measures are possible']),
    ...(automatic?.expression === '0' ? [] : ['automatic date tables are on']),
    ...(dates.length === 1 && keys.length === 1 && keys[0]?.properties.get('dataType') === 'dateTime'
      ? []
      : ['no one table is marked as the date table by one key of dates']),
  ];
}

function all(objects: readonly TmdlObject[]): readonly TmdlObject[] {
  return objects.flatMap((one) => [one, ...all(one.children)]);
}

function repeated(names: readonly string[]): readonly string[] {
  const lower = names.map((name) => name.toLowerCase());
  return names.filter((_, index) => lower.indexOf(lower[index] ?? '') < index);
}
