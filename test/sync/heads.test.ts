import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, isoInstant, MINUTE_MS } from '../../src/instants.ts';
import type { Launch, OtherEvent } from '../../src/launches/launch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { type Gap, isSigned, signManifest, type UnreadBlob } from '../../src/snapshot/manifest.ts';
import { contentKey } from '../../src/sources/activity-feed/content-key.ts';
import { lostBlob, pendingBlob, subscriptionOff } from '../../src/sync/gaps.ts';
import { mergeHeads, mergeStates } from '../../src/sync/heads.ts';
import { NO_STATE, type SyncState } from '../../src/sync/state.ts';
import { launch, MemorySnapshot } from '../snapshot/fixtures.ts';

const T0 = Date.UTC(2026, 10, 22);
const KEY = new Uint8Array(32).fill(7);
const at = (hours: number): number => T0 + hours * HOUR_MS;

const state = (given: Partial<SyncState>): SyncState => ({
  ...NO_STATE,
  from: at(-100),
  watermark: at(0),
  ...given,
});
const unread = (id: string, hours = -1, tries = 1): UnreadBlob => ({
  id,
  created: isoInstant(at(hours)),
  expires: isoInstant(at(hours + 168)),
  tries,
});
const read = (id: string, hours = -1) => ({ [contentKey(id)]: isoInstant(at(hours)) });
const gap = (from: number, to: number, reason = 'not listed in time'): Gap => ({
  from: isoInstant(at(from)),
  to: isoInstant(at(to)),
  reason,
});

describe('the state of two snapshots that were merged', () => {
  test.each<[string, Partial<SyncState>, Partial<SyncState>, Partial<SyncState>]>([
    ['has the later watermark', { watermark: at(1) }, { watermark: at(3) }, { watermark: at(3) }],
    ['begins with the earlier of the two', { from: at(-9) }, { from: at(-5) }, { from: at(-9) }],
    [
      'does not cover the time between two that do not touch',
      { from: at(-50), watermark: at(-40) },
      { from: at(-30) },
      { from: at(-30), watermark: at(0) },
    ],
    [
      'covers what one of them does, when the other has listed nothing yet',
      { from: null, watermark: null },
      { from: at(-5) },
      { from: at(-5), watermark: at(0) },
    ],
    ['covers nothing when neither does', NO_STATE, NO_STATE, NO_STATE],
    [
      'has read what one of them has',
      { read: read('b', -1) },
      { read: read('a', -2) },
      { read: { ...read('a', -2), ...read('b', -1) } },
    ],
    [
      'leaves unread what neither has read',
      { unread: [unread('a', -1), unread('c', -3)] },
      { unread: [unread('b', -2), unread('a', -1, 4)], read: read('c') },
      { unread: [unread('b', -2), unread('a', -1, 4)], read: read('c') },
    ],
    [
      'leaves nothing unread that one of them found lost',
      { unread: [unread('a')] },
      { gaps: [lostBlob({ id: 'a', created: at(-1) })] },
      { unread: [], gaps: [lostBlob({ id: 'a', created: at(-1) })] },
    ],
    [
      'has lost nothing that the other has read',
      { read: read('a') },
      { gaps: [lostBlob({ id: 'a', created: at(-1) })] },
      { read: read('a'), gaps: [] },
    ],
    [
      'has the pending gap of what stays unread alone',
      {
        unread: [unread('a', -60), unread('b', -70)],
        gaps: [pendingBlob(unread('b', -70)), pendingBlob(unread('a', -60))],
      },
      { read: read('b') },
      { unread: [unread('a', -60)], read: read('b'), gaps: [pendingBlob(unread('a', -60))] },
    ],
    [
      'has the gaps that both have',
      { gaps: [gap(-9, -5)] },
      { gaps: [gap(-9, -5)] },
      { gaps: [gap(-9, -5)] },
    ],
    [
      'has of a gap what the other has not covered either',
      { gaps: [gap(-9, -5)] },
      { gaps: [gap(-7, -3)] },
      { gaps: [gap(-7, -5)] },
    ],
    [
      'has a gap that lies before what the other covers',
      { gaps: [gap(-90, -80)] },
      { from: at(-85) },
      { gaps: [gap(-90, -85)] },
    ],
    [
      'has the time in which the subscription was off, whatever the other listed',
      { gaps: [subscriptionOff(at(-9), at(-5))] },
      {},
      { gaps: [subscriptionOff(at(-9), at(-5))] },
    ],
  ])('%s', (_, a, b, expected) => {
    const merged = mergeStates(state(a), state(b));
    expect(merged).toMatchObject(expected);
    expect(mergeStates(state(b), state(a))).toEqual(merged);
  });
});

