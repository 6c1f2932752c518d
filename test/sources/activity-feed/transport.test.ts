import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ContentError, FeedError } from '../../../src/errors.ts';
import { ConnectionError, TimeoutError } from '../../../src/http/send.ts';
import { answer, FakeClock, fakeTransport, ORIGIN, type Reply } from './fakes.ts';

const fine = answer(200, 'fine');
const question = { doing: 'read', method: 'GET', url: `${ORIGIN}/x`, read: () => 'done' } as const;
const throttled = "{'error':{'code':'AF429','message':'Too many requests.'}}";

async function failure(work: Promise<unknown>): Promise<FeedError> {
  const error: unknown = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof FeedError) return error;
  throw new Error(`no FeedError: ${String(error)}`);
}

describe('what may pass is tried again, after a pause with jitter', () => {
  test.each<[string, Reply]>([
    ['500 with HTML', answer(500, '<html>')],
    ['503 with nothing', answer(503)],
    ['502 with JSON', answer(502, { Message: 'x' })],
    ['AF50000', answer(500, { error: { code: 'AF50000' } })],
    ['AF50005 as 400', answer(400, { error: { code: 'AF50005' } })],
    ['408', answer(408)],
    ['a reset', new ConnectionError('reset')],
    ['an unknown failure', new TypeError('odd')],
  ])('%s', async (_, reply) => {
    const { transport, clock, requests } = fakeTransport([reply, reply, reply, reply, fine]);
    expect(await transport.ask(question)).toBe('done');
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000]);
    expect([requests.length, transport.requests()]).toEqual([5, 5]);
  });

  test('an answer that read does not accept', async () => {
    const { transport, requests } = fakeTransport([fine]);
    let calls = 0;
    const read = (): string => {
      calls += 1;
      if (calls < 3) throw new ContentError('cut short', 'again');
      return 'whole';
    };
    expect(await transport.ask({ ...question, read })).toBe('whole');
    expect(requests).toHaveLength(3);
  });

  test.each([
    [0, [0, 0, 0, 0]],
    [0.999, [999, 1998, 3996, 7992]],
  ])('the jitter of %s', async (random, sleeps) => {
    const { transport, clock } = fakeTransport([answer(500)], random);
    expect((await failure(transport.ask(question))).status).toBe(500);
    expect(clock.sleeps).toEqual(sleeps);
  });
});

test('after a time-out once only: it has cost its time', async () => {
  const { transport, requests } = fakeTransport([new TimeoutError('slow')]);
  expect((await failure(transport.ask(question))).message).toContain('Could not read: slow');
  expect(requests).toHaveLength(2);
});

describe('throttling holds all requests, and lasts for nine tries', () => {
  test.each<[string, Reply, number]>([
    ['AF429 as 403 in single quotes', answer(403, throttled), 500],
    ['AF429 as 429', answer(429, { error: { code: 'AF429' } }), 500],
    ['429 with HTML', answer(429, '<html>'), 500],
    ['AF429 compressed', answer(403, gzipSync(throttled), { 'content-encoding': 'gzip' }), 500],
    ['with Retry-After', answer(429, throttled, { 'retry-after': '7' }), 7000],
  ])('%s', async (_, reply, hold) => {
    const { transport, clock, holds, requests } = fakeTransport([reply]);
    expect((await failure(transport.ask(question))).message).toMatch(/AF429|HTTP status 429/);
    expect([holds.length, holds[0], clock.sleeps, requests.length]).toEqual([8, hold, [], 9]);
    expect(Math.max(...holds)).toBeLessThanOrEqual(60_000);
  });
});

