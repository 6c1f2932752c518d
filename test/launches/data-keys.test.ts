import { describe, expect, test } from 'vitest';
import { pseudonymOf, stretchOnce } from '../../simulator/pseudonyms.ts';
import { keyBytes, openDataKeys } from '../../src/launches/data-keys.ts';
import { openIdentity } from '../../src/launches/identity.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const KEY = '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0';
const stretch = async (key: Uint8Array, salt: string) => stretchOnce(key, salt);
const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex');

describe('the text of a key', () => {
  const bytes = Buffer.from(KEY, 'hex');
  test.each([
    ['hex', KEY],
    ['hex in upper case', KEY.toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64 without padding', bytes.toString('base64').replace(/=+$/, '')],
    ['the URL form of base64', bytes.toString('base64url')],
    ['base64 with line ends', bytes.toString('base64').replace(/(.{20})/g, '$1\r\n')],
  ])('in %s', (_, text) => {
    expect(hex(keyBytes(text))).toBe(KEY);
  });

  test.each(['abc', 'correct horse battery staple!', 'schlüssel', '=', 'YWJj===', KEY.slice(1)])(
    '%s is none',
    (text) => {
      expect(keyBytes(text)).toBeUndefined();
    },
  );
});

// The values were made with Python's hashlib.scrypt and hmac.
test('each purpose has a key of its own, each tenant others', async () => {
  const choice = { mode: 'pseudonym', dataKey: KEY } as const;
  const [here, elsewhere] = await Promise.all(
    [TENANT, '99999999-2222-4333-8444-555555555555'].map((tenant) => openDataKeys(choice, tenant, stretch)),
  );
  const keysOf = (keys: typeof here) => [
    keys?.users.mode === 'pseudonym' ? hex(keys.users.key) : undefined,
    keys?.users.mode === 'pseudonym' ? keys.users.keyId : undefined,
    hex(keys?.signing?.manifest),
    hex(keys?.signing?.cache),
  ];
  const all = [...keysOf(here), ...keysOf(elsewhere), KEY];
  expect(new Set(all).size).toBe(9);
  expect(all).not.toContain(undefined);
  expect(keysOf(here)).toEqual([
    'd802c82bca414e5ab035680a76a05c2a4e8f27d3f71e853502ac48db197e031e',
    'ddf55595',
    '157fd06e10674ed63af72d7f73cdf88aebdc342cb39e89586f3f6b024e0f1171',
    'd579b1860d2a2816da548570e94988659dd1c406903910704cd52ed30ace450b',
  ]);
});

test('pseudonyms are those that the simulator computes by itself', async () => {
  const { users } = await openDataKeys({ mode: 'pseudonym', dataKey: KEY }, TENANT, stretch);
  const user = { objectId: undefined, userName: 'Amber@Contoso.com' };
  const expected = pseudonymOf('amber@contoso.com', { tenantId: TENANT, key: KEY });
  expect(openIdentity(users, TENANT).userKey(user)).toBe(expected);
});

test.each(['name', 'none'] as const)('users: %s signs with a data key, and goes without', async (mode) => {
  const signed = await openDataKeys({ mode, dataKey: KEY }, TENANT, stretch);
  expect(signed.users).toEqual({ mode });
  expect(signed.signing).toEqual(
    (await openDataKeys({ mode: 'pseudonym', dataKey: KEY }, TENANT, stretch)).signing,
  );
  const never = () => Promise.reject(new Error('nothing is stretched'));
  expect(await openDataKeys({ mode, dataKey: undefined }, TENANT, never)).toEqual({
    users: { mode },
    signing: undefined,
  });
});