const RULES = { calendar: openCalendar('UTC'), formats: ['csv'], manifestKey: undefined, now: T0 } as const;

const deletion = (eventId: string, hours: number): OtherEvent => ({
  eventId,
  occurredAt: at(hours),
  operation: 'DeletePowerApp',
  appId: 'app-deleted',
  environmentId: null,
  userKey: null,
  appName: eventId === 'z' ? 'Deleted' : null,
  environmentName: null,
});
const COMMON: readonly Launch[] = [
  launch({ eventId: 'a', launchedAt: at(-100), appId: 'app-1', appName: 'Old', userType: 'Regular' }),
  launch({ eventId: 'b', launchedAt: at(-30), appId: 'app-2', environmentId: 'e-2', environmentName: 'Two' }),
];
/** Some failed; `OTHER` has the other schema of one, starts its session earlier, and knows newer names. */
const ONE: readonly Launch[] = [
  launch({ eventId: 'c', launchedAt: at(-20), appId: 'app-1', appName: 'Newer', userKey: 'user-2' }),
  launch({ eventId: 'd', launchedAt: at(-10), appId: 'app-3', recordType: 45 }),
  launch({ eventId: 'i', launchedAt: at(-15), appId: 'app-1', succeeded: false }),
  launch({ eventId: 'j', launchedAt: at(-12), appId: 'app-4', userKey: 'user-3', succeeded: false }),
];
const OTHER: readonly Launch[] = [
  launch({ eventId: 'e', launchedAt: at(-19), appId: 'app-1', appName: 'Newest', userType: 'Admin' }),
  launch({ eventId: 'f', launchedAt: at(-10), appId: 'app-3' }),
  launch({ eventId: 'g', launchedAt: at(-20) + 5 * MINUTE_MS, appId: 'app-1', userKey: 'user-2' }),
  launch({ eventId: 'h', launchedAt: at(-400), environmentId: 'e-2', environmentName: 'Ancient' }),
];

async function snapshotOf(
  ...batches: readonly (readonly [readonly Launch[], readonly OtherEvent[]])[]
): Promise<MemorySnapshot> {
  const snapshot = new MemorySnapshot();
  for (const [launches, events] of batches) {
    await snapshot.merge(launches, { events, completeUntil: T0 - 2 * DAY_MS });
  }
  return snapshot;
}

