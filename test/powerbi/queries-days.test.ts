import { describe, expect, it } from 'vitest';
import { fakeBranch } from './github.ts';
import { contentsOf, openBranchModel } from './query-tables.ts';
import {
  dayPart,
  expectedRows,
  type Part,
  type SnapshotFiles,
  snapshotOf,
  tableNamed,
} from './snapshot-files.ts';

const FORMATS = ['csv', 'parquet'] as const;
const LAUNCH = {
  event_id: 'e1',
  launched_at: Date.parse('2026-11-21T23:31:09Z'),
  date: '2026-11-21',
  hour: 23,
  app_id: 'app-1',
  environment_id: null,
  user_key: 'someone',
  is_session_start: 1,
  succeeded: 1,
  record_type: 256,
};

async function modelOf(files: SnapshotFiles, format: (typeof FORMATS)[number]) {
  return await openBranchModel({ sources: fakeBranch([files]), files: contentsOf(files) }, format);
}

describe('a table that is stored by day', () => {
  it('is put together from days and months', async () => {
    const launches = tableNamed('launches');
    const other = { ...LAUNCH, event_id: 'e2', date: '2026-09-03', hour: 4 };
    const month: Part = {
      table: launches,
      place: '/month=2026-09/2026-09',
      dates: ['2026-09-01', '2026-09-30'],
      rows: [other],
    };
    const files = await snapshotOf([month, dayPart(launches, '2026-11-21', [LAUNCH])]);
    for (const format of FORMATS) {
      const rows = (await modelOf(files, format)).table('launches').rows;
      expect(rows).toStrictEqual(expectedRows('launches', [other, LAUNCH]));
    }
  });

  it('is put together from parts of a month and of a day', async () => {
    const launches = tableNamed('launches');
    const rows = ['2026-09-03', '2026-09-03', '2026-09-30', '2026-11-21', '2026-11-21'].map((date, i) => ({
      ...LAUNCH,
      event_id: `e${i}`,
      date,
      hour: i,
    }));
    const parts = rows.map((row, i): Part => {
      const place = i < 3 ? `/month=2026-09/2026-09.${i + 1}` : `/month=2026-11/2026-11-21.${i - 2}`;
      return { table: launches, place, dates: [row.date, row.date], rows: [row] };
    });
    for (const format of FORMATS) {
      const model = await modelOf(await snapshotOf(parts), format);
      expect(model.table('launches').rows).toStrictEqual(expectedRows('launches', rows));
    }
  });
});

describe('SnapshotTable with from and until', () => {
  const at = (day: string) => ({ kind: 'datetime', clock: Date.parse(day) }) as const;
  const days = ['2026-09-01', '2026-09-30', '2026-11-20', '2026-11-21', '2026-11-22'];
  const rows = days.map((date, i) => ({ ...LAUNCH, event_id: `e${i}`, date }));

  it('reads only the files of these days and gives only their rows, each day once', async () => {
    const launches = tableNamed('launches');
    const month: Part = {
      table: launches,
      place: '/month=2026-09/2026-09',
      dates: ['2026-09-01', '2026-09-30'],
      rows: rows.slice(0, 2),
    };
    const files = await snapshotOf([
      month,
      ...rows.slice(2).map((row) => dayPart(launches, row.date, [row])),
    ]);
    const { web, asked } = fakeBranch([files]);
    const model = await openBranchModel({ sources: { web }, files: contentsOf(files) });
    const datesIn = (from: string | null, until: string | null) =>
      model
        .snapshotTable('launches', from === null ? null : at(from), until === null ? null : at(until))
        .rows.map(({ date }) => date);

    expect(datesIn('2026-11-20', '2026-11-22')).toStrictEqual(['2026-11-20', '2026-11-21']);
    expect(asked.filter((path) => path.includes('parquet/')).map((path) => path.slice(-18))).toStrictEqual([
      '2026-11-20.parquet',
      '2026-11-21.parquet',
    ]);
    // A month that is read in part gives only that part.
    expect(datesIn('2026-09-30', '2026-11-21')).toStrictEqual(['2026-09-30', '2026-11-20']);
    expect(datesIn(null, '2026-09-30')).toStrictEqual(['2026-09-01']);
    expect(datesIn('2026-11-22', null)).toStrictEqual(['2026-11-22']);
    expect(datesIn(null, null)).toStrictEqual(days);
  });

  it('gives the whole of a table that has no days', async () => {
    const row = { app_id: 'a', launches_28d: 0 };
    const files = await snapshotOf([{ table: tableNamed('apps'), rows: [row] }]);
    const model = await openBranchModel({
      sources: { web: fakeBranch([files]).web },
      files: contentsOf(files),
    });
    const { rows: loaded } = model.snapshotTable('apps', at('2026-11-20'), at('2026-11-22'));
    expect(loaded).toStrictEqual(expectedRows('apps', [row]));
  });
});
