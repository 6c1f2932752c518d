import { kindOf, MError, type MType, type Value } from '../values.ts';
import { toDate, toDateTime } from './time.ts';

/** Converts a cell as `Table.TransformColumnTypes` does; null stays null. */
export function toType(value: Value, { name }: MType, culture: Value | undefined): Value {
  if (value === null) return null;
  switch (name) {
    case 'text':
      if (typeof value === 'string' || typeof value === 'number') return String(value);
      break;
    case 'Int64.Type':
      return toWhole(value, culture);
    case 'date':
      return toDate(value, culture);
    case 'datetime':
      return toDateTime(value, culture);
  }
  throw new Error(`The evaluator does not convert ${kindOf(value)} to ${name}.`);
}

function toWhole(value: Value, culture: Value | undefined): number {
  if (typeof value === 'number') return Math.round(value);
  if (culture !== 'en-US') throw new Error('Reading a number without a culture depends on the machine.');
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
  throw new MError('DataFormat.Error', "We couldn't convert to Number.");
}
