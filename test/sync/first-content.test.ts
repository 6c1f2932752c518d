import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../src/instants.ts';
import { awaitsFirstContent } from '../../src/sync/first-content.ts';
import { lostBlob, subscriptionOff } from '../../src/sync/gaps.ts';

const NOW = Date.UTC(2026, 10, 22);
const signs = { subscriptionWasDisabled: false, hasSnapshot: true, newBlobs: 0, now: NOW };

describe('the watermark waits for the first content', () => {
  test.each<[string, number | null, object, boolean]>([
    ['of a subscription that this run started', NOW - HOUR_MS, { subscriptionWasDisabled: true }, true],
    ['while earlier runs found none', null, {}, true],
    ['not when something was listed', null, { subscriptionWasDisabled: true, newBlobs: 1 }, false],
    ['not in a first run over a subscription that was on', null, { hasSnapshot: false }, false],
    ['not in an hour without content', NOW - HOUR_MS, {}, false],
  ])('%s', (_, watermark, given, expected) => {
    expect(awaitsFirstContent({ watermark, gaps: [] }, { ...signs, ...given })).toBe(expected);
  });

  test('of no gap but that of a subscription that was off', () => {
    const lost = lostBlob({ id: 'a', created: NOW - HOUR_MS });
    expect(awaitsFirstContent({ watermark: NOW - 2 * HOUR_MS, gaps: [lost] }, signs)).toBe(false);
  });

  test.each<[string, number, number, boolean]>([
    ['of one that an earlier run started', 30 * HOUR_MS, 2 * HOUR_MS, true],
    ['not when it moved since', HOUR_MS, 2 * HOUR_MS, false],
    ['not when it moved up to then', 2 * HOUR_MS, 2 * HOUR_MS, false],
    ['for all of a day', 30 * HOUR_MS, 24 * HOUR_MS - 1, true],
    ['not for a day', 30 * HOUR_MS, 24 * HOUR_MS, false],
    ['not for more than a day', 30 * HOUR_MS, 25 * HOUR_MS, false],
  ])('%s', (_, watermarkAgo, startedAgo, expected) => {
    const gaps = [subscriptionOff(NOW - 40 * HOUR_MS, NOW - startedAgo)];
    expect(awaitsFirstContent({ watermark: NOW - watermarkAgo, gaps }, signs)).toBe(expected);
  });
});
