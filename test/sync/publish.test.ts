import { describe, expect, test } from 'vitest';
import { SnapshotError } from '../../src/errors.ts';
import { DAY_MS, HOUR_MS, isoInstant } from '../../src/instants.ts';
import { openIdentity } from '../../src/launches/identity.ts';
import type { OtherEvent } from '../../src/launches/launch.ts';
import type { Batch } from '../../src/snapshot/batch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { isSigned, type UnreadBlob } from '../../src/snapshot/manifest.ts';
import { ALL_DATES } from '../../src/snapshot/partitioned-table.ts';
import { lostBlob } from '../../src/sync/gaps.ts';
import type { PublishRequest } from '../../src/sync/next-snapshot.ts';
import { publishRun, requireSame } from '../../src/sync/publish.ts';
import { NO_STATE, type RunProgress } from '../../src/sync/state.ts';
import { stateOf } from '../../src/sync/stored-state.ts';
import { launch } from '../snapshot/fixtures.ts';
import { ModelBranch, type ModelSnapshot } from './model/stores.ts';

const T0 = Date.UTC(2026, 10, 22);
const TENANT = '11111111-2222-4333-8444-555555555555';
const OTHER_TENANT = '99999999-2222-4333-8444-555555555555';
const UNSIGNED = { manifestKey: undefined, now: T0 };
const identity = openIdentity({ mode: 'name' }, TENANT);

interface Given {
  readonly batch?: Partial<Batch>;
  readonly progress?: Partial<RunProgress>;
}

function request({ batch = {}, progress = {} }: Given = {}): PublishRequest {
  return {
    tenantId: TENANT,
    manifestKey: undefined,
    now: T0,
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
      possible: ALL_DATES,
      catalog: new Map(),
      ...batch,
    },
    progress: {
      listed: { start: T0 - HOUR_MS, end: T0 },
      movesWatermark: true,
      keptFrom: null,
      overlapMs: HOUR_MS,
      read: [],
      unread: [],
      lost: [],
      gaps: [],
      nameless: [],
      now: T0,
      ...progress,
    },
  };
}

/** An event far enough back that `keep` can let it go, on a day without launches. */
const oldEvent: OtherEvent = {
  eventId: 'event',
  occurredAt: T0 - 40 * DAY_MS,
  operation: 'PublishPowerApp',
  appId: 'app',
  environmentId: 'environment',
  userKey: 'user',
  appName: null,
  environmentName: null,
};

function unread(id: string, tries: number): UnreadBlob {
  const created = isoInstant(T0 - HOUR_MS);
  return { id, created, expires: isoInstant(T0 + 6 * DAY_MS), tries };
}

/** A store with one published snapshot: a launch, an old event, and the watermark T0. */
async function publishedStore(): Promise<ModelBranch> {
  const store = new ModelBranch();
  const launches = [launch({ eventId: 'a', launchedAt: T0 - HOUR_MS })];
  await publish(store, { batch: { launches, events: [oldEvent] } });
  return store;
}

function open(store: ModelBranch, onPublish: () => void = () => undefined) {
  return store.open(undefined, { overwritesOthers: false, onMerge: () => undefined, onPublish });
}

async function publish(store: ModelBranch, given: Given = {}, refreshMs = DAY_MS) {
  const times = { pause: async () => undefined, refreshMs };
  return await publishRun(open(store), beginOf(store), request(given), times);
}

/** What a run begins with: the snapshot that counts, and its state. */
function beginOf({ tip }: ModelBranch) {
  return { base: tip, state: tip === undefined ? NO_STATE : stateOf(tip.manifest, UNSIGNED) };
}

/** Publishes a run before whose every try another run does something: what `meanwhile` says of that try. */
async function publishAmidOthers(
  store: ModelBranch,
  given: Given,
  meanwhile: readonly (() => Promise<unknown>)[],
) {
  let tries = 0;
  const view = open(store);
  const shared: typeof view = {
    previous: view.previous,
    publish: async (...change) => {
      tries += 1;
      await meanwhile[tries - 1]?.();
      return await view.publish(...change);
    },
  };
  const times = { pause: async () => undefined, refreshMs: DAY_MS };
  const published = await publishRun(shared, beginOf(store), request(given), times);
  return { ...published, tries };
}

const moved = (ms: number): Given => ({ progress: { listed: { start: T0, end: T0 + ms } } });

