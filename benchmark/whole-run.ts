import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measureChild, type Usage } from './child.ts';
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
}

/**
 * Runs `dist/index.js` as GitHub does, in a fresh workspace and without a cached state; returns what its process took. The watermark is saved to the cache service of the simulated runner as in real life.
 * @throws {WrongAnswer} when its snapshot does not hold the expected launches.
 */
export async function wholeRun({ services, expected, inputs }: WholeRun): Promise<Usage> {
  const step = await services.step({ 'cache-key': `run-${Math.random()}`, ...INPUTS, ...inputs });
  const { usage } = await measureChild({ args: [ENTRY], env: step.variables, cwd: step.workspace });
  requireLaunches(step.workspace, expected);
  rmSync(step.workspace, { recursive: true, force: true, maxRetries: 5 });
  return usage;
}
