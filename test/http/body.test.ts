import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ContentError } from '../../src/errors.ts';
import { BodyTooLargeError, decodeBody, decodedErrorBody, parseJson, withBody } from '../../src/http/body.ts';
import { response } from './fakes.ts';

const LIMIT = 512 * 1024 * 1024;
const text = `[{"Name":"Größe 😀 ${'x'.repeat(3000)}"}]`;
const utf8 = Buffer.from(text);
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();
const gzip = gzipSync(utf8);

/** Returns the bytes with one of them changed. */
function damaged(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(copy.length + at) ^ 0x55, copy.length + at);
  return copy;
}

describe('bodies that are whole', () => {
  test.each<[string, Buffer, string | undefined]>([
    ['plain', utf8, undefined],
    ['identity', utf8, 'identity'],
    ['gzip', gzip, 'gzip'],
    ['gzip in capitals', gzip, ' GZIP '],
    ['x-gzip', gzip, 'x-gzip'],
    ['gzip that no header names', gzip, undefined],
    [
      'gzip in two members',
      Buffer.concat([gzipSync(utf8.subarray(0, 50)), gzipSync(utf8.subarray(50))]),
      'gzip',
    ],
    ['deflate', deflateSync(utf8), 'deflate'],
    ['br', brotliCompressSync(utf8), 'br'],
    ['UTF-16 LE', little, undefined],
    ['UTF-16 BE', big, undefined],
    ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little]), undefined],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big]), undefined],
    ['UTF-16 BE in gzip', gzipSync(big), 'gzip'],
  ])('%s', (_, bytes, encoding) => {
    expect(decodeBody({ bytes, encoding }, LIMIT).toString()).toBe(text);
  });

  test('empty', () => {
    expect(decodeBody({ bytes: Buffer.alloc(0), encoding: undefined }, LIMIT)).toHaveLength(0);
  });

  test('many times larger than compressed', () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024, '[');
    expect(decodeBody({ bytes: gzipSync(zeros), encoding: 'gzip' }, LIMIT).equals(zeros)).toBe(true);
  });
});

describe('bodies that are not whole are errors, never a part', () => {
  test.each<[string, Buffer, string]>([
    ['gzip without its last byte', gzip.subarray(0, -1), 'gzip'],
    ['gzip without its checksum', gzip.subarray(0, -8), 'gzip'],
    ['half a gzip', gzip.subarray(0, gzip.length / 2), 'gzip'],
    ['gzip with another checksum', damaged(gzip, -8), 'gzip'],
    ['gzip with another length', damaged(gzip, -1), 'gzip'],
    ['gzip with another byte', damaged(gzip, -20), 'gzip'],
    ['nothing called gzip', Buffer.alloc(0), 'gzip'],
    ['text called gzip', utf8, 'gzip'],
    ['half a deflate', deflateSync(utf8).subarray(0, 20), 'deflate'],
    ['half a br', brotliCompressSync(utf8).subarray(0, 20), 'br'],
  ])('%s', (_, bytes, encoding) => {
    expect(() => decodeBody({ bytes, encoding }, LIMIT)).toThrow(ContentError);
  });
});

describe('a body that inflates to more than its limit is refused, whatever it says of its size', () => {
  const zeros = Buffer.alloc(1_000_000, '[');
  test.each<[string, Buffer, string]>([
    ['gzip', gzipSync(zeros), 'gzip'],
    ['gzip in two members', Buffer.concat([gzipSync(zeros), gzipSync('[]')]), 'gzip'],
    ['deflate', deflateSync(zeros), 'deflate'],
    ['br', brotliCompressSync(zeros), 'br'],
  ])('%s', (_, bytes, encoding) => {
    expect(() => decodeBody({ bytes, encoding }, 999_999)).toThrow(BodyTooLargeError);
    expect(() => decodeBody({ bytes, encoding }, 999_999)).toThrow('larger than 999,999 bytes inflated');
    expect(decodeBody({ bytes, encoding }, 1_000_010).length).toBeGreaterThanOrEqual(1_000_000);
  });
});

test('a body that came uncompressed has the same limit', () => {
  expect(() => decodeBody({ bytes: Buffer.alloc(11), encoding: undefined }, 10)).toThrow(BodyTooLargeError);
});

