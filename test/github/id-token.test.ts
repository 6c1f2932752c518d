import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adviceOf, SignInError } from '../../src/errors.ts';
import { createIdTokenSource } from '../../src/github/id-token.ts';
import { ConnectionError, createAgents, createSend } from '../../src/http/send.ts';
import { FakeClock, fakeSend, type Reply, response } from '../http/fakes.ts';

const ENVIRONMENT = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.actions.example/token?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};
const FINE = response(200, { value: 'the-id-token' });

function source(replies: readonly Reply[], environment: Readonly<Record<string, string>> = ENVIRONMENT) {
  const clock = new FakeClock();
  const { send, requests } = fakeSend(replies);
  const idToken = createIdTokenSource({
    environment,
    send,
    clock,
    random: () => 0.5,
    debug: () => undefined,
  });
  return { idToken, requests, clock };
}

test('asks the runner for a token of the audience', async () => {
  const { idToken, requests } = source([FINE]);
  expect(await idToken('api://AzureADTokenExchange')).toBe('the-id-token');
  expect(requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    [
      'https://run.actions.example/token?api-version=2&audience=api%3A%2F%2FAzureADTokenExchange',
      'Bearer request-token',
    ],
  ]);
});

describe('one passing fault is not the end', () => {
  test.each<[string, Reply]>([
    ['403 "Pending"', response(403, 'Pending')],
    ['429', response(429)],
    ['503 with HTML', response(503, '<html>')],
    ['200 with HTML', response(200, '<html>')],
    ['200 with nothing', response(200, '')],
    ['200 with another shape', response(200, { token: 'x' })],
    ['a reset', new ConnectionError('reset')],
  ])('%s', async (_, reply) => {
    const { idToken, requests } = source([reply, FINE]);
    expect(await idToken('a')).toBe('the-id-token');
    expect(requests).toHaveLength(2);
  });

  test('but five are', async () => {
    const { idToken, requests } = source([response(500, '<html>')]);
    const failure: unknown = await idToken('a').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SignInError);
    expect(adviceOf(failure)).toBe(
      'Cannot get an ID token from GitHub: HTTP status 500. Run the workflow again later; nothing was written.',
    );
    expect(requests).toHaveLength(5);
  });
});

test('a page larger than its limit is a passing fault like any other', async () => {
  const large = '<html>'.padEnd(300_000);
  let served = 0;
  const server = createServer((_, answer) => {
    served += 1;
    answer.statusCode = served < 5 ? 503 : 200;
    answer.end(served < 5 ? large : '{"value":"the-id-token"}');
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const idToken = createIdTokenSource({
    environment: { ...ENVIRONMENT, ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/` },
    send: createSend(createAgents({}, 1)),
    clock: new FakeClock(),
    random: () => 0.5,
    debug: () => undefined,
  });
  expect(await idToken('a')).toBe('the-id-token');
  expect(served).toBe(5);
});

describe('without the permission nothing is sent, and the error says what to add', () => {
  test.each(Object.keys(ENVIRONMENT))('%s', async (missing) => {
    const { idToken, requests } = source([FINE], { ...ENVIRONMENT, [missing]: '' });
    await expect(idToken('a')).rejects.toMatchObject({
      message: expect.stringContaining('this job has no permission'),
      remedy: expect.stringContaining('id-token: write'),
    });
    expect(requests).toHaveLength(0);
  });
});
