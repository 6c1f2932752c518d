import { describe, expect, test } from 'vitest';
import { checkAccessToken, claimsOf } from '../../src/entra/claims.ts';
import { SignInError } from '../../src/errors.ts';
import { AUDIENCE, accessToken, jwt, TENANT } from './fake-entra.ts';

const EXPECTED = { audiences: [AUDIENCE], tenantId: TENANT };

test.each([
  ['as it is asked for', {}],
  ['with a slash after the audience', { aud: `${AUDIENCE}/` }],
  ['with the app id of the API as the audience', { aud: 'c5393580-f805-4401-95e8-94b7a6ef2fc2' }],
  ['with the tenant in upper case', { tid: TENANT.toUpperCase() }],
  ['that names no audience', { aud: undefined }],
  ['that names no tenant', { tid: undefined }],
  ['with more roles', { roles: ['ServiceHealth.Read', 'ActivityFeed.Read'] }],
])('passes a token %s', (_what, claims) => {
  expect(() => checkAccessToken(accessToken('one', claims), EXPECTED)).not.toThrow();
});

test.each(['opaque', 'a.b', 'a.b.c', jwt({ aud: 7 })])(
  'passes a token whose claims cannot be read: %s',
  (token) => {
    expect(claimsOf(token)).toBeUndefined();
    expect(() => checkAccessToken(token, EXPECTED)).not.toThrow();
  },
);

describe('refuses a token', () => {
  test.each([
    [
      'for another audience',
      { aud: 'https://manage-gcc.office.com' },
      /"https:\/\/manage-gcc.office.com" instead of/,
      /cloud/,
    ],
    [
      'of another tenant',
      { tid: '99999999-2222-3333-4444-555555555555' },
      /the tenant "99999999/,
      /tenant-id/,
    ],
    ['without roles', { roles: undefined }, /does not have the application permission/, /admin consent/],
    [
      'with other roles',
      { roles: ['ActivityFeed.ReadDlp'] },
      /ActivityFeed.Read/,
      /application \(not delegated\)/,
    ],
  ])('%s', (_what, claims, problem, remedy) => {
    const act = () => checkAccessToken(accessToken('one', claims), EXPECTED);
    expect(act).toThrow(SignInError);
    expect(act).toThrow(problem);
    expect(act).toThrow(expect.objectContaining({ remedy: expect.stringMatching(remedy) }));
  });
});
