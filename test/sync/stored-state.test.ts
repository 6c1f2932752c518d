import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, isoInstant, MINUTE_MS, parseInstant } from '../../src/instants.ts';
import { formatManifest, type Manifest, parseManifest, signManifest } from '../../src/snapshot/manifest.ts';
import type { CachedState } from '../../src/sync/cache-key.ts';
import { type HistoryState, NO_HISTORY } from '../../src/sync/history-state.ts';
import { NO_STATE, type SyncState } from '../../src/sync/state.ts';
import { chooseState, stateOf, toStored } from '../../src/sync/stored-state.ts';
import { manifestOf } from '../snapshot/fixtures.ts';

const KEY = Buffer.alloc(32, 'k');
const instant = '2026-11-22T03:00:00.000Z';
const watermark = parseInstant(instant);
const AFTER = watermark + 5 * MINUTE_MS;
const TIMES = { now: AFTER, latest: AFTER, manifestKey: undefined, ineligibleReason: undefined };
const SIGNED = { ...TIMES, manifestKey: KEY };
const state: SyncState = {
  watermark: watermark - 60 * MINUTE_MS,
  unread: [{ id: 'a$1', created: instant, expires: instant, tries: 3 }],
  read: { '0123456789abcdef': instant },
  gaps: [{ from: instant, to: instant, reason: 'why' }],
  from: watermark - 2 * DAY_MS,
  history: NO_HISTORY,
};
const manifest: Manifest = {
  ...manifestOf([]),
  watermark: isoInstant(state.watermark),
  unread: [...state.unread],
  read: { ...state.read },
  coverage: { from: isoInstant(state.from), complete_until: null, gaps: [...state.gaps] },
};
const signed = signManifest(manifest, KEY);
const cached: CachedState = { snapshotId: manifest.snapshot_id, watermark, subscriptionOffAt: undefined };
const earliest = TIMES.now - 7 * DAY_MS + 5 * MINUTE_MS;

describe('with a snapshot', () => {
  test.each([
    ['none in the cache', undefined],
    ['one of another snapshot in the cache', { ...cached, snapshotId: 'other' }],
  ])('and %s: the state of the manifest', (_, found) => {
    const expected = { state, from: 'manifest', stateWarning: undefined };
    expect(chooseState(found, manifest, TIMES)).toEqual(expected);
    expect(chooseState(found, signed, SIGNED)).toEqual(expected);
  });

  test('the cache has the later watermark of a run that published nothing; all else is the manifest’s', () => {
    expect(chooseState(cached, signed, SIGNED)).toEqual({
      state: { ...state, watermark },
      from: 'cache',
      stateWarning: undefined,
    });
  });

  test('an earlier watermark than the manifest’s is of a slower run', () => {
    const found = { ...cached, watermark: watermark - DAY_MS };
    expect(chooseState(found, signed, SIGNED)).toEqual({ state, from: 'manifest', stateWarning: undefined });
  });

  test('a run that found the subscription off leaves a gap from its watermark on', () => {
    const found = { ...cached, subscriptionOffAt: watermark + MINUTE_MS };
    const chosen = chooseState(found, signed, SIGNED);
    expect(chosen.state.gaps).toEqual([
      ...state.gaps,
      { from: instant, to: isoInstant(watermark + MINUTE_MS), reason: expect.stringContaining('was off') },
    ]);
  });

  test('that has no watermark yet, the cache has none either', () => {
    const awaiting = signManifest({ ...manifest, watermark: null }, KEY);
    expect(chooseState(cached, awaiting, SIGNED).state.watermark).toBeNull();
  });
});

describe('a snapshot that is older than one that an earlier run published', () => {
  const made = '20261121T100000Z-0a1b2c3d';
  const published = signManifest({ ...manifest, snapshot_id: made }, KEY);
  const warningFor = (newestSnapshot: string | undefined) =>
    chooseState(undefined, published, { ...SIGNED, newestSnapshot }).stateWarning;

  test('is told: somebody may have put it in place of the newer one', () => {
    expect(warningFor('20261121T160000Z-00000000')).toMatch(
      /^The published snapshot is of 2026-11-21T10:00:00Z, and an earlier run published one of 2026-11-21T16:00:00Z\. /,
    );
  });

  test.each([
    ['none is known', undefined],
    ['it is of a run that may have overlapped', '20261121T155959Z-00000000'],
    ['it is older', '20261120T100000Z-00000000'],
    ['its id tells no time', 'newer'],
  ])('is not told when %s', (_, newest) => {
    expect(warningFor(newest)).toBeUndefined();
  });
});

