import { describe, expect, test } from 'vitest';
import { FeedError } from '../../src/errors.ts';
import type { Overview } from '../../src/report/overview.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { coverageOf } from '../../src/snapshot/coverage.ts';
import type { Gap } from '../../src/snapshot/manifest.ts';
import { launch, manifestOf } from '../snapshot/fixtures.ts';
import { figuresOf, type Given, HOSTILE, reportOf } from './fixtures.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 21, 12);

const FROM = Date.UTC(2026, 10, 15);
const LINKS = {
  label: 'branch app-launches',
  url: 'https://github.com/o/r/tree/app-launches',
  commit: { label: '1a2b3c4', url: 'https://github.com/o/r/commit/1a2b3c4d' },
  reportUrl: 'https://github.com/o/r/blob/app-launches/report.html',
};

test('says what was read, how its counts reconcile, and where it is', () => {
  const report = reportOf({ stores: [LINKS] });
  const { overview } = report;
  const summary = summaryOf(
    reportOf({
      stores: [LINKS],
      overview: { ...overview, coverage: { ...overview.coverage, from: FROM } },
      collected: { records: 12_345, other: 12_343, read: [{ id: 'a', created: 0 }], known: 2 },
      merged: { added: 1, duplicates: 1 },
      manifest: { ...manifestOf([]), tables: { launches: { rows: 1234 } } },
    }),
  );
  for (const text of [
    '**✅ Complete.** 1 launch added.',
    'Snapshot: 1,234 launches, covered from 2026-11-15T00:00:00Z, complete until 2026-11-20T00:00:00Z. Published to [branch app-launches](https://github.com/o/r/tree/app-launches) at [1a2b3c4](https://github.com/o/r/commit/1a2b3c4d); figures: [report.html](https://github.com/o/r/blob/app-launches/report.html), to download and open.',
    '| Content listed | 2026-11-21T23:00:00Z to 2026-11-22T00:00:00Z |',
    '| All content listed until | 2026-11-22T00:00:00Z |',
    '12,345 = 1 launch added + 1 duplicate + 12,343 of other operations + 0 unreadable',
    '| Content blobs | 1 read, 0 unread, 0 lost, 2 known from earlier runs |',
    'canvas apps only',
  ]) {
    expect(summary).toContain(text);
  }
  expect(summary).not.toMatch(/What to know|Gaps|mermaid|Most launched/);
});

/** The same figures with gaps of content time. */
function withGaps(overview: Overview, gaps: readonly Gap[]): Overview {
  const coverage = { from: null, complete_until: null, gaps: [...gaps] };
  const rows = coverageOf({ coverage }, openCalendar('UTC')).gaps;
  return { ...overview, coverage: { ...overview.coverage, gaps: rows } };
}

