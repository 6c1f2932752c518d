import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StoreError } from '../../errors.ts';
import { GrowingBytes } from '../../growing-bytes.ts';
import { LIMITS } from '../../limits.ts';
import { judgeFailure, reasonOf } from './git-failures.ts';

/** Configuration of one call, in order; later values win, an empty value empties a list. */
export type GitConfig = readonly (readonly [key: string, value: string])[];

/** Environment variables; `undefined` = not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a git process left behind. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Where and how git runs. */
export interface GitFolder {
  readonly cwd: string;
  readonly environment: Environment;
}

/** Runs git once. `input` goes to its standard input, piece by piece; `mostBytes` of output are taken. */
export type RunGit = (
  folder: GitFolder,
  args: readonly string[],
  input?: Iterable<string | Uint8Array>,
  mostBytes?: number,
) => Promise<GitAnswer>;

/** GIT_CONFIG_GLOBAL came with 2.32, GIT_CONFIG_COUNT with 2.31. */
const OLDEST = [2, 32] as const;

const INSTALL = 'Install git 2.32 or newer on the runner; GitHub-hosted runners have it.';

/**
 * Runs git once and returns its exit code and output, whatever the code.
 * `input` goes to stdin piece by piece; a git that stops reading early says why on stderr, which is kept.
 * @throws {StoreError} when there is no git to run, or it says more than `mostBytes`.
 */
export async function runGit(
  folder: GitFolder,
  args: readonly string[],
  input: Iterable<string | Uint8Array> = [],
  mostBytes: number = LIMITS.git.bytes,
): Promise<GitAnswer> {
  const child = spawn('git', args, {
    cwd: folder.cwd,
    env: folder.environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const [stdout, stderr] = [new GrowingBytes(mostBytes), new GrowingBytes(mostBytes)];
  let taken = 0;
  const take = (output: GrowingBytes) => (bytes: Buffer) => {
    taken += bytes.length;
    if (taken > mostBytes) child.kill('SIGKILL');
    else output.add(bytes);
  };
  child.stdout.on('data', take(stdout));
  child.stderr.on('data', take(stderr));
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? -1));
  });
  const fed = pipeline(Readable.from(input, { objectMode: false }), child.stdin).catch(() => undefined);
  try {
    const code = await ended;
    await fed;
    if (taken > mostBytes) throw tooMuchOutput(args, mostBytes);
    return { code, stdout: stdout.take(), stderr: stderr.take().toString('utf8') };
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError('Cannot start git', INSTALL, { cause });
  }
}

function tooMuchOutput(args: readonly string[], mostBytes: number): StoreError {
  return new StoreError(
    `git ${args.find((arg) => /^[a-z]/.test(arg)) ?? ''} gave more than ${mostBytes.toLocaleString('en-US')} bytes`,
    'Check that nothing but this action writes to the branch, or choose another `branch` to start over.',
  );
}

/**
 * Checks that git is there, runs, and is new enough.
 * @throws {StoreError} when it is not.
 */
export async function requireGit(folder: GitFolder, run: RunGit): Promise<void> {
  const { code, stdout, stderr } = await run(folder, ['version']);
  if (code !== 0) {
    const judged = judgeFailure(stderr);
    throw new StoreError(
      `Cannot run git: ${reasonOf(stderr, [])}`,
      judged.kind === 'refused' ? judged.remedy : INSTALL,
    );
  }
  const said = stdout.toString('utf8').trim();
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(said) ?? [];
  const isOlder = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  if (isOlder) {
    throw new StoreError(`git is too old: ${JSON.stringify(said.slice(0, 80))}`, INSTALL);
  }
}

/** Variables of the caller's git that help to reach a remote; all others would lead us into the caller's repository. */
const KEPT = /^GIT_(?:SSH|SSL_|PROXY_|HTTP_|EXEC_PATH$|ASKPASS$|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM)$)/i;

/** The action's inputs and the runner's own tokens: neither git nor a helper that it starts needs them. */
const WITHHELD = /^(?:INPUT_|ACTIONS_)/i;

/**
 * Returns the environment of a git that asks nobody anything, speaks English, and gets `config` without showing it in
 * the list of processes. `more` is added last.
 */
export function gitEnvironment(outer: Environment, config: GitConfig, more: Environment = {}): Environment {
  const kept = Object.entries(outer).filter(
    ([name]) => !WITHHELD.test(name) && (!/^GIT_/i.test(name) || KEPT.test(name)),
  );
  const entries = config.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    LANGUAGE: '',
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(entries),
    ...more,
  };
}
