import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ContentError, FeedError } from '../../src/errors.ts';
import { BodyTooLargeError } from '../../src/http/body.ts';
import { clockSkewMs } from '../../src/http/retry.ts';
import { CertificateError, ConnectionError, SetupError, TimeoutError } from '../../src/http/send.ts';
import { fakeApi, ORIGIN } from '../sources/activity-feed/fakes.ts';
import { FakeClock, type Reply, response } from './fakes.ts';

const fine = response(200, 'fine');
const question = {
  purpose: 'read',
  method: 'GET',
  url: `${ORIGIN}/x`,
  maxBytes: 1000,
  read: () => 'done',
} as const;
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
    ['500 with HTML', response(500, '<html>')],
    ['503 with nothing', response(503)],
    ['502 with JSON', response(502, { Message: 'x' })],
    ['AF50000', response(500, { error: { code: 'AF50000' } })],
    ['AF50005 as 400', response(400, { error: { code: 'AF50005' } })],
    ['408', response(408)],
    ['a reset', new ConnectionError('reset')],
    ['an unknown failure', new TypeError('odd')],
  ])('%s', async (_, reply) => {
    const { api, clock, requests } = fakeApi([reply, reply, reply, reply, fine]);
    expect(await api.request(question)).toBe('done');
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000]);
    expect([requests.length, api.requests()]).toEqual([5, 5]);
  });

  test('an answer that read does not accept', async () => {
    const { api, requests } = fakeApi([fine]);
    let calls = 0;
    const read = (): string => {
      calls += 1;
      if (calls < 3) throw new ContentError('cut short', 'again');
      return 'whole';
    };
    expect(await api.request({ ...question, read })).toBe('whole');
    expect(requests).toHaveLength(3);
  });

  test.each([
    [0, [0, 0, 0, 0]],
    [0.999, [999, 1998, 3996, 7992]],
  ])('the jitter of %s', async (random, sleeps) => {
    const { api, clock } = fakeApi([response(500)], random);
    expect((await failure(api.request(question))).status).toBe(500);
    expect(clock.sleeps).toEqual(sleeps);
  });
});

test('after a time-out once only: it has cost its time', async () => {
  const { api, requests } = fakeApi([new TimeoutError('slow')]);
  expect((await failure(api.request(question))).message).toContain('Cannot read: slow');
  expect(requests).toHaveLength(2);
});

describe('throttling holds all requests, and lasts for nine tries', () => {
  test.each<[string, Reply, number]>([
    ['AF429 as 403 in single quotes', response(403, throttled), 500],
    ['AF429 as 429', response(429, { error: { code: 'AF429' } }), 500],
    ['429 with HTML', response(429, '<html>'), 500],
    ['AF429 compressed', response(403, gzipSync(throttled), { 'content-encoding': 'gzip' }), 500],
    ['with Retry-After', response(429, throttled, { 'retry-after': '7' }), 7000],
  ])('%s', async (_, reply, hold) => {
    const { api, clock, holds, requests } = fakeApi([reply]);
    expect((await failure(api.request(question))).message).toMatch(/AF429|HTTP status 429/);
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
    ['a date of RFC 850', 'Sunday, 22-Nov-26 00:00:09 GMT', 9000],
    ['a date of asctime', 'Sun Nov 22 00:00:09 2026', 9000],
    ['a date of asctime in the first days of a month', 'Sun Nov  1 00:00:09 2026', 0],
    ['a fraction is no date either', '1.5 GMT', 500],
    ['a date of ISO 8601 is none of HTTP', '2026-11-22T00:00:09Z', 500],
    ['a date of another zone', 'Sun, 22 Nov 2026 00:00:09 +0100', 500],
    ['a date without a zone', 'Sun, 22 Nov 2026 00:00:09', 500],
    ['a date in words of another order', '22 November 2026 00:00:09 GMT', 500],
    ['a day that the month has not', 'Tue, 31 Nov 2026 00:00:09 GMT', 500],
    ['an hour that the day has not', 'Sun, 22 Nov 2026 25:00:00 GMT', 500],
    ['empty', '', 500],
  ])('%s', async (_, value, pause) => {
    const { api, clock } = fakeApi([response(503, '', { 'retry-after': value }), fine]);
    await api.request(question);
    expect(clock.sleeps).toEqual([pause]);
  });

  test('of no time does not spend all tries at once', async () => {
    const { api, clock } = fakeApi([response(503, '', { 'retry-after': '0' })]);
    await failure(api.request(question));
    expect(clock.sleeps).toEqual([0, 1_000, 2_000, 4_000]);
  });

  test('a date counts from the time of the service', async () => {
    const date = new Date(now + 3_600_000).toUTCString();
    const later = new Date(now + 3_605_000).toUTCString();
    const { api, clock } = fakeApi([response(503, '', { date, 'retry-after': later }), fine]);
    await api.request(question);
    expect(clock.sleeps).toEqual([5000]);
  });

  test.each([
    [
      'RFC 850 with a year of the last century',
      'Sunday, 06-Nov-94 08:49:37 GMT',
      'Sun, 06 Nov 1994 08:49:37 GMT',
    ],
    ['RFC 850 with a year to come', 'Sunday, 22-Nov-70 08:49:37 GMT', 'Sat, 22 Nov 2070 08:49:37 GMT'],
    ['asctime', 'Sun Nov  6 08:49:37 1994', 'Sun, 06 Nov 1994 08:49:37 GMT'],
  ])('reads %s', (_, given, same) => {
    const at = (value: string) => clockSkewMs({ get: () => value, all: () => ({}) }, now);
    expect(at(given)).toBe(Date.parse(same) - now);
  });

  test('of more than a year is a year: its instant has a date', async () => {
    const { api } = fakeApi([response(503, '', { 'retry-after': '9'.repeat(40) })]);
    expect((await failure(api.request(question))).retryAt).toBe(now + 365 * 86_400_000);
  });

  test.each(['301', new Date(now + 301_000).toUTCString()])('%s is too long to wait for', async (value) => {
    const { api, clock, requests } = fakeApi([response(503, '', { 'retry-after': value })]);
    await failure(api.request(question));
    expect([requests.length, clock.sleeps]).toEqual([1, []]);
  });
});

