import { describe, expect, test } from 'vitest';
import type { Launch } from '../../src/launches/launch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { countPossibleTwins, launchRow } from '../../src/snapshot/launch-rows.ts';
import { readText } from '../project/repository-files.ts';
import { publishDataSet } from '../report/data-sets.ts';
import { openTables } from './derived/open-tables.ts';
import { launch, MemorySnapshot } from './fixtures.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const calendar = openCalendar('UTC');

const nobody = { userKey: null };
const nowhere = { appId: null };
/** A launch in the old schema, and one of the same second in the new one. */
const old = (more: Partial<Launch> = {}, index = 0) =>
  launch({ eventId: `old ${index}`, launchedAt: NOON + 10, recordType: 45, ...more });
const newer = (more: Partial<Launch> = {}, index = 0) =>
  launch({ eventId: `new ${index}`, launchedAt: NOON + 900, recordType: 256, ...more });

describe('launches that may be one launch in both schemas', () => {
  test.each<[string, number, readonly Launch[]]>([
    ['one of each, without a user', 1, [old(nobody), newer(nobody)]],
    ['one of each, without an app', 1, [old(nowhere), newer(nowhere)]],
    ['only the old one lacks its user', 1, [old(nobody), newer()]],
    ['only the new one lacks its app', 1, [old(), newer(nowhere)]],
    ['another second', 0, [old(nobody), newer({ ...nobody, launchedAt: NOON + 1_000 })]],
    ['another app', 0, [old({ ...nobody, appId: 'other' }), newer(nobody)]],
    ['another user', 0, [old({ ...nowhere, userKey: 'other' }), newer(nowhere)]],
    ['one that failed', 0, [old({ ...nobody, succeeded: false }), newer(nobody)]],
    ['one schema', 0, [newer(nobody), newer(nobody, 1)]],
    ['two old ones beside one new', 1, [old(nobody), old(nobody, 1), newer(nobody)]],
    ['one old beside two new ones', 1, [old(nobody), newer(nobody), newer(nobody, 1)]],
    ['as many of each', 2, [old(nobody), old(nobody, 1), newer(nobody), newer(nobody, 1)]],
    [
      'two of each, of which one lacks its app',
      2,
      [old(nobody), old({ ...nobody, appId: 'b' }, 1), newer({ ...nobody, ...nowhere }), newer(nobody, 1)],
    ],
  ])('%s: %d', (_, count, launches) => {
    const rows = launches.map((each) => launchRow(each, calendar));
    expect(countPossibleTwins(rows)).toBe(count);
    expect(countPossibleTwins(rows.toReversed())).toBe(count);
  });

  test('are counted in the days that a run touches', async () => {
    const snapshot = new MemorySnapshot();
    expect((await snapshot.merge([old(nobody)])).possibleTwins).toBe(0);
    expect((await snapshot.merge([newer(nobody)])).possibleTwins).toBe(1);
    const dayLater = launch({ eventId: 'later', launchedAt: NOON + 86_400_000 });
    expect((await snapshot.merge([dayLater])).possibleTwins).toBe(0);
  });
});

test('the query of docs/privacy.md counts them over all data', async () => {
  const query = /```sql\n([\s\S]*?)```/.exec(readText('docs/privacy.md'))?.[1] ?? '';
  const { files } = await publishDataSet(
    { listedDays: 7, days: [3, 2], gaps: [] },
    {
      users: 'none',
      change: (each, index) => ({
        ...each,
        launchedAt: NOON - Math.floor(index / 3) * 60_000,
        appId: 'a',
        recordType: index % 3 === 0 ? 45 : 256,
      }),
    },
  );
  await openTables(files, [], async ({ query: run }) => {
    const [row] = await run(query.replace("'app-launches/parquet/launches/**/*.parquet'", 'launches'));
    // One old and two new ones of each second; the last second has what is left.
    const [{ launches } = {}] = await run('SELECT count(*)::INT AS launches FROM launches');
    expect(launches).toBeGreaterThan(10);
    expect(Number(row?.possible_twins)).toBe(Math.floor((Number(launches) + 1) / 3));
  });
});
