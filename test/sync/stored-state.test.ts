import { expect, test } from 'vitest';
import { DAY_MS, isoInstant, MINUTE_MS, parseInstant } from '../../src/instants.ts';
import { NO_STATE, type SyncState } from '../../src/sync/state.ts';
import { chooseState, formatState, stateOf } from '../../src/sync/stored-state.ts';
import { manifestOf } from '../snapshot/fixtures.ts';

const manifest = manifestOf([]);
const instant = '2026-11-22T03:00:00.000Z';
const TIMES = {
  now: parseInstant(instant) + 5 * MINUTE_MS,
  ineligibleReason: undefined,
};
const state: SyncState = {
  watermark: parseInstant(instant),
  unread: [{ id: 'a$1', created: instant, expires: instant, tries: 3 }],
  read: { '0123456789abcdef': instant },
  gaps: [{ from: instant, to: instant, reason: 'why' }],
  from: parseInstant(instant) - 5,
};
const cached = formatState(manifest.tenant_id, manifest.snapshot_id, state);

/** The cached state with one thing changed. */
function changed(
  change: (value: { [key: string]: unknown; state: { [key: string]: unknown } }) => void,
): string {
  const value = JSON.parse(cached);
  change(value);
  return JSON.stringify(value);
}

test('a state that extends the published snapshot counts, to the millisecond', () => {
  expect(chooseState(cached, manifest, TIMES)).toEqual({
    state,
    from: 'cache',
    ignored: undefined,
    stateWarning: undefined,
  });
});

test('no cached state: that of the manifest', () => {
  const published = {
    ...manifest,
    watermark: instant,
    unread: [...state.unread],
    read: { ...state.read },
    coverage: { from: isoInstant(state.from ?? 0), complete_until: null, gaps: [...state.gaps] },
  };
  expect(chooseState(undefined, published, TIMES)).toEqual({
    state,
    from: 'manifest',
    ignored: undefined,
    stateWarning: undefined,
  });
});

test.each<[string, string, string]>([
  ['of another snapshot', changed((value) => (value.snapshot_id = 'other')), 'another snapshot'],
  ['of another tenant', changed((value) => (value.tenant_id = 'other')), 'another tenant'],
  ['of a newer release', changed((value) => (value.version = 2)), 'this release cannot read it'],
  ['without a version', changed((value) => (value.version = undefined)), 'this release cannot read it'],
  [
    'with a watermark that is none',
    changed(({ state: own }) => (own.watermark = '2026-02-30T00:00:00Z')),
    'this release cannot read it',
  ],
  [
    'with a watermark that is a number',
    changed(({ state: own }) => (own.watermark = 5)),
    'this release cannot read it',
  ],
  [
    'without its unread list',
    changed(({ state: own }) => (own.unread = undefined)),
    'this release cannot read it',
  ],
  [
    'with an unread blob without a time',
    changed(({ state: own }) => (own.unread = [{ id: 'a' }])),
    'this release cannot read it',
  ],
  [
    'with a read blob of no key',
    changed(({ state: own }) => (own.read = { a: instant })),
    'this release cannot read it',
  ],
  ['cut short', cached.slice(0, -1), 'this release cannot read it'],
  ['empty', '', 'this release cannot read it'],
  ['null', 'null', 'this release cannot read it'],
])('a cached state %s is ignored, and it is said why', (_, text, why) => {
  const chosen = chooseState(text, manifest, TIMES);
  expect([chosen.state, chosen.from]).toEqual([stateOf(manifest), 'manifest']);
  expect(chosen.ignored).toContain(why);
});

test('without a snapshot there is no state, whatever the cache says', () => {
  expect(chooseState(undefined, undefined, TIMES)).toEqual({
    state: NO_STATE,
    from: 'nothing',
    ignored: undefined,
    stateWarning: undefined,
  });
  const chosen = chooseState(cached, undefined, TIMES);
  expect([chosen.state, chosen.from]).toEqual([NO_STATE, 'nothing']);
  expect(chosen.ignored).toContain('deleted or has expired');
  expect(chosen.stateWarning).toContain('starts over');
});

test.each([undefined, cached])(
  'one that is there and does not count is told as such, cached state: %#',
  (text) => {
    const ineligibleReason = 'It is of another branch.';
    const chosen = chooseState(text, undefined, { ...TIMES, ineligibleReason });
    expect(chosen).toMatchObject({ state: NO_STATE, from: 'nothing', stateWarning: ineligibleReason });
  },
);

test('a watermark that is seconds ahead is of another of the service’s clocks', () => {
  const now = parseInstant(instant) - 5_000;
  const chosen = chooseState(cached, manifest, { ...TIMES, now });
  expect(chosen).toMatchObject({
    state: { ...state, watermark: now },
    from: 'cache',
    stateWarning: undefined,
  });
});

test('a watermark in the future does not count: all that the feed lists is read again, and it is said', () => {
  const now = parseInstant(instant) - 6 * MINUTE_MS;
  const chosen = chooseState(cached, manifest, { ...TIMES, now });
  expect(chosen).toMatchObject({
    state: { ...state, watermark: now - 7 * DAY_MS + 5 * MINUTE_MS },
    from: 'cache',
  });
  expect(chosen.stateWarning).toContain(`The watermark ${instant} of the cache lies in the future`);
});

test('the cached state names no user and no launch', () => {
  expect(Object.keys(JSON.parse(cached))).toEqual(['version', 'tenant_id', 'snapshot_id', 'state']);
});
