import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { Random } from '../../simulator/tenant/random.ts';
import type { Launch } from '../../src/launches/launch.ts';
import { documentsOf } from '../../src/report/documents.ts';
import type { AppInventory, ListedApp } from '../../src/snapshot/app-inventory.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { browserPath, openBrowser } from '../../test/browser.ts';
import { makeSnapshot } from '../history.ts';
import { type Group, type Measured, WrongAnswer } from '../row.ts';
import { interleave, median } from '../samples.ts';
import { INPUTS } from '../whole-run.ts';

const DAY = 86_400_000;
const UNTIL = Date.parse('2026-11-22T00:00:00Z');
const DAYS = 120;
const PER_DAY = 2_000;
const [APPS, USERS, ENVIRONMENTS] = [5_000, 3_000, 100];
/** Apps that anybody launches: an inventory lists many that nobody does. */
const USED = 3_500;
const ROUNDS = 9;
const WORDS = [
  'Site',
  'Inspection',
  'Expense',
  'Claims',
  'Visitor',
  'Registration',
  'Leave',
  'Asset',
  'Onboarding',
];

/** The page of a tenant with 5,000 apps, which an inventory has listed, opened from disk in a browser without a window. */
export const page: Group<'opens' | 'size'> = {
  name: 'page',
  isFull: true,
  goals: {
    opens: {
      row: 8,
      name: 'page of 5,000 apps, until a browser has drawn it',
      bound: 'at most',
      goal: 1.5,
      unit: ' s',
    },
    size: { row: 8, name: 'size of that page', bound: 'at most', goal: 3, unit: ' MB' },
  },
  measure: async () => {
    const html = await makePage();
    return {
      opens:
        browserPath === undefined ? { samples: 'no browser found', beside: '' } : await measureOpening(html),
      size: { samples: [Buffer.byteLength(html) / 1_000_000], beside: '' },
    };
  },
};

async function measureOpening(html: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-'));
  const browser = await openBrowser();
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return pathToFileURL(file).href;
  };
  const addresses = {
    page: write('report.html', html),
    empty: write('empty.html', '<!doctype html><title>Empty</title>'),
  };
  try {
    await requireApps(browser, addresses.page);
    const times = await interleave(ROUNDS, {
      page: () => timeToDraw(browser, addresses.page),
      empty: () => timeToDraw(browser, addresses.empty),
    });
    return {
      samples: times.page.map((ms) => ms / 1_000),
      beside: `${median(times.page).toFixed(0)} ms; an empty page ${median(times.empty).toFixed(0)} ms`,
    };
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** Returns how long it takes until a page is loaded, its script has run, and a frame with it is drawn; ms. */
async function timeToDraw(browser: Browser, address: string): Promise<number> {
  // A context of its own has nothing of an earlier opening.
  const context = await browser.newContext();
  const tab = await context.newPage();
  const start = performance.now();
  await tab.goto(address);
  await tab.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const ms = performance.now() - start;
  await context.close();
  return ms;
}

/** @throws {WrongAnswer} when the page does not hold every app. */
async function requireApps(browser: Browser, address: string): Promise<void> {
  const tab = await browser.newPage();
  await tab.goto(address);
  const rows = await tab.locator('#apps tbody tr').count();
  if (rows !== APPS) throw new WrongAnswer(`The page lists ${rows} apps, not ${APPS}`);
  await tab.close();
}

/** Returns the page that a run writes of this tenant. */
async function makePage(): Promise<string> {
  const random = new Random(8);
  const users = Array.from({ length: USERS }, () => random.hex(32));
  const { environments } = makeInventory(random, users);
  const used = environments
    .flatMap(({ id, name, apps }) => apps.map((app) => ({ app, environmentId: id, environmentName: name })))
    .filter((_, index) => index % APPS < USED);
  const launches = Array.from({ length: DAYS * PER_DAY }, (_, index): Launch => {
    const launchedAt = UNTIL - Math.floor(((index + 1) / PER_DAY) * DAY);
    const { app, environmentId, environmentName } = random.pickSkewed(used);
    return {
      eventId: random.guid(),
      launchedAt: launchedAt - (launchedAt % 1_000),
      appId: app.id,
      environmentId,
      userKey: random.pickSkewed(users),
      succeeded: true,
      recordType: 256,
      appName: app.name,
      environmentName,
      userType: 'Regular',
      userName: null,
    };
  });
  const { files } = await makeSnapshot(launches, {
    tenantId: '11111111-2222-4333-8444-555555555555',
    key: INPUTS['data-key'],
    until: UNTIL,
    from: UNTIL - DAYS * DAY,
    inventory: { takenAt: UNTIL, latestAt: UNTIL, environments },
    documents: documentsOf(openCalendar('UTC')),
  });
  return Buffer.from(files.get('report.html')?.read() ?? []).toString('utf8');
}

function makeInventory(random: Random, owners: readonly string[]): Pick<AppInventory, 'environments'> {
  const nameOf = (): string => `${random.pick(WORDS)} ${random.pick(WORDS)} ${random.whole(1, 999)}`;
  const app = (): ListedApp => {
    const createdAt = UNTIL - random.whole(1, 1_000) * DAY;
    return {
      id: random.guid(),
      name: nameOf(),
      type: 'canvas',
      owner: null,
      ownerKey: random.pick(owners),
      createdAt,
      modifiedAt: createdAt,
      publishedAt: createdAt,
      sharedUsers: random.whole(0, 50),
      sharedGroups: random.whole(0, 3),
    };
  };
  const environments = Array.from({ length: ENVIRONMENTS }, () => ({
    id: random.guid(),
    name: nameOf(),
    type: 'Production',
    region: 'europe',
    apps: Array.from({ length: APPS / ENVIRONMENTS }, app),
    parts: [],
    isWhole: true,
  }));
  return { environments };
}
