/** The keys of a parsed object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The keys that are read of a record. The list of properties stands first, where picker.as.ts looks for it. */
export const FIELD_NAMES = [
  'PropertyCollection',
  'Id',
  'CreationTime',
  'Operation',
  'RecordType',
  'UserType',
  'UserId',
  'UserKey',
  'EnvironmentId',
  'EnvironmentName',
  'AppName',
  'AppDisplayName',
  'AdditionalInfo',
] as const;

/** What is read of a parsed audit record. */
export type RecordFields = { readonly [name in (typeof FIELD_NAMES)[number]]?: unknown };

const SAYS_SOMETHING = /\S/;

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a text that says something, as it is: names are kept to the letter, half surrogate pairs, no UTF-8, replaced. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Most texts begin with a letter or digit: that is known without an expression.
  const first = value.charCodeAt(0);
  const saysSomething = (first > 0x20 && first < 0x7f) || SAYS_SOMETHING.test(value);
  return saysSomething ? value.toWellFormed() : undefined;
}
