import { describe, expect, test } from 'vitest';
import { isoInstant } from '../../src/instants.ts';
import { shownDays } from '../../src/report/overview.ts';
import { launch } from '../snapshot/fixtures.ts';
import { figuresOf } from './fixtures.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 21, 12);

/** A launch so many days before the last. */
const ago = (days: number, eventId: string, more: Partial<Parameters<typeof launch>[0]> = {}) =>
  launch({ eventId, launchedAt: NOON - days * DAY, ...more });

test('thirteen weeks of days, the last of them the last complete day', async () => {
  const { overview } = await figuresOf([ago(0, 'a'), ago(200, 'b')]);
  expect(overview.days).toHaveLength(91);
  expect(overview.days.at(-1)).toEqual({ date: '2026-11-21', launches: 1, users: 1, status: 'covered' });
  expect(overview.days[0]).toEqual({ date: '2026-08-23', launches: 0, users: 0, status: 'covered' });
  expect(overview.weeks).toHaveLength(13);
  expect(overview.totals).toMatchObject({ firstDate: '2026-05-05', lastDate: '2026-11-21', launches: 2 });
});

test('young data begins with its first day', async () => {
  const { overview } = await figuresOf([ago(0, 'a'), ago(8, 'b')]);
  expect(overview.days.map(({ date }) => date)[0]).toBe('2026-11-13');
  expect(overview.weeks.map(({ from }) => from)).toEqual(['2026-11-08', '2026-11-15']);
});

test('new users launched for the first time in a week, the others return', async () => {
  const launches = [
    ...[ago(10, 'a', { userKey: 'kim' }), ago(2, 'b', { userKey: 'kim' })],
    ...[ago(1, 'c', { userKey: 'lee' }), ago(0, 'd', { userKey: null })],
  ];
  const { overview } = await figuresOf(launches);
  expect(overview.weeks.map(({ newUsers, returningUsers }) => [newUsers, returningUsers])).toEqual([
    [1, 0],
    [1, 1],
  ]);
  expect(overview.recent?.users).toEqual({ day: 0, week: 2, month: 2 });
});

test('apps and environments by their launches, with names, weeks and what is not known', async () => {
  const launches = [
    ...[ago(0, 'a', { appId: 'x', appName: 'Leave', environmentId: 'e', environmentName: 'Contoso' })],
    ...[ago(1, 'b', { appId: 'y', environmentId: null }), ago(9, 'c', { appId: 'y', environmentId: null })],
    ...[ago(40, 'd', { appId: 'z', environmentId: 'f' })],
  ];
  const { overview } = await figuresOf(launches);
  expect(
    overview.apps.map(({ id, name, environment, launches28d }) => [id, name, environment, launches28d]),
  ).toEqual([
    ['y', null, null, 2],
    ['x', 'Leave', 'Contoso', 1],
    ['z', null, 'f', 0],
  ]);
  expect(overview.apps[0]?.weeks).toEqual([0, 0, 0, 0, 1, 1]);
  expect(overview.environments).toEqual([
    { id: null, name: null, apps: 1, launches28d: 2, users28d: 1 },
    { id: 'e', name: 'Contoso', apps: 1, launches28d: 1, users28d: 1 },
    { id: 'f', name: null, apps: 1, launches28d: 0, users28d: 0 },
  ]);
});

test('what nobody launched is known, and not among what launches are of', async () => {
  const listed = { name: 'Idle', owner: null, environmentName: null };
  const catalog = new Map([
    ['never', { ...listed, environmentId: 'empty' }],
    ['also-never', { ...listed, environmentId: 'e' }],
    ['roaming', { ...listed, environmentId: 'said' }],
    ['older', { ...listed, environmentId: 'f' }],
  ]);
  const deletion = { eventId: 'x', occurredAt: NOON, operation: 'DeletePowerApp', appId: 'deleted' };
  const launches = [
    ...[ago(0, 'a', { appId: 'x', environmentId: 'e' }), ago(1, 'b', { appId: null, environmentId: 'g' })],
    ...[ago(2, 'c', { appId: 'roaming', environmentId: null })],
    ...[ago(200, 'd', { appId: 'older', environmentId: 'h' })],
  ];
  const { overview } = await figuresOf(launches, {
    ...{
      catalog,
      events: [{ ...deletion, environmentId: null, userKey: null, appName: null, environmentName: null }],
    },
  });
  expect(overview.apps).toHaveLength(6);
  expect(overview.environments.map(({ id }) => id).sort()).toEqual(
    ['e', 'empty', 'g', 'h', 'said', null].sort(),
  );
  expect(overview.totals).toMatchObject({ launches: 4, apps: 3, environments: 4 });
});

