import { writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { idTokenPath } from './id-token.ts';
import { addressOf, describeRepository, SERVER_URL } from './repository.ts';
import type { Runner } from './runner.ts';
import type { Run } from './runs.ts';

/** The event that started a run; the repository is added to `payload`. */
export interface WorkflowEvent {
  /** `schedule` when left out. */
  readonly name?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** What the environment of a step is made from. */
export interface StepContext {
  readonly runner: Runner;
  readonly run: Run;
  readonly entry: string;
  readonly workspace: string;
  readonly event: WorkflowEvent;
  readonly idToken: boolean;
}

/** Paths of the files through which a step talks to the runner. */
export interface StepFiles {
  readonly output: string;
  readonly state: string;
  readonly env: string;
  readonly path: string;
  readonly summary: string;
}

/** What programs need to start at all; the rest of the caller's environment is kept from the step. */
const essentials = [
  'PATH',
  'SystemRoot',
  'windir',
  'ComSpec',
  'PATHEXT',
  'ProgramData',
  'ProgramFiles',
  'ProgramW6432',
];

/**
 * Makes the folders and files of one step and returns the environment that the runner sets for a JavaScript step
 * (actions/runner, NodeScriptActionHandler.cs), without inputs. HOME and temporary folders are new and empty.
 */
export async function stepEnvironment(
  context: StepContext,
): Promise<{ readonly variables: Readonly<Record<string, string>>; readonly files: StepFiles }> {
  const { runner, run } = context;
  const commands = await runner.folder('commands');
  const files: StepFiles = {
    output: join(commands, 'output'),
    state: join(commands, 'state'),
    env: join(commands, 'env'),
    path: join(commands, 'path'),
    summary: join(commands, 'summary'),
  };
  // Small files: to hand each to another thread takes longer than to write it.
  for (const path of Object.values(files)) writeFileSync(path, '');
  const eventPath = join(commands, 'event.json');
  const payload = { ...context.event.payload, repository: describeRepository(runner.repository) };
  writeFileSync(eventPath, JSON.stringify(payload));
  const temp = await runner.folder('temp');
  const home = await runner.folder('home');
  const gitConfig = join(commands, 'gitconfig');
  writeFileSync(gitConfig, gitConfigOf(runner));
  const kept = essentials.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const variables = {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: temp,
    TEMP: temp,
    TMP: temp,
    RUNNER_TEMP: temp,
    GIT_CONFIG_SYSTEM: gitConfig,
    ...githubVariables(context, eventPath),
    GITHUB_OUTPUT: files.output,
    GITHUB_STATE: files.state,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    GITHUB_STEP_SUMMARY: files.summary,
    ACTIONS_RESULTS_URL: `${runner.url}/`,
    ACTIONS_RUNTIME_URL: `${runner.url}/runtime/`,
    ACTIONS_RUNTIME_TOKEN: run.runtimeToken,
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ...(context.idToken
      ? {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${runner.url}${idTokenPath}`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: run.idTokenRequestToken,
        }
      : {}),
  };
  return { variables, files };
}

/** What makes the folder of the remote stand for the repository's address on GitHub. */
function gitConfigOf({ remote, repository }: Runner): string {
  const address = addressOf(repository);
  return `[url ${JSON.stringify(remote)}]\n\tinsteadOf = ${address}\n\tinsteadOf = ${address}.git\n`;
}

function githubVariables(context: StepContext, eventPath: string): Readonly<Record<string, string>> {
  const { runner, run, entry, workspace } = context;
  const { repository } = runner;
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTION_PATH: dirname(dirname(entry)),
    GITHUB_ACTOR: repository.owner,
    GITHUB_WORKFLOW: 'collect',
    GITHUB_WORKFLOW_REF: `${repository.owner}/${repository.name}/${run.workflow}@${run.ref}`,
    GITHUB_JOB: 'collect',
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: `${repository.owner}/${repository.name}`,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_RUN_ID: String(run.runId),
    GITHUB_RUN_ATTEMPT: String(run.runAttempt),
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RETENTION_DAYS: String(repository.retentionDays),
    GITHUB_REF: run.ref,
    GITHUB_REF_NAME: run.headBranch,
    GITHUB_REF_TYPE: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_SHA: run.sha,
    GITHUB_EVENT_NAME: run.event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_SERVER_URL: SERVER_URL,
    GITHUB_API_URL: `${runner.url}/api`,
    GITHUB_GRAPHQL_URL: `${runner.url}/api/graphql`,
    RUNNER_NAME: 'simulator',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_OS: { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[String(platform())] ?? 'Linux',
    RUNNER_ARCH: arch() === 'arm64' ? 'ARM64' : 'X64',
  };
}
