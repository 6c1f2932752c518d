import { expect, test } from 'vitest';
import { publishedLaunches } from '../../src/deliveries/published-launches.ts';
import { DAY_MS } from '../../src/instants.ts';
import { launch, MemorySnapshot } from '../snapshot/fixtures.ts';

const NOON = Date.UTC(2026, 8, 20, 12);

test('the launches of some days come newest first, one file at a time, whole months and parts of them too', async () => {
  const snapshot = new MemorySnapshot();
  const days = [0, 0, 1, 2, 70, 71];
  const launches = days.map((day, index) =>
    launch({ eventId: `${index}`, launchedAt: NOON + day * DAY_MS + index }),
  );
  await snapshot.merge(launches, { formats: ['csv', 'parquet'], rowBytes: 200 });
  const reads: string[] = [];
  const published = {
    ...snapshot.published(),
    read: async (paths: readonly string[]) => {
      reads.push(...paths);
      return paths.map((path) => snapshot.files.get(path));
    },
  };
  const dates = new Set(['2026-09-20', '2026-09-22', '2026-11-29', '2026-12-24']);
  const found: string[] = [];
  for await (const { date, rows } of publishedLaunches(published, dates))
    found.push(
      ...(rows ?? []).map(({ event_id: id, user_key: user }) => `${date} ${id} ${user === undefined}`),
    );
  expect(found.sort()).toEqual([
    '2026-09-20 0 false',
    '2026-09-20 1 false',
    '2026-09-22 3 false',
    '2026-11-29 4 false',
  ]);
  expect(reads[0]).toBe('parquet/launches/month=2026-11/2026-11-29.parquet');
  expect(reads.some((path) => path.includes('month=2026-09/2026-09.'))).toBe(true);
  expect(reads.filter((path) => path.startsWith('csv') || path.includes('2026-11-30'))).toEqual([]);
});

test('a day whose file is damaged comes without launches, and holds up no other', async () => {
  const snapshot = new MemorySnapshot();
  const days = [0, 1, 2].map((day) => launch({ eventId: `${day}`, launchedAt: NOON + day * DAY_MS }));
  await snapshot.merge(days, { formats: ['csv', 'parquet'] });
  const damaged = ['2026-09-21.csv', '2026-09-21.parquet', '2026-09-22.parquet'];
  const published = {
    ...snapshot.published(),
    read: async (paths: readonly string[]) =>
      paths.map((path) =>
        damaged.some((name) => path.endsWith(name)) ? undefined : snapshot.files.get(path),
      ),
  };
  const found: string[] = [];
  for await (const { date, rows } of publishedLaunches(
    published,
    new Set(['2026-09-20', '2026-09-21', '2026-09-22']),
  ))
    found.push(`${date} ${rows?.length}`);
  expect(found).toEqual(['2026-09-22 1', '2026-09-21 undefined', '2026-09-20 1']);
});
