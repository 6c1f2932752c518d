import pLimit from 'p-limit';
import { describe, expect, test } from 'vitest';
import { FeedError } from '../../../src/errors.ts';
import type { Body } from '../../../src/http/body.ts';
import {
  type ContentBlob,
  fetchBlob,
  listContent,
  type MalformedEntry,
} from '../../../src/sources/activity-feed/content.ts';
import { readSubscription, startSubscription } from '../../../src/sources/activity-feed/subscription.ts';
import { type Reply, response } from '../../http/fakes.ts';
import { fakeApi, ORIGIN, TENANT } from './fakes.ts';

const FEED = `${ORIGIN}/api/v1.0/${TENANT}/activity/feed`;
const OTHERS = FEED.replace(TENANT, '99999999-2222-4333-8444-555555555555');
const CREATED = Date.UTC(2026, 10, 21, 7, 31, 9);
const window = { start: CREATED, end: CREATED + 3_600_000 };
const entry = (contentId: string, more: object = {}) => ({
  contentId,
  contentUri: `${FEED}/audit/${contentId}`,
  contentCreated: '2026-11-21T07:31:09.000Z',
  contentExpiration: '2026-11-28T07:31:09.000Z',
  ...more,
});
const page = (ids: readonly string[], next?: string) =>
  response(
    200,
    ids.map((id) => entry(id)),
    next === undefined ? {} : { nextpageuri: next },
  );

async function list(...replies: readonly Reply[]) {
  const { api, requests, clock } = fakeApi(replies);
  const blobs: ContentBlob[] = [];
  const malformed: MalformedEntry[] = [];
  let error: unknown;
  try {
    for await (const each of listContent(api, window)) {
      blobs.push(...each.blobs);
      malformed.push(...each.malformed);
    }
  } catch (cause) {
    error = cause;
  }
  return {
    blobs,
    malformed,
    ids: blobs.map(({ id }) => id),
    urls: requests.map(({ url }) => url),
    error,
    clock,
  };
}

test('asks for the window in UTC without a zone, and names who asks', async () => {
  const { urls } = await list(page([]));
  const url = new URL(urls[0] ?? '');
  expect(`${url.origin}${url.pathname}`).toBe(`${FEED}/subscriptions/content`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    contentType: 'Audit.General',
    startTime: '2026-11-21T07:31:09',
    endTime: '2026-11-21T08:31:09',
    PublisherIdentifier: TENANT,
  });
});

test('follows pages to the last, an empty one between them, and names who asks on each', async () => {
  const { ids, urls } = await list(
    page(['a'], `${FEED}/subscriptions/content?nextPage=1`),
    page([], `${FEED}/subscriptions/content?nextPage=2&publisheridentifier=other`),
    page(['b'], '  '),
  );
  expect(ids).toEqual(['a', 'b']);
  expect(urls.slice(1)).toEqual([
    `${FEED}/subscriptions/content?nextPage=1&PublisherIdentifier=${TENANT}`,
    `${FEED}/subscriptions/content?nextPage=2&publisheridentifier=other`,
  ]);
});

test.each([
  ['of the service behind a gateway', 'https://manage.example.com'],
  ['without encryption', 'http://manage.office.com'],
])('a page that is named on a host %s is asked for where the token may go', async (_, host) => {
  const { ids, urls } = await list(
    page(['a'], `${host}/api/v1/${TENANT}/activity/feed/subscriptions/content?nextpage=2%24x&starttime=2`),
    page(['b']),
  );
  expect(ids).toEqual(['a', 'b']);
  expect(urls[1]).toBe(
    `${FEED}/subscriptions/content?nextpage=2%24x&starttime=2&PublisherIdentifier=${TENANT}`,
  );
});

describe('a chain of pages that leads nowhere ends with an error, and what came is given', () => {
  test.each<[string, string, string]>([
    ['to itself', `${FEED}/subscriptions/content?nextPage=1`, 'lead back'],
    ['to another host', 'https://example.com/elsewhere', 'next page'],
    ['to a page of another tenant', `${OTHERS}/subscriptions/content?nextPage=1`, 'next page'],
    ['to another operation', `${FEED}/audit/a`, 'next page'],
    ['to an operation that begins alike', `${FEED}/subscriptions/contents?nextPage=1`, 'next page'],
    ['to a relative nowhere', 'null', 'next page'],
    ['to no URL', 'https://', 'next page'],
  ])('%s', async (_, next, why) => {
    const { ids, urls, error } = await list(page(['a'], next));
    expect(error).toBeInstanceOf(FeedError);
    expect(String(error)).toContain(why);
    expect(urls.every((url) => url.startsWith(ORIGIN))).toBe(true);
    expect(ids[0] ?? 'a').toBe('a');
  });

  test('ever onward', async () => {
    let count = 0;
    const { error, urls } = await list(() => {
      count += 1;
      return page([], `${FEED}/subscriptions/content?nextPage=${count}`);
    });
    expect(String(error)).toContain('more than 10000 pages');
    expect(urls).toHaveLength(10_000);
  });
});

