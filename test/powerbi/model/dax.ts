import type { Model } from './model.ts';
import { findColumn, measuresOf } from './model.ts';

/** Functions that the model uses. A name that is not here is a slip, or belongs here after a look at its documentation. */
const FUNCTIONS = new Set(
  `ADDCOLUMNS ALL ALLNOBLANKROW ALLSELECTED CALCULATE CALCULATETABLE CALENDAR COALESCE COUNTROWS DATE DISTINCTCOUNTNOBLANK
  DIVIDE EOMONTH EXCEPT FILTER FORMAT IF INT ISBLANK ISEMPTY ISFILTERED ISINSCOPE LEFT LOOKUPVALUE MAX MAXX MIN MONTH NOT
  REMOVEFILTERS SELECTCOLUMNS SELECTEDVALUE SUM SUMX SWITCH TODAY TRUE UNION VALUES WEEKDAY YEAR`.split(
    /\s+/,
  ),
);
const WORDS = new Set(['VAR', 'RETURN', 'IN', 'DAY']);
const TOKEN =
  /(?<blank>\s+)|(?<text>"(?:[^"]|"")*")|(?<table>'(?:[^']|'')+'|[A-Za-z_]\w*)?(?<column>\[[^\]]+\])|(?<quoted>'(?:[^']|'')+')|(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|(?<mark>&&|\|\||==|<=|>=|<>|[-+*/&=<>,(){}])/y;

/** Returns what is wrong with a DAX expression. `own` is the table whose columns it may name without the table. */
export function daxComplaints(dax: string, model: Model, own?: string): readonly string[] {
  const complaints: string[] = [];
  const variables = new Set<string>();
  const open: string[] = [];
  const tables = new Set(model.tables.map(({ name }) => name));
  const measures = new Set(measuresOf(model).map(({ name }) => name));
  let declares = false;
  let at = 0;
  while (at < dax.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(dax);
    if (found === null) return [...complaints, `cannot be read from "${dax.slice(at, at + 20)}"`];
    at = TOKEN.lastIndex;
    const { blank, table, column, quoted, word, mark } = found.groups ?? {};
    if (blank !== undefined) continue;
    if (mark !== undefined) checkMark(mark);
    if (quoted !== undefined && !tables.has(unquoted(quoted))) complaints.push(`no table ${quoted}`);
    if (column !== undefined)
      checkColumn(table === undefined ? undefined : unquoted(table), column.slice(1, -1));
    if (word !== undefined) checkWord(word, /^\s*\(/.test(dax.slice(at)));
  }
  if (open.length > 0) complaints.push(`${open.at(-1)} is not closed`);
  return complaints;

  function checkMark(mark: string): void {
    if (mark === '(' || mark === '{') open.push(mark);
    if (mark === ')' && open.pop() !== '(') complaints.push(') closes nothing');
    if (mark === '}' && open.pop() !== '{') complaints.push('} closes nothing');
  }

  function checkColumn(table: string | undefined, name: string): void {
    if (table !== undefined) {
      if (findColumn(model, { table, column: name }) === undefined)
        complaints.push(`no column ${table}[${name}]`);
    } else if (
      !measures.has(name) &&
      (own === undefined || findColumn(model, { table: own, column: name }) === undefined)
    ) {
      complaints.push(`no measure [${name}]`);
    }
  }

  function checkWord(name: string, isCall: boolean): void {
    if (declares) {
      if (variables.has(name)) complaints.push(`${name} is declared twice`);
      variables.add(name);
      declares = false;
    } else if (name === 'VAR') declares = true;
    else if (isCall && !WORDS.has(name)) {
      if (!FUNCTIONS.has(name)) complaints.push(`no function ${name}`);
    } else if (
      name.startsWith('_') ? !variables.has(name) : !WORDS.has(name) && name !== 'NOT' && !tables.has(name)
    ) {
      complaints.push(`no table or variable ${name}`);
    }
  }
}

function unquoted(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}
