import { expect, test } from 'vitest';
import { sparkline } from '../../../src/report/page/sparkline.ts';
import {
  days,
  instant,
  machineInstant,
  percent,
  shortCount,
  weekday,
} from '../../../src/report/page/wording.ts';

test('spans of days', () => {
  expect(days('2026-08-23', '2026-11-21')).toBe('23 Aug to 21 Nov 2026');
  expect(days('2025-09-01', '2026-11-21')).toBe('1 Sep 2025 to 21 Nov 2026');
  expect(days('2026-11-21', '2026-11-21')).toBe('21 Nov 2026');
  expect([weekday('2026-11-16'), weekday('2026-11-22')]).toEqual([0, 6]);
});

test('instants', () => {
  expect(instant(Date.UTC(2026, 10, 21, 7, 31, 9))).toBe('21 Nov 2026, 07:31 UTC');
  expect(machineInstant(Date.UTC(2026, 10, 21, 7, 31, 9))).toBe('2026-11-21T07:31:09Z');
});

test.each([
  [9_999, '9,999'],
  [12_500, '12.5K'],
  [2_000_000, '2M'],
])('%i on an axis', (value, expected) => {
  expect(shortCount(value)).toBe(expected);
});

test.each([
  [0, '0%'],
  [0.001, 'less than 1%'],
  [0.126, '13%'],
])('the share %f', (value, expected) => {
  expect(percent(value)).toBe(expected);
});

test('a sparkline shows every launch, and tells the numbers', () => {
  const text = sparkline([0, 1, 1_000], [true, true, true]).text;
  expect(text).toContain('d="m9-1V0m6-20V0"');
  expect(text).toContain('role="img" aria-label="0 1 1000"');
  expect(sparkline([0, 0], [true, true]).text).not.toContain('path');
});

test('a sparkline marks weeks that are not wholly covered', () => {
  const text = sparkline([0, 1], [false, true]).text;
  expect(text).toContain('<path class="unknown" d="m3-20V0"/>');
  expect(text).toContain('aria-label="0? 1"');
});