describe('tokens', () => {
  test('401 gets one fresh token', async () => {
    const { api, requests, tokens } = fakeApi([response(401), fine]);
    await api.request(question);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(tokens.renewals).toEqual(['token-1']);
  });

  test('the request with the fresh one is another try in the debug lines', async () => {
    const { api, debugLines } = fakeApi([response(401), response(500), fine]);
    await api.request(question);
    expect(debugLines.map((line) => line.replace(/^GET .*: (status \d+).*(try \d)$/, '$1, $2'))).toEqual([
      'status 401, try 1',
      'status 500, try 2',
      'Waits 500 ms before it tries again to read',
      'status 200, try 3',
    ]);
  });

  test('a second 401 is the end', async () => {
    const { api, requests } = fakeApi([response(401)]);
    const error = await failure(api.request(question));
    expect([error.status, requests.length]).toEqual([401, 2]);
  });

  test('one fresh token, also after other failures', async () => {
    const { api, requests, tokens } = fakeApi([response(401), response(500), response(401)]);
    await failure(api.request(question));
    expect([requests.length, tokens.renewals.length]).toEqual([3, 1]);
  });

  test('a token that was replaced during a pause is taken', async () => {
    const { api, requests, tokens } = fakeApi([
      () => {
        tokens.current = 5;
        return response(500);
      },
      fine,
    ]);
    await api.request(question);
    expect(requests[1]?.headers.authorization).toBe('Bearer token-5');
  });

  test.each([
    ['another host', 'https://example.com/x'],
    ['another port', `${ORIGIN}:8443/x`],
    ['another scheme', 'http://manage.office.com/x'],
    ['a host that begins alike', 'https://manage.office.com.example.com/x'],
    ['a name before the host', 'https://manage.office.com@example.com/x'],
  ])('never go to %s', async (_, url) => {
    const { api, requests } = fakeApi([fine]);
    const error = await failure(api.request({ ...question, url }));
    expect([error.message.includes('a host other than'), requests.length]).toEqual([true, 0]);
  });
});

test('a body larger than its limit is not asked for again', async () => {
  const { api, requests } = fakeApi([new BodyTooLargeError(1000, 'as sent')]);
  expect((await failure(api.request(question))).message).toBe(
    'Cannot read: the response is larger than 1,000 bytes as sent',
  );
  expect(requests).toHaveLength(1);
});

test.each([
  new SetupError('the header x cannot be sent', 'Write it anew.'),
  new CertificateError('manage.office.com', 'SELF_SIGNED_CERT_IN_CHAIN'),
])('what somebody has to change first is asked once, and its remedy told: %s', async (cause) => {
  const { api, clock, requests } = fakeApi([cause]);
  expect(await failure(api.request(question))).toMatchObject({
    message: `Cannot read: ${cause.message}`,
    remedy: cause.remedy,
  });
  expect([requests.length, clock.sleeps]).toEqual([1, []]);
});

test('the bytes that a sink took are told', async () => {
  const { api, debugLines } = fakeApi([{ ...response(200), bytes: 300_000 }]);
  await api.request(question);
  expect(debugLines).toEqual(['GET manage.office.com/x: status 200, 300000 bytes, 0 ms, try 1']);
});

test('each request is told in a debug line: method, host, path without query, status, bytes, ms, try', async () => {
  const { api, debugLines } = fakeApi([
    response(500, 'x'),
    new ConnectionError('reset'),
    response(200, 'fine'),
  ]);
  await api.request({ ...question, url: `${ORIGIN}/a/b?secret=1#2` });
  expect(debugLines).toEqual([
    'GET manage.office.com/a/b: status 500, 1 bytes, 0 ms, try 1',
    'Waits 500 ms before it tries again to read',
    'GET manage.office.com/a/b: reset, 0 ms, try 2',
    'Waits 1000 ms before it tries again to read',
    'GET manage.office.com/a/b: status 200, 4 bytes, 0 ms, try 3',
  ]);
});

