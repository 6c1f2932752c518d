import { beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/instants.ts';
import { launch, MemorySnapshot } from './fixtures.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const FORMATS = { formats: ['csv', 'parquet'] } as const;
const DAYS = [0, 1, 2, 3].map((day) =>
  launch({ eventId: `${day}`, launchedAt: NOON + day * DAY_MS, appId: `a${day}` }),
);
const AGAIN = launch({ eventId: 'again', launchedAt: NOON, appId: 'a0' });

const path = (format: string, date = '2026-11-21', table = 'launches') =>
  `${format}/${table}/month=${date.slice(0, 7)}/${date}.${format}`;

/** A snapshot before any damage, and what a run makes of it that meets none. */
const first = new MemorySnapshot();
const second = new MemorySnapshot();
beforeAll(async () => {
  await first.merge(DAYS, FORMATS);
  await second.merge(DAYS, FORMATS);
  await second.merge([AGAIN], FORMATS);
});

const DAMAGE: readonly (readonly [string, (snapshot: MemorySnapshot, file: string) => void])[] = [
  ['deleted', (snapshot, file) => void snapshot.files.delete(file)],
  ['emptied', (snapshot, file) => void snapshot.files.set(file, new Uint8Array())],
  [
    'cut short',
    ({ files }, file) => void files.set(file, (files.get(file) ?? new Uint8Array()).subarray(0, -1)),
  ],
  [
    'edited',
    ({ files }, file) =>
      void files.set(
        file,
        (files.get(file) ?? new Uint8Array()).map((byte, at) => (at === 50 ? byte ^ 1 : byte)),
      ),
  ],
];

describe.each(DAMAGE)('a data file that somebody has %s', (_, damage) => {
  test.each([
    ['a day that the run touches, Parquet', path('parquet')],
    ['a day that the run touches, CSV', path('csv')],
    ['a table of one file, Parquet', 'parquet/apps/apps.parquet'],
    ['a table of one file, CSV', 'csv/apps/apps.csv'],
    ['daily, Parquet', path('parquet', '2026-11-21', 'daily')],
    ['daily, CSV', path('csv', '2026-11-21', 'daily')],
  ])('is made again from its twin, and named: %s', async (__, file) => {
    const snapshot = first.copy();
    damage(snapshot, file);
    const merged = await snapshot.merge([AGAIN], FORMATS);
    expect([...merged.damage.paths]).toEqual([file]);
    expect(merged.damage.lost.size).toBe(0);
    expect(snapshot.contents()).toEqual(second.contents());
  });

  test('is written again also when the run brings nothing new', async () => {
    const snapshot = first.copy();
    const before = snapshot.contents();
    damage(snapshot, path('csv'));
    const { files } = await snapshot.merge(DAYS.slice(0, 1), FORMATS);
    expect([...files.keys()]).toEqual([path('csv')]);
    expect(snapshot.contents()).toEqual(before);
  });

  test('in both formats is lost by its days, and all tables agree on what is left', async () => {
    const snapshot = first.copy();
    for (const format of FORMATS.formats) damage(snapshot, path(format));
    const merged = await snapshot.merge([AGAIN], FORMATS);
    expect([...merged.damage.paths].sort()).toEqual([path('csv'), path('parquet')]);
    const lost = [...merged.damage.lost.values()];
    expect(lost.map(({ table, date_from, date_to, rows }) => [table, date_from, date_to, rows])).toEqual([
      ['launches', '2026-11-21', '2026-11-21', 1],
    ]);
    const rest = new MemorySnapshot();
    await rest.merge([...DAYS.slice(1), AGAIN], FORMATS);
    expect(snapshot.contents()).toEqual(rest.contents());
  });

  test.each(['daily', 'daily_apps', 'active_users', 'apps', 'environments', 'users'])(
    'of %s in both formats is made again from the launches, where the run looks at it',
    async (table) => {
      const snapshot = first.copy();
      const files = snapshot.entries.filter((entry) => entry.table === table).map((entry) => entry.path);
      for (const file of files) damage(snapshot, file);
      const merged = await snapshot.merge(DAYS, FORMATS);
      expect(snapshot.contents()).toEqual(first.contents());
      expect([...merged.damage.lost.values()].every((file) => file.table === table)).toBe(true);
    },
  );
});

test('a file that is gone is noticed and made again though the run does not touch it', async () => {
  const snapshot = first.copy();
  const before = snapshot.contents();
  snapshot.files.delete(path('parquet', '2026-11-24'));
  const { files } = await snapshot.merge([], FORMATS);
  expect([...files.keys()]).toEqual([path('parquet', '2026-11-24')]);
  expect(snapshot.contents()).toEqual(before);
});

test('a day whose files are both gone leaves all tables though the run does not touch it', async () => {
  const snapshot = first.copy();
  for (const format of FORMATS.formats) snapshot.files.delete(path(format, '2026-11-22'));
  const { damage, removed } = await snapshot.merge([], FORMATS);
  expect([...damage.lost.values()].map(({ date_from }) => date_from)).toEqual(['2026-11-22']);
  expect([...removed]).toContain('csv/daily/month=2026-11/2026-11-22.csv');
  const rest = new MemorySnapshot();
  await rest.merge(
    DAYS.filter((_, day) => day !== 1),
    FORMATS,
  );
  expect(snapshot.contents()).toEqual(rest.contents());
});

test('a part of a day is made again from the same part', async () => {
  const busy = Array.from({ length: 60 }, (_, at) =>
    launch({ eventId: `${at}`.padStart(30, '0'), launchedAt: NOON + at }),
  );
  const rules = { ...FORMATS, rowBytes: 2_000 };
  const snapshot = new MemorySnapshot();
  await snapshot.merge(busy, rules);
  const before = snapshot.contents();
  snapshot.files.set(path('parquet').replace('21.parquet', '21.2.parquet'), new Uint8Array(3));
  snapshot.files.delete(path('csv').replace('21.csv', '21.3.csv'));
  const { added, duplicates } = await snapshot.merge(busy, rules);
  expect({ added, duplicates }).toEqual({ added: 0, duplicates: 60 });
  expect(snapshot.contents()).toEqual(before);
});

test('with one format, a damaged day is lost and named', async () => {
  const snapshot = new MemorySnapshot();
  await snapshot.merge(DAYS);
  snapshot.files.set(path('csv'), Buffer.from('edited'));
  const { damage } = await snapshot.merge([AGAIN]);
  expect([...damage.lost.keys()]).toEqual([path('csv')]);
  expect((await snapshot.launches()).map(({ event_id }) => event_id)).toEqual(['again', '1', '2', '3']);
});
