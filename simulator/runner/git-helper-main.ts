/** Runs the git commands that git-helper.ts sends, each at once, until the process that started this one is gone. */
import { spawn } from 'node:child_process';
import type { GitCommand, GitEnd } from './git-helper.ts';

process.on('message', (message) => {
  if (!isJob(message)) return;
  const { id, command } = message;
  void run(command).then((end) => process.send?.({ id, end }));
});

function run({ args, cwd, input, variables, environment = process.env }: GitCommand): Promise<GitEnd> {
  return new Promise((resolve) => {
    const child = spawn('git', args, { cwd, env: { ...environment, ...variables } });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.once('error', ({ message }) => resolve({ code: null, output: Buffer.alloc(0), errors: message }));
    child.stdin.on('error', () => undefined);
    child.once('close', (code) =>
      resolve({ code, output: Buffer.concat(output), errors: Buffer.concat(errors).toString('utf8') }),
    );
    child.stdin.end(input);
  });
}

function isJob(message: unknown): message is { readonly id: number; readonly command: GitCommand } {
  return typeof message === 'object' && message !== null && 'id' in message && 'command' in message;
}
