import { isObject } from '../../launches/fields.ts';
import type { Identity } from '../../launches/identity.ts';
import { isGuid, plainId } from '../../launches/ids.ts';
import { type ReadRecord, type RecordRules, readRecord } from '../../launches/record.ts';
import { LIMITS } from '../../limits.ts';
import type { Columns } from './header.ts';

/** What makes sense of the rows of a file. */
export interface RowReader {
  readonly rules: RecordRules;
  readonly identity: Identity;
}

/** What a row of a file turned out to be. */
export interface ExportRow {
  /** `unreadable`: the row is damaged. */
  readonly read: ReadRecord;
  /** The tenant of its record, lower-case; `undefined` where the row names none. */
  readonly tenantId?: string | undefined;
  /** The id beside the record is another one. */
  readonly idDiffers?: boolean;
  /** A damaged row swallowed the one that was read. */
  readonly isAfterDamage?: boolean;
  /** The user of a launch is not known by a key that other sources give. */
  readonly lacksUser?: boolean;
}

/**
 * Reads a row with an audit record. What counts is the record, read as those of the feed are. The columns around it are
 * written in many forms and by the culture of a computer: the id alone is held against the record's.
 */
export function readAuditRow(
  cells: readonly string[],
  columns: Extract<Columns, { kind: 'audit' }>,
  { rules, identity }: RowReader,
): ExportRow {
  const own = cells[columns.auditData] ?? '';
  const found = recordIn(own);
  const record = found ?? (cells.length === columns.count ? undefined : strayRecord(cells));
  if (record === undefined) return { read: { kind: 'unreadable', why: whyDamaged(own) } };
  const beside = columns.id < 0 ? null : plainId(cells[columns.id] ?? '');
  const id = beside !== null && isGuid(beside) ? beside : null;
  const tenantId = typeof record.OrganizationId === 'string' ? plainId(record.OrganizationId) : null;
  const read = readRecord({ ...record, Id: record.Id ?? id ?? undefined }, rules, identity);
  return {
    read,
    tenantId: tenantId !== null && isGuid(tenantId) ? tenantId : undefined,
    idDiffers: id !== null && typeof record.Id === 'string' && plainId(record.Id) !== id,
    isAfterDamage: found === undefined && BEGINS_RECORD.test(own),
  };
}

type AuditRecord = Readonly<Record<string, unknown>>;

const BEGINS_RECORD = /^\s*"?\{/;

/** Every audit record names its operation. */
function recordIn(cell: string): AuditRecord | undefined {
  if (cell.length > LIMITS.blob.recordBytes) return undefined;
  try {
    const parsed: unknown = JSON.parse(cell);
    if (!isObject(parsed)) return undefined;
    return typeof parsed.Operation === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A cell too many before it, or a row without its last quote, moves the record to another place. */
function strayRecord(cells: readonly string[]): AuditRecord | undefined {
  const candidates = cells.filter((cell) => BEGINS_RECORD.test(cell));
  return candidates.map(recordIn).find((record) => record !== undefined);
}

/** Excel keeps no more characters of a cell. */
const LONGEST_OF_EXCEL = 32_767;

function whyDamaged(cell: string): string {
  if (cell.trim() === '') return 'has nothing in AuditData';
  if (cell.length > LIMITS.blob.recordBytes) return 'has more than 1 MiB in AuditData';
  if (cell.length === LONGEST_OF_EXCEL)
    return 'has an AuditData that was cut, as Excel does when it saves a file';
  return 'has no audit record in AuditData';
}
