import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEASURES } from '../../powerbi/generate/model/measures.ts';
import { BLANK_CARD } from '../../powerbi/generate/report/theme.ts';
import { sampleSnapshot, writeSnapshot } from '../../powerbi/sample/snapshot.ts';
import { readText } from '../project/repository-files.ts';
import {
  type ColumnFilter,
  EVERYTHING,
  type FilterContext,
  keyOf,
  type Scalar,
  withFilters,
} from './dax/context.ts';
import type { DaxEngine } from './dax/evaluate.ts';
import { loadEngine, type StoredRows } from './dax/load.ts';
import { instantOf, serialOf } from './dax/scalar-functions.ts';
import { readProject } from './project-texts.ts';
import { fieldsOf } from './report/fields.ts';
import { readReport, type VisualFile } from './report/read.ts';

const page = readText('docs/power-bi.md');
const rows = [...page.matchAll(/^\| ([^|]+) \| `(SELECT [^`]+)` \| ([^|]+) \|$/gm)].map(
  ([, measure = '', sql = '', result = '']) => ({ measure, sql, result }),
);

const lists = [
  ...page.matchAll(/^\| ([\w-]+) \| ([\w-]+) \| `(SELECT [^`]+)` \| (\d+) \|(?: (\w+))? \|$/gm),
].map(([, name = '', visual = '', sql = '', rows = '', never = '']) => ({
  visual: `${name}-${visual}`,
  sql,
  rows: Number(rows),
  never,
}));

const sample = sampleSnapshot();
let connection: DuckDBConnection;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
  await writeSnapshot(await sample, folder);
  connection = await (await DuckDBInstance.create()).connect();
  const views = /```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  await connection.run(views.replaceAll("'parquet/", `'${folder.replaceAll('\\', '/')}/parquet/`));
});

afterAll(async () => {
  connection?.closeSync();
  await rm(folder, { recursive: true, force: true });
});

async function answer(sql: string): Promise<string> {
  const reader = await connection.runAndReadAll(sql);
  return String(reader.getRowsJson()[0]?.[0]);
}

test('the page names every measure once, in the order of the model', () => {
  expect(rows.map(({ measure }) => measure)).toEqual(MEASURES.map(({ name }) => name));
});

test('the SQL of every measure gives for the sample what the page says', async () => {
  const found: Record<string, string> = {};
  for (const { measure, sql } of rows) found[measure] = await answer(sql);
  expect(found).toEqual(Object.fromEntries(rows.map(({ measure, result }) => [measure, result])));
});

test('the page names the rows of every table and matrix, an app without launches among them', async () => {
  const tables = readReport(readProject())
    .pages.flatMap(({ visuals }) => visuals)
    .filter(({ visual }) => ['tableEx', 'pivotTable'].includes(visual.visualType));
  expect(lists.map(({ visual }) => visual).sort()).toEqual(tables.map(({ name }) => name).sort());
  for (const { visual, sql, rows: count, never } of lists) {
    const found = (await connection.runAndReadAll(sql)).getRowsJson().map(([key]) => key);
    expect(found, visual).toHaveLength(count);
    if (never !== '') expect(found.includes('Never launched') ? 'yes' : 'no', visual).toBe(never);
  }
  expect(lists.filter(({ never }) => never === 'yes').map(({ visual }) => visual)).toEqual(
    expect.arrayContaining(['unused-table', 'apps-table']),
  );
});

