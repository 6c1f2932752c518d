import { pipeline } from 'node:stream/promises';
import { ExportError } from '../../errors.ts';
import type { WorkspacePath } from '../../inputs/places.ts';
import type { Launch, OtherEvent } from '../../launches/launch.ts';
import { LIMITS } from '../../limits.ts';
import { type ExportRow, type RowReader, readAuditRow } from './audit-row.ts';
import { readCoeRow } from './coe-row.ts';
import { type Columns, columnsOf, delimiterOf, isFiller, shownHeader } from './header.ts';
import { openExport } from './open-export.ts';

/** A row that needs attention. */
export interface RowProblem {
  /** Where the row begins in the file, from 1. */
  readonly line: number;
  readonly why: string;
}

/** What a file held. `rows` = launches + events + `other` + `damaged`. */
export interface ReadExport {
  readonly name: string;
  readonly kind: Columns['kind'];
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  readonly rows: number;
  readonly other: number;
  readonly damaged: number;
  /** The first of the damaged rows. */
  readonly problems: readonly RowProblem[];
  /** Lines of rows whose id is not the one of their record, the first of them, and how many there are. */
  readonly differing: readonly number[];
  readonly differs: number;
  /** Launches whose user is not known, because the table of the kit has no object id. */
  readonly withoutUser: number;
  /** Why the file is not whole; `undefined` when nothing shows that. */
  readonly cut: string | undefined;
}

/** An export ends there whatever is missing: those of PowerShell, and those of Purview in its plans. */
const USUAL_LIMITS = [5_000, 10_000, 50_000, 500_000];

/**
 * Reads an export: of Purview, of Search-UnifiedAuditLog, or of the CoE Starter Kit's table. Its memory does not grow with the
 * file. A damaged row ends nothing.
 * @throws {ExportError} when it is none of these, or of another tenant.
 */
export async function readExport(
  file: WorkspacePath,
  tenantId: string,
  reader: RowReader,
): Promise<ReadExport> {
  const { head, chunks, close } = await openExport(file);
  try {
    const tally = createTally(file.relative, tenantId);
    let columns: Columns | undefined;
    await readRows(chunks, delimiterOf(head), {
      take: (cells, line) => {
        if (isFiller(cells)) return;
        // Files that were put together, or appended to, have a header in their middle.
        const header = columnsOf(cells);
        if (header !== undefined) columns = header;
        else if (columns === undefined) throw notAnExport(file.relative, cells);
        else tally.take(rowOf(cells, columns, reader), line);
      },
      unclosed: (line) => tally.end(line),
      tooLong: (line) =>
        new ExportError(
          `Cannot import ${JSON.stringify(file.relative)}: the row at line ${line} does not end within ${LIMITS.export.rowBytes / 2 ** 20} MiB`,
          'Export it again: a quote is missing there.',
        ),
    });
    if (columns === undefined) throw notAnExport(file.relative, []);
    return tally.totals(columns.kind);
  } finally {
    await close();
  }
}

function rowOf(cells: readonly string[], columns: Columns, reader: RowReader): ExportRow {
  return columns.kind === 'audit' ? readAuditRow(cells, columns, reader) : readCoeRow(cells, columns, reader);
}

function notAnExport(name: string, cells: readonly string[]): ExportError {
  const header = cells.length === 0 ? undefined : shownHeader(cells);
  const found =
    header === undefined ? 'its first line is no header' : `its header is ${JSON.stringify(header)}`;
  return new ExportError(
    `Cannot import ${JSON.stringify(name)}: it has neither a column AuditData nor those of the CoE table (${found})`,
    'Give an export of Purview or Search-UnifiedAuditLog with AuditData, or one of the table admin_auditlog from make.powerapps.com or the Web API, whose columns are admin_auditlogid, admin_title and so on: an Excel export has other names.',
  );
}

