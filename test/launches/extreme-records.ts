import { PROPERTY_NAMES } from '../../src/launches/properties.ts';

const GUID = '7ff1e0f1-e2a4-48a0-874e-34db43893df1';
const DEEP = 5_000;

/** Texts at and beyond the bounds of a record, each as JSON. */
const TEXTS = [
  ...['', ' ', 'x', GUID, `{${GUID.toUpperCase()}}`, 'Unknown', '00000000-0000-0000-0000-000000000000'],
  ...[
    'x'.repeat(256),
    'x'.repeat(257),
    'é'.repeat(256),
    'x'.repeat(16_384),
    'x'.repeat(32_768),
    'x'.repeat(200_000),
  ],
  ...[
    'a\0b',
    '\0',
    '\u0001',
    '\r\n',
    '"',
    "'",
    '=1+1',
    ',;|\t',
    '\u2028',
    '\ufeff',
    '😀',
    '日本',
    '\u202e',
    '__proto__',
  ],
  ...[`/a/${GUID}/`, `https://x.test/?a=${GUID}`, '/', '//', '?', '#', '{}', '{', '{{}}'],
].map((text) => JSON.stringify(text));

/** What JSON.stringify would not write: escapes of half surrogate pairs, and bytes as escapes. */
const RAW_TEXTS = ['"\\ud800"', '"\\udc00a"', '"\\u0000"', '"\\u004c"', '"a\\/b"'];

const NUMBERS = [
  ...['0', '-0', '1', '-1', '45', '256', '1.5', '2147483647', '2147483648', '4294967296', '-2147483648'],
  ...[
    '9007199254740993',
    '1e21',
    '1e308',
    '1e999',
    '-1e999',
    '5e-324',
    '"256"',
    '"-1"',
    '"1e3"',
    '"0x1F"',
    '"Infinity"',
  ],
];

const OTHERS = [
  ...['null', 'true', 'false', '[]', '{}', '[1]', '["a"]', '{"a":{"b":[{}]}}', '{"__proto__":{"x":1}}'],
  ...['['.repeat(DEEP) + ']'.repeat(DEEP), `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
];

const TIMES = [
  ...['0000-01-01T00:00:00', '0001-01-01T00:00:00', '1600-02-29T00:00:00', '1970-01-01T00:00:00'],
  ...['2014-12-31T23:59:59.999', '2015-01-01T00:00:00', '2015-01-01T00:00:00+23:59', '2026-11-22T07:00:00'],
  ...['2026-11-22T07:00:00.001', '2026-11-22T07:00:01', '2099-01-01T00:00:00', '9999-12-31T23:59:59-23:59'],
  ...['9999-12-31T23:59:59', '+010000-01-01T00:00:00', '-000001-01-01T00:00:00', '2026-02-30T00:00:00'],
].map((text) => JSON.stringify(text));

const ANYTHING = [...TEXTS, ...RAW_TEXTS, ...NUMBERS, ...OTHERS, ...TIMES];

const PLAIN: Readonly<Record<string, string>> = {
  CreationTime: '"2026-11-21T07:31:09"',
  RecordType: '256',
  UserType: '0',
  UserId: '"kim@contoso.example"',
  UserKey: `"${GUID}"`,
  EnvironmentId: `"Default-${GUID}"`,
  ResultStatus: '"Succeeded"',
};
const FIELDS = [
  ...Object.keys(PLAIN),
  ...['Id', 'EnvironmentName', 'AppName', 'AppDisplayName', 'AdditionalInfo', 'PropertyCollection'],
];
const INFO = ['environmentName', 'environmentId', 'environmentDisplayName', 'resourceDisplayName'];

/** Writes audit records whose fields are at their extremes, from chance alone. */
export class ExtremeRecords {
  readonly #random: () => number;
  #made = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Returns a record as JSON, one to three of its fields extreme. Every tenth is plain. */
  next(): string {
    this.#made += 1;
    const fields = new Map(Object.entries(PLAIN));
    fields.set('Id', JSON.stringify(`event-${this.#made}`));
    fields.set(
      'Operation',
      this.#pick(['"LaunchPowerApp"', '"LaunchPowerApp"', '"DeletePowerApp"', '"AdminDeleteApp"']),
    );
    fields.set('PropertyCollection', `[${PROPERTY_NAMES.map((name) => this.#property(name, false)).join()}]`);
    for (let left = this.#made % 10 === 0 ? 0 : 1 + this.#below(3); left > 0; left -= 1) {
      const name = this.#pick(FIELDS);
      fields.set(name, this.#extreme(name));
    }
    return `{${[...fields].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`;
  }

  #extreme(name: string): string {
    if (name === 'CreationTime' && this.#random() < 0.7) return this.#pick(TIMES);
    if (name === 'PropertyCollection' && this.#random() < 0.8) {
      return `[${PROPERTY_NAMES.map((each) => this.#property(each, this.#random() < 0.3)).join()}]`;
    }
    if (name === 'AdditionalInfo' && this.#random() < 0.8) {
      const info = `{${INFO.map((each) => `"${each}":${this.#pick(ANYTHING)}`).join()}}`;
      return this.#random() < 0.5 ? info : JSON.stringify(info);
    }
    return this.#pick(ANYTHING);
  }

  #property(name: string, extreme: boolean): string {
    return `{"Name":"${name}","Value":${extreme ? this.#pick(ANYTHING) : `"${GUID}"`}}`;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick(choices: readonly string[]): string {
    return choices[this.#below(choices.length)] ?? 'null';
  }
}
