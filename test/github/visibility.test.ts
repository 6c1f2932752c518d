import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import type { GitHub } from '../../src/github/api.ts';
import { requireFitForUsers } from '../../src/github/visibility.ts';
import type { Visibility } from '../../src/inputs/run-context.ts';
import { readSettings } from '../../src/inputs/settings.ts';

const ID = '11111111-2222-4333-8444-555555555555';
const KEY = { 'data-key': '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0' };

/** Whether a run may publish: what it is told, or why not. `said` is what GitHub answers, `refused` when it does not. */
async function ask(
  inputs: Readonly<Record<string, string>>,
  stated: Visibility,
  { said = 'refused', namesOwners = false }: { said?: object | 'refused'; namesOwners?: boolean } = {},
) {
  const environment = Object.fromEntries(
    Object.entries({ 'tenant-id': ID, 'client-id': ID, publish: 'branch', ...inputs }).map(
      ([name, value]) => [`INPUT_${name.toUpperCase()}`, value],
    ),
  );
  const settings = readSettings({ ...environment, GITHUB_WORKSPACE: '/workspace' }, new Date());
  let asked = 0;
  const github: GitHub = {
    get: async (_path, schema) => {
      asked += 1;
      if (said === 'refused') throw new StoreError('GitHub refused', 'Wait.');
      return schema.parse(said);
    },
    download: () => Promise.reject(new Error('nothing is downloaded here')),
  };
  const answer = await requireFitForUsers(settings, namesOwners, stated, github).catch(
    (error: unknown) => error,
  );
  return { answer: answer instanceof Error ? answer.message : answer, asked };
}

describe('a private repository takes everything', () => {
  test.each<[Visibility, object | 'refused', number, string]>([
    ['private', 'refused', 0, 'private'],
    ['internal', 'refused', 0, 'internal'],
    ['unknown', { visibility: 'private' }, 1, 'private'],
    ['unknown', { private: true }, 1, 'private'],
    ['unknown', { visibility: 'internal', private: true }, 1, 'internal'],
  ])('stated %s, GitHub says %o', async (stated, said, asked, expected) => {
    const result = await ask({ users: 'name' }, stated, { said, namesOwners: true });
    expect(result).toEqual({ answer: expected, asked });
  });
});

describe('a public one', () => {
  test.each<[string, Readonly<Record<string, string>>, boolean, RegExp]>([
    ['no pseudonyms', KEY, false, /^This repository is public, and with users: pseudonym/],
    ['no names', { users: 'name' }, false, /^This repository is public, and with users: name/],
    [
      'no names, whatever is allowed',
      { users: 'name', 'allow-public-repository': 'true' },
      false,
      /with users: name/,
    ],
    ['no owners', { users: 'none' }, true, /the app catalog names owners of apps/],
    ['no owners beside pseudonyms', { ...KEY, 'allow-public-repository': 'true' }, true, /names owners/],
    [
      'pseudonyms where they are allowed',
      { ...KEY, 'allow-public-repository': 'true' },
      false,
      /^public, and pseudonyms are allowed/,
    ],
    ['no users', { users: 'none' }, false, /^no data about users is published$/],
    [
      'anything into its own folder',
      { users: 'name', publish: 'none' },
      true,
      /^no data about users is published$/,
    ],
  ])('takes %s', async (_, inputs, namesOwners, expected) => {
    expect((await ask(inputs, 'public', { namesOwners })).answer).toMatch(expected);
  });
});

test('one that nobody tells counts as public, and the message says so', async () => {
  expect((await ask(KEY, 'unknown')).answer).toMatch(
    /^Cannot determine whether this repository is public, and/,
  );
  expect((await ask(KEY, 'unknown', { said: {} })).answer).toMatch(/^Cannot determine/);
});