test('says what is missing', () => {
  const gap = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', reason: 'a|b' };
  const report = reportOf({ complete: false, published: false, withUsers: false, newGaps: [gap] });
  const summary = summaryOf({
    ...report,
    overview: withGaps(report.overview, [gap]),
    state: { ...report.state, watermark: null },
  });
  expect(summary).toContain('**⚠️ Incomplete, see below.** No launch added.');
  expect(summary).toContain(
    'Snapshot: 0 launches, nothing is covered yet, with 1 gap. It is in branch app-launches.',
  );
  expect(summary).toContain('| All content listed until | not yet |');
  expect(summary).toContain('| 2026-11-18T00:00:00Z | 2026-11-21T00:00:00Z | a&#124;b | open, new |');
  expect(summary.match(/a&#124;b/g)).toHaveLength(1);
  expect(summary).toContain('users and sessions cannot be counted');
});

test.each([true, false])('says that names can contain the name of a user; with users: %s', (withUsers) => {
  expect(summaryOf(reportOf({ withUsers, merged: { added: 1 } }))).toContain(
    'Names of apps and environments are written by people and can contain the name of a user.',
  );
});

test('of many gaps the newest are shown, and the others are counted', () => {
  const gaps = Array.from({ length: 23 }, (_, index) => {
    const at = new Date(NOON + index * DAY).toISOString();
    return { from: at, to: at, reason: `gap ${index}.` };
  });
  const report = reportOf({ merged: { added: 1 } });
  const summaryWith = (count: number): string =>
    summaryOf({ ...report, overview: withGaps(report.overview, gaps.slice(0, count)) });
  const many = summaryWith(23);
  expect(many.match(/gap \d+\./g)).toEqual(gaps.slice(3).map(({ reason }) => reason));
  expect(many).toContain('The newest 20; 3 earlier ones are in the table gaps.');
  expect(many).toContain('with 23 gaps');
  expect(summaryWith(20)).not.toContain('newest');
  expect(summaryWith(21)).toContain('1 earlier one is in');
});

test('the ten apps that were launched most in 28 days, by their newest name', async () => {
  const launches = Array.from({ length: 12 }, (_, app) =>
    Array.from({ length: app + 1 }, (__, index) =>
      launch({
        ...{
          eventId: `${app}-${index}`,
          launchedAt: NOON + index,
          appId: `app-${String(app).padStart(2, '0')}`,
        },
        ...{ userKey: `user-${index % 2}`, appName: app === 11 ? `Name ${index}` : null },
      }),
    ),
  ).flat();
  const summary = summaryOf(reportOf(await figuresOf(launches)));
  const rows = summary.split('\n').filter((line) => /^\| (?:Name|app-)/.test(line));
  expect(rows).toHaveLength(10);
  expect(summary).toContain(
    '### Most launched apps in 28 days\n\nThe 28 days up to 21 Nov 2026, the last complete day. 1 of them is covered',
  );
  expect(summary).toContain('may be missing. 78 launches.\n');
  expect(rows.slice(0, 2)).toEqual([
    '| Name 11 | environment | 12 | 2 |',
    '| app-10 | environment | 11 | 2 |',
  ]);
  expect(summary).toContain('2 more in report.html');
  const { overview } = await figuresOf(launches, { users: 'none' });
  expect(summaryOf(reportOf({ overview, withUsers: false, merged: { added: 1 } }))).toContain(
    '| Name 11 | environment | 12 |\n',
  );
});

test('the chart shows each of the last 28 days once', async () => {
  const launches = Array.from({ length: 40 }, (_, day) =>
    Array.from({ length: day === 35 ? 0 : day }, (__, index) =>
      launch({ eventId: `${day}-${index}`, launchedAt: NOON + (day - 39) * DAY, userKey: `user-${index}` }),
    ),
  ).flat();
  const { overview } = await figuresOf(launches, { timeZone: 'Europe/Berlin' });
  const summary = summaryOf(reportOf({ overview, merged: { added: 1 } }));
  expect(summary).toContain('Launches a day (Europe/Berlin)');
  const list = (name: string): string[] =>
    (new RegExp(`${name} \\[(.*)\\]`).exec(summary)?.[1] ?? '').replaceAll('"', '').split(', ');
  expect(list('x-axis')).toHaveLength(28);
  expect(list('x-axis').at(-1)).toBe('11-21');
  expect(list('bar')).toEqual(
    Array.from({ length: 28 }, (_, index) => (index === 23 ? '0' : `${index + 12}`)),
  );
});

test('users of the last day, week and month, and who is new', async () => {
  const launches = [
    launch({ eventId: 'a', launchedAt: NOON - 20 * DAY, userKey: 'kim' }),
    launch({ eventId: 'b', launchedAt: NOON - 3 * DAY, userKey: 'kim' }),
    launch({ eventId: 'c', launchedAt: NOON, userKey: 'lee' }),
  ];
  const summary = summaryOf(reportOf(await figuresOf(launches)));
  expect(summary).toContain('1 user on 2026-11-21, 2 in 7 days, 2 in 28 days.');
  expect(summary).toContain('| 2026-11-15 to 2026-11-21 | 1 | 1 |');
});

test('an app that the log does not name has its name from the catalog, and one without launches counts as idle', async () => {
  const launches = [launch({ eventId: '1', launchedAt: NOON, appId: 'a', appName: null })];
  const listed = { owner: null, environmentId: null, environmentName: null };
  const catalog = new Map([
    ['a', { ...listed, name: 'From the catalog' }],
    ['b', { ...listed, name: 'Never launched' }],
  ]);
  const summary = summaryOf(reportOf(await figuresOf(launches, { catalog })));
  expect(summary).toContain('| From the catalog | environment | 1 | 1 |');
  expect(summary).toContain(
    'Not enough history yet to tell which apps are idle: the data begin on 2026-11-21, and 1 of 90 days is covered. 1 app without',
  );
  const early = launch({ eventId: '2', launchedAt: NOON - 90 * DAY, appId: 'c', userKey: 'kim' });
  const later = summaryOf(reportOf(await figuresOf([...launches, early], { catalog })));
  expect(later).toContain('2 apps of 3 not launched for 90 days.');
  const gone = {
    ...{ eventId: 'd', occurredAt: NOON, operation: 'DeletePowerApp' },
    ...{ appId: 'c', environmentId: null, userKey: null, appName: null, environmentName: null },
  };
  const deleted = summaryOf(reportOf(await figuresOf([...launches, early], { catalog, events: [gone] })));
  expect(deleted).toContain('1 app of 2 not launched for 90 days.');
});

describe('a run that brought no launch', () => {
  const gap = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', reason: 'no run' };

  test.each<[string, Given, string]>([
    ['and found none', {}, '✅ Nothing new.'],
    ['by hand', { isManual: true }, '✅ Manual run: nothing new.'],
    ['just started the subscription', { subscription: 'started' }, '⏳ Waiting for content.'],
    ['waits', { subscription: 'restarted', isManual: true }, '⏳ Manual run: waiting for content.'],
    ['into an empty snapshot', { manifest: manifestOf([]) }, '✅ Complete, but no launch so far.'],
  ])('%s: verdict, snapshot, and nothing else but what to know', (_, given, verdict) => {
    const filled = { ...manifestOf([]), tables: { launches: { rows: 7 } } };
    const report = reportOf({ manifest: filled, stores: [LINKS], ...given });
    const [title, first, second, ...more] = summaryOf({
      ...report,
      overview: withGaps(report.overview, [gap]),
    })
      .split('\n')
      .filter((line) => line !== '');
    expect(title).toBe('## Power Apps launches');
    expect(first).toContain(
      `**${verdict}** Content of 2026-11-21T23:00:00Z to 2026-11-22T00:00:00Z listed: `,
    );
    expect(second).toContain('with 1 gap. Published to [branch app-launches](');
    expect(more.length).toBe(given.subscription === undefined ? 0 : 2);
  });

  test('but is not complete says all', () => {
    const report = reportOf({ complete: false });
    expect(summaryOf(report)).toContain('### Counts');
  });
});

test('what is not complete before it begins is not called complete', () => {
  const report = reportOf();
  const coverage = { ...report.overview.coverage, from: Date.UTC(2026, 10, 21) };
  expect(summaryOf({ ...report, overview: { ...report.overview, coverage } })).toContain(
    'covered from 2026-11-21T00:00:00Z, complete 48 hours after that at the earliest.',
  );
});

test('windows that could not be listed are not called listed', () => {
  const error = new FeedError('Could not list', 'Wait.', { code: '', status: 503 });
  const unlisted = [{ window: { start: NOON, end: NOON + DAY }, error }];
  expect(summaryOf(reportOf({ complete: false, collected: { unlisted } }))).toContain(', but for 1 window |');
});

describe('a hostile name changes nothing but its own cell', () => {
  test.each(HOSTILE)('%j', async (appName) => {
    const summaryWith = async (name: string): Promise<string> => {
      const one = launch({ eventId: 'a', launchedAt: NOON, appName: name, environmentName: name });
      return summaryOf(
        reportOf({
          ...(await figuresOf([{ ...one, userKey: 'someone@contoso.com' }])),
          collected: { unreadable: [name], failures: new Map([[name, 1]]) },
          ...{ stores: [{ ...LINKS, label: name }], cacheFailure: name },
          newGaps: [{ from: '2026-11-22T03:00:00Z', to: '2026-11-22T03:00:00Z', reason: name }],
        }),
      );
    };
    const plain = (await summaryWith('Plain')).split('\n');
    const hostile = await summaryWith(appName);
    // The characters with a meaning are those of the plain summary.
    const active = (line: string): string => line.replace(/&#\d+;/g, '').replace(/[^|*`<>[\]@\\]/g, '');
    expect(hostile.split('\n').map(active)).toEqual(plain.map(active));
    expect(hostile.length).toBeLessThan(60_000);
    expect(hostile).not.toContain('contoso');
  });
});
