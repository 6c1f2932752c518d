import { expect, test } from 'vitest';
import { playSequence } from './model/sequence.ts';

const SEQUENCES = 400;

test(`after ${SEQUENCES} random sequences of faults the snapshot is the truth less the named gaps`, async () => {
  const ended = new Map<string, number>();
  const failed: string[] = [];
  for (let seed = 1; seed <= SEQUENCES; seed += 1) {
    const outcome = await playSequence(seed);
    for (const [what, count] of outcome.ended) ended.set(what, (ended.get(what) ?? 0) + count);
    if (outcome.complaints.length > 0) {
      failed.push([`seed ${seed}`, ...outcome.trace, ...outcome.complaints].join('\n  '));
    }
  }
  console.log(`seeds 1 to ${SEQUENCES}: ${JSON.stringify(Object.fromEntries(ended))}`);
  console.log(failed.length, failed.map((f) => f.split("\n").filter((l) => !/^ +(\d{4}-|run|clean|idle| |the newest|the cache)/.test(l)).join(" | ")).join('\n'));
  expect(failed).toEqual([]);
});
