import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { record } from '../../simulator/tenant/record.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';
import { codeOf, json, PlainClient } from './tenant-client.ts';

let tenant: Tenant;
let client: PlainClient;

beforeEach(async () => {
  tenant = await startTenant({ pageSize: 2, nextPageVersion: 'v1' });
  client = new PlainClient(tenant);
  await client.signIn();
});

afterEach(() => tenant.close());

const at = (instant: string) =>
  tenant.addBlob({ created: new Date(instant), records: [record({ Id: '1' })] }).contentId;

describe('content list', () => {
  test('a window starts inclusive and ends exclusive', async () => {
    at('2026-11-22T02:59:59.999Z');
    const first = at('2026-11-22T03:00:00.000Z');
    const last = at('2026-11-22T03:59:59.999Z');
    at('2026-11-22T04:00:00.000Z');
    const ids = (await client.list('2026-11-22T03:00:00', '2026-11-22T04:00:00')).map(
      (entry) => entry.contentId,
    );
    expect(ids).toEqual([first, last]);
  });

  test('pages hold every blob once, also those of one millisecond, and their address has lower-case names', async () => {
    const expected = Array.from({ length: 5 }, () => at('2026-11-22T03:00:00.000Z'));
    const page = await client.content('2026-11-22T03:00:00', '2026-11-22T04:00:00');
    expect(await json<unknown[]>(page)).toHaveLength(2);
    const next = page.headers.get('nextpageuri') ?? '';
    expect(next).toMatch(
      /\/api\/v1\/.*\?contenttype=Audit\.General&starttime=2026-11-22T03:00:00&endtime=.*&nextpage=[^&]*%24/,
    );
    expect(next).not.toMatch(/publisheridentifier/i);
    const ids = (await client.list('2026-11-22T03:00:00', '2026-11-22T04:00:00')).map(
      (entry) => entry.contentId,
    );
    expect(ids).toEqual(expected);
  });

  test.each([
    ['AF20055', 'startTime=2026-11-21T05:59:59&endTime=2026-11-22T06:00:00'],
    ['AF20055', 'startTime=2026-11-15T05:59:59&endTime=2026-11-15T07:00:00'],
    ['AF20055', 'startTime=2026-11-22T05:00:00&endTime=2026-11-22T05:00:00'],
    ['AF20030', 'startTime=2026-11-22T05:00:00'],
    ['AF20002', 'startTime=yesterday&endTime=today'],
    ['AF20031', 'startTime=2026-11-22T05:00:00&endTime=2026-11-22T06:00:00&nextPage=1'],
  ])('%s for %s', async (code, bounds) => {
    const answer = await client.feed(`subscriptions/content?contentType=Audit.General&${bounds}`);
    expect(answer.status).toBe(400);
    expect(await codeOf(answer)).toBe(code);
  });

  test('a window of exactly 24 hours from exactly 7 days ago is served', async () => {
    expect((await client.content('2026-11-15T06:00:00', '2026-11-16T06:00:00')).status).toBe(200);
  });

  test('a blob appears when the clock reaches it, and is gone when it expires', async () => {
    const id = at('2026-11-22T07:00:00.000Z');
    expect(await client.list('2026-11-22T06:00:00', '2026-11-22T08:00:00')).toEqual([]);
    tenant.setNow(new Date('2026-11-22T07:00:00Z'));
    await client.signIn();
    const answer = await client.content('2026-11-22T06:00:00', '2026-11-22T08:00:00');
    expect(answer.headers.get('date')).toBe('Sun, 22 Nov 2026 07:00:00 GMT');
    expect((await json<{ contentId: string }[]>(answer))[0]?.contentId).toBe(id);
    tenant.advance(7 * 24 * 3_600_000);
    await client.signIn();
    expect(await codeOf(await client.feed(`audit/${id}`))).toBe('AF20051');
  });
});

describe('subscription', () => {
  test('start of an enabled one is 400 AF20024', async () => {
    const answer = await client.feed('subscriptions/start?contentType=Audit.General', 'POST');
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'AF20024']);
  });

  test('a missing one has no content until it is started, and no second start within 15 minutes', async () => {
    tenant.subscription.state = 'missing';
    expect(await codeOf(await client.content('2026-11-22T03:00:00', '2026-11-22T04:00:00'))).toBe('AF20022');
    const start = () => client.feed('subscriptions/start?contentType=Audit.General', 'POST');
    expect((await start()).status).toBe(200);
    expect((await client.content('2026-11-22T03:00:00', '2026-11-22T04:00:00')).status).toBe(200);
    tenant.subscription.state = 'disabled';
    expect((await start()).status).toBe(429);
    tenant.advance(15 * 60_000);
    expect((await start()).status).toBe(200);
  });

  test('without unified auditing the start names a tenant that does not exist', async () => {
    tenant.feed.auditing = false;
    const answer = await client.feed('subscriptions/start?contentType=Audit.General', 'POST');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(
      /StartSubscription \[CorrId=.*DataServiceException: Tenant .* does not exist/,
    );
  });
});

describe('tokens and blobs', () => {
  test('a token without the role, of another tenant, for another audience, or revoked is refused', async () => {
    tenant.tokens.shape.roles = [];
    await client.signIn();
    const noRole = await client.feed('subscriptions/list');
    expect([noRole.status, await codeOf(noRole)]).toEqual([401, 'AF10001']);
    tenant.tokens.shape.tenantId = '99999999-2222-4333-8444-555555555555';
    await client.signIn();
    expect(await codeOf(await client.feed('subscriptions/list'))).toBe('AF20010');
    tenant.tokens.shape.audience = 'https://manage.office.example';
    await client.signIn();
    expect((await client.feed('subscriptions/list')).status).toBe(401);
    tenant.tokens.shape.audience = tenant.origin;
    tenant.tokens.shape.tenantId = tenant.tenantId;
    tenant.tokens.shape.roles = ['ActivityFeed.Read'];
    await client.signIn();
    expect((await client.feed('subscriptions/list')).status).toBe(200);
    tenant.tokens.revoke();
    expect((await client.feed('subscriptions/list')).status).toBe(401);
  });

  test('unknown content is 404 AF20050', async () => {
    const answer = await client.feed('audit/1$2$audit_general$Audit_General$emea0007');
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'AF20050']);
  });

  test('recorded bytes and list entries are served unchanged', async () => {
    const bytes = Buffer.from('\ufeff[ { "Url": "https:\\/\\/x" } ]\r\n');
    const recorded = tenant.addRecorded(bytes, { created: new Date('2026-11-22T03:00:00Z'), chunked: true });
    const foreign = { ...recorded, contentId: 'a$b', contentUri: `${tenant.foreignHost.origin}/audit/a$b` };
    tenant.addListing([foreign]);
    expect(await client.list('2026-11-22T03:00:00', '2026-11-22T04:00:00')).toEqual([recorded, foreign]);
    const answer = await client.get(recorded.contentUri);
    expect(answer.headers.get('content-length')).toBeNull();
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    expect(await codeOf(await client.feed('audit/a$b'))).toBe('AF20050');
  });
});
