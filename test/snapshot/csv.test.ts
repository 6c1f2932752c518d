import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SnapshotError } from '../../src/errors.ts';
import { DAY_MS, isoDay } from '../../src/instants.ts';
import { decodeCsv, encodeCsv, formatInstant } from '../../src/snapshot/csv.ts';
import { type EventRow, eventsTable, launchesTable } from '../../src/snapshot/fact-tables.ts';
import { decodeParquet, encodeParquet } from '../../src/snapshot/parquet.ts';
import { withColumns } from '../../src/snapshot/table.ts';

const table = eventsTable(true);

/** Text as hostile as a name or an id could be: what spreadsheets run, what CSV quotes, what editors hide. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '\r\n',
        "'",
        '"',
        '""',
        ',',
        ';',
        ' ',
        '\0',
        '\ufeff',
      ),
      fc.constantFrom(
        '＝',
        '＠',
        '\u202e',
        '\u2028',
        "=cmd|' /C calc'!A0",
        'null',
        '\\',
        '😀',
        'é',
        '0',
        '__proto__',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join('').toWellFormed())
  // Ids are trimmed, and a byte-order mark counts as a blank: hyparquet would leave it out.
  .filter((text) => text !== '' && !text.startsWith('\ufeff'));
const nullable = fc.option(hostile, { nil: null });
const row: fc.Arbitrary<EventRow> = fc.record({
  event_id: hostile,
  occurred_at: fc.integer({ min: Date.UTC(2000), max: Date.UTC(2100) }),
  date: fc.integer({ min: 0, max: 40_000 }).map((day) => isoDay(day * DAY_MS)),
  operation: hostile,
  app_id: nullable,
  environment_id: nullable,
  user_key: nullable,
});

describe('rows come back as they were written, and the same rows give the same bytes', () => {
  test.each([
    ['csv', encodeCsv<EventRow>, decodeCsv<EventRow>],
    ['parquet', encodeParquet<EventRow>, decodeParquet<EventRow>],
  ] as const)('%s', async (_, encode, decode) => {
    const property = fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const bytes = await encode(table, rows);
      expect(await decode(table, bytes, { path: 'path', rows: rows.length })).toEqual(rows);
      expect(await encode(table, structuredClone(rows))).toEqual(bytes);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

test('the bytes', async () => {
  const rows: readonly EventRow[] = [
    {
      event_id: 'a',
      occurred_at: Date.UTC(2026, 10, 21, 7, 31, 9),
      date: '2026-11-21',
      operation: 'x, "y"',
      app_id: null,
      environment_id: '=1+1',
      user_key: "'=1",
    },
    {
      event_id: 'b',
      occurred_at: Date.UTC(2026, 10, 21) + 5,
      date: '2026-11-21',
      operation: 'a\r\nb',
      app_id: "'a\r",
      environment_id: '＠x',
      user_key: '-1',
    },
  ];
  expect(Buffer.from(await encodeCsv(table, rows)).toString()).toBe(
    'event_id,occurred_at,date,operation,app_id,environment_id,user_key\n' +
      'a,2026-11-21T07:31:09Z,2026-11-21,"x, ""y""",,\'=1+1,\'\'=1\n' +
      'b,2026-11-21T00:00:00.005Z,2026-11-21,"a\r\nb","\'\'a\r",\'＠x,\'-1\n',
  );
});

describe('a text that a spreadsheet may run as a formula is escaped, and comes back', () => {
  const starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
  const blanks = [
    ' ',
    '\t',
    '\n',
    '\r',
    '\v',
    '\f',
    '\u00a0',
    '\u2003',
    '\u2028',
    '\u3000',
    '\ufeff',
    '\u200b',
    '\u2060',
    '\u0001',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u00ad',
    '\u061c',
    '\u180e',
    '\u202e',
    '\u2066',
    '\u3164',
    '\ufe0f',
    '\u{e0020}',
  ];
  const formulas = starts.flatMap((start) => [
    `${start}1`,
    ...blanks.map((blank) => `${blank}${blank}${start}1`),
  ]);
  const control = ['\0', '\t', '\n', '\v', '\f', '\r'].map((character) => `${character}cmd|' /C calc'!A0`);

  async function cellOf(text: string) {
    const narrow = withColumns(table, ['operation']);
    const bytes = await encodeCsv(narrow, [{ operation: text }]);
    expect(await decodeCsv(narrow, bytes, { path: 'path', rows: 1 })).toEqual([{ operation: text }]);
    return Buffer.from(bytes).toString().slice('operation\n'.length);
  }

  test.each([...formulas, ...control, "'=1", "''=1", "'t Hooft"])('%j', async (text) => {
    expect(await cellOf(text)).toMatch(/^"?'/);
  });

  test.each(['1-1', 'a=b', ' a', 'Jane’s app', '.@', '(=1)'])('%j is none', async (text) => {
    expect(await cellOf(text)).toBe(`${text}\n`);
  });
});

test('more rows than are written at a time', async () => {
  const rows = Array.from(
    { length: 12_345 },
    (_, index): EventRow => ({
      event_id: `${index}`,
      occurred_at: index,
      date: '1970-01-01',
      operation: 'x',
      app_id: null,
      environment_id: null,
      user_key: null,
    }),
  );
  const entry = { path: 'path', rows: rows.length };
  expect(await decodeCsv(table, await encodeCsv(table, rows), entry)).toEqual(rows);
});

const header = 'event_id,occurred_at,date,operation,app_id,environment_id,user_key';

test.each([
  ['a column is missing', 'event_id,date\na,2026-11-21\n'],
  ['a row is too short', `${header}\na,b\n`],
  ['a quote stays open', `${header}\n"a,b`],
  ['an instant is none', `${header}\na,yesterday,2026-11-21,x,,,\n`],
  ['an id is empty', `${header}\n,2026-11-21T00:00:00Z,2026-11-21,x,,,\n`],
])('a file in which %s is refused by its name', async (_, text) => {
  const read = decodeCsv(table, Buffer.from(text), { path: 'csv/events/x.csv', rows: 1 });
  await expect(read).rejects.toThrow(SnapshotError);
  await expect(read).rejects.toThrow('csv/events/x.csv');
});

test('a file with other rows than its manifest says is refused by its name', async () => {
  const bytes = Buffer.from(`${header}\na,2026-11-21T00:00:00Z,2026-11-21,x,,,\n`);
  expect(await decodeCsv(table, bytes, { path: 'csv/x.csv', rows: 1 })).toHaveLength(1);
  for (const rows of [0, 2]) {
    await expect(decodeCsv(table, bytes, { path: 'csv/x.csv', rows })).rejects.toThrow('csv/x.csv');
  }
});

test('a number that is none is refused', async () => {
  const text =
    'event_id,launched_at,date,hour,app_id,environment_id,user_key,is_session_start,succeeded,record_type\na,2026-11-21T00:00:00Z,2026-11-21,1.5,,,,1,1,256\n';
  const read = decodeCsv(launchesTable(true), Buffer.from(text), { path: 'path', rows: 1 });
  await expect(read).rejects.toThrow(SnapshotError);
});

test.each([
  [0, '1970-01-01T00:00:00Z'],
  [1, '1970-01-01T00:00:00.001Z'],
])('the instant %s', (instant, text) => {
  expect(formatInstant(instant)).toBe(text);
});
