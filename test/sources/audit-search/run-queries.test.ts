import { describe, expect, onTestFinished, test } from 'vitest';
import type { SearchQuery } from '../../../simulator/tenant/audit-search.ts';
import { DAY, HOUR } from '../../../simulator/tenant/clock.ts';
import { launchRecord } from '../../../simulator/tenant/launch-record.ts';
import { startTenant, type Tenant } from '../../../simulator/tenant/tenant.ts';
import { createAgents, createSend } from '../../../src/http/send.ts';
import { openIdentity } from '../../../src/launches/identity.ts';
import { createAuditSearch } from '../../../src/sources/audit-search/api.ts';
import {
  type QueryOptions,
  runQueries,
  type SearchWindow,
} from '../../../src/sources/audit-search/run-queries.ts';
import { VirtualClock } from '../../e2e/played-host.ts';

const OPERATIONS = ['LaunchPowerApp', 'DeletePowerApp'];
const KNOWN = { expected: 0, has: () => false, hasSame: () => false };

/** A tenant with a launch every two hours of the last 40 days, of which `search` reads. */
async function openHistory(hours = 2) {
  const tenant = await startTenant();
  onTestFinished(() => tenant.close());
  const now = tenant.now();
  for (let ago = 2; ago <= 40 * 24; ago += hours) {
    const launch = tenant.makeLaunch({ launchedAt: new Date(now - ago * HOUR) });
    tenant.addBlob({
      created: new Date(now - (ago - 1) * HOUR),
      records: [launchRecord(launch, tenant.tenantId)],
    });
  }
  const clock = new VirtualClock(now);
  const options: QueryOptions = {
    clock,
    reader: {
      rules: {
        operations: new Map(OPERATIONS.map((name) => [name.toLowerCase(), name])),
        latest: now + HOUR,
      },
      identity: openIdentity({ mode: 'name' }, tenant.tenantId),
    },
    known: async () => KNOWN,
    nameOf: ({ from, to, tries }) => `test ${from} ${to} try ${tries}`,
    slots: 3,
    budget: 200,
    until: now + 10 * 60_000,
  };
  const tokens = async (): Promise<string> => tenant.tokens.issue(tenant.clientId, tenant.search.token).token;
  const search = createAuditSearch(tenant.origin, {
    send: createSend(createAgents({}, 4)),
    clock,
    random: () => 0.5,
    debug: () => undefined,
    tokens: { get: tokens, renew: tokens },
  });
  const window = (from: number, to: number, more: Partial<SearchWindow> = {}): SearchWindow => ({
    from: now - from * DAY,
    to: now - to * DAY,
    operations: OPERATIONS,
    tries: 0,
    submittedAt: undefined,
    queryId: undefined,
    ...more,
  });
  const run = (windows: readonly SearchWindow[], changed: Partial<QueryOptions> = {}) =>
    runQueries(search, windows, { ...options, ...changed });
  return { tenant, now, search, window, run };
}

/** The launches of the simulator's truth in a span of days ago, by id. */
function truth({ expectedRecords, now }: Tenant, from: number, to: number): readonly string[] {
  return [...expectedRecords.launches.values()]
    .filter(({ launchedAt }) => {
      const ago = (now() - Date.parse(launchedAt)) / DAY;
      return ago <= from && ago > to;
    })
    .map(({ eventId }) => eventId)
    .sort();
}

/** Every launch that a run brought, each once. */
function idsOf({ launches }: Awaited<ReturnType<typeof runQueries>>): readonly string[] {
  return [...new Set(launches.map(({ eventId }) => eventId))].sort();
}

test('windows are read whole, three at a time, newest first, and each result twice', async () => {
  const { tenant, window, run } = await openHistory();
  const windows = [window(10, 2), window(20, 10), window(30, 20), window(40, 30)];
  const result = await run(windows);
  expect([result.open, result.problems]).toEqual([[], []]);
  expect(result.read.map(({ from, to }) => [from, to])).toEqual(windows.map(({ from, to }) => [from, to]));
  expect(idsOf(result)).toEqual(expect.arrayContaining([...truth(tenant, 40, 2)]));
  expect(result.records).toBe(
    result.launches.length + result.repeated + result.other + result.unreadable.length,
  );
  expect(result.finished).toHaveLength(4);
  expect(tenant.search.queries.map(({ walks }) => walks)).toEqual([2, 2, 2, 2]);
  expect(tenant.judge.complaints).toEqual([]);
});

test('launches are those of the record, whatever stands around it', async () => {
  const { tenant, window, run } = await openHistory();
  const { launches } = await run([window(10, 2)]);
  expect(launches.length).toBeGreaterThan(90);
  for (const launch of launches) {
    const expected = tenant.expectedRecords.launches.get(launch.eventId);
    expect([launch.userKey, launch.appId, launch.launchedAt]).toEqual([
      expected?.upn,
      expected?.appId,
      Date.parse(expected?.launchedAt ?? ''),
    ]);
  }
});

