import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../src/instants.ts';
import type { Launch } from '../../src/launches/launch.ts';
import { checkFiles } from '../../src/snapshot/checked-files.ts';
import { dataPackage } from '../../src/snapshot/data-package.ts';
import { launchesTable } from '../../src/snapshot/fact-tables.ts';
import { readFile } from '../../src/snapshot/files.ts';
import { growInMemory } from '../../src/snapshot/made-file.ts';
import type { SnapshotFile } from '../../src/snapshot/manifest.ts';
import { ALL_DATES } from '../../src/snapshot/partitioned-table.ts';
import { openPartitions } from '../../src/snapshot/partitions.ts';
import { writePartition } from '../../src/snapshot/parts.ts';
import { launch, MemorySnapshot, manifestOf } from './fixtures.ts';

const FORMATS = ['csv', 'parquet'] as const;
const SMALL = { formats: FORMATS, rowBytes: 2_000 };

/** About 110 bytes a row: 18 fill a part. */
function launchesOn(date: string, count: number): readonly Launch[] {
  const noon = parseInstant(`${date}T12:00:00Z`);
  return Array.from({ length: count }, (_, at) =>
    launch({ eventId: `${date} ${String(at).padStart(30, '0')}`, launchedAt: noon + at * 1_000 }),
  );
}

const AUGUST = ['2026-08-03', '2026-08-04', '2026-08-05', '2026-08-20'].flatMap((date) =>
  launchesOn(date, 7),
);
const SEALING = launchesOn('2026-10-05', 1);

const ofLaunches = (snapshot: MemorySnapshot, format: string): readonly SnapshotFile[] =>
  snapshot.entries.filter((entry) => entry.table === 'launches' && entry.format === format);
