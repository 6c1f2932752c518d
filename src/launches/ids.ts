import { OutOfBounds } from './fields.ts';

const ENVIRONMENT_ID = /^(?:default-|legacy-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Services write it, behind any prefix, where there is no id. */
const NIL = '00000000-0000-0000-0000-000000000000';
/** Longest id that is read, in UTF-16 units. */
const LONGEST_ID = 256;

/** What services write in place of an id or a user that they do not know; blanks and signs aside. */
const PLACEHOLDERS = new Set([
  ...['', 'unknown', 'unknownuser', 'notavailable', 'notfound', 'notapplicable', 'na'],
  ...['null', 'none', 'undefined', 'unspecified', 'anonymous', 'noappid'],
]);

const SIGNS = /[\s_./(){}<>[\]"'-]+/g;
/** An id of zeros, with and without hyphens and signs around it. */
const ZEROS = /^[({["']*[0-]+[)}\]"']*$/;

/** Whether it is the id of an environment, lower-case, and not its display name. */
export function isEnvironmentId(id: string): boolean {
  return ENVIRONMENT_ID.test(id);
}

/** Whether it is a GUID in lower case. An expression takes four times as long, and each launch has three or four of them. */
export function isGuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let at = 0; at < 36; at += 1) {
    const code = text.charCodeAt(at);
    const isHex = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
    const isDash = code === 0x2d;
    if (at === 8 || at === 13 || at === 18 || at === 23 ? !isDash : !isHex) return false;
  }
  return true;
}

/** Whether a text stands where a service knows no id or user: "Unknown", "Not Available", a GUID of zeros and their kind. */
export function isPlaceholder(text: string): boolean {
  if (text.endsWith(NIL) || ZEROS.test(text)) return true;
  // Most names of users have an at sign, and most ids are longer than any of these.
  if (text.length >= 32 || text.includes('@')) return false;
  return PLACEHOLDERS.has(text.toLowerCase().replace(SIGNS, ''));
}

/**
 * Returns an id, lower-case; `null` when there is none. Some events carry a path or an address in place of the id: the id
 * is what stands after the last slash.
 */
export function idOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!value.includes('/')) return plainId(value);
  return isPlaceholder(value.trim()) ? null : plainId(lastSegment(value));
}

/** Returns an id without braces and blanks around it, lower-case; `null` when there is none. */
export function plainId(value: string): string | null {
  if (isGuid(value)) return value === NIL ? null : value;
  const id = value
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')
    .trim()
    .toLowerCase();
  return isPlaceholder(id) ? null : id;
}

/**
 * Returns an id as it is.
 * @throws {OutOfBounds} when it is too long for one. `name` says of what it is.
 */
export function boundedId<Id extends string | null>(id: Id, name: string): Id {
  if (id !== null && id.length > LONGEST_ID) {
    throw new OutOfBounds(`has more than ${LONGEST_ID} characters in the id of ${name}`);
  }
  return id;
}

/** Query, fragment and slashes at the end are no part of the id. */
function lastSegment(address: string): string {
  const path = address.replace(/[?#].*$/s, '').replace(/[/\s]+$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}
