import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeExport } from '../tenant/exports.ts';
import type { JsonObject } from '../tenant/meaning.ts';
import { compareRows } from './rows.ts';
import { runOnce, SNAPSHOT, type Stage } from './run.ts';
import { compareBranch, counted, say } from './scenario-step.ts';

/** Where the exported file stands in the workspace. */
const FILE = 'exports/purview.csv';

/**
 * Imports an export of what feed and search no longer have, and of some days that they have: prints what the run did, and compares
 * that with the expected records. `before`: launches that the runs before brought. Returns one sentence for each difference.
 * @throws {DemoError} when the action fails.
 */
export async function playImport(
  stage: Stage,
  number: number,
  { records, before }: { readonly records: readonly JsonObject[]; readonly before: number },
): Promise<readonly string[]> {
  const { tenant, workspace } = stage;
  const asked = tenant.requests.length;
  await mkdir(join(workspace, 'exports'), { recursive: true });
  await writeFile(join(workspace, FILE), writeExport(records));
  const run = await runOnce(stage, {
    number,
    event: 'workflow_dispatch',
    inputs: { command: 'import', import: FILE },
  });
  // It names users.
  await rm(join(workspace, 'exports'), { recursive: true });
  const output = (name: string): number => Number(run.outputs.get(name));
  const launches = tenant.expectedRecords.launches;
  say('File', `${FILE}: ${counted(records.length, 'row')}, as Purview exports them`);
  say('Counts', `${counted(output('records-read'), 'row')} read, ${output('launches-added')} launches added`);
  say('Snapshot', `${output('launches-total')} launches`);
  const complaints = [
    ...(tenant.requests.length > asked ? ['the action asked a service of Microsoft'] : []),
    ...(output('records-read') === records.length ? [] : ['the action counts other rows than the file has']),
    ...(output('launches-added') === launches.size - before
      ? []
      : ['the action adds another number of launches']),
    ...(await compareRows(join(workspace, SNAPSHOT), launches.values(), {
      tenantId: tenant.tenantId,
      key: stage.dataKey,
    })),
    ...(await compareBranch(stage)),
  ];
  if (complaints.length === 0)
    say(
      'Checked',
      `✓ the files hold the simulator's ${counted(launches.size, 'launch', 'launches')}, and nobody was asked`,
    );
  for (const complaint of complaints) say('Checked', `✗ ${complaint}`);
  return complaints;
}
