import { describe, expect, test } from 'vitest';
import { isoInstant, MINUTE_MS } from '../../src/instants.ts';
import type { UnreadBlob } from '../../src/snapshot/manifest.ts';
import { MOST_UNREAD, withinUnreadLimit } from '../../src/sync/unread-limit.ts';

const T0 = Date.UTC(2026, 10, 22);
const at = (minute: number): number => T0 + minute * MINUTE_MS;
const blob = (minute: number): UnreadBlob => ({
  id: `blob-${minute}`,
  created: isoInstant(at(minute) + 500),
  expires: isoInstant(at(9_999)),
  tries: 1,
});
const listed = { start: at(0), end: at(60) };

describe('unread blobs beyond the limit', () => {
  test.each<[string, readonly number[], readonly number[], readonly number[], number]>([
    ['are none', [1, 2, 3], [], [1, 2, 3], 60],
    ['end what counts as listed before the first of them', [1, 2, 3, 4, 5], [], [1, 2, 3], 4],
    ['are the newest, in whatever order they failed', [5, 1, 4, 2, 3], [], [1, 2, 3], 4],
    ['do not push out those of earlier runs', [9, 1, 2, 3], [9], [9, 1, 2], 3],
    ['are all new ones when earlier runs left too many', [7, 8, 9, 1], [7, 8, 9], [7, 8, 9], 1],
    ['take those of the same second along', [1, 2, 3, 3, 4], [], [1, 2], 3],
    ['of before what was listed leave nothing listed', [-5, -4, -3, -2], [], [-5, -4, -3], 0],
  ])('%s', (_, unread, earlier, kept, end) => {
    const result = withinUnreadLimit({ listed, unread: unread.map(blob) }, earlier.map(blob), 3);
    expect(result.unread.map(({ id }) => id)).toEqual(kept.map((minute) => blob(minute).id));
    expect(result.listed).toEqual({ start: at(0), end: at(end) });
  });

  test('are those beyond 5,000', () => {
    const unread = Array.from({ length: MOST_UNREAD + 1 }, (_, minute) => blob(minute));
    const result = withinUnreadLimit({ listed: { start: at(0), end: at(9_000) }, unread }, []);
    expect([result.unread.length, result.listed.end]).toEqual([5_000, at(5_000)]);
  });
});
