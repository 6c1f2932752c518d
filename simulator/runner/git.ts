import { runInHelper } from './git-helper.ts';

/** How one git command is called. */
export interface GitCall {
  readonly cwd: string;
  readonly input?: string | Buffer;
  /** Author and committer date. */
  readonly date?: Date;
}

/**
 * Runs git without the user's configuration and returns its standard output. Rejects with the text of standard
 * error when git fails.
 */
export async function git(args: readonly string[], { cwd, input = '', date }: GitCall): Promise<Buffer> {
  const variables = { ...isolation, ...dates(date) };
  const end = await runInHelper({ args, cwd, input, variables });
  if (end.code === 0) return Buffer.from(end.output);
  throw new Error(`git ${args.join(' ')} ended with ${end.code}: ${end.errors.trim()}`);
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
