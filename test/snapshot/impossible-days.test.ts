import { beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, parseInstant } from '../../src/instants.ts';
import type { OtherEvent } from '../../src/launches/launch.ts';
import { possibleDates } from '../../src/snapshot/batch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { launch, MemorySnapshot, type Options } from './fixtures.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
/** Every third day, back into months that are sealed; every tenth launch by another user. */
const LAUNCHES = Array.from({ length: 40 }, (_, index) =>
  launch({
    eventId: `event-${index}`,
    launchedAt: NOW - 3 * index * DAY_MS,
    appId: `app-${index % 3}`,
    userKey: `user-${index % 10}`,
    appName: `App ${index % 3}`,
    environmentName: 'Prod',
    userType: 'Regular',
  }),
);

function deletion(appId: string, occurredAt: number): OtherEvent {
  return {
    ...{ eventId: `deletion of ${appId} at ${occurredAt}`, occurredAt, operation: 'DeletePowerApp', appId },
    ...{ environmentId: null, userKey: null, appName: null, environmentName: null },
  };
}

// App 1 was launched since, app 2 was not; the last of a third app is nothing but its deletion.
const EVENTS = [
  deletion('app-1', NOW - 50 * DAY_MS),
  deletion('app-2', NOW - HOUR_MS),
  deletion('gone', NOW - 9 * DAY_MS),
];

describe.each(['UTC', 'Pacific/Kiritimati', 'America/St_Johns'])('in %s', (timeZone) => {
  const options: Options = { timeZone, formats: ['csv', 'parquet'] };
  const possible = possibleDates(NOW + HOUR_MS, openCalendar(timeZone));
  const clean = new MemorySnapshot();
  beforeAll(() => clean.merge(LAUNCHES, { ...options, events: EVENTS, possible }));

  test.each([
    '0001-01-01T00:00:00Z',
    '1899-12-31T23:59:59Z',
    '2014-12-20T00:00:00Z',
    '2026-11-24T00:00:00Z',
    '2027-01-20T08:00:00Z',
    '2099-06-01T00:00:00Z',
    '9999-12-31T09:00:00Z',
  ])('what an earlier release stored of %s leaves without a trace, and nothing hangs', async (text) => {
    const at = parseInstant(text);
    const poisoned = new MemorySnapshot();
    const absurd = [
      launch({ eventId: 'absurd', launchedAt: at, appId: 'app-0', userKey: 'user-1' }),
      launch({ eventId: 'absurd too', launchedAt: at, appId: 'app-2', userKey: 'stranger' }),
      launch({ eventId: 'absurd app', launchedAt: at, appId: 'absurd', environmentId: 'absurd' }),
    ];
    const events = [...EVENTS, deletion('app-0', at), deletion('absurd', at)];
    await poisoned.merge([...absurd, ...LAUNCHES], { ...options, events });
    // The first run reads the poison, the next ones find a snapshot without.
    const healed = await poisoned.merge([], { ...options, possible });
    expect(healed.impossible).toBe(absurd.length + 2);
    expect(poisoned.contents()).toEqual(clean.contents());
    const again = await poisoned.merge([], { ...options, possible });
    expect([again.impossible, again.files.size, again.removed.size]).toEqual([0, 0, 0]);
  });
});

test('a name from an impossible time yields to any other', async () => {
  const options: Options = { possible: possibleDates(NOW + HOUR_MS, openCalendar('UTC')) };
  const snapshot = new MemorySnapshot();
  const [plain] = LAUNCHES;
  if (plain === undefined) throw new Error('no launch');
  await snapshot.merge([plain]);
  await snapshot.merge([{ ...plain, eventId: 'absurd', launchedAt: NOW + 900 * DAY_MS, appName: 'Absurd' }]);
  await snapshot.merge([], options);
  expect(snapshot.contents()['csv/apps/apps.csv']).toContain('app-0,Absurd,');
  await snapshot.merge([{ ...plain, eventId: 'next', appName: 'Renamed' }], options);
  expect(snapshot.contents()['csv/apps/apps.csv']).toContain('app-0,Renamed,');
});
