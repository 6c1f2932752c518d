import type { PageApp, PageData } from '../../../src/report/page/page-data.ts';
import { addDays } from '../../../src/snapshot/calendar.ts';

const LAST_DATE = '2026-11-21';
const LAST_COMPLETE = '2026-11-19';
const LAST_INSTANT = Date.UTC(2026, 10, 21, 17, 31, 9);
const MS_PER_DAY = 86_400_000;
const TENANT = '5a1d6a2e-0000-4000-8000-00000000beef';
const NAMES = [
  'Expense claims',
  'Shop floor checklist',
  'Visitor registration',
  'Leave requests',
  'Asset inventory',
  'Größenrechner für Verpackungen',
  '見積もり申請',
  'طلب إجازة',
  'Site inspection – south region',
  'Onboarding',
];
const ENVIRONMENTS = ['Production', 'Contoso (default)', 'Finance', 'Manufacturing', 'HR sandbox'];

/** Returns a page of a tenant with `appCount` apps and 13 weeks of data, always the same, changed by what is given. */
export function pageOf(given: Partial<PageData> = {}, appCount = 60): PageData {
  const days = Array.from({ length: 91 }, (_, index) => {
    const launches = Math.round(busy(index) * (900 + 300 * noise(index)));
    const status = index > 88 ? ('open' as const) : ('covered' as const);
    return { date: addDays(LAST_DATE, index - 90), launches, users: Math.round(launches / 4.2), status };
  });
  const weeks = Array.from({ length: 13 }, (_, index) => ({
    from: addDays(LAST_COMPLETE, index * 7 - 90),
    to: addDays(LAST_COMPLETE, index * 7 - 84),
    coveredDays: 7,
    newUsers: Math.round(30 + 60 * noise(index)),
    returningUsers: 380 + index * 9,
  }));
  return {
    tenantId: TENANT,
    makerUrl: 'https://make.powerapps.com',
    inventory: null,
    timeZone: 'Europe/Berlin',
    generatedAt: LAST_INSTANT + 6 * 3_600_000,
    withUsers: true,
    coverage: {
      from: Date.UTC(2025, 7, 31, 22),
      firstDate: '2025-09-01',
      lastDate: LAST_COMPLETE,
      watermark: LAST_INSTANT + 5 * 3_600_000,
      completeUntil: LAST_INSTANT + 5 * 3_600_000 - 2 * MS_PER_DAY,
      gaps: [],
      unreadBlobs: 0,
    },
    totals: {
      launches: 312_480,
      failedLaunches: 0,
      apps: appCount,
      environments: ENVIRONMENTS.length,
      users: 1_204,
      firstDate: '2025-09-01',
      lastDate: LAST_DATE,
    },
    recent: {
      ...{ from: addDays(LAST_COMPLETE, -27), to: LAST_COMPLETE, coveredDays: 28, launches: 22_431 },
      users: { day: 214, week: 496, month: 611 },
      unnamed: { app: 0, environment: 0, user: 0 },
      comparison: { days: 28, launches: 22_431, before: 21_363 },
    },
    days,
    weeks,
    apps: Array.from({ length: appCount }, (_, index) => appOf(index, appCount)),
    environments: ENVIRONMENTS.map((name, index) => ({
      id: guid(90_000 + index),
      name,
      apps: 12 - index,
      launches28d: 9_800 - index * 2_100,
      users28d: 512 - index * 98,
    })),
    hours: {
      ...{ from: addDays(LAST_COMPLETE, -27), to: LAST_COMPLETE, days: [4, 4, 4, 4, 4, 4, 4] },
      launches: Array.from({ length: 7 }, (_, weekday) =>
        Array.from({ length: 24 }, (_, hour) => Math.round(busy(weekday + 1) * 180 * daylight(hour))),
      ),
    },
    ...given,
  };
}

