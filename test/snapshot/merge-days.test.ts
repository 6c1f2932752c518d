import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, parseInstant } from '../../src/instants.ts';
import { launch, MemorySnapshot } from './fixtures.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const path = (date: string, format = 'csv'): string =>
  `${format}/launches/month=${date.slice(0, 7)}/${date}.${format}`;

const ofLaunches = (paths: readonly string[]): readonly string[] =>
  paths.filter((each) => each.includes('/launches/')).sort();

describe('an event that is delivered again with another instant stays one row, the earlier', () => {
  test.each([
    ['a day later', NOON + DAY_MS],
    ['a day earlier', NOON - DAY_MS],
    ['a second later', NOON + 1000],
  ])('%s', async (_, again) => {
    const [first, second] = [
      launch({ eventId: 'a', launchedAt: NOON }),
      launch({ eventId: 'a', launchedAt: again }),
    ];
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const snapshot = new MemorySnapshot();
      for (const one of order) await snapshot.merge([one]);
      expect((await snapshot.launches()).map(({ launched_at }) => launched_at)).toEqual([
        Math.min(NOON, again),
      ]);
      expect(ofLaunches(Object.keys(snapshot.contents()))).toHaveLength(1);
    }
  });
});

describe('a launch that a table of the kit alone tells of gives way to its record', () => {
  const told = launch({ eventId: 'a', launchedAt: NOON + MINUTE_MS, recordType: null, environmentId: null });
  test.each([
    ['of the same id', launch({ eventId: 'a', launchedAt: NOON, recordType: 45 })],
    ['of the same id that failed', launch({ eventId: 'a', launchedAt: NOON, succeeded: false })],
    [
      'of the same app, user and second',
      launch({ eventId: 'b', launchedAt: told.launchedAt, succeeded: false }),
    ],
  ])('%s', async (_, record) => {
    for (const order of [
      [told, record],
      [record, told],
    ]) {
      const snapshot = new MemorySnapshot();
      for (const one of order) await snapshot.merge([one]);
      expect(await snapshot.launches()).toMatchObject([
        { event_id: record.eventId, record_type: record.recordType, succeeded: Number(record.succeeded) },
      ]);
    }
  });

  test('and stands where there is none', async () => {
    const snapshot = new MemorySnapshot();
    const { addedIds } = await snapshot.merge([told]);
    expect(await snapshot.launches()).toMatchObject([{ event_id: 'a', record_type: null }]);
    expect([...addedIds]).toEqual(['a']);
    expect([...(await snapshot.merge([told, { ...told, eventId: 'c' }])).addedIds]).toEqual(['c']);
  });
});

describe('one launch in both schemas is one row, that of 256', () => {
  const old = launch({ eventId: 'z-old', launchedAt: NOON + 10, recordType: 45 });
  const newer = launch({ eventId: 'a-new', launchedAt: NOON + 900, recordType: 256 });
  test.each([
    ['45, then 256', [[old], [newer]], [1, 0], [0, 1]],
    ['256, then 45', [[newer], [old]], [1, 0], [0, 1]],
    ['in one run', [[old, newer]], [1], [1]],
    ['45 again', [[old], [newer], [old]], [1, 0, 0], [0, 1, 1]],
  ])('%s', async (_, runs, added, duplicates) => {
    const snapshot = new MemorySnapshot();
    const done = [];
    for (const run of runs) done.push(await snapshot.merge(run));
    expect(done.map((each) => each.added)).toEqual(added);
    expect(done.map((each) => each.duplicates)).toEqual(duplicates);
    expect((await snapshot.launches()).map(({ event_id }) => event_id)).toEqual(['a-new']);
  });

  test.each([
    ['another app', { appId: 'other' }],
    ['another user', { userKey: 'other' }],
    ['another second', { launchedAt: NOON + 1000 }],
    ['the same schema', { recordType: 45 }],
    ['no app', { appId: null }],
    ['no user', { userKey: null }],
  ])('%s is another launch', async (_, difference) => {
    const snapshot = new MemorySnapshot();
    const nameless = { ...old, ...('appId' in difference && difference.appId === null ? difference : {}) };
    const unknown = {
      ...nameless,
      ...('userKey' in difference && difference.userKey === null ? difference : {}),
    };
    await snapshot.merge([unknown, { ...newer, ...difference }]);
    expect(await snapshot.launches()).toHaveLength(2);
  });

  test('repeats within a schema are kept and told', async () => {
    const repeats = ['a', 'b', 'c'].map((eventId) => launch({ eventId, launchedAt: NOON }));
    const { added, suspectedRepeats } = await new MemorySnapshot().merge(repeats);
    expect([added, suspectedRepeats]).toEqual([3, 2]);
  });
});

test('a run reads the days around those it touches, and writes only what changed', async () => {
  const snapshot = new MemorySnapshot();
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) =>
    launch({ eventId: `${day}`, launchedAt: NOON + day * DAY_MS }),
  );
  await snapshot.merge(days);
  const { files } = await snapshot.merge([launch({ eventId: 'new', launchedAt: NOON + 3 * DAY_MS })]);
  expect(ofLaunches(snapshot.reads)).toEqual([path('2026-11-23'), path('2026-11-24'), path('2026-11-25')]);
  expect(ofLaunches([...files.keys()])).toEqual([path('2026-11-24')]);
});

