import { LIMITS } from '../limits.ts';

/** The keys of a parsed object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The keys that are read of a record. The list of properties stands first, where picker.as.ts looks for it. */
export const FIELD_NAMES = [
  'PropertyCollection',
  'Id',
  'CreationTime',
  'Operation',
  'RecordType',
  'ResultStatus',
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

/** Thrown for a value that no record may hold. The message goes on after "the record", and never shows the value. */
export class OutOfBounds extends Error {}

/** Largest number of a column of type int. */
export const LARGEST_INT = 2 ** 31 - 1;

const SAYS_SOMETHING = /\S/;

/** Whether there is more than blanks in a text. */
export function saysSomething(value: string): boolean {
  // Most texts begin with a letter or digit: that is known without an expression.
  const first = value.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || SAYS_SOMETHING.test(value);
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Returns a text that says something, as it is: names are kept to the letter. `name` is that of the field or property.
 * @throws {OutOfBounds} when it is too long, or a list or an object.
 */
export function text(value: unknown, name: string): string | undefined {
  if (typeof value !== 'string') {
    if (typeof value === 'object' && value !== null) throw new OutOfBounds(`has no text in ${name}`);
    return undefined;
  }
  if (!saysSomething(value)) return undefined;
  if (value.length > LIMITS.textLength) {
    throw new OutOfBounds(`has more than ${LIMITS.textLength} characters in ${name}`);
  }
  return value;
}

/**
 * Returns a text that tells rows apart.
 * @throws {OutOfBounds} also when it holds a character that not every reader of the data set can keep: two could become one.
 */
export function idText(value: unknown, name: string): string | undefined {
  const id = text(value, name);
  if (id !== undefined && (id.includes('\0') || !id.isWellFormed())) {
    throw new OutOfBounds(`has a NUL or half a surrogate pair in ${name}`);
  }
  return id;
}

/** Returns a name for people: NUL and half surrogate pairs, which not every reader can keep, replaced by U+FFFD. */
export function nameText(value: unknown, name: string): string | undefined {
  return text(value, name)?.toWellFormed().replaceAll('\0', '\ufffd');
}
