import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, isoInstant, isoSecond, MINUTE_MS, SECOND_MS } from '../src/instants.ts';

test('durations are in ms', () => {
  expect([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([1_000, 60_000, 3_600_000, 86_400_000]);
});

test.each([
  [Date.UTC(2026, 10, 21, 7, 31, 9), '2026-11-21T07:31:09.000Z', '2026-11-21T07:31:09Z'],
  [Date.UTC(2026, 10, 21, 7, 31, 9, 999), '2026-11-21T07:31:09.999Z', '2026-11-21T07:31:09Z'],
  [Date.UTC(9999, 11, 31), '9999-12-31T00:00:00.000Z', '9999-12-31T00:00:00Z'],
])('%i is %s, and to the second %s', (instant, whole, toSecond) => {
  expect([isoInstant(instant), isoSecond(instant)]).toEqual([whole, toSecond]);
});
