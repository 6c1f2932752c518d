import { expect, test } from 'vitest';
import { daysOf } from '../../../src/snapshot/derived/reach.ts';

test('the days of as many persons as a large tenant has', () => {
  const reaches = Array.from({ length: 300_000 }, (_, index) => ({
    first: 1_000 + index,
    last: 900_000 - index,
  }));
  expect(daysOf(reaches, String)).toEqual({ from: '1000', to: '900000' });
});
