import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createGitHub, type GitHub } from '../../src/github/api.ts';
import { ConnectionError, createAgents, createSend } from '../../src/http/send.ts';
import { FakeClock, fakeSend, response } from '../http/fakes.ts';

interface Given {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const NOW = Date.parse('2026-11-22T06:00:00Z');
const FINE: Given = { status: 200 };
const RIGHTS =
  'Give the job `permissions: actions: read` (and `contents: read`), and pass its token as `github-token`.';

/** Asks once, of a GitHub that gives these answers in turn, the last again and again. Returns what came of it. */
const ask = (...answers: readonly (Given | 'reset')[]) => askFor('/actions/artifacts?name=x', ...answers);

async function askFor(path: string, ...answers: readonly (Given | 'reset')[]) {
  const schema = z.object({ id: z.int() });
  return await askBy((github) => github.get(path, schema), answers);
}

async function askBy(question: (github: GitHub) => Promise<unknown>, answers: readonly (Given | 'reset')[]) {
  const clock = new FakeClock(NOW);
  const { send, requests } = fakeSend(
    answers.map((answer) =>
      answer === 'reset'
        ? new ConnectionError('the connection failed')
        : response(answer.status, answer.body ?? '{"id":7}', answer.headers),
    ),
  );
  const github = createGitHub({
    apiUrl: 'https://github.test',
    repository: 'contoso/app-launches',
    token: 'secret',
    send,
    clock,
    random: () => 0.5,
    debug: () => undefined,
  });
  const came = await question(github).catch((error: unknown) => error);
  return { came, waits: clock.sleeps, asked: requests.length, methods: requests.map(({ method }) => method) };
}

const seconds = (waits: readonly number[]) => waits.map((ms) => ms / 1000);

test.each<[string, Given | 'reset']>([
  ['a server error', { status: 503 }],
  ['too many requests, without a time', { status: 429 }],
  ['a lost connection', 'reset'],
  ['a page of HTML', { status: 200, body: '<html>' }],
  ['JSON that is cut short', { status: 200, body: '{"id":' }],
])('%s passes: it is asked again, after longer and longer waits', async (_, answer) => {
  const { came, waits } = await ask(answer, answer, answer, FINE);
  expect(came).toEqual({ id: 7 });
  expect(seconds(waits)).toEqual([0.5, 1, 2]);
  expect((await ask(answer)).asked).toBe(4);
});

test.each<[string, RegExp]>([
  [
    'Although you appear to have the correct authorization credentials, the `o` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    /IP allow list of the organization/,
  ],
  [
    'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
    /single sign-on/,
  ],
  ['Repository was archived so it is read-only.', /unarchive it/],
  ['Repository access blocked', /locked or disabled/],
  ['Resource not accessible by integration', /actions: read/],
])('403 with %j names what helps', async (message, remedy) => {
  const { came, asked } = await ask({ status: 403, body: JSON.stringify({ message }) });
  expect(came).toMatchObject({ name: 'GitHubRefusal', remedy: expect.stringMatching(remedy) });
  expect(asked).toBe(1);
});

describe('a rate limit is waited for as long as GitHub says', () => {
  test.each<[string, Given, number]>([
    ['403 with Retry-After', { status: 403, headers: { 'retry-after': '30' } }, 30],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '60' } }, 60],
    [
      '403 with nothing left until an instant',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000 + 20}` } },
      20,
    ],
    [
      "an instant by GitHub's clock, which is another than the runner's",
      {
        status: 429,
        headers: {
          date: new Date(NOW + 600_000).toUTCString(),
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': `${NOW / 1000 + 640}`,
        },
      },
      40,
    ],
    [
      'an instant that is over',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } },
      1,
    ],
  ])('%s', async (_, answer, wait) => {
    const { came, waits } = await ask(answer, FINE);
    expect(came).toEqual({ id: 7 });
    expect(seconds(waits)).toEqual([wait]);
  });

  test.each<[string, Given, string]>([
    ['61 s', { status: 403, headers: { 'retry-after': '61' } }, '2026-11-22T06:01:01Z'],
    [
      'an hour',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000 + 3600}` } },
      '2026-11-22T07:00:00Z',
    ],
  ])('but not for %s: the error says when to run again', async (_, answer, instant) => {
    const { came, waits } = await ask(answer);
    expect(waits).toEqual([]);
    expect(came).toMatchObject({
      message: 'GitHub did not answer GET /repos/…/actions/artifacts: the rate limit of the token is used up',
      remedy: `Run the workflow again after ${instant}.`,
    });
  });

  test('nor for ever', async () => {
    const { came, asked } = await ask({ status: 429, headers: { 'retry-after': '5' } });
    expect(asked).toBe(4);
    expect(came).toMatchObject({ remedy: 'Run the workflow again after 2026-11-22T06:00:20Z.' });
  });
});

