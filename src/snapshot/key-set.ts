import { createHash } from 'node:crypto';

const WORDS = 4;
const FIRST_SLOTS = 1_024;

/** A set of texts that takes some 30 bytes for each, however long they are: it holds 128 bits of their SHA-256. */
export interface KeySet {
  readonly size: () => number;
  /** Adds a text. Returns whether it is new. */
  readonly add: (key: string) => boolean;
  readonly has: (key: string) => boolean;
  /** Returns a text that is the same for the same keys, in whatever order they were added. */
  readonly digest: () => string;
}

/** Returns an empty set. */
export function createKeySet(): KeySet {
  let table = new Uint32Array(FIRST_SLOTS * WORDS);
  let size = 0;
  const sum = new Uint32Array(WORDS);

  /** Returns where a hash stands, or would stand. */
  function placeOf(hash: Uint32Array): number {
    const slots = table.length / WORDS;
    for (let slot = (hash[0] ?? 0) % slots; ; slot = (slot + 1) % slots) {
      const at = slot * WORDS;
      const isFree = table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0;
      if (isFree || hash.every((word, index) => table[at + index] === word)) return at;
    }
  }

  function grow(): void {
    const old = table;
    table = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const hash = old.subarray(at, at + WORDS);
      if (hash.some((word) => word !== 0)) table.set(hash, placeOf(hash));
    }
  }

  return {
    size: () => size,
    has: (key) => table[placeOf(hashOf(key)) + WORDS - 1] !== 0,
    add: (key) => {
      const hash = hashOf(key);
      const at = placeOf(hash);
      if (table[at + WORDS - 1] !== 0) return false;
      table.set(hash, at);
      size += 1;
      for (let word = 0; word < WORDS; word += 1) sum[word] = (sum[word] ?? 0) + (hash[word] ?? 0);
      if (size * WORDS * 2 > table.length) grow();
      return true;
    },
    digest: () => `${size} ${[...sum].join(' ')}`,
  };
}

/** The last word is never 0, which stands for a free place. */
function hashOf(key: string): Uint32Array {
  const bytes = createHash('sha256').update(key).digest();
  const hash = new Uint32Array(WORDS);
  for (let word = 0; word < WORDS; word += 1) hash[word] = bytes.readUInt32LE(4 * word);
  hash[WORDS - 1] = (hash[WORDS - 1] ?? 0) | 1;
  return hash;
}
