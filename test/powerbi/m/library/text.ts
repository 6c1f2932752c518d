import {
  asBinary,
  asNumber,
  asRecord,
  asText,
  fieldOf,
  oneOrMoreTexts,
  textsOf,
  valuesOf,
} from '../arguments.ts';
import { fn, MError, type Value } from '../values.ts';

/** `Text.*`, `Number.*` and `Uri.*`; `nullable text` gives null for null. */
export const TEXT: Readonly<Record<string, Value>> = {
  'Text.Length': ofText(1, (text) => text.length),
  'Text.Lower': ofText(1, (text) => text.toLowerCase()),
  'Text.Start': ofText(2, (text, [count]) => text.slice(0, asNumber(count))),
  'Text.Range': fn(2, 3, ([text, offset, count]) => range(asText(text), asNumber(offset), count)),
  'Text.StartsWith': ofText(2, (text, [start]) => text.startsWith(asText(start))),
  'Text.EndsWith': ofText(2, (text, [end]) => text.endsWith(asText(end))),
  'Text.Replace': ofText(3, (text, [old, now]) => text.replaceAll(asText(old), asText(now))),
  'Text.Split': ofText(2, (text, [separator]) => ({
    kind: 'list',
    items: text.split(asText(separator)).map((part) => ({ get: () => part })),
  })),
  'Text.Combine': fn(1, 2, ([texts, separator = '']) => textsOf(texts).join(asText(separator))),
  'Text.Trim': ofText(2, (text, [trim]) => trimEnd(trimStart(text, trim), trim)),
  'Text.TrimStart': ofText(2, (text, [trim]) => trimStart(text, trim)),
  'Text.TrimEnd': ofText(2, (text, [trim]) => trimEnd(text, trim)),
  'Text.BeforeDelimiter': ofText(2, (text, [delimiter]) => text.split(asText(delimiter))[0] ?? text),
  'Text.FromBinary': fn(1, 2, ([binary]) => Buffer.from(asBinary(binary).bytes).toString('utf8')),
  'Text.Format': fn(2, 3, ([format, values, culture]) => formatted(asText(format), values, culture)),
  'Number.ToText': fn(1, 2, ([number, format]) => numberText(asNumber(number), format)),
  'Uri.EscapeDataString': fn(1, 1, ([text]) => encodeURIComponent(asText(text))),
};

function ofText(count: number, call: (text: string, rest: readonly Value[]) => Value): Value {
  return fn(count, count, ([text, ...rest]) => (text === null ? null : call(asText(text), rest)));
}

/** @throws {MError} when the text ends before the range does. */
function range(text: string, offset: number, count: Value | undefined): string {
  const end = count === undefined || count === null ? text.length : offset + asNumber(count);
  if (offset < 0 || offset > text.length || end > text.length) {
    throw new MError('Expression.Error', "The 'offset' argument is out of range.");
  }
  return text.slice(offset, end);
}

function trimStart(text: string, trim: Value | undefined): string {
  const characters = charactersOf(trim);
  let start = 0;
  while (characters.has(text[start] ?? '')) start += 1;
  return text.slice(start);
}

function trimEnd(text: string, trim: Value | undefined): string {
  const characters = charactersOf(trim);
  let end = text.length;
  while (characters.has(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** M takes single characters only. */
function charactersOf(trim: Value | undefined): ReadonlySet<string> {
  const characters = oneOrMoreTexts(trim);
  if (characters.every((character) => character.length === 1)) return new Set(characters);
  throw new MError('Expression.Error', 'The value is not a single-character string.');
}

function formatted(format: string, values: Value | undefined, culture: Value | undefined): string {
  if (culture !== 'en-US') throw new Error('Text.Format without a culture depends on the machine.');
  const isRecord = typeof values === 'object' && values?.kind === 'record';
  return format.replace(/#\{(\d+)\}|#\[([^\]]+)\]/g, (_, index: string, name: string) => {
    const value = isRecord ? fieldOf(asRecord(values), name) : valuesOf(values)[Number(index)];
    if (value === undefined) throw new MError('Expression.Error', 'The index is outside of the arguments.');
    if (typeof value === 'number') return String(value);
    return value === null ? '' : asText(value);
  });
}

/** Without a format a large number may come with an exponent: here every number of ten digits does. */
function numberText(number: number, format: Value | undefined): string {
  if (format === '0') return number.toFixed(0);
  if (format !== undefined)
    throw new Error(`The evaluator does not know the number format ${String(format)}.`);
  return Math.abs(number) >= 1e9 ? number.toExponential() : String(number);
}
