import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import type { Random } from '../../simulator/tenant/random.ts';
import { directoryOf } from './snapshot.ts';
import { DAY, MINUTE, useWorld } from './use-world.ts';

test('an app that the audit log does not name has the name of the app catalog in the summary and in the table', async () => {
  const world = await useWorld();
  const { tenant, runner } = world;
  // Of a day that is complete.
  const launch = tenant.makeLaunch({ recordType: 45, launchedAt: new Date(tenant.now() - 3 * DAY) });
  const { meaning, render } = launchRecord(launch, tenant.tenantId);
  const nameless = {
    meaning,
    render: (random: Random) =>
      render(random).replace('resourceDisplayName', 'x').replace('environmentDisplayName', 'y'),
  };
  tenant.addBlob({ created: new Date(tenant.now() - MINUTE), records: [nameless] });
  const workspace = await runner.checkout();
  await mkdir(join(workspace, 'data'));
  await writeFile(
    join(workspace, 'data', 'apps.csv'),
    `\ufeffApp ID,Display name,Owner\n${launch.app.id.toUpperCase()},Leave | of absence,Team A\nnever-launched,=Idle,\n`,
    'utf16le',
  );
  const run = await world.sync({ 'app-catalog': 'data/apps.csv' }, { workspace });
  expect(run.exitCode).toBe(0);
  expect(run.summary).toMatch(/\| Leave &#124; of absence \| [\w-]+ \| 1 \| 1 \|/);
  expect(run.summary).toContain('1 app without any launch yet.');
  const apps = await readFile(join(directoryOf(run), 'csv', 'apps', 'apps.csv'), 'utf8');
  expect(apps).toContain(`${launch.app.id},Leave | of absence,`);
  expect(apps).toContain(',Team A,');
  expect(apps).toContain("never-launched,'=Idle,,,,,,,,,,,,,0,0,,,\n");
});

test('a missing app catalog ends the run before any request', async () => {
  const world = await useWorld();
  const run = await world.sync({ 'app-catalog': 'apps.csv' });
  expect(run.exitCode).toBe(1);
  expect(run.annotations[0]?.message).toContain(
    'Cannot read the app catalog "apps.csv": there is no such file. Check that app-catalog names',
  );
  expect(world.tenant.requests).toEqual([]);
});
