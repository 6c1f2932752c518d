import { FIELD_NAMES } from '../../src/launches/fields.ts';
import { BLANKS, KEYS, NUMBERS, OPERATIONS, OTHER_OPERATIONS, PROPERTIES, TEXTS, VALUES } from './words.ts';

/** Returns numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes random content blobs: JSON arrays of audit records with everything that misleads a byte scanner. */
export class DocumentWriter {
  readonly #random: () => number;
  #records = 0;
  /** How likely a text is to have escapes: none in half of the records. */
  #escaping = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Returns one whole document as text. */
  document(): string {
    const elements = Array.from({ length: this.#below(5) }, () => this.#element());
    const mark = this.#chance(0.05) ? '\ufeff' : '';
    return `${mark}${this.#blank()}${this.#list(elements)}${this.#blank()}`;
  }

  #element(): string {
    if (this.#chance(0.85)) return this.#record(0.2);
    return this.#chance(0.5) ? this.#scalar() : this.#list([this.#record(0), this.#scalar()]);
  }

  /** Returns one audit record as text, with what a launch is made of. */
  record(): string {
    return this.#record(1);
  }

  #record(detailed: number): string {
    this.#escaping = this.#pick([0, 0.2]);
    this.#records += 1;
    const pairs = [
      ['Id', this.#text(this.#chance(0.9) ? `id-${this.#records}` : '')],
      ['CreationTime', this.#text(this.#chance(0.9) ? '2026-11-21T07:31:09' : '2026-02-30T00:00:00')],
      ['RecordType', this.#pick(NUMBERS)],
    ].slice(0, 1 + this.#below(4));
    for (let count = this.#pick([0, 1, 1, 1, 1, 2]); count > 0; count -= 1) {
      pairs.push(['Operation', this.#operation()]);
    }
    for (let count = this.#below(3); count > 0; count -= 1) pairs.push([this.#pick(KEYS), this.#value(2)]);
    if (this.#chance(detailed)) pairs.push(...this.#details());
    return this.#object(pairs.sort(() => this.#random() - 0.5));
  }

  #details(): readonly string[][] {
    const pairs = Array.from({ length: this.#below(4) }, () => [this.#pick(FIELD_NAMES), this.#known()]);
    for (let count = this.#pick([0, 1, 1, 2]); count > 0; count -= 1) {
      pairs.push(['PropertyCollection', this.#chance(0.9) ? this.#properties() : this.#value(2)]);
    }
    return pairs;
  }

  #properties(): string {
    return this.#list(
      Array.from({ length: this.#below(4) }, () => {
        if (this.#chance(0.1)) return this.#value(1);
        const pairs = [
          ['Name', this.#chance(0.9) ? this.#text(this.#pick(PROPERTIES)) : this.#scalar()],
          ['Value', this.#known()],
        ];
        if (this.#chance(0.2)) pairs.push([this.#pick(['Name', 'Value', 'name', 'Valu3']), this.#known()]);
        return this.#object(pairs.sort(() => this.#random() - 0.5).slice(0, this.#chance(0.9) ? 3 : 1));
      }),
    );
  }

  /** Writes a value that a launch is made of, or one that is not of its kind. */
  #known(): string {
    return this.#chance(0.8) ? this.#text(this.#pick(VALUES)) : this.#value(1);
  }

  #operation(): string {
    if (this.#chance(0.6)) return this.#text(this.#pick(OPERATIONS));
    return this.#chance(0.6) ? this.#text(this.#pick(OTHER_OPERATIONS)) : this.#value(1);
  }

  #value(depth: number): string {
    if (depth === 0 || this.#chance(0.5)) return this.#scalar();
    if (this.#chance(0.4)) return this.#list([this.#value(depth - 1), this.#value(depth - 1)]);
    const key = this.#chance(0.5) ? 'Operation' : this.#pick(KEYS);
    const value = this.#chance(0.5) ? this.#text('LaunchPowerApp') : this.#value(depth - 1);
    return this.#object([[key, value]]);
  }

  #scalar(): string {
    if (this.#chance(0.6)) return this.#text(this.#pick(TEXTS) + this.#pick(TEXTS));
    return this.#chance(0.5) ? this.#pick(NUMBERS) : this.#pick(['true', 'false', 'null', '{}', '[]']);
  }

  #object(pairs: readonly (readonly string[])[]): string {
    const parts = pairs.map(
      ([key = '', value = '']) => `${this.#text(key)}${this.#blank()}:${this.#blank()}${value}`,
    );
    return `{${this.#spaced(parts)}}`;
  }

  #list(parts: readonly string[]): string {
    return `[${this.#spaced(parts)}]`;
  }

  #spaced(parts: readonly string[]): string {
    return `${this.#blank()}${parts.join(`${this.#blank()},${this.#blank()}`)}${this.#blank()}`;
  }

  /** Writes a string, some characters as escapes. */
  #text(content: string): string {
    const escaped = this.#chance(this.#escaping);
    if (!escaped && !content.includes('/')) return JSON.stringify(content);
    const characters = content.split('').map((character) => {
      if (escaped && this.#chance(0.3)) {
        const code = character.charCodeAt(0).toString(16).padStart(4, '0');
        return `\\u${this.#chance(0.5) ? code.toUpperCase() : code}`;
      }
      if (character === '/') return this.#chance(0.5) ? '\\/' : '/';
      return /[\uD800-\uDFFF]/.test(character) ? character : JSON.stringify(character).slice(1, -1);
    });
    return `"${characters.join('')}"`;
  }

  #blank(): string {
    return this.#chance(0.2) ? this.#pick(BLANKS) : '';
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(choices: readonly T[]): T {
    const choice = choices[this.#below(choices.length)];
    if (choice === undefined) throw new RangeError('nothing to pick');
    return choice;
  }
}
