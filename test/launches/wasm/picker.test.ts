import { describe, expect, test } from 'vitest';
import { FIELD_NAMES, isObject } from '../../../src/launches/fields.ts';
import { PROPERTY_NAMES } from '../../../src/launches/properties.ts';
import { pickRecord } from '../../../src/launches/wasm/picker.ts';
import { DocumentWriter, randomFrom } from '../documents.ts';

const SEED = Number(process.env.SEED ?? 20_261_125);

const pick = (bytes: Buffer) => pickRecord(bytes, 0, bytes.length);
const parse = (bytes: Buffer) => partsOf(JSON.parse(bytes.toString('utf8')));

/** Returns of a parsed record what is to be picked of it. */
function partsOf(record: unknown): unknown {
  if (!isObject(record)) return record;
  const parts = Object.fromEntries(FIELD_NAMES.map((name) => [name, record[name]]));
  const { PropertyCollection: list } = parts;
  return { ...parts, PropertyCollection: Array.isArray(list) ? list.flatMap(propertyOf) : list };
}

function propertyOf(entry: unknown): unknown[] {
  if (!isObject(entry) || typeof entry.Name !== 'string') return [];
  const name = entry.Name.toLowerCase();
  return PROPERTY_NAMES.includes(name) ? [{ Name: name, Value: entry.Value }] : [];
}

