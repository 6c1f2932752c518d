import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MARGIN_MS, planWindows, type WindowRequest, windowRequestOf } from '../../src/sync/windows.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
const NOW = Date.UTC(2026, 10, 22, 6, 30, 15, 500);
const floor = (ms: number): number => Math.floor(ms / SECOND) * SECOND;
const ceil = (ms: number): number => Math.ceil(ms / SECOND) * SECOND;
const REACH = ceil(NOW - 7 * DAY + MARGIN_MS);

const span = fc.oneof(fc.integer({ min: 1, max: 30 * DAY }), fc.constantFrom(0, SECOND, HOUR, DAY, 7 * DAY));
const ago = fc
  .oneof(
    span,
    span.map((ms) => -ms),
  )
  .map((ms) => NOW - ms);
const request: fc.Arbitrary<WindowRequest> = fc.oneof(
  fc.record({ kind: fc.constant('watermark' as const), lookbackMs: span, overlapMs: span }),
  // The inputs see to it that a window ends after it begins.
  fc
    .tuple(ago, fc.integer({ min: 1, max: 9 * DAY }))
    .map(([start, length]) => ({ kind: 'manual' as const, start, end: start + length })),
);
// A second at the least, so that a run has no more than some 100 windows here.
const interval = fc.oneof(
  fc.integer({ min: 2 * HOUR, max: 3 * DAY }),
  fc.constantFrom(DAY - 1, DAY, DAY + 1),
);

test('windows tile what is read: whole seconds, a day at most, within reach', () => {
  const property = fc.property(request, fc.option(ago), interval, (wanted, watermark, intervalMs) => {
    const { start, end, windows, gaps } = planWindows(wanted, watermark, NOW, intervalMs);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(windows.length > 0).toBe(end > start);
    expect(windows[0]?.start ?? start).toBe(start);
    expect(windows.at(-1)?.end ?? end).toBe(end);
    for (const [index, window] of windows.entries()) {
      expect(window.start).toBe(windows[index - 1]?.end ?? start);
      expect([window.start % SECOND, window.end % SECOND]).toEqual([0, 0]);
      expect(window.end - window.start).toBeGreaterThan(0);
      expect(window.end - window.start).toBeLessThanOrEqual(Math.min(intervalMs, DAY));
      expect(window.start).toBeGreaterThanOrEqual(NOW - 7 * DAY + MARGIN_MS);
      expect(window.end).toBeLessThanOrEqual(NOW);
    }
    for (const gap of gaps) expect(Date.parse(gap.to)).toBeGreaterThanOrEqual(Date.parse(gap.from));
  });
  fc.assert(property, { numRuns: 1000 });
});

test('what is wished for is read or named as a gap, and nothing is both', () => {
  const property = fc.property(request, fc.option(ago), interval, (wanted, watermark, intervalMs) => {
    const plan = planWindows(wanted, watermark, NOW, intervalMs);
    const [from, to] = needed(wanted, watermark);
    const clamped = Math.max(from, REACH);
    if (to > clamped) expect([plan.start <= clamped, plan.end]).toEqual([true, to]);
    const missing = from < REACH && from < to ? [[from, Math.min(REACH, to)]] : [];
    const named = plan.gaps
      .map((gap) => [Date.parse(gap.from), Date.parse(gap.to)])
      .filter(([a, b]) => a !== b);
    if (from < to) expect(named).toEqual(missing);
  });
  fc.assert(property, { numRuns: 1000 });
});

/** Content time that a run must read so that nothing is missing. */
function needed(wanted: WindowRequest, watermark: number | null): readonly [number, number] {
  if (wanted.kind === 'manual') return [floor(wanted.start), Math.min(ceil(wanted.end), floor(NOW))];
  if (watermark !== null) return [watermark, floor(NOW)];
  const start = floor(floor(NOW) - wanted.lookbackMs);
  return [wanted.lookbackMs <= 7 * DAY ? Math.max(start, REACH) : start, floor(NOW)];
}

