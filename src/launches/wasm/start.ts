// What this folder uses of WebAssembly: TypeScript describes it for browsers alone.
declare namespace WebAssembly {
  class Memory {
    constructor(size: { readonly initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { readonly env: { readonly memory: Memory } });
    readonly exports: unknown;
  }
}

/** The memory of a module, in pages of 65,536 bytes. */
export type WasmMemory = WebAssembly.Memory;

/** Starts a compiled module, given in base64, with a memory of its own of so many pages. */
export function startWasm(
  base64: string,
  pages: number,
): { readonly exports: unknown; readonly memory: WasmMemory } {
  const memory = new WebAssembly.Memory({ initial: pages });
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { exports, memory };
}
