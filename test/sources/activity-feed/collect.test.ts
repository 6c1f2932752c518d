import { describe, expect, test } from 'vitest';
import { FeedError, SignInError } from '../../../src/errors.ts';
import type { BlobReading } from '../../../src/launches/blob.ts';
import { collect, type UnreadBlob } from '../../../src/sources/activity-feed/collect.ts';
import type { ContentBlob, Window } from '../../../src/sources/activity-feed/content.ts';
import { contentKey } from '../../../src/sources/activity-feed/content-key.ts';
import { lostBlob } from '../../../src/sync/gaps.ts';
import { launch } from '../../snapshot/fixtures.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 22);
const iso = (ms: number): string => new Date(ms).toISOString();
const blob = (id: string, expires = NOW + HOUR): ContentBlob => ({
  id,
  created: NOW - HOUR,
  expires,
  uri: undefined,
});
const unreadBlob = (id: string, tries: number, expires = NOW + HOUR): UnreadBlob => ({
  ...{ id, created: iso(NOW - HOUR), expires: iso(expires), tries },
});
const reading = (id: string): BlobReading => ({
  records: 5,
  launches: [launch({ eventId: id, launchedAt: NOW })],
  events: [],
  other: 3,
  unreadable: ['the record at byte 9 has no Id'],
  powerAppsOperations: new Map([['LaunchPowerApp', 1]]),
});
const failed = (code = '', status = 503) => new FeedError('Could not read', 'Wait.', { code, status });

type Page = readonly ContentBlob[] | Error;

/** Runs the collector over windows of pages; `read` answers for a blob by its id and the number of the try. */
async function run(
  windows: readonly (readonly Page[])[],
  read: (id: string, attempt: number) => BlobReading | Error = reading,
  {
    unread = [],
    known = [],
    lost = [],
    concurrency = 1,
  }: { unread?: UnreadBlob[]; known?: string[]; lost?: string[]; concurrency?: number } = {},
) {
  const asked: string[] = [];
  let [now, most] = [0, 0];
  const plan = {
    start: 0,
    end: windows.length * HOUR,
    windows: windows.map((_, index): Window => ({ start: index * HOUR, end: (index + 1) * HOUR })),
    gaps: [],
  };
  const feed = {
    async *list({ start }: Window) {
      for (const page of windows[start / HOUR] ?? []) {
        if (page instanceof Error) throw page;
        yield { blobs: page, malformed: [] };
      }
    },
    read: async ({ id }: ContentBlob) => {
      asked.push(id);
      now += 1;
      most = Math.max(most, now);
      await new Promise((later) => setImmediate(later));
      now -= 1;
      const result = read(id, asked.filter((each) => each === id).length);
      if (result instanceof Error) throw result;
      return result;
    },
    now: () => NOW,
    timeLeft: () => 'enough' as const,
  };
  const state = {
    unread,
    read: Object.fromEntries(known.map((id) => [contentKey(id), iso(NOW)])),
    lost: new Set(lost),
  };
  const progress: number[] = [];
  const collected = await collect(feed, plan, state, concurrency, ({ blobsDone }) =>
    progress.push(blobsDone),
  );
  return { collected, asked, most, progress };
}

const many = (count: number, name = 'blob'): ContentBlob[] =>
  Array.from({ length: count }, (_, index) => blob(`${name}-${index}`));

test('asks for the next page while blobs of the one before are read', async () => {
  const order: string[] = [];
  const page = (id: string) => {
    order.push(`page of ${id}`);
    return { blobs: [blob(id)], malformed: [] };
  };
  const feed = {
    async *list() {
      yield page('a');
      yield page('b');
    },
    read: async ({ id }: ContentBlob) => {
      await new Promise((later) => setImmediate(later));
      order.push(id);
      return reading(id);
    },
    now: () => NOW,
    timeLeft: () => 'enough' as const,
  };
  const plan = { start: 0, end: HOUR, windows: [{ start: 0, end: HOUR }], gaps: [] };
  await collect(feed, plan, { unread: [], read: {}, lost: new Set() }, 1, () => undefined);
  expect(order).toEqual(['page of a', 'page of b', 'a', 'b']);
});

