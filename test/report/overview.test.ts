import { describe, expect, test } from 'vitest';
import { launch } from '../snapshot/fixtures.ts';
import { figuresOf } from './fixtures.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 21, 12);

/** A launch so many days before the last. */
const ago = (days: number, eventId: string, more: Partial<Parameters<typeof launch>[0]> = {}) =>
  launch({ eventId, launchedAt: NOON - days * DAY, ...more });

test('thirteen weeks of days, the last of them the last day of the data', async () => {
  const { overview } = await figuresOf([ago(0, 'a'), ago(200, 'b')]);
  expect(overview.days).toHaveLength(91);
  expect(overview.days.at(-1)).toEqual({ date: '2026-11-21', launches: 1, users: 1 });
  expect(overview.days[0]).toEqual({ date: '2026-08-23', launches: 0, users: 0 });
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
  expect(overview.active).toEqual({ day: 0, week: 2, month: 2 });
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
    { id: null, name: null, launches28d: 2, users28d: 1 },
    { id: 'e', name: 'Contoso', launches28d: 1, users28d: 1 },
    { id: 'f', name: null, launches28d: 0, users28d: 0 },
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
  expect(overview).toMatchObject({ withUsers: false, active: null, totals: { users: null } });
  expect(overview.weeks[0]).toMatchObject({ newUsers: null, returningUsers: null });
  expect(overview.days.at(-1)).toMatchObject({ launches: 1, users: null });
});

test('no data', async () => {
  const { overview, hours } = await figuresOf([]);
  expect(overview).toMatchObject({ days: [], weeks: [], apps: [], environments: [], active: null });
  expect(hours).toBeNull();
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

  test('of as many days as hold 100,000 launches', async () => {
    const launches = Array.from({ length: 101_000 }, (_, index) => ago(index % 3, `${index}`));
    const { hours } = await figuresOf(launches);
    expect(hours).toMatchObject({ from: '2026-11-20', to: '2026-11-21' });
  });
});
