import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import type { GitHub } from '../../src/github/api.ts';
import { requireFitForUsers } from '../../src/github/visibility.ts';
import type { Visibility } from '../../src/inputs/run-context.ts';
import { readSettings } from '../../src/inputs/settings.ts';

const ID = '11111111-2222-4333-8444-555555555555';
const KEY = { 'data-key': '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0' };

interface Circumstances {
  readonly said?: object | 'refused';
  readonly namesOwners?: boolean;
  readonly runAttempt?: string;
}

/** Whether a run may publish: what it is told, or why not. `said` is what GitHub answers, `refused` when it does not. */
async function ask(
  inputs: Readonly<Record<string, string>>,
  stated: Visibility,
  { said = 'refused', namesOwners = false, runAttempt = '1' }: Circumstances = {},
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
  const answer = await requireFitForUsers(
    settings,
    namesOwners,
    { visibility: stated, runAttempt },
    github,
  ).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  return { answer: answer instanceof Error ? answer.message : answer.words, asked };
}

const INTERNAL = 'internal: every member of the enterprise can read it';

describe('a repository that is not public takes everything; GitHub is asked each time', () => {
  test.each<[Visibility, object | 'refused', string]>([
    ['private', 'refused', 'private'],
    ['internal', 'refused', INTERNAL],
    ['private', { visibility: 'private' }, 'private'],
    ['private', { visibility: 'internal', private: true }, INTERNAL],
    ['internal', { visibility: 'private' }, INTERNAL],
    ['private', {}, 'private'],
    ['unknown', { visibility: 'private' }, 'private'],
    ['unknown', { private: true }, 'private'],
    ['unknown', { visibility: 'internal', private: true }, INTERNAL],
  ])('stated %s, GitHub says %o', async (stated, said, expected) => {
    const result = await ask({ users: 'name' }, stated, { said, namesOwners: true });
    expect(result).toEqual({ answer: expected, asked: 1 });
  });
});

describe('the more open of event and GitHub counts', () => {
  test.each<[Visibility, object | 'refused', string]>([
    ['private', { visibility: 'public', private: false }, '1'],
    ['private', { private: false }, '3'],
    ['public', { visibility: 'private' }, '1'],
    ['public', 'refused', '2'],
  ])('stated %s, GitHub says %o', async (stated, said, runAttempt) => {
    const { answer } = await ask({ users: 'name' }, stated, { said, runAttempt });
    expect(answer).toMatch(/^This repository is public, and/);
  });

  test('the event of a re-run is old: where GitHub cannot be asked, nobody tells', async () => {
    const { answer } = await ask({ users: 'name' }, 'private', { runAttempt: '2' });
    expect(answer).toMatch(
      /^Cannot determine whether this repository is public \(GitHub refused. Wait\), and/,
    );
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
    /^Cannot determine whether this repository is public \(GitHub refused. Wait\), and/,
  );
  expect((await ask(KEY, 'unknown', { said: {} })).answer).toMatch(/neither the event nor GitHub says so/);
});
