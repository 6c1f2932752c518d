import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MINUTE } from '../../simulator/tenant/clock.ts';
import { directoryOf, readEvents, readLaunches } from './snapshot.ts';
import { DAY, expectComplete, HOUR, useWorld } from './use-world.ts';

const root = fileURLToPath(new URL('../../../shared/fixtures/', import.meta.url));
const launchFile = 'pnp-m365-analytics-insights/launchpowerapp-256-real-sanitised.json';
const blobFile = 'monitoring-power-platform/ContentBlog.json';
const listFile = 'monitoring-power-platform/NotificationResponseExample.json';

const entrySchema = z.object({
  contentType: z.string(),
  contentId: z.string(),
  contentUri: z.string(),
  contentCreated: z.string(),
  contentExpiration: z.string(),
});

/** Every recorded JSON document as it could stand in a blob: arrays unchanged, single records and answers in brackets. */
async function recordedBlobs() {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'README.md');
  const blobs: { readonly bytes: Buffer; readonly records: number }[] = [];
  for (const { parentPath, name } of files) {
    const bytes = await readFile(`${parentPath}/${name}`);
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    // The documentation shows an answer with its head, and cuts some bodies short with three dots.
    const body = name.endsWith('.txt') ? text.replace(/^HTTP[\s\S]*?\r?\n\r?\n/, '') : text;
    const value = parsed(body);
    if (value === undefined) continue;
    const isArray = Array.isArray(value);
    const asServed = body === text ? bytes : Buffer.from(body);
    blobs.push({
      bytes: isArray ? asServed : Buffer.concat([Buffer.from('['), asServed, Buffer.from(']')]),
      records: isArray ? value.length : 1,
    });
  }
  return blobs;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the folder's README says about the one real launch. */
const realLaunch = {
  event_id: 'e2a84675-8952-4d91-a2ea-4d89f310f1a7',
  launched_at: '2026-05-19T13:17:34Z',
  date: '2026-05-19',
  hour: 13,
  app_id: '6c39e97c-6ddd-4a37-afd4-494a605925cf',
  environment_id: 'aa289efd-09f4-eaeb-bbb8-c08fc9e27d09',
  user_key: 'amberr@contoso.onmicrosoft.com',
  is_session_start: 1,
  succeeded: 1,
  record_type: 256,
};

describe('recorded content', () => {
  beforeEach(({ skip }) => {
    if (existsSync(root)) return;
    console.warn('Skipped: the folder with recorded content is not here.');
    skip('the folder with recorded content is not here');
  });

  test('of every workload goes through: exactly one launch', async () => {
    const world = await useWorld({ tenant: { now: new Date('2026-05-23T00:00:00Z') } });
    const blobs = await recordedBlobs();
    for (const [index, { bytes }] of blobs.entries()) {
      const created = new Date(world.tenant.now() - HOUR - index * MINUTE);
      world.tenant.addRecorded(bytes, { created, gzip: index % 2 === 0, chunked: index % 3 === 0 });
    }
    const run = await world.sync({ users: 'name' });
    expectComplete(run);
    const records = blobs.reduce((sum, blob) => sum + blob.records, 0);
    expect(blobs.length).toBeGreaterThan(35);
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      'blobs-read': String(blobs.length),
      'records-read': String(records),
      'launches-added': '1',
      duplicates: '0',
    });
    for (const format of ['csv', 'parquet'] as const) {
      expect(await readLaunches(directoryOf(run), format)).toStrictEqual([realLaunch]);
      expect(await readEvents(directoryOf(run), format)).toEqual([]);
    }
    expect(run.summary).toContain('TestEmptyApp');
    expect(run.summary).toContain(
      `${records} = 1 launch added + 0 duplicates + ${records - 1} of other operations + 0 unreadable`,
    );
    expect(world.judgeSays()).toEqual([]);
  });

  test('the real content list leads to its blobs, though it names another host', async () => {
    const entries = z.array(entrySchema).parse(JSON.parse(await readFile(`${root}${listFile}`, 'utf8')));
    const tenantId = /v1\.0\/([^/]+)\//.exec(entries[0]?.contentUri ?? '')?.[1] ?? '';
    const newest = Math.max(...entries.map(({ contentCreated }) => Date.parse(contentCreated)));
    const world = await useWorld({
      tenant: { now: new Date(Math.floor(newest / 1_000) * 1_000 + HOUR), tenantId, pageSize: 50 },
    });
    // The list is older than the launch, and no run believes a launch from the future.
    const date = new Date(newest).toISOString().slice(0, 10);
    const inTime = (await readFile(`${root}${launchFile}`, 'utf8')).replaceAll(realLaunch.date, date);
    const bodies = [await readFile(`${root}${blobFile}`), Buffer.from(`[${inTime}]`)];
    const order = new Map(entries.map(({ contentId }, index) => [contentId, index]));
    world.tenant.addListing(entries, (id) => bodies[(order.get(id) ?? 0) % bodies.length]);
    world.tenant.judge.startRun();
    const run = await world.sync({ users: 'name', lookback: '2 days' });
    world.tenant.judge.endRun({
      from: new Date(world.tenant.now() - 2 * DAY),
      to: new Date(world.tenant.now()),
    });
    expectComplete(run);
    expect(entries).toHaveLength(170);
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      'blobs-read': '170',
      'records-read': String(85 * 10 + 85),
      'launches-added': '1',
      duplicates: '84',
    });
    expect(await readLaunches(directoryOf(run), 'parquet')).toStrictEqual([
      { ...realLaunch, date, launched_at: realLaunch.launched_at.replace(realLaunch.date, date) },
    ]);
    expect(world.judgeSays()).toEqual([]);
  });
});