describe('a page token that is refused', () => {
  const refused = response(400, { error: { code: 'AF20031' } });
  const next = `${FEED}/subscriptions/content?nextPage=1`;

  test('starts the window over', async () => {
    const { ids, urls, error } = await list(page(['a'], next), refused, page(['a'], next), page(['b']));
    expect([ids, error]).toEqual([['a', 'a', 'b'], undefined]);
    expect(urls[2]).toBe(urls[0]);
  });

  test('three times at most', async () => {
    const { urls, error } = await list(refused);
    expect([urls.length, error instanceof FeedError && error.code]).toEqual([4, 'AF20031']);
  });
});

test.each<[string, object, number, number]>([
  ['with Z', {}, CREATED, CREATED + 7 * 86_400_000],
  ['without a zone', { contentCreated: '2026-11-21T07:31:09' }, CREATED, CREATED + 7 * 86_400_000],
  [
    'seven decimals',
    { contentCreated: '2026-11-21T07:31:09.1239999' },
    CREATED + 123,
    CREATED + 7 * 86_400_000,
  ],
  ['an offset', { contentCreated: '2026-11-21T09:31:09+02:00' }, CREATED, CREATED + 7 * 86_400_000],
  ['no expiration', { contentExpiration: null }, CREATED, CREATED + 7 * 86_400_000],
  ['an expiration that is none', { contentExpiration: '' }, CREATED, CREATED + 7 * 86_400_000],
  ['an earlier expiration', { contentExpiration: '2026-11-22T07:31:09' }, CREATED, CREATED + 86_400_000],
  [
    'an expiration that has passed',
    { contentExpiration: '0001-01-01T00:00:00' },
    CREATED,
    CREATED + 7 * 86_400_000,
  ],
  [
    'a time that the feed should no longer list',
    { contentCreated: '2026-11-14T00:00:00', contentExpiration: '2026-11-21T00:00:00' },
    Date.UTC(2026, 10, 14),
    Date.UTC(2026, 10, 22, 1),
  ],
])('instants: %s', async (_, more, created, expires) => {
  const { blobs } = await list(response(200, [entry('a', more)]));
  expect(blobs).toEqual([{ id: 'a', uri: `${FEED}/audit/a`, created, expires }]);
});

test.each<[string, Reply]>([
  ['HTML', response(200, '<html>')],
  ['an object', response(200, { value: [] })],
  ['a list that is cut short', response(200, '[{"contentId":')],
])('%s is asked for again, and is no empty list', async (_, reply) => {
  const { error, urls } = await list(reply);
  expect([error instanceof FeedError, urls.length]).toEqual([true, 5]);
  expect((await list(reply, page(['a']))).ids).toEqual(['a']);
});

