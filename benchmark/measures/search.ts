import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../child.ts';
import { WrongAnswer } from '../launches.ts';
import { interleave, ratios } from '../samples.ts';
import type { Results } from '../table.ts';

/** Measures the peak memory of a search that brings 1,000,000 records, and of one that brings 100,000; 1 % are new launches. */
export async function measureSearch(): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'search-memory-'));
  try {
    const peaks = await interleave(1, {
      many: () => peakOf(1_000_000, folder),
      few: () => peakOf(100_000, folder),
    });
    return new Map([['searchMemory', ratios(peaks.many, peaks.few)]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the peak memory of a search, bytes. */
async function peakOf(records: number, folder: string): Promise<number> {
  const file = join(folder, 'peak-memory');
  const preload = new URL('../peak-memory.mjs', import.meta.url).href;
  const child = fileURLToPath(new URL('../search-child.ts', import.meta.url));
  const { stdout } = await runChild({
    args: [`--import=${preload}`, child, String(records)],
    env: { ...process.env, PEAK_MEMORY_FILE: file },
  });
  const found: { readonly launches: number; readonly problems: readonly string[] } = JSON.parse(stdout);
  const isRight =
    Math.abs(found.launches - records / 100) <= records / 100 / 10 && found.problems.length === 0;
  if (!isRight) throw new WrongAnswer(`A search over ${records} records gave ${stdout}`);
  return Number(readFileSync(file, 'utf8'));
}
