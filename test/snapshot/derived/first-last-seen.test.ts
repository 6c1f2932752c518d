import { expect, test } from 'vitest';
import { dateRangeOf } from '../../../src/snapshot/derived/first-last-seen.ts';

test('the days of as many users as a large tenant has', () => {
  const seen = Array.from({ length: 300_000 }, (_, index) => ({
    first: 1_000 + index,
    last: 900_000 - index,
  }));
  expect(dateRangeOf(seen, String)).toEqual({ from: '1000', to: '900000' });
});
