import { StringDecoder } from 'node:string_decoder';
import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import { ContentError, messageOf } from '../errors.ts';
import { LIMITS, mayHoldMoreValues } from '../limits.ts';
import type { HttpResponse } from './send.ts';

const inflaters = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** Thrown when a body is larger than its limit. Another try would bring the same. */
export class BodyTooLargeError extends ContentError {
  readonly maxBytes: number;

  constructor(maxBytes: number, state: 'as sent' | 'inflated' | 'inflated, in UTF-16,') {
    super(
      `the response is larger than ${maxBytes.toLocaleString('en-US')} bytes ${state}`,
      'No such response is expected: check what answers in place of the service.',
    );
    this.maxBytes = maxBytes;
  }
}

/** The body of a response as it came, and its `content-encoding`. */
export interface Body {
  readonly bytes: Buffer;
  readonly encoding: string | undefined;
}

/** Returns the body of a response. */
export function bodyOf({ headers, body }: HttpResponse): Body {
  return { bytes: body, encoding: headers.get('content-encoding') };
}

/**
 * Returns a body as UTF-8 bytes: inflated once to at most `maxBytes`, whole and with its checksum checked, and turned from
 * UTF-16 where a byte-order mark or the first bytes say so.
 * @throws {ContentError} when it is cut short or corrupt.
 * @throws {BodyTooLargeError} when it inflates to more.
 */
export function decodeBody(body: Body, maxBytes: number): Buffer {
  const bytes = inflateBody(body, maxBytes);
  if (bytes.length > maxBytes) throw new BodyTooLargeError(maxBytes, 'inflated');
  const utf16 = utf16Of(bytes);
  if (utf16 === undefined) return bytes;
  // The same text takes half of it in UTF-8, where JSON is written.
  if (bytes.length > maxBytes / 2) throw new BodyTooLargeError(maxBytes / 2, 'inflated, in UTF-16,');
  return utf8Of(bytes, utf16);
}

interface Utf16 {
  readonly isBigEndian: boolean;
  /** Of the byte-order mark, in bytes. */
  readonly mark: number;
}

function utf16Of(bytes: Buffer): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { isBigEndian: false, mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { isBigEndian: true, mark: 2 };
  if (bytes[0] === 0x5b && bytes[1] === 0) return { isBigEndian: false, mark: 0 };
  if (bytes[0] === 0 && bytes[1] === 0x5b) return { isBigEndian: true, mark: 0 };
  return undefined;
}

/** Even, so that no unit of two bytes is cut. */
const PIECE_BYTES = 64 * 1024;

