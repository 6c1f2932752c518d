import { findColumn, measuresOf, readModel } from '../model/model.ts';
import type { Texts } from '../project-texts.ts';
import { fieldsOf, type NamedField } from './fields.ts';
import { layoutComplaints } from './layout.ts';
import { pageComplaints } from './pages.ts';
import { readReport, type VisualFile } from './read.ts';

/** Roles that each visual type takes; those with `!` must have a field. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  barChart: ['!Category', '!Y', 'Series'],
  columnChart: ['!Category', '!Y', 'Series', 'Tooltips'],
  lineChart: ['!Category', '!Y', 'Y2', 'Series'],
  lineStackedColumnComboChart: ['!Category', '!Y', '!Y2', 'Series', 'Tooltips'],
  cardVisual: ['!Data'],
  pivotTable: ['!Rows', 'Columns', '!Values'],
  slicer: ['!Values'],
  tableEx: ['!Values'],
  textbox: [],
  actionButton: [],
};
/** Roles that take measures, and roles that take columns; others take both. */
const OF_MEASURES = ['Y', 'Y2', 'Data', 'Tooltips'];
const OF_COLUMNS = ['Category', 'Series', 'Rows', 'Columns'];

/** Returns what is wrong with the report, which Microsoft's schemas cannot see. */
export function reportComplaints(texts: Texts): readonly string[] {
  const report = readReport(texts);
  const model = readModel(texts);
  const measures = measuresOf(model);
  const missing = ({ kind, table, name }: NamedField): boolean =>
    kind === 'Column'
      ? findColumn(model, { table, column: name }) === undefined
      : table !== 'Launches' || !measures.some((one) => one.name === name);
  const hidden = ({ kind, table, name }: NamedField): boolean =>
    kind === 'Column' && findColumn(model, { table, column: name })?.properties.has('isHidden') === true;
  return [
    ...pageComplaints(report),
    ...report.pages.flatMap((page) => [
      ...layoutComplaints(page),
      ...page.visuals.flatMap(visualComplaints),
      ...fieldsOf(page).flatMap((field) => {
        const label = `page ${page.name}: ${field.kind.toLowerCase()} ${field.table}[${field.name}]`;
        return [
          ...(missing(field) ? [`${label} is not in the model`] : []),
          ...(hidden(field) ? [`${label} is hidden`] : []),
          ...(field.table === 'Users' && page.visibility !== 'HiddenInViewMode'
            ? [`${label} shows users`]
            : []),
        ];
      }),
    ]),
    ...(JSON.stringify(report.settings).includes('"exportDataMode":"AllowSummarized"')
      ? []
      : ['rows behind the visuals can be exported']),
  ];
}

/** Measures that are not empty for an app that nobody launched: without one of them its row is not shown. */
const OF_UNLAUNCHED = ['Launches in 28 days', 'Covered days without launch', 'Existing apps'];

function listComplaints(name: string, fields: readonly string[]): readonly string[] {
  const measures = fields.filter((field) => field.startsWith('Launches.'));
  const isList = name.endsWith('-table') && fields.some((field) => /^(Apps|Environments)\./.test(field));
  return isList && !measures.some((field) => OF_UNLAUNCHED.includes(field.slice('Launches.'.length)))
    ? [`visual ${name} leaves out what nobody launched`]
    : [];
}

function visualComplaints({ name, visual }: VisualFile): readonly string[] {
  const roles = ROLES[visual.visualType];
  if (roles === undefined) return [`visual ${name}: no visual type ${visual.visualType}`];
  const filled = Object.entries(visual.query?.queryState ?? {});
  return [
    ...filled.flatMap(([role, { projections }]) => [
      ...(roles.some((one) => one.replace('!', '') === role)
        ? []
        : [`visual ${name}: ${visual.visualType} has no role ${role}`]),
      ...projections.flatMap(({ field, queryRef, nativeQueryRef }) => {
        const [named] = fieldsOf(field);
        if (named === undefined) return [`visual ${name}: ${role} names no field`];
        const unfit =
          (OF_MEASURES.includes(role) && named.kind !== 'Measure') ||
          (OF_COLUMNS.includes(role) && named.kind !== 'Column');
        return [
          ...(unfit ? [`visual ${name}: ${role} takes no ${named.kind.toLowerCase()}`] : []),
          ...(queryRef === `${named.table}.${named.name}` && nativeQueryRef === named.name
            ? []
            : [`visual ${name}: queryRef ${queryRef} is of another field`]),
        ];
      }),
    ]),
    ...roles
      .filter(
        (role) =>
          role.startsWith('!') &&
          !filled.some(([one, { projections }]) => `!${one}` === role && projections.length > 0),
      )
      .map((role) => `visual ${name}: ${visual.visualType} needs ${role.slice(1)}`),
    ...listComplaints(
      name,
      filled.flatMap(([, { projections }]) => projections.map(({ queryRef }) => queryRef)),
    ),
    ...(visual.visualType === 'textbox' || visual.visualContainerObjects?.general !== undefined
      ? []
      : [`visual ${name} says nothing to a screen reader`]),
  ];
}
