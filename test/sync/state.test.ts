import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, isoInstant, MINUTE_MS } from '../../src/instants.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { lostDays } from '../../src/snapshot/coverage.ts';
import type { UnreadBlob } from '../../src/snapshot/manifest.ts';
import { contentKey } from '../../src/sources/activity-feed/content-key.ts';
import { lostBlob, subscriptionOff, uncovered } from '../../src/sync/gaps.ts';
import { type HistoryState, NO_HISTORY } from '../../src/sync/history-state.ts';
import {
  advance,
  completeUntil,
  coveredFrom,
  NO_STATE,
  type RunProgress,
  type SyncState,
  withLost,
} from '../../src/sync/state.ts';

const T0 = Date.UTC(2026, 10, 22);
const unreadBlob = (id: string, created = T0, tries = 1): UnreadBlob => ({
  id,
  created: isoInstant(created),
  expires: isoInstant(created + 168 * HOUR_MS),
  tries,
});
const lostGap = (id: string) => lostBlob({ id, created: T0 });
const state = (given: Partial<SyncState> = {}): SyncState => ({
  ...NO_STATE,
  watermark: T0,
  from: T0 - HOUR_MS,
  ...given,
});
const run = (given: Partial<RunProgress> = {}): RunProgress => ({
  listed: { start: T0 - 2 * HOUR_MS, end: T0 + HOUR_MS },
  movesWatermark: true,
  overlapMs: 2 * HOUR_MS,
  keptFrom: null,
  read: [],
  unread: [],
  lost: [],
  gaps: [],
  nameless: [],
  now: T0 + HOUR_MS,
  ...given,
});

test('time in which the subscription was off is a gap, whatever another run listed in it', () => {
  const off = subscriptionOff(T0 - 5, T0);
  const { gaps } = advance(state({ watermark: T0 - 1 }), run({ gaps: [off] }));
  expect(gaps).toEqual([off]);
});

describe('what is covered', () => {
  const covered = (start: number, end: number) =>
    advance(state({ from: T0 - 10, watermark: T0 }), run({ listed: { start: T0 + start, end: T0 + end } }))
      .from;
  test('begins earlier when a listing reaches back from it', () => {
    expect(covered(-20, 1)).toBe(T0 - 20);
  });
  test('does not jump over time that was not listed', () => {
    expect(covered(-30, -20)).toBe(T0 - 10);
  });
  test.each<[string, number | null, Partial<RunProgress>, number | null]>([
    ['begins with what is kept', T0 - HOUR_MS, { keptFrom: T0 - 10 }, T0 - 10],
    ['also after a manual run', T0 - HOUR_MS, { keptFrom: T0 - 10, movesWatermark: false }, T0 - 10],
    ['also on a first run', null, { keptFrom: T0 - 10 }, T0 - 10],
    ['stays when older launches are kept', T0 - HOUR_MS, { keptFrom: T0 - 9 * HOUR_MS }, T0 - 2 * HOUR_MS],
    ['does not begin with nothing read', null, { keptFrom: T0, movesWatermark: false }, null],
  ])('%s', (_, from, progress, expected) => {
    expect(advance(state({ from }), run(progress)).from).toBe(expected);
  });
  test('does not come back when more is kept than before: what left is gone', () => {
    const shorter = advance(state({ from: T0 - 50 * HOUR_MS }), run({ keptFrom: T0 - 10 * HOUR_MS }));
    expect(advance(shorter, run()).from).toBe(T0 - 10 * HOUR_MS);
  });
  test('when nothing kept was listed yet, time that was missed is one gap', () => {
    const gap = { from: isoInstant(T0), to: isoInstant(T0 + 9 * HOUR_MS), reason: 'x' };
    expect(uncovered(gap, state({ from: T0 + HOUR_MS }))).toEqual([gap]);
  });
});

describe('the watermark', () => {
  const listed = (start: number, end: number) => ({ listed: { start: T0 + start, end: T0 + end } });
  test.each<[string, number | null, Partial<RunProgress>, number | null]>([
    ['moves to the end of what was listed', T0, listed(-1, 5), T0 + 5],
    ['moves when the listing begins at it', T0, listed(0, 5), T0 + 5],
    ['stays when nothing was listed', T0, listed(0, 0), T0],
    ['stays when time between was not listed', T0, listed(1, 5), T0],
    ['never goes back', T0, listed(-5, -1), T0],
    ['begins with the first listing', null, listed(-5, 5), T0 + 5],
    ['does not begin with none', null, listed(-5, -5), null],
    ['stays in a manual run', T0, { ...listed(-5, 5), movesWatermark: false }, T0],
    [
      'passes time that is named as a gap',
      T0,
      { ...listed(3, 5), gaps: [{ from: isoInstant(T0), to: isoInstant(T0 + 3), reason: 'x' }] },
      T0 + 5,
    ],
  ])('%s', (_, watermark, progress, expected) => {
    expect(advance(state({ watermark }), run(progress)).watermark).toBe(expected);
  });
});

