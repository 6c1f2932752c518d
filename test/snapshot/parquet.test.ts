import { isDeepStrictEqual } from 'node:util';
import { parquetMetadata } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { SnapshotError } from '../../src/errors.ts';
import { eventsTable, type LaunchRow, launchesTable } from '../../src/snapshot/fact-tables.ts';
import { decodeParquet, encodeParquet } from '../../src/snapshot/parquet.ts';
import { type Column, type Table, withColumns } from '../../src/snapshot/table.ts';

const table = launchesTable(true);

function rows(count: number, different: number): readonly LaunchRow[] {
  return Array.from({ length: count }, (_, index) => ({
    event_id: `event-${index}`,
    launched_at: Date.UTC(2026, 10, 21) + index * 10,
    date: '2026-11-21',
    hour: index % 24,
    app_id: `app-${index % different}`,
    environment_id: null,
    user_key: index % 7 === 0 ? null : `user-${index % different}`,
    is_session_start: index % 2,
    succeeded: 1,
    record_type: 256,
  }));
}

function entryOf({ length }: readonly unknown[]) {
  return { path: 'x.parquet', rows: length };
}

function metadataOf(bytes: Uint8Array) {
  return parquetMetadata(new Uint8Array(bytes).buffer);
}

test.each([
  ['few rows', rows(1, 1)],
  ['repeated texts', rows(5_000, 20)],
  ['texts that differ', rows(5_000, 5_000)],
  ['several row groups', rows(100_001, 50)],
])('%s: only types, encodings and compression that every reader knows', async (_, written) => {
  const bytes = await encodeParquet(table, written);
  const { schema, row_groups, num_rows } = metadataOf(bytes);
  expect(Number(num_rows)).toBe(written.length);
  for (const { columns } of row_groups) {
    for (const { meta_data } of columns) {
      expect(meta_data?.codec).toBe('SNAPPY');
      const allowed = ['PLAIN', 'RLE', 'RLE_DICTIONARY', 'PLAIN_DICTIONARY'];
      expect(meta_data?.encodings.filter((encoding) => !allowed.includes(encoding))).toEqual([]);
    }
  }
  const types = schema
    .slice(1)
    .map((element) => [
      element.name,
      element.type,
      element.converted_type,
      element.logical_type?.type,
      element.repetition_type,
    ]);
  expect(types).toEqual([
    ['event_id', 'BYTE_ARRAY', 'UTF8', 'STRING', 'REQUIRED'],
    ['launched_at', 'INT64', 'TIMESTAMP_MILLIS', 'TIMESTAMP', 'REQUIRED'],
    ['date', 'INT32', 'DATE', 'DATE', 'REQUIRED'],
    ['hour', 'INT32', undefined, undefined, 'REQUIRED'],
    ['app_id', 'BYTE_ARRAY', 'UTF8', 'STRING', 'OPTIONAL'],
    ['environment_id', 'BYTE_ARRAY', 'UTF8', 'STRING', 'OPTIONAL'],
    ['user_key', 'BYTE_ARRAY', 'UTF8', 'STRING', 'OPTIONAL'],
    ['is_session_start', 'INT32', undefined, undefined, 'OPTIONAL'],
    ['succeeded', 'INT32', undefined, undefined, 'REQUIRED'],
    ['record_type', 'INT32', undefined, undefined, 'OPTIONAL'],
  ]);
  const launchedAt = schema.find(({ name }) => name === 'launched_at')?.logical_type;
  expect(launchedAt).toMatchObject({ isAdjustedToUTC: true, unit: 'MILLIS' });
  const read = await decodeParquet(table, bytes, entryOf(written));
  // What expect finds out about 100,001 rows that are the same takes it seconds.
  if (!isDeepStrictEqual(read, written)) expect(read).toEqual(written);
});

test('a table with fewer columns gives these, and needs no others', async () => {
  const bytes = await encodeParquet(table, rows(9, 3));
  const narrow = withColumns(table, ['app_id', 'date', 'launched_at']);
  expect(narrow.columns.map(({ name }) => name)).toEqual(['launched_at', 'date', 'app_id']);
  const expected = rows(9, 3).map(({ app_id, date, launched_at }) => ({ app_id, date, launched_at }));
  expect(await decodeParquet(narrow, bytes, entryOf(expected))).toEqual(expected);
  const onlyThese = await encodeParquet(narrow, expected);
  expect(await decodeParquet(narrow, onlyThese, entryOf(expected))).toEqual(expected);
});