test('without users nobody is counted', async () => {
  const { overview } = await figuresOf([ago(0, 'a', { userKey: null })], { users: 'none' });
  expect(overview).toMatchObject({ withUsers: false, totals: { users: null } });
  expect(overview.recent).toMatchObject({ users: null, unnamed: { app: 0, environment: 0, user: null } });
  expect(overview.weeks[0]).toMatchObject({ newUsers: null, returningUsers: null });
  expect(overview.days.at(-1)).toMatchObject({ launches: 1, users: null });
});

test('no data', async () => {
  const { overview, hours } = await figuresOf([]);
  expect(overview).toMatchObject({ days: [], weeks: [], apps: [], environments: [], recent: null });
  expect(hours).toBeNull();
});

describe('which days are drawn', () => {
  const launched = (from: string, to: string) => ({ from, to });
  test.each<
    [string, string | null, string | null, ReturnType<typeof launched> | null, string | null, string, unknown]
  >([
    // Beginning and end of the covered days, launches, day of the watermark, day of the snapshot.
    ['nothing', null, null, null, null, '11-22', null],
    [
      'launches alone, without coverage',
      null,
      null,
      launched('11-20', '11-21'),
      null,
      '11-22',
      '11-20 11-21',
    ],
    ['a first run', '11-16', '11-19', launched('11-16', '11-21'), '11-22', '11-22', '11-16 11-22'],
    [
      'late launches of the week before',
      '11-16',
      '11-19',
      launched('11-11', '11-21'),
      '11-22',
      '11-22',
      '11-11 11-22',
    ],
    [
      'no more than a week of them',
      '11-16',
      '11-19',
      launched('08-01', '11-21'),
      '11-22',
      '11-22',
      '11-09 11-22',
    ],
    ['13 weeks', '01-01', '11-19', launched('01-01', '11-21'), '11-22', '11-22', '08-24 11-22'],
    [
      'zero days, long after the last launch',
      '01-01',
      '11-19',
      launched('01-01', '03-01'),
      '11-22',
      '11-22',
      '08-24 11-22',
    ],
    [
      'zero days before the first launch',
      '11-10',
      '11-19',
      launched('11-18', '11-18'),
      '11-22',
      '11-22',
      '11-10 11-22',
    ],
    ['no day after the run', '11-16', '11-19', launched('11-16', '12-31'), '11-22', '11-22', '11-16 11-22'],
    [
      'a listing that covers nothing yet',
      '11-22',
      '11-19',
      launched('11-21', '11-21'),
      '11-22',
      '11-22',
      '11-21 11-22',
    ],
    [
      'an import that covers less than it holds',
      '10-01',
      '10-31',
      launched('10-01', '11-20'),
      null,
      '11-22',
      '10-01 11-20',
    ],
    ['launches of the future alone', null, null, launched('12-01', '12-31'), null, '11-22', null],
  ])('%s', (_, firstDate, lastDate, range, listed, made, expected) => {
    const year = (day: string | null) => (day === null ? null : `2026-${day}`);
    const shown = shownDays(
      { firstDate: year(firstDate), lastDate: year(lastDate) },
      range && { from: `2026-${range.from}`, to: `2026-${range.to}` },
      { listed: year(listed), made: `2026-${made}` },
    );
    expect(shown && `${shown.from.slice(5)} ${shown.to.slice(5)}`).toBe(expected);
  });

  test('a launch of the year 1 or 9999 draws no more than 13 weeks', () => {
    const launches = { from: '0001-01-01', to: '9999-12-31' };
    const none = { firstDate: null, lastDate: null };
    expect(shownDays(none, launches, { listed: null, made: '2026-11-22' })).toEqual({
      from: '2026-08-24',
      to: '2026-11-22',
    });
  });
});

test('a launch that is much older than the data draws no empty days', async () => {
  const until = isoInstant(NOON + DAY / 2);
  const coverage = { from: isoInstant(NOON - 3.5 * DAY), until };
  const { overview } = await figuresOf([ago(0, 'a'), ago(99, 'b')], { coverage });
  expect(overview.days.map(({ date }) => date)).toEqual([
    ...['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'],
  ]);
  expect(overview.weeks).toMatchObject([{ to: '2026-11-21', coveredDays: 4 }]);
  const late = await figuresOf([ago(0, 'a'), ago(5, 'late'), ago(99, 'b')], { coverage });
  expect(late.overview.days.map(({ status }) => status)).toEqual([
    ...['before', 'before', 'covered', 'covered', 'covered', 'covered'],
  ]);
});

