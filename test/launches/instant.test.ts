import { expect, test } from 'vitest';
import { parseCreationTime } from '../../src/launches/instant.ts';

const NOON = Date.UTC(2026, 4, 19, 12);

test.each<[unknown, number | undefined]>([
  ['2026-05-19T12:00:00', NOON],
  ['2026-05-19T12:00:00Z', NOON],
  ['2026-05-19t12:00:00z', NOON],
  [' 2026-05-19T12:00:00 ', NOON],
  ['2026-05-19T12:00:00.1234567', NOON + 123],
  ['2026-05-19T12:00:00.9', NOON + 900],
  ['2026-05-19T12:00:00.1234567Z', NOON + 123],
  ['2026-05-19T14:00:00+02:00', NOON],
  ['2026-05-19T17:45:00+05:45', NOON],
  ['2026-05-19T08:30:00-0330', NOON],
  ['2028-02-29T00:00:00', Date.UTC(2028, 1, 29)],
  ['2026-02-29T00:00:00', undefined],
  ['2026-02-30T00:00:00', undefined],
  ['2026-04-31T00:00:00', undefined],
  ['2026-13-01T00:00:00', undefined],
  ['2026-00-01T00:00:00', undefined],
  ['2026-05-19T24:00:00', undefined],
  ['2026-12-31T23:59:60', undefined],
  ['2026-05-19T12:60:00', undefined],
  ['2026-05-19 12:00:00', undefined],
  ['2026-05-19T12:00', undefined],
  ['2026-05-19', undefined],
  ['19/05/2026 12:00:00', undefined],
  ['2026-05-19T12:00:00 UTC', undefined],
  ['/Date(1779192000000)/', undefined],
  ['', undefined],
  [NOON, undefined],
  [null, undefined],
  [new Date(NOON), undefined],
])('%j', (text, instant) => {
  expect(parseCreationTime(text)).toBe(instant);
});
