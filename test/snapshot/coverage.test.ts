import { describe, expect, test } from 'vitest';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import {
  type Coverage,
  countCovered,
  coverageOf,
  type DayStatus,
  dayStatus,
  isEnough,
  launchGaps,
} from '../../src/snapshot/coverage.ts';
import type { Gap } from '../../src/snapshot/manifest.ts';
import { lostBlob } from '../../src/sync/gaps.ts';

const gap = (from: string, to: string, more: Partial<Gap> = {}): Gap => {
  return { from: `2026-11-${from}:00Z`, to: `2026-11-${to}:00Z`, reason: 'paused', ...more };
};

function coverage(
  from: string | null,
  until: string | null,
  gaps: readonly Gap[] = [],
  timeZone = 'UTC',
): Coverage {
  const given = { from, complete_until: until, gaps: [...gaps] };
  return coverageOf({ coverage: given }, openCalendar(timeZone));
}

describe('the first and the last day that are covered as a whole', () => {
  test.each<[string, string | null, string | null, string, string | null, string | null]>([
    ['within days', '2026-11-15T06:00Z', '2026-11-20T06:00Z', 'UTC', '2026-11-16', '2026-11-19'],
    ['at midnight', '2026-11-15T00:00Z', '2026-11-20T00:00Z', 'UTC', '2026-11-15', '2026-11-19'],
    [
      'a moment later',
      '2026-11-15T00:00:00.001Z',
      '2026-11-20T00:00:00.001Z',
      'UTC',
      '2026-11-16',
      '2026-11-19',
    ],
    [
      'a moment earlier',
      '2026-11-14T23:59:59.999Z',
      '2026-11-19T23:59:59.999Z',
      'UTC',
      '2026-11-15',
      '2026-11-18',
    ],
    [
      'at midnight of the zone',
      '2026-11-14T23:00Z',
      '2026-11-19T23:00Z',
      'Europe/Berlin',
      '2026-11-15',
      '2026-11-19',
    ],
    [
      'at midnight of another',
      '2026-11-15T00:00Z',
      '2026-11-20T00:00Z',
      'Europe/Berlin',
      '2026-11-16',
      '2026-11-19',
    ],
    [
      'far in the east',
      '2026-11-15T06:00Z',
      '2026-11-20T10:00Z',
      'Pacific/Kiritimati',
      '2026-11-16',
      '2026-11-20',
    ],
    ['without a watermark', null, null, 'UTC', null, null],
    ['with an end alone', null, '2026-11-20T06:00Z', 'UTC', null, null],
    ['of less than a day', '2026-11-20T06:00Z', '2026-11-20T20:00Z', 'UTC', '2026-11-21', null],
  ])('%s', (_, from, until, zone, firstDate, lastDate) => {
    expect(coverage(from, until, [], zone)).toMatchObject({ firstDate, lastDate });
  });
});

describe('content that was not read is launch time from 48 hours before it', () => {
  test.each<[string, readonly Gap[], readonly string[]]>([
    ['none', [], []],
    ['time', [gap('10T00', '12T00')], ['08T00 12T00 paused open']],
    [
      'a lost blob, whose id tells people nothing',
      [lostBlob({ id: '2026$x y', created: Date.UTC(2026, 10, 10) })],
      ['08T00 10T00 a content blob was gone before it could be read open'],
    ],
    [
      'a blob that may still be read',
      [gap('10T00', '10T00', { reason: 'content blob a$1 could not be read yet', status: 'pending' })],
      ['08T00 10T00 a content blob could not be read yet pending'],
    ],
    ['gaps that touch only so', [gap('10T00', '11T00'), gap('13T00', '14T00')], ['08T00 14T00 paused open']],
    [
      'gaps that stay apart',
      [gap('10T00', '11T00'), gap('13T01', '14T00')],
      ['08T00 11T00 paused open', '11T01 14T00 paused open'],
    ],
    ['one in another', [gap('10T00', '20T00'), gap('12T00', '13T00')], ['08T00 20T00 paused open']],
    [
      'of two reasons',
      [gap('10T00', '12T00'), gap('11T00', '13T00', { reason: 'off' })],
      ['08T00 12T00 paused open', '09T00 13T00 off open'],
    ],
    [
      'of two statuses',
      [gap('10T00', '12T00'), gap('11T00', '13T00', { status: 'pending' })],
      ['08T00 12T00 paused open', '09T00 13T00 paused pending'],
    ],
  ])('%s', (_, gaps, expected) => {
    const short = (at: number): string => new Date(at).toISOString().slice(8, 13);
    for (const given of [gaps, gaps.toReversed()]) {
      const told = launchGaps(given).map(
        ({ gap_from, gap_to, reason, status }) => `${short(gap_from)} ${short(gap_to)} ${reason} ${status}`,
      );
      expect(told).toEqual(expected);
    }
  });
});

