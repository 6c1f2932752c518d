import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../instants.ts';
import { InvalidInput, type Rule } from './reader.ts';

/** Milliseconds of each unit. A month counts 31 days, so that no month is cut short. */
const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['second', SECOND_MS],
  ['minute', MINUTE_MS],
  ['hour', HOUR_MS],
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
  ['month', 31 * DAY_MS],
]);

const LONGEST_MS = 100 * 366 * DAY_MS;

/**
 * Returns a rule for a duration, "N unit" such as "7 days"; returns milliseconds.
 * `example` is the form shown in the remedy; zero is refused unless `zero` is 'allowed'.
 */
export function duration(example: string, zero: 'allowed' | 'refused' = 'refused'): Rule<number> {
  const remedy = `Use the form "N unit", for example "${example}", with the unit second, minute, hour, day, week or month`;
  return (text) => {
    const [, count = '', unit = ''] = /^(\d{1,12})\s*([a-z]+?)s?$/i.exec(text) ?? [];
    const unitMs = UNIT_MS.get(unit.toLowerCase());
    if (unitMs === undefined) throw new InvalidInput('is not a duration', remedy);
    const ms = Number(count) * unitMs;
    if (ms === 0 && zero === 'refused') throw new InvalidInput('must be longer than zero', remedy);
    if (ms > LONGEST_MS) throw new InvalidInput('is longer than 100 years', remedy);
    return ms;
  };
}
