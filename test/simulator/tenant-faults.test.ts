import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../simulator/tenant/faults.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';
import { codeOf, json, PlainClient } from './tenant-client.ts';

let tenant: Tenant;
let client: PlainClient;
let uri: string;
let contentId: string;

beforeEach(async () => {
  tenant = await startTenant({ pageSize: 1 });
  client = new PlainClient(tenant);
  await client.signIn();
  const records = Array.from({ length: 20 }, () => launchRecord(tenant.makeLaunch(), tenant.tenantId));
  ({ contentId, contentUri: uri } = tenant.addBlob({ records }));
  tenant.addBlob({ records });
});
afterEach(() => tenant.close());

const strike = (fault: Fault, times = 1) =>
  tenant.faults.add({ match: { kind: 'blob', contentId }, times, fault });
const window = ['2026-11-22T05:00:00', '2026-11-22T07:00:00'] as const;

describe('faults of a blob', () => {
  test('a status comes with its body and Retry-After, as often as told', async () => {
    strike({ kind: 'status', status: 403, body: 'single-quoted', retryAfter: 3 });
    strike({ kind: 'status', status: 503, body: 'html', retryAfter: { dateInSeconds: 60 } });
    const throttled = await client.get(uri);
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([403, '3']);
    expect(await throttled.text()).toMatch(/^\{'error':\{'code':'AF429'/);
    const down = await client.get(uri);
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, 'Sun, 22 Nov 2026 06:01:00 GMT']);
    expect((await client.get(uri)).status).toBe(200);
    expect(tenant.requests.filter(({ kind }) => kind === 'blob').map(({ status }) => status)).toEqual([
      403, 503, 200,
    ]);
  });

  test.each(['reset-before-headers', 'reset-mid-body', 'short-body', 'cut-body', 'corrupt-body'] as const)(
    '%s cannot be read as a blob, the next answer can',
    async (kind) => {
      strike({ kind });
      await expect(client.get(uri).then((answer) => json(answer))).rejects.toThrow();
      expect(await json<unknown[]>(await client.get(uri))).toHaveLength(20);
    },
  );

  test('a cut body is well framed: its bytes arrive without an error of the connection', async () => {
    strike({ kind: 'cut-body' });
    const answer = await fetch(`${uri}?PublisherIdentifier=${tenant.tenantId}`, {
      headers: { authorization: `Bearer ${tenant.issuedTokens[0]?.token}`, 'accept-encoding': 'identity' },
    });
    expect(answer.headers.get('content-length')).toBeNull();
    expect(await answer.text()).toMatch(/^\[\{/);
  });

  test.each(['hang', 'stall'] as const)(
    '%s ends only when the client gives up or the tenant closes',
    async (kind) => {
      strike({ kind });
      const pending = client.get(uri).then((answer) => answer.text());
      const outcome = pending.then(
        () => 'answered',
        () => 'broken',
      );
      await client.feed('subscriptions/list');
      await tenant.close();
      expect(await outcome).toBe('broken');
    },
  );

  test('gone, unauthorized, not an array, redirect', async () => {
    strike({ kind: 'feed-error', code: 'AF20051' });
    strike({ kind: 'unauthorized' });
    strike({ kind: 'not-an-array' });
    strike({ kind: 'redirect' });
    expect(await codeOf(await client.get(uri))).toBe('AF20051');
    expect((await client.get(uri)).status).toBe(401);
    expect(await json(await client.get(uri))).not.toBeInstanceOf(Array);
    expect((await client.get(uri)).headers.get('location')).toMatch(tenant.foreignHost.origin);
  });

  test('the nth request of a kind can be struck', async () => {
    tenant.faults.add({
      match: { kind: 'blob', nth: 2 },
      fault: { kind: 'status', status: 500, body: 'json' },
    });
    const statuses = [await client.get(uri), await client.get(uri), await client.get(uri)].map(
      (a) => a.status,
    );
    expect(statuses).toEqual([200, 500, 200]);
  });
});

describe('faults of a list', () => {
  test('NextPageUri can mislead', async () => {
    const lead = async (to: 'itself' | 'first' | 'foreign-host' | 'garbage') => {
      tenant.faults.add({ match: { kind: 'content' }, fault: { kind: 'next-page', to } });
      return (await client.content(...window)).headers.get('nextpageuri');
    };
    expect(await lead('itself')).toMatch(/startTime=2026-11-22T05:00:00/);
    expect(await lead('foreign-host')).toMatch(tenant.foreignHost.origin);
    expect(await lead('garbage')).toBe('not an address');
  });

  test('a refused listing stays refused', async () => {
    const fault = { kind: 'feed-error', code: 'AF20012' } as const;
    tenant.faults.add({ match: { kind: 'content' }, times: Number.POSITIVE_INFINITY, fault });
    expect(await codeOf(await client.content(...window))).toBe('AF20012');
    expect(await codeOf(await client.content(...window))).toBe('AF20012');
  });
});
