import { playSequence } from './sequence.ts';

/** The sequences that are played in all, and in each of the files `model-sequences-1.test.ts` and so on. */
export const SEQUENCES = 100;
export const SEQUENCES_IN_FILE = 25;

/** Another first seed plays other sequences. */
const FIRST_SEED = Number(process.env.MODEL_FIRST_SEED ?? 1);

/**
 * Plays the sequences of the file with this number, from 1 on, and prints their seeds and how their runs ended. Returns the
 * traces of the first three that broke a promise, and '' when none did.
 */
export async function playSequencesOf(file: number): Promise<string> {
  const ended = new Map<string, number>();
  const failed: string[] = [];
  const first = FIRST_SEED + (file - 1) * SEQUENCES_IN_FILE;
  const last = first + SEQUENCES_IN_FILE - 1;
  for (let seed = first; seed <= last; seed += 1) {
    const outcome = await playSequence(seed);
    for (const [what, count] of outcome.ended) ended.set(what, (ended.get(what) ?? 0) + count);
    if (outcome.complaints.length > 0) {
      failed.push([`seed ${seed}`, ...outcome.trace, ...outcome.complaints].join('\n  '));
    }
  }
  const ends = [...ended].map(([what, count]) => `${count} ${what}`).join(', ');
  console.log(`seeds ${first} to ${last}; runs: ${ends}`);
  return failed.slice(0, 3).join('\n\n');
}