describe('the 28 days up to the last complete one', () => {
  const daily = (from: number, to: number) =>
    Array.from({ length: from - to + 1 }, (_, index) => ago(to + index, `day ${to + index}`));
  const gap = (from: number, to: number) => ({
    from: isoInstant(NOON - (from - 2) * DAY),
    to: isoInstant(NOON - to * DAY),
    reason: 'gone',
  });

  test('do not reach into days that may still get launches', async () => {
    const until = isoInstant(NOON - 2 * DAY);
    const { overview } = await figuresOf(daily(60, 0), { coverage: { until } });
    expect(overview.recent).toMatchObject({ from: '2026-10-22', to: '2026-11-18', launches: 28 });
    expect(overview.recent?.comparison).toEqual({ days: 28, launches: 28, before: 28 });
    expect(overview.days.slice(-4).map(({ status }) => status)).toEqual(['covered', 'open', 'open', 'open']);
    expect(overview.weeks.at(-1)).toMatchObject({ to: '2026-11-18', coveredDays: 7 });
  });

  test.each<[string, ReturnType<typeof gap>[], number, unknown]>([
    ['all covered', [], 28, { days: 28, launches: 28, before: 28 }],
    [
      'without the days of a gap, and those compared with them',
      [gap(9, 7)],
      25,
      { days: 25, launches: 25, before: 25 },
    ],
    [
      'without the days whose days before are in a gap',
      [gap(32, 30)],
      28,
      { days: 25, launches: 25, before: 25 },
    ],
    ['not when less than half of the days remain', [gap(15, 0)], 12, null],
  ])('are compared with the days before: %s', async (_, gaps, coveredDays, comparison) => {
    const { overview } = await figuresOf(daily(60, 0), { coverage: { gaps } });
    expect(overview.recent).toMatchObject({ coveredDays, comparison });
  });

  test('count what names no app, environment or user, and add up to one total', async () => {
    const launches = [
      ...[ago(0, 'a', { appId: null }), ago(1, 'b', { appId: null, environmentId: null })],
      ...[ago(2, 'c', { userKey: null }), ago(3, 'd'), ago(40, 'e', { appId: null })],
    ];
    const { overview } = await figuresOf(launches);
    const { recent, apps, environments } = overview;
    expect(recent).toMatchObject({ launches: 4, unnamed: { app: 2, environment: 1, user: 1 } });
    const ofApps = apps.reduce((sum, { launches28d }) => sum + (launches28d ?? 0), 0);
    expect(ofApps + (recent?.unnamed.app ?? 0)).toBe(recent?.launches);
    expect(environments.reduce((sum, { launches28d }) => sum + launches28d, 0)).toBe(recent?.launches);
  });

  test('are not known while no day is complete', async () => {
    const { overview, hours } = await figuresOf([ago(0, 'a')], { coverage: { from: null, until: null } });
    expect(overview).toMatchObject({ recent: null, weeks: [], days: [{ launches: 1, status: 'open' }] });
    expect(overview.apps[0]).toMatchObject({ launches28d: null, users28d: null });
    expect(hours).toBeNull();
  });
});

describe('hours', () => {
  test('launches by weekday and hour of the time zone, Monday first', async () => {
    const { hours } = await figuresOf([ago(0, 'a'), ago(0, 'b'), ago(5, 'c'), ago(27, 'd'), ago(28, 'e')], {
      timeZone: 'Asia/Tokyo',
    });
    // 12:00 UTC is 21:00 in Tokyo; 21 November 2026 is a Saturday, five days before it a Monday.
    expect(hours).toMatchObject({ from: '2026-10-25', to: '2026-11-21' });
    expect(hours?.launches.map((ofDay) => ofDay[21])).toEqual([1, 0, 0, 0, 0, 2, 1]);
    expect(hours?.launches.flat().reduce((a, b) => a + b)).toBe(4);
  });

  test('of launches that failed alone tell nothing', async () => {
    const launches = [ago(3, 'a'), { ...ago(2, 'b'), succeeded: false }];
    const from = isoInstant(NOON - 2.5 * DAY);
    const { hours, overview } = await figuresOf(launches, { coverage: { from } });
    expect(overview.coverage.lastDate).not.toBeNull();
    expect(hours).toBeNull();
  });

  test('of as many days as hold 100,000 launches', async () => {
    const launches = Array.from({ length: 101_000 }, (_, index) => ago(index % 3, `${index}`));
    const { hours } = await figuresOf(launches);
    expect(hours).toMatchObject({ from: '2026-11-20', to: '2026-11-21' });
  });

  test('of covered days alone, and how many there are of each weekday', async () => {
    const launches = [ago(0, 'a'), ago(5, 'b'), ago(12, 'c'), ago(19, 'd')];
    const instant = isoInstant(NOON - 5 * DAY);
    const gaps = [{ from: instant, to: instant, reason: 'gone' }];
    const { hours } = await figuresOf(launches, { coverage: { gaps } });
    // From Monday 2 to Saturday 21 November, less 14 to 16 November.
    expect(hours?.days).toEqual([2, 3, 3, 3, 3, 2, 1]);
    expect(hours?.launches.map((ofDay) => ofDay[12])).toEqual([2, 0, 0, 0, 0, 1, 0]);
  });
});
