import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { ContentError, messageOf } from '../errors.ts';
import { BodyTooLargeError, type HttpResponse } from './send.ts';

const inflaters = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

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
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.subarray(2).toString('utf16le'));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromBigEndian(bytes.subarray(2));
  if (bytes[0] === 0x5b && bytes[1] === 0) return Buffer.from(bytes.toString('utf16le'));
  if (bytes[0] === 0 && bytes[1] === 0x5b) return fromBigEndian(bytes);
  return bytes;
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
 * @throws {ContentError} when they are not JSON.
 */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ContentError(`the response of ${bytes.length} bytes is not JSON`, 'It is requested again.', {
      cause,
    });
  }
}

/** What is read of the body of an error, in bytes: its code stands at the beginning. */
const ERROR_BODY_BYTES = 64 * 1024;

/** Returns the beginning of an error's body, which may be compressed like any other; what does not inflate, as it came. */
export function decodedErrorBody(response: HttpResponse): Buffer {
  try {
    return decodeBody(bodyOf(response), ERROR_BODY_BYTES);
  } catch {
    return response.body;
  }
}

function kindOf({ bytes, encoding }: Body): string | undefined {
  const named = encoding?.trim().toLowerCase();
  return named === 'x-gzip' || (bytes[0] === 0x1f && bytes[1] === 0x8b) ? 'gzip' : named;
}

function inflateBody(body: Body, maxBytes: number): Buffer {
  const { bytes } = body;
  const kind = kindOf(body);
  if (kind !== 'gzip' && kind !== 'deflate' && kind !== 'br') return bytes;
  try {
    return inflaters[kind](bytes, { maxOutputLength: maxBytes, chunkSize: sizeHint(kind, bytes) });
  } catch (cause) {
    if (cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new BodyTooLargeError(maxBytes, 'inflated');
    }
    const what = `The ${bytes.length} bytes of ${kind} are cut short or corrupt: ${messageOf(cause)}`;
    throw new ContentError(what, 'The blob is read again.', { cause });
  }
}

/**
 * A gzip stream ends with its inflated size (RFC 1952, ISIZE): a buffer of that size saves copies. Only a hint. More than
 * the pool, so that no small body lies in it, where its memory cannot be given back.
 */
function sizeHint(kind: string, bytes: Buffer): number {
  const stated = kind === 'gzip' && bytes.length >= 18 ? bytes.readUInt32LE(bytes.length - 4) : 64 * 1024;
  return Math.min(Math.max(stated + 64, Buffer.poolSize + 1), 64 * 1024 * 1024);
}

function fromBigEndian(bytes: Buffer): Buffer {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return Buffer.from(even.swap16().toString('utf16le'));
}
