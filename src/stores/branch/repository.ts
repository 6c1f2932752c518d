import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../errors.ts';
import { createDisk } from '../disk.ts';
import { type Environment, type GitAnswer, gitEnvironment, requireGit } from './git.ts';
import { judgeFailure, reasonOf } from './git-failures.ts';
import { findRemote, type Remote, type RemoteSettings } from './remote.ts';

/** Name of the remote inside the temporary repository. */
export const REMOTE = 'data';

/** Waits before the second, third and fourth try, in ms. */
const WAITS = [1_000, 4_000, 15_000] as const;

/** A bare repository of our own, so that no index, ref, setting or file of the caller is ever touched. */
export interface TemporaryRepository {
  /**
   * Runs a command that stays on this machine and returns its stdout, of `mostBytes`.
   * @throws {StoreError} when it fails.
   */
  readonly local: (
    args: readonly string[],
    input?: Iterable<string | Uint8Array>,
    mostBytes?: number,
  ) => Promise<Buffer>;
  /**
   * Runs a command that talks to the remote. An outage is tried again; the last answer is given whatever it is.
   * @throws {StoreError} when the outage lasts.
   */
  readonly remote: (args: readonly string[], input?: Iterable<string | Uint8Array>) => Promise<GitAnswer>;
  /** Returns the error that tells of a failed command: git's reason in one line, and a remedy. */
  readonly failure: (what: string, answer: GitAnswer) => StoreError;
  /** Removes the repository. */
  readonly close: () => Promise<void>;
}

/** What opening takes. `debug` gets a line about each command that talks to the remote. */
export interface RepositorySettings extends RemoteSettings {
  /** Waits so many ms. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Makes an empty repository that knows the remote and how to sign in there.
 * @throws {StoreError} when git is missing, too old, or cannot make it.
 */
export async function openTemporaryRepository(settings: RepositorySettings): Promise<TemporaryRepository> {
  await mkdir(settings.temporary, { recursive: true });
  const temporary = { cwd: settings.temporary, environment: gitEnvironment(settings.environment, []) };
  await requireGit(temporary, settings.runGit);
  const remote = await findRemote(settings);
  const folder = await mkdtemp(join(settings.temporary, 'audit-log-sync-'));
  const repository = repositoryIn(folder, remote, environmentFor(folder, remote, settings), settings);
  try {
    await repository.local(['init', '--quiet', '--bare', '--template=', '--object-format=sha1', folder]);
    return repository;
  } catch (error) {
    await repository.close();
    throw error;
  }
}

function repositoryIn(
  folder: string,
  remote: Remote,
  environment: Environment,
  { sleep, debug, runGit }: Pick<RepositorySettings, 'sleep' | 'debug' | 'runGit'>,
): TemporaryRepository {
  const gitFolder = { cwd: folder, environment };
  const failure = (what: string, answer: GitAnswer): StoreError => {
    const output = outputOf(answer);
    const judged = judgeFailure(output);
    const remedy = judged.kind === 'refused' ? judged.remedy : 'Run the workflow again.';
    return new StoreError(`${what}: ${reasonOf(output, remote.secrets)}`, remedy);
  };
  return {
    failure,
    local: async (args, input, mostBytes) => {
      const answer = await runGit(gitFolder, args, input, mostBytes);
      if (answer.code !== 0) throw failure(`git ${args[0] ?? ''} failed`, answer);
      return answer.stdout;
    },
    remote: async (args, input) => {
      const ask = async (): Promise<GitAnswer> => {
        const answer = await runGit(gitFolder, args, input);
        debug(`git ${args.find((arg) => /^[a-z]/.test(arg)) ?? ''}: exit code ${answer.code}`);
        return answer;
      };
      let answer = await ask();
      for (const wait of WAITS) {
        if (!isOutage(answer)) return answer;
        await sleep(wait);
        answer = await ask();
      }
      if (isOutage(answer)) throw failure('Cannot reach the repository', answer);
      return answer;
    },
    close: () => createDisk(sleep).remove(folder),
  };
}

/**
 * Returns the full ids of objects, in the order of their names: refs of our own and full ids.
 * @throws {StoreError} when one of them is missing.
 */
export async function idsOf(
  repository: TemporaryRepository,
  names: readonly string[],
): Promise<readonly string[]> {
  return (await repository.local(['rev-parse', ...names])).toString('utf8').trim().split('\n');
}

/** Returns what a failed git said: stderr, and the refused refs of `push --porcelain`; never the data of a file. */
export function outputOf(answer: GitAnswer): string {
  const refused = answer.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('!\t'));
  return [answer.stderr, ...refused].join('\n');
}

function isOutage(answer: GitAnswer): boolean {
  return answer.code !== 0 && judgeFailure(outputOf(answer)).kind === 'network';
}

function environmentFor(folder: string, remote: Remote, settings: RepositorySettings): Environment {
  const config = [
    ...remote.config,
    [`remote.${REMOTE}.url`, remote.url],
    ['protocol.version', '2'],
    // No hook, no daemon and no housekeeping of the machine's own may run in, or outlive, this repository.
    ['core.hooksPath', join(folder, 'no-hooks')],
    ['core.fsmonitor', 'false'],
    // Options of the machine's own, for servers that take them.
    ['push.pushOption', ''],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    // No deltas: they would need the old bytes of changed files, which were perhaps never fetched. Pushes over HTTP
    // ignore --no-thin.
    ['pack.window', '0'],
    // A file that is larger is passed on piece by piece, and never in git's memory as a whole.
    ['core.bigFileThreshold', '16m'],
    // A connection that stalls for two minutes ends, and is tried again.
    ['http.lowSpeedLimit', '100'],
    ['http.lowSpeedTime', '120'],
  ] as const;
  return gitEnvironment(settings.environment, config, {
    GIT_DIR: folder,
    ...remote.environment,
  });
}