/** Returns the same page with what an inventory tells: every fifth app is new, every third owner launches nothing. */
export function withInventory(page: PageData): PageData {
  const { apps, generatedAt } = page;
  return {
    ...page,
    inventory: { takenAt: generatedAt, apps: apps.length, environments: ENVIRONMENTS.length + 1, unread: 1 },
    apps: apps.map((app, index) => ({
      ...app,
      owner: {
        label: String(index).padStart(8, 'f'),
        lastLaunchAt: index % 3 === 0 ? null : LAST_INSTANT - index * MS_PER_DAY,
      },
      createdAt: LAST_INSTANT - (index % 5 === 0 ? 10 : 100 + 10 * index) * MS_PER_DAY,
      publishedAt: index % 7 === 0 ? null : LAST_INSTANT - index * MS_PER_DAY,
      sharedUsers: index,
      sharedGroups: index % 2,
    })),
  };
}

/** Returns the same page as `users: none` makes it. */
export function withoutUsers(page: PageData): PageData {
  return {
    ...page,
    withUsers: false,
    recent: page.recent && {
      ...page.recent,
      users: null,
      unnamed: { ...page.recent.unnamed, user: null },
    },
    totals: { ...page.totals, users: null },
    days: page.days.map((day) => ({ ...day, users: null })),
    weeks: page.weeks.map((week) => ({ ...week, newUsers: null, returningUsers: null })),
    apps: page.apps.map((app) => ({ ...app, users28d: null })),
    environments: page.environments.map((each) => ({ ...each, users28d: null })),
  };
}

/** Returns the same page with content that is missing. */
export function withGaps(page: PageData): PageData {
  const reason = 'the subscription to Audit.General was off: content of this time may be missing';
  const gap = { gap_from: Date.UTC(2026, 9, 5, 8), gap_to: Date.UTC(2026, 9, 6, 11), reason };
  const dates = { first_date: '2026-10-05', last_date: '2026-10-06' };
  const gaps = [{ ...gap, ...dates, status: 'open' as const }];
  const days = page.days.map((each) =>
    each.date >= dates.first_date && each.date <= dates.last_date
      ? { ...each, status: 'gap' as const }
      : each,
  );
  return { ...page, days, coverage: { ...page.coverage, gaps, unreadBlobs: 3 } };
}

/** Returns the page of a tenant of which no launch was read yet. */
export function emptyPage(): PageData {
  return pageOf({
    coverage: {
      ...{ from: null, completeUntil: null, firstDate: null, lastDate: null, gaps: [] },
      ...{ watermark: null, unreadBlobs: 0 },
    },
    totals: {
      launches: 0,
      failedLaunches: 0,
      apps: 0,
      environments: 0,
      users: 0,
      firstDate: null,
      lastDate: null,
    },
    recent: null,
    days: [],
    weeks: [],
    apps: [],
    environments: [],
    hours: null,
  });
}

/** Returns an app that is like others of its kind. */
export function appOf(index: number, of = 60): PageApp {
  const share = 1 / (1 + (index * 60) / of);
  const idle = index > of * 0.85;
  const weeks = Array.from({ length: 13 }, (_, week) =>
    idle ? 0 : Math.round(900 * share * (0.6 + 0.5 * noise(index * 13 + week))),
  );
  return {
    id: guid(index),
    name:
      index % 17 === 16 ? null : `${NAMES[index % NAMES.length]} ${Math.floor(index / NAMES.length) || ''}`,
    environment: ENVIRONMENTS[index % ENVIRONMENTS.length] ?? null,
    environmentId: guid(90_000 + (index % ENVIRONMENTS.length)),
    ...{ owner: null, createdAt: null, publishedAt: null, sharedUsers: null, sharedGroups: null },
    launches28d: weeks.slice(-4).reduce((sum, value) => sum + value, 0),
    users28d: idle ? 0 : Math.ceil(300 * share),
    firstLaunchAt: LAST_INSTANT - 400 * MS_PER_DAY,
    lastLaunchAt: LAST_INSTANT - (idle ? 91 + index : (index % 20) / 2) * MS_PER_DAY,
    deletedAt: index % 23 === 22 ? LAST_INSTANT - 3 * MS_PER_DAY : null,
    weeks,
  };
}

function guid(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** Sunday, the first day, to Saturday: weekends are quiet. */
function busy(day: number): number {
  return day % 7 === 0 || day % 7 === 6 ? 0.12 : 1;
}

function daylight(hour: number): number {
  return Math.max(0, Math.sin(((hour - 6) / 13) * Math.PI)) ** 1.5;
}

/** Between 0 and 1, the same for the same seed. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898 + 4.1) * 43_758.5453;
  return value - Math.floor(value);
}
