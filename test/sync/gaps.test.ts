import { describe, expect, test } from 'vitest';
import { HOUR_MS, isoInstant } from '../../src/instants.ts';
import type { Gap } from '../../src/snapshot/manifest.ts';
import {
  gapsOf,
  isSubscriptionOff,
  lostBlob,
  mergeGaps,
  subscriptionOff,
  uncovered,
} from '../../src/sync/gaps.ts';

/** Instants in hours. */
const at = (hour: number): number => Date.UTC(2026, 10, 22) + hour * HOUR_MS;
const iso = (hour: number): string => isoInstant(at(hour));
const gap = (from: number, to: number, reason = 'no run'): Gap => ({ from: iso(from), to: iso(to), reason });
const covered = (from: number | null, watermark: number | null) => ({
  from: from === null ? null : at(from),
  watermark: watermark === null ? null : at(watermark),
});

describe('what is left of a gap in time that was covered in part', () => {
  test.each<[string, Gap, ReturnType<typeof covered>, readonly Gap[]]>([
    ['all of it, before the first run', gap(1, 5), covered(null, null), [gap(1, 5)]],
    ['all of it, when nothing of it is covered', gap(1, 5), covered(5, 9), [gap(1, 5)]],
    ['all of it, before what is covered', gap(1, 5), covered(6, 9), [gap(1, 5)]],
    ['all of it, after what is covered', gap(6, 9), covered(1, 5), [gap(6, 9)]],
    ['all of it, when only one end of what is covered is known', gap(1, 5), covered(null, 9), [gap(1, 5)]],
    ['nothing, when all of it is', gap(1, 5), covered(1, 5), []],
    ['nothing, when more is', gap(2, 3), covered(1, 5), []],
    ['what lies before', gap(1, 5), covered(3, 9), [gap(1, 3)]],
    ['what lies after', gap(1, 5), covered(0, 3), [gap(3, 5)]],
    ['both ends', gap(1, 5), covered(2, 3), [gap(1, 2), gap(3, 5)]],
    ['all of it, when what is covered is empty', gap(1, 5), covered(3, 3), [gap(1, 5)]],
    ['the instant of a lost blob', gap(2, 2), covered(1, 5), [gap(2, 2)]],
    [
      'all of the time in which the subscription was off: what was listed then covers nothing',
      subscriptionOff(at(1), at(5)),
      covered(0, 9),
      [subscriptionOff(at(1), at(5))],
    ],
  ])('%s', (_, given, by, left) => {
    expect(uncovered(given, by)).toEqual(left);
  });
});

const NOTHING = { lost: [], malformed: [] };
const NAMELESS = 'an entry of the list names no content blob';
const entry = (start: number, end: number, namesBlob: boolean) => ({
  problem: 'odd',
  created: { start: at(start), end: at(end) },
  namesBlob,
});

