import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS, parseInstant } from '../../src/instants.ts';
import type { Launch, OtherEvent } from '../../src/launches/launch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import type { LaunchRow } from '../../src/snapshot/fact-tables.ts';
import { launch, MemorySnapshot } from './fixtures.ts';

/** Midnights and changes of the clock in the zones of the test. */
const EDGES = [
  ...['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-03-29T00:00:00Z', '2026-03-28T23:00:00Z'],
  ...['2026-10-24T22:00:00Z', '2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z', '2026-03-28T18:15:00Z'],
].map((text) => parseInstant(text));
const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'];
/** Ways from an edge: sessions that end to the millisecond, the same second, the day before. */
const STEPS = [
  0,
  1,
  999,
  1000,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  30 * MINUTE_MS + 1,
  60 * MINUTE_MS,
  24 * 60 * MINUTE_MS,
];

const instant = fc
  .tuple(fc.constantFrom(...EDGES), fc.constantFrom(...STEPS), fc.constantFrom(...STEPS), fc.boolean())
  .map(([edge, a, b, back]) => edge + (back ? -a : a) + b);

const launches = fc
  .array(
    fc.record({
      launchedAt: instant,
      appId: fc.constantFrom('app-1', 'app-2', null),
      userKey: fc.constantFrom('user-1', "=cmd|'x'!A1", null),
      environmentId: fc.constantFrom('environment', null),
      recordType: fc.constantFrom(45, 256),
      succeeded: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  )
  // An event id stands for one record.
  .map((rows) => rows.map((row, index) => launch({ ...row, eventId: `event-${index}` })));

/** Each launch at least once, in any order, some again, in up to four runs. */
const deliveries = launches.chain((all) =>
  fc.record({
    all: fc.constant(all),
    runs: fc
      .tuple(
        fc.array(fc.nat({ max: all.length - 1 }), { maxLength: 8 }),
        fc.array(fc.nat({ max: 3 }), { minLength: all.length + 8, maxLength: all.length + 8 }),
        fc.shuffledSubarray([...all.keys()], { minLength: all.length }),
      )
      .map(([again, run, order]) => {
        const sent = [...order, ...again].flatMap((index, place) => {
          const one = all[index];
          return one === undefined ? [] : [{ one, run: run[place] ?? 0 }];
        });
        return [0, 1, 2, 3].map((wanted) => sent.filter((each) => each.run === wanted).map(({ one }) => one));
      }),
    timeZone: fc.constantFrom(...ZONES),
  }),
);

const asEvent = ({ eventId, launchedAt, appId, environmentId, userKey }: Launch): OtherEvent => ({
  eventId,
  appId,
  environmentId,
  userKey,
  occurredAt: launchedAt,
  appName: `Named by ${eventId}`,
  environmentName: `Environment of ${eventId}`,
  operation: eventId.endsWith('0') ? 'PromotePowerAppVersion' : 'AdminDeleteApp',
});

describe('the same launches give the same bytes, whatever the order, the batches and the repeats', () => {
  test.each([
    ['csv', ['csv'], 150],
    ['both formats', ['csv', 'parquet'], 25],
  ] as const)('%s', async (_, formats, numRuns) => {
    const property = fc.asyncProperty(deliveries, async ({ all, runs, timeZone }) => {
      const many = new MemorySnapshot();
      let added = 0;
      for (const run of runs) {
        const merged = await many.merge(run, { timeZone, formats, events: run.map(asEvent) });
        expect(merged.added + merged.failed + merged.duplicates).toBe(run.length);
        added += merged.added;
      }
      const once = new MemorySnapshot();
      await once.merge(all, { timeZone, formats, events: all.map(asEvent) });
      expect(many.contents()).toEqual(once.contents());
      expect([...many.files.keys()].sort()).toEqual([...once.files.keys()].sort());
      expect(await once.launches()).toEqual(plainRows(all, timeZone));
      const rows = await once.launches();
      expect(added).toBe(rows.filter(({ succeeded }) => succeeded === 1).length);
      expect((await once.events()).length).toBe(all.length);
      const again = await many.merge(all, { timeZone, formats, events: all.map(asEvent) });
      expect(again.allFailed).toBe(rows.length - added);
      expect([again.added + again.failed, again.files.size, again.removed.size]).toEqual([0, 0, 0]);
    });
    await fc.assert(property, { numRuns });
  });
});

/** Merges and marks sessions the plain way, over all launches at once. */
function plainRows(all: readonly Launch[], timeZone: string): readonly LaunchRow[] {
  const second = (ms: number): number => Math.floor(ms / 1000);
  const isBetter = (a: Launch, b: Launch): boolean =>
    a.succeeded === b.succeeded ? (a.recordType ?? 0) > (b.recordType ?? 0) : a.succeeded;
  const rows = all
    .filter(
      (one) =>
        one.appId === null ||
        one.userKey === null ||
        !all.some(
          (other) =>
            isBetter(other, one) &&
            other.appId === one.appId &&
            other.userKey === one.userKey &&
            second(other.launchedAt) === second(one.launchedAt),
        ),
    )
    .sort((a, b) => a.launchedAt - b.launchedAt || (a.eventId < b.eventId ? -1 : 1));
  return rows.map((row, place) => {
    const before = rows
      .slice(0, place)
      .filter(({ appId, userKey, succeeded }) => succeeded && appId === row.appId && userKey === row.userKey);
    const goesOn =
      !row.succeeded || before.some(({ launchedAt }) => row.launchedAt - launchedAt <= 30 * MINUTE_MS);
    return {
      event_id: row.eventId,
      launched_at: row.launchedAt,
      ...openCalendar(timeZone).local(row.launchedAt),
      app_id: row.appId,
      environment_id: row.environmentId,
      user_key: row.userKey,
      is_session_start: row.userKey === null ? null : Number(!goesOn),
      succeeded: Number(row.succeeded),
      record_type: row.recordType,
    };
  });
}

test('what is kept is the same, whenever the older days left', async () => {
  const keeps = fc.constantFrom(undefined, '2026-03-28', '2026-03-29', '2026-10-25');
  const property = fc.asyncProperty(
    deliveries,
    fc.array(keeps, { minLength: 4, maxLength: 4 }),
    async (sent, days) => {
      const { all, runs, timeZone } = sent;
      // What is kept only ever moves on.
      const kept = days.map((day) => day ?? '').sort();
      const many = new MemorySnapshot();
      for (const [index, run] of runs.entries())
        await many.merge(run, { timeZone, keepFrom: kept[index] || undefined });
      await many.merge([], { timeZone, keepFrom: kept.at(-1) || undefined });
      const once = new MemorySnapshot();
      const { added, failed, duplicates, tooOld } = await once.merge(all, {
        timeZone,
        keepFrom: kept.at(-1) || undefined,
      });
      expect(added + failed + duplicates + tooOld).toBe(all.length);
      expect(many.contents()).toEqual(once.contents());
    },
  );
  await fc.assert(property, { numRuns: 150 });
});

test('another time zone or another set of formats gives the bytes of a new snapshot', async () => {
  const formats = fc.constantFrom(['csv'] as const, ['parquet'] as const, ['csv', 'parquet'] as const);
  const keeps = fc.constantFrom(undefined, '2026-03-28', '2026-10-25');
  const shape = fc.record({ timeZone: fc.constantFrom(...ZONES), formats });
  const property = fc.asyncProperty(launches, shape, shape, keeps, async (all, before, after, keepFrom) => {
    const half = Math.floor(all.length / 2);
    const changed = new MemorySnapshot();
    const events = all.map(asEvent);
    await changed.merge(all.slice(0, half), { ...before, events: events.slice(0, half) });
    await changed.merge(all.slice(half), { ...after, keepFrom, events: events.slice(half) });
    const fresh = new MemorySnapshot();
    await fresh.merge(all, { ...after, keepFrom, events });
    expect(changed.contents()).toEqual(fresh.contents());
    expect([...changed.files.keys()].sort()).toEqual([...fresh.files.keys()].sort());
  });
  await fc.assert(property, { numRuns: 40 });
});

test('without users there is no column for them, and no session', async () => {
  const snapshot = new MemorySnapshot();
  const nobody = { userKey: null };
  await snapshot.merge([launch({ eventId: 'a', launchedAt: 0, ...nobody })], { withUsers: false });
  await snapshot.merge([launch({ eventId: 'b', launchedAt: 1, ...nobody })], { withUsers: false });
  const rows = await snapshot.launches(false);
  expect(rows.map(({ event_id, is_session_start }) => [event_id, is_session_start])).toEqual([
    ['a', null],
    ['b', null],
  ]);
  expect(Object.values(snapshot.contents()).join()).not.toContain('user_key');
});
