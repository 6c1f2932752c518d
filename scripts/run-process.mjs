import { spawn } from 'node:child_process';

const forwarded = ['SIGTERM', 'SIGHUP', 'SIGINT'];

/**
 * Runs `command` with the terminal of this process, or gives what it writes to `onOutput`, hands it the signals that
 * this process gets, and gives `{ code, signal }` of its end. Rejects when it cannot be started.
 */
export function runProcess(command, options, { onOutput, ...settings }) {
  return new Promise((resolve, reject) => {
    const stdio = onOutput === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, options, { stdio, ...settings });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', onOutput);
    const handlers = forwarded.map((signal) => {
      // A terminal sends Ctrl-C to the child as well: a second one would mean "stop at once" to some programs.
      const handler = () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
      process.on(signal, handler);
      return { signal, handler };
    });
    const release = () => {
      for (const { signal, handler } of handlers) process.off(signal, handler);
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      release();
      resolve({ code, signal });
    });
  });
}

/** Ends this process the way a child ended: with its exit code, or by the same signal. */
export function endLike({ code, signal }) {
  if (signal === null || process.platform === 'win32') process.exitCode = code ?? 1;
  else process.kill(process.pid, signal);
}
