/**
 * The demo, `npm run demo`: four runs of the action as GitHub starts it, against a made-up tenant on this machine, each
 * compared with what the tenant expects. `node simulator/demo.ts FOLDER` puts the files elsewhere than into .demo.
 */
import { cp, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Appeared, DemoContent } from './demo/content.ts';
import { playImport } from './demo/import-step.ts';
import { type DemoRun, SNAPSHOT, type Stage } from './demo/run.ts';
import { playStep } from './demo/scenario-step.ts';
import { startRunner } from './runner/runner.ts';
import { startTenant } from './tenant/tenant.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.argv[2] === undefined ? join(root, '.demo') : resolve(process.argv[2]);
/** Made up, and known to everybody. */
const DATA_KEY = '7d1f0a93c5e8264b9ad0713e5fc2b8460d9be1f7a35c48720e6b94d1835afc27';

try {
  process.exitCode = (await demo()) ? 0 : 1;
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** Plays the whole scenario. Returns whether everything was as the tenant expects it. */
async function demo(): Promise<boolean> {
  // Windows given by hand are held against the real clock, so that the tenant's clock starts there, on a whole second.
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const tenant = await startTenant({ now, seed: 2026, audience: 'https://manage.office.com' });
  // Whoever watches waits.
  tenant.search.polls = () => 1;
  const runner = await startRunner();
  try {
    const stage: Stage = {
      tenant,
      runner,
      workspace: await runner.checkout(),
      folder,
      entry: join(root, 'dist', 'index.js'),
      inputs: {
        'tenant-id': tenant.tenantId,
        'client-id': tenant.clientId,
        'client-secret': 'simulated-secret',
        'service-urls': `management-api=${tenant.origin}\nentra=${tenant.origin}\ngraph=${tenant.origin}`,
        history: 'graph',
        'data-key': DATA_KEY,
        publish: 'artifact, branch',
        directory: SNAPSHOT,
      },
      dataKey: DATA_KEY,
    };
    console.log('Audit Log Sync against a made-up tenant and a made-up runner on this machine.');
    const complaints = await playScenario(stage);
    await rm(join(folder, 'repository.git'), { recursive: true, force: true });
    await cp(runner.remote, join(folder, 'repository.git'), { recursive: true });
    printEnd(complaints);
    return complaints.length === 0;
  } finally {
    await Promise.all([tenant.close(), runner.close()]);
  }
}

async function playScenario(stage: Stage): Promise<readonly string[]> {
  const content = new DemoContent(stage.tenant);
  const complaints: string[] = [];
  const instants: number[] = [];
  let before = 0;
  const playNext = async (title: string, appeared: Appeared, run: DemoRun): Promise<void> => {
    console.log(`\n${run.number}  ${title}`);
    instants.push(...appeared.instants);
    complaints.push(...(await playStep(stage, { ...run, appeared, instants, before })));
    before = stage.tenant.expectedRecords.launches.size;
  };
  await playNext('The first run', content.firstDays(), { number: 1, event: 'schedule' });
  await playNext('The second run, two hours later', content.twoHoursLater(), {
    number: 2,
    event: 'schedule',
  });
  const { window, ...appeared } = content.turnedUpLate();
  const inputs = { 'start-time': window.start.toISOString(), 'end-time': window.end.toISOString() };
  await playNext('One day read again by hand, with start-time and end-time', appeared, {
    number: 3,
    event: 'workflow_dispatch',
    inputs,
  });
  console.log('\n4  An export of half a year ago, imported');
  complaints.push(...(await playImport(stage, 4, { records: content.longAgo(), before })));
  return complaints;
}

function printEnd(complaints: readonly string[]): void {
  const near = relative(process.cwd(), folder);
  const shown = near === '' || near.startsWith('..') ? folder : near;
  console.log(
    complaints.length === 0
      ? '\nCounts reconcile in all four runs, and no launch is lost, doubled or changed.'
      : `\nNot as it should be: ${complaints.length} differences, marked with ✗ above.`,
  );
  console.log(`
Look at the result:
  ${join(shown, SNAPSHOT, 'report.html')}  the figures: open it in a browser
  ${join(shown, 'summary-1.md')}  the job summary of run 1 (there are 2 to 4): open it in a Markdown preview
  ${join(shown, SNAPSHOT, 'csv')}  the tables, for a spreadsheet; the folder parquet beside it holds the same rows
  ${join(shown, SNAPSHOT, 'manifest.json')}  what the snapshot covers, and until when it is complete
  ${join(shown, 'log-1.txt')}  the log of run 1 as GitHub shows it

And at the commits of the data branch:
  git --git-dir=${join(shown, 'repository.git')} log --stat app-launches`);
}
