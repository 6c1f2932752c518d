import type { Launch, OtherEvent } from '../../launches/launch.ts';
import type { SearchRow } from './row.ts';
import type { KnownLaunches } from './walk.ts';

/** What the results of a run's queries held. */
export interface SearchTally {
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  /** Audit records, each counted once for each query: launches + events + `repeated` + `other` + `unreadable`. */
  readonly records: number;
  /** Launches that the snapshot has just so: they are not merged again. */
  readonly repeated: number;
  readonly other: number;
  /** One line for each record that could not be read. */
  readonly unreadable: readonly string[];
  /** When the oldest record took place, ms since 1970; `null` without one. */
  readonly oldest: number | null;
}

/** Adds up what results hold. */
export interface ResultTally {
  readonly take: (row: SearchRow, known: KnownLaunches) => void;
  readonly totals: () => SearchTally;
}

/** Nothing was searched. */
export const NOTHING_FOUND: SearchTally = createResultTally().totals();

/** Returns an empty tally. */
export function createResultTally(): ResultTally {
  const launches: Launch[] = [];
  const events: OtherEvent[] = [];
  const unreadable: string[] = [];
  let [records, repeated, other] = [0, 0, 0];
  let oldest: number | null = null;
  return {
    take: ({ at, read }, known) => {
      records += 1;
      if (at !== undefined) oldest = Math.min(oldest ?? at, at);
      if (read.kind === 'other') other += 1;
      else if (read.kind === 'unreadable') unreadable.push(`a record ${read.why}`);
      else if (read.kind === 'event') events.push(read.event);
      else if (known.hasSame(read.launch)) repeated += 1;
      else launches.push(read.launch);
    },
    totals: () => ({ launches, events, records, repeated, other, unreadable, oldest }),
  };
}
