import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, isoInstant, parseInstant } from '../../src/instants.ts';
import { type Span, subtractSpans, uniteSpans } from '../../src/snapshot/spans.ts';
import type { SearchWindow } from '../../src/sources/audit-search/run-queries.ts';
import {
  type HistoryRequest,
  nameOf,
  operationSets,
  planHistory,
  queryPrefix,
} from '../../src/sync/history-plan.ts';
import { type HistoryState, NO_HISTORY } from '../../src/sync/history-state.ts';

const NOW = parseInstant('2026-11-22T06:00:00Z');
const PREFIX = queryPrefix('a tenant and a store');
const REQUEST: HistoryRequest = {
  reachMs: 180 * DAY_MS,
  now: NOW,
  keptFrom: null,
  operations: ['LaunchPowerApp', 'DeletePowerApp'],
  prefix: PREFIX,
};
const FIRST_RUN = { feedFrom: NOW - 7 * DAY_MS, gaps: [] };
const ago = (from: number, to: number): Span => ({ from: NOW - from * DAY_MS, to: NOW - to * DAY_MS });
const query = (from: number, to: number, more: Partial<SearchWindow> = {}): SearchWindow => ({
  ...ago(from, to),
  operations: REQUEST.operations,
  tries: 0,
  submittedAt: NOW - HOUR_MS,
  queryId: undefined,
  ...more,
});
/** The days ago of each window, from and to. */
const daysOf = (windows: readonly Span[]): readonly (readonly number[])[] =>
  windows.map(({ from, to }) => [(NOW - from) / DAY_MS, (NOW - to) / DAY_MS]);

test('a first run asks for 180 days, newest first, each window a day into newer time', () => {
  const { windows } = planHistory(REQUEST, NO_HISTORY, FIRST_RUN, undefined);
  expect(daysOf(windows)).toEqual([
    [37, 6],
    [67, 36],
    [97, 66],
    [127, 96],
    [157, 126],
    [180, 156],
  ]);
});

test('what is searched is not asked for again, nor what is older than the log keeps', () => {
  const state: HistoryState = { ...NO_HISTORY, walked: [ago(170, 6)], beyond: [ago(190, 170)] };
  expect(planHistory(REQUEST, state, FIRST_RUN, undefined).windows).toEqual([]);
});

describe.each<
  [
    string,
    Partial<HistoryRequest>,
    Partial<HistoryState>,
    { feedFrom: number | null; gaps: Span[] },
    number[][],
  ]
>([
  ['a gap', {}, { walked: [ago(181, 60)] }, { feedFrom: NOW - 60 * DAY_MS, gaps: [ago(20, 8)] }, [[21, 7]]],
  [
    'a gap that was read',
    {},
    { walked: [ago(181, 60), ago(21, 7)] },
    { feedFrom: NOW - 60 * DAY_MS, gaps: [ago(20, 8)] },
    [],
  ],
  [
    'a gap beyond the reach',
    { reachMs: 10 * DAY_MS },
    {},
    { feedFrom: NOW - 60 * DAY_MS, gaps: [ago(20, 12)] },
    [],
  ],
  [
    'a gap that reaches into the last 48 hours',
    {},
    { walked: [ago(181, 60)] },
    { feedFrom: NOW - 60 * DAY_MS, gaps: [ago(5, 1)] },
    [[6, 2]],
  ],
  [
    'a gap of which less than a day is 48 hours old',
    {},
    { walked: [ago(181, 60)] },
    { feedFrom: NOW - 60 * DAY_MS, gaps: [ago(2.5, 1)] },
    [],
  ],
  [
    'no feed yet, and the time until a whole day',
    { reachMs: 10 * DAY_MS },
    {},
    { feedFrom: null, gaps: [] },
    [[11, 2]],
  ],
  [
    'none of which the time was read meanwhile',
    {},
    { walked: [ago(181, 6)], queries: [query(30, 6)] },
    FIRST_RUN,
    [],
  ],
  ['what keep leaves', { keptFrom: NOW - 30 * DAY_MS }, {}, FIRST_RUN, [[31, 6]]],
  [
    'a query in flight, and what is left of the time',
    { reachMs: 50 * DAY_MS },
    { queries: [query(37, 6, { queryId: 'x' })] },
    FIRST_RUN,
    [
      [37, 6],
      [51, 36],
    ],
  ],
  [
    'a query that failed four times, and time that proves what the search sees',
    { reachMs: 30 * DAY_MS },
    { queries: [query(30, 6, { tries: 4 })] },
    FIRST_RUN,
    [
      [7, 2],
      [30, 6],
    ],
  ],
  [
    'none that failed five times',
    { reachMs: 30 * DAY_MS },
    { queries: [query(30, 6, { tries: 5 })] },
    FIRST_RUN,
    [],
  ],
  [
    'one that failed five times a week ago',
    { reachMs: 30 * DAY_MS },
    { queries: [query(30, 6, { tries: 5, submittedAt: NOW - 7 * DAY_MS })] },
    FIRST_RUN,
    [
      [7, 2],
      [30, 6],
    ],
  ],
])('asked for is %s', (_, request, state, feed, expected) => {
  test('by one query for each 31 days', () => {
    const { windows } = planHistory({ ...REQUEST, ...request }, { ...NO_HISTORY, ...state }, feed, undefined);
    const rounded = daysOf(windows).map((pair) => pair.map((days) => Math.round(days * 4) / 4));
    expect(rounded.map(([from]) => from)).toEqual(expected.map(([from]) => from));
    for (const [index, [, to = 0]] of rounded.entries()) {
      expect(Math.abs(to - (expected[index]?.[1] ?? 0))).toBeLessThanOrEqual(0.5);
    }
  });
});

