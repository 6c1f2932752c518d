import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFeed } from '../../../src/sources/activity-feed/feed.ts';
import { type Reply, response } from '../../http/fakes.ts';
import { fakeApi } from './fakes.ts';

const blob = (id: string) => ({ id, uri: undefined, created: 0, expires: 1 });

/** Reads blobs called 0, 1, 2 … all at once; gives what was asked for and read, in order, and the most requests open at once. */
async function readAll(blobs: number, concurrency: number) {
  const steps: string[] = [];
  let [open, most] = [0, 0];
  const reply: Reply = async ({ url }) => {
    const id = /audit\/(\d+)/.exec(url)?.[1];
    steps.push(`ask ${id}`);
    open += 1;
    most = Math.max(most, open);
    await setImmediate();
    open -= 1;
    return response(200, `[${id}]`);
  };
  const { api } = fakeApi([reply]);
  const feed = createFeed(api, concurrency, ({ bytes }) => steps.push(`read ${bytes}`));
  await Promise.all(Array.from({ length: blobs }, (_, id) => feed.read(blob(`${id}`))));
  return { steps, most };
}

test.each([1, 3, 8])(
  '%s requests for blobs are open at most, and as many when there is enough',
  async (concurrency) => {
    const { steps, most } = await readAll(20, concurrency);
    expect([steps.length, most]).toEqual([40, concurrency]);
  },
);

test('the next request goes out while the body that is there is worked on', async () => {
  const { api, requests } = fakeApi([response(200, '[]')]);
  const { promise: worked, resolve: work } = Promise.withResolvers<void>();
  const feed = createFeed(api, 1, () => worked);
  const reading = [feed.read(blob('0')), feed.read(blob('1'))];
  for (let turns = 0; requests.length < 2 && turns < 100; turns += 1) await setImmediate();
  expect(requests).toHaveLength(2);
  work();
  await Promise.all(reading);
});

test('a request that failed leaves its place to the others', async () => {
  const { api } = fakeApi([response(404), response(200, '[]')]);
  const feed = createFeed(api, 1, ({ bytes }) => bytes.toString());
  const [first, second] = await Promise.allSettled([feed.read(blob('0')), feed.read(blob('1'))]);
  expect([first.status, second]).toEqual(['rejected', { status: 'fulfilled', value: '[]' }]);
});

test('a request that had to wait for its place carries the token of the moment when it goes', async () => {
  const { api, tokens, requests } = fakeApi([
    () => {
      tokens.current += 1;
      return response(200, '[]');
    },
  ]);
  const feed = createFeed(api, 1, ({ bytes }) => bytes.toString());
  await Promise.all([feed.read(blob('0')), feed.read(blob('1'))]);
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
});