/** Returns what a reader makes of bytes; `undefined` when it refuses them. */
function outcome(read: (bytes: Buffer) => unknown, bytes: Buffer): string | undefined {
  try {
    return JSON.stringify(read(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Picks of random records, each changed by `change`, and gives how many were picked; each must be as JSON.parse reads it. */
function pickRandom(
  count: number,
  seed: number,
  change: (bytes: Buffer, random: () => number) => Buffer,
): number {
  const random = randomFrom(seed);
  const writer = new DocumentWriter(random);
  let picked = 0;
  for (let index = 0; index < count; index += 1) {
    const bytes = change(Buffer.from(writer.record()), random);
    const found = outcome(pick, bytes);
    if (found === undefined) continue;
    picked += 1;
    const expected = outcome(parse, bytes);
    if (found !== expected) {
      expect(found, `record ${index} of seed ${seed}: ${JSON.stringify(bytes.toString('latin1'))}`).toBe(
        expected,
      );
    }
  }
  return picked;
}

describe(`random records (seed ${SEED})`, () => {
  test('10,000 whole ones are picked as JSON.parse reads them', () => {
    expect(pickRandom(10_000, SEED, (bytes) => bytes)).toBeGreaterThan(2_500);
  });

  test('5,000 that are cut short are never picked', () => {
    const cut = (bytes: Buffer, random: () => number) =>
      bytes.subarray(0, Math.floor(random() * bytes.length));
    expect(pickRandom(5_000, SEED + 1, cut)).toBe(0);
  });

  test('20,000 with a foreign, a new or a missing byte are picked as JSON.parse reads them, or not', () => {
    const foreign = Buffer.from('"\\{}[],:xutn0.-eE \n\u0001\u00e9\u{1f600}');
    const picked = pickRandom(20_000, SEED + 2, (whole, random) => {
      const at = Math.floor(random() * whole.length);
      const byte = foreign
        .subarray(Math.floor(random() * foreign.length))
        .subarray(0, random() < 0.3 ? 0 : 1);
      return Buffer.concat([whole.subarray(0, at), byte, whole.subarray(at + (random() < 0.7 ? 1 : 0))]);
    });
    expect(picked).toBeGreaterThan(2_500);
  });
});

const usual = {
  ...{ Id: 'E2A84675-8952-4D91-A2EA-4D89F310F1A7', CreationTime: '2026-05-19T13:17:34', RecordType: 256 },
  ...{
    Operation: 'LaunchPowerApp',
    UserType: 0,
    ResultStatus: null,
    Version: 1,
    Flag: true,
    Other: [{ a: {} }, -7, []],
  },
  PropertyCollection: [
    { Name: 'enduser.id', Value: 'Größe "1" 😀' },
    { Name: 'ENDUSER.Principal_Name', Value: 'a@b' },
    { Name: 'version', Value: '1.0' },
  ],
};
const json = JSON.stringify(usual);

test.each([
  ['a usual one', json],
  ['one with blanks', JSON.stringify(usual, null, '\t').replaceAll('\n', '\r\n ')],
  [
    'an older one',
    json.replace('{', `{"AppName":"x","AdditionalInfo":${JSON.stringify('{"environmentName":"a\\\\b"}')},`),
  ],
  ['every escape', json.replace('LaunchPowerApp', '\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00\\uABCF')],
  [
    'a list of properties twice',
    json.replace('{', '{"PropertyCollection":[{"Name":"enduser.id","Value":"x"}],'),
  ],
  ['no list at last', json.replace(/}$/, ',"PropertyCollection":null}')],
  ['a list at last', json.replace('{', '{"PropertyCollection":"x",')],
  ['nothing', '{}'],
])('%s is picked', (_, text) => {
  const bytes = Buffer.from(text);
  expect(pick(bytes)).toEqual(parse(bytes));
});

test('bytes that are no UTF-8 are picked as JSON.parse reads them', () => {
  for (const bad of [
    [0xe2],
    [0xe2, 0x82],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f, 0x98],
    [0xc0, 0x80],
    [0xff, 0x80],
  ]) {
    const [before, after] = [`{"UserId":"a`, `","Id":"b"}`].map((text) => Buffer.from(text));
    const bytes = Buffer.concat(
      [before ?? '', Buffer.from(bad), after ?? ''].map((part) => Buffer.from(part)),
    );
    expect(pick(bytes)).toEqual(parse(bytes));
  }
});

test.each([
  ['an escaped key', json.replace('"Operation"', '"Operatio\\u006e"')],
  ['an escaped name of a property', json.replace('"enduser.id"', '"enduser\\u002eid"')],
  ['a fraction', json.replace('256', '25.6')],
  ['deep nesting', json.replace('[]', `${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
  ['very many properties', json.replace('[{"N', `[${'{"Name":"enduser.id"},'.repeat(1_000)}{"N`)],
  ['a very long text', json.replace('LaunchPowerApp', 'x'.repeat(200_000))],
])('%s is left to JSON.parse', (_, text) => {
  const bytes = Buffer.from(text);
  expect(pick(bytes)).toBeUndefined();
  expect(parse(bytes)).toBeDefined();
});

test.each([
  ...[
    '',
    ' ',
    '[]',
    'null',
    '"{}"',
    '{',
    '{}}',
    '{} ',
    '{,}',
    '{"a":1,}',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '{"a" 1}',
  ],
  ...[
    '{"a":[1,]}',
    '{"a":[,]}',
    '{"a":[1 2]}',
    '{"a":[}]',
    '{"a":{]}}',
    '{"a":1;"b":2}',
    '{"a":1 "b":2}',
    '{"a"::1}',
  ],
  ...[
    '01',
    '-',
    '+1',
    '-01',
    '0x1',
    '1_0',
    '.5',
    'tru',
    'TRUE',
    'nul',
    'falsy',
    'NaN',
    'truefalse',
    "'x'",
  ].map((value) => `{"a":${value}}`),
  ...['\n', '\t', '\0', '\u001f', '\\x', '\\u12', '\\u12g4', '\\u 123', '\\', '\\U0041'].map(
    (value) => `{"a":"${value}"}`,
  ),
  ...['{"a":\u00a01}', '{\ufeff"a":1}', '{"a":1\v}', '{"a":1}\0', '{"Name":"x","PropertyCollection":[{]}'],
])('%j is not picked', (text) => {
  expect(pick(Buffer.from(text))).toBeUndefined();
});

test('a text without end is not picked, however much of the memory it fills', () => {
  // The largest records that are picked are among these.
  for (let length = 114_000; length < 115_000; length += 1) {
    const bytes = Buffer.alloc(length, 'x');
    bytes.write('{"a":"');
    expect(pick(bytes)).toBeUndefined();
  }
});
