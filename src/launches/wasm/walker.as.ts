// AssemblyScript: compiled by `npm run build` to walker-wasm.ts. It looks at strings and plain values 64 bytes at a
// time, which is several times faster than JSON.parse, and finds where the records of a JSON array begin and end.

import { ELEMENT_WORDS, STATE_BROKEN, STATE_END, STATE_MORE, STATE_SCALAR } from './shared';

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const COMMA: u8 = 0x2c;
const COLON: u8 = 0x3a;
const OPEN_ARRAY: u8 = 0x5b;
const CLOSE_ARRAY: u8 = 0x5d;
const OPEN_OBJECT: u8 = 0x7b;
/** `{` and `[` with the bit set in which they differ; `}` and `]` likewise. */
const OPEN: u8 = 0x7b;
const CLOSE: u8 = 0x7d;
/** The first letters of "Operation" and "RecordType". */
const LETTER_O: u8 = 0x4f;
const LETTER_R: u8 = 0x52;

// Of a block of 64 bytes, one bit a byte: what is still to be looked at, and what belongs to a text, its first quote too.
let block: usize = 0;
let marks: u64 = 0;
let texts: u64 = 0;
// What a block leaves to the next: all ones while a text is open, 1 when its last byte opened a text or escapes the next,
// and whether the text that is open has an escape.
let open: u64 = 0;
let opened: u64 = 0;
let escape: u64 = 0;
let escaped: bool = false;

/** Where the walk stands: the next element, the closing bracket, or the byte that is wrong. */
export let cursor: usize = 0;
export let state: i32 = STATE_MORE;

/**
 * Walks elements of a JSON array from the first byte of one. For each it writes ELEMENT_WORDS u32 to `out`: where it starts and
 * ends, where the text of its own `Operation` starts and ends (0 without one), its own `RecordType` as a number (0
 * without one), and 1 when only a parser can tell. At most `capacity` elements; returns how many it wrote.
 * PADDING_BYTES after `end` must be readable, and zero.
 */
export function walk(from: usize, end: usize, out: usize, capacity: i32): i32 {
  let at = from;
  let records: i32 = 0;
  state = STATE_MORE;
  begin(from);
  while (records < capacity) {
    const start = at;
    const first = load<u8>(at);
    if (first != OPEN_OBJECT && first != OPEN_ARRAY) return stop(STATE_SCALAR, at, records);
    let operation: usize = 0;
    let operationEnd: usize = 0;
    let recordType: u32 = 0;
    let doubtful: u32 = first == OPEN_ARRAY ? 1 : 0;
    let depth: i32 = 0;
    for (;;) {
      while (marks == 0) {
        block += 64;
        if (block >= end) return stop(STATE_BROKEN, end, records);
        markBlock();
      }
      const place = ctz(marks);
      marks &= marks - 1;
      const mark = block + <usize>place;
      const byte = load<u8>(mark);
      if ((byte | 0x20) == OPEN) {
        depth++;
      } else if ((byte | 0x20) == CLOSE) {
        if (--depth == 0) {
          at = mark + 1;
          break;
        }
      } else if (byte == BACKSLASH) {
        // Only where a quote is missing: what follows would be taken for structure, and records for text.
        if (!((texts >> place) & 1)) return stop(STATE_BROKEN, mark, records);
        escaped = true;
      } else if (byte == QUOTE) {
        // An escaped key may read as one of the two.
        const ends = !((texts >> place) & 1);
        if (ends && escaped && depth == 1 && followedByColon(mark + 1, end)) doubtful = 1;
        escaped = false;
      } else if (depth == 1) {
        const isOperation = startsOperation(mark) && load<u8>(mark, 9) == QUOTE;
        const isRecordType = startsRecordType(mark) && load<u8>(mark, 10) == QUOTE;
        if (!isOperation && !isRecordType) continue;
        const colon = skipBlanks(mark + (isOperation ? 10 : 11), end);
        if (colon >= end || load<u8>(colon) != COLON) {
          // One of the two without its colon is a fault for the parser to see.
          doubtful = 1;
          continue;
        }
        let value = skipBlanks(colon + 1, end);
        const quoted = value < end && load<u8>(value) == QUOTE;
        if (quoted) value++;
        if (isRecordType) {
          recordType = numberAt(value, end);
        } else {
          const stops = quoted ? nextInText(value, end) : end;
          if (operation != 0 || stops >= end || load<u8>(stops) == BACKSLASH) doubtful = 1;
          operation = value;
          operationEnd = stops;
        }
      }
    }
    const slot = out + (<usize>records) * ELEMENT_WORDS * 4;
    store<u32>(slot, <u32>start);
    store<u32>(slot, <u32>at, 4);
    store<u32>(slot, <u32>operation, 8);
    store<u32>(slot, <u32>operationEnd, 12);
    store<u32>(slot, recordType, 16);
    store<u32>(slot, doubtful, 20);
    records++;
    at = skipBlanks(at, end);
    const after: u8 = at < end ? load<u8>(at) : 0;
    if (after == CLOSE_ARRAY) return stop(STATE_END, at, records);
    if (after != COMMA) return stop(STATE_BROKEN, at, records);
    at = skipBlanks(at + 1, end);
  }
  cursor = at;
  return records;
}

