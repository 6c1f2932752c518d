import { ContentError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { Identity } from './identity.ts';
import type { Launch, OtherEvent } from './launch.ts';
import { type RecordRules, readRecord } from './record.ts';
import { type Candidate, noAuditRecords, scanBlob } from './scanner.ts';
import { pickRecord } from './wasm/picker.ts';

/** What a content blob holds. `records` = launches + events + other + unreadable. */
export interface BlobReading {
  readonly records: number;
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  /** Records of operations that are not kept, or that failed. */
  readonly other: number;
  /** One line for each kept record that could not be read: its place in the blob and what is wrong. */
  readonly unreadable: readonly string[];
  /** Operation → records of types 45 and 256, when there is not a launch among them: what else there was then. */
  readonly powerAppsOperations: ReadonlyMap<string, number>;
}

/**
 * Reads the launches and kept events out of a content blob's bytes (UTF-8 JSON array). `isVouchedFor`: a checksum says that they
 * came as they were sent; otherwise every record is parsed, because a damaged one would count as another operation.
 * @throws {ContentError} when the bytes are not a whole JSON array, or no audit records.
 */
export function readBlob(
  bytes: Buffer,
  rules: RecordRules,
  identity: Identity,
  isVouchedFor = true,
): BlobReading {
  const check = isVouchedFor ? undefined : (record: Candidate) => requireJson(bytes, record);
  const scan = scanBlob(bytes, new Set(rules.operations.keys()), check);
  const launches: Launch[] = [];
  const events: OtherEvent[] = [];
  const unreadable: string[] = [];
  for (const { start, end } of scan.candidates) {
    const read = readCandidate(bytes, start, end, rules, identity);
    if (read.kind === 'launch') launches.push(read.launch);
    else if (read.kind === 'event') events.push(read.event);
    else if (read.kind === 'unreadable') unreadable.push(`the record at byte ${start} ${read.why}`);
    if (unreadable.length > LIMITS.blob.unreadable) throw noAuditRecords();
  }
  const { records } = scan;
  const powerAppsOperations = launches.length === 0 ? scan.powerAppsOperations() : new Map<string, number>();
  const other = records - launches.length - events.length - unreadable.length;
  return { records, launches, events, other, unreadable, powerAppsOperations };
}

function requireJson(bytes: Buffer, { start, end }: Candidate): void {
  try {
    if (end - start > LIMITS.blob.recordBytes) throw new RangeError('it is too large to be parsed');
    JSON.parse(bytes.toString('utf8', start, end));
  } catch (cause) {
    throw new ContentError(`the record at byte ${start} is not JSON`, 'The blob is read again.', { cause });
  }
}

function readCandidate(
  bytes: Buffer,
  start: number,
  end: number,
  rules: RecordRules,
  identity: Identity,
): ReturnType<typeof readRecord> {
  if (end - start > LIMITS.blob.recordBytes) {
    return { kind: 'unreadable', why: `has more than ${LIMITS.blob.recordBytes / 2 ** 20} MiB` };
  }
  let record: unknown = pickRecord(bytes, start, end);
  try {
    record ??= JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    return { kind: 'unreadable', why: 'is not JSON' };
  }
  return readRecord(record, rules, identity);
}
