const FORM =
  /^(\d{4}-\d{2}-(\d{2}))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/i;

/**
 * Reads `CreationTime` of an audit record: UTC, by contract without a zone; a zone that is given is honoured.
 * Gives ms since 1970, or `undefined` when it is no instant: never the current time in its stead.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
 */
export function parseCreationTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const match = FORM.exec(text.trim());
  if (match === null) return undefined;
  const [whole, day, dayOfMonth, , zone] = match;
  // Date.parse rolls 30 February over into March.
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(dayOfMonth)) return undefined;
  const instant = Date.parse(zone === undefined ? `${whole}Z` : whole);
  return Number.isNaN(instant) ? undefined : instant;
}
