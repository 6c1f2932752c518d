import { expect, test } from 'vitest';
import { renderPage } from '../../../src/report/page/page.ts';
import type { PageApp, PageData } from '../../../src/report/page/page-data.ts';
import { newApps, unusedApps } from '../../../src/report/page/unused-apps.ts';
import { appOf, pageOf, withGaps, withInventory } from './page-data.ts';

// The last complete day is 19 Nov 2026, in Europe/Berlin.
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

let made = 0;

function app(name: string, given: Partial<PageApp> = {}): PageApp {
  made += 1;
  return { ...appOf(made), deletedAt: null, name, lastLaunchAt: null, createdAt: at('2024-01-01'), ...given };
}

const inventory = { takenAt: at('2026-11-21'), apps: 3, environments: 2, unread: 0 };
const namesOf = (apps: readonly PageApp[] | null) => apps?.map(({ name }) => name) ?? null;

function windowsOf(data: PageData) {
  return unusedApps(data).windows.map(({ idle }) => (idle.known ? namesOf(idle.apps) : null));
}

test('apps without a launch for 30, 90 and 180 days, and never, younger and deleted ones aside', () => {
  const apps = [
    app('never'),
    app('never, 29 days old', { createdAt: at('2026-10-21') }),
    app('never, 60 days old', { createdAt: at('2026-09-20') }),
    app('deleted', { deletedAt: at('2026-11-01') }),
    app('30 days', { lastLaunchAt: at('2026-10-20') }),
    app('29 days', { lastLaunchAt: at('2026-10-21') }),
    app('90 days', { lastLaunchAt: at('2026-08-21') }),
    app('200 days', { lastLaunchAt: at('2026-05-03') }),
  ];
  const page = pageOf({ apps, inventory });
  expect(windowsOf(page)).toEqual([
    ['never', 'never, 60 days old', '200 days', '90 days', '30 days'],
    ['never', '200 days', '90 days'],
    ['never', '200 days'],
  ]);
  expect(namesOf(unusedApps(page).never)).toEqual(['never', 'never, 29 days old', 'never, 60 days old']);
  const html = renderPage(page);
  expect(html).toContain(
    '<th scope="row">180 days</th><td>2</td><td><span class="words">no launch after 23 May 2026</span></td>',
  );
  expect(html).toContain('<th scope="row">Never seen</th><td>3</td>');
  // Never launched, and younger than 30 days: in no window, and in the list.
  expect(html).toContain('6 unused apps, the longest without a launch first.');
});

test('what is not covered is unknown, and named', () => {
  const apps = [app('never'), app('old', { lastLaunchAt: at('2026-01-01') })];
  const from = pageOf({ apps });
  const young = { ...from, coverage: { ...from.coverage, from: at('2026-10-01'), firstDate: '2026-10-01' } };
  expect(windowsOf(young)).toEqual([['never', 'old'], null, null]);
  expect(renderPage(young)).toContain(
    '>not known: the data begin on 1 Oct 2026, 50 of 180 days are covered<',
  );
  expect(renderPage(withGaps(from))).toContain(
    'no launch after 21 Aug 2026; 2 days not covered, so launches may be missing',
  );
  const nothing = { ...from, coverage: { ...from.coverage, firstDate: null, lastDate: null } };
  expect(windowsOf(nothing)).toEqual([null, null, null]);
  expect(renderPage(nothing)).toContain('1 unused app, none of them ever launched in the data.');
});

test('apps of owners who launched nothing for 90 days, where owners are known', () => {
  const owner = (lastLaunchAt: number | null) => ({ label: 'abcdef01', lastLaunchAt });
  const apps = [
    app('of nobody known'),
    app('of one who never came', { owner: owner(null), lastLaunchAt: at('2026-11-19') }),
    app('of one who left', { owner: owner(at('2026-08-21')) }),
    app('of one who comes', { owner: owner(at('2026-08-22')) }),
    app('deleted', { owner: owner(null), deletedAt: at('2026-11-20'), lastLaunchAt: at('2026-11-01') }),
  ];
  expect(namesOf(unusedApps(pageOf({ apps })).ownerIdle)).toEqual([
    'of one who never came',
    'of one who left',
  ]);
  expect(unusedApps(pageOf({ apps: [app('of nobody known')] })).ownerIdle).toBeNull();
  expect(renderPage(pageOf({ apps, inventory }))).toContain(
    '2 apps are owned by somebody who launched no app',
  );
});

test('new apps of the last 12 months, the month of the inventory first', () => {
  const created = ['2026-11-30', '2026-11-01', '2026-01-31', '2025-12-01', '2025-11-30'];
  const apps = created.map((day, index) =>
    app(day, { createdAt: at(day), deletedAt: index === 0 ? at(day) : null }),
  );
  const months = newApps(pageOf({ apps, inventory })) ?? [];
  expect(months).toHaveLength(12);
  expect(months.filter((each) => each.apps > 0)).toEqual([
    { month: '2026-11', apps: 2 },
    { month: '2026-01', apps: 1 },
    { month: '2025-12', apps: 1 },
  ]);
  expect(newApps(pageOf({ apps }))).toBeNull();
});

test('each unused app has a link to the maker portal, and ids that are none have none', () => {
  const environmentId = `default-${'5a1d6a2e-0000-4000-8000-00000000beef'}`;
  const apps = [
    app('linked', { environmentId }),
    app('of a catalog', { id: '"><script>', environmentId }),
    app('homeless', { environmentId: null }),
  ];
  const html = renderPage(pageOf({ apps, inventory, makerUrl: 'https://make.gov.powerapps.us' }));
  const links = [...html.matchAll(/<a href="(https[^"]+)"/g)].map(([, address]) => address);
  expect(links).toEqual([
    `https://make.gov.powerapps.us/environments/Default-5a1d6a2e-0000-4000-8000-00000000beef/apps/${apps[0]?.id}/details`,
  ]);
});

test('the page says when the inventory was taken, and names no owner', () => {
  const html = renderPage(withInventory(pageOf()));
  expect(html).toContain('60 apps in 6 environments; 1 of them could not be read, and stay as they were');
  expect(html).toContain('<code>ffffff52</code>');
  expect(html).toContain('No user and no owner of an app is named on this page.');
  expect(html).toContain('<th scope="col">Apps</th>');
});

test('of very many unused apps the page lists the first 1,000, and says where the others are', () => {
  const apps = Array.from({ length: 1_234 }, (_, index) => app(`app ${index}`));
  const html = renderPage(pageOf({ apps, inventory }));
  expect(html).toContain(
    '1,000 unused apps, the longest without a launch first; 234 more in the table apps.',
  );
  expect(html.match(/>Open<\/a>/g)?.length ?? 0).toBeLessThanOrEqual(1_000);
  expect(html).toContain('<th scope="row">90 days</th><td>1,234</td>');
});
