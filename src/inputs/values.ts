import { type Field, type InputReader, InvalidInput } from './reader.ts';
import { listOf, oneOf } from './rules.ts';

/** What stands for a user in the snapshot. */
export type UsersChoice =
  | { readonly mode: 'pseudonym'; readonly key: string }
  | { readonly mode: 'name' }
  | { readonly mode: 'none' };

const LEAST_KEY_LENGTH = 32;

/** Reads `users` and `pseudonym-key`; the key is looked at only where it is used. */
export function readUsers(reader: InputReader): Field<UsersChoice> {
  const mode = reader.withDefault('users', 'pseudonym', oneOf(['pseudonym', 'name', 'none']));
  return reader.check('pseudonym-key', () => {
    const chosen = mode();
    if (chosen !== 'pseudonym') return { mode: chosen };
    const key = reader.given('pseudonym-key');
    const remedy =
      'Make one with "openssl rand -hex 32", keep it as a repository secret and pass it as pseudonym-key; ' +
      'or set users to name or none';
    if (key === undefined) throw new InvalidInput('is required with users: pseudonym', remedy);
    if (key.length < LEAST_KEY_LENGTH) {
      throw new InvalidInput(`is shorter than ${LEAST_KEY_LENGTH} characters`, remedy);
    }
    return { mode: chosen, key };
  });
}

/** Reads the names of operations, each once without regard to case; the first spelling stays. */
export function operations(text: string): readonly string[] {
  const remedy = 'Use names such as LaunchPowerApp, separated by commas or line ends';
  const names = listOf(text);
  const wrong = names.find((name) => !/^[A-Za-z0-9_.-]+$/.test(name));
  if (wrong !== undefined)
    throw new InvalidInput(`has ${JSON.stringify(wrong)}, which is not an operation name`, remedy);
  const byLowerCase = new Map<string, string>();
  for (const name of names) {
    if (!byLowerCase.has(name.toLowerCase())) byLowerCase.set(name.toLowerCase(), name);
  }
  if (byLowerCase.size === 0) throw new InvalidInput('names no operation', remedy);
  return [...byLowerCase.values()];
}

/**
 * Reads an IANA time zone, in its usual case. What Node.js calls canonical is an old alias for some zones: then the name
 * stays as the author gives it. An offset such as +02:00 is not a zone: it has no daylight saving time.
 */
export function timeZone(text: string): string {
  // The default. To ask Node.js for it loads its whole knowledge of zones before the first request.
  if (text === 'UTC') return text;
  try {
    if (/^[A-Za-z]/.test(text)) {
      const { timeZone: known } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
      return known.toLowerCase() === text.toLowerCase() ? known : text;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new InvalidInput('is not an IANA time zone', 'Use a name such as Europe/Berlin or UTC');
}

/** Reads the prefix of the watermark's cache key: no comma (the cache service refuses it), at most 200 characters. */
export function cacheKey(text: string): string {
  if (text.includes(',') || text.length > 200) {
    throw new InvalidInput('is not a cache key', 'Use at most 200 characters and no comma');
  }
  return text;
}