describe('the DAX of the model, evaluated over the sample,', () => {
  const between = (from: string, to: string): ColumnFilter => {
    const [first, last] = [from, to].map((day) => serialOf(Date.parse(day)));
    const days = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, day) => (first ?? 0) + day);
    return { columns: ['Date[Date]'], keys: new Set(days.map((day) => keyOf([day]))) };
  };
  const only = (column: string, value: Scalar): ColumnFilter => ({
    columns: [column],
    keys: new Set([keyOf([value])]),
  });
  const selected = withFilters(EVERYTHING, [between('2026-11-01', '2026-11-21')]);
  let engine: DaxEngine;

  const stored = async (table: string): Promise<StoredRows> => {
    const files = `${folder.replaceAll('\\', '/')}/parquet/${table}/**/*.parquet`;
    return (await connection.runAndReadAll(`SELECT * FROM read_parquet('${files}')`)).getRowObjectsJson();
  };

  beforeAll(async () => {
    engine = await loadEngine(stored);
  });

  /** What docs/power-bi.md says of the selection. */
  const filterOf = (measure: string): readonly ColumnFilter[] => {
    if (measure === 'Not covered') return [between('2026-11-20', '2026-11-20')];
    if (measure === 'Active users of the window') return [only('Active users[Days]', 28)];
    const isOfOneApp = /^(App shown|.* launch)$/.test(measure);
    return isOfOneApp ? [only('Apps[App]', 'Old time sheets')] : [];
  };

  test('gives for every measure what its SQL gives', () => {
    const found = rows.map(({ measure, result }) => {
      const context = withFilters(selected, filterOf(measure));
      const value = engine.measure(measure, { context, outer: selected, groups: [] });
      return { measure, value: printed(value, result) };
    });
    expect(found).toEqual(rows.map(({ measure, result }) => ({ measure, value: result })));
  });

  const give = (measures: readonly string[], context: FilterContext, from = engine): readonly string[] =>
    measures.map((name) => printed(from.measure(name, { context, outer: context, groups: [] }), '0.0000'));

  test('has a change to show in the last 28 days, on which the report opens', () => {
    const opened = withFilters(EVERYTHING, [only('Date[Period]', 'Last 28 days')]);
    const shown = ['Selected days', 'Uncovered days', 'Launches', 'Launches in 28 days', 'Launches change'];
    // Four of the 28 days before are a gap: they are compared with nothing, rather than with zero.
    expect(give(shown, opened)).toEqual(['28', '0', '666', '666', '-0.0091']);
  });

  test('tells what is not known from zero: in a gap, without users, and before the first launch', async () => {
    const gap = withFilters(EVERYTHING, [between('2026-10-15', '2026-10-15')]);
    const known = ['Launches of covered days', 'Users of covered days', 'Users of known periods'];
    expect(give([...known, 'Uncovered days'], gap)).toEqual(['null', 'null', 'null', '1']);
    const active = (day: string): readonly string[] =>
      give(
        ['Active users of the window'],
        withFilters(EVERYTHING, [between(day, day), only('Active users[Days]', 1)]),
      );
    // Nobody came on the Sunday; the Friday is not complete yet.
    expect([...active('2026-11-15'), ...active('2026-11-20')]).toEqual(['0', 'null']);

    const load = async (change: (table: string, rows: StoredRows) => StoredRows): Promise<DaxEngine> =>
      await loadEngine(async (table) => change(table, await stored(table)));
    const unnamed = await load((table, all) =>
      ['users', 'active_users'].includes(table) ? [] : all.map((row) => ({ ...row, user_key: null })),
    );
    const users = ['Users in 28 days', 'Users of covered days', 'Unique users', 'New users'];
    expect(give(users, selected, unnamed)).toEqual(users.map(() => 'null'));
    expect(give(['Launches', 'Launches in 28 days'], selected, unnamed)).toEqual(['503', '666']);

    // A first run: five days are covered. Who owns what and what was never launched is known at once.
    const first = await load((table, all) =>
      table === 'snapshot'
        ? all.map((row) => ({ ...row, first_complete_date: '2026-11-15' }))
        : all.filter(({ date }) => date === undefined || String(date) >= '2026-11-15'),
    );
    const early = ['Idle apps (30 days)', 'Uncovered days in 30 days', 'Unused apps', 'Launches change'];
    expect(give(early, EVERYTHING, first)).toEqual(['null', '25', '2', 'null']);

    const empty = await load((table, all) =>
      table === 'snapshot' ? all.map(({ generated_at }) => ({ generated_at })) : [],
    );
    const opened = withFilters(EVERYTHING, [only('Date[Period]', 'Last 28 days')]);
    const unknown = [
      'Launches in 28 days',
      'Launches change',
      'Idle apps (30 days)',
      'Covered days without launch',
    ];
    expect(give(unknown, opened, empty)).toEqual(unknown.map(() => 'null'));
    expect(give(['Selected days', 'Uncovered days', 'Uncovered days in 30 days'], opened, empty)).toEqual([
      '1',
      '1',
      '30',
    ]);
  });

  test('says zero where nothing is idle or unused, and nothing where that is not known', async () => {
    const load = async (change: (table: string, rows: StoredRows) => StoredRows): Promise<DaxEngine> =>
      await loadEngine(async (table) => change(table, await stored(table)));
    const last = '2026-11-19';
    const appIds = (await stored('apps')).map(({ app_id }) => app_id);
    // Every app, and every owner, is launched or comes on the last complete day.
    const lively = await load((table, all) => {
      if (table === 'apps')
        return all.map((row) => ({ ...row, owner_key: 'owner', last_launch_at: `${last} 08:00:00+00` }));
      if (table !== 'launches') return all;
      const [one] = all;
      return appIds.map((app_id) => ({ ...one, app_id, date: last, user_key: 'owner' }));
    });
    const unused = ['Idle apps (30 days)', 'Idle apps (90 days)', 'Unused apps', 'Apps never launched'];
    const owners = 'Apps of idle owners (90 days)';
    const production = ['Production apps (calendar month)', 'Production apps (28 days)'];
    expect(give([...unused, owners, ...production, 'Idle apps (180 days)'], EVERYTHING, lively)).toEqual([
      ...[...unused, owners, ...production].map(() => '0'),
      'null',
    ]);
    // Without an inventory and an app catalog, what was never launched is not known; nor whose the apps are.
    const unlisted = await load((table, all) =>
      table === 'apps'
        ? all
            .filter(({ last_launch_at }) => last_launch_at !== null)
            .map((row) => ({ ...row, in_inventory: null, owner: null, owner_key: null, created_at: null }))
        : all,
    );
    expect(give(['Idle apps (30 days)', 'Apps never launched', owners], EVERYTHING, unlisted)).toEqual([
      ...['1', 'null', 'null'],
    ]);
    const unnamed = await load((table, all) => (table === 'active_users' ? [] : all));
    expect(give([owners], EVERYTHING, unnamed)).toEqual(['null']);
  });

  test('counts active users where half of their days are covered, and zero where nobody came', async () => {
    const load = async (begin: string): Promise<DaxEngine> =>
      await loadEngine(async (table) =>
        table === 'snapshot'
          ? (await stored(table)).map((row) => ({ ...row, first_complete_date: begin }))
          : await stored(table),
      );
    const people = ['Weekly active users', 'Monthly active users', 'Stickiness'];
    // One day after the first run every user of a month is one of the day: that is no stickiness of 100 %.
    expect(give(people, EVERYTHING, await load('2026-11-19'))).toEqual(['null', 'null', 'null']);
    expect(give(people, EVERYTHING, await load('2026-11-15'))).toEqual(['57', 'null', 'null']);
    const nobody = withFilters(selected, [only('Apps[App]', 'Never launched')]);
    expect(give(people, nobody)).toEqual(['0', '0', 'null']);
  });

  test('has one text for blank cards, which are none or not known', () => {
    const cards = readReport(readProject())
      .pages.flatMap(({ visuals }) => visuals)
      .filter(({ visual }) => visual.visualType === 'cardVisual');
    const blank = (name: string, context: FilterContext): readonly string[] => {
      const roles = cards.find((card) => card.name === name)?.visual.query?.queryState ?? {};
      return Object.values(roles)
        .flatMap(({ projections }) => projections.flatMap(({ field }) => fieldsOf(field)))
        .map((field) => field.name)
        .filter((measure) => give([measure], context)[0] === 'null');
    };
    // Both are blank: launches of which there are none, and idle apps that are not known. One text stands for both.
    const never = withFilters(selected, [only('Apps[App]', 'Never launched')]);
    expect(blank('app-detail-cards', never)).toContain('Launches');
    expect(blank('unused-cards', EVERYTHING)).toEqual(['Idle apps (180 days)']);
    expect(BLANK_CARD).toBe('–');
    expect([...readProject().values()].filter((text) => text.includes('"showBlankAs": "–"'))).toHaveLength(1);
  });

  test('opens on all days while none is complete', async () => {
    const day = '2026-11-21';
    const fresh = await loadEngine(async (table) =>
      (await stored(table))
        .filter(({ date }) => date === undefined || date === day)
        .map((row) =>
          table === 'snapshot' ? { ...row, first_complete_date: day, last_complete_date: null } : row,
        ),
    );
    const opened = withFilters(EVERYTHING, [only('Date[Period]', 'Last 28 days')]);
    expect(give(['Launches', 'Covered days'], opened, fresh)).toEqual(['4', '0']);
  });

  test('fills the tables and matrices with the rows that the page names', () => {
    const all = readReport(readProject()).pages.flatMap((page) =>
      page.visuals.map((visual) => ({ page, visual })),
    );
    for (const { visual: name, rows: count, never } of lists) {
      const found = all.find(({ visual }) => visual.name === name);
      const hasDays = found?.page.visuals.some((one) => one.name === `${found.page.name}-date`) === true;
      const about = name.startsWith('app-detail')
        ? [only('Apps[App]', 'Never launched')]
        : name.startsWith('environment-detail')
          ? [only('Environments[Environment]', 'Finance')]
          : [];
      const context = withFilters(hasDays ? selected : EVERYTHING, about);
      const shown = shownRows(found?.visual, context);
      expect(shown, name).toHaveLength(count);
      // The facts about one app do not repeat its name.
      if (never === '' || name === 'app-detail-facts') continue;
      expect(shown.flat().includes('Never launched') ? 'yes' : 'no', name).toBe(never);
    }
  });

  /** A row is there when one of the measures is not empty, and the filter of the visual lets it pass. */
  function shownRows(visual: VisualFile | undefined, context: FilterContext): readonly (readonly Scalar[])[] {
    const { Columns: _, ...roles } = visual?.visual.query?.queryState ?? {};
    const fields = Object.values(roles).flatMap(({ projections }) =>
      projections.flatMap(({ field }) => fieldsOf(field)),
    );
    const groups = fields
      .filter(({ kind }) => kind === 'Column')
      .map(({ table, name }) => `${table}[${name}]`);
    const measures = fields.filter(({ kind }) => kind === 'Measure').map(({ name }) => name);
    const [filter] = fieldsOf(visual?.filterConfig ?? {});
    return engine.groups(groups, context).filter((values) => {
      const row = withFilters(context, [{ columns: groups, keys: new Set([keyOf(values)]) }]);
      const given = (name: string): Scalar => engine.measure(name, { context: row, outer: context, groups });
      if (filter !== undefined && !(Number(given(filter.name)) > 0)) return false;
      return measures.length === 0
        ? values.some((value) => value !== null)
        : measures.some((name) => given(name) !== null);
    });
  }
});

