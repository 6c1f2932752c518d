/** A seeded source of chance: the same seed gives the same sequence on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** All that decides the sequence from here on. */
  get state(): number {
    return this.#state;
  }

  /** Returns a number in [0, 1): mulberry32, Tommy Ettinger's 32-bit generator. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns a whole number in [from, to], both inclusive. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** Returns true with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the values, each as likely. Throws RangeError when there are none. */
  pick<T>(values: readonly T[]): T {
    return at(values, Math.floor(this.next() * values.length));
  }

  /** One of the values, the first ones far likelier, as a few apps and users make most launches. */
  pickSkewed<T>(values: readonly T[]): T {
    return at(values, Math.floor(this.next() ** 2 * values.length));
  }

  /** The values in another order (Fisher and Yates). */
  shuffle<T>(values: readonly T[]): T[] {
    const left = [...values];
    const shuffled: T[] = [];
    while (left.length > 0) {
      const index = Math.floor(this.next() * left.length);
      shuffled.push(at(left, index));
      const last = left.pop();
      if (last !== undefined && index < left.length) left[index] = last;
    }
    return shuffled;
  }

  /** Returns `length` lower-case hexadecimal digits. */
  hex(length: number): string {
    let digits = '';
    while (digits.length < length) digits += this.fork().toString(16).padStart(8, '0');
    return digits.slice(0, length);
  }

  /** Returns a lower-case version 4 GUID. */
  guid(): string {
    const digits = this.hex(32);
    const variant = '89ab'.charAt(this.whole(0, 3));
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  /** A seed for an independent sequence. */
  fork(): number {
    return Math.floor(this.next() * 2 ** 32);
  }
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}