describe('a refusal is not asked again, and has a remedy', () => {
  test.each<[Given, string]>([
    [
      { status: 401 },
      'Pass a valid token as `github-token`, or leave that input out: then it is the token of the workflow.',
    ],
    [{ status: 403 }, RIGHTS],
    [{ status: 403, headers: { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': '1' } }, RIGHTS],
    [{ status: 404 }, RIGHTS],
    [{ status: 422 }, 'Run the workflow again later.'],
  ])('%o', async (answer, remedy) => {
    const { came, asked } = await ask(answer);
    expect(asked).toBe(1);
    expect(came).toMatchObject({
      message: `GitHub refused GET /repos/…/actions/artifacts with HTTP status ${answer.status}`,
      remedy,
    });
  });
});

describe('what to do when the repository itself cannot be read', () => {
  const OWN_TOKEN =
    'Leave `github-token` out: the token of the workflow may read its repository. A token of your own needs access to this repository with `Metadata: read`, and to pass single sign-on and IP allow lists of the organization.';

  test.each<[Given | 'reset', string, string]>([
    [{ status: 403 }, 'GitHub refused GET /repos/… with HTTP status 403', OWN_TOKEN],
    [{ status: 404 }, 'GitHub refused GET /repos/… with HTTP status 404', OWN_TOKEN],
    [
      { status: 401 },
      'GitHub refused GET /repos/… with HTTP status 401',
      'Pass a valid token as `github-token`, or leave that input out: then it is the token of the workflow.',
    ],
    [{ status: 503 }, 'GitHub refused GET /repos/… with HTTP status 503', 'Run the workflow again later.'],
    [
      'reset',
      'Cannot read /repos/… from GitHub: the connection failed',
      'Run the workflow again later; on a self-hosted runner, let it reach https://github.test.',
    ],
  ])('%o', async (answer, message, remedy) => {
    expect((await askFor('', answer)).came).toMatchObject({ message, remedy });
  });
});

test.each(['/git/ref/heads/main', '/compare/a...b?per_page=1'])(
  'what to do when %s is refused',
  async (path) => {
    for (const status of [403, 404]) {
      expect((await askFor(path, { status })).came).toMatchObject({
        status,
        remedy: 'Give the job `permissions: contents: read`, and pass its token as `github-token`.',
      });
    }
  },
);

test('a token that cannot be sent is tried once, and told without its value', async () => {
  const lines: string[] = [];
  const github = createGitHub({
    apiUrl: 'http://127.0.0.1:1',
    repository: 'contoso/app-launches',
    token: '\u201cghs_SECRET\u201d',
    send: createSend(createAgents({}, 1)),
    clock: new FakeClock(NOW),
    random: () => 0.5,
    debug: (line) => lines.push(line),
  });
  const error: unknown = await github.get('', z.unknown()).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    message:
      'Cannot read /repos/… from GitHub: the header authorization has a character that cannot be sent, such as a line break or a curly quote',
    remedy: 'Copy the token or other value in it again, without quotes and line breaks.',
  });
  expect(lines).toHaveLength(1);
  expect(JSON.stringify([lines, error, String(error)])).not.toContain('SECRET');
});

describe('what is deleted', () => {
  const remove = (...answers: readonly (Given | 'reset')[]) =>
    askBy((github) => github.remove('/actions/artifacts/7'), answers);

  test.each<[string, readonly (Given | 'reset')[], number]>([
    ['is gone', [{ status: 204, body: '' }], 1],
    ['was gone already', [{ status: 404 }], 1],
    ['is gone after a try whose answer was lost', ['reset', { status: 404 }], 2],
    ['is gone after an outage', [{ status: 503 }, { status: 204, body: '' }], 2],
  ])('%s', async (_, answers, tries) => {
    const { came, methods } = await remove(...answers);
    expect(came).toBeUndefined();
    expect(methods).toEqual(Array.from({ length: tries }, () => 'DELETE'));
  });

  test('needs a permission, which a refusal names', async () => {
    expect((await remove({ status: 403 })).came).toMatchObject({
      message: 'GitHub refused DELETE /repos/…/actions/artifacts/7 with HTTP status 403',
      remedy: 'Give the job `permissions: actions: write`, and pass its token as `github-token`.',
    });
  });
});