describe('unread, read and lost', () => {
  test('what was not read is remembered, until it is read or lost', () => {
    const first = advance(
      state(),
      run({ unread: [unreadBlob('b'), unreadBlob('a'), unreadBlob('c', T0 - 1)] }),
    );
    expect(first.unread.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    const second = advance(
      first,
      run({ read: [{ id: 'a', created: T0 }], lost: ['b'], gaps: [lostGap('b')] }),
    );
    expect(second.unread.map(({ id }) => id)).toEqual(['c']);
    expect(second.gaps).toEqual([lostGap('b')]);
    expect(Object.keys(second.read)).toEqual([contentKey('a')]);
  });

  test('another try replaces the one before', () => {
    const after = advance(
      state({ unread: [unreadBlob('a', T0, 1)] }),
      run({ unread: [unreadBlob('a', T0, 2)] }),
    );
    expect(after.unread).toEqual([unreadBlob('a', T0, 2)]);
  });

  test('what another run read meanwhile is not unread', () => {
    const base = state({ read: { [contentKey('a')]: isoInstant(T0) } });
    expect(advance(base, run({ unread: [unreadBlob('a')] })).unread).toEqual([]);
  });

  test('a blob that was lost and is found leaves no gap', () => {
    const base = state({ gaps: [lostGap('a'), lostGap('b')] });
    const after = advance(base, run({ movesWatermark: false, read: [{ id: 'a', created: T0 }] }));
    expect(after.gaps).toEqual([lostGap('b')]);
  });

  test('a blob that was read is remembered as long as it may be listed again', () => {
    const read = [T0 + HOUR_MS, T0 - HOUR_MS, T0 - HOUR_MS - 1].map((created) => ({
      id: `${created - T0}`,
      created,
    }));
    const after = advance(
      state({ read: { [contentKey('old')]: isoInstant(T0 - 3 * HOUR_MS) } }),
      run({ read }),
    );
    expect(Object.values(after.read)).toEqual([isoInstant(T0 - HOUR_MS), isoInstant(T0 + HOUR_MS)]);
  });
});

describe('a blob that stays unread', () => {
  const unreadAfter = (hours: number) =>
    advance(state(), run({ unread: [unreadBlob('a', T0 - 24 * HOUR_MS)], now: T0 + hours * HOUR_MS }));
  const pending = {
    from: isoInstant(T0 - 24 * HOUR_MS),
    to: isoInstant(T0 - 24 * HOUR_MS),
    reason: 'content blob a could not be read yet',
    status: 'pending' as const,
  };

  test('for 48 h holds the instant up to which launches are complete', () => {
    const held = unreadAfter(24);
    expect(held.gaps).toEqual([]);
    expect([held.watermark, completeUntil(held)]).toEqual([T0 + HOUR_MS, isoInstant(T0 - 72 * HOUR_MS)]);
  });

  test('for longer is a pending gap, and holds it no longer', () => {
    const late = unreadAfter(25);
    expect(late.gaps).toEqual([pending]);
    expect(completeUntil(late)).toBe(isoInstant(T0 - 47 * HOUR_MS));
  });

  test('is one pending gap for all runs; it closes when the blob is read, and when it is lost it is a lost one', () => {
    const late = unreadAfter(25);
    const again = advance(late, run({ unread: late.unread, now: T0 + 30 * HOUR_MS }));
    expect(again.gaps).toEqual([pending]);
    expect(advance(late, run({ read: [{ id: 'a', created: T0 - 24 * HOUR_MS }] })).gaps).toEqual([]);
    expect(advance(late, run({ lost: ['a'], gaps: [lostGap('a')] })).gaps).toEqual([lostGap('a')]);
  });
});

describe('the gap of an entry that named no blob', () => {
  const nameless = (from: number, to: number) => ({
    from: isoInstant(T0 + from),
    to: isoInstant(T0 + to),
    reason: 'an entry of the list names no content blob',
  });
  const base = state({ gaps: [nameless(-5, 5)] });
  const over = (start: number, end: number) => ({ listed: { start: T0 + start, end: T0 + end } });

  test.each<[string, Partial<RunProgress>, readonly object[]]>([
    ['closes when its time is listed without one', over(-5, 5), []],
    ['also by a manual run', { ...over(-9, 9), movesWatermark: false }, []],
    ['stays when a part of it is listed', over(-4, 9), base.gaps],
    ['stays when the entry is still there', { ...over(-9, 9), nameless: [nameless(-5, 5)] }, base.gaps],
    ['is as small as it is found again', { ...over(-9, 9), nameless: [nameless(1, 1)] }, [nameless(1, 1)]],
    ['is not cut by what runs have read', { ...over(5, 9), gaps: [nameless(-5, 5)] }, base.gaps],
  ])('%s', (_, progress, expected) => {
    expect(advance(base, run(progress)).gaps).toEqual(expected);
  });
});

test('a run that did nothing changes nothing', () => {
  const base = state({
    unread: [unreadBlob('a')],
    read: { [contentKey('b')]: isoInstant(T0) },
    gaps: [lostGap('c')],
  });
  expect(advance(base, run({ listed: { start: T0, end: T0 } }))).toEqual(base);
});

describe('two runs at once', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const when = (id: string): number => T0 + ids.indexOf(id) * MINUTE_MS;
  /** What a run made of each blob: it may list other blobs, read them or not. */
  const progress = fc
    .record({
      end: fc.integer({ min: T0 - HOUR_MS, max: T0 + HOUR_MS }),
      outcome: fc.array(fc.constantFrom('read', 'unread', 'none'), { minLength: 5, maxLength: 5 }),
    })
    .map(({ end, outcome }) => {
      const of = (wanted: string) => ids.filter((_, index) => outcome[index] === wanted);
      return run({
        listed: { start: T0 - 2 * HOUR_MS, end },
        read: of('read').map((id) => ({ id, created: when(id) })),
        unread: of('unread').map((id) => unreadBlob(id, when(id))),
      });
    });

  test('come to one state, whichever publishes first', () => {
    const base = fc
      .shuffledSubarray(ids)
      .map((known) => state({ unread: known.map((id) => unreadBlob(id, when(id))) }));
    const property = fc.property(base, progress, progress, (before, a, b) => {
      const after = advance(advance(before, a), b);
      expect(after).toEqual(advance(advance(before, b), a));
      const read = new Set([...a.read, ...b.read].map(({ id }) => id));
      const listed = [...before.unread, ...a.unread, ...b.unread].map(({ id }) => id);
      expect(after.unread.map(({ id }) => id)).toEqual(
        ids.filter((id) => listed.includes(id) && !read.has(id)),
      );
      expect(Object.keys(after.read).sort()).toEqual([...read].map(contentKey).sort());
      expect(after.watermark).toBe(Math.max(T0, a.listed.end, b.listed.end));
    });
    fc.assert(property, { numRuns: 500 });
  });
});

