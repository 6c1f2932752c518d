import { expect, test, vi } from 'vitest';
import { rightDate } from '../../simulator/tenant/clock.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { expectRowsOf, failureOf, findingsOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { DAY, HOUR, MINUTE } from './use-world.ts';
import type { World } from './world.ts';

vi.setConfig({ maxConcurrency: 6, testTimeout: 150_000 });

const TITLE = 'A clock is wrong';

/** Adds launches of the last hours, a blob every 20 minutes. */
function addHours({ tenant }: World, hours: number): void {
  for (let minutes = 5; minutes < hours * 60; minutes += 20) {
    const created = new Date(tenant.now() - minutes * MINUTE);
    tenant.addBlob({ created, records: [launchRecord(tenant.makeLaunch(), tenant.tenantId)] });
  }
}

test.concurrent.for<[string, (now: number) => string | undefined, boolean]>([
  ['3 hours ahead', (now) => rightDate(now + 3 * HOUR), true],
  ['3 hours behind', (now) => rightDate(now - 3 * HOUR), true],
  ['9 days behind', (now) => rightDate(now - 9 * DAY), true],
  ['in the year 2099', () => 'Thu, 01 Jan 2099 00:00:00 GMT', true],
  ['of the year 1970', () => 'Thu, 01 Jan 1970 00:00:00 GMT', true],
  ['that is no date', () => 'soon', false],
  ['that is a number', () => '1', false],
  ['that is missing', () => undefined, false],
])(
  'a Date header %s for one run loses no launch, and the watermark stays sane',
  async ([, dateHeader, isTold], { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const { tenant } = world;
    const first = await world.sync({ ...INPUTS, keep: '30 days' });
    tenant.advance(2 * HOUR);
    addHours(world, 2);
    tenant.clock.dateHeader = dateHeader;
    const during = await world.sync({ ...INPUTS, keep: '30 days' });
    expect(failureOf(during)).toEqual({ exitCode: 0, errors: [] });
    expect(findingsOf(during).has(TITLE)).toBe(isTold);
    expect(during.outputs.get('gaps')).toBe('[]');
    const watermarks = [first, during].map(({ outputs }) => Date.parse(outputs.get('watermark') ?? ''));
    expect(watermarks[1]).toBeGreaterThanOrEqual(watermarks[0] ?? Number.NaN);
    // A machine's second or two.
    expect(watermarks[1]).toBeLessThanOrEqual(tenant.now() + 5_000);

    tenant.clock.dateHeader = rightDate;
    tenant.advance(HOUR);
    addHours(world, 1);
    const after = await world.sync({ ...INPUTS, keep: '30 days' });
    expect(failureOf(after)).toEqual({ exitCode: 0, errors: [] });
    expect([after.outputs.get('complete'), after.outputs.get('gaps')]).toEqual(['true', '[]']);
    expect(findingsOf(after).has(TITLE)).toBe(false);
    await expectRowsOf(world, after);
    // From the first run's watermark less the overlap at the earliest: nothing was thrown back.
    const start = Date.parse(after.outputs.get('window-start') ?? '');
    expect(start).toBeGreaterThanOrEqual((watermarks[0] ?? Number.NaN) - 2 * HOUR);
  },
);

test.concurrent('a first run under a Date header 3 hours behind is made up for by the next', async ({
  onTestFinished,
}) => {
  const world = await openFaultWorld(onTestFinished);
  const { tenant } = world;
  tenant.clock.dateHeader = (now) => rightDate(now - 3 * HOUR);
  expect(findingsOf(await world.sync({ formats: 'parquet' })).has(TITLE)).toBe(true);
  tenant.clock.dateHeader = rightDate;
  const after = await world.sync({ formats: 'parquet' });
  expect(failureOf(after)).toEqual({ exitCode: 0, errors: [] });
  await expectRowsOf(world, after);
});