test('other operations are asked for two at a time, after all launches', () => {
  const operations = ['LaunchPowerApp', 'A', 'deletepowerapp', 'B', 'C'];
  expect(operationSets(operations)).toEqual([['LaunchPowerApp', 'deletepowerapp'], ['A', 'B'], ['C']]);
  const { windows } = planHistory(
    { ...REQUEST, operations, reachMs: 40 * DAY_MS },
    NO_HISTORY,
    FIRST_RUN,
    undefined,
  );
  expect(windows.map((window) => window.operations[0])).toEqual(
    ['LaunchPowerApp', 'A', 'C'].flatMap((name) => [name, name]),
  );
});

describe('queries that the tenant lists', () => {
  const planned = planHistory({ ...REQUEST, reachMs: 30 * DAY_MS }, NO_HISTORY, FIRST_RUN, []).windows;
  const listed = planned.map((window, index) => ({
    id: `q${index}`,
    name: `${nameOf(window, PREFIX)} at 2026-11-22T05:00:00Z`,
  }));

  test('and a killed run submitted are adopted, hours later too', () => {
    const later = { ...REQUEST, reachMs: 30 * DAY_MS, now: NOW + 3 * HOUR_MS };
    const feed = { feedFrom: NOW - 7 * DAY_MS + 3 * HOUR_MS, gaps: [] };
    const { windows, orphans } = planHistory(later, NO_HISTORY, feed, listed);
    expect(orphans).toEqual([]);
    // What a search sees now does not show what it saw when they were submitted.
    const submittedAt = NOW - HOUR_MS;
    expect(windows.filter(({ queryId }) => queryId === 'q0')).toMatchObject([{ submittedAt }]);
    expect(windows.filter(({ queryId }) => queryId === undefined)).toEqual([]);
  });

  test('and nothing needs are orphans', () => {
    const state = { ...NO_HISTORY, walked: [ago(181, 6)] };
    expect(planHistory(REQUEST, state, FIRST_RUN, listed)).toEqual({
      windows: [],
      failed: [],
      orphans: ['q0'],
    });
  });

  test('and lie within one that is still counted on stay', () => {
    const half = { id: 'half', name: `${nameOf(query(20, 6), PREFIX)} at 2026-11-22T05:00:00Z` };
    const state = { ...NO_HISTORY, queries: [query(30, 6, { queryId: 'q0' })] };
    const { windows, orphans } = planHistory({ ...REQUEST, reachMs: 30 * DAY_MS }, state, FIRST_RUN, [
      ...listed,
      half,
    ]);
    expect([windows.map(({ queryId }) => queryId), orphans]).toEqual([['q0'], []]);
  });

  test('decide what is in flight: the state names no query of anybody else', () => {
    const state = { ...NO_HISTORY, queries: [query(30, 6, { queryId: 'of somebody else' })] };
    const { windows } = planHistory({ ...REQUEST, reachMs: 30 * DAY_MS }, state, FIRST_RUN, []);
    expect(windows.map(({ queryId }) => queryId)).toEqual([undefined]);
  });
});

test('whatever was read, the rest is asked for, once, in whole windows', () => {
  const days = fc.integer({ min: 3, max: 200 });
  const spans = fc.array(fc.tuple(days, days).map(([a, b]) => ago(Math.max(a, b), Math.min(a, b))));
  fc.assert(
    fc.property(spans, spans, (walked, gaps) => {
      const feedFrom = NOW - 50 * DAY_MS;
      const { windows } = planHistory(REQUEST, { ...NO_HISTORY, walked }, { feedFrom, gaps }, undefined);
      const wanted = subtractSpans([ago(180, 50), ...gaps], [...walked, { from: 0, to: NOW - 180 * DAY_MS }]);
      expect(subtractSpans(wanted, windows)).toEqual([]);
      expect(windows.every(({ from, to }) => to - from <= 31 * DAY_MS && to <= NOW - 2 * DAY_MS)).toBe(true);
      const more = subtractSpans(uniteSpans(windows), wanted);
      expect(more.every(({ from, to }) => to - from <= 2 * DAY_MS)).toBe(true);
    }),
    { seed: 18 },
  );
});

test('the name of a query tells tenant and store only by a hash', () => {
  expect(nameOf(query(30, 6), PREFIX)).toBe(
    `${PREFIX}${isoInstant(NOW - 30 * DAY_MS).slice(0, 19)}Z ${isoInstant(NOW - 6 * DAY_MS).slice(0, 19)}Z LaunchPowerApp+DeletePowerApp try 1`,
  );
  expect(PREFIX).toMatch(/^audit-log-sync [0-9a-f]{12} $/);
});
