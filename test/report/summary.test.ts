import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../src/report/summary.ts';
import type { SnapshotFile } from '../../src/snapshot/manifest.ts';
import { launch, manifestOf } from '../snapshot/fixtures.ts';
import { HOSTILE, reportOf } from './fixtures.ts';

const day = (date: string, rows: number, more: Partial<SnapshotFile> = {}): SnapshotFile => ({
  ...{
    table: 'launches',
    format: 'csv',
    path: `csv/launches/${date}.csv`,
    rows,
    bytes: 1,
    sha256: 'a'.repeat(64),
  },
  ...{ date_from: date, date_to: date, sealed: false },
  ...more,
});

test('says what was read, how it balances, and where it is', () => {
  const summary = summaryOf(
    reportOf({
      collected: { records: 12_345, other: 12_343, read: [{ id: 'a', created: 0 }], known: 2 },
      extended: { added: 1, duplicates: 1 },
      manifest: { ...manifestOf([]), tables: { launches: { rows: 1234 } } },
    }),
  );
  for (const text of [
    '✅ Complete',
    'Published: branch app-launches',
    '2026-11-21T23:00:00Z to 2026-11-22T00:00:00Z',
    '| All content listed until | 2026-11-22T00:00:00Z |',
    '| Launches complete until | 2026-11-20T00:00:00Z |',
    '12,345 = 1 + 1 + 12,343 + 0',
    '1 content blob read, 0 unread, 0 lost, 2 known',
    '1,234 launches',
    'canvas apps only',
  ]) {
    expect(summary).toContain(text);
  }
  expect(summary).not.toMatch(/What to know|Gaps|mermaid|Most launched/);
});

test('says what is missing', () => {
  const gap = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', reason: 'a|b' };
  const report = reportOf({ complete: false, published: false, withUsers: false, newGaps: [gap] });
  const summary = summaryOf({ ...report, state: { ...report.state, watermark: null, gaps: [gap] } });
  expect(summary).toContain('⚠️ Incomplete');
  expect(summary).toContain('Nothing new to publish');
  expect(summary).toContain('| All content listed until | not yet |');
  expect(summary).toContain('| 2026-11-20T00:00:00Z | 2026-11-21T00:00:00Z | a&#124;b |');
  expect(summary).toContain('users and sessions cannot be counted');
});

test('the ten apps that were launched most, by their newest name', () => {
  const launches = Array.from({ length: 12 }, (_, app) =>
    Array.from({ length: app + 1 }, (__, index) =>
      launch({
        ...{ eventId: `${app}-${index}`, launchedAt: index, appId: `app-${String(app).padStart(2, '0')}` },
        ...{ userKey: `user-${index % 2}`, appName: app === 11 ? `Name ${index}` : null },
      }),
    ),
  ).flat();
  const summary = summaryOf(reportOf({ collected: { launches } }));
  const rows = summary.split('\n').filter((line) => /^\| (?:Name|app-)/.test(line));
  expect(rows).toHaveLength(10);
  expect(summary).toContain('### Most launched apps, 1970-01-01 to 1970-01-01');
  expect(rows.slice(0, 2)).toEqual(['| Name 11 | 12 | 2 |', '| app-10 | 11 | 2 |']);
  expect(summaryOf(reportOf({ collected: { launches }, withUsers: false }))).toContain('| Name 11 | 12 |\n');
});

test('the chart shows each of the last 28 days once, whatever the formats', () => {
  const dates = Array.from({ length: 30 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
  const files = [
    day('2026-09-01', 999, { date_to: '2026-09-30', sealed: true }),
    ...dates.map((date, index) => day(date, index)).reverse(),
    ...dates.map((date) => day(date, 777, { format: 'parquet' })),
    day('2026-11-30', 888, { table: 'events' }),
  ];
  const summary = summaryOf(reportOf({ manifest: manifestOf(files, 'Europe/Berlin') }));
  expect(summary).toContain('Launches a day (Europe/Berlin)');
  const list = (name: string): string[] =>
    (new RegExp(`${name} \\[(.*)\\]`).exec(summary)?.[1] ?? '').replaceAll('"', '').split(', ');
  expect(list('x-axis')).toEqual(dates.slice(2).map((date) => date.slice(5)));
  expect(list('bar')).toEqual(dates.slice(2).map((_, index) => `${index + 2}`));
});

test('a day without launches has its place in the chart', () => {
  const files = [day('2026-11-01', 5), day('2026-11-04', 7)];
  const summary = summaryOf(reportOf({ manifest: manifestOf(files) }));
  expect(summary).toContain('x-axis ["11-01", "11-02", "11-03", "11-04"]');
  expect(summary).toContain('bar [5, 0, 0, 7]');
});

test('an app that the log does not name has its name from the catalog', () => {
  const launches = [launch({ eventId: '1', launchedAt: 1, appId: 'a', appName: null })];
  const names = new Map([['a', 'From the catalog']]);
  expect(summaryOf(reportOf({ collected: { launches }, names }))).toContain('| From the catalog | 1 |');
});

describe('a hostile name changes nothing but its own cell', () => {
  test.each(HOSTILE)('%j', (appName) => {
    const summaryWith = (name: string): string =>
      summaryOf(
        reportOf({
          collected: {
            launches: [
              launch({ eventId: 'a', launchedAt: 0, appName: name, userKey: 'someone@contoso.com' }),
            ],
            ...{ unreadable: [name], failures: new Map([[name, 1]]) },
          },
          ...{
            place: name,
            cacheFailure: name,
            newGaps: [{ from: '2026-11-22T03:00:00Z', to: '2026-11-22T03:00:00Z', reason: name }],
          },
        }),
      );
    const plain = summaryWith('Plain');
    const hostile = summaryWith(appName);
    expect(hostile.split('\n')).toHaveLength(plain.split('\n').length);
    for (const [index, line] of hostile.split('\n').entries()) {
      const like = plain.split('\n')[index] ?? '';
      // The characters with a meaning are those of the plain summary.
      expect(line.replace(/&#\d+;/g, '').replace(/[^|*`<>[\]@\\]/g, '')).toBe(
        like.replace(/&#\d+;/g, '').replace(/[^|*`<>[\]@\\]/g, ''),
      );
    }
    expect(hostile.length).toBeLessThan(60_000);
    expect(hostile).not.toContain('contoso');
  });
});
