import { isObject } from '../../launches/fields.ts';
import type { Identity } from '../../launches/identity.ts';
import { plainId } from '../../launches/ids.ts';
import { EARLIEST, parseCreationTime } from '../../launches/instant.ts';
import { type ReadRecord, type RecordRules, readRecord } from '../../launches/record.ts';

/** What makes sense of the records in a result. */
export interface RowReader {
  readonly rules: RecordRules;
  readonly identity: Identity;
}

/** One row of a result. */
export interface SearchRow {
  /** Tells it from every other: the id of the record, lower-case, or its whole text. */
  readonly key: string;
  /** When the event took place, ms since 1970; `undefined` when the row does not tell. */
  readonly at: number | undefined;
  readonly read: ReadRecord;
}

/**
 * Reads a row. What counts is the audit record in `auditData`, read as those of the feed are: the fields around it have other
 * meanings, though some have the same names. Annotations (`Id@odata.type`) are fields that nobody reads.
 */
export function readRow(row: unknown, { rules, identity }: RowReader): SearchRow {
  const wrapper = isObject(row) ? row : {};
  const record = recordIn(wrapper);
  const id = typeof record.Id === 'string' ? plainId(record.Id) : null;
  const at = parseCreationTime(record.CreationTime);
  return {
    key: id ?? JSON.stringify(row),
    at: at !== undefined && at >= EARLIEST && at <= rules.latest ? at : undefined,
    read: readRecord(record, rules, identity),
  };
}

/** The metadata of version 1.0 allow for the fields of a record one level deeper. */
function recordIn({ auditData, id }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!isObject(auditData)) return { Id: id };
  const { dynamicProperties } = auditData;
  const record =
    auditData.Operation === undefined && isObject(dynamicProperties) ? dynamicProperties : auditData;
  return { ...record, Id: record.Id ?? id };
}
