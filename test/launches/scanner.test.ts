import { describe, expect, test } from 'vitest';
import { ContentError } from '../../src/errors.ts';
import { readBlob } from '../../src/launches/blob.ts';
import { openIdentity } from '../../src/launches/identity.ts';
import { readRecord } from '../../src/launches/record.ts';
import { scanBlob } from '../../src/launches/scanner.ts';
import { WINDOW_BYTES } from '../../src/launches/wasm/walker.ts';
import { LIMITS } from '../../src/limits.ts';
import { DocumentWriter, randomFrom } from './documents.ts';

const RULES = {
  operations: new Map([
    ['launchpowerapp', 'LaunchPowerApp'],
    ['deletepowerapp', 'DeletePowerApp'],
  ]),
  latest: Date.UTC(2026, 11, 1),
};
const identity = openIdentity({ mode: 'name' }, 'tenant');
const SEED = Number(process.env.SEED ?? 20_261_122);

interface Reading {
  readonly records: number;
  /** Launches and kept events, each as JSON, in order. */
  readonly kept: readonly string[];
  readonly unreadable: number;
}

/** Reads a blob the plain way; `undefined` when it is not JSON array. */
function readPlainly(bytes: Buffer): Reading | undefined {
  let elements: unknown;
  try {
    elements = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
  if (!Array.isArray(elements)) return undefined;
  const results = elements.map((element: unknown) => readRecord(element, RULES, identity));
  return {
    records: elements.length,
    kept: [
      ...results.flatMap((result) => (result.kind === 'launch' ? [JSON.stringify(result.launch)] : [])),
      ...results.flatMap((result) => (result.kind === 'event' ? [JSON.stringify(result.event)] : [])),
    ],
    unreadable: results.filter(({ kind }) => kind === 'unreadable').length,
  };
}

function readOurs(bytes: Buffer): Reading | undefined {
  try {
    const { records, launches, events, other, unreadable } = readBlob(bytes, RULES, identity);
    // Of tens of thousands of documents: to ask expect takes longer than to read one.
    const sum = launches.length + events.length + other + unreadable.length;
    if (sum !== records) expect(sum).toBe(records);
    const kept = [...launches, ...events].map((row) => JSON.stringify(row));
    return { records, kept, unreadable: unreadable.length };
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}

/** Calls `check` with random documents; a failure names the document. */
function forDocuments(
  count: number,
  seed: number,
  check: (bytes: Buffer, random: () => number) => void,
): void {
  const random = randomFrom(seed);
  const writer = new DocumentWriter(random);
  for (let index = 0; index < count; index += 1) {
    const bytes = Buffer.from(writer.document());
    try {
      check(bytes, random);
    } catch (cause) {
      throw new Error(`document ${index} of seed ${seed}: ${JSON.stringify(bytes.toString())}`, { cause });
    }
  }
}

const same = (a: Reading | undefined, b: Reading | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

describe(`random documents (seed ${SEED})`, () => {
  test('15,000 whole ones read as JSON.parse reads them', () => {
    let kept = 0;
    forDocuments(15_000, SEED, (bytes) => {
      const plain = readPlainly(bytes);
      kept += plain?.kept.length ?? 0;
      if (!same(readOurs(bytes), plain)) expect(readOurs(bytes)).toEqual(plain);
    });
    expect(kept).toBeGreaterThan(5_000);
  });

  test('8,000 that are cut short are errors', () => {
    forDocuments(8_000, SEED + 1, (bytes, random) => {
      const cut = bytes.subarray(0, Math.floor(random() * bytes.toString().trimEnd().length));
      if (readOurs(cut) !== undefined) expect(readOurs(cut), `cut at ${cut.length}`).toBeUndefined();
    });
  });

  test('10,000 with a foreign, a new or a missing byte: as JSON.parse, or an error, or unreadable records', () => {
    const foreign = Buffer.from('"\\{}[],:xu0 \u00e9');
    let isolated = 0;
    forDocuments(10_000, SEED + 2, (whole, random) => {
      // A key written with escapes and then damaged is beyond what a scanner can guess.
      if (/\\u[^"]*"\s*:/.test(whole.toString())) return;
      const at = Math.floor(random() * whole.length);
      const inserted = foreign
        .subarray(Math.floor(random() * foreign.length))
        .subarray(0, random() < 0.3 ? 0 : 1);
      const bytes = Buffer.concat([
        whole.subarray(0, at),
        inserted,
        whole.subarray(at + (random() < 0.7 ? 1 : 0)),
      ]);
      const ours = readOurs(bytes);
      const plain = readPlainly(bytes);
      if (plain !== undefined) {
        if (!same(ours, plain)) expect(ours, JSON.stringify(bytes.toString())).toEqual(plain);
      } else if (ours !== undefined) {
        isolated += 1;
        const before = readPlainly(whole)?.kept ?? [];
        const invented = ours.kept.filter((row) => !before.includes(row));
        const silent = Math.max(0, before.length - ours.kept.length - ours.unreadable);
        const document = JSON.stringify(bytes.toString());
        expect({ invented, silent }, document).toEqual({ invented: [], silent: 0 });
      }
    });
    expect(isolated).toBeGreaterThan(300);
  });
});

test('a blob that is walked in several parts reads the same wherever it is parted', () => {
  const whole = Buffer.alloc(WINDOW_BYTES + 2 ** 16, 'x');
  whole.write('[{"a":"');
  forDocuments(120, SEED + 3, (bytes, random) => {
    const elements = bytes.toString().replace(/^[^[]*\[/, '');
    const plain = readPlainly(Buffer.from(`[{},${elements}`));
    if (plain === undefined || Buffer.byteLength(elements) > 2 ** 16) return;
    const at = WINDOW_BYTES - 2 - Math.floor(random() * Math.min(200, elements.length));
    const end = at + whole.write(`"},${elements}`, at);
    whole.fill(0x20, end);
    const ours = readOurs(whole);
    whole.fill('x', at);
    if (!same(ours, plain)) expect(ours).toEqual(plain);
  });
});

const launch = '{"Id":"1","CreationTime":"2026-11-21T07:31:09","Operation":"LaunchPowerApp"}';

test.each([
  ['nothing', ''],
  ['blanks', ' \n'],
  ['an object', launch],
  ['a text', '"[]"'],
  ['HTML', '<html></html>'],
  ['something after the array', `[${launch}] x`],
  ['two arrays', '[][]'],
  ['two byte-order marks', '\ufeff\ufeff[]'],
  ['a comma at the end', `[${launch},]`],
  ['a comma alone', '[,]'],
  ['no comma', `[${launch}${launch}]`],
  ['a comment', `[${launch}/**/]`],
  ['a broken literal', '[nul]'],
  ['a zero byte after it', '[]\0'],
])('%s is no blob', (_, text) => {
  expect(() => scanBlob(Buffer.from(text), new Set())).toThrow(ContentError);
});

test.each([
  ['a byte-order mark and blanks', `\ufeff \r\n[ ${launch} ]\r\n`, 1, 1],
  ['an empty array', '[ ]', 0, 0],
  [
    'an escaped key',
    launch
      .replace('"Operation"', '"\\u004fperation"')
      .replace(/^|$/g, ' ')
      .replace(/^(.*)$/, '[$1]'),
    1,
    1,
  ],
  ['an escaped operation', `[${launch.replace('Launch', '\\u004caunch')}]`, 1, 1],
  [
    'the last of two operations counts',
    `[${launch.replace('}', ',"Operation":"x"}')},${launch.replace('{', '{"Operation":"x",')}]`,
    2,
    1,
  ],
  ['an operation further down', `[{"Operation":"x","a":${launch}},{"a":[${launch}]}]`, 2, 0],
  ['a needle in a text', `[{"a":${JSON.stringify(launch)},"b":"Operation","c":"LaunchPowerApp"}]`, 1, 0],
  ['deep nesting', `[${'['.repeat(50_000)}${']'.repeat(50_000)},${launch}]`, 2, 1],
])('%s', (_, text, records, launches) => {
  const reading = readBlob(Buffer.from(text), RULES, identity);
  expect([reading.records, reading.launches.length]).toEqual([records, launches]);
});

test.each([
  ['a raw line break', launch.replace('{', '{"a":"\n",')],
  ['a bare word', launch.replace('{', '{"a":NaN,')],
  ['no colon', launch.replace('"Operation":', '"Operation",')],
  ['no quotes', launch.replace('"LaunchPowerApp"', 'LaunchPowerApp')],
  ['brackets that do not match', launch.replace('}', ',"a":{]}')],
  ['no object', `[${launch}]`],
  ['no Id', launch.replace('"Id"', '"id"')],
])('a record with %s is counted as unreadable, its neighbours are read', (_, broken) => {
  const { launches, unreadable } = readBlob(Buffer.from(`[${launch},${broken},${launch}]`), RULES, identity);
  expect([launches.length, unreadable.length]).toEqual([2, 1]);
  expect(unreadable[0]).toContain(`at byte ${launch.length + 2}`);
});

test('bytes that are no UTF-8 read as JSON.parse reads them', () => {
  const bytes = Buffer.from(`[${launch.replace('"Id":"1"', '"Id":"#"')}]`);
  bytes[bytes.indexOf('#')] = 0xe2;
  expect(readBlob(bytes, RULES, identity).launches[0]?.eventId).toBe('\ufffd');
});

describe('what is no blob of audit records is refused, and never taken for one without launches', () => {
  const big = (bytes: number): string => `{"a":"${'x'.repeat(bytes)}"}`;
  test.each([
    ['more records than any', `[${'{},'.repeat(LIMITS.blob.records)}{}]`, /more than 200,000 records/],
    [
      'many objects without anything',
      `[${'{"Operation":"LaunchPowerApp"},'.repeat(20_000)}${launch}]`,
      /more than 10,000 records that/,
    ],
    [
      'many numbers',
      `[${'1,'.repeat(20_000)}${launch}]`,
      /more than 10,000 records that are no audit records/,
    ],
    ['a record of 9 MiB', `[${launch},${big(9 * 2 ** 20)},${launch}]`, /a record of more than 8 MiB/],
    ['a text of 9 MiB', `["${'x'.repeat(9 * 2 ** 20)}"]`, /a record of more than 8 MiB/],
  ])('%s', (_, text, message) => {
    const read = () => readBlob(Buffer.from(text), RULES, identity);
    expect(read).toThrow(ContentError);
    expect(read).toThrow(message);
  });

  test('a blob of 60 MiB is read, and so are the neighbors of a record of 2 MiB', () => {
    const foreign = big(5_000);
    const text = `[${launch},${`${foreign},`.repeat(12_000)}${launch.replace('}', `,"a":${big(2 ** 21)}}`)},${launch}]`;
    const { records, launches, unreadable } = readBlob(Buffer.from(text), RULES, identity);
    expect([records, launches.length]).toEqual([12_003, 2]);
    expect(unreadable).toEqual([expect.stringMatching(/^the record at byte \d+ has more than 1 MiB$/)]);
  });
});

describe('of bytes that no checksum vouches for every record is parsed', () => {
  test.each([
    ['a broken record of another operation', '{"Operation":"x","a":nul}'],
    ['one that is too large to be parsed', `{"a":"${'x'.repeat(2 ** 21)}"}`],
  ])('%s', (_, record) => {
    const bytes = Buffer.from(`[${launch},${record}]`);
    expect(readBlob(bytes, RULES, identity).launches).toHaveLength(1);
    expect(() => readBlob(bytes, RULES, identity, false)).toThrow(ContentError);
  });
});

test('of a thousand operations the rest is counted together, and of a long name the beginning', () => {
  const records = Array.from({ length: 1_500 }, (_, at) => ({
    RecordType: 45,
    Operation: `${at}`.padStart(200, 'x'),
  }));
  const named = Array.from({ length: 1_500 }, (_, at) => ({ RecordType: 45, Operation: `Operation${at}` }));
  const count = (all: readonly object[]) => [
    ...scanBlob(Buffer.from(JSON.stringify(all)), new Set()).powerAppsOperations(),
  ];
  expect(count(records)).toEqual([['x'.repeat(100), 1_500]]);
  expect(count(named)).toHaveLength(1_001);
  expect(count(named).at(-1)).toEqual(['(others)', 500]);
});

test('counts the operations of Power Apps records', () => {
  const text = `[{"RecordType":45,"Operation":"A"},{"Operation":"A","RecordType":"256"},{"RecordType":256},{"RecordType":2560,"Operation":"B"}]`;
  const { powerAppsOperations } = scanBlob(Buffer.from(text), new Set());
  expect([...powerAppsOperations()]).toEqual([
    ['A', 2],
    ['(none)', 1],
  ]);
});

test("only a record's own keys nominate it, and count", () => {
  const text = `[{"RecordType":1,"a":{"Operation":"LaunchPowerApp","RecordType":256},"b":[{"RecordType":45}]}]`;
  const scan = scanBlob(Buffer.from(text), new Set(RULES.operations.keys()));
  expect([scan.candidates, scan.powerAppsOperations().size]).toEqual([[], 0]);
});

test('an operation that is spelled with the Kelvin sign is the one with a k', () => {
  const record = { Id: 'a', CreationTime: '2026-11-21T07:31:09', Operation: 'UpdateLin\u212a' };
  const operations = new Map([['updatelink', 'UpdateLink']]);
  const { events } = readBlob(Buffer.from(JSON.stringify([record])), { ...RULES, operations }, identity);
  expect(events.map(({ operation }) => operation)).toEqual(['UpdateLink']);
});