/** `launches` with one of its columns taken for something else. */
function launchesWith(
  name: keyof LaunchRow,
  change: Partial<Pick<Column, 'type' | 'nullable'>>,
): Table<LaunchRow> {
  const columns = table.columns.map((column) => (column.name === name ? { ...column, ...change } : column));
  return { ...table, columns };
}

test.each<[string, () => Promise<Uint8Array>]>([
  ['an instant as a number', async () => encodeParquet(launchesWith('launched_at', { type: 'int' }), [])],
  ['a number as an instant', async () => encodeParquet(launchesWith('hour', { type: 'timestamp' }), [])],
  ['a day as a text', async () => encodeParquet(launchesWith('date', { type: 'text' }), rows(2, 1))],
  ['a text as a day', async () => encodeParquet(launchesWith('app_id', { type: 'date' }), [])],
])('a file that has %s is refused', async (_, make) => {
  await expect(decodeParquet(table, await make(), entryOf(rows(2, 1)))).rejects.toThrow(SnapshotError);
});

test('a file without a cell that must be there is refused', async () => {
  const bytes = await encodeParquet(table, rows(9, 3));
  const strict = launchesWith('environment_id', { nullable: false });
  await expect(decodeParquet(strict, bytes, entryOf(rows(9, 3)))).rejects.toThrow(SnapshotError);
});

test.each<[string, () => Promise<Uint8Array>]>([
  ['no Parquet', async () => Buffer.from('event_id\n')],
  ['nothing', async () => new Uint8Array()],
  ['cut short', async () => (await encodeParquet(table, rows(9, 3))).subarray(0, -9)],
  ['another table', async () => encodeParquet(eventsTable(true), [])],
])('a file that is %s is refused by its name', async (_, make) => {
  const read = decodeParquet(table, await make(), { path: 'parquet/launches/x.parquet', rows: 9 });
  await expect(read).rejects.toThrow(SnapshotError);
  await expect(read).rejects.toThrow('parquet/launches/x.parquet');
});

describe('a file that promises more than its bytes can hold is refused before memory is made of it', () => {
  const narrow = withColumns(table, ['hour', 'record_type']);
  const refusal = (rows: number) => ({ path: 'x.parquet', rows });

  test('other rows than the manifest says', async () => {
    const bytes = await encodeParquet(table, rows(9, 3));
    for (const count of [0, 8, 10])
      await expect(decodeParquet(table, bytes, refusal(count))).rejects.toThrow();
    expect(await decodeParquet(table, bytes, refusal(9))).toHaveLength(9);
  });

  test('many rows in few bytes', async () => {
    const bytes = await encodeParquet(
      narrow,
      rows(50_000, 1).map(() => ({ hour: 1, record_type: 256 })),
    );
    expect(bytes.length).toBeLessThan(2_000);
    const read = decodeParquet(narrow, bytes, refusal(50_000));
    await expect(read).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining('too many') }),
    });
  });

  test('a page that inflates beyond reason', async () => {
    const buffer = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 1 },
        { name: 'app_id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ],
      columnData: [{ name: 'app_id', data: ['x'.repeat(1_000_000)] }],
      codec: 'SNAPPY',
      compressors: { SNAPPY: () => new Uint8Array(20) },
    });
    const read = decodeParquet(withColumns(table, ['app_id']), new Uint8Array(buffer), refusal(1));
    await expect(read).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining('inflates') }),
    });
  });

  test('a header with another number of values, wherever it stands', async () => {
    const bytes = await encodeParquet(
      narrow,
      rows(100, 1).map((_, at) => ({ hour: at % 24, record_type: 256 })),
    );
    const metadata = metadataOf(bytes);
    for (const { meta_data: chunk } of metadata.row_groups[0]?.columns ?? []) {
      const start = Number(chunk?.dictionary_page_offset ?? chunk?.data_page_offset);
      const end = start + Number(chunk?.total_compressed_size);
      for (let at = start; at < end; at += 1) {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = 0xff;
        const read = await decodeParquet(narrow, damaged, refusal(100)).catch(() => []);
        expect([0, 100]).toContain(read.length);
      }
    }
  });
});
