import { fileURLToPath } from 'node:url';
import { measureChild } from '../child.ts';
import { type Group, ratio, WrongAnswer } from '../row.ts';
import { interleave } from '../samples.ts';

/** The peak memory of a search that brings 1,000,000 records, and of one that brings 100,000; 1 % are new launches. */
export const search: Group<'memory'> = {
  name: 'search',
  isFull: true,
  goals: {
    memory: {
      row: 14,
      name: 'peak memory, search of 1,000,000 records / 100,000 records',
      bound: 'at most',
      goal: 1.25,
      unit: '',
    },
  },
  measure: async () => {
    const peaks = await interleave(1, { many: () => peakOf(1_000_000), few: () => peakOf(100_000) });
    return { memory: ratio(peaks.many, peaks.few, ' MB') };
  },
};

/** Returns the peak memory of a search, MB. */
async function peakOf(records: number): Promise<number> {
  const child = fileURLToPath(new URL('../search-child.ts', import.meta.url));
  const { usage, stdout } = await measureChild({ args: [child, String(records)] });
  const found: { readonly launches: number; readonly problems: readonly string[] } = JSON.parse(stdout);
  const isRight =
    Math.abs(found.launches - records / 100) <= records / 100 / 10 && found.problems.length === 0;
  if (!isRight) throw new WrongAnswer(`A search over ${records} records gave ${stdout}`);
  return usage.peakMegabytes;
}
