import { describe, expect, test } from 'vitest';
import { FeedError } from '../../src/errors.ts';
import { HOUR_MS, isoInstant } from '../../src/instants.ts';
import { type Decision, decide, type Reading } from '../../src/sync/decision.ts';
import { subscriptionOff } from '../../src/sync/gaps.ts';
import { NO_STATE } from '../../src/sync/state.ts';

const NOW = Date.UTC(2026, 10, 22, 6);
const BEFORE = NOW - 6 * HOUR_MS;

const windows = [
  { start: BEFORE, end: NOW - 3 * HOUR_MS },
  { start: NOW - 3 * HOUR_MS, end: NOW },
];
const error = new FeedError('Cannot list the content', 'Wait.', { code: '', status: 503 });
const unlisted = windows.map((window) => ({ window, error }));
const tooEarly = windows.map((window) => ({
  window,
  error: new FeedError('Cannot list the content', 'Wait.', { code: 'AF20022', status: 400 }),
}));
const blob = { id: 'a', created: BEFORE };
const unread = { id: 'u', created: isoInstant(BEFORE), expires: isoInstant(NOW + HOUR_MS), tries: 1 };
const off = subscriptionOff(BEFORE - HOUR_MS, NOW - HOUR_MS);

/** A later run of a snapshot whose two windows listed one new blob, which was read. */
const usual: Reading = {
  plan: { start: BEFORE, end: NOW, windows, gaps: [] },
  isManual: false,
  collected: {
    listed: { start: BEFORE, end: NOW },
    read: [blob],
    lost: [],
    malformed: [],
    unread: [],
    unlisted: [],
    blobsListed: 1,
    known: 0,
  },
  state: { ...NO_STATE, watermark: BEFORE, from: BEFORE - HOUR_MS },
  publishedGaps: [],
  subscriptionWasDisabled: false,
  startableAt: undefined,
  now: NOW,
};
const nothingNew = { ...usual.collected, read: [], blobsListed: 0 };

type Published = Extract<Decision, { kind: 'publish' }>;
const expected: Published = {
  kind: 'publish',
  unlisted: [],
  content: expect.objectContaining({ listed: { start: BEFORE, end: NOW } }),
  gaps: [],
  nameless: [],
  awaitingFirstContent: false,
  movesWatermark: true,
  complete: true,
  error: undefined,
};

