import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/instants.ts';
import { clockWarningOf } from '../../src/sync/clocks.ts';

const NOW = Date.UTC(2026, 10, 22, 6);

test.each<[string, number, readonly (number | null)[], RegExp | undefined]>([
  ['clocks that agree', 0, [null, NOW - HOUR_MS], undefined],
  ['clocks that differ by minutes', -5 * MINUTE_MS, [NOW + 5 * MINUTE_MS], undefined],
  ['a service that is behind', -3 * HOUR_MS, [], /3 hours behind the runner's clock/],
  ['a service that is ahead', 6 * MINUTE_MS, [], /6 minutes ahead of the runner's clock/],
  ['a service in another century', 73 * 8_766 * HOUR_MS, [], /639,918 hours ahead/],
  [
    'content that is newer than the run',
    0,
    [null, NOW + 6 * MINUTE_MS],
    /2026-11-22T06:06:00Z is newer than this run's time, 2026-11-22T06:00:00Z: a clock is slow/,
  ],
])('%s', (_, ahead, instants, expected) => {
  const warning = clockWarningOf({ now: () => NOW, furthestAheadMs: () => ahead }, instants);
  expect(warning ?? 'none').toMatch(expected ?? /^none$/);
});
