import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, parseInstant } from '../../src/instants.ts';
import type { ReadWindow, SearchWindow } from '../../src/sources/audit-search/run-queries.ts';
import {
  afterSearch,
  areLaunches,
  type HistoryState,
  keptHistory,
  mergeHistory,
  NO_HISTORY,
  searchedTime,
} from '../../src/sync/history-state.ts';

const NOW = parseInstant('2026-11-22T06:00:00Z');
const at = (days: number): number => NOW - days * DAY_MS;
const LAUNCHES = ['LaunchPowerApp', 'DeletePowerApp'];
const read = (from: number, to: number, more: Partial<ReadWindow> = {}): ReadWindow => ({
  from: at(from),
  to: at(to),
  operations: LAUNCHES,
  submittedAt: NOW,
  at: NOW,
  rows: 10,
  expected: 0,
  knownRows: 0,
  tries: 0,
  ...more,
});
const search = (windows: readonly ReadWindow[], oldest: number | null = at(170), before = NO_HISTORY) =>
  afterSearch(before, [], { read: windows, open: [], submitted: [], oldest }, NOW);
const SEES = { expected: 5, knownRows: 3 };

describe.each<[string, readonly ReadWindow[], readonly (readonly [number, number])[]]>([
  ['that brings known launches back', [read(30, 6, SEES)], [[30, 6]]],
  ['that brings none of the known launches', [read(30, 6, { expected: 5 })], []],
  [
    'that is empty beside one that sees',
    [read(30, 6, SEES), read(60, 31, { rows: 0 })],
    [
      [60, 31],
      [30, 6],
    ],
  ],
  ['that is empty, where nothing is known', [read(30, 6, { rows: 0 })], []],
  [
    'that is empty, and was submitted a day before the one that sees',
    [read(30, 6, SEES), read(60, 31, { rows: 0, submittedAt: at(1) })],
    [[30, 6]],
  ],
  ['with rows, where nothing is known', [read(30, 6)], [[30, 6]]],
  ['with rows beside one that is blind', [read(30, 6, { expected: 5, rows: 0 }), read(60, 31)], []],
  ['that is blind beside one that sees', [read(30, 6, SEES), read(60, 31, { expected: 2 })], [[30, 6]]],
  ['that reaches beyond what the log keeps', [read(200, 6, SEES)], [[180 - 1 / 24, 6]]],
  ['of other operations', [read(30, 6, { operations: ['AdminDeleteApp'] })], []],
])('a window %s', (_, windows, walked) => {
  test('is covered as far as that proves', () => {
    const { state, unproven } = search(windows);
    expect(state.walked).toEqual(walked.map(([from, to]) => ({ from: at(from), to: at(to) })));
    const launches = windows.filter(({ operations }) => areLaunches(operations));
    expect([unproven, state.queries.map(({ tries }) => tries)]).toEqual([
      launches.length - walked.length,
      Array.from({ length: launches.length - walked.length }, () => 1),
    ]);
  });
});

test('time older than the log keeps is not asked for again, and not covered', () => {
  const { state } = search([read(200, 6, SEES)], at(190));
  expect(state.beyond).toEqual([{ from: at(200), to: at(180) + HOUR_MS }]);
  expect(searchedTime(state)).toEqual([{ from: at(180) + HOUR_MS, to: at(6) }]);
});

test('covered is nothing before the oldest record that any query brought', () => {
  const first = search([read(30, 6, SEES)], at(20)).state;
  expect(searchedTime(first)).toEqual([{ from: at(20), to: at(6) }]);
  const next = search([read(60, 29)], at(50), first).state;
  expect(searchedTime(next)).toEqual([{ from: at(50), to: at(6) }]);
  expect(searchedTime({ ...next, oldest: null })).toEqual([]);
});

test('what keep removes is not covered, and does not come back', () => {
  const { state } = search([read(30, 6, SEES)]);
  expect(keptHistory(state, at(10)).walked).toEqual([{ from: at(10), to: at(6) }]);
  expect(keptHistory(state, null)).toBe(state);
});

test('runs that publish over each other keep what both read, and the queries of both', () => {
  const query = (queryId: string, from: number): SearchWindow => ({
    ...{ from: at(from), to: at(from - 10), operations: LAUNCHES },
    ...{ tries: 0, submittedAt: NOW, queryId },
  });
  const before: HistoryState = { ...NO_HISTORY, queries: [query('both', 60), query('ended', 40)] };
  const after = {
    ...search([read(40, 30)], at(40), before).state,
    queries: [query('both', 60), query('mine', 80)],
  };
  const base = {
    ...search([read(25, 20)], at(25), before).state,
    queries: [...before.queries, query('theirs', 100)],
  };
  const merged = mergeHistory(base, { before, after });
  expect(merged.queries.map(({ queryId }) => queryId)).toEqual(['both', 'mine', 'theirs']);
  expect(merged.walked).toEqual([
    { from: at(40), to: at(30) },
    { from: at(25), to: at(20) },
  ]);
  expect(merged.oldest).toBe(at(40));
});
