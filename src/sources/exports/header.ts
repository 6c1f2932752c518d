/** What the columns of a file hold: audit records, or launches of the CoE Starter Kit's table. Indexes of cells. */
export type Columns =
  | {
      readonly kind: 'audit';
      readonly count: number;
      readonly auditData: number;
      /** -1: the file has no id beside the record. */
      readonly id: number;
    }
  | { readonly kind: 'coe'; readonly count: number; readonly indexes: ReadonlyMap<string, number> };

/** Columns of the kit's table `admin_auditlog` that are read, by their names in its schema. */
export type CoeColumn =
  | 'admin_auditlogid'
  | 'admin_title'
  | 'admin_creationtime'
  | 'admin_operation'
  | 'admin_appid'
  | 'admin_userupn'
  | 'admin_userid';

/** A record is far longer: it need not be looked at. */
const LONGEST_NAME = 64;

/**
 * Returns what a row says of the columns that follow; `undefined` when it is no header. Names are compared without case. A
 * row of data is none: no cell of one is just a name of these.
 */
export function columnsOf(cells: readonly string[]): Columns | undefined {
  const names = cells.map((cell) => (cell.length > LONGEST_NAME ? '' : cell.trim().toLowerCase()));
  const count = cells.length;
  const auditData = names.indexOf('auditdata');
  if (auditData >= 0) {
    const recordId = names.indexOf('recordid');
    return { kind: 'audit', count, auditData, id: recordId >= 0 ? recordId : names.indexOf('identity') };
  }
  const indexes = new Map(names.map((name, index) => [name, index]));
  const hasTime = indexes.has('admin_title') || indexes.has('admin_creationtime');
  return indexes.has('admin_auditlogid') && hasTime ? { kind: 'coe', count, indexes } : undefined;
}

/** Returns whether a row is none of data or header: blank, or the line of PowerShell with the type of the objects. */
export function isFiller(cells: readonly string[]): boolean {
  return cells[0]?.startsWith('#TYPE ') === true || cells.every((cell) => cell.trim() === '');
}

const DELIMITERS = [',', ';', '\t'];

/** Returns what separates the cells of a file: what stands most often in the first line of its head that is a header, outside of quotes. */
export function delimiterOf(head: string): string {
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '' && !line.startsWith('#TYPE '));
  const header = (lines[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((mark) => ({ mark, count: header.split(mark).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

const SHOWN_NAMES = 20;

/**
 * Returns the names in a header for people; `undefined` when it looks like data, which may name users: what has an at sign, a
 * brace or a digit at its beginning is no name of a column.
 */
export function shownHeader(cells: readonly string[]): string | undefined {
  const names = cells.map((cell) => cell.trim());
  if (!names.every((name) => /^(?:\p{L}[\p{L}\p{N}_ .()-]{0,60})?$/u.test(name))) return undefined;
  const more = names.length > SHOWN_NAMES ? `, and ${names.length - SHOWN_NAMES} more` : '';
  return `${names.slice(0, SHOWN_NAMES).join(', ')}${more}`;
}
