/** A measure with the most that its value may be, or the least where more is better. */
export interface Goal {
  readonly name: string;
  readonly bound: 'at most' | 'at least';
  readonly goal: number;
  /** What follows the number: blank for a ratio. */
  readonly unit: '' | ' MB' | ' ms';
}

/** Every measure of the benchmark by its key, in the order of the table. */
export const GOALS = {
  bytesOnly: ratio('1 whole run / bytes-only download, 50 ms latency, 32 at once', 1.1),
  inflate: ratio('2 whole run / download and inflate, 0 ms', 1.6),
  parse: ratio('2 whole run / download, inflate and parse all, 0 ms', 0.7),
  zcat: ratio('3 whole run / zcat | grep -c over the same bytes', 0.8),
  least: ratio('3 bytes-only download with node-fetch, 0 ms / zcat | grep -c over the same bytes', 0.8),
  extraction1: speedUp('4 JSON.parse of all / extraction, 1 % launches', 4),
  extraction5: speedUp('4 JSON.parse of all / extraction, 5 % launches', 4),
  extraction100: speedUp('5 JSON.parse of all / extraction, 100 % launches', 0.95),
  limitBroken: ratio('6 windows of 60 s above the limit', 0),
  limitWall: ratio('6 wall / ideal wall at the limit', 1.03),
  memoryGrowth: ratio('7 peak memory, 20,000 blobs / 2,000 blobs', 1.25),
  memory: { name: '7 peak memory, 20,000 blobs', bound: 'at most', goal: 220, unit: ' MB' },
  history: ratio('8 run that adds 3 days to 3,000 days / to 30 days of a data branch', 1.2),
  merge: ratio('9 merge that touches 3 of 30 days / all 30', 0.13),
  start: { name: '10 start to first request over bare Node.js', bound: 'at most', goal: 120, unit: ' ms' },
  searchMemory: ratio('11 peak memory, search of 1,000,000 records / 100,000 records', 1.25),
  importMemory: ratio('12 peak memory, import of 1,000,000 rows / 100,000 rows', 1.25),
} as const satisfies Readonly<Record<string, Goal>>;

/** The key of a measure. */
export type Measure = keyof typeof GOALS;

function ratio(name: string, goal: number): Goal {
  return { name, bound: 'at most', goal, unit: '' };
}

function speedUp(name: string, goal: number): Goal {
  return { name, bound: 'at least', goal, unit: '' };
}
