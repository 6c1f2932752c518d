import { spawn } from 'node:child_process';

/** How one git command is called. */
export interface GitCall {
  readonly cwd: string;
  readonly input?: string | Buffer;
  /** Author and committer date. */
  readonly date?: Date;
}

/**
 * Runs git without the user's configuration and gives its standard output. Rejects with the text of standard
 * error when git fails.
 */
export function git(args: readonly string[], { cwd, input = '', date }: GitCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, env: { ...process.env, ...isolation, ...dates(date) } });
    const output: Buffer[] = [];
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.stdin.on('error', () => undefined);
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`git ${args.join(' ')} ended with ${code}: ${errors.trim()}`));
    });
    child.stdin.end(input);
  });
}

/** Git for Windows understands /dev/null too. */
const isolation = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Simulator',
  GIT_AUTHOR_EMAIL: 'simulator@example.invalid',
  GIT_COMMITTER_NAME: 'Simulator',
  GIT_COMMITTER_EMAIL: 'simulator@example.invalid',
};

function dates(date: Date | undefined): Readonly<Record<string, string>> {
  if (date === undefined) return {};
  return { GIT_AUTHOR_DATE: date.toISOString(), GIT_COMMITTER_DATE: date.toISOString() };
}