describe('what is worth publishing', () => {
  test.each<[string, Given, 'published' | 'unchanged']>([
    ['nothing new', {}, 'unchanged'],
    ['a new launch', { batch: { launches: [launch({ eventId: 'b', launchedAt: T0 })] } }, 'published'],
    [
      'a launch that is there',
      { batch: { launches: [launch({ eventId: 'a', launchedAt: T0 - HOUR_MS })] } },
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
    [
      'a blob that could not be read, and nothing else',
      { progress: { unread: [unread('u', 1)] } },
      'published',
    ],
    ['a watermark that moved by less than the time to refresh', moved(DAY_MS - 1), 'unchanged'],
    ['a watermark that moved by that time', moved(DAY_MS), 'published'],
  ])('%s: %s', async (_, given, expected) => {
    const store = await publishedStore();
    const { kind, merged } = await publish(store, given);
    expect([kind, store.snapshots.length]).toEqual([expected, expected === 'published' ? 2 : 1]);
    if (given.batch?.keepFrom !== undefined) {
      expect([merged.files.size, [...merged.removed]]).toEqual([
        0,
        ['csv/events/month=2026-10/2026-10-13.csv'],
      ]);
    }
  });

  test('a blob that is read at last, and not that it was tried again', async () => {
    const store = await publishedStore();
    await publish(store, { progress: { unread: [unread('u', 1)] } });
    expect((await publish(store, { progress: { unread: [unread('u', 2)] } })).kind).toBe('unchanged');
    const { kind, manifest } = await publish(store, {
      progress: { read: [{ id: 'u', created: T0 - HOUR_MS }] },
    });
    expect([kind, manifest.unread]).toEqual(['published', []]);
  });

  test('a signature where there is none yet, and nothing else', async () => {
    const store = await publishedStore();
    const manifestKey = Buffer.alloc(32, 'k');
    const times = { pause: async () => undefined, refreshMs: DAY_MS };
    const signed = () => publishRun(open(store), beginOf(store), { ...request(), manifestKey }, times);
    expect((await signed()).kind).toBe('published');
    expect(isSigned(store.tip?.manifest ?? expect.fail('no snapshot'), manifestKey)).toBe(true);
    expect((await signed()).kind).toBe('unchanged');
  });

  test('a watermark that an earlier one corrects', async () => {
    const store = await publishedStore();
    const state = { ...NO_STATE, watermark: T0 - 10 * HOUR_MS };
    const given = request({ progress: { listed: { start: T0 - 11 * HOUR_MS, end: T0 - 9 * HOUR_MS } } });
    const times = { pause: async () => undefined, refreshMs: DAY_MS };
    const result = await publishRun(open(store), { base: store.tip, state }, given, times);
    expect(result.kind).toBe('published');
    expect(result.manifest.watermark).toBe(isoInstant(T0 - 9 * HOUR_MS));
  });

  test('the first watermark, and not that there is none', async () => {
    const store = new ModelBranch();
    const manual: Given = { progress: { movesWatermark: false } };
    await publish(store, manual);
    expect(store.tip?.manifest.watermark).toBeNull();
    expect((await publish(store, manual)).kind).toBe('unchanged');
    expect((await publish(store)).kind).toBe('published');
  });

  test('a blob that is found and counted as lost, and nothing else', async () => {
    const store = new ModelBranch();
    await publish(store, { progress: { gaps: [lostBlob({ id: 'a', created: T0 - HOUR_MS })] } });
    const { kind, manifest } = await publish(store, {
      progress: { read: [{ id: 'a', created: T0 - HOUR_MS }] },
    });
    expect([kind, manifest.coverage.gaps]).toEqual(['published', []]);
  });

  test('a format that is written no more, and nothing else', async () => {
    const store = new ModelBranch();
    await publish(store, { batch: { formats: ['csv', 'parquet'] } });
    const { kind, merged } = await publish(store, { batch: { formats: ['csv'] } });
    expect([kind, merged.files.size]).toEqual(['published', 0]);
    expect([...(store.tip?.files.keys() ?? [])].filter((path) => path.startsWith('parquet/'))).toEqual([]);
  });

  test('when nothing is published, the state has moved all the same', async () => {
    const store = await publishedStore();
    const base = store.tip;
    const result = await publish(store, moved(HOUR_MS));
    expect(result).toMatchObject({
      kind: 'unchanged',
      reference: undefined,
      state: { watermark: T0 + HOUR_MS },
    });
    expect([result.base, result.manifest]).toEqual([base, base?.manifest]);
  });

  test('the first snapshot, also without a launch', async () => {
    const store = new ModelBranch();
    expect((await publish(store)).kind).toBe('published');
  });
});

test.each([
  [0, 'Add 0 launches, 0 in all'],
  [1, 'Add 1 launch, 1 in all'],
  [2, 'Add 2 launches, 2 in all'],
])('the subject of the commit counts what was added: %i', async (count, subject) => {
  const launches = Array.from({ length: count }, (_, index) =>
    launch({ eventId: `${index}`, launchedAt: T0 + index }),
  );
  const titles: string[] = [];
  const target = {
    previous: async () => undefined,
    publish: async (_: unknown, { title }: { readonly title: string }): Promise<'raced' | number> =>
      titles.push(title),
  };
  const times = { pause: async () => undefined, refreshMs: DAY_MS };
  await publishRun(target, beginOf(new ModelBranch()), request({ batch: { launches } }), times);
  expect(titles).toEqual([subject]);
});

describe('a run that another one overtakes', () => {
  test('merges again on top of what that one published', async () => {
    const store = await publishedStore();
    const base = store.tip;
    await publish(store, { batch: { launches: [launch({ eventId: 'theirs', launchedAt: T0 + 1000 })] } });
    let pauses = 0;
    const result = await publishRun(
      open(store),
      { base, state: NO_STATE },
      request({ batch: { launches: [launch({ eventId: 'ours', launchedAt: T0 + 2000 })] } }),
      {
        pause: async () => {
          pauses += 1;
        },
        refreshMs: DAY_MS,
      },
    );
    expect([result.kind, pauses]).toEqual(['published', 1]);
    const csv = Buffer.from(
      store.tip?.files.get('csv/launches/month=2026-11/2026-11-22.csv') ?? [],
    ).toString();
    expect(csv).toMatch(/^theirs,[\s\S]*^ours,/m);
    expect(result.manifest.tables.launches?.rows).toBe(3);
  });

  test('goes on from the state of that one', async () => {
    const store = await publishedStore();
    const gap = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', reason: 'x' };
    const instant = '2026-11-21T23:00:00.000Z';
    const unread = { id: 'u', created: instant, expires: '2026-11-28T23:00:00.000Z', tries: 1 };
    const progress = { listed: { start: T0, end: T0 + 2 * HOUR_MS }, unread: [unread], gaps: [gap] };
    const ours: Given = {
      batch: { launches: [launch({ eventId: 'ours', launchedAt: T0 })] },
      progress: { listed: { start: T0, end: T0 + HOUR_MS } },
    };
    const { kind, tries, state, base } = await publishAmidOthers(store, ours, [
      () => publish(store, { progress }),
    ]);
    expect([kind, tries, base]).toEqual(['published', 2, store.snapshots[1]]);
    expect(state).toMatchObject({ watermark: T0 + 2 * HOUR_MS, unread: [unread], gaps: [gap] });
    expect(stateOf(store.tip?.manifest ?? expect.fail('no snapshot'), UNSIGNED)).toEqual(state);
  });

  test('publishes nothing when that one published the same', async () => {
    const store = await publishedStore();
    const same: Given = { batch: { launches: [launch({ eventId: 'b', launchedAt: T0 })] } };
    const result = await publishAmidOthers(store, same, [() => publish(store, same)]);
    expect(result).toMatchObject({ kind: 'unchanged', merged: { added: 0, duplicates: 1 } });
    expect([result.base, store.snapshots.length]).toEqual([store.tip, 2]);
  });

  test('starts over when the snapshot is gone', async () => {
    const store = await publishedStore();
    await publish(store, { progress: { gaps: [lostBlob({ id: 'a', created: T0 - HOUR_MS })] } });
    const ours: Given = { batch: { launches: [launch({ eventId: 'b', launchedAt: T0 })] } };
    const result = await publishAmidOthers(store, ours, [async () => store.snapshots.splice(0)]);
    expect(result).toMatchObject({ kind: 'published', base: undefined });
    expect(result.state).toEqual({ ...NO_STATE, watermark: T0, from: T0 - HOUR_MS });
    expect(result.manifest.tables.launches?.rows).toBe(1);
  });

  test('refuses what that one published when it must not be mixed', async () => {
    const store = new ModelBranch();
    const elsewhere = { ...request(), tenantId: OTHER_TENANT };
    const times = { pause: async () => undefined, refreshMs: DAY_MS };
    const another = () => publishRun(open(store), beginOf(store), elsewhere, times);
    await expect(publishAmidOthers(store, {}, [another])).rejects.toThrow(SnapshotError);
    expect(store.snapshots).toHaveLength(1);
  });

  test('publishes when seven others were faster', async () => {
    const store = await publishedStore();
    const another = (index: number) => () =>
      publish(store, { batch: { launches: [launch({ eventId: `${index}`, launchedAt: T0 + index })] } });
    const ours: Given = { batch: { launches: [launch({ eventId: 'ours', launchedAt: T0 })] } };
    const others = Array.from({ length: 7 }, (_, index) => another(index));
    const { kind, tries, manifest } = await publishAmidOthers(store, ours, others);
    expect([kind, tries, manifest.tables.launches?.rows]).toEqual(['published', 8, 9]);
  });

  test('gives up after eight times, and says what to do', async () => {
    const store = await publishedStore();
    let tries = 0;
    const view = {
      previous: async (): Promise<ModelSnapshot | undefined> => store.tip,
      publish: async (): Promise<'raced'> => {
        tries += 1;
        return 'raced';
      },
    };
    const given = request({ batch: { launches: [launch({ eventId: 'b', launchedAt: T0 })] } });
    const times = { pause: async () => undefined, refreshMs: DAY_MS };
    await expect(publishRun(view, { base: store.tip, state: NO_STATE }, given, times)).rejects.toMatchObject({
      message: 'Cannot publish: other runs published 8 times meanwhile',
      remedy: expect.stringContaining('concurrency group'),
    });
    expect(tries).toBe(8);
  });
});

describe('what must not be mixed is refused', () => {
  test.each<[string, Parameters<typeof requireSame>[1], RegExp]>([
    ['another tenant', { tenantId: OTHER_TENANT, identity }, /belongs to tenant 1{8}.*reads 9{8}/],
    [
      'other users',
      { tenantId: TENANT, identity: openIdentity({ mode: 'none' }, TENANT) },
      /made with users: name, but this run has users: none/,
    ],
  ])('%s', async (_, run, expected) => {
    const { tip } = await publishedStore();
    expect(() => requireSame(tip?.manifest, run)).toThrow(expected);
  });

  test('another key: every user would count twice', async () => {
    const { tip } = await publishedStore();
    const pseudonyms = (keyId: string) =>
      openIdentity({ mode: 'pseudonym', key: Buffer.from(keyId), keyId }, TENANT);
    const manifest = tip && {
      ...tip.manifest,
      identity: { mode: 'pseudonym' as const, key_id: pseudonyms('a').keyId },
    };
    const run = (key: string) => ({ tenantId: TENANT, identity: pseudonyms(key) });
    expect(() => requireSame(manifest, run('b'))).toThrow(/every user would count twice/);
    expect(() => requireSame(manifest, run('a'))).not.toThrow();
  });

  test('before anything is published', async () => {
    const store = await publishedStore();
    const times = { pause: async () => undefined, refreshMs: 0 };
    const elsewhere = { ...request(moved(DAY_MS)), tenantId: OTHER_TENANT };
    await expect(publishRun(open(store), beginOf(store), elsewhere, times)).rejects.toThrow(SnapshotError);
    expect(store.snapshots).toHaveLength(1);
  });

  test('nothing, without a snapshot', () => {
    expect(() => requireSame(undefined, { tenantId: TENANT, identity })).not.toThrow();
  });
});

test('two snapshots of one second that differ in what is to be delivered alone have ids of their own', async () => {
  const store = await publishedStore();
  const times = { pause: async () => undefined, refreshMs: DAY_MS };
  const since = (given: string) => {
    const scope = { kind: 'from', given, first: given } as const;
    const deliveries = {
      ...{ targets: [{ name: 'dataverse/h', scope }], delivered: undefined },
      ...{ settled: new Map(), unsignedFrom: '' },
    };
    return publishRun(open(store), beginOf(store), { ...request(), deliveries }, times);
  };
  const [later, earlier] = [await since('2026-12-01'), await since('2026-11-01')];
  const files = [later, earlier].map(({ manifest }) =>
    manifest.files.filter(({ table }) => table === 'launches'),
  );
  expect(files[0]).toEqual(files[1]);
  expect([later.kind, earlier.kind]).toEqual(['published', 'published']);
  expect(later.manifest.generated_at).toBe(earlier.manifest.generated_at);
  expect(later.manifest.snapshot_id).not.toBe(earlier.manifest.snapshot_id);
});
