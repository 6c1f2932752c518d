/**
 * A process of its own that merges days of 100,000 launches into the snapshot in a folder, the last of them measured:
 * `node benchmark/scale-child.ts FOLDER FIRST DAYS`, with the first day's number and how many days are merged. Prints what came of it.
 */
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Random } from '../simulator/tenant/random.ts';
import type { Launch } from '../src/launches/launch.ts';
import { keepHeapSmall } from '../src/sources/activity-feed/heap.ts';
import { openAside } from '../src/stores/aside.ts';
import { createDisk } from '../src/stores/disk.ts';
import { readFolder } from '../src/stores/folder/folder.ts';
import { makeSnapshot } from './history.ts';
import { INPUTS } from './whole-run.ts';

const DAY = 86_400_000;
/** With 95 days behind it, the next day seals no month, and the one after seals October. */
const FIRST_DAY = Date.parse('2026-08-31T00:00:00Z');
const PER_DAY = 100_000;
const [APPS, USERS, ENVIRONMENTS] = [1_000, 20_000, 100];
/** Apps that one user launches. */
const APPS_OF_USER = 8;
/** Days that are merged at once while the history is made. */
const DAYS_AT_ONCE = 4;
/** Launches that are made before other work of the process gets its turn. */
const LAUNCHES_AT_ONCE = 500;

const [folder = '', first = '', days = ''] = process.argv.slice(2);
const random = new Random(7);
const apps = Array.from({ length: APPS }, () => inOnePiece(random.guid()));
const users = Array.from({ length: USERS }, () => inOnePiece(random.hex(32)));
const environments = Array.from({ length: ENVIRONMENTS }, () => inOnePiece(random.guid()));
const aside = openAside(
  join(folder, '.aside'),
  createDisk(async () => undefined),
);

await keepHeapSmall();
const [from, to] = [Number(first), Number(first) + Number(days)];
for (let day = from; day < to; day += DAYS_AT_ONCE) await merge(day, Math.min(to, day + DAYS_AT_ONCE));
await aside.close();

async function merge(day: number, end: number): Promise<void> {
  const launches: Launch[] = [];
  for (let next = day; next < end; next += 1) {
    for (const launch of launchesOf(next)) {
      launches.push(launch);
      // As in a run, whose launches come while it waits for others.
      if (launches.length % LAUNCHES_AT_ONCE === 0) await setTimeout(1);
    }
  }
  const base = await readFolder(folder, 'the benchmark');
  const { manifest, files, removed } = await makeSnapshot(launches, {
    tenantId: '11111111-2222-4333-8444-555555555555',
    key: INPUTS['data-key'],
    until: FIRST_DAY + end * DAY,
    base,
    keep: aside.keep,
  });
  for (const path of removed) rmSync(join(folder, path));
  for (const [path, file] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    rmSync(join(folder, path), { force: true });
    for (const piece of file.pieces()) appendFileSync(join(folder, path), piece);
  }
  console.log(
    JSON.stringify({
      launches: manifest.tables.launches?.rows,
      isSealed: manifest.files.some(({ path }) => path.includes('/2026-10.1.')),
      largestBytes: manifest.files.reduce((most, { bytes }) => Math.max(most, bytes), 0),
      // What a plain count of these very launches gives for the last day.
      day: new Date(FIRST_DAY + (end - 1) * DAY).toISOString().slice(0, 10),
      expected: countPlainly(launchesOf(end - 1)),
    }),
  );
}

function* launchesOf(day: number): Generator<Launch> {
  const ofDay = new Random(day + 1_000);
  for (let index = 0; index < PER_DAY; index += 1) {
    const user = ofDay.whole(0, USERS - 1);
    // Some apps are launched much more often than others.
    const app = Math.floor(((user * 7_919 + ofDay.whole(0, APPS_OF_USER - 1) * 104_729) % APPS) ** 2 / APPS);
    yield {
      eventId: inOnePiece(ofDay.guid()),
      launchedAt: FIRST_DAY + day * DAY + Math.floor((index * DAY) / PER_DAY / 1_000) * 1_000,
      appId: apps[app] ?? null,
      environmentId: environments[app % ENVIRONMENTS] ?? null,
      userKey: users[user] ?? null,
      succeeded: true,
      recordType: 256,
      appName: 'Site Inspection',
      environmentName: 'Contoso (default)',
      userType: 'Regular',
      userName: null,
    };
  }
}

/** Returns a text as one that was read is in memory. What is put together keeps its parts, several times as much. */
function inOnePiece(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

/** Returns lines `app,launches,users`, sorted. */
function countPlainly(launches: Iterable<Launch>): readonly string[] {
  const byApp = new Map<string, Launch[]>();
  for (const launch of launches) {
    const known = byApp.get(String(launch.appId));
    if (known === undefined) byApp.set(String(launch.appId), [launch]);
    else known.push(launch);
  }
  const lines = [...byApp].map(
    ([app, own]) => `${app},${own.length},${new Set(own.map(({ userKey }) => userKey)).size}`,
  );
  return lines.sort();
}
