import type { Gap } from '../snapshot/manifest.ts';
import type { Collected } from './collect.ts';
import { type SyncState, uncovered } from './state.ts';
import type { Plan } from './windows.ts';

/**
 * Gives the content time that can no longer be read and that no published snapshot names yet: what the plan could not
 * reach and no earlier run read, blobs that were gone, and the gaps of `before` that are not among the `published` ones
 * (a run that failed left them).
 */
export function gapsOf(
  plan: Plan,
  { lost }: Collected,
  before: SyncState,
  published: readonly Gap[],
): readonly Gap[] {
  const named = new Set(published.map(keyOf));
  const unreached = plan.gaps.flatMap((gap) => uncovered(gap, before));
  const left = before.gaps.filter((gap) => !named.has(keyOf(gap)));
  return [...left, ...unreached, ...lost.map(({ gap }) => gap)];
}

function keyOf({ from, to, reason }: Gap): string {
  return JSON.stringify([from, to, reason]);
}
