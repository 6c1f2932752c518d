import { expect, test } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { openTables } from '../snapshot/derived/open-tables.ts';
import { DAY, expectComplete, HOUR, MINUTE, useWorld } from './use-world.ts';
import type { World } from './world.ts';

const INPUTS = { publish: 'branch' };

/** Adds a launch of each of the last `days` days, and of each of `late` days ago, delivered now. */
function addLaunches({ tenant }: World, days: number, late: readonly number[] = []): void {
  const agos = [...Array.from({ length: days }, (_, index) => index + 0.5), ...late];
  const [app] = tenant.world.apps;
  const records = agos.map((ago) =>
    launchRecord(
      tenant.makeLaunch({
        launchedAt: new Date(tenant.now() - ago * DAY),
        ...(app === undefined ? {} : { app }),
      }),
      tenant.tenantId,
    ),
  );
  tenant.addBlob({ created: new Date(tenant.now() - MINUTE), records });
}

async function pageOf(world: World): Promise<string> {
  const files = await world.runner.readBranch('app-launches');
  return Buffer.from(files.get('report.html') ?? []).toString('utf8');
}

const tile = (page: string, label: string): string | undefined =>
  new RegExp(`<dt>${label}</dt><dd><b>([^<]*)</b>`).exec(page)?.[1];

test('after five weeks without launches there are 0 in 28 days, in page and tables', async () => {
  const world = await useWorld();
  addLaunches(world, 5);
  expectComplete(await world.sync(INPUTS));
  world.tenant.advance(3 * DAY);
  await world.sync(INPUTS);
  expect(tile(await pageOf(world), 'Launches in 28 days')).toBe('5');
  for (let week = 0; week < 5; week += 1) {
    world.tenant.advance(6 * DAY + 20 * HOUR);
    expectComplete(await world.sync(INPUTS));
  }
  const page = await pageOf(world);
  expect(tile(page, 'Launches in 28 days')).toBe('0');
  expect(tile(page, 'Users in 28 days')).toBe('0');
  await openTables(await world.runner.readBranch('app-launches'), [], async ({ query }) => {
    const [row] = await query(
      `SELECT sum(launches_28d)::INT AS launches, sum(users_28d)::INT AS users,
        (SELECT count(*)::INT FROM active_users_parquet, snapshot_parquet
          WHERE date = last_complete_date) AS active FROM apps_parquet`,
    );
    expect(row).toEqual({ launches: 0, users: 0, active: 0 });
  });
});

test('users of days without launches are those of the 28 days before', async () => {
  const world = await useWorld();
  addLaunches(world, 5);
  await world.sync(INPUTS);
  world.tenant.advance(6 * DAY);
  await world.sync(INPUTS);
  await openTables(await world.runner.readBranch('app-launches'), [], async ({ query }) => {
    const rows = await query(
      `SELECT last_complete_date::VARCHAR AS day, window_days, a.users, (SELECT count(DISTINCT user_key)::INT FROM launches) AS expected
        FROM active_users_parquet a, snapshot_parquet WHERE date = last_complete_date AND app_id IS NULL
        AND environment_id IS NULL ORDER BY window_days`,
    );
    expect(rows.map(({ day, window_days }) => [day, window_days])).toEqual([
      ['2026-11-25', 7],
      ['2026-11-25', 28],
    ]);
    expect(rows[1]?.users).toBe(rows[1]?.expected);
  });
});

test('an early straggler makes no app idle, and does not begin the data', async () => {
  const world = await useWorld();
  addLaunches(world, 5, [99]);
  const run = await world.sync(INPUTS);
  const page = await pageOf(world);
  expect(page).toContain('The data begin on 15 Nov 2026.');
  expect(tile(page, 'Idle for 90 days')).toBe('–');
  expect(run.summary).toContain('the data begin on 2026-11-15');
  expect(run.summary).not.toContain('not launched for 90 days');
});

test('a pause of the workflow is a row of gaps, from 48 hours before the content that was missed', async () => {
  const world = await useWorld();
  addLaunches(world, 5);
  await world.sync(INPUTS);
  world.tenant.advance(10 * DAY);
  const run = await world.sync(INPUTS);
  const page = await pageOf(world);
  const files = await world.runner.readBranch('app-launches');
  await openTables(files, [], async ({ query, differences }) => {
    expect(
      await query(
        'SELECT * REPLACE (left(gap_from::VARCHAR, 16) AS gap_from, left(gap_to::VARCHAR, 16) AS gap_to) FROM gaps_parquet',
      ),
    ).toEqual([
      {
        ...{ gap_from: '2026-11-20 06:00', gap_to: '2026-11-25 06:05', status: 'open' },
        ...{ first_date: '2026-11-20', last_date: '2026-11-25' },
        reason: 'no run read this time while the feed still listed it',
      },
    ]);
    expect(await differences('FROM gaps_csv', 'FROM gaps_parquet')).toEqual([]);
  });
  expect([...files.keys()].filter((path) => path.includes('/gaps'))).toEqual(
    expect.arrayContaining(['csv/gaps/gaps.csv', 'parquet/gaps/gaps.parquet']),
  );
  expect(page).toContain('24 Nov 2026: 0 launches, 0 users, in a gap: launches may be missing');
  expect(run.summary).toContain('2026-11-20 to 2026-11-25 (in a gap, launches may be missing)');
});
