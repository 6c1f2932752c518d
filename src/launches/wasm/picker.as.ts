// AssemblyScript: compiled by `npm run build` to picker-wasm.ts. It reads one audit record as strictly as JSON.parse does,
// and notes where the few values stand that a launch is made of. It looks for no end: a record that does not end where it
// should is found out at last, and no JSON holds a zero, so that it stops at the zeros that end the memory.

import {
  KIND_LIST,
  KIND_NONE,
  KIND_OTHER,
  KIND_TEXT,
  MAX_PROPERTIES,
  NAME_BYTES,
  PROPERTY_WORDS,
  VALUE_WORDS,
} from './shared';

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const COMMA: u8 = 0x2c;
const COLON: u8 = 0x3a;
const MINUS: u8 = 0x2d;
const ZERO: u8 = 0x30;
const OPEN_ARRAY: u8 = 0x5b;
const CLOSE_ARRAY: u8 = 0x5d;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;

/** What the members of an object or array are: fields of a record, pairs of any object, parts of a property; elements. */
const FIELDS: i32 = 0;
const PAIRS: i32 = 1;
const PARTS: i32 = 2;
const VALUES: i32 = 3;
const PROPERTIES: i32 = 4;

/** Deeper nesting is for the parser: this one calls itself. */
const DEEPEST: i32 = 32;

// The table of names, first the keys of a record and then the names of properties, and where the output begins.
let names: usize = 0;
let fieldNames: i32 = 0;
let allNames: i32 = 0;
let out: usize = 0;

/** How many properties `pick` wrote. */
export let properties: u32 = 0;

// Of the key that was read last, between its quotes, and of the text that was read last.
let key: usize = 0;
let keyEnd: usize = 0;
let escaped: bool = false;
/** Where the property is written that is being read. */
let property: usize = 0;

/** Says where the table of names stands, of how many fields and properties, and where `pick` writes. */
export function setUp(table: usize, fields: i32, others: i32, output: usize): void {
  names = table;
  fieldNames = fields;
  allNames = fields + others;
  out = output;
}

/**
 * Reads the record `[from, end)`. Writes a value for each field, the last one of its name, and then `properties` properties,
 * those of the names in the table: the place of the name there, and its last value. The first field is the list of
 * properties: where it is a list, only its kind is written. Returns false when the record is not JSON, or so unusual that only a
 * parser can tell.
 */
export function pick(from: usize, end: usize): bool {
  properties = 0;
  memory.fill(out, 0, <usize>fieldNames * VALUE_WORDS * 4);
  return load<u8>(from) == OPEN_OBJECT && passMembers(from + 1, FIELDS, 0) == end;
}

// Each of these passes what it is named after, and returns the place after it: 0 when it is not JSON, or unusual.

/** Passes the rest of an object or array, whose `members` are these. */
function passMembers(from: usize, members: i32, depth: i32): usize {
  const close = members >= VALUES ? CLOSE_ARRAY : CLOSE_OBJECT;
  let at = skipBlanks(from);
  if (load<u8>(at) == close) return at + 1;
  let byte: u8 = COMMA;
  while (byte == COMMA) {
    if (members == FIELDS) at = passField(at);
    else if (members == PARTS) at = passPart(at);
    else if (members == PROPERTIES) at = passProperty(at);
    else at = passValue(members == PAIRS ? passKey(at) : at, depth);
    if (!at) return 0;
    at = skipBlanks(at);
    byte = load<u8>(at++);
    if (byte == close) return at;
    at = skipBlanks(at);
  }
  return 0;
}

function passField(at: usize): usize {
  const value = passKey(at);
  if (!value) return 0;
  const field = indexOfName(key, keyEnd - key, 0, fieldNames, 0);
  const slot = out + <usize>field * VALUE_WORDS * 4;
  if (field == 0 && load<u8>(value) == OPEN_ARRAY) {
    properties = 0;
    store<u32>(slot, KIND_LIST);
    return passMembers(value + 1, PROPERTIES, 1);
  }
  const after = passValue(value, 1);
  if (field >= 0 && after) note(slot, value, after);
  return after;
}

function passProperty(at: usize): usize {
  if (load<u8>(at) != OPEN_OBJECT) return passValue(at, 2);
  property = out + <usize>fieldNames * VALUE_WORDS * 4 + <usize>properties * PROPERTY_WORDS * 4;
  store<i32>(property, -1);
  store<u32>(property, KIND_NONE, 4);
  const after = passMembers(at + 1, PARTS, 2);
  if (load<i32>(property) >= 0) properties++;
  return properties < MAX_PROPERTIES ? after : 0;
}

