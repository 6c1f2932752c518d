import { deflateRawSync } from 'node:zlib';
import { type DataKeyChoice, keyBytes, LEAST_KEY_BYTES, LEAST_KEY_VALUES } from '../launches/data-keys.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';
import { listOf, oneOf } from './rules.ts';

const MAKE_ONE =
  'Make one with "openssl rand -hex 32", or in PowerShell with "[Convert]::ToHexString([Security.Cryptography.RandomNumberGenerator]::GetBytes(32))", keep it as a repository secret and pass it as data-key';

/** Reads `users` and `data-key`: required for pseudonyms, and checked wherever it is given. */
export function readUsers(reader: InputReader): Field<DataKeyChoice> {
  const users = reader.withDefault('users', 'pseudonym', oneOf(['pseudonym', 'name', 'none']));
  return reader.check('data-key', () => {
    const mode = users();
    const given = reader.given('data-key');
    const dataKey = given === undefined ? undefined : strongKey(given);
    if (mode !== 'pseudonym') return { mode, dataKey };
    if (dataKey === undefined)
      throw new InvalidInput(
        'is required with users: pseudonym',
        `${MAKE_ONE}; or set users to name or none`,
      );
    return { mode, dataKey };
  });
}

/** A short or repetitive key is found by trying. What it is like is not said: it may be the secret of something else. */
function strongKey(text: string): string {
  const bytes = keyBytes(text);
  if (bytes === undefined) throw new InvalidInput('is neither hex nor base64', MAKE_ONE);
  if (bytes.length < LEAST_KEY_BYTES)
    throw new InvalidInput(`decodes to fewer than ${LEAST_KEY_BYTES} bytes`, MAKE_ONE);
  if (new Set(bytes).size < LEAST_KEY_VALUES)
    throw new InvalidInput(
      `decodes to fewer than ${LEAST_KEY_VALUES} different bytes, so it was not generated randomly`,
      MAKE_ONE,
    );
  const pattern = patternOf(bytes, Buffer.from(text));
  if (pattern !== undefined) throw new InvalidInput(`${pattern}, so it was not made by chance`, MAKE_ONE);
  return text;
}

/** Returns what 32 bytes by chance never do: of a million none took fewer than 34 bytes when it was compressed. */
function patternOf(bytes: Uint8Array, text: Uint8Array): string | undefined {
  if (deflateRawSync(bytes).length < LEAST_KEY_BYTES) return 'repeats itself';
  return isCounting(bytes) || isCounting(text) ? 'counts in equal steps' : undefined;
}

function isCounting(bytes: Uint8Array): boolean {
  const steps = [...bytes].slice(1).map((byte, index) => byte - (bytes[index] ?? 0));
  const counts = [...Map.groupBy(steps, (step) => step).values()].map(({ length }) => length);
  return Math.max(...counts) > 0.75 * steps.length;
}

/** Reads the names of operations, each once without regard to case; the first spelling stays. */
export function operations(text: string): readonly string[] {
  const remedy = 'Use names such as LaunchPowerApp, separated by commas or line ends';
  const names = listOf(text);
  const wrong = names.findIndex((name) => !/^[A-Za-z0-9_.-]+$/.test(name));
  // By its number: the item itself may be a secret that was pasted into the wrong input.
  if (wrong !== -1) throw new InvalidInput(`item ${wrong + 1} is not an operation name`, remedy);
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

/** Reads a token: it is sent in a header, which holds no line break and no curly quote. */
export function sendableToken(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  throw new InvalidInput(
    'has a character that no token has, such as a blank, a line break or a curly quote',
    'Copy the token again, without quotes and line breaks',
  );
}
