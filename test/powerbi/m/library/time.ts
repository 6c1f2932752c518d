import { asText } from '../arguments.ts';
import { fn, kindOf, type MDate, type MDateTime, type MDateTimeZone, MError, type Value } from '../values.ts';

/** Minutes by which the clock of this machine is ahead of UTC. Odd, so that whoever reads local time is found out. */
const LOCAL_OFFSET = 345;
const MINUTE = 60_000;

/** `Date.*`, `DateTime.*` and `DateTimeZone.*`. */
export const TIME: Readonly<Record<string, Value>> = {
  'Date.FromText': fn(1, 2, ([text, culture]) => (text === null ? null : dateFromText(text, culture))),
  'DateTime.From': fn(1, 2, ([value, culture]) => toDateTime(value ?? null, culture)),
  'DateTimeZone.FromText': fn(1, 2, ([text, culture]) =>
    text === null ? null : zoneFromText(text, culture),
  ),
  'DateTimeZone.ToUtc': fn(1, 1, ([value]) => (value === null ? null : { ...asZone(value), offset: 0 })),
  'DateTimeZone.RemoveZone': fn(1, 1, ([value]) => {
    if (value === null) return null;
    const { instant, offset } = asZone(value);
    return { kind: 'datetime', clock: instant + offset * MINUTE };
  }),
};

/** Converts to a date as `Date.From` does. */
export function toDate(value: Value, culture: Value | undefined): MDate | null {
  if (value === null || typeof value !== 'object')
    return value === null ? null : dateFromText(value, culture);
  if (value.kind === 'date') return value;
  const { clock } = toDateTime(value, culture) ?? { clock: 0 };
  return { kind: 'date', day: new Date(clock).toISOString().slice(0, 10) };
}

/** Converts to a date and time as `DateTime.From` does: what has a zone becomes local time. */
export function toDateTime(value: Value, culture: Value | undefined): MDateTime | null {
  if (value === null) return null;
  if (typeof value === 'object') {
    if (value.kind === 'datetime') return value;
    if (value.kind === 'date') return { kind: 'datetime', clock: Date.parse(value.day) };
    if (value.kind === 'datetimezone') {
      return { kind: 'datetime', clock: value.instant + LOCAL_OFFSET * MINUTE };
    }
  }
  return toDateTime(zoneFromText(value, culture), culture);
}

function dateFromText(value: Value | undefined, culture: Value | undefined): MDate {
  const text = withCulture(value, culture);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { kind: 'date', day: text };
  throw new MError('DataFormat.Error', "We couldn't parse the input provided as a Date value.");
}

function zoneFromText(value: Value | undefined, culture: Value | undefined): MDateTimeZone {
  const text = withCulture(value, culture);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) {
    return { kind: 'datetimezone', instant: Date.parse(text), offset: 0 };
  }
  throw new MError('DataFormat.Error', "We couldn't parse the input provided as a DateTimeZone value.");
}

/** Text is read the same everywhere only with a culture. */
function withCulture(value: Value | undefined, culture: Value | undefined): string {
  if (culture !== 'en-US') throw new Error('Reading text without a culture depends on the machine.');
  return asText(value);
}

function asZone(value: Value | undefined): MDateTimeZone {
  if (typeof value === 'object' && value?.kind === 'datetimezone') return value;
  throw new MError('Expression.Error', `We cannot convert ${kindOf(value ?? null)} to type DateTimeZone.`);
}