/** Passes the `Name` or the `Value` of a property, or what else it has. */
function passPart(at: usize): usize {
  const value = passKey(at);
  const isName = keyEnd - key == 4 && load<u32>(key) == 0x656d_614e;
  const isValue = keyEnd - key == 5 && load<u32>(key) == 0x756c_6156 && load<u8>(key, 4) == 0x65;
  const after = passValue(value, 3);
  if (!after) return 0;
  if (isName) {
    if (load<u8>(value) != QUOTE || escaped) return 0;
    const length = after - value - 2;
    store<i32>(property, indexOfName(value + 1, length, fieldNames, allNames, 0x20));
  } else if (isValue) {
    note(property + 4, value, after);
  }
  return after;
}

function passValue(at: usize, depth: i32): usize {
  if (!at) return 0;
  const byte = load<u8>(at);
  if (byte == QUOTE) return passText(at + 1);
  if (byte == OPEN_OBJECT) return depth < DEEPEST ? passMembers(at + 1, PAIRS, depth + 1) : 0;
  if (byte == OPEN_ARRAY) return depth < DEEPEST ? passMembers(at + 1, VALUES, depth + 1) : 0;
  const word = load<u32>(at);
  if (word == 0x6575_7274 || word == 0x6c6c_756e) return at + 4;
  if (word == 0x736c_6166 && load<u8>(at, 4) == 0x65) return at + 5;
  return passInteger(at);
}

/** Passes a key and its colon, up to the value. An escaped key may read as any other. */
function passKey(at: usize): usize {
  if (load<u8>(at) != QUOTE) return 0;
  key = at + 1;
  const after = passText(key);
  if (!after || escaped) return 0;
  keyEnd = after - 1;
  const colon = skipBlanks(after);
  return load<u8>(colon) == COLON ? skipBlanks(colon + 1) : 0;
}

/** Passes the rest of a text, from after its first quote. */
// @ts-ignore: decorator of AssemblyScript
@inline
function passText(from: usize): usize {
  escaped = false;
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
    const escapes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
    const controls = i8x16.lt_u(bytes, i8x16.splat(0x20));
    const stops = i8x16.bitmask(v128.or(v128.or(quotes, escapes), controls));
    if (!stops) {
      at += 16;
      continue;
    }
    at += <usize>ctz(stops);
    const byte = load<u8>(at);
    if (byte == QUOTE) return at + 1;
    if (byte != BACKSLASH) return 0;
    at = passEscape(at + 1);
    if (!at) return 0;
    escaped = true;
  }
}

/** Passes what follows a backslash: one of `"\/bfnrt`, or `u` and four hexadecimal digits. */
function passEscape(at: usize): usize {
  switch (load<u8>(at)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return at + 1;
    case 0x75: {
      for (let digit: usize = 1; digit <= 4; digit++) {
        const byte = load<u8>(at + digit);
        const letter = (byte | 0x20) - 0x61;
        if (byte - ZERO > 9 && letter > 5) return 0;
      }
      return at + 5;
    }
    default:
      return 0;
  }
}

/** A fraction or an exponent is left to the parser. */
function passInteger(from: usize): usize {
  const first = load<u8>(from) == MINUS ? from + 1 : from;
  if (load<u8>(first) == ZERO) return first + 1;
  let at = first;
  while (load<u8>(at) - ZERO <= 9) at++;
  return at == first ? 0 : at;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function skipBlanks(from: usize): usize {
  let at = from;
  while (true) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09) return at;
    at++;
  }
}

/** Writes down the value `[start, end)`, which was read last. */
function note(slot: usize, start: usize, end: usize): void {
  const plain = load<u8>(start) == QUOTE && !escaped;
  store<u32>(slot, plain ? KIND_TEXT : KIND_OTHER);
  store<u32>(slot, <u32>(plain ? start + 1 : start), 4);
  store<u32>(slot, <u32>(plain ? end - 1 : end), 8);
}

/** The place in the table, from `first` and before `last`, of the name that a text is; -1 without one. */
function indexOfName(text: usize, length: usize, first: i32, last: i32, fold: u8): i32 {
  for (let index = first; index < last; index++) {
    const name = names + <usize>index * NAME_BYTES;
    if (load<u8>(name, NAME_BYTES - 1) == length && equals(text, name, length, fold)) return index;
  }
  return -1;
}

/** Whether a text is a name; `fold` is 0x20 where the text's letters A to Z count as lower-case. */
function equals(text: usize, name: usize, length: usize, fold: u8): bool {
  for (let at: usize = 0; at < length; at += 16) {
    const bytes = v128.load(text + at);
    const capitals = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26));
    const folded = v128.or(bytes, v128.and(capitals, i8x16.splat(fold)));
    const differing = i8x16.bitmask(i8x16.ne(folded, v128.load(name + at)));
    const rest = length - at;
    if (rest >= 16 ? differing : differing & ((1 << <i32>rest) - 1)) return false;
  }
  return true;
}
