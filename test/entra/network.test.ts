import { Agent } from 'node:http';
import { expect, test } from 'vitest';
import { openNetwork } from '../../src/entra/network.ts';
import { json, type Reply, startEntra } from './fake-entra.ts';

const busy = (status: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  json(status, { error: 'busy' }, headers);
const fine = json(200, { fine: true });

async function post(url: string, random = 0.5) {
  const waits: number[] = [];
  const network = openNetwork({
    agent: () => undefined,
    sleep: async (ms) => {
      waits.push(ms);
    },
    random: () => random,
  });
  const answer = await network.sendPostRequestAsync<Readonly<Record<string, unknown>>>(url, {
    headers: { 'x-a': 'b' },
    body: 'a=b',
  });
  return { answer, waits };
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
  expect(waits).toEqual([1000, 2000, 4000]);
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

test('connects through the agent that was passed in', async () => {
  const entra = await startEntra(fine);
  const asked: string[] = [];
  const agent = new Agent();
  const network = openNetwork({
    agent: (url) => {
      asked.push(url.href);
      return agent;
    },
    sleep: () => Promise.resolve(),
    random: () => 0,
  });
  await network.sendGetRequestAsync(`${entra.url}/x`);
  expect(asked).toEqual([`${entra.url}/x`]);
  agent.destroy();
});