/** Piece by piece, so that a large body is not in memory as text, too. */
function utf8Of(bytes: Buffer, { isBigEndian, mark }: Utf16): Buffer {
  const decoder = new StringDecoder('utf16le');
  // Two bytes become three at most.
  const text = Buffer.allocUnsafeSlow(Math.ceil(bytes.length * 1.5) + ROOM);
  let end = 0;
  for (let at = mark; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    end += text.write(decoder.write(isBigEndian ? swapped(piece) : piece), end);
  }
  end += text.write(decoder.end(), end);
  return text.subarray(0, end);
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

/**
 * Returns what `use` makes of a body, and gives the body's memory back at once: V8 does not know how much hangs on a dead
 * body, and would let them pile up.
 * @throws {ContentError} as `decodeBody` does.
 */
export function withBody<T>(body: Body, maxBytes: number, use: (bytes: Buffer) => T): T {
  const bytes = decodeBody(body, maxBytes);
  try {
    return use(bytes);
  } finally {
    const { buffer } = bytes;
    // A small body lies in a pool with others, and one that came uncompressed in what the connection read.
    const isItsOwn = buffer !== body.bytes.buffer && buffer.byteLength > Buffer.poolSize;
    if (isItsOwn && buffer instanceof ArrayBuffer) buffer.transfer(0);
  }
}

/** Whether a body brings a checksum, which `decodeBody` holds it against: of the encodings, gzip and deflate do. */
export function hasChecksum(body: Body): boolean {
  const kind = kindOf(body);
  return kind === 'gzip' || kind === 'deflate';
}

/**
 * Returns the value that a body's bytes hold, UTF-8 with or without a byte-order mark.
 * @throws {ContentError} when they are not JSON, or too many values.
 */
export function parseJson(bytes: Buffer, mostValues: number = LIMITS.json.values): unknown {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (mayHoldMoreValues(text, mostValues)) {
    throw new ContentError(
      `the response has more than ${mostValues.toLocaleString('en-US')} values`,
      'No such response is expected: check what answers in place of the service.',
    );
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ContentError(`the response of ${bytes.length} bytes is not JSON`, 'It is requested again.', {
      cause,
    });
  }
}

/**
 * Returns the beginning of an error's body as UTF-8 bytes. It may be compressed like any other, and cut; what does not
 * inflate is returned as it came.
 */
export function decodedErrorBody(response: HttpResponse): Buffer {
  const bytes = inflatedBeginning(bodyOf(response), LIMITS.error.bytes);
  const utf16 = utf16Of(bytes);
  return utf16 === undefined ? bytes : utf8Of(bytes, utf16);
}

/** For an inflater: what came is all there is, and an end is not expected. */
const finishFlushes = {
  gzip: constants.Z_SYNC_FLUSH,
  deflate: constants.Z_SYNC_FLUSH,
  br: constants.BROTLI_OPERATION_FLUSH,
};

/** Zlib returns nothing of what inflates to too much, or is corrupt further on: the longest beginning is sought that does neither. */
function inflatedBeginning(body: Body, maxBytes: number): Buffer {
  const { bytes } = body;
  const kind = kindOf(body);
  const asItCame = bytes.subarray(0, maxBytes);
  if (kind !== 'gzip' && kind !== 'deflate' && kind !== 'br') return asItCame;
  let inflated = Buffer.alloc(0);
  let [least, most] = [0, bytes.length];
  for (let length = most; least < most; length = Math.ceil((least + most) / 2)) {
    try {
      inflated = inflaters[kind](bytes.subarray(0, length), {
        maxOutputLength: maxBytes,
        finishFlush: finishFlushes[kind],
      });
      least = length;
    } catch {
      most = length - 1;
    }
  }
  return inflated.length > 0 ? inflated : asItCame;
}

function kindOf({ bytes, encoding }: Body): string | undefined {
  const named = encoding?.trim().toLowerCase();
  return named === 'x-gzip' || (bytes[0] === 0x1f && bytes[1] === 0x8b) ? 'gzip' : named;
}

function inflateBody(body: Body, maxBytes: number): Buffer {
  const { bytes } = body;
  const kind = kindOf(body);
  if (kind !== 'gzip' && kind !== 'deflate' && kind !== 'br') return bytes;
  const stated = kind === 'gzip' ? statedSize(bytes) : maxBytes;
  const inflate = (size: number): Buffer | undefined => {
    try {
      return inflaters[kind](bytes, { maxOutputLength: Math.max(1, size), chunkSize: size + ROOM });
    } catch (cause) {
      if (cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
        return undefined;
      throw cause;
    }
  };
  try {
    // Only a hint: a stream of several members states the size of its last one, one that was cut short states anything.
    const size = Math.min(stated, maxBytes);
    const inflated = inflate(size) ?? (size < maxBytes ? inflate(maxBytes) : undefined);
    if (inflated !== undefined) return inflated;
  } catch (cause) {
    const what = `the ${bytes.length} bytes of ${kind} are cut short or corrupt: ${messageOf(cause)}`;
    throw new ContentError(what, 'The blob is read again.', { cause });
  }
  throw new BodyTooLargeError(maxBytes, 'inflated');
}

/**
 * All of a body in one buffer saves copies, and only what is written of a large buffer takes memory. More than the pool, so
 * that no small body lies in it, where its memory cannot be given back.
 */
const ROOM = Buffer.poolSize + 1;

/** A gzip stream ends with its inflated size (RFC 1952, ISIZE). */
function statedSize(bytes: Buffer): number {
  return bytes.length >= 18 ? bytes.readUInt32LE(bytes.length - 4) : 0;
}
