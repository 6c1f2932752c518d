/**
 * Finds which of many texts stand in a content, in one pass over it: what runs leave is megabytes, and each of a
 * hundred names, keys and tokens is looked for there in ten forms. Case does not count.
 */
export class TextSearch {
  readonly #byStart = new Map<number, string[]>();

  /** Throws when a text has fewer than four bytes or a character over U+00FF: bytes are searched. */
  constructor(texts: Iterable<string>) {
    for (const text of new Set([...texts].map((given) => given.toLowerCase()))) {
      const bytes = Buffer.from(text, 'latin1');
      if (text.length < 4 || bytes.toString('latin1') !== text) {
        throw new Error(`${JSON.stringify(text)} cannot be searched for`);
      }
      const start = bytes.readInt32BE(0);
      const others = this.#byStart.get(start);
      if (others === undefined) this.#byStart.set(start, [text]);
      else others.push(text);
    }
  }

  /** The texts, in lower case, that stand in these bytes. */
  foundIn(content: Uint8Array): ReadonlySet<string> {
    const found = new Set<string>();
    const lower = Buffer.from(content).toString('latin1').toLowerCase();
    // The last four bytes as one number, as `readInt32BE` reads them.
    let window = 0;
    for (let at = 0; at < lower.length; at += 1) {
      window = (window << 8) | lower.charCodeAt(at);
      for (const text of this.#byStart.get(window) ?? NONE) {
        if (lower.startsWith(text, at - 3)) found.add(text);
      }
    }
    return found;
  }
}

const NONE: readonly string[] = [];
