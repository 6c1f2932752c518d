import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../src/instants.ts';
import { readBlob } from '../../src/launches/blob.ts';
import { openIdentity } from '../../src/launches/identity.ts';
import { possibleDates } from '../../src/snapshot/batch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { eventsTable, launchesTable } from '../../src/snapshot/fact-tables.ts';
import { type Format, readFile } from '../../src/snapshot/files.ts';
import { launchRow } from '../../src/snapshot/launch-rows.ts';
import type { MergeResult } from '../../src/snapshot/merge.ts';
import type { Table } from '../../src/snapshot/table.ts';
import { randomFrom } from '../launches/documents.ts';
import { ExtremeRecords } from '../launches/extreme-records.ts';
import { MemorySnapshot } from './fixtures.ts';

const SEED = Number(process.env.SEED ?? 20_261_127);
const LATEST = Date.UTC(2026, 10, 22, 7);
const RECORDS = 400;
const RULES = {
  operations: new Map(
    ['LaunchPowerApp', 'DeletePowerApp', 'AdminDeleteApp'].map((name) => [name.toLowerCase(), name]),
  ),
  latest: LATEST,
};

describe.each(['UTC', 'Pacific/Kiritimati'])('records at their extremes in %s', (timeZone) => {
  test.each([SEED, SEED + 1])(
    'seed %i: they go through or count as unreadable, and end nothing',
    async (seed) => {
      const records = new ExtremeRecords(randomFrom(seed));
      const texts = Array.from({ length: RECORDS }, () => records.next());
      const identity = openIdentity({ mode: 'name' }, 'tenant');
      const { launches, events, other, unreadable } = readBlob(
        Buffer.from(`[${texts.join()}]`),
        RULES,
        identity,
      );
      expect(launches.length + events.length + other + unreadable.length).toBe(RECORDS);
      expect([launches.length, events.length, unreadable.length].every((count) => count > 20)).toBe(true);
      for (const line of unreadable)
        expect(line).toMatch(/^the record at byte \d+ (?:has|is) [\w .,]{2,60}$/);

      const snapshot = new MemorySnapshot();
      const possible = possibleDates(LATEST, openCalendar(timeZone));
      const options = { timeZone, formats: ['csv', 'parquet'] as const, possible };
      const merged = await snapshot.merge(launches, { ...options, events });
      expect(merged.added + merged.failed + merged.duplicates).toBe(launches.length);
      const calendar = openCalendar(timeZone);
      const expected = launches.map((launch) => launchRow(launch, calendar));
      for (const format of options.formats) {
        const rows = await readBack(snapshot, merged, launchesTable(true), format);
        expect(rows).toHaveLength(merged.added + merged.failed);
        for (const row of rows) expect(expected).toContainEqual({ ...row, is_session_start: null });
        const kept = await readBack(snapshot, merged, eventsTable(true), format);
        // An extreme id may be that of two records.
        expect(new Set(kept.map(({ event_id }) => event_id))).toEqual(
          new Set(events.map(({ eventId }) => eventId)),
        );
      }

      const again = await snapshot.merge(launches, { ...options, events });
      expect([again.added, again.failed, again.files.size, again.impossible]).toEqual([0, 0, 0, 0]);
      // Latest is past, so that nothing is impossible in later runs either.
      const later = possibleDates(LATEST + HOUR_MS, openCalendar(timeZone));
      expect((await snapshot.merge([], { ...options, possible: later })).impossible).toBe(0);
    },
  );
});

/** Reads the rows of a table back, as the next run does. */
async function readBack<Row extends object>(
  { files }: MemorySnapshot,
  { entries }: MergeResult,
  table: Table<Row>,
  format: Format,
): Promise<readonly Row[]> {
  const own = entries.filter((entry) => entry.table === table.name && entry.format === format);
  const read = own.map((entry) => readFile(table, entry, files.get(entry.path) ?? new Uint8Array()));
  return (await Promise.all(read)).flat();
}