function createTally(name: string, tenantId: string) {
  const launches: Launch[] = [];
  const events: OtherEvent[] = [];
  const problems: RowProblem[] = [];
  const differing: number[] = [];
  let [rows, other, damaged, differs, withoutUser] = [0, 0, 0, 0, 0];
  let [own, foreign] = [0, 0];
  let foreignTenant = '';
  let unclosed = false;
  const damage = (line: number, why: string): void => {
    rows += 1;
    damaged += 1;
    if (problems.length < LIMITS.export.listed) problems.push({ line, why });
  };
  const refuse = (tenant: string, line?: number): ExportError =>
    new ExportError(
      `Cannot import ${JSON.stringify(name)}: ${line === undefined ? 'it' : `its line ${line}`} is of tenant ${tenant}, but tenant-id is ${tenantId}`,
      'Leave the file out, or correct tenant-id.',
    );
  return {
    take: (row: ExportRow, line: number): void => {
      const { read, tenantId: tenant } = row;
      if (row.isAfterDamage === true) damage(line, 'has no end of its AuditData');
      if (tenant === tenantId) own += 1;
      else if (tenant !== undefined) {
        if (read.kind === 'launch' || read.kind === 'event') throw refuse(tenant, line);
        foreign += 1;
        foreignTenant = tenant;
      }
      if (read.kind === 'unreadable') {
        damage(line, read.why);
        return;
      }
      rows += 1;
      if (read.kind === 'other') {
        other += 1;
        return;
      }
      if (read.kind === 'launch') launches.push(read.launch);
      else events.push(read.event);
      if (row.lacksUser === true) withoutUser += 1;
      if (row.idDiffers === true) {
        differs += 1;
        if (differing.length < LIMITS.export.listed) differing.push(line);
      }
    },
    end: (line: number): void => {
      unclosed = true;
      damage(line, 'is not whole: the file ends in it');
    },
    totals: (kind: Columns['kind']): ReadExport => {
      // A record can name another tenant, such as one of a guest: a file without any of this tenant is another's.
      if (own === 0 && foreign > 0) throw refuse(foreignTenant);
      return {
        ...{ name, kind, launches, events, rows, other, damaged, problems, differing, differs, withoutUser },
        cut: unclosed
          ? 'it ends in the middle of a row'
          : USUAL_LIMITS.includes(rows)
            ? `it has exactly ${rows.toLocaleString('en-US')} rows, where exports end`
            : undefined,
      };
    },
  };
}

/** What becomes of the rows of a file. Lines from 1. */
interface RowTarget {
  readonly take: (cells: readonly string[], line: number) => void;
  /** The file ends inside of quotes, in the row that begins there. */
  readonly unclosed: (line: number) => void;
  readonly tooLong: (line: number) => Error;
}

/** Parses CSV by RFC 4180. A quote too many spoils its own row, and not those after the next. */
async function readRows(chunks: AsyncIterable<Buffer>, delimiter: string, target: RowTarget): Promise<void> {
  const { parse } = await import('csv-parse');
  const lines = createLineCounter();
  let ended = 0;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: readonly string[], info) => {
      ended = info.bytes;
      target.take(cells, lines.begin(cells, info.empty_lines));
      return null;
    },
    // Whatever else is wrong with quotes is relaxed.
    on_skip: () => {
      target.unclosed(lines.next());
      return undefined;
    },
  });
  parser.resume();
  await pipeline(async function* () {
    let fed = 0;
    for await (const chunk of chunks) {
      if (fed - ended > LIMITS.export.rowBytes) throw target.tooLong(lines.next());
      fed += chunk.length;
      yield chunk;
    }
  }, parser);
}

/** The parser counts a line break of two characters inside of quotes twice. */
function createLineCounter() {
  let next = 1;
  let empty = 0;
  return {
    next: () => next,
    /** Returns where a row begins. `emptyLines`: those before its end. */
    begin: (cells: readonly string[], emptyLines: number): number => {
      const line = next + emptyLines - empty;
      empty = emptyLines;
      next = line + 1 + cells.reduce((sum, cell) => sum + countBreaks(cell), 0);
      return line;
    },
  };
}

function countBreaks(text: string): number {
  let found = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) found += 1;
  return found;
}
