/**
 * Finds which of many texts stand in a content, in one pass over it: what runs leave is megabytes, and each of a
 * hundred names, keys and tokens is looked for there in ten forms. Case does not count.
 */
export class TextSearch {
  readonly #byStart = new Map<number, { readonly text: string; readonly bytes: Uint8Array }[]>();
  /** 1 where a start has that hash: few of the places in a content need a look into the map. */
  readonly #mayStart = new Uint8Array(2 ** HASH_BITS);

  /** Throws when a text has fewer than four bytes or a character over U+00FF: bytes are searched. */
  constructor(texts: Iterable<string>) {
    for (const text of new Set([...texts].map((given) => given.toLowerCase()))) {
      const bytes = Buffer.from(text, 'latin1');
      if (text.length < 4 || bytes.toString('latin1') !== text) {
        throw new Error(`${JSON.stringify(text)} cannot be searched for`);
      }
      const start = bytes.readInt32BE(0);
      const others = this.#byStart.get(start);
      if (others === undefined) this.#byStart.set(start, [{ text, bytes }]);
      else others.push({ text, bytes });
      this.#mayStart[hashOf(start)] = 1;
    }
  }

  /** The texts, in lower case, that stand in these bytes. */
  foundIn(content: Uint8Array): ReadonlySet<string> {
    const found = new Set<string>();
    const mayStart = this.#mayStart;
    // The last four bytes as one number, as `readInt32BE` reads them.
    let window = 0;
    for (let at = 0; at < content.length; at += 1) {
      window = (window << 8) | lowerAt(content, at);
      if (mayStart[hashOf(window)] === 0) continue;
      for (const { text, bytes } of this.#byStart.get(window) ?? NONE) {
        if (standsAt(content, at - 3, bytes)) found.add(text);
      }
    }
    return found;
  }
}

const HASH_BITS = 16;

/** The upper bits of Knuth's multiplicative hash. */
function hashOf(start: number): number {
  return Math.imul(start, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** Each byte in lower case, as a character of Latin-1. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) =>
  String.fromCharCode(byte).toLowerCase().charCodeAt(0),
);

function standsAt(content: Uint8Array, start: number, bytes: Uint8Array): boolean {
  for (let offset = 4; offset < bytes.length; offset += 1) {
    if (bytes[offset] !== lowerAt(content, start + offset)) return false;
  }
  return true;
}

/** Beyond the end: a number that no byte is. */
function lowerAt(content: Uint8Array, at: number): number {
  return LOWER[content[at] ?? 256] ?? 256;
}

const NONE: readonly { readonly text: string; readonly bytes: Uint8Array }[] = [];