function stop(why: i32, at: usize, records: i32): i32 {
  state = why;
  cursor = at;
  return records;
}

/** The next quote or backslash within a text. */
// @ts-ignore: decorator of AssemblyScript
@inline
function nextInText(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at);
    const marks = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
    const found = i8x16.bitmask(marks);
    if (found) return at + <usize>ctz(found);
  }
  return end;
}

function begin(from: usize): void {
  block = from - 64;
  marks = 0;
  open = 0;
  opened = 0;
  escape = 0;
  escaped = false;
}

/**
 * Marks what the walk has to look at: brackets outside of texts, and the first letter of texts that may be one of the two
 * keys; where there are escapes, also them and the quotes of texts.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
function markBlock(): void {
  const a = v128.load(block);
  const b = v128.load(block, 16);
  const c = v128.load(block, 32);
  const d = v128.load(block, 48);
  let quotes = bitsOf(a, b, c, d, QUOTE);
  const escapes = bitsOf(a, b, c, d, BACKSLASH);
  if (escapes | escape) quotes &= ~escapedBy(escapes);
  texts = prefixXor(quotes) ^ open;
  open = <u64>(<i64>texts >> 63);
  const space = i8x16.splat(0x20);
  const folded = v128.or(a, space);
  const brackets =
    bitsOf(folded, v128.or(b, space), v128.or(c, space), v128.or(d, space), OPEN) |
    bitsOf(folded, v128.or(b, space), v128.or(c, space), v128.or(d, space), CLOSE);
  const opening = quotes & texts;
  const letters = bitsOf(a, b, c, d, LETTER_O) | bitsOf(a, b, c, d, LETTER_R);
  marks = (brackets & ~texts) | (((opening << 1) | opened) & letters);
  opened = opening >> 63;
  if (escapes || escaped) marks |= quotes | escapes;
}

/** Which of 64 bytes are `byte`. */
// @ts-ignore: decorator of AssemblyScript
@inline
function bitsOf(a: v128, b: v128, c: v128, d: v128, byte: u8): u64 {
  const wanted = i8x16.splat(byte);
  return (
    <u64>i8x16.bitmask(i8x16.eq(a, wanted)) |
    (<u64>i8x16.bitmask(i8x16.eq(b, wanted)) << 16) |
    (<u64>i8x16.bitmask(i8x16.eq(c, wanted)) << 32) |
    (<u64>i8x16.bitmask(i8x16.eq(d, wanted)) << 48)
  );
}

/** The bytes that a backslash escapes, the block before included. */
function escapedBy(backslashes: u64): u64 {
  let found = escape;
  let left = backslashes & ~found;
  escape = 0;
  while (left) {
    const lowest = left & -left;
    if (lowest == 1 << 63) escape = 1;
    found |= lowest << 1;
    left &= ~(lowest | (lowest << 1));
  }
  return found;
}

/** Each bit the exclusive or of itself and all before it: between two quotes, the first included, there are ones. */
// @ts-ignore: decorator of AssemblyScript
@inline
function prefixXor(bits: u64): u64 {
  let x = bits;
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  x ^= x << 32;
  return x;
}

function followedByColon(from: usize, end: usize): bool {
  const at = skipBlanks(from, end);
  return at < end && load<u8>(at) == COLON;
}

function skipBlanks(from: usize, end: usize): usize {
  let at = from;
  while (at < end) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09) break;
    at++;
  }
  return at;
}

function numberAt(from: usize, end: usize): u32 {
  let value: u32 = 0;
  for (let at = from; at < end && value < 100_000; at++) {
    const digit = <u32>load<u8>(at) - 0x30;
    if (digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** Compares with "Operation": eight bytes at a time, the first lowest. */
function startsOperation(at: usize): bool {
  return load<u64>(at) == 0x6f69_7461_7265_704f && load<u8>(at, 8) == 0x6e;
}

/** Compares with "RecordType". */
function startsRecordType(at: usize): bool {
  return load<u64>(at) == 0x7954_6472_6f63_6552 && load<u16>(at, 8) == 0x6570;
}
