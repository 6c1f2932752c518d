import { describe, expect, test } from 'vitest';
import { openIdentity } from '../../src/launches/identity.ts';
import type { OtherEvent } from '../../src/launches/launch.ts';
import type { Batch } from '../../src/snapshot/batch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import type { PublishRequest } from '../../src/sync/next-snapshot.ts';
import { publishRun, requireSame } from '../../src/sync/publish.ts';
import { NO_STATE, type RunProgress } from '../../src/sync/state.ts';
import { stateOf } from '../../src/sync/stored-state.ts';
import { launch } from '../snapshot/fixtures.ts';
import { ModelPlace, type ModelSnapshot } from './model/stores.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 10, 22);
const TENANT = '11111111-2222-4333-8444-555555555555';
const OTHER_TENANT = '99999999-2222-4333-8444-555555555555';
const identity = openIdentity({ mode: 'name' }, TENANT);

interface Given {
  readonly batch?: Partial<Batch>;
  readonly progress?: Partial<RunProgress>;
}

function request({ batch = {}, progress = {} }: Given = {}): PublishRequest {
  return {
    tenantId: TENANT,
    identity,
    generatedAt: T0,
    runId: '1',
    documents: async () => new Map(),
    batch: {
      launches: [],
      events: [],
      calendar: openCalendar('UTC'),
      formats: ['csv'],
      users: 'name',
      keepFrom: undefined,
      catalog: new Map(),
      ...batch,
    },
    progress: {
      listed: { start: T0 - HOUR, end: T0 },
      movesWatermark: true,
      keptFrom: null,
      overlapMs: HOUR,
      read: [],
      unread: [],
      lost: [],
      gaps: [],
      ...progress,
    },
  };
}

/** An event far enough back that `keep` can let it go, on a day without launches. */
const oldEvent: OtherEvent = {
  eventId: 'event',
  occurredAt: T0 - 40 * DAY,
  operation: 'PublishPowerApp',
  appId: 'app',
  environmentId: 'environment',
  userKey: 'user',
};

/** A store with one published snapshot: a launch, an old event, and the watermark T0. */
async function publishedStore(): Promise<ModelPlace> {
  const place = new ModelPlace();
  const launches = [launch({ eventId: 'a', launchedAt: T0 - HOUR })];
  await publish(place, { batch: { launches, events: [oldEvent] } });
  return place;
}

function open(place: ModelPlace, onPublish: () => void = () => undefined) {
  return place.open(undefined, false, onPublish);
}

async function publish(place: ModelPlace, given: Given = {}, refreshMs = DAY) {
  const base = place.tip;
  const state = base === undefined ? NO_STATE : stateOf(base.manifest);
  const times = { pause: async () => undefined, refreshMs };
  return await publishRun(open(place), { base, state }, request(given), times);
}

const moved = (ms: number): Given => ({ progress: { listed: { start: T0, end: T0 + ms } } });

