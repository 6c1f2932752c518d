import { uuidOf } from '../ids.ts';
import type { Measure, ModelColumn, ModelTable } from '../model/types.ts';
import { assigned, described, indented, type Lines, quoted, separated, textOf } from './lines.ts';

/** Returns the TMDL of a table. `query` is the M of its partition, where it has one. */
export function tableFile(table: ModelTable, query: string | undefined): string {
  const head = [
    ...described(table.description),
    `table ${quoted(table.name)}`,
    `\tlineageTag: ${uuidOf('table', table.name)}`,
    ...(table.isDateTable ? ['\tdataCategory: Time'] : []),
  ];
  const parts = [
    ...table.measures.map(measureLines),
    ...table.columns.map((column) => columnLines(table, column)),
    partitionLines(table, query),
  ];
  return textOf(separated([head, ...parts.map((part) => indented(part))]));
}

function measureLines({ name, description, dax, format, folder }: Measure): Lines {
  return [
    ...described(description),
    ...assigned(`measure ${quoted(name)}`, dax),
    ...(format === undefined ? [] : [`\tformatString: ${textValue(format)}`]),
    `\tdisplayFolder: ${folder}`,
    `\tlineageTag: ${uuidOf('measure', name)}`,
  ];
}

function columnLines(table: ModelTable, column: ModelColumn): Lines {
  const head = `column ${quoted(column.name)}`;
  const { source } = column;
  return [
    ...described(column.description),
    ...(source.kind === 'calculated' ? assigned(head, source.dax) : [head]),
    `\tdataType: ${column.type}`,
    ...(column.hidden ? ['\tisHidden'] : []),
    ...(column.isKey === true ? ['\tisKey'] : []),
    ...(column.format === undefined ? [] : [`\tformatString: ${column.format}`]),
    ...(isOutsideMdx(table, column) ? ['\tisAvailableInMdx: false'] : []),
    `\tlineageTag: ${uuidOf('column', table.name, column.name)}`,
    ...(column.category === undefined ? [] : [`\tdataCategory: ${column.category}`]),
    '\tsummarizeBy: none',
    ...(source.kind === 'table' ? ['\tisNameInferred', `\tsourceColumn: [${source.column}]`] : []),
    ...(source.kind === 'query' ? [`\tsourceColumn: ${source.column}`] : []),
    ...(column.sortBy === undefined ? [] : [`\tsortByColumn: ${quoted(column.sortBy)}`]),
    '',
    '\tannotation SummarizationSetBy = User',
  ];
}

/** A text that begins with a quotation mark is quoted itself. */
function textValue(text: string): string {
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hidden columns need no place in MDX, which costs memory; the one that sorts another does. */
function isOutsideMdx({ columns }: ModelTable, { name, hidden }: ModelColumn): boolean {
  return hidden && !columns.some(({ sortBy }) => sortBy === name);
}

function partitionLines({ name, source }: ModelTable, query: string | undefined): Lines {
  if (source.kind === 'calculated') {
    return [
      `partition ${quoted(name)} = calculated`,
      '\tmode: import',
      ...indented(assigned('source', source.dax)),
    ];
  }
  if (query === undefined) throw new Error(`The table ${name} has no query.`);
  return [`partition ${quoted(name)} = m`, '\tmode: import', ...indented(assigned('source', query))];
}