describe('a query', () => {
  test('that is not ready is left to the next run, which submits nothing', async () => {
    const { tenant, window, run } = await openHistory();
    tenant.search.polls = () => Number.POSITIVE_INFINITY;
    const first = await run([window(10, 2)]);
    expect(first.open.map(({ queryId }) => queryId)).toEqual([tenant.search.queries[0]?.id]);
    tenant.search.polls = () => 1;
    const second = await run(first.open);
    expect([second.open, second.submitted, second.read.length]).toEqual([[], [], 1]);
    expect(tenant.search.submitted).toHaveLength(1);
  });

  test.each(['failed', 'cancelled'] as const)('that %s is tried again by later runs', async (end) => {
    const { tenant, window, run } = await openHistory();
    tenant.search.end = () => end;
    const { open, finished } = await run([window(10, 2)]);
    expect([open.map(({ tries, queryId }) => [tries, queryId]), finished.length]).toEqual([
      [[1, undefined]],
      1,
    ]);
    tenant.search.end = () => 'succeeded';
    const again = await run(open);
    expect([again.read.length, tenant.judge.complaints]).toEqual([1, []]);
  });

  test('that is gone is submitted again, once', async () => {
    const { tenant, window, run } = await openHistory();
    const { read, submitted } = await run([window(10, 2, { queryId: 'gone', submittedAt: 0 })]);
    expect([read.length, submitted.length, tenant.judge.complaints]).toEqual([1, 1, []]);
  });

  test('that runs for more than a day is deleted, and its time halved', async () => {
    const { tenant, now, window, run } = await openHistory();
    tenant.search.polls = () => Number.POSITIVE_INFINITY;
    const { open } = await run([window(10, 2)]);
    const old = open.map((one) => ({ ...one, submittedAt: now - 26 * HOUR }));
    const next = await run(old);
    expect(next.open.map(({ from, to, tries }) => [from, to, tries])).toEqual([
      [now - 6 * DAY, now - 2 * DAY, 1],
      [now - 10 * DAY, now - 6 * DAY, 1],
    ]);
    expect(tenant.search.queries).toEqual([]);
  });

  test.each(['lost-answer', 'reset-before-headers'] as const)(
    'whose answer is lost (%s) is submitted once',
    async (kind) => {
      const { tenant, window, run } = await openHistory();
      tenant.faults.add({ match: { kind: 'create-query' }, fault: { kind } });
      const { read } = await run([window(10, 2)]);
      expect([read.length, tenant.search.submitted.length, tenant.judge.complaints]).toEqual([1, 1, []]);
    },
  );
});

test('no more queries are submitted than the day has left', async () => {
  const { tenant, window, run } = await openHistory();
  const { read, open } = await run([window(10, 2), window(20, 10), window(30, 20)], { budget: 1 });
  expect([read.length, open.length, tenant.search.submitted.length]).toEqual([1, 2, 1]);
});

describe('a version of the API', () => {
  test.each([['v1.0'], ['beta']])('that is the only one is found: %s', async (version) => {
    const { tenant, window, run } = await openHistory();
    tenant.search.versions = [version];
    expect((await run([window(10, 2)])).read).toHaveLength(1);
  });

  test('that goes away while a query runs costs no second query', async () => {
    const { tenant, window, run } = await openHistory();
    tenant.search.polls = () => {
      tenant.search.versions = ['beta'];
      return 3;
    };
    const { read } = await run([window(10, 2)]);
    expect([read.length, tenant.search.submitted.length]).toEqual([1, 1]);
  });
});

