/** The lines of a TMDL file, read from top to bottom. */
export class LineCursor {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** Number of the line, from 1. */
  get line(): number {
    return this.#at + 1;
  }

  /** Tabs at the beginning of the line. */
  get depth(): number {
    return /^\t*/.exec(this.#whole)?.[0].length ?? 0;
  }

  /** The line without the tabs at its beginning. */
  get text(): string {
    return this.#whole.slice(this.depth);
  }

  get #whole(): string {
    return this.#lines[this.#at] ?? '';
  }

  next(): void {
    this.#at += 1;
  }

  /** Goes to the next line that is not blank. Gives whether there is one. */
  skipBlank(): boolean {
    while (this.#at < this.#lines.length && this.text.trim() === '') this.next();
    return this.#at < this.#lines.length;
  }

  /** @throws {Error} when the line stands further in or out, or begins with a blank. */
  requireDepth(depth: number): void {
    if (this.depth !== depth || this.text.startsWith(' ')) this.fail('wrong indentation');
  }

  /**
   * Reads what follows `=`: the rest of the line, or the lines below that stand two steps further in than `depth`.
   * @throws {Error} when there is nothing.
   */
  readExpression(rest: string | undefined, depth: number): string {
    this.next();
    if (rest !== undefined && rest.trim() !== '') return rest.trim();
    const block: string[] = [];
    for (; this.#at < this.#lines.length; this.next()) {
      if (this.text.trim() !== '' && this.depth < depth + 2) break;
      block.push(this.#whole.slice(depth + 2));
    }
    const expression = block.join('\n').trim();
    return expression === '' ? this.fail('an expression is missing before') : expression;
  }

  /** @throws {Error} always, with the line. */
  fail(problem: string): never {
    throw new Error(`line ${this.line}: ${problem}: ${this.text}`);
  }
}
