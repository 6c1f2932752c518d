import { type Lazy, MError } from './values.ts';

/** Names and what they stand for, inside the names around them. */
export class Scope {
  readonly #names: ReadonlyMap<string, Lazy>;
  readonly #outer: Scope | undefined;
  /** The member that is being defined: it sees itself only as `@name`. */
  readonly #hidden: string | undefined;

  constructor(names: ReadonlyMap<string, Lazy>, outer?: Scope, hidden?: string) {
    this.#names = names;
    this.#outer = outer;
    this.#hidden = hidden;
  }

  /** Returns the scope in which the member of that name is defined. */
  hiding(name: string): Scope {
    return new Scope(this.#names, this.#outer, name);
  }

  /**
   * Returns what a name stands for; `inclusive` is `@name`.
   * @throws {MError} when nothing has the name.
   */
  find(name: string, inclusive: boolean): Lazy {
    const own = inclusive || name !== this.#hidden ? this.#names.get(name) : undefined;
    if (own !== undefined) return own;
    if (this.#outer !== undefined) return this.#outer.find(name, inclusive);
    throw new MError(
      'Expression.Error',
      `The name '${name}' wasn't recognized. Make sure it's spelled correctly.`,
    );
  }
}
