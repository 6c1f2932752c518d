import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { expectedLaunches } from './expected-rows.ts';
import { directoryOf, readLaunches, readManifest } from './snapshot.ts';
import { addContent, expectComplete, HOUR, MINUTE, useWorld } from './use-world.ts';

const keyed = <Row extends { readonly event_id: string; readonly is_session_start: unknown }>(
  rows: readonly Row[],
) => rows.map(({ is_session_start: _ofTheDayBefore, ...row }) => row);

test('keep drops whole days that are older, in files and in rows', async () => {
  const world = await useWorld();
  const { tenant } = world;
  addContent(world, 5 * 24);
  await world.sync();
  tenant.advance(HOUR);
  const second = await world.sync({ keep: '2 days' });
  expectComplete(second);
  const folder = directoryOf(second);
  const kept = expectedLaunches(tenant.expectedRecords, tenant).filter(({ date }) => date >= '2026-11-20');
  expect(kept.length).toBeGreaterThan(0);
  for (const format of ['csv', 'parquet'] as const) {
    expect(keyed(await readLaunches(folder, format, 'folder'))).toStrictEqual(keyed(kept));
  }
  const { files, coverage } = await readManifest(folder);
  expect(files.every(({ date_from }) => date_from === null || date_from >= '2026-11-20')).toBe(true);
  expect(coverage.from?.slice(0, 13)).toBe('2026-11-20T07');
  for (const document of ['README.md', 'report.html', 'datapackage.json']) {
    expect(await readFile(join(folder, document), 'utf8')).toMatch(/from\D*2026-11-20T07:/i);
  }
  const launches = second.outputs.get('launches-total');
  expect(launches).toBe(String(kept.length));
});

test('keep leaves the same bytes, whether the older days were ever read or not', async () => {
  const bytes: Buffer[] = [];
  for (const history of ['forgets', 'never knew']) {
    const world = await useWorld();
    const { tenant } = world;
    const [app] = tenant.world.apps;
    const [user] = tenant.world.users;
    if (app === undefined || user === undefined) throw new Error('an empty world');
    const instants = ['2026-11-19T23:50:00Z', '2026-11-20T00:05:00Z', '2026-11-21T10:00:00Z'];
    tenant.addBlob({
      created: new Date(tenant.now() - MINUTE),
      records: instants.map((launchedAt, index) =>
        launchRecord(
          tenant.makeLaunch({
            eventId: `0000000${index}-0000-4000-8000-000000000000`,
            launchedAt: new Date(launchedAt),
            app,
            user,
          }),
          tenant.tenantId,
        ),
      ),
    });
    if (history === 'forgets') await world.sync();
    const run = await world.sync({ keep: '2 days' });
    if (history === 'never knew') {
      expect(run.summary).toContain('3 = 2 launches added + 1 launch older than keep + 0 duplicates');
    }
    bytes.push(await readFile(join(directoryOf(run), 'csv/launches/month=2026-11/2026-11-20.csv')));
  }
  expect(bytes[0]?.toString()).toBe(bytes[1]?.toString());
});