describe('Retry-After', () => {
  const now = new FakeClock().time;
  test.each([
    ['seconds', '3', 3000],
    ['nothing', '0', 0],
    ['blanks around', ' 3 ', 3000],
    ['a date', new Date(now + 9000).toUTCString(), 9000],
    ['a date that has passed', new Date(now - 9000).toUTCString(), 0],
    ['a fraction is neither', '1.5', 500],
    ['a negative number is neither', '-1', 500],
    ['two values are neither', '120, 120', 500],
    ['a word is neither', 'soon', 500],
    ['empty', '', 500],
  ])('%s', async (_, value, pause) => {
    const { transport, clock } = fakeTransport([answer(503, '', { 'retry-after': value }), fine]);
    await transport.ask(question);
    expect(clock.sleeps).toEqual([pause]);
  });

  test('of no time does not spend all tries at once', async () => {
    const { transport, clock } = fakeTransport([answer(503, '', { 'retry-after': '0' })]);
    await failure(transport.ask(question));
    expect(clock.sleeps).toEqual([0, 1_000, 2_000, 4_000]);
  });

  test('a date counts from the time of the service', async () => {
    const date = new Date(now + 3_600_000).toUTCString();
    const later = new Date(now + 3_605_000).toUTCString();
    const { transport, clock } = fakeTransport([answer(503, '', { date, 'retry-after': later }), fine]);
    await transport.ask(question);
    expect(clock.sleeps).toEqual([5000]);
  });

  test.each(['301', new Date(now + 301_000).toUTCString()])('%s is too long to wait for', async (value) => {
    const { transport, clock, requests } = fakeTransport([answer(503, '', { 'retry-after': value })]);
    await failure(transport.ask(question));
    expect([requests.length, clock.sleeps]).toEqual([1, []]);
  });
});

describe('tokens', () => {
  test('401 gets one fresh token', async () => {
    const { transport, requests, tokens } = fakeTransport([answer(401), fine]);
    await transport.ask(question);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(tokens.renewals).toEqual(['token-1']);
  });

  test('a second 401 is the end', async () => {
    const { transport, requests } = fakeTransport([answer(401)]);
    const error = await failure(transport.ask(question));
    expect([error.status, requests.length]).toEqual([401, 2]);
  });

  test('one fresh token, also after other failures', async () => {
    const { transport, requests, tokens } = fakeTransport([answer(401), answer(500), answer(401)]);
    await failure(transport.ask(question));
    expect([requests.length, tokens.renewals.length]).toEqual([3, 1]);
  });

  test('a token that was replaced during a pause is taken', async () => {
    const { transport, requests, tokens } = fakeTransport([
      () => {
        tokens.current = 5;
        return answer(500);
      },
      fine,
    ]);
    await transport.ask(question);
    expect(requests[1]?.headers.authorization).toBe('Bearer token-5');
  });

  test.each([
    ['another host', 'https://example.com/x'],
    ['another port', `${ORIGIN}:8443/x`],
    ['another scheme', 'http://manage.office.com/x'],
    ['a host that begins alike', 'https://manage.office.com.example.com/x'],
    ['a name before the host', 'https://manage.office.com@example.com/x'],
  ])('never go to %s', async (_, url) => {
    const { transport, requests } = fakeTransport([fine]);
    const error = await failure(transport.ask({ ...question, url }));
    expect([error.message.includes('another host'), requests.length]).toEqual([true, 0]);
  });
});

describe('what can never succeed is asked once', () => {
  test.each<[string, Reply, string]>([
    ['AF10001 as 401', answer(401, { error: { code: 'AF10001' } }), 'ActivityFeed.Read'],
    ['AF20013', answer(400, { error: { code: 'AF20013' } }), 'GUID'],
    ['auditing is off', answer(400, { Message: 'Tenant 1234 does not exist.' }), 'Purview'],
    ['403 with HTML', answer(403, '<html>'), 'Check cloud'],
    ['404', answer(404), 'Check cloud'],
    ['a redirect', answer(302, '', { location: 'https://example.com' }), 'does not redirect'],
  ])('%s', async (_, reply, remedy) => {
    const { transport, requests } = fakeTransport([reply]);
    expect((await failure(transport.ask(question))).remedy).toContain(remedy);
    expect(requests).toHaveLength(1);
  });
});

test('a post says that it has no body', async () => {
  const { transport, requests } = fakeTransport([fine]);
  await transport.ask({ ...question, method: 'POST' });
  expect(requests[0]).toMatchObject({ method: 'POST', headers: { 'content-length': '0' } });
  expect(requests[0]?.body).toBeUndefined();
});

test('the time is that of the newest answer that told it', async () => {
  const { transport, clock } = fakeTransport([
    answer(500, '', { date: 'Sun, 22 Nov 2026 01:00:00 GMT' }),
    answer(200, '', { date: 'no date' }),
  ]);
  expect(transport.serviceNow()).toBe(clock.time);
  await transport.ask(question);
  expect(transport.serviceNow() - clock.time).toBe(3_600_000);
});
