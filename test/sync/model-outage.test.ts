import { expect, test } from 'vitest';
import { Random } from '../../simulator/tenant/random.ts';
import { HOUR_MS, MINUTE_MS, parseInstant } from '../../src/instants.ts';
import { collect } from '../../src/sources/activity-feed/collect.ts';
import { advance, NO_STATE, type SyncState } from '../../src/sync/state.ts';
import { planWindows } from '../../src/sync/windows.ts';
import { ContentMaker } from './model/content.ts';
import { ModelTenant, NO_FAULTS } from './model/tenant.ts';

const NOW = parseInstant('2026-11-22T06:00:00Z');

/** A tenant with 200 blobs of one day, in order. */
function tenantOfOneDay(): ModelTenant {
  const tenant = new ModelTenant(NOW);
  const maker = new ContentMaker(new Random(7));
  for (let at = 0; at < 200; at += 1) {
    tenant.blobs.push({ ...maker.blob(NOW - 24 * HOUR_MS + at * MINUTE_MS, 0), expires: NOW + 48 * HOUR_MS });
  }
  return tenant;
}

/** Reads once, from the watermark on, and gives what was read. */
async function readOnce(tenant: ModelTenant, state: SyncState, unreadable: ReadonlySet<string>) {
  const request = { kind: 'watermark', lookbackMs: 48 * HOUR_MS, overlapMs: 2 * HOUR_MS } as const;
  const plan = planWindows(request, state.watermark, tenant.now, 24 * HOUR_MS);
  const feed = tenant.feed({ ...NO_FAULTS, unreadable });
  const { listed, read, unread, lost } = await collect(
    feed,
    plan,
    { ...state, lost: new Set() },
    4,
    () => undefined,
  );
  const next = advance(state, {
    listed,
    movesWatermark: true,
    overlapMs: 2 * HOUR_MS,
    read,
    unread,
    gaps: [],
    nameless: [],
    now: tenant.now,
    keptFrom: null,
    lost: lost.map(({ id }) => id),
  });
  return { read: read.map(({ id }) => id), state: next };
}

test('any number of blobs that fail for ever keeps no other blob from being read', async () => {
  for (const bad of [1, 24, 25, 60, 120]) {
    const tenant = tenantOfOneDay();
    const unreadable = new Set(tenant.blobs.slice(0, bad).map(({ id }) => id));
    const first = await readOnce(tenant, NO_STATE, unreadable);
    const second = await readOnce(tenant, first.state, unreadable);
    const good = tenant.blobs.filter(({ id }) => !unreadable.has(id)).map(({ id }) => id);
    expect(new Set([...first.read, ...second.read])).toEqual(new Set(good));
    expect(new Set(second.state.unread.map(({ id }) => id))).toEqual(unreadable);

    // What comes later is read at once.
    const maker = new ContentMaker(new Random(8));
    const late = { ...maker.blob(tenant.now, 0), id: 'late', visible: tenant.now };
    tenant.blobs.push(late);
    tenant.now += HOUR_MS;
    const third = await readOnce(tenant, second.state, unreadable);
    expect(third.read).toContain('late');
  }
});

test('a service that is down for the whole run is asked for few blobs, and all are read by the next run', async () => {
  const tenant = tenantOfOneDay();
  const everything = new Set(tenant.blobs.map(({ id }) => id));
  const during = await readOnce(tenant, NO_STATE, everything);
  expect(tenant.reads).toBeLessThan(70);
  expect(during.state.unread).toHaveLength(200);
  const after = await readOnce(tenant, during.state, new Set());
  expect(new Set(after.read)).toEqual(everything);
  expect(after.state.unread).toEqual([]);
});