test('UTF-16 has half of the limit, because it takes twice the bytes', () => {
  const bytes = Buffer.from(`\ufeff["${'\u4e00'.repeat(100_000)}\u{1f600}"]`, 'utf16le');
  const whole = decodeBody({ bytes, encoding: undefined }, bytes.length * 2);
  expect(whole.equals(Buffer.from(bytes.subarray(2).toString('utf16le')))).toBe(true);
  expect(() => decodeBody({ bytes, encoding: undefined }, bytes.length * 2 - 2)).toThrow(BodyTooLargeError);
});

describe('of an error the beginning is inflated, however it goes on', () => {
  const CODE = "{'error':{'code':'AF429'}}";
  const KIB = 1024;
  const small = `${CODE}${' '.repeat(1_000 * KIB)}`;
  const large = `${CODE}${randomBytes(150 * KIB).toString('hex')}`;
  test.each<[string, Buffer, string | undefined]>([
    ['plain', Buffer.from(large), undefined],
    ['gzip that inflates to more', gzipSync(small), 'gzip'],
    ['gzip that is cut', gzipSync(large).subarray(0, 64 * KIB), 'gzip'],
    ['gzip that no header names', gzipSync(large).subarray(0, 64 * KIB), undefined],
    ['gzip of random bytes further on', damaged(gzipSync(large), -100_000).subarray(0, 200_000), 'gzip'],
    ['deflate that inflates to more', deflateSync(small), 'deflate'],
    ['deflate that is cut', deflateSync(large).subarray(0, 64 * KIB), 'deflate'],
    ['br that inflates to more', brotliCompressSync(large), 'br'],
    ['br that is cut', brotliCompressSync(large).subarray(0, 64 * KIB), 'br'],
  ])('%s', (_, bytes, encoding) => {
    const headers = encoding === undefined ? {} : { 'content-encoding': encoding };
    const beginning = decodedErrorBody(response(403, bytes, headers));
    const text = small.startsWith(beginning.toString()) ? small : large;
    expect(text.startsWith(beginning.toString())).toBe(true);
    expect(beginning.length).toBeGreaterThan(40 * KIB);
    expect(beginning.length).toBeLessThanOrEqual(64 * KIB);
  });

  test('UTF-16 as UTF-8', () => {
    const bytes = Buffer.from(`\ufeff${CODE}${'x'.repeat(100 * KIB)}`, 'utf16le').subarray(0, 64 * KIB);
    expect(decodedErrorBody(response(403, bytes)).toString().startsWith(CODE)).toBe(true);
  });

  test('what is not compressed as its header says comes as it is', () => {
    const given = response(403, CODE, { 'content-encoding': 'gzip' });
    expect(decodedErrorBody(given).toString()).toBe(CODE);
  });
});

describe('JSON of many values is refused before memory is made of it', () => {
  test.each([
    ['numbers', `[${'1,'.repeat(200_000)}1]`],
    ['nested lists', '['.repeat(200_001)],
    ['members', `{${'"a":0'.repeat(200_001)}}`],
  ])('%s', (_, text) => {
    expect(() => parseJson(Buffer.from(text))).toThrow('the response has more than 200,000 values');
  });

  test('as many as a page of 20,000 blobs has are read', () => {
    const entry = { contentId: 'a', contentUri: 'b', contentCreated: 'c', contentExpiration: 'd' };
    const entries = Array.from({ length: 20_000 }, () => entry);
    expect(parseJson(Buffer.from(JSON.stringify(entries)))).toHaveLength(20_000);
  });
});

describe('a body that was used', () => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, index) => ({ Id: index })));
  let kept: Buffer = Buffer.alloc(0);
  const use = (bytes: Buffer): string => {
    kept = bytes;
    return bytes.toString();
  };

  test.each([
    ['large', text],
    ['small', '[1]'],
  ])('has given its memory back, also when the use failed: a %s one', (_, inflated) => {
    const zipped = { bytes: gzipSync(inflated), encoding: 'gzip' };
    expect(withBody(zipped, LIMIT, use)).toBe(inflated);
    expect(kept).toHaveLength(0);
    const fails = (bytes: Buffer): never => {
      kept = bytes;
      throw new TypeError('no use');
    };
    expect(() => withBody(zipped, LIMIT, fails)).toThrow('no use');
    expect(kept).toHaveLength(0);
  });

  test.each([
    ['came uncompressed', { bytes: Buffer.from(text), encoding: undefined }],
    ['lies in a pool with others', { bytes: Buffer.from('[1]'), encoding: undefined }],
  ])('keeps memory that is not its own: it %s', (_, given) => {
    const whole = withBody(given, LIMIT, use);
    expect(kept.toString()).toBe(whole);
    expect(given.bytes.length).toBeGreaterThan(0);
  });
});