describe('time that was imported', () => {
  const at = (hours: number): number => T0 - hours * HOUR_MS;
  const importing = (...spans: readonly (readonly [number, number])[]): HistoryState => ({
    ...NO_HISTORY,
    imported: spans.map(([from, to]) => ({ from: at(from), to: at(to) })),
  });
  const paused = { from: isoInstant(at(10)), to: isoInstant(T0), reason: 'paused' };

  test.each([
    [
      'is complete until its end without a feed',
      null,
      [
        [200, 100],
        [90, 60],
      ],
      60,
    ],
    ['goes on where the time of the feed ends', T0, [[200, 40]], 40],
    ['that ends before changes nothing', T0, [[200, 100]], 48],
    ['that begins later leaves time between', T0, [[30, 20]], 48],
  ] as const)('%s', (_, watermark, spans, hours) => {
    expect(completeUntil(state({ watermark, history: importing(...spans) }))).toBe(isoInstant(at(hours)));
  });

  test('closes gaps, begins the covered time, and is that of both runs', () => {
    const after = importing([100, 0]);
    const base = state({ gaps: [paused], history: importing([300, 200]) });
    const next = advance(base, run({ movesWatermark: false, history: { before: NO_HISTORY, after } }));
    expect([next.gaps, next.watermark, coveredFrom(next)]).toEqual([[], T0, at(300)]);
    expect(next.history.imported).toEqual([...importing([300, 200], [100, 0]).imported]);
    const kept = advance(next, run({ movesWatermark: false, keptFrom: at(250) }));
    expect(kept.history.imported[0]).toEqual({ from: at(250), to: at(200) });
    const lost = { from: isoInstant(at(290)), to: isoInstant(at(210)), reason: 'x' };
    expect(withLost(next, [lost]).history.imported[0]).toEqual({ from: at(210), to: at(200) });
  });
});

describe('a gap that audit search fills', () => {
  const paused = { from: isoInstant(T0 - 10 * HOUR_MS), to: isoInstant(T0), reason: 'paused' };
  const searched = (from: number, oldest = from): HistoryState => ({
    ...NO_HISTORY,
    walked: [{ from, to: T0 }],
    oldest,
  });
  test.each([
    ['closes when all of its launch time was read', searched(T0 - 58 * HOUR_MS), []],
    ['stays when some of it was not', searched(T0 - 57 * HOUR_MS), [paused]],
    ['stays when the log may not keep all of it', searched(T0 - 58 * HOUR_MS, T0 - HOUR_MS), [paused]],
  ])('%s', (_, after, gaps) => {
    const history = { before: NO_HISTORY, after };
    expect(advance(state({ gaps: [paused] }), run({ history })).gaps).toEqual(gaps);
  });
});

test('days whose launches are lost count as searched no more', () => {
  const lost = lostDays({ from: '2026-11-10', to: '2026-11-11' }, openCalendar('UTC'));
  const walked = [{ from: T0 - 480 * HOUR_MS, to: T0 }];
  const { gaps, history } = withLost(
    state({ history: { ...NO_HISTORY, walked, oldest: walked[0]?.from ?? 0 } }),
    [lost],
  );
  expect(gaps).toEqual([lost]);
  expect(history.walked.map(({ from, to }) => [isoInstant(from), isoInstant(to)])).toEqual([
    ['2026-11-02T00:00:00.000Z', '2026-11-10T00:00:00.000Z'],
    ['2026-11-12T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
  ]);
});