describe('a manifest that is not signed with this key', () => {
  test.each<[string, Manifest]>([
    ['without a signature', manifest],
    ['signed with another key', signManifest(manifest, Buffer.alloc(32, 'j'))],
    ['with a later watermark', { ...signed, watermark: isoInstant(TIMES.now) }],
    ['with a gap left out', { ...signed, coverage: { ...signed.coverage, gaps: [] } }],
    ['with an unread blob left out', { ...signed, unread: [] }],
    [
      'with an earlier beginning',
      { ...signed, coverage: { ...signed.coverage, from: '2020-01-01T00:00:00Z' } },
    ],
    ['with another id', { ...signed, snapshot_id: 'other' }],
  ])('%s, is believed in what lowers claims alone', (_, forged) => {
    for (const found of [undefined, { ...cached, snapshotId: forged.snapshot_id }]) {
      const chosen = chooseState(found, forged, SIGNED);
      expect(chosen).toMatchObject({
        state: {
          watermark: earliest,
          unread: forged.unread.map((blob) => ({ ...blob, expires: isoInstant(AFTER + HOUR_MS) })),
          read: {},
          gaps: forged.coverage.gaps,
          from: null,
        },
        from: 'manifest',
        stateWarning: expect.stringContaining('is not signed with this data-key'),
      });
    }
  });

  const stateOfForged = (changes: Partial<Manifest>): SyncState =>
    stateOf({ ...manifest, ...changes }, SIGNED);
  const blobs = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `a$${index}`,
      created: instant,
      expires: instant,
      tries: 0,
    }));

  test('names unread blobs that are asked for after all others, also when they are said to have expired', () => {
    const [blob] = stateOfForged({ unread: blobs(1) }).unread;
    expect(blob).toMatchObject({ id: 'a$0', created: instant, tries: 1 });
    expect(parseInstant(blob?.expires ?? instant)).toBeGreaterThan(SIGNED.now);
  });

  test('names 5,000 unread blobs and gaps, and more of them as one gap', () => {
    const day = (index: number) => isoInstant(watermark - index * DAY_MS);
    const gaps = Array.from({ length: 5_010 }, (_, index) => ({
      from: day(index),
      to: day(index),
      reason: `${index}`,
    }));
    const coverage = { ...manifest.coverage, gaps };
    expect(stateOfForged({ unread: blobs(5_000) }).gaps).toEqual(state.gaps);
    const forged = stateOfForged({ unread: blobs(5_010), coverage });
    expect(forged.unread).toHaveLength(5_000);
    expect(forged.gaps).toHaveLength(5_001);
    expect(forged.gaps).toContainEqual({
      from: day(5_009),
      to: instant,
      reason: 'a manifest that is not signed names too many gaps and unread blobs of this time',
    });
  });

  test('counts as it is where no data key is given', () => {
    expect(chooseState(undefined, signed, TIMES).state).toEqual(state);
    expect(stateOf(manifest, TIMES)).toEqual(state);
  });
});

describe('without a snapshot there is no state', () => {
  test('on a first run', () => {
    expect(chooseState(undefined, undefined, TIMES)).toEqual({
      state: NO_STATE,
      from: 'nothing',
      stateWarning: undefined,
    });
  });

  test('when it was deleted, which is told', () => {
    const chosen = chooseState(cached, undefined, SIGNED);
    expect([chosen.state, chosen.from]).toEqual([NO_STATE, 'nothing']);
    expect(chosen.stateWarning).toContain('starts over');
  });

  test.each([undefined, cached])('when one is there and does not count, which is told: %#', (found) => {
    const ineligibleReason = 'It is of another branch.';
    const chosen = chooseState(found, undefined, { ...TIMES, ineligibleReason });
    expect(chosen).toMatchObject({ state: NO_STATE, from: 'nothing', stateWarning: ineligibleReason });
  });
});

describe('a watermark', () => {
  test.each([
    ['seconds ahead of both clocks is of another of the service’s', watermark - 5_000, watermark - 5_000],
    ['hours ahead of one clock alone tells that this one is slow', watermark - 3 * HOUR_MS, watermark],
  ])('that is %s: it stays', (_, now, latest) => {
    expect(chooseState(cached, signed, { ...SIGNED, now, latest })).toMatchObject({
      state: { ...state, watermark },
      from: 'cache',
      stateWarning: undefined,
    });
  });

  test('in the future does not count: all that the feed lists is read again, and it is said', () => {
    const now = watermark - 6 * MINUTE_MS;
    const chosen = chooseState(cached, signed, { ...SIGNED, now, latest: now });
    expect(chosen).toMatchObject({
      state: { ...state, watermark: now - 7 * DAY_MS + 5 * MINUTE_MS },
      from: 'cache',
    });
    expect(chosen.stateWarning).toContain(`The watermark ${instant} of the cache is in the future`);
  });
});

describe('what other sources did', () => {
  const at = (days: number): number => watermark - days * DAY_MS;
  const operations = ['LaunchPowerApp'];
  const history: HistoryState = {
    imported: [{ from: at(400), to: at(390) }],
    walked: [{ from: at(100), to: at(6) }],
    beyond: [{ from: at(200), to: at(179) }],
    events: [{ operations: ['AdminDeleteApp'], from: at(100), to: at(6) }],
    oldest: at(90),
    queries: [
      { from: at(150), to: at(100), operations, tries: 2, submittedAt: at(1), queryId: 'a-query' },
      { from: at(170), to: at(150), operations, tries: 0, submittedAt: undefined, queryId: undefined },
    ],
    submitted: [at(1)],
  };
  const searched: SyncState = { ...state, history };
  const stored = toStored(searched);
  const { coverage } = stored;
  const published = parseManifest(
    formatManifest({ ...manifest, ...stored, coverage: { ...coverage, complete_until: null } }),
  );

  test('is in the manifest as it was', () => {
    expect(stateOf(published, { manifestKey: undefined, now: AFTER })).toEqual(searched);
  });

  test('begins the covered time where the first other source does, and tells what each read', () => {
    expect(coverage).toMatchObject({
      from: isoInstant(at(400)),
      listed_from: isoInstant(state.from),
      read: [
        { source: 'import', from: isoInstant(at(400)), to: isoInstant(at(390)) },
        { source: 'graph', from: isoInstant(at(90)), to: isoInstant(at(6)) },
      ],
    });
  });

  test('is no claim of a manifest with a wrong signature', () => {
    expect(stateOf(published, { manifestKey: KEY, now: AFTER }).history).toEqual(NO_HISTORY);
  });

  test('leaves no trace where nothing was searched', () => {
    expect(Object.keys(toStored(state)).sort()).toEqual(['coverage', 'read', 'unread', 'watermark']);
    expect(Object.keys(toStored(state).coverage).sort()).toEqual(['complete_until', 'from', 'gaps']);
  });
});
