import { ELEMENT_WORDS, PADDING_BYTES, STATE_END, STATE_MORE, STATE_SCALAR } from './shared.ts';
import { startWasm, type WasmMemory } from './start.ts';
import { WALKER_WASM } from './walker-wasm.ts';

/** One element of a JSON array: bytes `[start, end)`, and what its own keys say as far as no parser is needed. */
export interface WalkedElement {
  readonly start: number;
  readonly end: number;
  /** Text of `Operation`, `[operationStart, operationEnd)`; empty without one. */
  readonly operationStart: number;
  readonly operationEnd: number;
  /** `RecordType`, 0 without one. */
  readonly recordType: number;
  /** Only a parser can tell the operation, or whether there is one. */
  readonly doubtful: boolean;
}

/** How a walk through an array ended: at its closing bracket, or at a byte that is wrong. */
export interface Walk {
  readonly kind: 'end' | 'broken' | 'scalar';
  readonly at: number;
}

interface Exports {
  readonly walk: (from: number, end: number, out: number, capacity: number) => number;
  readonly cursor: { readonly value: number };
  readonly state: { readonly value: number };
}

const PAGE = 65_536;
const CAPACITY = 2_048;
/** The walker's own static data ends below. */
const OUT = 4_096;
const INPUT = OUT + CAPACITY * ELEMENT_WORDS * 4;

let walker: { readonly exports: Exports; readonly memory: WasmMemory } | undefined;

/**
 * Walks the elements of a JSON array from the first byte of its first element, and gives each to `visit`.
 * `scalar`: the element at `at` is not an object and no array, and the caller passes it.
 */
export function walkElements(bytes: Uint8Array, from: number, visit: (element: WalkedElement) => void): Walk {
  walker ??= load();
  const { exports, memory } = walker;
  const missing = INPUT + bytes.length + PADDING_BYTES - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const input = new Uint8Array(memory.buffer, INPUT);
  input.set(bytes);
  input.fill(0, bytes.length, bytes.length + PADDING_BYTES);
  for (let at = INPUT + from; ; ) {
    const count = exports.walk(at, INPUT + bytes.length, OUT, CAPACITY);
    const out = new Uint32Array(memory.buffer, OUT, count * ELEMENT_WORDS);
    for (let index = 0; index < count; index += 1) visit(elementAt(out, index * ELEMENT_WORDS));
    at = exports.cursor.value;
    const state = exports.state.value;
    if (state !== STATE_MORE) return { kind: kindOf(state), at: at - INPUT };
  }
}

function kindOf(state: number): Walk['kind'] {
  if (state === STATE_END) return 'end';
  return state === STATE_SCALAR ? 'scalar' : 'broken';
}

function elementAt(out: Uint32Array, slot: number): WalkedElement {
  const offset = (field: number): number => Math.max((out[slot + field] ?? 0) - INPUT, 0);
  return {
    start: offset(0),
    end: offset(1),
    operationStart: offset(2),
    operationEnd: offset(3),
    recordType: out[slot + 4] ?? 0,
    doubtful: out[slot + 5] === 1,
  };
}

function load(): { readonly exports: Exports; readonly memory: WasmMemory } {
  const { exports, memory } = startWasm(WALKER_WASM, 64);
  // The module is ours: scripts/wasm.mjs compiles it from walker.as.ts, which exports exactly these.
  return { exports: exports as Exports, memory };
}
