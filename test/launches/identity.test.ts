import { expect, test } from 'vitest';
import { openIdentity } from '../../src/launches/identity.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const PERSON = '7ff1e0f1-e2a4-48a0-874e-34db43893df1';
const KEY = '0123456789abcdef0123456789abcdef';

// Made with Python: hmac.new(key, tenant + '\0' + id, sha256).hexdigest()[:32]
test.each([
  [KEY, { objectId: PERSON, userName: undefined }, '7808a94cad35c355d20f04d0a91bf2e8'],
  [KEY, { objectId: PERSON, userName: 'amber@contoso.com' }, '7808a94cad35c355d20f04d0a91bf2e8'],
  [KEY, { objectId: undefined, userName: 'amber@contoso.com' }, '05a3ace11f944ea4bbd8147705f32dc1'],
  [KEY, { objectId: undefined, userName: 'größe@contoso.com' }, '8b89aa84cb64154d386520ee3c6a741a'],
  ['schlüssel', { objectId: undefined, userName: 'amber@contoso.com' }, 'f04a58665785e17f67c945288f861cfc'],
  [KEY, { objectId: undefined, userName: undefined }, null],
])('the pseudonym with %s of %j', (key, user, expected) => {
  const identity = openIdentity({ mode: 'pseudonym', key: Buffer.from(key), keyId: 'id' }, TENANT);
  expect([identity.userKey(user), identity.userKey(user)]).toEqual([expected, expected]);
});

test('another tenant gives other pseudonyms', () => {
  const user = { objectId: PERSON, userName: undefined };
  const elsewhere = openIdentity({ mode: 'pseudonym', key: Buffer.from(KEY), keyId: 'id' }, PERSON);
  expect(elsewhere.userKey(user)).not.toBe('7808a94cad35c355d20f04d0a91bf2e8');
});

test.each([
  ['name', { objectId: PERSON, userName: 'a@b.c' }, 'a@b.c'],
  ['name', { objectId: PERSON, userName: undefined }, PERSON],
  ['name', { objectId: undefined, userName: undefined }, null],
  ['none', { objectId: PERSON, userName: 'a@b.c' }, null],
] as const)('mode %s of %j', (mode, user, expected) => {
  const identity = openIdentity({ mode }, TENANT);
  expect([identity.mode, identity.keyId, identity.userKey(user)]).toEqual([mode, null, expected]);
});

test.each([
  [{ mode: 'name' }, 'A@B.c'],
  [{ mode: 'none' }, null],
  [{ mode: 'pseudonym', key: Buffer.from(KEY), keyId: 'id' }, null],
] as const)('the user name with %j is %s', (users, expected) => {
  const user = { objectId: PERSON, userName: ' A@B.c ' };
  expect(openIdentity(users, TENANT).userName(user)).toBe(expected);
});
