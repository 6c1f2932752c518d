import { uuidOf } from '../ids.ts';
import type { ModelTable, Relationship } from '../model/types.ts';
import type { ModelExpression } from '../queries.ts';
import { assigned, described, type Lines, quoted, separated, textOf } from './lines.ts';

/** The role that hides the users. */
export const ROLE_NAME = 'Without users';

/** Returns `database.tmdl`. 1601 is the compatibility level of Power BI models since 2023. */
export function databaseFile(): string {
  return textOf(['database', '\tcompatibilityLevel: 1601']);
}

/** Returns `model.tmdl`: no implicit sums, no automatic date tables. */
export function modelFile(tables: readonly ModelTable[], expressions: readonly ModelExpression[]): string {
  const order = [
    ...expressions.map(({ name }) => name),
    ...tables.filter(({ source }) => source.kind === 'query').map(({ name }) => name),
  ];
  return textOf(
    separated([
      [
        'model Model',
        '\tculture: en-US',
        '\tdefaultPowerBIDataSourceVersion: powerBI_V3',
        '\tdiscourageImplicitMeasures',
        '\tsourceQueryCulture: en-US',
        '\tdataAccessOptions',
        '\t\tlegacyRedirects',
        '\t\treturnErrorValuesAsNull',
      ],
      ['annotation __PBI_TimeIntelligenceEnabled = 0'],
      [`annotation PBI_QueryOrder = ${JSON.stringify(order)}`],
      tables.map(({ name }) => `ref table ${quoted(name)}`),
      [`ref role ${quoted(ROLE_NAME)}`],
    ]),
  );
}

/** Returns `relationships.tmdl`. Many to one and in one direction are what TMDL means when it says nothing. */
export function relationshipsFile(relationships: readonly Relationship[]): string {
  return textOf(
    separated(
      relationships.map(({ from, to }) => [
        `relationship ${uuidOf('relationship', from.table, from.column, to.table, to.column)}`,
        `\tfromColumn: ${quoted(from.table)}.${quoted(from.column)}`,
        `\ttoColumn: ${quoted(to.table)}.${quoted(to.column)}`,
      ]),
    ),
  );
}

/** Returns `expressions.tmdl`: the parameters and functions that the table queries call. */
export function expressionsFile(expressions: readonly ModelExpression[]): string {
  return textOf(separated(expressions.map(expressionLines)));
}

function expressionLines({ name, m, description, kind }: ModelExpression): Lines {
  return [
    ...described(description),
    ...assigned(`expression ${quoted(name)}`, m),
    `\tlineageTag: ${uuidOf('expression', name)}`,
    '',
    `\tannotation PBI_ResultType = ${kind === 'parameter' ? 'Text' : 'Function'}`,
  ];
}

/**
 * Returns the role for readers who may see how apps are used, and not by whom. It takes the table away as a whole; a
 * filter on its rows would take the launches of those users along.
 */
export function roleFile(): string {
  return textOf([
    ...described(
      'Sees no users: the table Users is not there. Counts of users stay, and owners of apps that an app catalog names.',
    ),
    `role ${quoted(ROLE_NAME)}`,
    '\tmodelPermission: read',
    '',
    '\ttablePermission Users',
    '\t\tmetadataPermission: none',
  ]);
}
