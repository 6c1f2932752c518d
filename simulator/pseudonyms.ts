import { createHmac, hkdfSync, scryptSync } from 'node:crypto';

const stretched = new Map<string, Uint8Array>();

/** Returns a data key stretched as the action does it: scrypt, 32 bytes. Each once, because it takes tens of milliseconds. */
export function stretchOnce(key: Uint8Array, salt: string): Uint8Array {
  const name = `${Buffer.from(key).toString('hex')} ${salt}`;
  const known = stretched.get(name) ?? scryptSync(key, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 2 ** 26 });
  stretched.set(name, known);
  return known;
}

/** Returns the pseudonym that a data key in hex gives to a lower-case object id or user principal name. */
export function pseudonymOf(
  user: string,
  secret: { readonly tenantId: string; readonly key: string },
): string {
  const { tenantId, key } = secret;
  const derived = hkdfSync(
    'sha256',
    stretchOnce(Buffer.from(key, 'hex'), tenantId),
    '',
    'audit-log-sync pseudonyms',
    32,
  );
  return createHmac('sha256', Buffer.from(derived)).update(`${tenantId}\0${user}`).digest('hex').slice(0, 32);
}
