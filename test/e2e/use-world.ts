import { expect, onTestFinished } from 'vitest';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import type { ExpectedRecords } from '../../simulator/tenant/expected-records.ts';
import { type Expectation, expectedEvents, expectedLaunches } from './expected-rows.ts';
import { type Format, readEvents, readLaunches } from './snapshot.ts';
import { openWorld, type World } from './world.ts';

/** Opens a world that closes with the test. */
export async function useWorld(options?: Parameters<typeof openWorld>[0]): Promise<World> {
  const world = await openWorld(options);
  onTestFinished(() => world.close());
  return world;
}

/** Expects a run that ended well and read everything that was listed. */
export function expectComplete(run: ActionRun): void {
  expect({
    exitCode: run.exitCode,
    errors: run.annotations.filter(({ level }) => level === 'error'),
  }).toEqual({
    exitCode: 0,
    errors: [],
  });
  expect(run.outputs.get('complete')).toBe('true');
}

/** Expects a snapshot in a folder to hold the rows of the truth and no others, by manifest and by folder, in each format. */
export async function expectRows(
  folder: string,
  expectedRecords: ExpectedRecords,
  how: Expectation,
  formats: readonly Format[] = ['csv', 'parquet'],
): Promise<void> {
  const launches = expectedLaunches(expectedRecords, how);
  const events = expectedEvents(expectedRecords, how);
  for (const format of formats) {
    expect(await readLaunches(folder, format)).toStrictEqual(launches);
    expect(await readLaunches(folder, format, 'folder')).toStrictEqual(launches);
    expect(await readEvents(folder, format)).toStrictEqual(events);
  }
}

/**
 * Matches an instant of that minute, such as `2026-11-22T06:00`. The tenant's clock stands, but the action's does not: what
 * a machine takes between an answer and the use of its time, a second or several when it is busy, is added to it.
 */
export function inMinute(minute: string): unknown {
  return expect.stringMatching(new RegExp(`^${minute}:\\d\\d(?:\\.\\d+)?Z?$`));
}

/** One minute, hour and day in ms. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Adds content of the last `hours` before the tenant's present, with all that makes merging hard. */
export function addContent(
  { tenant }: World,
  hours: number,
  more: Partial<Parameters<World['tenant']['generate']>[0]> = {},
): void {
  tenant.generate({
    from: new Date(tenant.now() - hours * HOUR),
    to: new Date(tenant.now()),
    blobsPerHour: 1,
    recordsPerBlob: 20,
    operationShare: 0.05,
    lateShare: 0.1,
    duplicateShare: 0.1,
    ...more,
  });
}
