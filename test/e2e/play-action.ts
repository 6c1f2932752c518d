import { type ActionRun, prepareStep, type StepOptions } from '../../simulator/runner/run-action.ts';
import type { Runner } from '../../simulator/runner/runner.ts';
import type { Host } from '../../src/host.ts';
import { run as runAction } from '../../src/main.ts';
import { createPlayedHost, type VirtualClock } from './played-host.ts';

/** A step that is played inside of this process. */
export interface PlayOptions extends StepOptions {
  readonly clock: VirtualClock;
  /** Kills the run while it waits for a service or for git: the answer never comes. */
  readonly signal?: AbortSignal;
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
  const { signal = new AbortController().signal } = options;
  const killed = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await Promise.race([runAction(environment, mortal(host, signal)), killed]);
  const { exitCode, lines, outputs, summary } = told;
  const stdout = lines.map((line) => `${line}\n`).join('');
  if (signal.aborted) {
    return step.result({ exitCode: null, signal: 'SIGKILL', stdout, stderr: '', outputs, summary });
  }
  const kept = Object.keys(environment).filter((name) => /^(?:INPUT|ACTIONS_ID_TOKEN)_/i.test(name));
  if (kept.length > 0) throw new Error(`Children of the action inherit ${kept.join(', ')}`);
  return step.result({ exitCode, signal: null, stdout, stderr: '', outputs, summary });
}

/** A host that, once the signal is aborted, does nothing any more and answers nothing: whoever waits for it waits for ever. */
function mortal(host: Host, signal: AbortSignal): Host {
  const never = new Promise<never>(() => undefined);
  const whileAlive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (signal.aborted) return await never;
    try {
      return await work();
    } finally {
      if (signal.aborted) await never;
    }
  };
  return {
    ...host,
    clock: { ...host.clock, sleep: (ms) => whileAlive(() => host.clock.sleep(ms)) },
    createSend: (connections) => {
      const send = host.createSend(connections);
      return (request) => whileAlive(() => send(request));
    },
    runGit: (...call) => whileAlive(() => host.runGit(...call)),
    loadCacheClient: () => whileAlive(() => host.loadCacheClient()),
    loadArtifactClient: () => whileAlive(() => host.loadArtifactClient()),
  };
}
