import { expect, test } from 'vitest';
import { SnapshotError } from '../../src/errors.ts';
import { type LaunchRow, launchesTable } from '../../src/snapshot/fact-tables.ts';
import { openWriter } from '../../src/snapshot/files.ts';
import { growInMemory } from '../../src/snapshot/made-file.ts';

const ROW: LaunchRow = {
  event_id: 'a',
  launched_at: Date.UTC(2026, 10, 21),
  date: '2026-11-21',
  hour: 0,
  app_id: null,
  environment_id: null,
  user_key: 'kim@contoso.com',
  is_session_start: null,
  succeeded: 1,
  record_type: 2_147_483_647,
};

test.each(['csv', 'parquet'] as const)('what every column can hold is written as %s', async (format) => {
  const writer = await openWriter(launchesTable(true), format, growInMemory);
  writer.add([ROW]);
  expect(writer.finish().bytes).toBeGreaterThan(0);
});

test.each<[Partial<Record<keyof LaunchRow, unknown>>, string]>([
  [{ record_type: 2_147_483_648 }, 'the column record_type of type int cannot hold the number 2147483648'],
  [{ hour: 1.5 }, 'the column hour of type int cannot hold the number 1.5'],
  [{ succeeded: null }, 'the column succeeded of type int cannot hold an empty cell'],
  [{ launched_at: Number.NaN }, 'the column launched_at of type timestamp cannot hold the number NaN'],
  [{ launched_at: 1e18 }, 'the column launched_at of type timestamp cannot hold the number'],
  [{ date: '+010000-01-01' }, 'the column date of type date cannot hold this text'],
  [{ date: '2026-02-99' }, 'the column date of type date cannot hold this text'],
  [{ user_key: ['kim@contoso.com'] }, 'the column user_key of type text cannot hold a value of type object'],
  [{ app_id: undefined }, 'the column app_id of type text cannot hold a value of type undefined'],
])('%j is named by table and column, in each format, and its text is not shown', async (cell, what) => {
  // A row that no type lets through: that is the case.
  const row = { ...ROW, ...cell } as LaunchRow;
  for (const format of ['csv', 'parquet'] as const) {
    const writer = await openWriter(launchesTable(true), format, growInMemory);
    expect(() => writer.add([ROW, row])).toThrow(SnapshotError);
    expect(() => writer.add([ROW, row])).toThrow(`Cannot write the table launches: ${what}`);
    expect(() => writer.add([ROW, row])).not.toThrow('kim');
  }
});
