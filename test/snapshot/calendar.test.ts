import { expect, test } from 'vitest';
import { MINUTE_MS, parseInstant } from '../../src/instants.ts';
import { addDays, datesBetween, openCalendar } from '../../src/snapshot/calendar.ts';
import { randomFrom } from '../launches/documents.ts';

/** Tells the local time from the whole text of the instant itself: no rounding, no memory. */
function plainly(timeZone: string): (instant: number) => { date: string; hour: number } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => {
    const text = format.format(instant);
    return { date: text.slice(0, 10), hour: Number(text.slice(11, 13)) };
  };
}

test('day and hour of random instants in every zone, the changes of its clock included', () => {
  const random = randomFrom(20_261_122);
  const [from, to] = [Date.UTC(2012), Date.UTC(2038)];
  const quarter = 15 * MINUTE_MS;
  for (const timeZone of ['UTC', ...Intl.supportedValuesOf('timeZone')]) {
    const calendar = openCalendar(timeZone);
    const plain = plainly(timeZone);
    const told: string[] = [];
    const expected: string[] = [];
    const line = (instant: number, { date, hour }: ReturnType<typeof plain>): string =>
      `${timeZone} ${instant}: ${date}, ${hour} h`;
    for (let index = 0; index < 60; index += 1) {
      const instant = Math.floor(from + random() * (to - from));
      const border = instant - (instant % quarter) - (index % 2);
      for (const each of [instant, border, instant]) told.push(line(each, calendar.local(each)));
      const first = line(instant, plain(instant));
      expected.push(first, line(border, plain(border)), first);
    }
    // One comparison for each zone: 75,000 of them take longer than all else here.
    expect(told).toEqual(expected);
  }
});

test.each([
  ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29', 1],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29', 3],
  ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25', 2],
  ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25', 2],
  ['Europe/Berlin', '2026-11-21T22:59:59.999Z', '2026-11-21', 23],
  ['Europe/Berlin', '2026-11-21T23:00:00Z', '2026-11-22', 0],
  ['America/St_Johns', '2026-11-22T03:29:59Z', '2026-11-21', 23],
  ['America/St_Johns', '2026-11-22T03:30:00Z', '2026-11-22', 0],
  ['Asia/Kathmandu', '2026-11-21T18:14:59Z', '2026-11-21', 23],
  ['Asia/Kathmandu', '2026-11-21T18:15:00Z', '2026-11-22', 0],
  ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', '2026-10-04', 1],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04', 2],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01', 0],
  ['Pacific/Pago_Pago', '2027-01-01T10:59:59Z', '2026-12-31', 23],
  ['UTC', '1969-12-31T23:59:59.999Z', '1969-12-31', 23],
])('%s at %s', (timeZone, instant, date, hour) => {
  expect(openCalendar(timeZone).local(parseInstant(instant))).toEqual({ date, hour });
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-10-25', 365, '2027-10-25'],
  ['0001-01-01', -1, '0000-12-31'],
  ['0000-01-01', -1, '0000-01-01'],
  ['9999-12-31', 1, '9999-12-31'],
  ['9999-12-31', -27, '9999-12-04'],
])('%s and %s days', (date, days, expected) => {
  expect(addDays(date, days)).toBe(expected);
});

test.each([
  ['2026-02-27', '2026-03-01', ['2026-02-27', '2026-02-28', '2026-03-01']],
  ['2026-03-01', '2026-02-27', []],
  ['9999-12-30', '9999-12-31', ['9999-12-30', '9999-12-31']],
  ['0000-01-01', '0000-01-02', ['0000-01-01', '0000-01-02']],
])('the days from %s to %s end', (from, to, dates) => {
  expect([...datesBetween(from, to)]).toEqual(dates);
});
