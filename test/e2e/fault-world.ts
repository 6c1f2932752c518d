import { expect } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import type { TenantOptions } from '../../simulator/tenant/options.ts';
import { expectedEvents, expectedLaunches } from './expected-rows.ts';
import { directoryOf, readEvents, readLaunches } from './snapshot.ts';
import { HOUR } from './use-world.ts';
import { type Inputs, openWorld, type World } from './world.ts';

/** Inputs that leave nothing beyond the feed's reach, so that a run without a fault has no gap. */
export const INPUTS: Inputs = { lookback: '2 days', formats: 'parquet' };

/** Opens a world with the content of 30 hours in two windows of several pages; it closes with the test. */
export async function openFaultWorld(
  onTestFinished: (close: () => Promise<void>) => void,
  tenant: TenantOptions = {},
  built = false,
): Promise<World> {
  const world = await openWorld({ tenant: { pageSize: 5, ...tenant }, built });
  onTestFinished(() => world.close());
  world.tenant.generate({
    from: new Date(world.tenant.now() - 30 * HOUR),
    to: new Date(world.tenant.now()),
    blobsPerHour: 1,
    recordsPerBlob: 12,
    schema: 'both',
    operationShare: 0.05,
    lateShare: 0.1,
    duplicateShare: 0.1,
  });
  return world;
}

/** Ids of the blobs that the tenant served whole, from the nth request on. */
export function servedSince({ tenant }: World, request: number): ReadonlySet<string> {
  const served = tenant.requests
    .slice(request)
    .filter(({ kind, status, fault }) => kind === 'blob' && status === 200 && fault === undefined);
  return new Set(served.map(({ contentId }) => contentId ?? ''));
}

/** Expects the snapshot to hold exactly what the blobs served so far hold. */
export async function expectRowsOfServed(world: World, run: ActionRun): Promise<void> {
  const served = servedSince(world, 0);
  await expectRowsOf(world, run, (id) => served.has(id));
}

/** Expects the snapshot to hold exactly what these blobs hold, all blobs unless told. */
export async function expectRowsOf(
  { tenant }: World,
  run: Pick<ActionRun, 'workspace'>,
  isRead: (contentId: string) => boolean = () => true,
): Promise<void> {
  const expectedRecords = tenant.expectedRecordsOf(({ contentId }) => isRead(contentId));
  const folder = directoryOf(run);
  expect(await readLaunches(folder, 'parquet')).toStrictEqual(expectedLaunches(expectedRecords, tenant));
  expect(await readEvents(folder, 'parquet')).toStrictEqual(expectedEvents(expectedRecords, tenant));
}

/**
 * Expects the counts of a run to reconcile with what the tenant knows of the blobs that it served to it:
 * records read = added + duplicates + other operations + unreadable.
 */
export function expectCounts({ tenant }: World, run: ActionRun, served: ReadonlySet<string>): void {
  const sum = { records: 0, launches: 0, unreadable: 0 };
  for (const id of served) {
    const counts = tenant.expectedRecords.counts.get(id);
    sum.records += counts?.records ?? 0;
    sum.launches += counts?.launches ?? 0;
    sum.unreadable += counts?.unreadable ?? 0;
  }
  const count = (name: string): number => Number(run.outputs.get(name));
  expect({
    records: count('records-read'),
    launches: count('launches-added') + count('duplicates'),
    blobs: count('blobs-read'),
  }).toEqual({ records: sum.records, launches: sum.launches, blobs: served.size });
}

/** Expects a run that read everything in spite of a fault: exact rows, counts that reconcile, no gap, no complaint. */
export async function expectWhole(world: World, run: ActionRun): Promise<void> {
  expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
  const { outputs } = run;
  expect([outputs.get('complete'), outputs.get('gaps')]).toEqual(['true', '[]']);
  expect([outputs.get('blobs-unread'), outputs.get('blobs-lost')]).toEqual(['0', '0']);
  await expectRowsOf(world, run);
  expectCounts(world, run, servedSince(world, 0));
  expectListed(world, run);
  expect(world.judgeSays()).toEqual([]);
}

/** Expects the judge to have seen every instant of the run's window listed; call `judge.startRun` before the run. */
export function expectListed({ tenant }: World, { outputs }: ActionRun): void {
  const [from, to] = ['window-start', 'window-end'].map((name) => new Date(outputs.get(name) ?? ''));
  if (from === undefined || to === undefined) return;
  // A busy machine's window may end seconds after the present of a tenant whose clock stands.
  tenant.judge.endRun({ from, to: new Date(Math.min(to.getTime(), tenant.now())) });
}

/** How a run ended. */
export function failureOf({ exitCode, annotations }: ActionRun) {
  return {
    exitCode,
    errors: annotations.filter(({ level }) => level === 'error').map(({ message }) => message),
  };
}

/** The warnings and notices of a run, by title. */
export function findingsOf({ annotations }: ActionRun): ReadonlyMap<string, string> {
  return new Map(
    annotations.filter(({ level }) => level !== 'error').map(({ title, message }) => [title, message]),
  );
}
