import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ActionRun, runAction } from '../runner/run-action.ts';
import type { Runner } from '../runner/runner.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** What stays the same through the demo. Folders are absolute. */
export interface Stage {
  readonly tenant: Tenant;
  readonly runner: Runner;
  /** The checkout that the runs share. */
  readonly workspace: string;
  /** Where the files of the demo end up. */
  readonly folder: string;
  /** The action's main file. */
  readonly entry: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly dataKey: string;
}

/** The n-th run of the action. */
export interface DemoRun {
  readonly number: number;
  readonly event: 'schedule' | 'workflow_dispatch';
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Thrown when the demo cannot go on; the message is for people. */
export class DemoError extends Error {}

/** The folder in the workspace, and in the demo's folder, that holds the snapshot. */
export const SNAPSHOT = 'app-launches';

/**
 * Runs the action once; copies its log, its summary and the snapshot into the demo's folder.
 * @throws {DemoError} when the action fails.
 */
export async function runOnce(stage: Stage, { number, event, inputs = {} }: DemoRun): Promise<ActionRun> {
  const { runner, workspace, entry, folder } = stage;
  const all = { ...stage.inputs, ...inputs };
  const run = await runAction(runner, {
    entry,
    workspace,
    inputs: all,
    runId: number,
    now: new Date(stage.tenant.now()),
    event: { name: event },
    env: compileCache(),
  });
  await mkdir(folder, { recursive: true });
  const log = join(folder, `log-${number}.txt`);
  await writeFile(log, run.log);
  await writeFile(join(folder, `summary-${number}.md`), run.summary);
  if (run.exitCode !== 0) {
    const said = run.annotations.find(({ level }) => level === 'error')?.message ?? run.stderr.trim();
    throw new DemoError(`The action failed: ${said}\nIts log is in ${log}.`);
  }
  await rm(join(folder, SNAPSHOT), { recursive: true, force: true });
  await cp(join(workspace, SNAPSHOT), join(folder, SNAPSHOT), { recursive: true });
  return run;
}

/** Lets the three runs share compiled code where the caller keeps some. */
function compileCache(): Readonly<Record<string, string>> {
  const { NODE_COMPILE_CACHE: folder } = process.env;
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}