const names = (files: readonly SnapshotFile[]) => files.map(({ path }) => path.replace(/^.*\//, ''));

async function expectLaunches(snapshot: MemorySnapshot, launches: readonly Launch[]): Promise<void> {
  const ids = launches.map(({ eventId }) => eventId).sort();
  for (const format of FORMATS) {
    const read = await Promise.all(
      ofLaunches(snapshot, format).map((entry) =>
        readFile(launchesTable(true), entry, snapshot.files.get(entry.path) ?? new Uint8Array()),
      ),
    );
    expect(
      read
        .flat()
        .map(({ event_id }) => event_id)
        .sort(),
    ).toEqual(ids);
  }
}

describe('a month that is sealed', () => {
  test('is cut between days into parts below the limit, the same in both formats', async () => {
    const snapshot = new MemorySnapshot();
    await snapshot.merge(AUGUST, SMALL);
    await snapshot.merge(SEALING, SMALL);
    for (const format of FORMATS) {
      const files = ofLaunches(snapshot, format);
      expect(names(files)).toEqual([`2026-08.1.${format}`, `2026-08.2.${format}`, `2026-10-05.${format}`]);
      expect(files.map(({ date_from, date_to, rows }) => [date_from, date_to, rows])).toEqual([
        ['2026-08-03', '2026-08-04', 14],
        ['2026-08-05', '2026-08-20', 14],
        ['2026-10-05', '2026-10-05', 1],
      ]);
    }
    for (const { path } of ofLaunches(snapshot, 'csv')) {
      expect(snapshot.files.get(path)?.length).toBeLessThanOrEqual(SMALL.rowBytes);
    }
    await expectLaunches(snapshot, [...AUGUST, ...SEALING]);
  });

  test('has the same bytes from days, at once, and with launches that come late', async () => {
    const [days, once, late] = [new MemorySnapshot(), new MemorySnapshot(), new MemorySnapshot()];
    for (const one of AUGUST) await days.merge([one], SMALL);
    await days.merge(SEALING, SMALL);
    await once.merge([...SEALING, ...AUGUST.toReversed()], SMALL);
    await late.merge([...AUGUST.slice(3), ...SEALING], SMALL);
    const { removed } = await late.merge(AUGUST.slice(0, 3), SMALL);
    expect(once.contents()).toEqual(days.contents());
    expect(late.contents()).toEqual(days.contents());
    expect([...removed].filter((path) => path.includes('/launches/'))).toEqual([]);
  });

  test('goes into one file again when there is room, and its parts leave', async () => {
    const snapshot = new MemorySnapshot();
    await snapshot.merge([...AUGUST, ...SEALING], SMALL);
    const { removed } = await snapshot.merge([], { ...SMALL, keepFrom: '2026-08-05' });
    expect(names(ofLaunches(snapshot, 'csv'))).toEqual(['2026-08.csv', '2026-10-05.csv']);
    expect([...removed].filter((path) => path.includes('csv/launches/'))).toEqual([
      'csv/launches/month=2026-08/2026-08.1.csv',
      'csv/launches/month=2026-08/2026-08.2.csv',
    ]);
    await expectLaunches(snapshot, [...AUGUST.slice(14), ...SEALING]);
  });

  test('is read part by part', async () => {
    const snapshot = new MemorySnapshot();
    await snapshot.merge([...AUGUST, ...SEALING], SMALL);
    await snapshot.merge([launch({ eventId: 'late', launchedAt: parseInstant('2026-08-03T00:00:00Z') })], {
      ...SMALL,
      keepFrom: '2026-08-01',
    });
    expect(snapshot.reads.filter((path) => path.includes('parquet/launches/'))[0]).toMatch(/2026-08\.1\./);
    expect(await snapshot.launches()).toHaveLength(AUGUST.length + SEALING.length + 1);
  });
});

describe('a day with more than a file takes', () => {
  const busy = launchesOn('2026-10-05', 230);
  const quiet = launchesOn('2026-10-06', 3);

  test('is cut, stays sorted beyond ten parts, and is merged with what comes', async () => {
    const [snapshot, once] = [new MemorySnapshot(), new MemorySnapshot()];
    await snapshot.merge([...busy.slice(0, 200), ...quiet], SMALL);
    const { added, duplicates } = await snapshot.merge(busy, SMALL);
    await once.merge([...busy, ...quiet], SMALL);
    expect({ added, duplicates }).toEqual({ added: 30, duplicates: 200 });
    expect(names(ofLaunches(snapshot, 'parquet'))).toContain('2026-10-05.12.parquet');
    expect(names(ofLaunches(snapshot, 'parquet'))).toContain('2026-10-06.parquet');
    expect(snapshot.contents()).toEqual(once.contents());
    await expectLaunches(snapshot, [...busy, ...quiet]);
  });

  test('is given whole, between days that are given alone', async () => {
    const snapshot = new MemorySnapshot();
    await snapshot.merge([...launchesOn('2026-10-04', 3), ...busy, ...quiet], SMALL);
    const published = {
      manifest: manifestOf(snapshot.entries),
      absent: new Set<string>(),
      read: async (paths: readonly string[]) => paths.map((path) => snapshot.files.get(path)),
    };
    const days: (readonly [string, number])[] = [];
    for await (const { date, rows } of openPartitions(launchesTable(true), checkFiles(published)).each([
      ALL_DATES,
    ])) {
      days.push([date, rows.length]);
    }
    expect(days).toEqual([
      ['2026-10-04', 3],
      ['2026-10-05', 230],
      ['2026-10-06', 3],
    ]);
  });

  test('is cut in the month, too, and the days after it fill its last part', async () => {
    const [snapshot, once] = [new MemorySnapshot(), new MemorySnapshot()];
    const last = launchesOn('2026-12-31', 1);
    await snapshot.merge([...busy, ...quiet], SMALL);
    await snapshot.merge(last, SMALL);
    await once.merge([...quiet, ...last, ...busy], SMALL);
    const files = ofLaunches(snapshot, 'csv').filter(({ sealed }) => sealed);
    expect(files.length).toBeGreaterThan(10);
    expect(files.every(({ path }) => (snapshot.files.get(path)?.length ?? 0) <= SMALL.rowBytes)).toBe(true);
    expect(snapshot.contents()).toEqual(once.contents());
    await expectLaunches(snapshot, [...busy, ...quiet, ...last]);
  });
});

test('datapackage.json names all parts of a table', async () => {
  const snapshot = new MemorySnapshot();
  await snapshot.merge([...AUGUST, ...SEALING], SMALL);
  const { resources } = JSON.parse(dataPackage(manifestOf(snapshot.entries)));
  expect(resources[0].path).toEqual(ofLaunches(snapshot, 'csv').map(({ path }) => path));
});

test.each([
  ['quotes, each of which CSV doubles', '"'.repeat(40)],
  ['what CSV quotes', ',\n'.repeat(20)],
  ['what a spreadsheet would run', '=1'],
  ['letters of four bytes', '😀'.repeat(20)],
])('a file stays below the limit with %s', async (_, text) => {
  const rows = launchesOn('2026-10-05', 400).map(({ eventId, launchedAt }, at) => ({
    event_id: eventId,
    launched_at: launchedAt + (at % 2),
    date: '2026-10-05',
    hour: 12,
    app_id: text,
    environment_id: null,
    user_key: `${text}${at}`,
    is_session_start: at % 3 === 0 ? null : 1,
    succeeded: 1,
    record_type: -2_147_483_647,
  }));
  const limit = 20_000;
  const partition = { key: '2026-10-05', sealed: false };
  const files = await writePartition(launchesTable(true), partition, [{ date: '2026-10-05', rows }], {
    formats: FORMATS,
    rowBytes: limit,
    keep: growInMemory,
  });
  expect(files.reduce((sum, { entry }) => sum + entry.rows, 0)).toBe(2 * rows.length);
  // Headers and footers come on top.
  for (const { entry, file } of files)
    expect([entry.path, file.size < limit + 3_000]).toEqual([entry.path, true]);
});
