import { expect, test } from 'vitest';
import { playSequencesOf, SEQUENCES_IN_FILE } from './model/sequences.ts';

test(`after each of ${SEQUENCES_IN_FILE} random sequences of faults a clean run makes the snapshot the truth less the named gaps`, async () => {
  expect(await playSequencesOf(1)).toBe('');
});
