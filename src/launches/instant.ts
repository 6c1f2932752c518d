import { HOUR_MS } from '../instants.ts';

/** No record is older: Power Apps was not there. ms since 1970. */
export const EARLIEST = Date.UTC(2015, 0, 1);

/** Returns the instant that no record can be later than, ms since 1970. `now`: the present; clocks differ by minutes. */
export function latestAfter(now: number): number {
  return now + HOUR_MS;
}

const FORM =
  /^\s*(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?\s*$/i;

/** The form that the service writes; the one above covers what else may come. */
const USUAL = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/**
 * Reads `CreationTime` of an audit record: UTC, by contract without a zone; a zone that is given is honored.
 * Returns ms since 1970, or `undefined` when it is not an instant: never the current time in its stead.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
 */
export function parseCreationTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  if (USUAL.test(text)) return usualInstant(text);
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour = '0', zoneMinute = '0'] =
    match;
  // 30 February would roll over into March.
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  if (new Date(midnight).getUTCDate() !== Number(day)) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const ms = fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (sign === undefined) return midnight + seconds * 1000 + ms;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return midnight + seconds * 1000 + ms + (sign === '-' ? offset : -offset);
}

/** Every text of the usual form is an instant: its days stop at the 28th. */
function usualInstant(text: string): number {
  const two = (at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
  return Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17));
}
