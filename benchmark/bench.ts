/**
 * The benchmark: one table of ratios, each of runs that alternate. `npm run bench` takes less than four minutes, `npm run
 * bench:full` (here `--full`) measures what takes longer; both keep their table in docs/performance.md. With names, as in
 * `npm run bench -- download start`, only these groups are measured, and nothing is written. It fails when a run gives a
 * wrong answer, not when a goal is missed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { GROUPS } from './groups.ts';
import { type Goal, type Measured, WrongAnswer } from './row.ts';
import { table, withTable } from './table.ts';

const DOCUMENT = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

try {
  await bench(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof WrongAnswer)) throw error;
  console.error(`Wrong answer: ${error.message}`);
  process.exitCode = 1;
}

async function bench(given: readonly string[]): Promise<void> {
  const start = performance.now();
  const isFull = given.includes('--full');
  const names = given.filter((each) => each !== '--full');
  const wanted = GROUPS.filter((group) =>
    names.length > 0 ? names.includes(group.name) : group.isFull === isFull,
  );
  const results: (readonly [Goal, Measured])[] = [];
  for (const { name, goals, measure } of wanted) {
    console.error(`${seconds(start)}: ${name}`);
    const measured = new Map(Object.entries(await measure()));
    for (const [key, goal] of Object.entries(goals)) {
      results.push([goal, measured.get(key) ?? { samples: 'not measured', beside: '' }]);
    }
  }
  const date = new Date().toISOString().slice(0, 10);
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${memory}`;
  const told = `Measured in ${seconds(start)} on ${date} with Node.js ${process.version} on ${machine}.`;
  const text = `${table(results)}\n\n${told}`;
  console.log(text);
  if (names.length > 0) return;
  const command = isFull ? 'npm run bench:full' : 'npm run bench';
  writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8'), command, text));
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
