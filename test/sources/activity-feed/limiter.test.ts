import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLimiter, type Limiter } from '../../../src/sources/activity-feed/limiter.ts';
import { FakeClock } from '../../http/fakes.ts';

const MINUTE = 60_000;

/** Returns the most requests in any 60 s. */
function mostInAMinute(sent: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of sent.entries()) {
    while ((sent[first] ?? 0) <= at - MINUTE) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

test('never more than the limit in any minute, whenever requests come', async () => {
  const pauses = fc.array(fc.oneof(fc.constant(0), fc.nat(200), fc.nat(2 * MINUTE)), { maxLength: 200 });
  const property = fc.asyncProperty(fc.integer({ min: 1, max: 30 }), pauses, async (limit, waits) => {
    const clock = new FakeClock();
    const limiter = createLimiter(limit, clock);
    const sent: number[] = [];
    for (const wait of waits) {
      clock.time += wait;
      await limiter.turn();
      sent.push(clock.time);
    }
    expect(mostInAMinute(sent)).toBeLessThanOrEqual(limit);
  });
  await fc.assert(property, { numRuns: 150 });
});

test('never more than the limit in any minute, also when requests overtake each other by a fifth of a second', async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 1, max: 30 }),
    fc.array(fc.nat(200), { minLength: 100, maxLength: 100 }),
    async (limit, delays) => {
      const clock = new FakeClock();
      const limiter = createLimiter(limit, clock);
      const arrived: number[] = [];
      for (const delay of delays) {
        await limiter.turn();
        arrived.push(clock.time + delay);
      }
      expect(mostInAMinute(arrived.sort((a, b) => a - b))).toBeLessThanOrEqual(limit);
    },
  );
  await fc.assert(property, { numRuns: 100 });
});

test('a full queue uses more than 97 % of the limit', async () => {
  const clock = new FakeClock();
  const limiter = createLimiter(200, clock);
  const start = clock.time;
  const turns = Array.from({ length: 2001 }, () => limiter.turn());
  await Promise.all(turns);
  expect(clock.time - start).toBeGreaterThanOrEqual(10 * MINUTE);
  expect(clock.time - start).toBeLessThan((10 * MINUTE) / 0.97);
});

test('requests are let through in the order in which they came', async () => {
  const limiter = createLimiter(2, new FakeClock());
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4, 5].map(async (each) => order.push(await limiter.turn().then(() => each))));
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

/** Sends so many requests one after the other; gives when they went. */
async function send(limiter: Limiter, clock: FakeClock, count: number): Promise<readonly number[]> {
  const sent: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await limiter.turn();
    sent.push(clock.time);
  }
  return sent;
}

test('after a slow-down requests wait, and come a fifth slower, however many answers tell of it', async () => {
  const clock = new FakeClock();
  const limiter = createLimiter(100, clock);
  const start = clock.time;
  const sent = [...(await send(limiter, clock, 50))];
  limiter.slowDown(5000);
  limiter.slowDown(3000);
  sent.push(...(await send(limiter, clock, 1)));
  expect(clock.time - start).toBe(5000);
  limiter.slowDown(10);
  sent.push(...(await send(limiter, clock, 30)));
  expect(sent.filter((at) => at < start + MINUTE)).toHaveLength(80);
});

test('a service that refuses a few requests here and there keeps nearly all its speed', async () => {
  const clock = new FakeClock();
  const limiter = createLimiter(1800, clock);
  const start = clock.time;
  for (let index = 0; index < 40; index += 1) {
    await send(limiter, clock, 50);
    limiter.slowDown(300);
  }
  expect(clock.time - start).toBeLessThan(2 * MINUTE);
});

test('the limit rises again while the service does not complain, and not above what it was', async () => {
  const clock = new FakeClock();
  const limiter = createLimiter(100, clock);
  for (let index = 0; index < 5; index += 1) {
    limiter.slowDown(1);
    clock.time += MINUTE + 1;
  }
  const first = await send(limiter, clock, 100);
  expect(mostInAMinute(first)).toBeLessThan(60);
  await send(limiter, clock, 1500);
  expect(mostInAMinute(await send(limiter, clock, 1000))).toBe(100);
});

test.each([
  [20, 10],
  [3, 3],
])('a limit of %s never falls under %s', async (limit, least) => {
  const clock = new FakeClock();
  const limiter = createLimiter(limit, clock);
  for (let index = 0; index < 50; index += 1) {
    limiter.slowDown(1);
    clock.time += MINUTE;
  }
  limiter.slowDown(1);
  expect(mostInAMinute(await send(limiter, clock, least + 1))).toBe(least);
});