describe('what is worth publishing', () => {
  test.each<[string, Given, 'published' | 'unchanged']>([
    ['nothing new', {}, 'unchanged'],
    ['a new launch', { batch: { launches: [launch({ eventId: 'b', launchedAt: T0 })] } }, 'published'],
    [
      'a launch that is there',
      { batch: { launches: [launch({ eventId: 'a', launchedAt: T0 - HOUR })] } },
      'unchanged',
    ],
    ['files that leave, and nothing else', { batch: { keepFrom: '2026-11-01' } }, 'published'],
    [
      'a gap, and nothing else',
      {
        progress: {
          gaps: [{ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', reason: 'x' }],
        },
      },
      'published',
    ],
    ['a watermark that moved by less than the time to refresh', moved(DAY - 1), 'unchanged'],
    ['a watermark that moved by that time', moved(DAY), 'published'],
  ])('%s: %s', async (_, given, expected) => {
    const place = await publishedStore();
    const { kind, merged } = await publish(place, given);
    expect([kind, place.snapshots.length]).toEqual([expected, expected === 'published' ? 2 : 1]);
    if (given.batch?.keepFrom !== undefined) {
      expect([merged.files.size, [...merged.removed]]).toEqual([
        0,
        ['csv/events/month=2026-10/2026-10-13.csv'],
      ]);
    }
  });

  test('a watermark that an earlier one corrects', async () => {
    const place = await publishedStore();
    const state = { ...NO_STATE, watermark: T0 - 10 * HOUR };
    const given = request({ progress: { listed: { start: T0 - 11 * HOUR, end: T0 - 9 * HOUR } } });
    const times = { pause: async () => undefined, refreshMs: DAY };
    const result = await publishRun(open(place), { base: place.tip, state }, given, times);
    expect(result.kind).toBe('published');
    expect(result.manifest.watermark).toBe(new Date(T0 - 9 * HOUR).toISOString());
  });

  test('the first snapshot, also without a launch', async () => {
    const place = new ModelPlace();
    expect((await publish(place)).kind).toBe('published');
  });
});

describe('a run that another one overtakes', () => {
  test('merges again on top of what that one published', async () => {
    const place = await publishedStore();
    const base = place.tip;
    await publish(place, { batch: { launches: [launch({ eventId: 'theirs', launchedAt: T0 + 1000 })] } });
    let pauses = 0;
    const result = await publishRun(
      open(place),
      { base, state: NO_STATE },
      request({ batch: { launches: [launch({ eventId: 'ours', launchedAt: T0 + 2000 })] } }),
      {
        pause: async () => {
          pauses += 1;
        },
        refreshMs: DAY,
      },
    );
    expect([result.kind, pauses]).toEqual(['published', 1]);
    const csv = Buffer.from(
      place.tip?.files.get('csv/launches/month=2026-11/2026-11-22.csv') ?? [],
    ).toString();
    expect(csv).toMatch(/^theirs,[\s\S]*^ours,/m);
    expect(result.manifest.tables.launches?.rows).toBe(3);
  });

  test('gives up after eight times, and says what to do', async () => {
    const place = await publishedStore();
    let tries = 0;
    const store = {
      previous: async (): Promise<ModelSnapshot | undefined> => place.tip,
      publish: async (): Promise<'raced'> => {
        tries += 1;
        return 'raced';
      },
    };
    const given = request({ batch: { launches: [launch({ eventId: 'b', launchedAt: T0 })] } });
    const times = { pause: async () => undefined, refreshMs: DAY };
    await expect(publishRun(store, { base: place.tip, state: NO_STATE }, given, times)).rejects.toMatchObject(
      {
        message: 'Other runs published 8 times while this one tried to',
        remedy: expect.stringContaining('concurrency group'),
      },
    );
    expect(tries).toBe(8);
  });
});

describe('what must not be mixed is refused', () => {
  test.each<[string, Parameters<typeof requireSame>[1], RegExp]>([
    ['another tenant', { tenantId: OTHER_TENANT, identity }, /is of tenant 1{8}.*reads 9{8}/],
    [
      'other users',
      { tenantId: TENANT, identity: openIdentity({ mode: 'none' }, TENANT) },
      /made with users: name, this run has users: none/,
    ],
  ])('%s', async (_, run, expected) => {
    const { tip } = await publishedStore();
    expect(() => requireSame(tip?.manifest, run)).toThrow(expected);
  });

  test('another key: every user would count twice', async () => {
    const { tip } = await publishedStore();
    const pseudonyms = (key: string) => openIdentity({ mode: 'pseudonym', key: key.repeat(32) }, TENANT);
    const manifest = tip && {
      ...tip.manifest,
      identity: { mode: 'pseudonym' as const, key_id: pseudonyms('a').keyId },
    };
    const run = (key: string) => ({ tenantId: TENANT, identity: pseudonyms(key) });
    expect(() => requireSame(manifest, run('b'))).toThrow(/every user would count twice/);
    expect(() => requireSame(manifest, run('a'))).not.toThrow();
  });

  test('nothing, without a snapshot', () => {
    expect(() => requireSame(undefined, { tenantId: TENANT, identity })).not.toThrow();
  });
});
