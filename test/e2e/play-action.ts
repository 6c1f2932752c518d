import { stepInputs } from '../../simulator/runner/action-inputs.ts';
import { stepEnvironment } from '../../simulator/runner/environment.ts';
import type { ActionOptions, ActionRun } from '../../simulator/runner/run-action.ts';
import type { Runner } from '../../simulator/runner/runner.ts';
import type { Clock } from '../../src/clock.ts';
import { run as runAction } from '../../src/main.ts';
import { createPlayedHost } from './played-host.ts';

/** A step that is played inside of this process. */
export interface PlayOptions extends Omit<ActionOptions, 'signal'> {
  readonly clock: Clock;
}

/**
 * Plays a run of `src/main.ts` inside of this process, with the environment that the runner gives a step. What it shows and
 * leaves behind is what `dist/index.js` does; only the process, its threads and the toolkit's clients are not there.
 */
export async function playAction(runner: Runner, options: PlayOptions): Promise<ActionRun> {
  const { entry, runId = 1, runAttempt = 1, event = {}, idToken = false, clock } = options;
  const { defaultBranch } = runner.repository;
  const ref = options.ref ?? `refs/heads/${defaultBranch}`;
  const run = runner.begin({ runId, runAttempt, ref, sha: await runner.git.head(defaultBranch) });
  const workspace = options.workspace ?? (await runner.folder('workspace'));
  const inputs = stepInputs(entry, options.inputs ?? {}, runner.token);
  const { variables } = await stepEnvironment({ runner, run, entry, workspace, event, idToken });
  const environment = { ...variables, ...inputs.variables, ...options.env };
  const masks = [runner.token, run.runtimeToken, run.idTokenRequestToken];
  const { host, told } = createPlayedHost({
    environment,
    workspace,
    run,
    runnerUrl: runner.url,
    clock,
    masks,
  });
  if (inputs.unexpected.length > 0) {
    host.log.warning(`Unexpected input(s) '${inputs.unexpected.join("', '")}'`, '');
  }
  await runAction(environment, host);
  const { commands, outputs, lines, summary, exitCode } = told;
  return {
    exitCode,
    signal: null,
    stdout: lines.map((line) => `${line}\n`).join(''),
    stderr: '',
    log: commands.log,
    masks: commands.masks,
    annotations: commands.annotations,
    groups: commands.groups,
    outputs,
    summary,
    workspace,
  };
}
