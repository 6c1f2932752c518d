import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxWithin } from '../../simulator/tenant/judge.ts';
import { record } from '../../simulator/tenant/record.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';
import { PlainClient } from './tenant-client.ts';

let tenant: Tenant;
let client: PlainClient;

beforeEach(async () => {
  tenant = await startTenant({ pageSize: 1 });
  client = new PlainClient(tenant);
  await client.signIn();
});
afterEach(() => tenant.close());

const complaints = () => tenant.judge.complaints.join('\n');
const add = (instant: string) => tenant.addBlob({ created: new Date(instant), records: [record({})] });
const run = { from: new Date('2026-11-22T03:00:00Z'), to: new Date('2026-11-22T06:00:00Z') };

test('a client that does all as it should hears nothing', async () => {
  tenant.subscription.state = 'missing';
  add('2026-11-22T03:30:00Z');
  add('2026-11-22T03:40:00Z');
  tenant.judge.startRun();
  await client.feed('subscriptions/list');
  await client.feed('subscriptions/start?contentType=Audit.General', 'POST');
  for (const { contentUri } of await client.list('2026-11-22T03:00:00', '2026-11-22T04:00:00'))
    await client.get(contentUri);
  await client.list('2026-11-22T04:00:00', '2026-11-22T06:00:00');
  tenant.judge.endRun(run);
  expect(tenant.judge.complaints).toEqual([]);
  expect(tenant.judge.maxRequestsIn60s()).toBe(7);
});

test('a gap between windows, and a page not followed, are named', async () => {
  add('2026-11-22T05:10:00Z');
  add('2026-11-22T05:20:00Z');
  tenant.judge.startRun();
  await client.list('2026-11-22T03:00:00', '2026-11-22T04:00:00');
  await client.list('2026-11-22T04:00:01', '2026-11-22T05:00:00');
  await client.content('2026-11-22T05:00:00', '2026-11-22T06:00:00');
  tenant.judge.endRun(run);
  expect(tenant.judge.complaints).toEqual([
    'content time never listed: 2026-11-22T04:00:00.000Z to 2026-11-22T04:00:01.000Z',
    'content time never listed: 2026-11-22T05:00:00.000Z to 2026-11-22T06:00:00.000Z',
  ]);
});

test('a list that failed on the wire does not count as listed', async () => {
  tenant.faults.add({ match: { kind: 'content' }, fault: { kind: 'short-body' } });
  tenant.judge.startRun();
  await client
    .content('2026-11-22T03:00:00', '2026-11-22T06:00:00')
    .then((a) => a.text())
    .catch(() => '');
  tenant.judge.endRun(run);
  expect(complaints()).toMatch(/never listed/);
});

test('a bare request is missed its token and its publisher', async () => {
  await fetch(`${tenant.origin}/api/v1.0/${tenant.tenantId}/activity/feed/subscriptions/list`);
  expect(complaints()).toMatch(/no token: list-subscriptions/);
  expect(complaints()).toMatch(/no PublisherIdentifier: list-subscriptions/);
});

test('starts: unasked, of an enabled subscription, twice; and the stop', async () => {
  tenant.subscription.state = 'disabled';
  await client.feed('subscriptions/start?contentType=Audit.General', 'POST');
  expect(complaints()).toMatch(/start without a list/);
  await client.feed('subscriptions/start?contentType=Audit.General', 'POST');
  expect(complaints()).toMatch(/start of an enabled subscription/);
  expect(complaints()).toMatch(/within 15 minutes/);
  await client.feed('subscriptions/stop?contentType=Audit.General', 'POST');
  expect(complaints()).toMatch(/stopped/);
});

test('a start whose answer was lost may be tried again: the client could not know', async () => {
  tenant.subscription.state = 'missing';
  tenant.faults.add({ match: { kind: 'start' }, fault: { kind: 'short-body' } });
  const start = () => client.feed('subscriptions/start?contentType=Audit.General', 'POST');
  await client.feed('subscriptions/list');
  await expect(start().then((answer) => answer.text())).rejects.toThrow();
  expect((await start()).status).toBe(400);
  expect(tenant.judge.complaints).toEqual([]);
});

test('a window against the rules and a blob never listed', async () => {
  await client.content('2026-11-20T03:00:00', '2026-11-22T06:00:00');
  expect(complaints()).toMatch(/AF20055/);
  await client.get(add('2026-11-22T03:30:00Z').contentUri);
  expect(complaints()).toMatch(/blob never listed/);
});

test('a token that reaches the foreign host', async () => {
  await client.get(`${tenant.foreignHost.origin}/audit/x`);
  expect(tenant.foreignHost.requests).toHaveLength(1);
  expect(complaints()).toMatch(/token sent to a foreign host: \/audit\/x/);
});

test('the log holds no token', async () => {
  await client.feed('subscriptions/list');
  const logged = JSON.stringify(tenant.requests);
  expect(tenant.requests.at(-1)?.tokenId).toBe('token-1');
  expect(logged).not.toContain(tenant.issuedTokens[0]?.token);
  expect(logged).not.toContain('simulated-secret');
});

test('the busiest minute slides', () => {
  expect(maxWithin([0, 30_000, 59_999, 60_000, 89_000], 60_000)).toBe(4);
  expect(maxWithin([], 60_000)).toBe(0);
});