describe('what is known of a day', () => {
  const whole = coverage('2026-11-05T06:00Z', '2026-11-20T06:00Z', [gap('12T06', '13T00')]);
  test.each<[string, DayStatus]>([
    ['2026-11-04', 'before'],
    ['2026-11-05', 'before'],
    ['2026-11-06', 'covered'],
    ['2026-11-09', 'covered'],
    ['2026-11-10', 'gap'],
    ['2026-11-12', 'gap'],
    // The gap ends at midnight.
    ['2026-11-13', 'covered'],
    ['2026-11-19', 'covered'],
    ['2026-11-20', 'open'],
    ['2026-12-24', 'open'],
    ['9999-12-31', 'open'],
    ['0001-01-01', 'before'],
  ])('%s: %s', (date, status) => {
    expect(dayStatus(whole, date)).toBe(status);
  });

  test('a gap is that also where the day is not complete, and not before the data begin', () => {
    const gaps = [gap('05T00', '06T00'), gap('21T00', '22T00')];
    const known = coverage('2026-11-05T06:00Z', '2026-11-20T06:00Z', gaps);
    expect(['2026-11-05', '2026-11-20', '2026-11-21'].map((date) => dayStatus(known, date))).toEqual([
      'before',
      'gap',
      'gap',
    ]);
  });

  test('nothing is covered without a beginning or an end', () => {
    for (const known of [coverage(null, null), coverage(null, '2026-11-20T06:00Z')]) {
      expect(dayStatus(known, '2026-11-10')).toBe('open');
    }
  });

  test('days are counted', () => {
    expect(countCovered(whole, { from: '2026-11-01', to: '2026-11-30' })).toBe(11);
    expect([44, 45, 46].map((days) => isEnough(days, 90))).toEqual([false, true, true]);
  });
});

describe('with time that audit search read', () => {
  const at = (text: string): string => `2026-11-${text}:00:00.000Z`;
  const query = (from: string, to: string, tries: number) => ({
    ...{ from: at(from), to: at(to), operations: ['LaunchPowerApp'] },
    ...{ query_id: null, submitted_at: null, tries },
  });
  /** The feed was listed from the 15th on, and is complete until the 20th. */
  const covering = (
    read: readonly (readonly [string, string])[],
    gaps: readonly Gap[] = [],
    history: readonly ReturnType<typeof query>[] = [],
  ): Coverage =>
    coverageOf(
      {
        coverage: {
          from: at(read[0]?.[0] ?? '15T00'),
          complete_until: at('20T00'),
          gaps: [...gaps],
          listed_from: at('15T00'),
          read: read.map(([from, to]) => ({ source: 'graph', from: at(from), to: at(to) })),
        },
        history: [...history],
      },
      openCalendar('UTC'),
    );
  const told = ({ gaps }: Coverage) =>
    gaps.map(({ gap_from, gap_to, status, reason }) => {
      const [from, to] = [gap_from, gap_to].map((ms) => new Date(ms).toISOString().slice(8, 13));
      return `${from} ${to} ${status} ${reason}`;
    });

  test('up to the feed, there is no gap', () => {
    expect(told(covering([['02T00', '16T00']]))).toEqual([]);
    expect(dayStatus(covering([['02T00', '16T00']]), '2026-11-03')).toBe('covered');
  });
  test('what nobody read between them is a gap', () => {
    expect(told(covering([['02T00', '10T00']]))).toEqual(['10T00 15T00 open no source has read this time']);
    expect(dayStatus(covering([['02T00', '10T00']]), '2026-11-12')).toBe('gap');
  });
  test('a query that may fill it makes it pending', () => {
    const { gaps } = covering([['02T00', '10T00']], [], [query('10T00', '16T00', 4)]);
    expect(gaps.map(({ status }) => status)).toEqual(['pending']);
  });
  test('a query that failed too often is told', () => {
    const failed = covering([['02T00', '10T00']], [], [query('10T00', '16T00', 5)]);
    expect(told(failed)).toEqual([
      '10T00 15T00 open no source has read this time; audit search failed 5 times',
    ]);
  });
  test('of a gap is left what it did not read', () => {
    const paused = gap('08T00', '12T00');
    expect(told(covering([['02T00', '16T00']], [paused]))).toEqual([]);
    expect(told(covering([['07T00', '16T00']], [paused]))).toEqual(['06T00 07T00 open paused']);
  });
});
