import type { DailyCount } from '../snapshot/derived/daily-counts.ts';
import type { AppRow, EnvironmentRow } from '../snapshot/dimension-tables.ts';

/**
 * Counts the apps and environments that launches are of; the tables also hold those that a catalog or a deletion tells of.
 * An environment counts when a launched app belongs to it, when `recent` has launches in it, or when no app belongs to it:
 * only launches can tell of such a one. That spares reading all days.
 */
export function launchedThings(
  {
    apps,
    environments,
  }: { readonly apps: readonly AppRow[]; readonly environments: readonly EnvironmentRow[] },
  recent: readonly DailyCount[],
): { readonly apps: number; readonly environments: number } {
  const launched = apps.filter(({ first_launch_at }) => first_launch_at !== null);
  const used = new Set([...launched, ...recent].map(({ environment_id }) => environment_id));
  const homes = new Set(apps.map(({ environment_id }) => environment_id));
  return {
    apps: launched.length,
    environments: environments.filter(({ environment_id: id }) => used.has(id) || !homes.has(id)).length,
  };
}
