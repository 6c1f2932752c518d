import { asBinary, asFunction, asNumber, asRecord, call } from '../arguments.ts';
import { type Format, fn, known, type Lazy, list, MError, type MFunction, type Value } from '../values.ts';

const LITTLE_ENDIAN = 0;

/** `BinaryFormat.*` and `ByteOrder.*`: big-endian unless said otherwise. */
export const BINARY_FORMAT: Readonly<Record<string, Value>> = {
  'ByteOrder.LittleEndian': LITTLE_ENDIAN,
  'ByteOrder.BigEndian': 1,
  'BinaryFormat.UnsignedInteger16': unsigned(2),
  'BinaryFormat.UnsignedInteger32': unsigned(4),
  'BinaryFormat.ByteOrder': fn(2, 2, ([inner, order]) => {
    const read = formatIn(inner);
    return format((bytes, at) => read(bytes, at, order === LITTLE_ENDIAN));
  }),
  'BinaryFormat.Binary': fn(1, 1, ([length]) =>
    format((bytes, at) => {
      const next = end(bytes, at, asNumber(length));
      return { value: { kind: 'binary', bytes: bytes.subarray(at, next), buffered: true }, next };
    }),
  ),
  'BinaryFormat.Text': fn(1, 2, ([length]) =>
    format((bytes, at) => {
      const next = end(bytes, at, asNumber(length));
      return { value: Buffer.from(bytes.subarray(at, next)).toString('utf8'), next };
    }),
  ),
  'BinaryFormat.Record': fn(1, 1, ([fields]) =>
    format((bytes, at, littleEndian) => {
      const read = new Map<string, Lazy>();
      let next = at;
      for (const [name, field] of asRecord(fields).fields) {
        const given = field.get();
        // What is no format stands in the result as it is.
        const inner = typeof given === 'object' && given?.kind === 'function' ? given.format : undefined;
        const part = inner === undefined ? { value: given, next } : inner(bytes, next, littleEndian);
        read.set(name, known(part.value));
        next = part.next;
      }
      return { value: { kind: 'record', fields: read }, next };
    }),
  ),
  'BinaryFormat.List': fn(2, 2, ([inner, count]) =>
    format((bytes, at, littleEndian) => {
      const values: Value[] = [];
      let next = at;
      for (let left = asNumber(count); left > 0; left -= 1) {
        const part = formatIn(inner)(bytes, next, littleEndian);
        values.push(part.value);
        next = part.next;
      }
      return { value: list(values), next };
    }),
  ),
  'BinaryFormat.Choice': fn(2, 2, ([inner, choose]) =>
    format((bytes, at, littleEndian) => {
      const head = formatIn(inner)(bytes, at, littleEndian);
      return formatIn(call(asFunction(choose), [head.value]))(bytes, head.next, littleEndian);
    }),
  ),
};

/** A format is a function: applied to a binary it gives what it reads there. */
function format(read: Format): MFunction {
  return { ...fn(1, 1, ([binary]) => read(asBinary(binary).bytes, 0, false).value), format: read };
}

function formatIn(value: Value | undefined): Format {
  const { format: read } = asFunction(value);
  if (read === undefined) throw new MError('Expression.Error', 'The value is no binary format.');
  return read;
}

function unsigned(length: 2 | 4): MFunction {
  return format((bytes, at, littleEndian) => {
    const next = end(bytes, at, length);
    const view = Buffer.from(bytes.subarray(at, next));
    return { value: littleEndian ? view.readUIntLE(0, length) : view.readUIntBE(0, length), next };
  });
}

function end(bytes: Uint8Array, at: number, length: number): number {
  if (at + length <= bytes.length) return at + length;
  throw new MError('DataFormat.Error', 'The binary ended before the format did.');
}
