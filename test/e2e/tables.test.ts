import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { operationRecord } from '../../simulator/tenant/other-records.ts';
import { parseManifest } from '../../src/snapshot/manifest.ts';
import { tablesOf } from '../../src/snapshot/tables.ts';
import { aggregates } from '../snapshot/derived/aggregate-sql.ts';
import { openTables } from '../snapshot/derived/open-tables.ts';
import { expectedDeletions } from './expected-rows.ts';
import { addContent, DAY, expectComplete, useWorld } from './use-world.ts';
import type { World } from './world.ts';

const DOCUMENTS = ['.gitattributes', 'README.md', 'datapackage.json', 'manifest.json', 'report.html'];

/** Runs every six days onto the data branch; gives the branch's files. */
async function runsOf(world: World, users: string, runs: number): Promise<ReadonlyMap<string, Uint8Array>> {
  for (let run = 0; run < runs; run += 1) {
    addContent(world, 40, { recordsPerBlob: 8, launchShare: 0.2, failedShare: 0.1 });
    if (run === runs - 1) deleteAnApp(world);
    expectComplete(await world.sync({ publish: 'branch', users, 'time-zone': 'Europe/Berlin' }));
    world.tenant.advance(6 * DAY);
  }
  return await world.runner.readBranch('app-launches');
}

function deleteAnApp({ tenant }: World): void {
  const { app, user } = tenant.makeLaunch();
  const operation = 'AdminDeleteApp';
  const meaning = { eventId: 'deletion', occurredAt: tenant.now() - 2_000, app, user, succeeded: true };
  const records = [operationRecord({ kind: 'operation', operation, ...meaning }, tenant.tenantId)];
  tenant.addBlob({ created: new Date(tenant.now() - 1_000), records });
}

// After eight runs the last day is 35 days after the end of September.
test.each([
  ['pseudonym', 8, ['2026-09']],
  ['none', 3, []],
])('users: %s: the whole tree after %i runs', async (users, runs, months) => {
  const world = await useWorld({ tenant: { now: new Date('2026-09-26T06:00:00Z') } });
  const files = await runsOf(world, users, runs);
  const { expectedRecords } = world.tenant;
  const manifest = parseManifest(textOf(files, 'manifest.json'));

  // Every file is named, with its bytes, and no other stands in the tree.
  expect([...files.keys()].sort()).toEqual([...manifest.files.map(({ path }) => path), ...DOCUMENTS].sort());
  for (const { path, sha256 } of manifest.files) {
    expect(
      createHash('sha256')
        .update(files.get(path) ?? '')
        .digest('hex'),
    ).toBe(sha256);
  }
  const tables = tablesOf(manifest.identity.mode);
  expect(Object.keys(manifest.tables)).toEqual(tables.map(({ name }) => name));

  // Months that ended 35 days before the last day are one file each.
  const sealed = manifest.files.filter(
    (file) => file.sealed && file.table === 'launches' && file.format === 'csv',
  );
  expect(sealed.map(({ path }) => path)).toEqual(
    months.map((month) => `csv/launches/month=${month}/${month}.csv`),
  );

  const launches = [...expectedRecords.launches.values()];
  const succeeded = launches.filter((launch) => launch.succeeded);
  await openTables(files, [], async ({ query, differences }) => {
    const [row] = await query('FROM snapshot_parquet');
    expect(row).toMatchObject({
      ...{
        snapshot_id: manifest.snapshot_id,
        launches: succeeded.length,
        failed_launches: launches.length - succeeded.length,
        gaps: manifest.coverage.gaps.length,
      },
      users: users === 'none' ? null : manifest.tables.users?.rows,
    });
    for (const { name } of tables) {
      const [counted] = await query(`SELECT count(*)::INT AS rows FROM ${name}_csv`);
      expect(counted?.rows, name).toBe(manifest.tables[name]?.rows);
      expect(await differences(`FROM ${name}_csv`, `FROM ${name}_parquet`), name).toEqual([]);
    }
    const withUsers = users !== 'none';
    const lastComplete = String(row?.last_complete_date);
    const { daily, daily_apps, active_users } = aggregates(withUsers, lastComplete);
    for (const [name, sql] of Object.entries({ daily, daily_apps, active_users })) {
      if (sql !== undefined) expect(await differences(sql, `FROM ${name}_parquet`), name).toEqual([]);
    }
    const apps = await query(
      "SELECT app_id, app_name, strftime(deleted_at, '%xT%XZ') AS deleted_at FROM apps_parquet",
    );
    const deletions = expectedDeletions(expectedRecords);
    for (const { app_id, app_name, deleted_at } of apps) {
      const own = succeeded.filter(({ appId }) => appId === app_id);
      if (own.length > 0) expect(app_name).not.toBeNull();
      expect(deleted_at).toBe(deletions.get(String(app_id)) ?? null);
    }
    expect(deletions.size).toBeGreaterThan(0);
  });
  expect(world.judgeSays()).toEqual([]);
});

const DUCKDB_TYPES = {
  string: 'VARCHAR',
  integer: 'INTEGER',
  date: 'DATE',
  datetime: 'TIMESTAMP WITH TIME ZONE',
};
const field = z.object({ name: z.string(), type: z.enum(['string', 'integer', 'date', 'datetime']) });
const packageSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      path: z.array(z.string()).optional(),
      schema: z.object({ fields: z.array(field) }),
    }),
  ),
});

test('the documents describe what stands beside them', async () => {
  const world = await useWorld();
  addContent(world, 30);
  expectComplete(await world.sync({ publish: 'branch' }));
  const files = await world.runner.readBranch('app-launches');
  const { resources } = packageSchema.parse(JSON.parse(textOf(files, 'datapackage.json')));
  const paths = resources.flatMap(({ path }) => path ?? []);
  expect(paths.sort()).toEqual([...files.keys()].filter((path) => path.startsWith('csv/')).sort());
  // The Parquet has the types of the data package, and so has the CSV, read with those types.
  await openTables(files, [], async ({ query, differences }) => {
    for (const { name, schema } of resources) {
      const columns = await query(`SELECT column_name, column_type FROM (DESCRIBE ${name}_parquet)`);
      expect(columns.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(
        schema.fields.map((each) => [each.name, DUCKDB_TYPES[each.type]]),
      );
      expect(await differences(`FROM ${name}_csv`, `FROM ${name}_parquet`), name).toEqual([]);
    }
  });
  const rows = world.tenant.expectedRecords.launches.size.toLocaleString('en-US');
  expect(textOf(files, 'README.md')).toContain(`| \`launches\` | ${rows} |`);
  const page = textOf(files, 'report.html').replaceAll('&#39;', "'");
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
});

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return Buffer.from(files.get(path) ?? []).toString('utf8');
}
