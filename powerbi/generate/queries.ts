import { readFileSync } from 'node:fs';
import { SCHEMA_VERSION } from '../../src/snapshot/manifest.ts';
import { formatM } from './queries-format.ts';
import { BRANCH, type QueryParameter, type QuerySource, SOURCES } from './queries-sources.ts';
import { columnTypes, TABLES, tableExpression } from './queries-types.ts';

/** A shared expression of the Power BI model, for `expressions.tmdl`. `m` is formatted, without a final line break. */
export interface ModelExpression {
  readonly name: string;
  readonly m: string;
  readonly description: string;
  readonly kind: 'parameter' | 'function';
}

/**
 * Returns the shared expressions of a model that reads the data branch: the parameters, whose `m` ends with the `meta`
 * record that Power BI expects, and the one function that the table queries call. One, because a query that hands what it
 * read to a query that reads something else is stopped by the data privacy firewall.
 * @see https://learn.microsoft.com/power-query/data-privacy-firewall
 */
export async function branchExpressions(): Promise<readonly ModelExpression[]> {
  const parameters = BRANCH.parameters.map(async (parameter): Promise<ModelExpression> => {
    const { name, description } = parameter;
    return { name, description, kind: 'parameter', m: await formatM(modelParameter(parameter)) };
  });
  const { comment, m } = SNAPSHOT_TABLE;
  const body = await formatM(letIn(membersOf(BRANCH), m));
  return [
    ...(await Promise.all(parameters)),
    { name: 'SnapshotTable', description: comment.join(' '), kind: 'function', m: body },
  ];
}

/**
 * Returns the M of the partition of a model table: `table` is the name in the snapshot (`launches`, `active_users`, …).
 * The columns that it returns have the snake_case names of the snapshot; `launches` comes without `event_id`. All
 * tables and columns are there, empty where the snapshot has none (`users: none`). Instants are date/time in UTC.
 * @throws {Error} when the snapshot has no such table.
 */
export async function tableQuery(table: string): Promise<string> {
  return await formatM(`let Source = ${tableExpression(table)} in Source`);
}

/** Returns the query files: path under powerbi/ (`queries/branch.pq`, …) → text, UTF-8 with LF. */
export async function queryFiles(): Promise<ReadonlyMap<string, string>> {
  const files = SOURCES.map(async (source) => [source.path, await queryFile(source)] as const);
  return new Map(await Promise.all(files));
}

async function queryFile(source: QuerySource): Promise<string> {
  const parameters = source.parameters.map(({ name, value, description }) => ({
    name,
    comment: [description],
    m: text(value),
  }));
  const members = [...parameters, ...membersOf(source), source.readsDelta ? DELTA_TABLE : SNAPSHOT_TABLE];
  const tables = TABLES.map(({ name }) => `${name} = ${tableExpression(name)}`);
  return `${await formatM(`${comments(source.about)}${letIn(members, `[${tables.join(', ')}]`)}`)}\n`;
}

/** A name in a `let`, with the lines of the comment above it. */
interface Member {
  readonly name: string;
  readonly comment: readonly string[];
  readonly m: string;
}

const SNAPSHOT_TABLE = piece('SnapshotTable', 'snapshot-table');
const DELTA_TABLE = piece('SnapshotTable', 'delta-table');

/** What `SnapshotTable` is made of, without the parameters. */
function membersOf({ functions, readsDelta = false }: QuerySource): readonly Member[] {
  return [
    { name: 'SchemaMajor', comment: [], m: text(SCHEMA_VERSION.replace(/\..*/, '')) },
    { name: 'ColumnTypes', comment: [], m: columnTypes() },
    ...functions.map(([name, file]) => piece(name, file)),
    ...(readsDelta ? [] : [piece('RowsOf', 'rows-of')]),
    piece('TypedTable', 'typed-table'),
  ];
}

/** Reads a file in queries/: the comment at its top, and the expression below. */
function piece(name: string, file: string): Member {
  const lines = readFileSync(new URL(`queries/${file}.pq`, import.meta.url), 'utf8').split(/\r?\n/);
  const start = lines.findIndex((line) => !line.startsWith('//'));
  const comment = lines.slice(0, start).map((line) => line.replace(/^\/\/ ?/, ''));
  return { name, comment, m: lines.slice(start).join('\n').trimEnd() };
}

function letIn(members: readonly Member[], result: string): string {
  const bindings = members.map(({ name, comment, m }) => `${comments(comment)}${name} = ${m}`);
  return `let\n${bindings.join(',\n')}\nin\n${result}`;
}

function comments(lines: readonly string[]): string {
  return lines.map((line) => `// ${line}\n`).join('');
}

function modelParameter({ value, choices }: QueryParameter): string {
  const list =
    choices === undefined ? '' : `List = {${choices.map(text).join(', ')}}, DefaultValue = ${text(value)}, `;
  return `${text(value)} meta [IsParameterQuery = true, ${list}Type = "Text", IsParameterQueryRequired = true]`;
}

function text(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