describe('what a run does with what it read', () => {
  test.each<[string, Partial<Reading>, Partial<Published>]>([
    ['all is read: the watermark moves', {}, {}],
    ['nothing new: it moves too', { collected: nothingNew }, {}],
    ['a manual window leaves it where it is', { isManual: true }, { movesWatermark: false }],
    [
      'an unread blob: not complete',
      { collected: { ...usual.collected, unread: [unread] } },
      { complete: false },
    ],
    [
      'a lost blob: not complete, and a gap',
      { collected: { ...usual.collected, lost: [blob] } },
      {
        complete: false,
        gaps: [expect.objectContaining({ from: isoInstant(BEFORE), to: isoInstant(BEFORE) })],
      },
    ],
    [
      'one window of two that cannot be listed: not complete, and no failure',
      { collected: { ...usual.collected, unlisted: unlisted.slice(1) } },
      { complete: false, unlisted: unlisted.slice(1) },
    ],
    [
      'no window can be listed, but a blob of an earlier run was read: published, then the run fails',
      { collected: { ...usual.collected, unlisted } },
      { complete: false, unlisted, error },
    ],
    [
      'no window can be listed, but a blob was found lost: published, then the run fails',
      { collected: { ...nothingNew, lost: [blob], unlisted } },
      { complete: false, unlisted, error, gaps: [expect.anything()] },
    ],
    [
      'time that the feed lists no more is a gap',
      {
        plan: {
          ...usual.plan,
          gaps: [{ from: isoInstant(BEFORE), to: isoInstant(BEFORE + HOUR_MS), reason: 'too long ago' }],
        },
      },
      {
        complete: false,
        gaps: [{ from: isoInstant(BEFORE), to: isoInstant(BEFORE + HOUR_MS), reason: 'too long ago' }],
      },
    ],
    [
      'a gap that a run before noted and never published is a gap now',
      { state: { ...usual.state, gaps: [off] } },
      { complete: false, gaps: [off] },
    ],
    [
      'one that is published is not new',
      { state: { ...usual.state, gaps: [off] }, publishedGaps: [off] },
      { gaps: [] },
    ],
    [
      'a subscription that this run started: the watermark waits for its first content',
      { subscriptionWasDisabled: true, collected: nothingNew },
      { awaitingFirstContent: true, movesWatermark: false },
    ],
    [
      'one that cannot be started yet: nothing is complete',
      { subscriptionWasDisabled: true, startableAt: NOW, collected: { ...nothingNew, unlisted } },
      { awaitingFirstContent: true, movesWatermark: false, complete: false },
    ],
    [
      'such a run lists nothing yet: that is no failure',
      { subscriptionWasDisabled: true, collected: { ...nothingNew, unlisted: tooEarly } },
      { awaitingFirstContent: true, movesWatermark: false },
    ],
    [
      'a listing that fails for another reason counts, also when this run started the subscription',
      { subscriptionWasDisabled: true, collected: { ...nothingNew, unlisted: unlisted.slice(1) } },
      { awaitingFirstContent: true, movesWatermark: false, complete: false, unlisted: unlisted.slice(1) },
    ],
    [
      'one that this run started and that lists content at once: the watermark moves',
      { subscriptionWasDisabled: true },
      {},
    ],
    [
      'a first watermark waits until something was listed, once there is a snapshot',
      { state: NO_STATE, collected: nothingNew },
      { awaitingFirstContent: true, movesWatermark: false },
    ],
    ['a first run sets it', { state: NO_STATE, collected: nothingNew, publishedGaps: undefined }, {}],
    [
      'blobs of earlier runs are no sign of first content',
      {
        state: { ...NO_STATE, unread: [unread] },
        collected: { ...usual.collected, blobsListed: 1 },
      },
      { awaitingFirstContent: true, movesWatermark: false },
    ],
  ])('%s', (_, changed, decided) => {
    expect(decide({ ...usual, ...changed })).toEqual({ ...expected, ...decided });
  });

  test.each([
    ['the watermark stops', false, 5_000],
    ['a manual run names them all', true, 5_002],
  ])('beyond 5,000 unread blobs %s', (_, isManual, named) => {
    const many = Array.from({ length: 5_002 }, (_unread, at) => ({
      ...unread,
      id: `${at}`,
      created: isoInstant(BEFORE + at * 1_000),
    }));
    const decision = decide({ ...usual, isManual, collected: { ...usual.collected, unread: many } });
    expect(decision).toMatchObject({ complete: false, movesWatermark: !isManual });
    expect(decision.kind === 'publish' && decision.content.unread.length).toBe(named);
  });

  test('nothing can be listed and nothing was read: there is nothing to publish', () => {
    const collected = { ...nothingNew, unlisted };
    expect(decide({ ...usual, collected })).toEqual({ kind: 'nothing-readable', error });
  });

  test('but that the subscription was off is published: no later run can tell', () => {
    const collected = { ...nothingNew, unlisted, listed: { start: BEFORE, end: BEFORE } };
    const state = { ...usual.state, gaps: [off] };
    const found = { ...usual, state, collected, subscriptionWasDisabled: true };
    expect(decide(found)).toMatchObject({ kind: 'publish', error, gaps: [off], complete: false });
    // A snapshot that names it is not published again.
    const named = { ...found, publishedGaps: [off], subscriptionWasDisabled: false };
    expect(decide(named)).toEqual({ kind: 'nothing-readable', error });
  });
});

describe('the first content of a subscription is waited for', () => {
  // Documented are 12 hours; twice that is waited, and no longer.
  test.each([
    [23, true],
    [25, false],
  ])('%i h after it was started: %s', (hours, waits) => {
    const to = NOW - hours * HOUR_MS;
    const state = { ...usual.state, watermark: to - HOUR_MS, gaps: [subscriptionOff(to - 2 * HOUR_MS, to)] };
    const decision = decide({ ...usual, state, collected: nothingNew, publishedGaps: state.gaps });
    expect(decision).toMatchObject({ awaitingFirstContent: waits, movesWatermark: !waits });
  });
});
