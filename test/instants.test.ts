import { expect, test } from 'vitest';
import {
  ceilSecond,
  DAY_MS,
  floorSecond,
  HOUR_MS,
  isoDay,
  isoInstant,
  isoSecond,
  MINUTE_MS,
  parseInstant,
  SECOND_MS,
} from '../src/instants.ts';

test('durations are in ms', () => {
  expect([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([1_000, 60_000, 3_600_000, 86_400_000]);
});

test.each([
  [Date.UTC(2026, 10, 21, 7, 31, 9), '2026-11-21T07:31:09.000Z', '2026-11-21T07:31:09Z', '2026-11-21'],
  [Date.UTC(2026, 10, 21, 7, 31, 9, 999), '2026-11-21T07:31:09.999Z', '2026-11-21T07:31:09Z', '2026-11-21'],
  [Date.UTC(9999, 11, 31), '9999-12-31T00:00:00.000Z', '9999-12-31T00:00:00Z', '9999-12-31'],
  [-1, '1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59Z', '1969-12-31'],
])('%i is %s, to the second %s, on the day %s', (instant, whole, toSecond, day) => {
  expect([isoInstant(instant), isoSecond(instant), isoDay(instant)]).toEqual([whole, toSecond, day]);
  expect(parseInstant(whole)).toBe(instant);
});

test('days beyond the years 0000 to 9999, which have another form, are the first and the last of them', () => {
  const instants = ['-000001-12-31T00:00:00Z', '+010000-01-01T00:00:00Z'].map((text) => Date.parse(text));
  expect(instants.map(isoDay)).toEqual(['0000-01-01', '9999-12-31']);
});

test('null stays null, and what is no instant is NaN', () => {
  expect([isoInstant(null), parseInstant(null)]).toEqual([null, null]);
  expect(parseInstant('yesterday')).toBeNaN();
});

test.each([
  [0, 0, 0],
  [1, 0, 1_000],
  [999, 0, 1_000],
  [1_000, 1_000, 1_000],
  [-1_500, -2_000, -1_000],
])('%i lies between the whole seconds %i and %i', (instant, before, after) => {
  expect([floorSecond(instant), ceilSecond(instant)]).toEqual([before, after]);
});
