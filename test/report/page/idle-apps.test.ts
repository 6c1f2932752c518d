import { expect, test } from 'vitest';
import { idleApps } from '../../../src/report/page/idle-apps.ts';
import { renderPage } from '../../../src/report/page/page.ts';
import type { PageApp, PageData } from '../../../src/report/page/page-data.ts';
import { appOf, pageOf, withGaps } from './page-data.ts';

// 90 days before the last day of the data, 21 Nov 2026, in Europe/Berlin (UTC+2).
const START_OF_23_AUG = Date.UTC(2026, 7, 22, 22);

function app(name: string, lastLaunchAt: number | null, deletedAt: number | null = null): PageApp {
  return { ...appOf(0), name, lastLaunchAt, deletedAt };
}

function namesOf(page: PageData): readonly (string | null)[] | undefined {
  const idle = idleApps(page);
  return idle.known ? idle.apps.map(({ name }) => name) : undefined;
}

test('an app is idle when its last launch is 90 days before the last day of the data', () => {
  const apps = [
    app('91 days', START_OF_23_AUG - 1),
    app('89 days', START_OF_23_AUG + 24 * 3_600_000),
    app('90 days', START_OF_23_AUG + 24 * 3_600_000 - 1),
    app('never', null),
    app('deleted', null, START_OF_23_AUG),
  ];
  expect(namesOf(pageOf({ apps }))).toEqual(['never', '91 days', '90 days']);
});

test('an app that was launched after its deletion was restored, and may be idle', () => {
  const last = START_OF_23_AUG - 1;
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

test('data of less than 90 days call no app idle', () => {
  const page = pageOf({ apps: [app('a', null), app('b', START_OF_23_AUG)] });
  const young = {
    ...page,
    totals: { ...page.totals, firstDate: '2026-08-24' },
    coverage: { ...page.coverage, from: Date.UTC(2026, 7, 24) },
  };
  expect(idleApps(young)).toEqual({ known: false, begin: '2026-08-24', never: 1 });
  expect(renderPage(young)).toContain('1 app of the catalog has no launch so far.');
  expect(namesOf({ ...young, totals: { ...page.totals, firstDate: '2026-08-23' } })).toEqual(['a', 'b']);
});

test('gaps in the 90 days are told', () => {
  const idle = idleApps(withGaps(pageOf()));
  expect(idle.known && idle.withGaps).toBe(true);
  const before = idleApps(
    pageOf({
      coverage: {
        ...pageOf().coverage,
        gaps: [{ from: '2026-08-01T00:00:00Z', to: '2026-08-20T00:00:00Z', reason: 'gone' }],
      },
    }),
  );
  expect(before.known && before.withGaps).toBe(false);
});
