import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { ContentError, messageOf } from '../errors.ts';
import type { Answer } from './send.ts';

const inflaters = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** A body may not inflate to more than this, in bytes: Node.js holds no longer text. */
const LARGEST = 512 * 1024 * 1024;

/** The body of an answer as it came, and its `content-encoding`. */
export interface Body {
  readonly bytes: Buffer;
  readonly encoding: string | undefined;
}

/** Gives the body of an answer. */
export function bodyOf({ headers, body }: Answer): Body {
  return { bytes: body, encoding: headers.get('content-encoding') };
}

/**
 * Gives a body as UTF-8 bytes: inflated once, whole and with its checksum checked, and turned from UTF-16 where a
 * byte-order mark or the first bytes say so.
 * @throws {ContentError} when it is cut short or corrupt.
 */
export function decodeBody(body: Body): Buffer {
  const bytes = inflateBody(body);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.subarray(2).toString('utf16le'));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromBigEndian(bytes.subarray(2));
  if (bytes[0] === 0x5b && bytes[1] === 0) return Buffer.from(bytes.toString('utf16le'));
  if (bytes[0] === 0 && bytes[1] === 0x5b) return fromBigEndian(bytes);
  return bytes;
}

/**
 * Gives what `use` makes of a body, and the body's memory back at once: V8 does not know how much hangs on a dead body,
 * and would let them pile up.
 * @throws {ContentError} as `decodeBody` does.
 */
export function useBody<T>(body: Body, use: (bytes: Buffer) => T): T {
  const bytes = decodeBody(body);
  try {
    return use(bytes);
  } finally {
    const { buffer } = bytes;
    // A small body lies in a pool with others, and one that came uncompressed in what the connection read.
    const isItsOwn = buffer !== body.bytes.buffer && buffer.byteLength > Buffer.poolSize;
    if (isItsOwn && buffer instanceof ArrayBuffer) buffer.transfer(0);
  }
}

/** Tells whether a body brings a checksum, which `decodeBody` holds it against: of the encodings, gzip and deflate do. */
export function hasChecksum(body: Body): boolean {
  const kind = kindOf(body);
  return kind === 'gzip' || kind === 'deflate';
}

/**
 * Gives the value that a body's bytes hold, UTF-8 with or without a byte-order mark.
 * @throws {ContentError} when they are not JSON.
 */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ContentError(`the answer of ${bytes.length} bytes is not JSON`, 'It is asked for again.', {
      cause,
    });
  }
}

function kindOf({ bytes, encoding }: Body): string | undefined {
  const named = encoding?.trim().toLowerCase();
  return named === 'x-gzip' || (bytes[0] === 0x1f && bytes[1] === 0x8b) ? 'gzip' : named;
}

function inflateBody(body: Body): Buffer {
  const { bytes } = body;
  const kind = kindOf(body);
  if (kind !== 'gzip' && kind !== 'deflate' && kind !== 'br') return bytes;
  try {
    return inflaters[kind](bytes, { maxOutputLength: LARGEST, chunkSize: sizeHint(kind, bytes) });
  } catch (cause) {
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
