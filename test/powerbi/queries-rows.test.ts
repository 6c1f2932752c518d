import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TABLES } from '../../powerbi/generate/queries-types.ts';
import type { Column } from '../../src/snapshot/table.ts';
import { fakeBranch } from './github.ts';
import { contentsOf, openBranchModel } from './query-tables.ts';
import {
  dayPart,
  expectedRows,
  loadedColumns,
  type Part,
  type Row,
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
  return await openBranchModel(
    { sources: { web: fakeBranch([files]).web }, files: contentsOf(files) },
    format,
  );
}

/** Texts that CSV, spreadsheets and readers in a hurry take for something else. */
const awkward = fc
  .array(
    fc.constantFrom(
      "'",
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＠',
      '\t',
      '\r',
      '\n',
      '"',
      ',',
      '""',
      ' ',
      'a',
      '1',
      '#',
      '#(tab)',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

function cells({ type, nullable }: Column): fc.Arbitrary<string | number | null> {
  const filled: fc.Arbitrary<string | number> = {
    text: fc.oneof(awkward, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })),
    int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    date: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    timestamp: fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-12-31') }),
  }[type];
  return nullable ? fc.option(filled) : filled;
}

const anyRows = fc.record(
  Object.fromEntries(
    TABLES.map(({ name, columns }) => [
      name,
      fc.array(fc.record(Object.fromEntries(columns.map((column) => [column.name, cells(column)]))), {
        maxLength: 4,
      }),
    ]),
  ),
);

describe('the tables of the model', () => {
  it('have the rows of the snapshot, from CSV and from Parquet, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (rowsOf: Readonly<Record<string, readonly Row[]>>) => {
        const parts = TABLES.map((table): Part => ({ table, rows: rowsOf[table.name] ?? [] }));
        const files = await snapshotOf(parts);
        for (const format of FORMATS) {
          const model = await modelOf(files, format);
          for (const { name } of TABLES) {
            expect(model.table(name).rows).toStrictEqual(expectedRows(name, rowsOf[name] ?? []));
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('have texts without the apostrophe that CSV puts in front of what a spreadsheet would run', async () => {
    const starts = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    const names = starts.flatMap((start) => [`${start}1`, `'${start}1`, `''${start}`, `'a${start}`, "'"]);
    const rows = names.map((app_name, i) => ({ app_id: `a${i}`, app_name, launches_28d: i }));
    const files = await snapshotOf([{ table: tableNamed('apps'), rows }]);
    expect(Buffer.from(files.get('csv/apps/apps.csv') ?? []).toString('utf8')).toContain(",'=1,");
    for (const format of FORMATS) {
      expect((await modelOf(files, format)).table('apps').rows).toStrictEqual(expectedRows('apps', rows));
    }
  });

  it('have the types of the table definitions', async () => {
    const model = await modelOf(await snapshotOf([]), 'parquet');
    const types = { text: 'text', int: 'Int64.Type', date: 'date', timestamp: 'datetime' };
    for (const { name } of TABLES) {
      const loaded = loadedColumns(name);
      expect(model.table(name)).toStrictEqual({
        types: Object.fromEntries(loaded.map((column) => [column.name, types[column.type]])),
        rows: [],
      });
    }
  });

  it('have no launches that failed', async () => {
    const failed = { ...LAUNCH, event_id: 'e2', succeeded: 0 };
    const files = await snapshotOf([dayPart(tableNamed('launches'), '2026-11-21', [LAUNCH, failed])]);
    for (const format of FORMATS) {
      const { rows } = (await modelOf(files, format)).table('launches');
      expect(rows).toStrictEqual(expectedRows('launches', [LAUNCH]));
    }
  });

  it('have no rows and no user keys where users are not kept', async () => {
    const launches = tableNamed('launches');
    const columns = launches.columns.filter(({ name }) => name !== 'user_key');
    const { user_key: _, ...row } = { ...LAUNCH, is_session_start: null };
    const files = await snapshotOf([dayPart({ ...launches, columns }, '2026-11-21', [row])]);
    for (const format of FORMATS) {
      const model = await modelOf(files, format);
      expect(model.table('launches').rows).toStrictEqual([
        { ...expectedRows('launches', [row])[0], user_key: null },
      ]);
      expect(model.table('users').rows).toStrictEqual([]);
      expect(model.table('active_users').rows).toStrictEqual([]);
    }
  });

  it('drop a column that a later release adds', async () => {
    const apps = tableNamed('apps');
    const added = { name: 'icon', type: 'text', nullable: true, description: '' } as const;
    const row = { app_id: 'a', launches_28d: 3, icon: 'x' };
    const files = await snapshotOf([{ table: { ...apps, columns: [added, ...apps.columns] }, rows: [row] }]);
    for (const format of FORMATS) {
      expect((await modelOf(files, format)).table('apps').rows).toStrictEqual(expectedRows('apps', [row]));
    }
  });

  it('have instants in UTC, whether the reader of Parquet gives them a zone or not', async () => {
    const files = await snapshotOf([dayPart(tableNamed('launches'), '2026-11-21', [LAUNCH])]);
    for (const instants of ['datetimezone', 'datetime'] as const) {
      const place = { sources: { web: fakeBranch([files]).web }, files: contentsOf(files), instants };
      const [row] = (await openBranchModel(place)).table('launches').rows;
      expect(row?.launched_at).toBe('2026-11-21T23:31:09');
    }
  });
});
