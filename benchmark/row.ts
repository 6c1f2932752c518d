import { median, type Samples } from './samples.ts';

/** What a row of the table measures, with the most that its median may be, or the least where more is better. */
export interface Goal {
  /** The row's number in the table. */
  readonly row: number;
  readonly name: string;
  readonly bound: 'at most' | 'at least';
  readonly goal: number;
  /** What follows the number: blank for a ratio. */
  readonly unit: '' | ' MB' | ' ms' | ' s';
}

/** What came of a row: one value for each round, or why there is none; and the medians of what was compared, for people. */
export interface Measured {
  readonly samples: Samples | string;
  readonly beside: string;
}

/**
 * Rows that are measured together because they share what is compared. `measure` runs the contenders in turn and throws
 * {@link WrongAnswer} when one of them gives another result than a plain implementation.
 */
export interface Group<Name extends string = string> {
  readonly name: string;
  /** Belongs to `npm run bench:full`: it takes minutes. */
  readonly isFull: boolean;
  readonly goals: Readonly<Record<Name, Goal>>;
  readonly measure: () => Promise<Readonly<Record<Name, Measured>>>;
}

/** Thrown when a run found other than a plain implementation: however fast it was, it counts for nothing. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** Returns the ratio of each round, beside the medians of both sides, which are in `unit`. */
export function ratio(over: Samples, under: Samples, unit: ' ms' | ' MB'): Measured {
  return {
    samples: over.map((value, round) => value / (under[round] ?? Number.NaN)),
    beside: `${shown(over, unit)} / ${shown(under, unit)}`,
  };
}

/** Returns what one side has more in each round, in ms, beside the medians of both sides. */
export function excess(over: Samples, under: Samples): Measured {
  return {
    samples: over.map((value, round) => value - (under[round] ?? Number.NaN)),
    beside: `${shown(over, ' ms')} - ${shown(under, ' ms')}`,
  };
}

function shown(samples: Samples, unit: string): string {
  const middle = median(samples);
  return `${middle.toFixed(middle < 10 ? 1 : 0)}${unit}`;
}