test('a late launch just before midnight changes the first session of the next day', async () => {
  const midnight = Date.UTC(2026, 10, 22);
  const snapshot = new MemorySnapshot();
  await snapshot.merge([launch({ eventId: 'b', launchedAt: midnight + 29 * MINUTE_MS })]);
  const { files } = await snapshot.merge([launch({ eventId: 'a', launchedAt: midnight - MINUTE_MS })]);
  expect(ofLaunches([...files.keys()])).toEqual([path('2026-11-21'), path('2026-11-22')]);
  expect((await snapshot.launches()).map(({ is_session_start }) => is_session_start)).toEqual([1, 0]);
});

test('days older than what is kept leave, with their files', async () => {
  const snapshot = new MemorySnapshot();
  const formats = ['csv', 'parquet'] as const;
  await snapshot.merge(
    [0, 1].map((day) => launch({ eventId: `${day}`, launchedAt: NOON + day * DAY_MS })),
    { formats },
  );
  const { removed, tooOld, added, duplicates } = await snapshot.merge(
    [launch({ eventId: 'late', launchedAt: NOON })],
    {
      formats,
      keepFrom: '2026-11-22',
    },
  );
  expect(ofLaunches([...removed])).toEqual([path('2026-11-21'), path('2026-11-21', 'parquet')]);
  expect({ tooOld, added, duplicates }).toEqual({ tooOld: 1, added: 0, duplicates: 0 });
});

test('a session that began on a day that left begins anew', async () => {
  const midnight = Date.UTC(2026, 10, 22);
  const snapshot = new MemorySnapshot();
  await snapshot.merge([-1, 1].map((side) => launch({ eventId: `${side}`, launchedAt: midnight + side })));
  await snapshot.merge([], { keepFrom: '2026-11-22' });
  expect((await snapshot.launches()).map(({ is_session_start }) => is_session_start)).toEqual([1]);
});

test('a month becomes one file 35 days after its end, though nothing touches it, and is not read again', async () => {
  const on = (date: string) => launch({ eventId: date, launchedAt: parseInstant(`${date}T12:00:00Z`) });
  const snapshot = new MemorySnapshot();
  await snapshot.merge([on('2026-08-03'), on('2026-08-20'), on('2026-10-04')]);
  const august = (): readonly string[] =>
    ofLaunches([...snapshot.files.keys()]).filter((each) => each.includes('2026-08'));
  expect(august()).toEqual([path('2026-08-03'), path('2026-08-20')]);
  await snapshot.merge([on('2026-10-05')]);
  expect(august()).toEqual(['csv/launches/month=2026-08/2026-08.csv']);
  await snapshot.merge([on('2026-10-06')]);
  expect(ofLaunches(snapshot.reads)).toEqual([path('2026-10-05')]);
});

test('what derives from the launches is made without the days of long ago', async () => {
  const snapshot = new MemorySnapshot();
  const days = Array.from({ length: 200 }, (_, day) =>
    launch({ eventId: `${day}`, launchedAt: NOON - day * DAY_MS }),
  );
  await snapshot.merge(days);
  await snapshot.merge([launch({ eventId: 'new', launchedAt: NOON })]);
  const derived = snapshot.reads.filter((each) => /\/(?:daily|active_users)\//.test(each));
  expect(derived.length).toBeGreaterThan(0);
  // 13 weeks before 21 November 2026 begin in August.
  expect(derived.filter((each) => (/month=([\d-]+)/.exec(each)?.[1] ?? '') < '2026-08')).toEqual([]);
});

test('the days of new launches are told: not those of repeats, twins, failures or sessions that move', async () => {
  const snapshot = new MemorySnapshot();
  const at = (eventId: string, day: number, more: Partial<Parameters<typeof launch>[0]> = {}) =>
    launch({ eventId, launchedAt: NOON + day * DAY_MS, ...more });
  const told = async (...launches: readonly ReturnType<typeof launch>[]) =>
    (await snapshot.merge(launches)).newDates;
  expect(await told(at('a', 0, { recordType: 45 }), at('b', 1), at('f', 2, { succeeded: false }))).toEqual([
    '2026-11-21',
    '2026-11-22',
  ]);
  expect(await told(at('a', 0, { recordType: 45 }), at('b', 1))).toEqual([]);
  expect(await told(at('twin', 0))).toEqual([]);
  // The day after is marked again, and stays as it was.
  expect(await told(at('c', 0, { launchedAt: NOON + 1_000 }))).toEqual(['2026-11-21']);
  // What had failed has succeeded after all.
  expect(await told(at('f', 2))).toEqual(['2026-11-23']);
  // An event that comes with an earlier instant moves to the day before.
  expect(await told(at('b', 1, { launchedAt: NOON + 1_000 }))).toEqual(['2026-11-21']);
});

test('a new launch is told although fewer rows than before are left, because twins became one', async () => {
  const snapshot = new MemorySnapshot();
  const old = { launchedAt: NOON, recordType: 45 };
  const told = async (...launches: readonly ReturnType<typeof launch>[]) =>
    (await snapshot.merge(launches)).newDates;
  await told(launch({ eventId: 'a', ...old }), launch({ eventId: 'b', ...old }));
  const twin = launch({ eventId: 'twin', launchedAt: NOON });
  const another = launch({ eventId: 'new', launchedAt: NOON + DAY_MS });
  expect(await told(twin, another)).toEqual(['2026-11-22']);
  // One of two is no twin of what was there: that is one launch more.
  expect(await told(launch({ eventId: 'second', launchedAt: NOON }))).toEqual(['2026-11-21']);
});
