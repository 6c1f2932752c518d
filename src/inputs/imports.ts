import { DAY_MS, HOUR_MS, isoSecond, parseInstant } from '../instants.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';
import { parseInstant as instantOf } from './window.ts';

/** Launch time `[from, to)`, ms since 1970. */
export interface CoveredTime {
  readonly from: number;
  readonly to: number;
}

/** What is younger may still be missing from any export. */
const HORIZON_MS = 48 * HOUR_MS;
const PATTERN_REMEDY = 'Give files in the workspace, one a line, for example exports/*.csv';
const COVERS_REMEDY =
  'Give FROM/TO, two days or instants in ISO 8601, the second not included, for example 2026-05-01/2026-11-01';

/** Reads `import`: files, folders or globs in the workspace, with `/`; required by `command: import`, and empty with others. */
export function readImports(
  reader: InputReader,
  command: Field<'sync' | 'import' | 'check'>,
): Field<readonly string[]> {
  const patterns = reader.optional('import', patternsOf);
  return reader.check('import', () => {
    const given = patterns() ?? [];
    if (command() === 'import' && given.length === 0) {
      throw new InvalidInput('is required with command: import', PATTERN_REMEDY);
    }
    return command() === 'import' ? given : [];
  });
}

function patternsOf(text: string): readonly string[] {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .trim()
        .replaceAll('\\', '/')
        .replace(/^(?:\.\/)+/, '')
        .replace(/\/+$/, ''),
    )
    .filter((line) => line !== '');
  for (const [index, line] of lines.entries()) {
    const parts = line.split('/');
    const problem =
      parts[0] === '' || /^[a-z]:$/i.test(parts[0] ?? '') || parts.includes('..')
        ? 'is outside the workspace'
        : parts.some((part) => part.toLowerCase() === '.git')
          ? 'is inside .git'
          : line === '.'
            ? 'is the workspace itself'
            : undefined;
    if (problem !== undefined) throw new InvalidInput(`line ${index + 1} ${problem}`, PATTERN_REMEDY);
  }
  return [...new Set(lines)];
}

/** Reads `import-covers`: a day is one of `time-zone`. It may end 48 hours before `now` at the latest. */
export function readImportCovers(
  reader: InputReader,
  timeZone: Field<string>,
  now: Date,
): Field<CoveredTime | undefined> {
  return reader.optional('import-covers', (text) => {
    const [first = '', last = '', ...more] = text.split('/').map((part) => part.trim());
    if (first === '' || last === '' || more.length > 0)
      throw new InvalidInput('is not FROM/TO', COVERS_REMEDY);
    const zone = timeZone();
    const [from, to] = [edgeOf(first, zone), edgeOf(last, zone)];
    if (from >= to) throw new InvalidInput('ends before it begins', COVERS_REMEDY);
    const latest = now.getTime() - HORIZON_MS;
    if (to > latest) {
      throw new InvalidInput(
        'ends less than 48 hours ago, and launches of that time may not be in the audit log yet',
        `The latest end possible now is ${isoSecond(latest)}`,
        isoSecond(to),
      );
    }
    return { from, to };
  });
}

function edgeOf(text: string, timeZone: string): number {
  const instant = instantOf(text).getTime();
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(text, timeZone) : instant;
}

/** Returns the first instant of a day in a time zone, ms since 1970: no zone is more than a day from UTC. */
function startOfDay(date: string, timeZone: string): number {
  const midnight = parseInstant(`${date}T00:00:00Z`);
  if (timeZone === 'UTC') return midnight;
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  let [before, at] = [midnight - DAY_MS, midnight + DAY_MS];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (format.format(middle) < date) before = middle;
    else at = middle;
  }
  return at;
}