describe('what can never succeed is asked once', () => {
  test.each<[string, Reply, string]>([
    ['AF10001 as 401', response(401, { error: { code: 'AF10001' } }), 'ActivityFeed.Read'],
    ['AF20013', response(400, { error: { code: 'AF20013' } }), 'GUID'],
    ['auditing is off', response(400, { Message: 'Tenant 1234 does not exist.' }), 'Purview'],
    ['403 with HTML', response(403, '<html>'), 'Check cloud'],
    ['404', response(404), 'Check cloud'],
    ['a redirect', response(302, '', { location: 'https://example.com' }), 'does not redirect'],
  ])('%s', async (_, reply, remedy) => {
    const { api, requests } = fakeApi([reply]);
    expect((await failure(api.request(question))).remedy).toContain(remedy);
    expect(requests).toHaveLength(1);
  });
});

test('a post says that it has no body', async () => {
  const { api, requests } = fakeApi([fine]);
  await api.request({ ...question, method: 'POST' });
  expect(requests[0]).toMatchObject({ method: 'POST', headers: { 'content-length': '0' } });
  expect(requests[0]?.body).toBeUndefined();
});

describe('the time of a run is the earlier of service and runner', () => {
  const at = (date: string) => response(200, '', { date });
  test.each<[string, readonly Reply[], number, number, number]>([
    ['before the first answer', [], 0, 0, 0],
    ['where the service is ahead', [at('Sun, 22 Nov 2026 01:00:00 GMT')], 0, 1, 1],
    ['where the service is behind', [at('Sat, 21 Nov 2026 23:00:00 GMT')], -1, 0, -1],
    [
      'after an error that told it',
      [response(500, '', { date: 'Sat, 21 Nov 2026 23:00:00 GMT' }), fine],
      -1,
      0,
      -1,
    ],
    [
      'as the newest answer says',
      [at('Sat, 21 Nov 2026 21:00:00 GMT'), at('Sat, 21 Nov 2026 23:00:00 GMT')],
      -1,
      0,
      -3,
    ],
    ['whatever is no date', [at('no date'), at('1'), at('2025'), at('')], 0, 0, 0],
  ])('%s', async (_, replies, now, latest, furthest) => {
    const { api, clock } = fakeApi(replies);
    const asked = replies.filter(
      (reply) => !(reply instanceof Error) && 'status' in reply && reply.status === 200,
    );
    for (const _reply of asked) await api.request(question);
    const hours = (ms: number) => Math.round(ms / 360_000) / 10;
    expect([api.now() - clock.time, api.latest() - clock.time, api.furthestAheadMs()].map(hours)).toEqual([
      now,
      latest,
      furthest,
    ]);
  });
});

describe('the deadline', () => {
  const open = (replies: readonly Reply[], inMs = 600_000) => {
    const controller = new AbortController();
    const clock = new FakeClock();
    const deadline = { at: clock.time + inMs, signal: controller.signal };
    return { ...fakeApi(replies, 0.5, deadline), end: () => controller.abort() };
  };

  test('that has passed lets no request out', async () => {
    const { api, requests, end } = open([fine]);
    end();
    expect(String(await failure(api.request(question)))).toContain('leaves no time for it');
    expect([requests.length, api.timeLeft()]).toEqual([0, 'over']);
  });

  test('ends what is waited for: the answer, and the pause before the next try', async () => {
    const { api, requests, end } = open([
      ({ signal }) =>
        new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new TimeoutError('x did not answer in time'))),
        ),
    ]);
    const asked = failure(api.request(question));
    await new Promise((later) => setImmediate(later));
    end();
    expect(String(await asked)).toContain('leaves no time for it');
    expect(requests).toHaveLength(1);
  });

  test('is not waited for: a pause that outlasts it ends the request with the cause', async () => {
    const { api, clock } = open([response(503, '', { 'retry-after': '60' })], 59_000);
    expect(String(await failure(api.request(question)))).toContain('HTTP status 503');
    expect([clock.sleeps, api.timeLeft()]).toEqual([[], 'short']);
    expect((await failure(api.request(question))).status).toBe(503);
  });

  test('ends all requests when the service throttles for longer: none has a turn before it', async () => {
    const { api, requests } = open([response(429, throttled, { 'retry-after': '60' })], 59_000);
    expect((await failure(api.request(question))).code).toBe('AF429');
    expect(String(await failure(api.request(question)))).toContain('leaves no time for it');
    expect([requests.length, api.timeLeft()]).toEqual([1, 'over']);
  });

  test('is far: nothing changes', async () => {
    const { api, clock } = open([response(503), fine]);
    expect(await api.request(question)).toBe('done');
    expect([clock.sleeps, api.timeLeft()]).toEqual([[500], 'enough']);
  });
});
