/**
 * The benchmark, `npm run bench`: one table of ratios, each of interleaved runs. `npm run bench -- download start`
 * measures only these groups. It fails when a run gives a wrong answer, not when a goal is missed.
 */
import { performance } from 'node:perf_hooks';
import { WrongAnswer } from './launches.ts';
import { measureDownload } from './measures/download.ts';
import { measureExtraction } from './measures/extraction.ts';
import { measureHistory } from './measures/history.ts';
import { measureImport } from './measures/import.ts';
import { measureLimiter } from './measures/limiter.ts';
import { measureMemory } from './measures/memory.ts';
import { measureMerge } from './measures/merge.ts';
import { measureSearch } from './measures/search.ts';
import { measureStart } from './measures/start.ts';
import { type Results, table } from './table.ts';

const GROUPS: Readonly<Record<string, () => Promise<Results>>> = {
  start: measureStart,
  extraction: measureExtraction,
  limiter: measureLimiter,
  merge: measureMerge,
  history: measureHistory,
  download: measureDownload,
  memory: measureMemory,
  search: measureSearch,
  import: measureImport,
};

try {
  await bench(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof WrongAnswer)) throw error;
  console.error(`Wrong answer: ${error.message}`);
  process.exitCode = 1;
}

async function bench(wanted: readonly string[]): Promise<void> {
  const start = performance.now();
  let all: Results = new Map();
  for (const [name, measure] of Object.entries(GROUPS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`${seconds(start)}: ${name}`);
    all = new Map([...all, ...(await measure())]);
  }
  console.log(table(all));
  console.log(`\nMeasured in ${seconds(start)}.`);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
