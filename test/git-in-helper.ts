import { runInHelper } from '../simulator/runner/git-helper.ts';
import type { RunGit } from '../src/stores/branch/git.ts';

/** Runs git from a small process: to start one copies the memory map of the one that starts it, and that of the tests is large. */
export const runGitInHelper: RunGit = async ({ cwd, environment }, args, input = []) => {
  const known = Object.entries(environment).filter(([, value]) => value !== undefined);
  const end = await runInHelper({
    args,
    cwd,
    input: Buffer.concat([...input].map((piece) => Buffer.from(piece))),
    variables: {},
    environment: Object.fromEntries(known),
  });
  return { code: end.code ?? -1, stdout: Buffer.from(end.output), stderr: end.errors };
};
