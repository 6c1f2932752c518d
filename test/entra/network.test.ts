import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createNetwork, UNREADABLE_ANSWER } from '../../src/entra/network.ts';
import { createAgents, createSend } from '../../src/http/send.ts';
import { FakeClock } from '../http/fakes.ts';
import { json, type Reply, startEntra } from './fake-entra.ts';

const busy = (status: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  json(status, { error: 'busy' }, headers);
const fine = json(200, { fine: true });

async function post(url: string, random = 0.5) {
  const clock = new FakeClock(Date.now());
  const network = createNetwork({
    send: createSend(createAgents({}, 1)),
    clock,
    random: () => random,
    debug: () => undefined,
    origin: url,
  });
  const answer = await network.sendPostRequestAsync<Readonly<Record<string, unknown>>>(`${url}/token`, {
    headers: { 'x-a': 'b' },
    body: 'a=b',
  });
  return { answer, waits: clock.sleeps };
}

test('posts the form with its headers and gives the answer in the form of msal', async () => {
  const entra = await startEntra(json(200, { fine: true }, { 'X-Ms': 'c' }));
  const { answer } = await post(entra.url);
  expect(answer).toMatchObject({ status: 200, body: { fine: true }, headers: { 'x-ms': 'c' } });
  expect(entra.requests[0]?.headers['x-a']).toBe('b');
  expect(entra.requests[0]?.form.get('a')).toBe('b');
});

test('tries 4 times on 429, 5xx and no answer, each wait up to twice the last', async () => {
  const entra = await startEntra(busy(429), busy(503), (response) => response.destroy(), fine);
  const { answer, waits } = await post(entra.url);
  expect(answer.status).toBe(200);
  expect(waits).toEqual([500, 1000, 2000]);
});

test.each<[string, Reply]>([
  ['200 with nothing', (response) => response.writeHead(200).end()],
  ['200 with HTML', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
  ['200 that is cut short', (response) => response.writeHead(200).end('{"access_token":"ey')],
  ['AADSTS90033 as 400', json(400, { error: 'invalid_request', error_codes: [90033] })],
  ['AADSTS90055 as 403', json(403, { error: 'access_denied', error_codes: [70000, 90055] })],
  ['temporarily_unavailable', json(400, { error: 'temporarily_unavailable' })],
  ['server_error', json(400, { error: 'server_error' })],
])('%s may pass: it is asked again, and given when it does not', async (_, reply) => {
  const entra = await startEntra(reply, fine);
  expect((await post(entra.url)).answer.status).toBe(200);
  const down = await startEntra(reply);
  expect((await post(down.url)).answer.body).toHaveProperty('error');
  expect(down.requests).toHaveLength(4);
});

test('a refusal with a compressed page larger than its limit is no passing fault', async () => {
  const page = gzipSync(`<html>${randomBytes(100_000).toString('hex')}`);
  const entra = await startEntra((response) =>
    response.writeHead(403, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(page),
  );
  const { answer } = await post(entra.url);
  expect(answer.body).toMatchObject({
    error: UNREADABLE_ANSWER,
    error_description: expect.stringContaining('HTTP status 403, text/html'),
  });
  expect(entra.requests).toHaveLength(1);
});

test('gives the fourth answer whatever it is', async () => {
  const entra = await startEntra(busy(500));
  const { answer } = await post(entra.url);
  expect(answer).toMatchObject({ status: 500, body: { error: 'busy' } });
  expect(entra.requests).toHaveLength(4);
});

test('obeys Retry-After, and gives up at once where it asks for more than two minutes', async () => {
  const entra = await startEntra(
    busy(429, { 'retry-after': '7' }),
    busy(429, { 'retry-after': '121' }),
    fine,
  );
  const { answer, waits } = await post(entra.url);
  expect(waits).toEqual([7000]);
  expect(answer.status).toBe(429);
});

test('does not repeat a request that was refused', async () => {
  const entra = await startEntra(busy(401), fine);
  expect((await post(entra.url)).answer.status).toBe(401);
  expect(entra.requests).toHaveLength(1);
});

test('does not carry a credential to where a redirect points', async () => {
  const elsewhere = await startEntra(fine);
  const entra = await startEntra((response) => response.writeHead(307, { location: elsewhere.url }).end());
  expect((await post(entra.url)).answer.body).toMatchObject({ error: 'unreadable_answer' });
  expect(entra.requests).toHaveLength(1);
  expect(elsewhere.requests).toHaveLength(0);
});

test('a date in Retry-After is a time, and an empty one is none', async () => {
  const soon = { 'retry-after': new Date(Date.now() + 30_000).toUTCString() };
  const entra = await startEntra(
    busy(503, soon),
    busy(503, { 'retry-after': '' }),
    busy(429, { 'retry-after': ' ' }),
    fine,
  );
  const { answer, waits } = await post(entra.url);
  expect(answer.status).toBe(200);
  expect(waits[0]).toBeGreaterThan(25_000);
  expect(waits[0]).toBeLessThanOrEqual(31_000);
  expect(waits.slice(1)).toEqual([1000, 2000]);
});

test('sends a credential to the configured host only', async () => {
  const entra = await startEntra(fine);
  const network = createNetwork({
    send: createSend(createAgents({}, 1)),
    clock: new FakeClock(),
    random: () => 0,
    debug: () => undefined,
    origin: 'https://login.example',
  });
  const answer = await network.sendPostRequestAsync(`${entra.url}/token`, { body: 'client_secret=x' });
  expect(answer).toMatchObject({ status: 0, body: { error: 'no_answer' } });
  expect(entra.requests).toHaveLength(0);
});
