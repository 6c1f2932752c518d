// What both sides of the WebAssembly modules must agree on. The constants of the AssemblyScript are made from this file by
// `npm run build` (scripts/wasm.mjs): the comment behind each is its type there.

/** Why `walk` came back: the array goes on, ends, is broken, or has an element that is not an object or array. */
export const STATE_MORE = 0; // i32
export const STATE_END = 1; // i32
export const STATE_BROKEN = 2; // i32
export const STATE_SCALAR = 3; // i32

/** Words of 32 bits that `walk` writes for an element. */
export const ELEMENT_WORDS = 6; // usize

/** Zeros that must be readable after the input, in bytes: both modules look at 64 bytes at a time. */
export const PADDING_BYTES = 64; // usize

/** A name in the picker's table: its bytes, zeros, and its length in the last byte. */
export const NAME_BYTES = 64; // usize

/** Words of 32 bits that `pick` writes for a value: its kind, where it starts and where it ends. */
export const VALUE_WORDS = 3; // usize
/** And for a property: its name's place in the table, and a value. */
export const PROPERTY_WORDS = 4; // usize
/** Properties of a record that are written; one with more is for the parser. */
export const MAX_PROPERTIES = 64; // u32

/** What a value is: not there, a text without escapes (its place is that between the quotes), the list, or else. */
export const KIND_NONE = 0; // u32
export const KIND_TEXT = 1; // u32
export const KIND_LIST = 2; // u32
export const KIND_OTHER = 3; // u32
