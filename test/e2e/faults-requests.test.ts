import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import type { FaultRule } from '../../simulator/tenant/faults.ts';
import { expectWhole, INPUTS, openFaultWorld } from './fault-world.ts';
import { HOUR } from './use-world.ts';

// These tests mostly wait for a time-out or a pause to pass.
vi.setConfig({ maxConcurrency: 12, testTimeout: 150_000 });

type Kind = FaultRule['match']['kind'];
const strike = (kind: Kind, fault: FaultRule['fault'], more: Partial<FaultRule> = {}): FaultRule => ({
  match: { kind },
  fault,
  ...more,
});

const page = randomBytes(150_000).toString('hex');
const AF429 = "{'error':{'code':'AF429','message':'Too many requests.'}}";

describe.concurrent('a run reads everything in spite of', () => {
  const faults: Readonly<Record<string, readonly FaultRule[]>> = {
    'an answer that never begins': [strike('content', { kind: 'hang' }), strike('blob', { kind: 'hang' })],
    'AF429 as 403 with a body in single quotes': (
      ['list-subscriptions', 'content', 'page', 'blob'] as const
    ).map((kind) => strike(kind, { kind: 'status', status: 403, body: 'single-quoted' })),
    'AF429 as 429 with a body in single quotes and Retry-After in seconds': (
      ['content', 'page', 'blob'] as const
    ).map((kind) => strike(kind, { kind: 'status', status: 429, body: 'single-quoted', retryAfter: 1 })),
    'AF429 as JSON with Retry-After as a date': [
      strike('blob', { kind: 'status', status: 429, body: 'json', retryAfter: { dateInSeconds: 2 } }),
    ],
    'status 429 without a body': [strike('blob', { kind: 'status', status: 429 }, { times: 3 })],
    '5xx with a body of HTML': [
      strike('list-subscriptions', { kind: 'status', status: 502, body: 'html' }),
      strike('content', { kind: 'status', status: 503, body: 'html', retryAfter: 1 }),
      strike('blob', { kind: 'status', status: 504, body: 'html' }, { times: 3 }),
    ],
    '5xx with a page of 17 MiB': (['token', 'list-subscriptions', 'content', 'blob'] as const).map((kind) =>
      strike(kind, { kind: 'other-body', status: 503, body: Buffer.alloc(17 * 2 ** 20, 'x') }),
    ),
    'AF429 as 403 at the beginning of a compressed page of 300 KB': (
      ['list-subscriptions', 'content', 'blob'] as const
    ).map((kind) =>
      strike(kind, {
        kind: 'other-body',
        status: 403,
        body: gzipSync(`${AF429}${page}`),
        encoding: 'gzip',
      }),
    ),
    '5xx without a body': [
      strike('content', { kind: 'status', status: 500 }),
      strike('page', { kind: 'status', status: 503 }),
      strike('blob', { kind: 'status', status: 500 }, { times: 2 }),
    ],
    '5xx with a body of JSON': [
      strike('page', { kind: 'status', status: 500, body: 'json' }),
      strike('blob', { kind: 'status', status: 503, body: 'json' }),
    ],
    'a connection that is reset before the headers': [
      strike('list-subscriptions', { kind: 'reset-before-headers' }),
      strike('content', { kind: 'reset-before-headers' }),
      strike('blob', { kind: 'reset-before-headers' }, { times: 3 }),
    ],
    'a connection that is reset within the body': [
      strike('page', { kind: 'reset-mid-body' }),
      strike('blob', { kind: 'reset-mid-body' }, { times: 3 }),
    ],
    'half a gzip stream in a well-ended answer': [strike('blob', { kind: 'cut-body' }, { times: 3 })],
    'half a list in a well-ended answer': [
      strike('content', { kind: 'cut-body' }),
      strike('page', { kind: 'cut-body' }),
    ],
    'a body shorter than its Content-Length': [
      strike('page', { kind: 'short-body' }),
      strike('blob', { kind: 'short-body' }, { times: 3 }),
    ],
    'a gzip stream with a wrong checksum': [strike('blob', { kind: 'corrupt-body' }, { times: 3 })],
    'a body that is no array': [
      strike('list-subscriptions', { kind: 'not-an-array' }),
      strike('content', { kind: 'not-an-array' }),
      strike('page', { kind: 'not-an-array' }),
      strike('blob', { kind: 'not-an-array' }),
    ],
    'an answer that stalls within the body': [
      strike('page', { kind: 'stall' }),
      strike('blob', { kind: 'stall' }),
    ],
    'a page token that is refused': [
      strike('page', { kind: 'feed-error', code: 'AF20031' }, { match: { kind: 'page', nth: 2 } }),
    ],
  };

  test.for(Object.entries(faults))('%s', async ([, rules], { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    for (const rule of rules) tenant.faults.add(rule);
    tenant.judge.startRun();
    const run = await world.sync(INPUTS);
    const struck = tenant.requests.filter(({ fault }) => fault !== undefined).length;
    expect(struck).toBe(rules.reduce((sum, { times = 1 }) => sum + times, 0));
    await expectWhole(world, run);
  });
});

describe.concurrent('a token', () => {
  test('that is refused in mid-run is replaced once', async ({ expect, onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished, {}, true);
    const { tenant } = world;
    let blobs = 0;
    const revokeOnce = (): boolean => {
      blobs += 1;
      if (blobs === 10) tenant.tokens.revoke();
      return false;
    };
    tenant.faults.add({ match: { kind: 'blob', where: revokeOnce }, fault: { kind: 'unauthorized' } });
    tenant.judge.startRun();
    const run = await world.sync(INPUTS);
    await expectWhole(world, run);
    expect(tenant.issuedTokens).toHaveLength(2);
    expect(tenant.requests.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
  });

  test('that expires on the service’s clock in a long run is replaced', async ({
    expect,
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    let blobs = 0;
    const twoHoursLater = (): boolean => {
      blobs += 1;
      // Not so often that a request meets two of them: it asks for one fresh token.
      if (blobs % 20 === 0) tenant.advance(2 * HOUR);
      return false;
    };
    tenant.faults.add({ match: { kind: 'blob', where: twoHoursLater }, fault: { kind: 'unauthorized' } });
    const run = await world.sync(INPUTS);
    tenant.judge.startRun();
    await expectWhole({ ...world, judgeSays: () => [] }, run);
    expect(tenant.issuedTokens.length).toBeGreaterThan(1);
  });

  test('that is about to expire is replaced before it does', async ({ expect, onTestFinished }) => {
    const latencyMs = (kind: Kind): number => (kind === 'blob' ? 250 : 0);
    const world = await openFaultWorld(onTestFinished, { tokenLifetimeSeconds: 6, latencyMs }, true);
    const { tenant } = world;
    tenant.judge.startRun();
    const run = await world.sync({ ...INPUTS, concurrency: '1' });
    await expectWhole(world, run);
    expect(tenant.issuedTokens.length).toBeGreaterThan(1);
    expect(tenant.requests.filter(({ status }) => status === 401)).toEqual([]);
  });

  test('that stays refused ends the run, and the next run reads everything', async ({
    expect,
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    tenant.faults.add(strike('list-subscriptions', { kind: 'unauthorized' }, { times: 2 }));
    const failed = await world.sync(INPUTS);
    expect(failed.exitCode).toBe(1);
    expect(tenant.issuedTokens).toHaveLength(2);
    tenant.judge.startRun();
    await expectWhole(world, await world.sync(INPUTS));
  });
});
