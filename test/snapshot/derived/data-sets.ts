import { Random } from '../../../simulator/tenant/random.ts';
import { HOUR_MS } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';

/**
 * Each data set lies around a change of the clock of its zone, by an hour or by half of one, and reaches into sealed months.
 * Its last complete day is before, on or after the last day with launches.
 */
export const DATA_SETS = [
  { zone: 'Europe/Berlin', from: Date.UTC(2026, 7, 20), days: 80, seed: 11, lastComplete: '2026-11-04' },
  { zone: 'America/New_York', from: Date.UTC(2026, 1, 10), days: 75, seed: 12, lastComplete: '2026-05-08' },
  { zone: 'Australia/Lord_Howe', from: Date.UTC(2026, 2, 1), days: 70, seed: 13, lastComplete: '2026-06-20' },
  { zone: 'UTC', from: Date.UTC(2025, 11, 1), days: 80, seed: 14, lastComplete: null },
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

/** Returns an instant at which a day, `YYYY-MM-DD`, is over in every time zone, and the next is nowhere. */
export function endOf(date: string | null): number | null {
  return date === null ? null : Date.parse(`${date}T00:00:00Z`) + 40 * HOUR_MS;
}