describe('snapshots of runs that overlapped', () => {
  test('merge to the bytes of one run that read everything, in either order', async () => {
    const common = [COMMON, [deletion('x', -90)]] as const;
    const [one, other] = [
      await snapshotOf(common, [ONE, [deletion('y', -50)]]),
      await snapshotOf(common, [OTHER, [deletion('z', -60)]]),
    ];
    const all = [...COMMON, ...ONE, ...OTHER];
    const whole = await snapshotOf([all, [deletion('x', -90), deletion('y', -50), deletion('z', -60)]]);
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const { manifest, read: readFiles } = await mergeHeads(
        { ...first.published(), manifest: { ...first.published().manifest, watermark: isoInstant(T0) } },
        [second.published()],
        RULES,
      );
      const paths = manifest.files
        .map(({ path }) => path)
        .filter((path) => !/\/(?:gaps|snapshot)\//.test(path));
      const contents = await readFiles(paths);
      const merged = Object.fromEntries(
        paths.map((path, index) => [path, String(Buffer.from(contents[index] ?? []))]),
      );
      expect(merged).toEqual(whole.contents());
    }
  });

  test.each([false, true])(
    'keep what the later inventory told, whichever comes first: %s',
    async (isSwapped) => {
      const listed = (id: string, sharedUsers: number) => ({
        ...{ id, name: `The ${id}`, type: null, owner: null, ownerKey: 'owner', createdAt: at(-900) },
        ...{ modifiedAt: null, publishedAt: null, sharedUsers, sharedGroups: 0 },
      });
      const inventoried = async (hours: number, ...ids: readonly string[]) => {
        const snapshot = new MemorySnapshot();
        const apps = ids.map((id) => listed(id, hours));
        const place = {
          id: `e${hours}`,
          name: 'Place',
          type: 'Production',
          region: 'europe',
          parts: [],
          isWhole: true,
        };
        await snapshot.merge([], { inventory: { takenAt: at(hours), environments: [{ ...place, apps }] } });
        return snapshot.published();
      };
      const pair = [await inventoried(1, 'a', 'b'), await inventoried(2, 'b', 'c')] as const;
      const [first, second] = isSwapped ? [pair[1], pair[0]] : pair;
      const { manifest, read: readFiles } = await mergeHeads(first, [second], RULES);
      const [apps, environments] = await readFiles([
        'csv/apps/apps.csv',
        'csv/environments/environments.csv',
      ]);
      const rows = String(Buffer.from(apps ?? []))
        .trim()
        .split('\n')
        .slice(1);
      expect(rows.map((row) => row.split(',')).map((row) => [row[0], row[3], row[9]])).toEqual([
        ['a', 'e1', '1'],
        ['b', 'e2', '2'],
        ['c', 'e2', '2'],
      ]);
      expect(String(Buffer.from(environments ?? []))).toMatch(/^e1,Place,Production.*\ne2,Place,Production/m);
      expect(manifest.inventory?.taken_at).toBe(isoInstant(at(2)));
    },
  );

  test('read of the second only files that the first has not', async () => {
    const common = [COMMON, [deletion('x', -90)]] as const;
    const [one, other] = [await snapshotOf(common, [ONE, []]), await snapshotOf(common, [OTHER, []])];
    const asked: string[] = [];
    const second = other.published();
    const watched = {
      ...second,
      read: (paths: readonly string[]) => {
        asked.push(...paths);
        return second.read(paths);
      },
    };
    await mergeHeads(one.published(), [watched], RULES);
    const known = new Set(Object.keys(one.contents()));
    const same = asked.filter((path) => known.has(path) && one.contents()[path] === other.contents()[path]);
    expect(same).toEqual([]);
    expect(asked.filter((path) => path.startsWith('csv/launches/'))).toHaveLength(2);
  });

  test('keep the id of the first, are signed, and are not published yet', async () => {
    const sign = (snapshot: MemorySnapshot) => {
      const published = snapshot.published();
      return { ...published, manifest: signManifest(published.manifest, KEY) };
    };
    const [one, other] = [await snapshotOf([ONE, []]), await snapshotOf([OTHER, []])];
    const rules = { ...RULES, manifestKey: KEY };
    const merged = await mergeHeads(sign(one), [sign(other)], rules);
    expect(merged.isUnpublished).toBe(true);
    expect(merged.manifest.snapshot_id).toBe('snapshot-1');
    expect(isSigned(merged.manifest, KEY)).toBe(true);
    const doubtful = await mergeHeads(sign(one), [other.published()], rules);
    expect(isSigned(doubtful.manifest, KEY)).toBe(false);
  });

  test.each([
    ['tenants', { tenant_id: '99999999-2222-4333-8444-555555555555' }],
    ['users', { identity: { mode: 'none', key_id: null } }],
    ['keys', { identity: { mode: 'pseudonym', key_id: '00000000' } }],
  ] as const)('are refused when they are of different %s', async (_, changed) => {
    const [one, other] = [
      (await snapshotOf([ONE, []])).published(),
      (await snapshotOf([OTHER, []])).published(),
    ];
    const changedOther = { ...other, origin: 'another', manifest: { ...other.manifest, ...changed } };
    await expect(mergeHeads(one, [changedOther], RULES)).rejects.toThrow('Cannot merge memory with another');
  });
});
