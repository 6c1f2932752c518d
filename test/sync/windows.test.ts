import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, isoInstant, MINUTE_MS, parseInstant, SECOND_MS } from '../../src/instants.ts';
import { MARGIN_MS, planWindows, type WindowRequest, windowRequestOf } from '../../src/sync/windows.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 30, 15, 500);
const floor = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS;
const ceil = (ms: number): number => Math.ceil(ms / SECOND_MS) * SECOND_MS;
const REACH = ceil(NOW - 7 * DAY_MS + MARGIN_MS);

const span = fc.oneof(
  fc.integer({ min: 1, max: 30 * DAY_MS }),
  fc.constantFrom(0, SECOND_MS, HOUR_MS, DAY_MS, 7 * DAY_MS),
);
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
    .tuple(ago, fc.integer({ min: 1, max: 9 * DAY_MS }))
    .map(([start, length]) => ({ kind: 'manual' as const, start, end: start + length })),
);
// A second at the least, so that a run has no more than some 100 windows here.
const interval = fc.oneof(
  fc.integer({ min: 2 * HOUR_MS, max: 3 * DAY_MS }),
  fc.constantFrom(DAY_MS - 1, DAY_MS, DAY_MS + 1),
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
      expect([window.start % SECOND_MS, window.end % SECOND_MS]).toEqual([0, 0]);
      expect(window.end - window.start).toBeGreaterThan(0);
      expect(window.end - window.start).toBeLessThanOrEqual(Math.min(intervalMs, DAY_MS));
      expect(window.start).toBeGreaterThanOrEqual(NOW - 7 * DAY_MS + MARGIN_MS);
      expect(window.end).toBeLessThanOrEqual(NOW);
    }
    for (const gap of gaps) expect(parseInstant(gap.to)).toBeGreaterThanOrEqual(parseInstant(gap.from));
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
      .map((gap) => [parseInstant(gap.from), parseInstant(gap.to)])
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
  return [wanted.lookbackMs <= 7 * DAY_MS ? Math.max(start, REACH) : start, floor(NOW)];
}

describe('plans', () => {
  const overlapMs = 2 * HOUR_MS;
  const now = Date.UTC(2026, 10, 22);
  test.each<[string, WindowRequest, number | null, number, readonly number[], readonly string[]]>([
    [
      'a run after an hour',
      { kind: 'watermark', lookbackMs: DAY_MS, overlapMs },
      now - HOUR_MS,
      DAY_MS,
      [now - 3 * HOUR_MS, now],
      [],
    ],
    [
      'a first run',
      { kind: 'watermark', lookbackMs: 36 * HOUR_MS, overlapMs },
      null,
      DAY_MS,
      [now - 36 * HOUR_MS, now - 12 * HOUR_MS, now],
      [],
    ],
    [
      'a first run of all that the feed has: the margin is no gap',
      { kind: 'watermark', lookbackMs: 7 * DAY_MS, overlapMs },
      null,
      7 * DAY_MS,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY_MS + MARGIN_MS + day * DAY_MS).concat(now),
      [],
    ],
    [
      'a first run of more than the feed has',
      { kind: 'watermark', lookbackMs: 8 * DAY_MS, overlapMs },
      null,
      7 * DAY_MS,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY_MS + MARGIN_MS + day * DAY_MS).concat(now),
      [isoInstant(now - 8 * DAY_MS), isoInstant(now - 7 * DAY_MS + MARGIN_MS)],
    ],
    [
      'an outage',
      { kind: 'watermark', lookbackMs: HOUR_MS, overlapMs },
      now - 9 * DAY_MS,
      30 * DAY_MS,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY_MS + MARGIN_MS + day * DAY_MS).concat(now),
      [isoInstant(now - 9 * DAY_MS), isoInstant(now - 7 * DAY_MS + MARGIN_MS)],
    ],
    [
      'an overlap beyond the reach is no gap',
      { kind: 'watermark', lookbackMs: HOUR_MS, overlapMs: 8 * DAY_MS },
      now - HOUR_MS,
      DAY_MS,
      [0, 1, 2, 3, 4, 5, 6].map((day) => now - 7 * DAY_MS + MARGIN_MS + day * DAY_MS).concat(now),
      [],
    ],
    [
      'a watermark in the future',
      { kind: 'watermark', lookbackMs: HOUR_MS, overlapMs },
      now + HOUR_MS,
      DAY_MS,
      [now - HOUR_MS, now],
      [],
    ],
    [
      'a watermark far in the future',
      { kind: 'watermark', lookbackMs: HOUR_MS, overlapMs },
      now + DAY_MS,
      DAY_MS,
      [],
      [],
    ],
    [
      'a manual window',
      { kind: 'manual', start: now - 5 * HOUR_MS, end: now - HOUR_MS },
      now,
      2 * HOUR_MS,
      [now - 5 * HOUR_MS, now - 3 * HOUR_MS, now - HOUR_MS],
      [],
    ],
    [
      'a manual window to the future',
      { kind: 'manual', start: now - HOUR_MS, end: now + HOUR_MS },
      null,
      DAY_MS,
      [now - HOUR_MS, now],
      [],
    ],
    [
      'a manual window too long ago',
      { kind: 'manual', start: now - 9 * DAY_MS, end: now - 8 * DAY_MS },
      null,
      DAY_MS,
      [],
      [isoInstant(now - 9 * DAY_MS), isoInstant(now - 8 * DAY_MS)],
    ],
  ])('%s', (_, wanted, watermark, intervalMs, borders, gap) => {
    const { windows, gaps } = planWindows(wanted, watermark, now, intervalMs);
    expect(windows).toEqual(borders.slice(1).map((end, index) => ({ start: borders[index], end })));
    expect(gaps.flatMap(({ from, to }) => [from, to])).toEqual(gap);
  });
});

test('an interval shorter than a second is a second', () => {
  const { windows } = planWindows({ kind: 'manual', start: NOW - MINUTE_MS, end: NOW }, null, NOW, 1);
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
