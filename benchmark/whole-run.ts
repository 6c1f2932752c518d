import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.ts';
import { type FoundLaunches, requireLaunches } from './launches.ts';
import type { Services } from './open-services.ts';

/** The file that GitHub starts. */
export const ENTRY = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** Inputs of every measured run: the limiter lets everything through, so that the client's own speed shows. */
export const INPUTS = {
  'data-key': '5e1b8f02d97c46a3b0e8714c2fd95a6b83c1e0f7d24a9b5608fe37c1a49d2b60',
  publish: 'none',
  concurrency: '32',
  'requests-per-minute': '60000',
} as const;

/** A run of the action, with what it must find. */
export interface WholeRun {
  readonly services: Services;
  readonly expected: FoundLaunches;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Runs `dist/index.js` as GitHub does, in a fresh workspace and without a cached state; resolves to ms from the start of the
 * process to its end. The watermark is saved to the cache service of the simulated runner as in real life.
 * @throws {WrongAnswer} when its snapshot does not hold the expected launches.
 */
export async function wholeRun({ services, expected, inputs, variables }: WholeRun): Promise<number> {
  const step = await services.step({ 'cache-key': `run-${Math.random()}`, ...INPUTS, ...inputs });
  const preloads = [step.variables.NODE_OPTIONS, variables?.NODE_OPTIONS].filter(
    (given) => given !== undefined,
  );
  const { ms } = await runChild({
    args: [ENTRY],
    env: { ...step.variables, ...variables, NODE_OPTIONS: preloads.join(' ') },
    cwd: step.workspace,
  });
  requireLaunches(step.workspace, expected);
  rmSync(step.workspace, { recursive: true, force: true, maxRetries: 5 });
  return ms;
}

/** Makes the run and returns the peak memory of its own process, MB. */
export async function peakMemory(run: WholeRun): Promise<number> {
  const file = join(run.services.temporary, 'peak-memory');
  const preload = new URL('peak-memory.mjs', import.meta.url).href;
  const variables = { NODE_OPTIONS: `--import=${preload}`, PEAK_MEMORY_FILE: file };
  await wholeRun({ ...run, variables });
  return Number(readFileSync(file, 'utf8')) / 1_000_000;
}
