import { createHmac, createSecretKey, hkdfSync, type KeyObject, scryptSync } from 'node:crypto';

const stretched = new Map<string, Uint8Array>();

/** Returns a data key stretched as the action does it: scrypt, 32 bytes. Each once, because it takes tens of milliseconds. */
export function stretchOnce(key: Uint8Array, salt: string): Uint8Array {
  const name = `${Buffer.from(key).toString('hex')} ${salt}`;
  const known = stretched.get(name) ?? scryptSync(key, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 2 ** 26 });
  stretched.set(name, known);
  return known;
}

const derived = new Map<string, KeyObject>();
const pseudonyms = new Map<string, string>();

/** Returns the pseudonym that a data key in hex gives to a lower-case object id or user principal name; made once. */
export function pseudonymOf(
  user: string,
  secret: { readonly tenantId: string; readonly key: string },
): string {
  const { tenantId, key } = secret;
  const name = `${key} ${tenantId}\0${user}`;
  const known = pseudonyms.get(name);
  if (known !== undefined) return known;
  const text = `${tenantId}\0${user}`;
  const made = createHmac('sha256', pseudonymKey(tenantId, key)).update(text).digest('hex').slice(0, 32);
  pseudonyms.set(name, made);
  return made;
}

function pseudonymKey(tenantId: string, key: string): KeyObject {
  const name = `${key} ${tenantId}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const stretchedKey = stretchOnce(Buffer.from(key, 'hex'), tenantId);
  const bytes = hkdfSync('sha256', stretchedKey, '', 'audit-log-sync pseudonyms', 32);
  const made = createSecretKey(Buffer.from(bytes));
  derived.set(name, made);
  return made;
}
