import { DAY_MS, isoSecond, SECOND_MS } from '../instants.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';

/** Which content a run reads: on from the watermark, or a named window that is read again. */
export type WindowChoice =
  | { readonly kind: 'watermark' }
  | { readonly kind: 'manual'; readonly start: Date; readonly end: Date };

/** How far back the Management Activity API lists content. */
const SERVICE_LIMIT_MS = 7 * DAY_MS;
const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const FORM = 'Use ISO 8601, for example 2026-11-21T06:00:00Z (UTC when no zone is given)';

/** Reads an ISO 8601 instant; UTC when no zone is given, midnight when no time is. Throws a {@link InvalidInput}. */
export function parseInstant(text: string): Date {
  const [, date, minutes = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = ISO_8601.exec(text) ?? [];
  const digits = zone.replace(':', '').padEnd(5, '0');
  const offset = /^z/i.test(zone) ? 'Z' : `${digits.slice(0, 3)}:${digits.slice(3)}`;
  const instant = new Date(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}${offset}`);
  // A Date turns 30 February into 2 March; only a date that comes back as given exists.
  const day = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(instant.getTime()) && day.toISOString().slice(0, 10) === date;
  if (!exists || minutes.startsWith('24')) throw new InvalidInput('is not an instant', FORM);
  return instant;
}

/** Reads `start-time` and `end-time`. `now` bounds them: an end in the future is cut to it. */
export function readWindow(reader: InputReader, now: Date): Field<WindowChoice> {
  const start = reader.optional('start-time', (text) => {
    const instant = parseInstant(text);
    if (instant >= now) throw new InvalidInput('is in the future', `Give an instant before ${written(now)}`);
    const earliest = new Date(now.getTime() - SERVICE_LIMIT_MS);
    if (instant < earliest) {
      throw new InvalidInput(
        'is more than 7 days ago, the limit of the service',
        `The earliest start possible now is ${written(earliest)}`,
      );
    }
    return instant;
  });
  const end = reader.optional('end-time', parseInstant);
  return reader.check('end-time', () => {
    const from = start();
    const to = end();
    if (from === undefined) {
      if (to === undefined) return { kind: 'watermark' };
      throw new InvalidInput('is given without start-time', 'Give start-time too, or leave out end-time');
    }
    if (to !== undefined && to <= from) {
      throw new InvalidInput('is not after start-time', 'Give an end-time later than start-time');
    }
    return { kind: 'manual', start: from, end: to === undefined || to > now ? new Date(now) : to };
  });
}

function written(instant: Date): string {
  return isoSecond(Math.ceil(instant.getTime() / SECOND_MS) * SECOND_MS);
}
