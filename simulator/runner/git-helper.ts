import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A git command with the variables that it gets beside those of this process. */
export interface GitCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input: string | Uint8Array;
  /** Added to the variables of the helper; or, with `environment`, none of those. */
  readonly variables: Readonly<Record<string, string>>;
  /** All variables of git. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** How a git command ended. `code` is null when a signal ended it or it could not be started. */
export interface GitEnd {
  readonly code: number | null;
  readonly output: Uint8Array;
  readonly errors: string;
}

const helperFile = fileURLToPath(new URL('./git-helper-main.ts', import.meta.url));
const waiting = new Map<number, { resolve(end: GitEnd): void; reject(error: Error): void }>();
let helper: ChildProcess | undefined;
let commands = 0;

/**
 * Runs git as a child of a small process. To start a process copies the memory map of the one that starts it: a process
 * of tests with hundreds of megabytes stands still for longer than git itself takes, thousands of times.
 */
export function runInHelper(command: GitCommand): Promise<GitEnd> {
  helper ??= startHelper();
  const { channel } = helper;
  commands += 1;
  const id = commands;
  const end = new Promise<GitEnd>((resolve, reject) => waiting.set(id, { resolve, reject }));
  // The helper keeps this process alive only while a command runs.
  channel?.ref();
  helper.send({ id, command });
  return end.finally(() => {
    if (waiting.size === 0) channel?.unref();
  });
}

function startHelper(): ChildProcess {
  const child = fork(helperFile, { execArgv: [], serialization: 'advanced' });
  child.unref();
  child.on('message', (message) => {
    if (!isAnswer(message)) return;
    const { id, end } = message;
    const { resolve } = waiting.get(id) ?? {};
    waiting.delete(id);
    resolve?.(end);
  });
  child.once('exit', () => {
    helper = undefined;
    for (const { reject } of waiting.values()) reject(new Error('The process that runs git has ended.'));
    waiting.clear();
  });
  return child;
}

function isAnswer(message: unknown): message is { readonly id: number; readonly end: GitEnd } {
  return typeof message === 'object' && message !== null && 'id' in message && 'end' in message;
}
