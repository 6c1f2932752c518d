import { promisify } from 'node:util';
import { brotliDecompress, gunzip, gunzipSync, inflate } from 'node:zlib';
import { ContentError, messageOf } from '../errors.ts';
import type { Answer } from './http.ts';

const inflaters = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

/** A body may not inflate to more than this, in bytes: Node.js holds no longer text. */
const LARGEST = 512 * 1024 * 1024;

/** To wake another thread and to be woken by it costs what it takes to inflate this many bytes. */
const MOST_AT_ONCE = 256 * 1024;

/**
 * Gives the body of an answer as UTF-8 bytes: inflated once, whole and with its checksum checked, and turned from UTF-16
 * where a byte-order mark or the first bytes say so.
 * @throws {ContentError} when it is cut short or corrupt.
 */
export async function decodeBody({ headers, body }: Answer): Promise<Buffer> {
  const bytes = await inflateBody(body, headers.get('content-encoding')?.trim().toLowerCase());
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
export async function useBody<T>(answer: Answer, use: (bytes: Buffer) => T): Promise<T> {
  const bytes = await decodeBody(answer);
  try {
    return use(bytes);
  } finally {
    const { buffer } = bytes;
    // A small body lies in a pool with others, and one that came uncompressed in what the connection read.
    const isItsOwn = buffer !== answer.body.buffer && buffer.byteLength > Buffer.poolSize;
    if (isItsOwn && buffer instanceof ArrayBuffer) buffer.transfer(0);
  }
}

async function inflateBody(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const kind = encoding === 'x-gzip' || (body[0] === 0x1f && body[1] === 0x8b) ? 'gzip' : encoding;
  if (kind !== 'gzip' && kind !== 'deflate' && kind !== 'br') return body;
  const options = { maxOutputLength: LARGEST, chunkSize: sizeHint(kind, body) };
  try {
    if (kind === 'gzip' && options.chunkSize <= MOST_AT_ONCE) return gunzipSync(body, options);
    return await inflaters[kind](body, options);
  } catch (cause) {
    const what = `The ${body.length} bytes of ${kind} are cut short or corrupt: ${messageOf(cause)}`;
    throw new ContentError(what, 'The blob is read again.', { cause });
  }
}

/** A gzip stream ends with its inflated size (RFC 1952, ISIZE): a buffer of that size saves copies. Only a hint. */
function sizeHint(kind: string, body: Buffer): number {
  const stated = kind === 'gzip' && body.length >= 18 ? body.readUInt32LE(body.length - 4) : 64 * 1024;
  return Math.min(Math.max(stated + 64, 1024), 64 * 1024 * 1024);
}

function fromBigEndian(bytes: Buffer): Buffer {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return Buffer.from(even.swap16().toString('utf16le'));
}
