import { ContentError } from '../errors.ts';

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
  /** Operation → records, of the record types that Power Apps launches were ever seen in (45 and 256). */
  readonly powerAppsOperations: ReadonlyMap<string, number>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const OPERATION = Buffer.from('Operation');
const RECORD_TYPE = Buffer.from('RecordType');
const POWER_APPS_RECORD_TYPES = new Set(['45', '256']);

/**
 * Walks a content blob (UTF-8 JSON array of audit records) once, without parsing it, and nominates the records whose
 * own `Operation` may equal one of `operations` without case. Escapes in a key or in the operation nominate the record
 * too, and so do an operation that is no string and an element that is no object, so that nothing that `JSON.parse`
 * would read as one of the operations is passed over, and no launch is lost without a word in a damaged document.
 * @param operations lower-case names.
 * @throws {ContentError} when the bytes are no array, end early, or something follows the array.
 */
export function scanBlob(bytes: Uint8Array, operations: ReadonlySet<string>): BlobScan {
  const candidates: Candidate[] = [];
  const powerAppsOperations = new Map<string, number>();
  let records = 0;
  let at = skipBlanks(bytes, startsWithByteOrderMark(bytes) ? 3 : 0);
  if (bytes[at] !== OPEN_ARRAY) throw notAnArray(bytes.length);
  at = skipBlanks(bytes, at + 1);
  if (bytes[at] === CLOSE_ARRAY) {
    requireEnd(bytes, at + 1);
    return { records, candidates, powerAppsOperations };
  }
  for (;;) {
    const record = walkRecord(bytes, at, operations);
    records += 1;
    if (record.candidate) candidates.push({ start: at, end: record.end });
    if (record.powerAppsOperation !== undefined) {
      const name = record.powerAppsOperation;
      powerAppsOperations.set(name, (powerAppsOperations.get(name) ?? 0) + 1);
    }
    at = skipBlanks(bytes, record.end);
    if (bytes[at] === CLOSE_ARRAY) break;
    if (bytes[at] !== COMMA) throw cutShort(at, bytes.length);
    at = skipBlanks(bytes, at + 1);
  }
  requireEnd(bytes, at + 1);
  return { records, candidates, powerAppsOperations };
}

interface WalkedRecord {
  readonly end: number;
  readonly candidate: boolean;
  readonly powerAppsOperation: string | undefined;
}

/** Walks one element of the array from its first byte; `end` is the byte after it. */
function walkRecord(bytes: Uint8Array, start: number, operations: ReadonlySet<string>): WalkedRecord {
  const first = bytes[start];
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) {
    return { end: walkScalar(bytes, start), candidate: true, powerAppsOperation: undefined };
  }
  let candidate = first === OPEN_ARRAY;
  let operation: string | undefined;
  let recordType: string | undefined;
  let depth = 0;
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined) throw cutShort(at, bytes.length);
    at += 1;
    if (byte === QUOTE) {
      const textStart = at;
      let escaped = false;
      for (;;) {
        const character = bytes[at];
        if (character === undefined) throw cutShort(at, bytes.length);
        at += 1;
        if (character === QUOTE) break;
        if (character === BACKSLASH) {
          escaped = true;
          at += 1;
        }
      }
      if (depth !== 1 || (!escaped && !isKeyOfInterest(bytes, textStart, at - 1))) continue;
      const colon = skipBlanks(bytes, at);
      if (bytes[colon] !== COLON) {
        // A value that reads like a key of interest, or such a key without its colon: a parser tells.
        if (!escaped) candidate = true;
        continue;
      }
      if (escaped) {
        candidate = true;
        continue;
      }
      const value = skipBlanks(bytes, colon + 1);
      if (at - 1 - textStart === OPERATION.length) {
        const text = plainText(bytes, value);
        operation = text ?? operation;
        if (text === undefined || operations.has(text.toLowerCase())) candidate = true;
      } else {
        recordType = scalarText(bytes, value);
      }
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
      if (depth === 0) break;
    } else if (byte === BACKSLASH) {
      // Only where a quote is missing: what follows would be taken for structure, and records for text.
      throw cutShort(at - 1, bytes.length);
    }
  }
  const ofPowerApps = recordType !== undefined && POWER_APPS_RECORD_TYPES.has(recordType);
  return { end: at, candidate, powerAppsOperation: ofPowerApps ? (operation ?? '(none)') : undefined };
}

/** Whether the text in `[start, end)` is one of the two keys that the scanner looks at. */
function isKeyOfInterest(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length === OPERATION.length) return startsWith(bytes, start, OPERATION);
  return length === RECORD_TYPE.length && startsWith(bytes, start, RECORD_TYPE);
}

function startsWith(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (bytes[start + index] !== wanted[index]) return false;
  }
  return true;
}

/** Gives the string value at `start`, `undefined` when it is no string or holds an escape and needs a parser. */
function plainText(bytes: Uint8Array, start: number): string | undefined {
  if (bytes[start] !== QUOTE) return undefined;
  let end = start + 1;
  while (end < bytes.length && bytes[end] !== QUOTE) {
    if (bytes[end] === BACKSLASH) return undefined;
    end += 1;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + start + 1, end - start - 1).toString('utf8');
}

/** Gives a number or short string value at `start` as text. */
function scalarText(bytes: Uint8Array, start: number): string {
  const from = bytes[start] === QUOTE ? start + 1 : start;
  let end = from;
  while (end < bytes.length && end - from < 8 && isDigit(bytes[end])) end += 1;
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1');
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Passes a number, string or literal between records: valid JSON, but no audit record. */
function walkScalar(bytes: Uint8Array, start: number): number {
  let end = start;
  let quoted = false;
  for (; end < bytes.length; end += 1) {
    const byte = bytes[end];
    if (quoted && byte === BACKSLASH) end += 1;
    else if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === COMMA || byte === CLOSE_ARRAY)) break;
  }
  try {
    JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
  } catch (cause) {
    throw cutShort(start, bytes.length, cause);
  }
  return end;
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at += 1;
  }
}

function startsWithByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function requireEnd(bytes: Uint8Array, from: number): void {
  const end = skipBlanks(bytes, from);
  if (end < bytes.length) {
    throw new ContentError(`${bytes.length - end} bytes follow the JSON array`, 'The blob is read again.');
  }
}

function notAnArray(length: number): ContentError {
  return new ContentError(`The ${length} bytes are not a JSON array`, 'The blob is read again.');
}

function cutShort(at: number, length: number, cause?: unknown): ContentError {
  return new ContentError(`The JSON array breaks off at byte ${at} of ${length}`, 'The blob is read again.', {
    cause,
  });
}
