import { describe, expect, test } from 'vitest';
import { NO_STATE } from '../../src/sync/state.ts';
import { PARTS, type Parts } from './model/run.ts';
import { playSequence } from './model/sequence.ts';

/** Another first seed plays other sequences. */
const FIRST_SEED = Number(process.env.MODEL_FIRST_SEED ?? 1);
const SEQUENCES = 200;

test(`after each of ${SEQUENCES} random sequences of faults a clean run makes the snapshot the truth less the named gaps`, async () => {
  const ended = new Map<string, number>();
  const failed: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed += 1) {
    const outcome = await playSequence(seed);
    for (const [what, count] of outcome.ended) ended.set(what, (ended.get(what) ?? 0) + count);
    if (outcome.complaints.length > 0) {
      failed.push([`seed ${seed}`, ...outcome.trace, ...outcome.complaints].join('\n  '));
    }
  }
  const ends = [...ended].map(([what, count]) => `${count} ${what}`).join(', ');
  console.log(`seeds ${FIRST_SEED} to ${FIRST_SEED + SEQUENCES - 1}; runs: ${ends}`);
  expect(failed.slice(0, 3).join('\n\n')).toBe('');
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
        const lost = collected.unread.map(({ id, created }) => ({ id, created: Date.parse(created) }));
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
        const to = new Date(plan.start + 3_600_000).toISOString();
        return { ...plan, gaps: plan.gaps.map((gap) => ({ ...gap, to })) };
      },
    },
    'trusts the cached state of another snapshot': {
      chooseState: (cached, published, times) => {
        const own = `"snapshot_id":"${published?.snapshot_id}"`;
        return PARTS.chooseState(cached?.replace(/"snapshot_id":"[^"]*"/, own), published, times);
      },
    },
    'takes a cache that cannot be restored for a first run': {
      chooseState: (cached, published, times) =>
        cached === undefined
          ? { state: NO_STATE, from: 'nothing', ignored: undefined, stateWarning: undefined }
          : PARTS.chooseState(cached, published, times),
    },
    'saves the state before it publishes': { savesBeforePublish: true },
    'publishes over what another run published': { overwritesOthers: true },
  };
  test.each(Object.entries(broken))('%s', async (_name, parts) => {
    for (let seed = 1; seed <= SEQUENCES; seed += 1) {
      const { complaints } = await playSequence(seed, { ...PARTS, ...parts });
      if (complaints.length > 0) return;
    }
    expect.fail(`none of ${SEQUENCES} sequences showed it`);
  });
});
