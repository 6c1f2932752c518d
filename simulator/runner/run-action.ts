import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { stepInputs } from './action-inputs.ts';
import { type StepFiles, stepEnvironment, type WorkflowEvent } from './environment.ts';
import { parseFileCommands } from './file-commands.ts';
import type { Runner } from './runner.ts';
import type { Run } from './runs.ts';
import { type Annotation, WorkflowCommands } from './workflow-commands.ts';

/** One step that uses a JavaScript action. */
export interface StepOptions {
  /** Absolute path of the action's main file. */
  readonly entry: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: WorkflowEvent;
  /** Variables over those of the runner. */
  readonly env?: Readonly<Record<string, string>>;
  /** A new empty folder when left out. */
  readonly workspace?: string;
  /** 1 when left out. What the action creates belongs to this run. */
  readonly runId?: number;
  readonly runAttempt?: number;
  /** The default branch when left out. */
  readonly ref?: string;
  /** The commit of the run, which no branch has; the head of the default branch when left out. */
  readonly strayCommit?: string;
  /** `.github/workflows/collect.yml` when left out. */
  readonly workflow?: string;
  /** `true` is `permissions: id-token: write`. */
  readonly idToken?: boolean;
}

/** One step that runs in a process of its own. */
export interface ActionOptions extends StepOptions {
  /** Kills the action and its children at once. */
  readonly signal?: AbortSignal;
}

/** What an action did. */
export interface ActionRun {
  /** null when a signal ended the action. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** As written, not masked. */
  readonly stdout: string;
  readonly stderr: string;
  /** What a user sees on the run's page. */
  readonly log: string;
  readonly masks: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly groups: readonly string[];
  readonly outputs: ReadonlyMap<string, string>;
  /** Markdown of the job summary; empty when it is over the runner's limit of 1 MiB. */
  readonly summary: string;
  readonly workspace: string;
  /** The folder for temporary files, which no other run has. */
  readonly temporary: string;
}

/** An action that runs. */
export interface StartedAction {
  readonly pid: number;
  readonly done: Promise<ActionRun>;
  /** Ends the action and its children at once, as a lost machine does. */
  kill(): void;
}

const summaryLimit = 1024 * 1024;

/** Runs an action as the runner does and waits for its end. Rejects when the process cannot be started. */
export async function runAction(runner: Runner, options: ActionOptions): Promise<ActionRun> {
  return (await startAction(runner, options)).done;
}

/** What an action left behind at its end: its output and how its process ended, as in `ActionRun`. */
export interface StepEnd extends Pick<ActionRun, 'exitCode' | 'signal' | 'stdout' | 'stderr' | 'outputs'> {
  /** Whole text of the file GITHUB_STEP_SUMMARY, however long. */
  readonly summary: string;
}

/** A step that is ready to run, in a process of its own or inside of the caller's. */
export interface PreparedStep {
  readonly run: Run;
  /** The whole environment of the action: of the runner, then the inputs, then `env`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly files: StepFiles;
  /** Absolute path; the action's working directory. */
  readonly workspace: string;
  /** Takes each line that the action writes, as it comes. */
  readonly commands: WorkflowCommands;
  /** Returns what the run's page shows: call it once, after the last line. */
  result(end: StepEnd): ActionRun;
}

/** Begins a run of the workflow and prepares a step of it. Starts no process. */
export async function prepareStep(runner: Runner, options: StepOptions): Promise<PreparedStep> {
  const { entry, runId = 1, runAttempt = 1, event = {}, idToken = false } = options;
  const { defaultBranch } = runner.repository;
  const ref = options.ref ?? `refs/heads/${defaultBranch}`;
  const run = runner.begin({
    runId,
    runAttempt,
    ref,
    sha: options.strayCommit ?? (await runner.git.head(defaultBranch)),
    isStray: options.strayCommit !== undefined,
    workflow: options.workflow ?? '.github/workflows/collect.yml',
    event: event.name ?? 'schedule',
  });
  const workspace = options.workspace ?? (await runner.folder('workspace'));
  const inputs = stepInputs(entry, options.inputs ?? {}, runner.token);
  const { variables, files } = await stepEnvironment({ runner, run, entry, workspace, event, idToken });

  const commands = new WorkflowCommands([runner.token, run.runtimeToken, run.idTokenRequestToken]);
  if (inputs.unexpected.length > 0) {
    commands.read(`::warning::Unexpected input(s) '${inputs.unexpected.join("', '")}'`);
  }
  const all = { ...variables, ...inputs.variables, ...options.env };
  const temporary = all.RUNNER_TEMP || all.TMPDIR || '';
  return {
    run,
    variables: all,
    files,
    workspace,
    commands,
    result(end) {
      const tooLong = Buffer.byteLength(end.summary) > summaryLimit;
      if (tooLong)
        commands.read('::error::$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k');
      const { annotations, groups, log, masks } = commands;
      const summary = tooLong ? '' : end.summary;
      return { ...end, summary, log, masks, annotations, groups, workspace, temporary };
    },
  };
}

/** Starts an action as the runner does. Rejects when the process cannot be started. */
export async function startAction(runner: Runner, options: ActionOptions): Promise<StartedAction> {
  const { commands, files, result, variables, workspace } = await prepareStep(runner, options);
  options.signal?.throwIfAborted();
  const child = spawn(process.execPath, [options.entry], {
    cwd: workspace,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
    // An own process group lets one signal end the action with its children; Windows has none.
    detached: process.platform !== 'win32',
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined) throw await new Promise((resolve) => child.once('error', resolve));
  const kill = (): void => killGroup(child, pid);
  runner.beforeClose(kill);
  options.signal?.addEventListener('abort', kill, { once: true });
  const written = { stdout: collect(stdout), stderr: collect(stderr) };
  for (const stream of [stdout, stderr]) createInterface(stream).on('line', (line) => commands.read(line));

  async function finish(): Promise<ActionRun> {
    const end = await new Promise<Pick<ActionRun, 'exitCode' | 'signal'>>((resolve) => {
      child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    options.signal?.removeEventListener('abort', kill);
    return result({
      ...end,
      stdout: written.stdout(),
      stderr: written.stderr(),
      outputs: parseFileCommands(await readFile(files.output, 'utf8')),
      summary: await readFile(files.summary, 'utf8'),
    });
  }
  return { pid, done: finish(), kill };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

function killGroup(child: ChildProcess, pid: number): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-pid, 'SIGKILL');
}
