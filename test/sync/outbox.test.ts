import { describe, expect, test } from 'vitest';
import { type Manifest, type Outbox, type SnapshotFile, signManifest } from '../../src/snapshot/manifest.ts';
import {
  type DeliveryTarget,
  deliveredFlags,
  isKnownPending,
  isOutboxNews,
  mergeOutboxes,
  outboxAfter,
  undelivered,
} from '../../src/sync/outbox.ts';
import { manifestOf } from '../snapshot/fixtures.ts';

const KEY = Buffer.alloc(32, 'k');

/** A delivery of all launches, and one of those from a day on. */
const ALL: DeliveryTarget = { name: 'power-bi/w/m', scope: { kind: 'all' } };
const since = (given?: string, first = '2026-11-22'): DeliveryTarget => ({
  name: 'dataverse/h',
  scope: { kind: 'from', given, first },
});

const filesOf = (...dates: readonly string[]): readonly SnapshotFile[] =>
  dates.map((span) => {
    const [from = '', to = from] = span.split('/');
    return {
      ...{ table: 'launches', format: 'parquet', path: 'parquet/launches/x.parquet', rows: 1, bytes: 1 },
      ...{ sha256: '', date_from: from, date_to: to, sealed: false },
    } as const;
  });

const pending = (dates: readonly string[], from?: string) => ({
  pending_dates: [...dates],
  ...(from === undefined ? {} : { from }),
});

describe('what a publish leaves to be delivered', () => {
  const cases: readonly (readonly [string, Outbox, readonly DeliveryTarget[], readonly string[], Outbox])[] =
    [
      ['nothing is asked for', {}, [], ['2026-11-22'], {}],
      [
        'the last day of new launches, where everything is delivered at once',
        { [ALL.name]: pending(['2026-11-20', '2026-11-21']) },
        [ALL],
        ['2026-11-21', '2026-11-22'],
        { [ALL.name]: pending(['2026-11-22']) },
      ],
      [
        'no day that the snapshot does not have any more',
        { 'dataverse/h': pending(['2026-11-17', '2026-11-19', '2026-11-23'], '2026-11-01') },
        [since()],
        [],
        { 'dataverse/h': pending(['2026-11-19'], '2026-11-01') },
      ],
      [
        'a first delivery begins with its day',
        {},
        [since()],
        ['2026-11-19', '2026-11-22'],
        { 'dataverse/h': pending(['2026-11-22'], '2026-11-22') },
      ],
      [
        'a later one keeps that day, and what is left of before',
        { 'dataverse/h': pending(['2026-11-20'], '2026-11-20') },
        [since()],
        ['2026-11-21'],
        { 'dataverse/h': pending(['2026-11-20', '2026-11-21'], '2026-11-20') },
      ],
      [
        'a day that is given brings all that the snapshot has since',
        {},
        [since('2026-11-20')],
        [],
        { 'dataverse/h': pending(['2026-11-20', '2026-11-21', '2026-11-22'], '2026-11-20') },
      ],
      [
        'an earlier one what lies before',
        { 'dataverse/h': pending([], '2026-11-21') },
        [since('2026-11-19')],
        [],
        { 'dataverse/h': pending(['2026-11-19', '2026-11-20'], '2026-11-19') },
      ],
      [
        'a later one takes back what is older',
        { 'dataverse/h': pending(['2026-11-20', '2026-11-22'], '2026-11-19') },
        [since('2026-11-21')],
        [],
        { 'dataverse/h': pending(['2026-11-22'], '2026-11-21') },
      ],
      [
        'no day to come that the manifest names: today counts',
        { 'dataverse/h': pending([], '2027-11-01') },
        [since()],
        ['2026-11-22'],
        { 'dataverse/h': pending(['2026-11-22'], '2026-11-22') },
      ],
      [
        'what only another workflow asks for goes on',
        { 'dataverse/h': pending([], '2026-11-21'), [ALL.name]: pending([]) },
        [],
        ['2026-11-20', '2026-11-21'],
        {
          'dataverse/h': pending(['2026-11-21'], '2026-11-21'),
          [ALL.name]: pending(['2026-11-21']),
        },
      ],
    ];
  test.each(cases)('%s', (_, known, targets, newDates, expected) => {
    const entries = filesOf('2026-11-18/2026-11-20', '2026-11-21', '2026-11-22');
    expect(outboxAfter(known, targets, { newDates, entries })).toEqual(expected);
  });

  test('a snapshot never names more deliveries than a manifest may, and those that are asked for first', () => {
    const many = Array.from({ length: 60 }, (_, index) => [`a/${index}`, pending(['2026-11-20'])] as const);
    const after = outboxAfter(Object.fromEntries(many), [ALL], { newDates: [], entries: [] });
    expect(Object.keys(after)).toHaveLength(50);
    expect(after[ALL.name]).toEqual(pending([]));
  });
});