describe('an entry that is malformed', () => {
  const whole = { start: window.start, end: window.end };
  const instant = { start: CREATED, end: CREATED };
  const timeless = 'contentCreated is missing or not a time in the last days';
  const nameless = 'contentId is missing or not an id';

  test.each<[string, unknown, string, object]>([
    ['null as its time', entry('a', { contentCreated: null }), timeless, whole],
    ['a time that is none', entry('a', { contentCreated: 'soon' }), timeless, whole],
    ['a number as its time', entry('a', { contentCreated: CREATED }), timeless, whole],
    ['the year 1', entry('a', { contentCreated: '0001-01-01T00:00:00' }), timeless, whole],
    ['the year 9999', entry('a', { contentCreated: '9999-12-31T23:59:59' }), timeless, whole],
    ['no id, but its address', entry('a', { contentId: '' }), nameless, instant],
    ['an object as its id', entry('a', { contentId: {} }), nameless, instant],
    ['half a character in its id', entry('a', { contentId: '\ud800' }), nameless, instant],
  ])('with %s is told, and its blob is given', async (_, malformedEntry, problem, created) => {
    const { blobs, malformed, urls } = await list(response(200, [malformedEntry, entry('b')]));
    expect(blobs.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(blobs[0]).toMatchObject({ created: CREATED, expires: CREATED + 7 * 86_400_000 });
    expect(malformed).toEqual([{ problem, created, namesBlob: true }]);
    expect(urls).toHaveLength(1);
  });

  test.each<[string, unknown, object]>([
    ['that is a text', 'a', whole],
    ['that is null', null, whole],
    ['that is a list', [], whole],
    ['without id and address', entry('a', { contentId: null, contentUri: null }), instant],
    ['with the address of another tenant', entry('', { contentUri: `${OTHERS}/audit/a` }), instant],
    ['with the address of no blob', entry('', { contentUri: `${FEED}/audit/%` }), instant],
    ['with an endless id', entry('a'.repeat(1_001)), instant],
  ])(
    '%s is asked for three times, then told; its neighbors are given',
    async (_, malformedEntry, created) => {
      const { ids, malformed, urls, error } = await list(response(200, [malformedEntry, entry('b')]));
      expect([ids, urls.length, error]).toEqual([['b'], 3, undefined]);
      expect(malformed).toEqual([{ problem: expect.stringContaining(nameless), created, namesBlob: false }]);
    },
  );

  test('that is whole the next time is not told', async () => {
    const { ids, malformed } = await list(response(200, [null]), page(['a']));
    expect([ids, malformed]).toEqual([['a'], []]);
  });
});

test('a list with a byte-order mark', async () => {
  expect((await list(response(200, `\ufeff${JSON.stringify([entry('a')])}`))).ids).toEqual(['a']);
});

test.each<[string, string | undefined, string]>([
  ['as listed', `${FEED}/audit/a$1?x=y`, `${FEED}/audit/a$1?x=y&PublisherIdentifier=${TENANT}`],
  [
    'as listed, by another name of the version',
    `${FEED.replace('v1.0', 'v1')}/audit/b`,
    `${FEED.replace('v1.0', 'v1')}/audit/b?PublisherIdentifier=${TENANT}`,
  ],
  [
    'by its id, when another tenant is listed',
    `${OTHERS}/audit/a`,
    `${FEED}/audit/a$1%2F..?PublisherIdentifier=${TENANT}`,
  ],
  [
    'by its id, when a path is listed that only begins alike',
    `${FEED}/audits/a`,
    `${FEED}/audit/a$1%2F..?PublisherIdentifier=${TENANT}`,
  ],
  [
    'by its id, when another host is listed',
    'https://example.com/a',
    `${FEED}/audit/a$1%2F..?PublisherIdentifier=${TENANT}`,
  ],
  ['by its id, when no URL is listed', 'nowhere', `${FEED}/audit/a$1%2F..?PublisherIdentifier=${TENANT}`],
  [
    'by its id, when it is known from an earlier run',
    undefined,
    `${FEED}/audit/a$1%2F..?PublisherIdentifier=${TENANT}`,
  ],
])('a blob is asked for %s', async (_, uri, url) => {
  const { api, requests } = fakeApi([response(200, '[]')]);
  const blob = { id: 'a$1/..', uri, created: 0, expires: 1 };
  const read = ({ bytes }: Body) => bytes.toString();
  const reader = { read, limit: pLimit(1), room: async () => undefined };
  expect(await fetchBlob(api, blob, reader)).toBe('[]');
  expect(requests[0]?.url).toBe(url);
});

describe('the subscription', () => {
  test.each<[string, unknown, string]>([
    ['enabled', [{ contentType: 'audit.general', status: 'Enabled', webhook: null }], 'enabled'],
    ['without a status', [{ contentType: 'Audit.General' }], 'enabled'],
    ['disabled', [{ contentType: 'Audit.General', status: 'disabled' }], 'disabled'],
    ['that of others', [{ contentType: 'Audit.Exchange', status: 'enabled' }], 'missing'],
    ['none', [], 'missing'],
  ])('%s', async (_, subscriptions, expected) => {
    expect(await readSubscription(fakeApi([response(200, subscriptions)]).api)).toBe(expected);
  });

  test.each<[string, Reply]>([
    ['', response(200, '')],
    [', and is on already', response(400, { error: { code: 'AF20024' } })],
  ])('starts without a body%s', async (_, reply) => {
    const { api, requests } = fakeApi([reply]);
    expect(await startSubscription(api)).toEqual({ kind: 'started' });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST' });
    expect(requests[0]?.url).toContain('/subscriptions/start?contentType=Audit.General');
    expect(requests[0]?.body).toBeUndefined();
  });

  test.each<[string, Readonly<Record<string, string>>, number]>([
    ['as long as the service says', { 'retry-after': '600' }, 10],
    ['for 15 minutes', {}, 15],
  ])('cannot be started %s when that is throttled', async (_, headers, minutes) => {
    const { api } = fakeApi([response(403, "{'error':{'code':'AF429'}}", headers)]);
    const startableAt = api.now() + minutes * 60_000;
    const started = await startSubscription(api);
    expect(started).toEqual({ kind: 'throttled', startableAt });
  });

  test('another refusal is an error', async () => {
    const { api } = fakeApi([response(400, { error: { code: 'AF20023' } })]);
    await expect(startSubscription(api)).rejects.toThrow('AF20023');
  });
});