test('reads what is listed, each blob once, however often it is named', async () => {
  const { collected, asked } = await run([
    [[blob('a'), blob('b'), blob('a')], [blob('b')]],
    [[blob('a'), blob('c')], []],
  ]);
  expect(asked).toEqual(['a', 'b', 'c']);
  expect(collected).toMatchObject({
    pages: 4,
    blobsListed: 3,
    known: 0,
    listed: { start: 0, end: 2 * HOUR },
  });
  expect(collected.read).toEqual(['a', 'b', 'c'].map((id) => ({ id, created: NOW - HOUR })));
});

test('counts reconcile', async () => {
  const { collected } = await run([[many(40)]], (id) => (id.endsWith('7') ? failed() : reading(id)), {
    concurrency: 4,
  });
  expect(collected.read.length + collected.unread.length).toBe(40);
  expect(collected.records).toBe(36 * 5);
  expect(
    collected.launches.length + collected.events.length + collected.other + collected.unreadable.length,
  ).toBe(collected.records);
  expect(collected.powerAppsOperations).toEqual(new Map([['LaunchPowerApp', 36]]));
  expect(collected.unreadable[0]).toMatch(/^blob-\d+: the record at byte 9/);
});

test.each([1, 3, 8])('no more than %s at a time, and as many when there is enough', async (concurrency) => {
  const { most, progress } = await run([[many(20), many(20, 'more')]], reading, { concurrency });
  expect(most).toBe(concurrency);
  expect(progress.at(-1)).toBe(40);
});

test('what an earlier run read is not read again', async () => {
  const { collected, asked } = await run([[[blob('a'), blob('b')]]], reading, { known: ['a'] });
  expect([asked, collected.known, collected.blobsListed]).toEqual([['b'], 1, 2]);
});

test('a blob that fails is tried again after the others, once', async () => {
  const { collected, asked } = await run([[[blob('a'), blob('b')], [blob('c')]]], (id, attempt) =>
    id === 'a' && attempt === 1 ? failed() : id === 'b' ? failed() : reading(id),
  );
  expect(asked).toEqual(['a', 'b', 'c', 'a', 'b']);
  expect(collected.read.map(({ id }) => id)).toEqual(['c', 'a']);
  expect(collected.unread).toEqual([unreadBlob('b', 1)]);
  expect(collected.failures).toEqual(new Map([['Could not read', 1]]));
});

describe('the unread blobs of earlier runs', () => {
  test('are read though nothing lists them, and count one more try when they fail', async () => {
    const unread = [unreadBlob('a', 1), unreadBlob('b', 4)];
    const { collected } = await run([[]], (id) => (id === 'b' ? failed() : reading(id)), { unread });
    expect(collected.read).toEqual([{ id: 'a', created: NOW - HOUR }]);
    expect(collected.unread).toEqual([unreadBlob('b', 5)]);
  });

  test('are not read twice when they are listed too', async () => {
    const { collected, asked } = await run([[[blob('a')]]], reading, { unread: [unreadBlob('a', 1)] });
    expect([asked, collected.blobsListed]).toEqual([['a'], 1]);
  });
});

describe('a blob is lost, with a gap that names it', () => {
  test('without a request, when it expired before it could be read', async () => {
    const unread = [unreadBlob('a', 0, NOW), unreadBlob('b', 0, NOW + 1), unreadBlob('c', 3, NOW - 1)];
    const { collected, asked } = await run([[[]]], reading, { unread });
    expect(asked).toEqual(['b']);
    expect(collected.lost.map(({ id }) => id).sort()).toEqual(['a', 'c']);
    const gaps = collected.lost.map(lostBlob);
    expect(gaps[0]).toMatchObject({ from: iso(NOW - HOUR), to: iso(NOW - HOUR) });
    expect(collected.lost.every(({ id }, at) => gaps[at]?.reason.includes(`blob ${id} `))).toBe(true);
  });

  test.each([
    ['AF20050', 400],
    ['AF20051', 400],
    ['AF20052', 404],
  ])('when the service answers %j and %s', async (code, status) => {
    const { collected, asked } = await run([[[blob('a')]]], () => failed(code, status));
    expect([asked, collected.lost.length, collected.unread.length]).toEqual([['a'], 1, 0]);
  });
});

test('a blob that an earlier run found lost is asked for, and is not lost again', async () => {
  const gone = failed('AF20051', 400);
  const { collected, asked } = await run(
    [[[blob('a'), blob('b')]]],
    (id) => (id === 'a' ? gone : reading(id)),
    {
      lost: ['a', 'b'],
    },
  );
  expect([asked, collected.lost, collected.known]).toEqual([['a', 'b'], [], 1]);
  expect(collected.read.map(({ id }) => id)).toEqual(['b']);
});