describe('what a published snapshot has still to deliver', () => {
  const deliveries: Outbox = { a: pending(['2026-11-20'], '2026-11-01'), b: pending(['2026-11-21']) };
  const manifest: Manifest = signManifest({ ...manifestOf([]), deliveries }, KEY);
  const { snapshot_id: snapshotId } = manifest;
  const ofAll = {
    ...{ delivered: { snapshotId, flags: '11' }, manifestKey: KEY, timeZone: 'UTC' },
    ...{ unsignedFrom: '2026-10-22', settled: new Map() },
  };
  const nothing = { a: pending([], '2026-11-01'), b: pending([]) };
  test.each<[string, Parameters<typeof undelivered>[0], Partial<Parameters<typeof undelivered>[1]>, Outbox]>([
    ['without a snapshot nothing', undefined, {}, {}],
    ['what the cache does not know', { manifest }, { delivered: undefined }, deliveries],
    ['nothing of which all was delivered', { manifest }, {}, nothing],
    [
      'each by itself',
      { manifest },
      { delivered: { snapshotId, flags: '01' } },
      { ...nothing, a: pending(['2026-11-20'], '2026-11-01') },
    ],
    [
      'all, when the cache speaks of another snapshot',
      { manifest },
      { delivered: { snapshotId: 'x', flags: '11' } },
      deliveries,
    ],
    [
      'all, when it speaks of other deliveries',
      { manifest },
      { delivered: { snapshotId, flags: '1' } },
      deliveries,
    ],
    ['all, when several were merged', { manifest, isUnpublished: true }, {}, deliveries],
    ['without a data key what it says', { manifest }, { manifestKey: undefined }, nothing],
    [
      'a month of it at most, when somebody else may have written it',
      {
        manifest: {
          ...manifest,
          deliveries: { a: pending(['2026-01-01', '2026-11-20'], '2020-01-01'), b: pending(['2026-01-01']) },
        },
      },
      { delivered: undefined },
      { a: pending(['2026-11-20'], '2026-10-22'), b: pending([]) },
    ],
    [
      'what it said before there was a data key',
      { manifest: { ...manifest, signature: undefined } },
      { delivered: undefined },
      deliveries,
    ],
    [
      'what the table does not have, of days that it was asked about',
      { manifest },
      { delivered: undefined, settled: new Map([['a', new Set(['2026-11-20', '2026-11-21'])]]) },
      { ...deliveries, a: pending([], '2026-11-01') },
    ],
    [
      'in days of another time zone those around, and the first day again',
      { manifest },
      { delivered: undefined, timeZone: 'Asia/Tokyo' },
      {
        a: pending(['2026-11-01', '2026-11-19', '2026-11-20', '2026-11-21'], '2026-11-01'),
        b: pending(['2026-11-20', '2026-11-21', '2026-11-22']),
      },
    ],
  ])('%s', (_, published, rules, expected) => {
    expect(undelivered(published, { ...ofAll, ...rules })).toEqual(expected);
  });

  test('the cache has a flag for each, in the order of their names', () => {
    expect(deliveredFlags(manifest, new Map([['a', 'pending']]))).toBe('01');
    expect(deliveredFlags(manifest, new Map([['b', 'unanswered']]))).toBe('12');
    expect(deliveredFlags(manifestOf([]), new Map())).toBe('');
  });

  test('has not happened where the cache says so, and may have where it does not', () => {
    const flags = (text: string) => ({ snapshotId, flags: text });
    const known = (text: string) => ['a', 'b'].map((name) => isKnownPending({ manifest }, flags(text), name));
    expect([known('00'), known('02'), known('10'), known('0')]).toEqual([
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect(isKnownPending({ manifest, isUnpublished: true }, flags('00'), 'a')).toBe(false);
    expect(isKnownPending({ manifest }, undefined, 'a')).toBe(false);
  });

  test('is published when the next run could not know it: from which day on', () => {
    expect(isOutboxNews(deliveries, { a: pending([], '2026-11-01') })).toBe(false);
    expect(isOutboxNews(deliveries, { b: pending([]) })).toBe(false);
    expect(isOutboxNews(deliveries, { a: pending([], '2026-10-01') })).toBe(true);
    expect(isOutboxNews(undefined, { a: pending([], '2026-11-01') })).toBe(true);
  });
});

describe('of two snapshots that are merged, the result has still to deliver', () => {
  const entries = filesOf('2026-11-18/2026-11-20', '2026-11-21', '2026-11-22');
  test.each<[string, Outbox, Outbox, Outbox]>([
    [
      'what one of them has',
      { a: pending(['2026-11-21'], '2026-11-02') },
      { a: pending(['2026-11-20'], '2026-11-02') },
      { a: pending(['2026-11-20', '2026-11-21'], '2026-11-02') },
    ],
    [
      'what the one that begins later never delivered',
      { a: pending(['2026-11-22'], '2026-11-21') },
      { a: pending([], '2026-11-19') },
      { a: pending(['2026-11-19', '2026-11-20', '2026-11-22'], '2026-11-19') },
    ],
    [
      'all that the one has which knows nothing of the delivery',
      {},
      { a: pending([], '2026-11-20'), b: pending([]) },
      {
        a: pending(['2026-11-20', '2026-11-21', '2026-11-22'], '2026-11-20'),
        b: pending(['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']),
      },
    ],
    ['nothing that both have delivered', { b: pending([]) }, { b: pending([]) }, { b: pending([]) }],
  ])('%s', (_, ofA, ofB, expected) => {
    const [a, b] = [ofA, ofB].map((deliveries) => ({ time_zone: 'UTC', deliveries }));
    expect(a && b && mergeOutboxes(a, b, { timeZone: 'UTC', entries })).toEqual(expected);
    expect(a && b && mergeOutboxes(b, a, { timeZone: 'UTC', entries })).toEqual(expected);
  });
});