describe('a result', () => {
  test.each(['flag', 'count'] as const)(
    'that is cut, told by %s, is halved until it is whole',
    async (tells) => {
      const { tenant, window, run } = await openHistory();
      tenant.search.recordLimit = 40;
      tenant.search.tellsLimit = tells;
      const result = await run([window(10, 2)]);
      expect(result.open).toEqual([]);
      expect(idsOf(result)).toEqual(expect.arrayContaining([...truth(tenant, 10, 2)]));
      expect(result.read.length).toBeGreaterThan(2);
      expect(tenant.judge.complaints).toEqual([]);
    },
  );

  test('of more rows than two walks are likely to agree on is halved unread', async () => {
    const { tenant, window, run } = await openHistory();
    const body = Buffer.from('{"status":"succeeded","approximateReturnedRecordCount":100001}');
    tenant.faults.add({ match: { kind: 'get-query', nth: 2 }, fault: { kind: 'other-body', body } });
    const { read, open } = await run([window(10, 2)]);
    expect([read.length, open, tenant.search.submitted[0]?.walks]).toEqual([2, [], 0]);
  });

  test('that is cut even in an hour is kept, and covers nothing', async () => {
    const { tenant, window, run, now } = await openHistory(0.1);
    tenant.search.recordLimit = 5;
    const { read, open, launches } = await run([window(3, 3 - 1 / 24)]);
    expect([read, open.map(({ from, to, tries }) => [from, to, tries])]).toEqual([
      [],
      [[now - 3 * DAY, now - 3 * DAY + HOUR, 5]],
    ]);
    expect(launches.length).toBeGreaterThan(0);
  });

  test('from which a walk loses a page is walked until two walks agree', async () => {
    const { tenant, window, run } = await openHistory();
    tenant.search.pageSize = 20;
    tenant.search.change = ({ rows, next }, { walk, page }) => ({
      rows: walk === 0 && page === 2 ? [] : rows,
      next,
    });
    const result = await run([window(10, 2)]);
    expect([result.read.length, tenant.search.queries[0]?.walks]).toEqual([1, 3]);
    expect(idsOf(result)).toEqual(expect.arrayContaining([...truth(tenant, 10, 2)]));
  });

  test('that differs each time brings its launches and covers nothing', async () => {
    const { tenant, window, run } = await openHistory();
    tenant.search.pageSize = 20;
    tenant.search.change = ({ rows, next }, { walk, page }) => ({ rows: walk === page ? [] : rows, next });
    const result = await run([window(10, 2)]);
    expect(result.read).toEqual([]);
    expect(result.open.map(({ tries, queryId }) => [tries, queryId])).toEqual([
      [1, tenant.search.queries[0]?.id],
    ]);
    expect(idsOf(result)).toEqual(expect.arrayContaining([...truth(tenant, 10, 2)]));
  });

  test.each([
    ['leads back to itself', (url: string) => url],
    ['leads to another host', (url: string) => url.replace(/^http:..[^/]+/, 'http://127.0.0.1:1')],
    ['leads elsewhere', (url: string) => url.replace('/records', '/secrets')],
  ])('whose next page %s ends with an error, and is read again by the next run', async (_, lead) => {
    const { tenant, window, run } = await openHistory();
    tenant.search.pageSize = 20;
    tenant.search.change = ({ rows, next }, { url }) => ({ rows, next: next && lead(url) });
    const { read, open, problems } = await run([window(10, 2)]);
    expect([read, open.length, problems.length]).toEqual([[], 1, 1]);
    tenant.search.change = (page) => page;
    expect((await run(open)).read).toHaveLength(1);
    expect(tenant.search.submitted).toHaveLength(1);
    expect(tenant.foreignHost.requests).toEqual([]);
  });

  test.each(['cut-body', 'reset-mid-body'] as const)(
    'with a page that comes with %s is read all the same',
    async (kind) => {
      const { tenant, window, run } = await openHistory();
      tenant.faults.add({ match: { kind: 'records' }, fault: { kind } });
      expect((await run([window(10, 2)])).read).toHaveLength(1);
    },
  );

  test('with an empty page in it is read to its end', async () => {
    const { tenant, window, run } = await openHistory();
    tenant.search.pageSize = 20;
    const shown = new Set<string>();
    tenant.search.change = ({ rows, next }, { url, walk, page, query }) => {
      const place = `${query.id} ${walk} ${page}`;
      if (page !== 1 || shown.has(place)) return { rows, next };
      shown.add(place);
      return { rows: [], next: `${url}?$top=20&$skiptoken=${walk}-20&again=1` };
    };
    const result = await run([window(10, 2)]);
    expect(idsOf(result)).toEqual(expect.arrayContaining([...truth(tenant, 10, 2)]));
  });
});

describe('a service that fails', () => {
  test.each([
    ['is throttled', { kind: 'status', status: 429, retryAfter: 7 }],
    ['is throttled until a date', { kind: 'status', status: 429, retryAfter: { dateInSeconds: 9 } }],
    ['is down', { kind: 'status', status: 504 }],
    ['has a gateway that says 403', { kind: 'status', status: 403, body: 'html' }],
    ['is reset', { kind: 'reset-before-headers' }],
  ] as const)('for one poll, because it %s, loses nothing', async (_, fault) => {
    const { tenant, window, run } = await openHistory();
    tenant.faults.add({ match: { kind: 'get-query' }, fault });
    expect((await run([window(10, 2)])).read).toHaveLength(1);
  });

  test('for good keeps every query in flight, and throws nothing', async () => {
    const { tenant, window, run } = await openHistory();
    tenant.faults.add({ match: { kind: 'get-query' }, times: 999, fault: { kind: 'status', status: 500 } });
    const { open, problems } = await run([window(10, 2)]);
    expect(open.map(({ queryId }) => queryId)).toEqual(
      tenant.search.queries.map(({ id }: SearchQuery) => id),
    );
    expect(problems).toHaveLength(1);
  });

  test('or refuses what is submitted is not asked for every window', async () => {
    const { tenant, window, run } = await openHistory();
    tenant.search.token.roles = [];
    const { open, problems } = await run([window(10, 2), window(20, 10), window(30, 20)]);
    expect([open.length, problems.length]).toEqual([3, 1]);
    expect(String(problems[0])).toContain('Authorization_RequestDenied');
  });
});
