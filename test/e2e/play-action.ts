import { type ActionRun, prepareStep, type StepOptions } from '../../simulator/runner/run-action.ts';
import type { Runner } from '../../simulator/runner/runner.ts';
import type { Clock } from '../../src/clock.ts';
import { run as runAction } from '../../src/main.ts';
import { createPlayedHost } from './played-host.ts';

/** A step that is played inside of this process. */
export interface PlayOptions extends StepOptions {
  readonly clock: Clock;
}

/**
 * Plays a run of `src/main.ts` inside of this process, with the environment that the runner gives a step. What it shows and
 * leaves behind is what `dist/index.js` does; only the process, its threads and the toolkit's clients are not there. Throws
 * when the environment still holds an input at the end, as children would inherit it.
 */
export async function playAction(runner: Runner, options: PlayOptions): Promise<ActionRun> {
  const step = await prepareStep(runner, options);
  const { host, told } = createPlayedHost({
    environment: step.variables,
    workspace: step.workspace,
    run: step.run,
    runnerUrl: runner.url,
    clock: options.clock,
    commands: step.commands,
  });
  const environment: NodeJS.ProcessEnv = { ...step.variables };
  await runAction(environment, host);
  const kept = Object.keys(environment).filter((name) => /^(?:INPUT|ACTIONS_ID_TOKEN)_/i.test(name));
  if (kept.length > 0) throw new Error(`Children of the action inherit ${kept.join(', ')}`);
  const { exitCode, lines, outputs, summary } = told;
  const stdout = lines.map((line) => `${line}\n`).join('');
  return step.result({ exitCode, signal: null, stdout, stderr: '', outputs, summary });
}
