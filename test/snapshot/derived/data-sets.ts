import { Random } from '../../../simulator/tenant/random.ts';
import type { Launch } from '../../../src/launches/launch.ts';

/** Each data set lies around a change of the clock of its zone, by an hour or by half of one, and reaches into sealed months. */
export const DATA_SETS = [
  { zone: 'Europe/Berlin', from: Date.UTC(2026, 7, 20), days: 80, seed: 11 },
  { zone: 'America/New_York', from: Date.UTC(2026, 1, 10), days: 75, seed: 12 },
  { zone: 'Australia/Lord_Howe', from: Date.UTC(2026, 2, 1), days: 70, seed: 13 },
  { zone: 'UTC', from: Date.UTC(2025, 11, 1), days: 120, seed: 14 },
] as const;

/** Cuts launches into batches in another order than they were made in. */
export function inBatches(
  launches: readonly Launch[],
  count: number,
  seed: number,
): readonly (readonly Launch[])[] {
  const random = new Random(seed);
  const mixed = launches.map((launch) => ({ launch, at: random.whole(0, count - 1) }));
  return Array.from({ length: count }, (_, index) =>
    mixed.filter(({ at }) => at === index).map(({ launch }) => launch),
  );
}
