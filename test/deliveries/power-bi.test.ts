import { describe, expect, test } from 'vitest';
import { adviceOf } from '../../src/errors.ts';
import { consignmentOf, type Opened, openDeliveries } from './open-delivery.ts';

const NEW = consignmentOf([]);

/** What became of a delivery, in one line. */
async function endOf({ powerBi }: Opened, consignment = NEW): Promise<string> {
  try {
    const { kind, line } = await powerBi().deliver(consignment);
    return `${kind}: ${line}`;
  } catch (error) {
    return `failed: ${adviceOf(error)}`;
  }
}

describe('an answer means', () => {
  test.each<[string, (opened: Opened) => void, RegExp]>([
    ['202: done', () => undefined, /^delivered: Refresh requested$/],
    [
      'a web page: nothing',
      ({ tenant }) => {
        const body = Buffer.from('<html><body>Sign in</body></html>');
        const fault = { kind: 'other-body', status: 200, body } as const;
        tenant.faults.add({ match: { kind: 'refresh' }, times: 9, fault });
      },
      /^failed: Cannot refresh semantic model .*: a web page came in place of an answer/,
    ],
    [
      '403 without a body: setting or role',
      ({ tenant }) => {
        tenant.powerBi.access = 'refused';
      },
      /^failed: Cannot refresh semantic model .*: the service answered HTTP status 403\. Turn on the tenant setting .* role Contributor/,
    ],
    [
      '404: ids or role',
      ({ tenant }) => void tenant.powerBi.models.clear(),
      /^failed: .*PowerBIEntityNotFound \(HTTP status 404\)\. Check both ids/,
    ],
    [
      '400 of a refresh that is running: later',
      ({ tenant }) => {
        tenant.powerBi.ends = 'Unknown';
      },
      /^postponed: Another refresh is running/,
    ],
    [
      '409: later',
      ({ tenant }) => {
        tenant.powerBi.ends = 'Unknown';
        tenant.powerBi.conflict = 409;
      },
      /^postponed: Another refresh is running/,
    ],
    [
      '400 of a quota: later',
      ({ tenant }) => {
        tenant.powerBi.refreshesPerDay = 1;
      },
      /^postponed: The refreshes of this time are used up/,
    ],
    [
      '429 for ever: later',
      ({ tenant }) =>
        tenant.faults.add({
          match: { kind: 'refresh' },
          times: 9,
          fault: { kind: 'status', status: 429, retryAfter: 5 },
        }),
      /^postponed: The refreshes of this time are used up/,
    ],
    [
      '429 once: waited for',
      ({ tenant }) =>
        tenant.faults.add({
          match: { kind: 'refresh' },
          fault: { kind: 'status', status: 429, retryAfter: 5 },
        }),
      /^delivered/,
    ],
    [
      '500: the next run, because it may have arrived',
      ({ tenant }) =>
        tenant.faults.add({ match: { kind: 'refresh' }, fault: { kind: 'status', status: 500 } }),
      /^failed: .*The next run tries again/,
    ],
    ['401: a fresh token', ({ tenant }) => tenant.tokens.revoke(), /^delivered/],
  ])('%s', async (_, change, expected) => {
    const opened = await openDeliveries();
    // One that is running, or has used up the quota.
    const isBusy = /running|409|quota/.test(_);
    const [model = ''] = opened.tenant.powerBi.models;
    change(opened);
    const { ends: status } = opened.tenant.powerBi;
    if (isBusy)
      opened.tenant.powerBi.accepted.push({ id: '1', model, begun: opened.tenant.now() - 1, status });
    expect(await endOf(opened)).toMatch(expected);
  });
});

describe('what an earlier run has published', () => {
  test.each<
    [string, Partial<{ begun: number; status: 'Completed' | 'Failed' | 'Unknown' }> | undefined, number]
  >([
    ['is refreshed', undefined, 1],
    ['is refreshed already when one has begun since', { begun: 0 }, 0],
    ['is refreshed already when one is running that has begun since', { begun: 0, status: 'Unknown' }, 0],
    ['is refreshed after one that failed', { begun: 0, status: 'Failed' }, 1],
    ['is refreshed after one that began before', { begun: -1 }, 1],
  ])('%s', async (_, last, requested) => {
    const opened = await openDeliveries();
    const { powerBi, now } = opened.tenant;
    const [model = ''] = powerBi.models;
    if (last !== undefined) {
      const { begun = 0, status = 'Completed' } = last;
      powerBi.accepted.push({ id: '1', model, begun: now() + begun, status });
    }
    const before = powerBi.accepted.length;
    const earlier = { ...NEW, dates: ['2026-11-20'], isNew: false, publishedAt: now() };
    const settled = await opened.powerBi().settled(earlier);
    expect([...settled]).toEqual(requested === 0 ? earlier.dates : []);
    expect([...(await opened.powerBi().settled({ ...earlier, isNew: true }))]).toEqual([]);
    expect(await endOf(opened, earlier)).toMatch(/^delivered/);
    expect(powerBi.accepted.length - before).toBe(requested);
  });

  test('is refreshed when the service does not tell', async () => {
    const opened = await openDeliveries();
    const fault = { kind: 'status', status: 404 } as const;
    opened.tenant.faults.add({ match: { kind: 'refreshes' }, fault });
    expect(await endOf(opened, { ...NEW, isNew: false })).toBe('delivered: Refresh requested');
  });
});
