import { inflateRawSync } from 'node:zlib';
import { asBinary, asNumber } from '../arguments.ts';
import { fn, list, MError, type Value } from '../values.ts';

const DEFLATE = 1;

/** `Binary.*`, `Compression.*`, `TextEncoding.*` and `ByteOrder.*`. */
export const BINARY: Readonly<Record<string, Value>> = {
  'TextEncoding.Utf8': 65001,
  'Compression.Deflate': DEFLATE,
  'Binary.Buffer': fn(1, 1, ([from]) => {
    if (from === null) return null;
    return { kind: 'binary', bytes: asBinary(from).bytes, buffered: true };
  }),
  'Binary.Length': fn(1, 1, ([from]) => asBinary(from).bytes.length),
  'Binary.ToList': fn(1, 1, ([from]) => list([...asBinary(from).bytes])),
  'Binary.Range': fn(2, 3, ([from, offset, count]) => {
    const { bytes, buffered } = asBinary(from);
    const start = asNumber(offset);
    const end = count === undefined ? bytes.length : start + asNumber(count);
    if (start < 0 || end > bytes.length)
      throw new MError('Expression.Error', 'The range is outside the binary.');
    return { kind: 'binary', bytes: bytes.subarray(start, end), buffered };
  }),
  'Binary.Decompress': fn(2, 2, ([from, method]) => {
    if (method !== DEFLATE) throw new Error('The evaluator decompresses only Deflate.');
    const { bytes, buffered } = asBinary(from);
    try {
      return { kind: 'binary', bytes: inflateRawSync(bytes), buffered };
    } catch {
      throw new MError('DataFormat.Error', 'Block length does not match with its complement.');
    }
  }),
};