/** Prints a value as the SQL of the page prints it: dates as days, numbers rounded as there. */
function printed(value: Scalar, like: string): string {
  if (typeof value !== 'number') return String(value);
  if (/^\d{4}-/.test(like))
    return new Date(instantOf(value)).toISOString().replace('T', ' ').slice(0, like.length);
  return String(Number(value.toFixed(like.split('.')[1]?.length ?? 0)));
}

test('the sample is the same each time', async () => {
  const digestOf = (files: ReadonlyMap<string, Uint8Array>): string => {
    const hash = createHash('sha256');
    for (const [path, bytes] of files) hash.update(path).update(bytes);
    return hash.digest('hex');
  };
  expect(digestOf(await sampleSnapshot())).toBe(digestOf(await sample));
});

test('the sample has what measures could stumble over', async () => {
  const counts = {
    'launches without an app': 'SELECT count(*) FROM launches WHERE app_id IS NULL',
    'launches without a user': 'SELECT count(*) FROM launches WHERE user_key IS NULL',
    'launches on another day than in UTC': 'SELECT count(*) FROM launches WHERE date <> launched_at::DATE',
    'launches that start no session': 'SELECT count(*) FROM launches WHERE is_session_start = 0',
    'apps with the name of another':
      'SELECT count(*) - count(DISTINCT app_name) FROM apps WHERE app_name IS NOT NULL',
    'apps without a name': 'SELECT count(*) FROM apps WHERE app_name IS NULL',
    'apps without a launch': 'SELECT count(*) FROM apps WHERE last_launch_at IS NULL',
    'apps that were deleted': 'SELECT count(*) FROM apps WHERE deleted_at > last_launch_at',
    'days in a gap': "SELECT count(*) FROM days WHERE coverage = 'Gap'",
    'days that are not complete yet': "SELECT count(*) FROM days WHERE coverage = 'Not complete yet'",
    'days without a launch': 'SELECT max(date) - min(date) + 1 - count(DISTINCT date) FROM launches',
  };
  for (const [what, sql] of Object.entries(counts)) {
    expect(Number(await answer(sql)), what).toBeGreaterThan(0);
  }
});
