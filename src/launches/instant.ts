const FORM =
  /^\s*(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?\s*$/i;

/** The form that the service writes; the one above covers what else may come. */
const USUAL = /^\d{4}-\d\d-(?:0\d|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/**
 * Reads `CreationTime` of an audit record: UTC, by contract without a zone; a zone that is given is honoured.
 * Gives ms since 1970, or `undefined` when it is no instant: never the current time in its stead.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
 */
export function parseCreationTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  if (USUAL.test(text)) return definite(Date.parse(`${text}Z`));
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

function definite(instant: number): number | undefined {
  return Number.isNaN(instant) ? undefined : instant;
}
