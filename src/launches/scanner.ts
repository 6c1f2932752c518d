import { ContentError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { openWalk, type WalkedElement, WINDOW_BYTES } from './wasm/walker.ts';

/** Bytes `[start, end)` of one record that may carry an operation of interest; only parsing it decides. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
}

/** What one pass over the bytes of a content blob finds. */
export interface BlobScan {
  /** Elements of the blob's array. */
  readonly records: number;
  /** Records that may carry one of the operations, in the order of the blob. */
  readonly candidates: readonly Candidate[];
  /** Counts the operations of the other records of the types that launches were ever seen in, 45 and 256. */
  readonly powerAppsOperations: () => ReadonlyMap<string, number>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * Walks a content blob (UTF-8 JSON array of audit records) once, without parsing it, and nominates the records whose
 * own `Operation` may equal one of `operations` without case. Escapes in a key or in the operation nominate the record
 * too, and so does an element that is not an object, so that nothing is missed that `JSON.parse` would read as one of the
 * operations.
 * @param operations lower-case names.
 * @param check looks at each object and array.
 * @throws {ContentError} when the bytes are no array, end early, something follows the array, or it has more or larger
 * records than any blob.
 */
export function scanBlob(
  bytes: Buffer,
  operations: ReadonlySet<string>,
  check: (record: Candidate) => void = () => undefined,
): BlobScan {
  const candidates: Candidate[] = [];
  const ofPowerApps: WalkedElement[] = [];
  const kept = [...operations].map((name) => Buffer.from(name));
  let [records, scalars] = [0, 0];
  const count = (): void => {
    records += 1;
    if (records > LIMITS.blob.records)
      throw tooMuch(`more than ${LIMITS.blob.records.toLocaleString('en-US')} records`);
  };
  const visit = (element: WalkedElement): void => {
    count();
    check(element);
    const { start, end, operationStart, operationEnd, recordType } = element;
    const isKept = equalsOne(bytes, operationStart, operationEnd, kept);
    // Some letters outside of ASCII are letters of ASCII in lower case, such as the Kelvin sign.
    const isDoubtful = element.doubtful || !isAscii(bytes, operationStart, operationEnd);
    if (isKept || isDoubtful) candidates.push({ start, end });
    else if (recordType === 45 || recordType === 256) ofPowerApps.push(element);
  };
  let at = skipBlanks(bytes, startsWithByteOrderMark(bytes) ? 3 : 0);
  if (bytes[at] !== OPEN_ARRAY) {
    throw new ContentError(`the ${bytes.length} bytes are not a JSON array`, 'The blob is read again.');
  }
  at = skipBlanks(bytes, at + 1);
  if (bytes[at] !== CLOSE_ARRAY) {
    const walkFrom = openWalk(bytes);
    for (;;) {
      const walk = walkFrom(at, visit);
      if (walk.kind === 'broken') throw cutShort(walk.at, bytes.length);
      if (walk.kind === 'cut' && walk.at === at)
        throw tooMuch(`a record of more than ${WINDOW_BYTES / 2 ** 20} MiB`);
      at = walk.at;
      if (walk.kind === 'end') break;
      if (walk.kind === 'scalar') {
        const end = scalarEnd(bytes, at);
        count();
        candidates.push({ start: at, end });
        scalars += 1;
        if (scalars > LIMITS.blob.unreadable) throw noAuditRecords();
        at = end;
      }
      at = skipBlanks(bytes, at);
      if (bytes[at] === CLOSE_ARRAY) break;
      if (bytes[at] !== COMMA) throw cutShort(at, bytes.length);
      at = skipBlanks(bytes, at + 1);
    }
  }
  const rest = bytes.length - skipBlanks(bytes, at + 1);
  if (rest > 0) throw new ContentError(`${rest} bytes follow the JSON array`, 'The blob is read again.');
  return { records, candidates, powerAppsOperations: () => countOperations(bytes, ofPowerApps) };
}

function countOperations(bytes: Buffer, elements: readonly WalkedElement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { operationStart, operationEnd } of elements) {
    const end = Math.min(operationEnd, operationStart + LONGEST_OPERATION);
    const text = bytes.toString('utf8', operationStart, end) || '(none)';
    const operation = counts.has(text) || counts.size < LIMITS.blob.operations ? text : '(others)';
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  return counts;
}

/** Names of operations that are counted, in bytes. */
const LONGEST_OPERATION = 100;

/** Returns the error of a blob in which more is unreadable than in any that was ever seen. */
export function noAuditRecords(): ContentError {
  return tooMuch(
    `more than ${LIMITS.blob.unreadable.toLocaleString('en-US')} records that are no audit records`,
  );
}

function tooMuch(what: string): ContentError {
  return new ContentError(
    `the content blob holds ${what}`,
    'No such blob is expected: check what answers in place of the service.',
  );
}

/** Whether the bytes `[start, end)` are one of the texts, as below. Without a function for each record: there are many. */
function equalsOne(bytes: Buffer, start: number, end: number, names: readonly Buffer[]): boolean {
  for (const name of names) if (equalsWithoutCase(bytes, start, end, name)) return true;
  return false;
}

/** Whether the bytes `[start, end)` are the ASCII text `name`, which is lower-case. */
function equalsWithoutCase(bytes: Buffer, start: number, end: number, name: Buffer): boolean {
  if (end - start !== name.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    const byte = bytes[start + index] ?? 0;
    const lower = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    if (lower !== name[index]) return false;
  }
  return true;
}

function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if ((bytes[at] ?? 0) >= 0x80) return false;
  }
  return true;
}

/** Returns the byte after a number, string or literal between records: valid JSON, but not an audit record. */
function scalarEnd(bytes: Buffer, start: number): number {
  let end = start;
  let quoted = false;
  for (; end < bytes.length; end += 1) {
    if (end - start > WINDOW_BYTES) throw tooMuch(`a record of more than ${WINDOW_BYTES / 2 ** 20} MiB`);
    const byte = bytes[end];
    if (quoted && byte === BACKSLASH) end += 1;
    else if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === COMMA || byte === CLOSE_ARRAY)) break;
  }
  try {
    JSON.parse(bytes.toString('utf8', start, end));
  } catch (cause) {
    throw cutShort(start, bytes.length, cause);
  }
  return end;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return Math.min(at, bytes.length);
    at += 1;
  }
}

function startsWithByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function cutShort(at: number, length: number, cause?: unknown): ContentError {
  return new ContentError(`the JSON array breaks off at byte ${at} of ${length}`, 'The blob is read again.', {
    cause,
  });
}
