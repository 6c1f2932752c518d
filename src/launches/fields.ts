/** The keys of a parsed audit record. */
export type Fields = Readonly<Record<string, unknown>>;

const SAYS_SOMETHING = /\S/;

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives a text that says something, as it is: names are kept to the letter, half surrogate pairs, no UTF-8, replaced. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Most texts begin with a letter or digit: that is known without an expression.
  const first = value.charCodeAt(0);
  const saysSomething = (first > 0x20 && first < 0x7f) || SAYS_SOMETHING.test(value);
  return saysSomething ? value.toWellFormed() : undefined;
}
