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

/**
 * How a walk through an array ended: at its closing bracket, at a byte that is wrong, or behind the last element that the
 * walker's memory holds whole.
 */
export interface Walk {
  readonly kind: 'end' | 'broken' | 'scalar' | 'cut';
  readonly at: number;
}

interface Exports {
  readonly walk: (from: number, end: number, out: number, capacity: number) => number;
  readonly cursor: { readonly value: number };
  readonly state: { readonly value: number };
}

const CAPACITY = 2_048;
/** The walker's own static data ends below. */
const OUT = 4_096;
const INPUT = OUT + CAPACITY * ELEMENT_WORDS * 4;
/** Walked at a time, in bytes: nearly every blob at once, and the memory never grows. */
export const WINDOW_BYTES = 8 * 2 ** 20;
const PAGES = Math.ceil((INPUT + WINDOW_BYTES + PADDING_BYTES) / 65_536);

let walker: { readonly exports: Exports; readonly memory: WasmMemory } | undefined;

/**
 * Returns what walks elements of the JSON array in `bytes` from the first byte of one, and gives each to `visit`. `scalar`: the
 * element at `at` is not an object and no array, and the caller passes it. `cut`: the caller goes on behind `at`, which is
 * where the walk began when not one element was whole. No other walk may begin before its end.
 */
export function openWalk(bytes: Uint8Array): (from: number, visit: (element: WalkedElement) => void) => Walk {
  walker ??= load();
  const { exports, memory } = walker;
  const input = new Uint8Array(memory.buffer, INPUT);
  // Which bytes lie in the memory.
  let [start, length] = [0, 0];
  const lay = (from: number): void => {
    const window = bytes.subarray(from, from + WINDOW_BYTES);
    input.set(window);
    input.fill(0, window.length, window.length + PADDING_BYTES);
    [start, length] = [from, window.length];
  };
  const walk = (from: number, visit: (element: WalkedElement) => void): Walk => {
    const end = INPUT + length;
    let visited = from;
    for (let at = INPUT + from - start; ; ) {
      const count = exports.walk(at, end, OUT, CAPACITY);
      const out = new Uint32Array(memory.buffer, OUT, count * ELEMENT_WORDS);
      for (let index = 0; index < count; index += 1) {
        const element = elementAt(out, index * ELEMENT_WORDS, INPUT - start);
        visit(element);
        visited = element.end;
      }
      at = exports.cursor.value;
      const state = exports.state.value;
      if (at >= end && start + length < bytes.length) return { kind: 'cut', at: visited };
      if (state !== STATE_MORE) return { kind: kindOf(state), at: at - INPUT + start };
    }
  };
  return (from, visit) => {
    // Behind each scalar a walk begins anew: most of them find their bytes there.
    if (from >= start && from < start + length) {
      const walked = walk(from, visit);
      if (walked.kind !== 'cut' || walked.at > from) return walked;
    }
    lay(from);
    return walk(from, visit);
  };
}

function kindOf(state: number): Walk['kind'] {
  if (state === STATE_END) return 'end';
  return state === STATE_SCALAR ? 'scalar' : 'broken';
}

/** `base`: where the walked array would begin in the walker's memory. */
function elementAt(out: Uint32Array, slot: number, base: number): WalkedElement {
  const offset = (field: number): number => {
    const address = out[slot + field] ?? 0;
    return address === 0 ? 0 : address - base;
  };
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
  const { exports, memory } = startWasm(WALKER_WASM, PAGES);
  // The module is ours: scripts/wasm.mjs compiles it from walker.as.ts, which exports exactly these.
  return { exports: exports as Exports, memory };
}
