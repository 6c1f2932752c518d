import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { measureChild, type Usage } from '../child.ts';
import { type Group, WrongAnswer } from '../row.ts';

const CHILD = fileURLToPath(new URL('../scale-child.ts', import.meta.url));
const HISTORY_DAYS = 95;

const mergedSchema = z.object({
  launches: z.number(),
  isSealed: z.boolean(),
  largestBytes: z.number(),
  day: z.string(),
  expected: z.array(z.string()),
});
type Merged = z.infer<typeof mergedSchema>;

/** The merge of a day of 100,000 launches into 95 such days, and of the day after it, which seals a month of 3.1 million launches. */
export const scale: Group<'processor' | 'peak' | 'sealing' | 'largest'> = {
  name: 'scale',
  isFull: true,
  goals: {
    processor: {
      row: 5,
      name: 'processor time, merge of a day of 100,000 launches into 95 such days',
      bound: 'at most',
      goal: 15,
      unit: ' s',
    },
    peak: { row: 5, name: 'peak memory of that merge', bound: 'at most', goal: 400, unit: ' MB' },
    sealing: {
      row: 6,
      name: 'peak memory, sealing of a month of 3.1 million launches',
      bound: 'at most',
      goal: 400,
      unit: ' MB',
    },
    largest: { row: 6, name: 'largest file of that month', bound: 'at most', goal: 50, unit: ' MB' },
  },
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'benchmark-'));
    try {
      await mergeDays(folder, 0, HISTORY_DAYS);
      const day = await mergeDays(folder, HISTORY_DAYS, 1);
      const sealing = await mergeDays(folder, HISTORY_DAYS + 1, 1);
      if (day.merged.isSealed || !sealing.merged.isSealed) {
        throw new WrongAnswer('October 2026 is sealed on another day than 35 days after its end');
      }
      return {
        processor: { samples: [day.usage.processorMs / 1_000], beside: '' },
        peak: { samples: [day.usage.peakMegabytes], beside: '' },
        sealing: { samples: [sealing.usage.peakMegabytes], beside: '' },
        largest: { samples: [sealing.merged.largestBytes / 1_000_000], beside: '' },
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Merges days into the snapshot in a folder. @throws {WrongAnswer} when the last of them is not counted as a plain count has it. */
async function mergeDays(
  folder: string,
  first: number,
  days: number,
): Promise<{ readonly usage: Usage; readonly merged: Merged }> {
  const { usage, stdout } = await measureChild({ args: [CHILD, folder, String(first), String(days)] });
  const merged = mergedSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  const path = join(folder, 'csv', 'daily_apps', `month=${merged.day.slice(0, 7)}`, `${merged.day}.csv`);
  const found = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, app, , launches, , users] = line.split(',');
      return `${app},${launches},${users}`;
    });
  if (found.sort().join('\n') !== merged.expected.join('\n')) {
    throw new WrongAnswer(`The apps of ${merged.day} are not those of a plain count`);
  }
  return { usage, merged };
}
