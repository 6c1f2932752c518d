import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';

/** A process to run: Node.js 24 with these arguments unless `command` names another program. */
export interface Child {
  readonly args: readonly string[];
  readonly command?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/**
 * Runs a process to its end. Returns how long that took, in ms, and its standard output. Rejects when it fails, with what
 * it wrote.
 */
export async function runChild({ args, command = process.execPath, env, cwd }: Child): Promise<{
  readonly ms: number;
  readonly stdout: string;
}> {
  const start = performance.now();
  const child = spawn(command, args, {
    env: { ...(env ?? process.env) },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const { code, ms } = await new Promise<{ readonly code: number | null; readonly ms: number }>(
    (resolve, reject) => {
      let ms = 0;
      child.once('error', reject);
      child.once('exit', () => {
        ms = performance.now() - start;
      });
      child.once('close', (code) => resolve({ code, ms }));
    },
  );
  const written = Buffer.concat(stdout).toString('utf8');
  if (code !== 0) {
    const all = `${written}${Buffer.concat(stderr).toString('utf8')}`;
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${all}`);
  }
  return { ms, stdout: written };
}

/** What a process took: ms from its start to its end, ms of processor time of all its threads, and its peak memory. */
export interface Usage {
  readonly ms: number;
  readonly processorMs: number;
  readonly peakMegabytes: number;
}

const usageSchema = z.object({ peakBytes: z.number(), processorMs: z.number() });
const PRELOAD = new URL('usage.mjs', import.meta.url).href;

/** Runs a Node.js process as {@link runChild} does. Returns what it took, and its standard output. */
export async function measureChild(
  child: Child,
): Promise<{ readonly usage: Usage; readonly stdout: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-usage-'));
  try {
    const file = join(folder, 'usage.json');
    const env = { ...(child.env ?? process.env) };
    const options = [env.NODE_OPTIONS, `--import=${PRELOAD}`].filter((given) => given !== undefined);
    const { ms, stdout } = await runChild({
      ...child,
      env: { ...env, USAGE_FILE: file, NODE_OPTIONS: options.join(' ') },
    });
    const { peakBytes, processorMs } = usageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { usage: { ms, processorMs, peakMegabytes: peakBytes / 1_000_000 }, stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
