import { expect, test } from 'vitest';
import { idleApps } from '../../../src/report/page/idle-apps.ts';
import { renderPage } from '../../../src/report/page/page.ts';
import type { PageApp, PageData } from '../../../src/report/page/page-data.ts';
import { appOf, pageOf } from './page-data.ts';

// 90 days before the last complete day, 19 Nov 2026, in Europe/Berlin (UTC+2).
const START_OF_21_AUG = Date.UTC(2026, 7, 20, 22);

function app(name: string, lastLaunchAt: number | null, deletedAt: number | null = null): PageApp {
  return { ...appOf(0), name, lastLaunchAt, deletedAt };
}

function namesOf(page: PageData): readonly (string | null)[] | undefined {
  const idle = idleApps(page);
  return idle.known ? idle.apps.map(({ name }) => name) : undefined;
}

test('an app is idle when its last launch is 90 days before the last complete day', () => {
  const apps = [
    app('91 days', START_OF_21_AUG - 1),
    app('89 days', START_OF_21_AUG + 24 * 3_600_000),
    app('90 days', START_OF_21_AUG + 24 * 3_600_000 - 1),
    app('never', null),
    app('deleted', null, START_OF_21_AUG),
  ];
  expect(namesOf(pageOf({ apps }))).toEqual(['never', '91 days', '90 days']);
});

test('an app that was launched after its deletion was restored, and may be idle', () => {
  const last = START_OF_21_AUG - 1;
  const apps = [
    app('restored', last, last - 1),
    app('gone', last, last + 1),
    app('same instant', last, last),
  ];
  const page = pageOf({ apps });
  expect(namesOf(page)).toEqual(['restored', 'same instant']);
  const html = renderPage(page);
  expect(html).toContain('2 of 2 apps have no launch');
  expect(html.match(/<small>deleted /g)).toHaveLength(1);
});

test('a launch on a day that is not complete yet keeps an app from being idle', () => {
  expect(namesOf(pageOf({ apps: [app('today', pageOf().generatedAt), app('never', null)] }))).toEqual([
    'never',
  ]);
});

/** A page whose data begin on a day, and miss others. */
function covered(firstDate: string, ...gaps: readonly (readonly [string, string])[]): PageData {
  const page = pageOf({ apps: [app('a', null), app('b', START_OF_21_AUG)] });
  const rows = gaps.map(([first_date, last_date]) => ({
    ...{ gap_from: Date.parse(first_date), gap_to: Date.parse(last_date), first_date, last_date },
    ...{ reason: 'gone', status: 'open' as const },
  }));
  const from = Date.parse(`${firstDate}T00:00:00Z`) - 2 * 3_600_000;
  return { ...page, coverage: { ...page.coverage, from, firstDate, gaps: rows } };
}

// The 90 days are 22 Aug to 19 Nov.
test.each<[string, PageData, number | undefined]>([
  ['data that begin a day too late', covered('2026-08-23'), undefined],
  ['data that begin in time', covered('2026-08-22'), 90],
  ['a gap before them', covered('2026-01-01', ['2026-08-01', '2026-08-21']), 90],
  ['a gap that reaches into them', covered('2026-01-01', ['2026-08-01', '2026-08-24']), 87],
  ['gaps of half of them', covered('2026-01-01', ['2026-09-01', '2026-10-15']), 45],
  ['gaps of more than half of them', covered('2026-01-01', ['2026-09-01', '2026-10-16']), undefined],
])('whether idle apps are known: %s', (_, page, coveredDays) => {
  const idle = idleApps(page);
  expect(idle.known ? idle.coveredDays : undefined).toBe(coveredDays);
  expect(renderPage(page)).toContain(
    coveredDays === undefined ? '1 app has no launch so far.' : '2 of 2 apps have no launch',
  );
});

test('what is not covered is named beside the idle apps', () => {
  const html = renderPage(covered('2026-01-01', ['2026-08-01', '2026-08-24']));
  expect(html).toContain('3 days of them are not covered, so launches may be missing.');
  expect(html).toContain('of 2 apps; 3 days of them not covered');
});

test('without covered time nothing is idle, whatever was launched', () => {
  const page = pageOf();
  const coverage = { ...page.coverage, from: null, completeUntil: null, firstDate: null, lastDate: null };
  expect(idleApps({ ...page, coverage })).toMatchObject({ known: false, begin: null });
});

test('without apps nothing is said of every app', () => {
  const html = renderPage({ ...covered('2026-01-01'), apps: [] });
  expect(html).toContain('No app is known yet that is not deleted.');
  expect(html).not.toContain('Every app');
});