test.each([404, 410])('a bare %s may be of a gateway: the blob stays unread', async (status) => {
  const { collected } = await run([[[blob('a'), blob('b')]]], (id) =>
    id === 'a' ? failed('', status) : reading(id),
  );
  expect([collected.lost.length, collected.unread.map(({ id }) => id)]).toEqual([0, ['a']]);
});

test.each(['AF10001', 'AF20010', 'AF20013', 'auditing off'])(
  'one blob that answers %s keeps no other from being read',
  async (code) => {
    const { collected } = await run([[[blob('a')], [blob('b')]]], (id) =>
      id === 'a' ? failed(code, 403) : reading(id),
    );
    expect(collected.read.map(({ id }) => id)).toEqual(['b']);
    expect(collected.unread.map(({ id, tries }) => [id, tries])).toEqual([['a', 1]]);
  },
);

describe('an outage', () => {
  test('ends the tries: most blobs wait for the next run without a request', async () => {
    const { collected, asked } = await run([[many(500)]], () => failed());
    expect(asked.length).toBeLessThan(100);
    expect(collected.unread).toHaveLength(500);
    const waiting = collected.unread.filter(({ id }) => !asked.includes(id));
    expect([...collected.failures.values()].reduce((sum, count) => sum + count)).toBe(500);
    expect(waiting.length).toBeGreaterThan(400);
  });

  test('of some blobs keeps none of the others from being read', async () => {
    const { collected } = await run([[many(24), many(30, 'fine')]], (id) =>
      id.startsWith('fine') ? reading(id) : failed(),
    );
    expect([collected.read.length, collected.unread.length]).toEqual([30, 24]);
  });
});

test('failures between successes are no outage: every blob is tried', async () => {
  const { collected, asked } = await run([[many(100)]], (id) =>
    /[02468]$/.test(id) ? failed() : reading(id),
  );
  expect([collected.read.length, collected.unread.length, new Set(asked).size]).toEqual([50, 50, 100]);
});

describe('a window that cannot be listed', () => {
  test('holds what counts as listed; what it gave and what follows is read', async () => {
    const error = failed('AF50000');
    const { collected } = await run([[[blob('a')]], [[blob('b')], error], [[blob('c')]]]);
    expect(collected.read.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(collected.listed).toEqual({ start: 0, end: HOUR });
    expect(collected.unlisted).toEqual([{ window: { start: HOUR, end: 2 * HOUR }, error }]);
  });

  test('three in a row are an outage: the rest is not asked for, and holds the watermark too', async () => {
    const error = failed();
    const outage = [[error], [error], [error], [[blob('a')]]];
    const { collected, asked } = await run([[[blob('first')]], ...outage]);
    expect(asked).toEqual(['first']);
    expect(collected.unlisted.map(({ window }) => window.start / HOUR)).toEqual([1, 2, 3, 4]);
  });

  test('two in a row are not', async () => {
    const { collected, asked } = await run([
      [failed()],
      [failed()],
      [[blob('a')]],
      [failed()],
      [[blob('b')]],
    ]);
    expect(asked).toEqual(['a', 'b']);
    expect(collected.unlisted).toHaveLength(3);
  });

  test('when it is the first, nothing counts as listed', async () => {
    const { collected } = await run([[failed()], [[blob('a')]]]);
    expect(collected.listed).toEqual({ start: 0, end: 0 });
  });
});

describe('what ends the run', () => {
  const errors: readonly (readonly [string, Error])[] = [
    ['no permission', failed('AF10001', 401)],
    ['another tenant', failed('AF20010', 403)],
    ['no sign-in', new SignInError('The secret expired', 'Renew it.')],
  ];
  test.each(errors)('%s, on listing', async (_, error) => {
    await expect(run([[[blob('a')], error]])).rejects.toBe(error);
  });
  test('no sign-in, on reading', async () => {
    const error = new SignInError('The secret expired', 'Renew it.');
    await expect(run([[[blob('a')]]], () => error)).rejects.toBe(error);
  });
  test('a fault of our own, on listing', async () => {
    await expect(run([[new TypeError('odd')]])).rejects.toThrow('odd');
  });
});