describe('what a run adds to the gaps', () => {
  const plan = (gaps: readonly Gap[]) => ({ start: at(5), end: at(6), windows: [], gaps });
  const stateWith = (gaps: readonly Gap[], from: number | null = 0, watermark: number | null = 3) => ({
    ...covered(from, watermark),
    gaps,
  });

  test.each<[string, readonly Gap[], readonly Gap[]]>([
    ['nothing, as a rule', gapsOf(plan([]), NOTHING, stateWith([]), []), []],
    ['what the plan cannot reach', gapsOf(plan([gap(3, 5)]), NOTHING, stateWith([]), []), [gap(3, 5)]],
    [
      'not what an earlier run read of it',
      gapsOf(plan([gap(2, 5)]), NOTHING, stateWith([]), []),
      [gap(3, 5)],
    ],
    [
      'a blob that was gone, at the instant at which it was created',
      gapsOf(plan([]), { ...NOTHING, lost: [{ id: 'a$1', created: at(4) }] }, stateWith([]), []),
      [gap(4, 4, 'content blob a$1 was gone before it could be read')],
    ],
    [
      'what a failed run left unpublished',
      gapsOf(plan([]), NOTHING, stateWith([gap(1, 2)]), []),
      [gap(1, 2)],
    ],
    ['not what is published', gapsOf(plan([]), NOTHING, stateWith([gap(1, 2)]), [gap(1, 2)]), []],
    [
      'a gap of the same time for another reason',
      gapsOf(plan([]), NOTHING, stateWith([gap(1, 2)]), [gap(1, 2, 'another')]),
      [gap(1, 2)],
    ],
    [
      'a gap that began earlier than the published one',
      gapsOf(plan([]), NOTHING, stateWith([gap(0, 2)]), [gap(1, 2)]),
      [gap(0, 2)],
    ],
    [
      'a gap that ended later than the published one',
      gapsOf(plan([]), NOTHING, stateWith([gap(1, 3)]), [gap(1, 2)]),
      [gap(1, 3)],
    ],
    [
      'an entry that names no blob, in its window; of one that names its blob nothing is missing',
      gapsOf(plan([]), { ...NOTHING, malformed: [entry(4, 6, false), entry(5, 5, true)] }, stateWith([]), []),
      [gap(4, 6, NAMELESS)],
    ],
    [
      'not an entry that names no blob in time where one is known',
      gapsOf(plan([]), { ...NOTHING, malformed: [entry(4, 4, false)] }, stateWith([gap(3, 5, NAMELESS)]), [
        gap(3, 5, NAMELESS),
      ]),
      [],
    ],
    [
      'all of these, those of earlier runs first',
      gapsOf(
        plan([gap(2, 5)]),
        { ...NOTHING, lost: [{ id: 'a', created: at(4) }] },
        stateWith([gap(0, 1)]),
        [],
      ),
      [gap(0, 1), gap(3, 5), lostBlob({ id: 'a', created: at(4) })],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('gaps stand in order, and touching ones of one reason are one', () => {
  test.each<[string, readonly Gap[], readonly Gap[]]>([
    ['none', [], []],
    ['in order', [gap(4, 5), gap(1, 2)], [gap(1, 2), gap(4, 5)]],
    ['touching', [gap(1, 2), gap(2, 3)], [gap(1, 3)]],
    ['overlapping', [gap(1, 4), gap(2, 3)], [gap(1, 4)]],
    ['apart', [gap(1, 2), gap(3, 4)], [gap(1, 2), gap(3, 4)]],
    ['of two reasons', [gap(1, 3), gap(2, 4, 'b')], [gap(1, 3), gap(2, 4, 'b')]],
    ['of two reasons that alternate', [gap(1, 2), gap(1, 2, 'b'), gap(2, 3)], [gap(1, 2, 'b'), gap(1, 3)]],
    [
      'of two reasons, one of which grows past the other',
      [gap(1, 2), gap(1, 3, 'b'), gap(2, 4)],
      [gap(1, 3, 'b'), gap(1, 4)],
    ],
    ['twice', [gap(1, 2), gap(1, 2)], [gap(1, 2)]],
    [
      'by beginning, then end, then reason',
      [gap(1, 2, 'a'), gap(0, 2, 'c'), gap(0, 2, 'b'), gap(0, 1, 'd')],
      [gap(0, 1, 'd'), gap(0, 2, 'b'), gap(0, 2, 'c'), gap(1, 2, 'a')],
    ],
  ])('%s', (_, given, merged) => {
    expect(mergeGaps(given)).toEqual(merged);
    expect(mergeGaps(given.toReversed())).toEqual(merged);
    expect(mergeGaps(merged)).toEqual(merged);
  });

  test('in a list of their own: what is given stays as it is', () => {
    const given = Object.freeze([gap(2, 3), gap(1, 2)]);
    expect(mergeGaps(given)).toEqual([gap(1, 3)]);
  });
});

test('the time in which the subscription was off is told from other gaps', () => {
  expect(isSubscriptionOff(subscriptionOff(at(1), at(2)))).toBe(true);
  expect([gap(1, 2), lostBlob({ id: 'a', created: at(1) })].map(isSubscriptionOff)).toEqual([false, false]);
});
