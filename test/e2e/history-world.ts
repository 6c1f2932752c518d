import { expect } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import type { ExpectedRecords } from '../../simulator/tenant/expected-records.ts';
import { expectedLaunches } from './expected-rows.ts';
import { directoryOf, type LaunchRow, readLaunches } from './snapshot.ts';
import { addContent, DAY, useWorld } from './use-world.ts';
import type { World } from './world.ts';

/** The inputs of a run with history. */
export const HISTORY = { history: 'graph', formats: 'parquet' };

/** A tenant with content of the last `days`, a few launches each, and a runner. */
export async function openHistoryWorld(days = 190): Promise<World> {
  const world = await useWorld();
  addHistory(world, days);
  return world;
}

/** Adds content of the last `days`. */
export function addHistory(world: World, days: number): void {
  addContent(world, 24 * days, { blobsPerHour: 1 / 12, recordsPerBlob: 4, launchShare: 0.7, lateShare: 0 });
}

/** Adds content of each half day while the clock moves on by so many days; no run takes place. */
export function pass(world: World, days: number): void {
  world.tenant.advance(days * DAY);
  addHistory(world, days);
}

/** The instants between which a run says that it knows everything. */
export function coveredTime({ outputs }: ActionRun): readonly [string, string] {
  return [outputs.get('covered-from') ?? '', outputs.get('complete-until') ?? ''];
}

/** Expects the snapshot to hold the truth, field by field, between what the run says that it covers; `gaps` are left out. */
export async function expectCoveredTruth(
  world: World,
  run: ActionRun,
  gaps: readonly (readonly [string, string])[] = [],
): Promise<void> {
  const [from, until] = coveredTime(run);
  const isTold = (at: string): boolean =>
    at >= from && at < until && !gaps.some(([start, end]) => at >= start && at < end);
  const rows = await readLaunches(directoryOf(run), 'parquet');
  const told = (all: readonly LaunchRow[]): readonly LaunchRow[] =>
    all.filter(({ launched_at: at }) => isTold(at)).map((row) => ({ ...row, is_session_start: null }));
  expect(told(rows)).toEqual(told(expectedLaunches(kept(world), world.tenant)));
  expect(told(rows).length).toBeGreaterThan(0);
}

/** What the tenant's log still has: the rest can be in no snapshot. */
function kept({ tenant }: World): Pick<ExpectedRecords, 'launches'> {
  return tenant.expectedRecords;
}

/** Titles of the warnings of a run. */
export function warnings({ annotations }: ActionRun): readonly string[] {
  return annotations.filter(({ level }) => level === 'warning').map(({ title }) => title);
}
