/** What is taken at first where nothing tells how much comes, in bytes. */
const FIRST_BYTES = 64 * 1024;

/**
 * Collects bytes in one memory that grows in place, up to `maxBytes`, and can be given back at once: V8 does not know how much
 * hangs on small pieces.
 */
export class GrowingBytes {
  #memory: ArrayBuffer;
  #length = 0;
  readonly #maxBytes: number;

  constructor(maxBytes: number, firstBytes = FIRST_BYTES) {
    this.#maxBytes = maxBytes;
    this.#memory = new ArrayBuffer(Math.min(firstBytes, maxBytes));
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a piece. @throws {RangeError} when there is no room for it. */
  add(piece: Uint8Array): void {
    const end = this.#length + piece.length;
    if (end > this.#maxBytes) throw new RangeError(`more than ${this.#maxBytes} bytes`);
    if (end > this.#memory.byteLength) {
      this.#memory = this.#memory.transfer(
        Math.min(Math.max(end, 2 * this.#memory.byteLength), this.#maxBytes),
      );
    }
    new Uint8Array(this.#memory, this.#length).set(piece);
    this.#length = end;
  }

  /** Returns what was collected, and holds it no longer. */
  take(): Buffer {
    const bytes = this.#memory.transfer(this.#length);
    this.drop();
    return Buffer.from(bytes);
  }

  /** Frees the memory. */
  drop(): void {
    if (!this.#memory.detached) this.#memory.transfer(0);
    this.#memory = new ArrayBuffer(0);
    this.#length = 0;
  }
}
