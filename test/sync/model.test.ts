import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, isoInstant, parseInstant } from '../../src/instants.ts';
import { NO_STATE } from '../../src/sync/state.ts';
import { PARTS, type Parts } from './model/run.ts';
import { playSequence } from './model/sequence.ts';
import { SEQUENCES, SEQUENCES_IN_FILE } from './model/sequences.ts';

test('docs/promises.md says how many sequences are played, and every file of them is there', async () => {
  const text = await readFile('docs/promises.md', 'utf8');
  expect(text.replaceAll(/\s+/g, ' ')).toContain(`plays ${SEQUENCES} random sequences`);
  const files = (await readdir(import.meta.dirname)).filter((name) =>
    /^model-sequences-\d+\.test\.ts$/.test(name),
  );
  expect(files.length * SEQUENCES_IN_FILE).toBe(SEQUENCES);
  const played = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), 'utf8')));
  const numbers = played.map((source) => Number(/playSequencesOf\((\d+)\)/.exec(source)?.[1]));
  expect(numbers.sort((a, b) => a - b)).toEqual(files.map((_, index) => index + 1));
});

describe('the model notices a pipeline that', () => {
  const broken: Readonly<Record<string, Partial<Parts>>> = {
    'moves the watermark past a window that could not be listed': {
      collect: async (feed, plan, ...rest) => {
        const collected = await PARTS.collect(feed, plan, ...rest);
        return { ...collected, listed: { start: plan.start, end: plan.end } };
      },
    },
    'forgets the blobs that it could not read': {
      collect: async (...given) => ({ ...(await PARTS.collect(...given)), unread: [] }),
    },
    'counts a blob that failed as lost': {
      collect: async (...given) => {
        const collected = await PARTS.collect(...given);
        const lost = collected.unread.map(({ id, created }) => ({ id, created: parseInstant(created) }));
        return { ...collected, unread: [], lost: [...collected.lost, ...lost] };
      },
    },
    'lists without an overlap': {
      planWindows: (request, ...rest) =>
        PARTS.planWindows(request.kind === 'watermark' ? { ...request, overlapMs: 0 } : request, ...rest),
    },
    'does not name the time that it cannot list any more': {
      planWindows: (...given) => ({ ...PARTS.planWindows(...given), gaps: [] }),
    },
    'names time as a gap that can be listed': {
      planWindows: (...given) => {
        const plan = PARTS.planWindows(...given);
        const to = isoInstant(plan.start + HOUR_MS);
        return { ...plan, gaps: plan.gaps.map((gap) => ({ ...gap, to })) };
      },
    },
    'trusts the cached state of another snapshot': {
      chooseState: (cached, published, times) => {
        const own = published?.snapshot_id ?? '';
        return PARTS.chooseState(cached && { ...cached, snapshotId: own }, published, times);
      },
    },
    'takes a cache that cannot be restored for a first run': {
      chooseState: (cached, published, times) =>
        cached === undefined
          ? { state: NO_STATE, from: 'nothing', stateWarning: undefined }
          : PARTS.chooseState(cached, published, times),
    },
    'saves the state before it publishes': { savesBeforePublish: true },
    'publishes over what another run published': { overwritesOthers: true },
  };
  /** Seeds of sequences that are known to show what few do: they are played before the others. */
  const knownSeeds: Readonly<Record<string, number>> = {
    'trusts the cached state of another snapshot': 72,
    'saves the state before it publishes': 11,
  };
  test.each(Object.entries(broken))('%s', async (name, parts) => {
    const known = knownSeeds[name];
    const all = Array.from({ length: SEQUENCES }, (_, at) => at + 1);
    for (const seed of known === undefined ? all : [known, ...all]) {
      const { complaints } = await playSequence(seed, { ...PARTS, ...parts });
      if (complaints.length > 0) return;
    }
    expect.fail(`none of ${SEQUENCES} sequences showed it`);
  });
});