describe('plans', () => {
  const overlapMs = 2 * HOUR;
  const now = Date.UTC(2026, 10, 22);
  const at = (ms: number): string => new Date(ms).toISOString();
  test.each<[string, WindowRequest, number | null, number, readonly number[], readonly string[]]>([
    [
      'a run after an hour',
      { kind: 'watermark', lookbackMs: DAY, overlapMs },
      now - HOUR,
      DAY,
      [now - 3 * HOUR, now],
      [],
    ],
    [
      'a first run',
      { kind: 'watermark', lookbackMs: 36 * HOUR, overlapMs },
      null,
      DAY,
      [now - 36 * HOUR, now - 12 * HOUR, now],
      [],
    ],
    [
      'a first run of all that the feed has: the margin is no gap',
      { kind: 'watermark', lookbackMs: 7 * DAY, overlapMs },
      null,
      7 * DAY,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY + MARGIN_MS + day * DAY).concat(now),
      [],
    ],
    [
      'a first run of more than the feed has',
      { kind: 'watermark', lookbackMs: 8 * DAY, overlapMs },
      null,
      7 * DAY,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY + MARGIN_MS + day * DAY).concat(now),
      [at(now - 8 * DAY), at(now - 7 * DAY + MARGIN_MS)],
    ],
    [
      'an outage',
      { kind: 'watermark', lookbackMs: HOUR, overlapMs },
      now - 9 * DAY,
      30 * DAY,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY + MARGIN_MS + day * DAY).concat(now),
      [at(now - 9 * DAY), at(now - 7 * DAY + MARGIN_MS)],
    ],
    [
      'an overlap beyond the reach is no gap',
      { kind: 'watermark', lookbackMs: HOUR, overlapMs: 8 * DAY },
      now - HOUR,
      DAY,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY + MARGIN_MS + day * DAY).concat(now),
      [],
    ],
    [
      'a watermark in the future',
      { kind: 'watermark', lookbackMs: HOUR, overlapMs },
      now + HOUR,
      DAY,
      [now - HOUR, now],
      [],
    ],
    [
      'a watermark far in the future',
      { kind: 'watermark', lookbackMs: HOUR, overlapMs },
      now + DAY,
      DAY,
      [],
      [],
    ],
    [
      'a manual window',
      { kind: 'manual', start: now - 5 * HOUR, end: now - HOUR },
      now,
      2 * HOUR,
      [now - 5 * HOUR, now - 3 * HOUR, now - HOUR],
      [],
    ],
    [
      'a manual window to the future',
      { kind: 'manual', start: now - HOUR, end: now + HOUR },
      null,
      DAY,
      [now - HOUR, now],
      [],
    ],
    [
      'a manual window too long ago',
      { kind: 'manual', start: now - 9 * DAY, end: now - 8 * DAY },
      null,
      DAY,
      [],
      [at(now - 9 * DAY), at(now - 8 * DAY)],
    ],
  ])('%s', (_, wanted, watermark, intervalMs, borders, gap) => {
    const { windows, gaps } = planWindows(wanted, watermark, now, intervalMs);
    expect(windows).toEqual(borders.slice(1).map((end, index) => ({ start: borders[index], end })));
    expect(gaps.flatMap(({ from, to }) => [from, to])).toEqual(gap);
  });
});

test('an interval shorter than a second is a second', () => {
  const { windows } = planWindows({ kind: 'manual', start: NOW - MINUTE, end: NOW }, null, NOW, 1);
  expect(windows).toHaveLength(60);
});

test('the wish of an author', () => {
  const lengths = { lookbackMs: 1, overlapMs: 2 };
  expect(windowRequestOf({ window: { kind: 'watermark' }, ...lengths })).toEqual({
    kind: 'watermark',
    ...lengths,
  });
  const window = { kind: 'manual' as const, start: new Date(3), end: new Date(4) };
  expect(windowRequestOf({ window, ...lengths })).toEqual({ kind: 'manual', start: 3, end: 4 });
});
