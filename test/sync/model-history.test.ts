import { expect, test } from 'vitest';
import { playHistorySequence, playKilledSearch } from './model/history-sequence.ts';

const SEQUENCES = 100;
/** Another first seed plays other sequences. */
const FIRST_SEED = Number(process.env.MODEL_FIRST_SEED ?? 1);

test(`${SEQUENCES} random sequences with audit search call nothing covered that is not there, and close every gap`, async () => {
  const ended = new Map<string, number>();
  const failed: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed += 1) {
    const outcome = await playHistorySequence(seed);
    for (const [what, count] of outcome.ended) ended.set(what, (ended.get(what) ?? 0) + count);
    if (outcome.complaints.length > 0) {
      failed.push([`seed ${seed}`, ...outcome.trace, ...outcome.complaints].join('\n  '));
    }
  }
  const ends = [...ended].map(([what, count]) => `${count} ${what}`).join(', ');
  console.log(
    `seeds ${FIRST_SEED} to ${FIRST_SEED + SEQUENCES - 1}; runs: ${ends}; failed: ${failed.length}`,
  );
  expect(failed.slice(0, 2).join('\n\n')).toBe('');
}, 120_000);

test('a run that is killed at any request to audit search leaves no query to be submitted twice', async () => {
  const whole = await playKilledSearch(undefined);
  expect([whole.left, whole.complaints]).toEqual([0, []]);
  expect(whole.requests).toBeGreaterThan(25);
  // Killed after one request is killed before the next.
  const kills = Array.from({ length: whole.requests }, (_, at) => ({ request: at + 1, isAfter: true }));
  for (const killAt of [{ request: 1, isAfter: false }, ...kills]) {
    // Queries that were to be deleted when the run ended go by themselves after 30 days.
    const { submitted, complaints } = await playKilledSearch(killAt);
    expect({ killAt, submitted, complaints }).toEqual({ killAt, submitted: whole.submitted, complaints: [] });
  }
});
