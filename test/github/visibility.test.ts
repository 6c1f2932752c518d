import { describe, expect, test } from 'vitest';
import { adviceOf, StoreError } from '../../src/errors.ts';
import type { GitHub } from '../../src/github/api.ts';
import { requireFitForUsers } from '../../src/github/visibility.ts';
import type { Visibility } from '../../src/inputs/run-context.ts';
import { readSettings } from '../../src/inputs/settings.ts';

const ID = '11111111-2222-4333-8444-555555555555';
const KEY = { 'data-key': '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0' };
const ALLOWED = { ...KEY, 'allow-public-repository': 'true' };

const REFUSED = new StoreError('GitHub refused GET /repos/… with HTTP status 403', 'Pass another token.');

interface Circumstances {
  readonly said?: object;
  readonly namesOwners?: boolean;
  readonly runAttempt?: string;
}

/**
 * Whether a run may publish: what it is told, or why not. `said` is what GitHub answers, an error when it does not; the same
 * as the event unless given.
 */
async function ask(
  inputs: Readonly<Record<string, string>>,
  stated: Visibility,
  { said = { visibility: stated }, namesOwners = false, runAttempt = '1' }: Circumstances = {},
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
      if (said instanceof Error) throw said;
      return schema.parse(said);
    },
    download: () => Promise.reject(new Error('nothing is downloaded here')),
    remove: () => Promise.reject(new Error('nothing is deleted here')),
  };
  const answer = await requireFitForUsers(
    settings,
    namesOwners,
    { visibility: stated, runAttempt },
    github,
  ).catch(adviceOf);
  return { answer, asked };
}

const INTERNAL = 'internal: every member of the enterprise can read it';

describe('a repository that only its readers see takes everything', () => {
  test.each<[Visibility, object, { words: string; isInternal: boolean }]>([
    ['private', { visibility: 'private' }, { words: 'private', isInternal: false }],
    ['private', { private: true }, { words: 'private', isInternal: false }],
    ['unknown', { visibility: 'private' }, { words: 'private', isInternal: false }],
    ['unknown', { visibility: 'internal', private: true }, { words: INTERNAL, isInternal: true }],
    ['internal', { visibility: 'internal' }, { words: INTERNAL, isInternal: true }],
    // The stricter of the two counts: a re-run replays the event of the first run.
    ['internal', { visibility: 'private' }, { words: INTERNAL, isInternal: true }],
    ['private', { visibility: 'internal' }, { words: INTERNAL, isInternal: true }],
    // The event of a first attempt is fresh.
    ['private', REFUSED, { words: 'private', isInternal: false }],
    ['internal', {}, { words: INTERNAL, isInternal: true }],
  ])('the event says %s, GitHub %o', async (stated, said, expected) => {
    const result = await ask({ users: 'name' }, stated, { said, namesOwners: true });
    expect(result).toEqual({ answer: expected, asked: 1 });
  });
});

describe('the stricter of event and GitHub counts', () => {
  const holds = 'and with users: pseudonym the snapshot holds data about users.';

  test.each<[Visibility, object, string]>([
    ['private', { visibility: 'public' }, `This repository is public, ${holds} Use a private repository,`],
    ['internal', { private: false }, `This repository is public, ${holds} Use a private repository,`],
    ['unknown', { visibility: 'public' }, `This repository is public, ${holds} Use a private repository,`],
    ['public', REFUSED, `This repository is public, ${holds} Use a private repository,`],
    [
      'public',
      { visibility: 'private' },
      `This repository was public when the event of this run happened, ${holds} Start a new run, not a re-run: its event says what the repository is now.`,
    ],
    ['public', { visibility: 'internal' }, 'This repository was public when the event of this run happened'],
  ])('the event says %s, GitHub %o', async (stated, said, expected) => {
    const { answer, asked } = await ask(KEY, stated, { said });
    expect(answer).toContain(expected);
    expect(asked).toBe(1);
  });
});

describe('a public one', () => {
  const nothing = /^no data about users is published$/;
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
    ['no owners beside pseudonyms', ALLOWED, true, /names owners/],
    ['pseudonyms where they are allowed', ALLOWED, false, /^public, and pseudonyms are allowed/],
    ['no users', { users: 'none' }, false, nothing],
    ['anything into its own folder', { users: 'name', publish: 'none' }, true, nothing],
  ])('takes %s', async (_, inputs, namesOwners, expected) => {
    const { answer } = await ask(inputs, 'public', { namesOwners });
    expect(typeof answer === 'string' ? answer : answer.words).toMatch(expected);
  });
});

describe('one whose visibility cannot be determined counts as public, and the message says why', () => {
  const until = 'Until that is known, no data about users is published.';

  test.each<[Visibility, object, string]>([
    ['unknown', REFUSED, `${REFUSED.message}. ${until} Pass another token.`],
    ['private', REFUSED, `${REFUSED.message}. ${until} Pass another token.`],
    ['internal', REFUSED, `${REFUSED.message}. ${until} Pass another token.`],
    ['private', {}, `GitHub did not report the visibility. ${until} Run the workflow again later.`],
  ])('the event of a re-run says %s, GitHub %o', async (stated, said, expected) => {
    const { answer } = await ask(KEY, stated, { said, runAttempt: '2' });
    expect(answer).toBe(`Cannot determine whether this repository is public: ${expected}`);
    const withOwners = await ask({ users: 'none' }, stated, { said, namesOwners: true, runAttempt: '2' });
    expect(withOwners.answer).toBe(answer);
  });

  test('where pseudonyms are allowed in a public one, it may', async () => {
    expect((await ask(ALLOWED, 'unknown', { said: REFUSED })).answer).toEqual({
      words: `cannot determine whether it is public (${REFUSED.message}); pseudonyms are allowed there by allow-public-repository`,
      isInternal: false,
    });
  });

  test('another error than a refusal ends the run as it is', async () => {
    expect((await ask(KEY, 'private', { said: new TypeError('a mistake') })).answer).toBe('a mistake.');
  });
});
