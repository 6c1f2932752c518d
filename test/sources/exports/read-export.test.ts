import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExportShape, HEADERS, writeExport, writeRows } from '../../../simulator/tenant/exports.ts';
import type { JsonObject } from '../../../simulator/tenant/meaning.ts';
import { startTenant, type Tenant } from '../../../simulator/tenant/tenant.ts';
import { adviceOf } from '../../../src/errors.ts';
import { openIdentity } from '../../../src/launches/identity.ts';
import { findImports } from '../../../src/sources/exports/find-imports.ts';
import { type ReadExport, readExport } from '../../../src/sources/exports/read-export.ts';

const HOUR = 3_600_000;
let tenant: Tenant;
let folder: string;
let records: readonly JsonObject[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exports-'));
  tenant = await startTenant();
  tenant.generate({
    ...{
      from: new Date(tenant.now() - HOUR),
      to: new Date(tenant.now()),
      blobsPerHour: 2,
      recordsPerBlob: 6,
    },
    ...{ launchShare: 0.5, schema: 'both', duplicateShare: 0.2, oddShare: 0.3 },
  });
  records = tenant.auditRecords();
});

afterAll(async () => {
  await tenant.close();
  await rm(folder, { recursive: true, force: true });
});

async function read(content: Buffer | string, name = 'a.csv'): Promise<ReadExport> {
  await writeFile(join(folder, name), content);
  const [source] = await findImports(folder, [name]);
  if (source === undefined) throw new Error(`there is no ${name}`);
  const rules = {
    operations: new Map([['launchpowerapp', 'LaunchPowerApp']]),
    latest: tenant.now() + HOUR,
  };
  return readExport(source.place, tenant.tenantId, {
    rules,
    identity: openIdentity({ mode: 'name' }, tenant.tenantId),
  });
}

const ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16le-bom', 'utf-16be-bom', 'ascii'] as const;

test('every shape of an export gives exactly the launches that are in it', async () => {
  const expected = launchesOf(await read(writeExport(records)));
  expect(new Set(expected.map(([id]) => id)).size).toBeGreaterThanOrEqual(
    tenant.expectedRecords.launches.size,
  );
  for (const { eventId, launchedAt, appId, environmentId, upn } of tenant.expectedRecords.launches.values()) {
    expect(expected).toContainEqual([eventId, Date.parse(launchedAt), appId, environmentId, upn]);
  }
  const shapes = Object.keys(HEADERS).flatMap((header) =>
    ENCODINGS.flatMap((encoding) =>
      ([',', ';', '\t'] as const).flatMap((delimiter) =>
        (['\r\n', '\n'] as const).flatMap((lineEnd) =>
          (['all', 'needed'] as const).map((quotes) => ({ header, encoding, delimiter, lineEnd, quotes })),
        ),
      ),
    ),
  );
  const wrong: unknown[] = [];
  for (const [index, shape] of shapes.entries()) {
    const whole: ExportShape = {
      ...shape,
      header: headerOf(shape.header),
      dates: (['iso', 'us', 'german'] as const)[index % 3] ?? 'iso',
      typeLine: shape.header.startsWith('powershell') && index % 2 === 0,
      lineBreaks: index % 5 === 0,
      ...(index % 4 === 0 ? { repeatHeaderAfter: 3 } : {}),
      ...(index % 3 === 0 ? { ending: index % 2 === 0 ? '' : 'blank lines' } : {}),
    };
    const { rows, damaged, differs, ...found } = await read(writeExport(records, whole));
    const text = JSON.stringify(expected);
    const same = JSON.stringify(launchesOf(found)) === (shape.encoding === 'ascii' ? inAscii(text) : text);
    if (!same || rows !== records.length || damaged + differs > 0)
      wrong.push({ ...whole, rows, damaged, differs });
  }
  expect(shapes).toHaveLength(504);
  expect(wrong).toEqual([]);
});

/** Names lose what ASCII has not; ids have nothing to lose. */
function inAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/gu, '?');
}

function headerOf(name: string): keyof typeof HEADERS {
  for (const known of ['purview-2023', 'purview-short', 'purview-manual', 'purview-classic'] as const) {
    if (known === name) return known;
  }
  return name === 'powershell-all' || name === 'powershell-short' ? name : 'purview';
}

function launchesOf({ launches }: Pick<ReadExport, 'launches'>) {
  return launches.map(({ eventId, launchedAt, appId, environmentId, userKey }) => [
    ...[eventId, launchedAt, appId, environmentId, userKey],
  ]);
}

describe('refuses', () => {
  test.each<[string, () => Buffer | string, string]>([
    ['an empty file', () => '', 'it is empty'],
    ['a zip archive', () => 'PK\u0003\u0004...', 'it is a zip archive or an Excel workbook. Unpack it'],
    ['what is not text', () => Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2]), 'it is not text'],
    ['a file of blank lines', () => '\r\n\r\n', 'nor those of the CoE table (its first line is no header)'],
    [
      'another table',
      () => 'Überwachung;Titel;App-ID\r\n1;2;3\r\n',
      'nor those of the CoE table (its header is "Überwachung, Titel, App-ID"). Give an export of Purview',
    ],
    [
      'rows without a header',
      () => `kim@contoso.example,${'x'.repeat(50)}\r\n`,
      'nor those of the CoE table (its first line is no header)',
    ],
    [
      'launches of another tenant',
      () => writeExport(records.map((record) => ({ ...record, OrganizationId: FOREIGN }))),
      `is of tenant ${FOREIGN}, but tenant-id is`,
    ],
    [
      'other records of another tenant',
      () => writeExport([{ Operation: 'Send', OrganizationId: FOREIGN }]),
      `: it is of tenant ${FOREIGN}, but tenant-id is`,
    ],
    [
      'a row without an end',
      () => `AuditData\r\n"${'x'.repeat(18 * 2 ** 20)}`,
      'the row at line 2 does not end within 16 MiB',
    ],
  ])('%s', async (_, content, message) => {
    const error: unknown = await read(content()).catch((thrown: unknown) => thrown);
    expect(adviceOf(error)).toMatch(/^Cannot import "a\.csv": /);
    expect(adviceOf(error)).toContain(message);
  });
});

const FOREIGN = '99999999-2222-4333-8444-555555555555';

test('one record of another tenant among its own, such as that of a guest, is no reason to refuse a file', async () => {
  const guest = { Operation: 'Send', OrganizationId: FOREIGN };
  expect((await read(writeExport([...records, guest]))).other).toBeGreaterThan(0);
});

test('a quote that is missing spoils its own row, and is told with its line', async () => {
  const [first = {}, second = {}, third = {}] = records.filter(
    ({ Operation }) => Operation === 'LaunchPowerApp',
  );
  const lines = writeExport([first, second, third]).toString().split('\r\n');
  const broken = [lines[0], '', '', lines[1]?.replace(/",,$/, ',,'), lines[2], lines[3], ''].join('\r\n');
  const found = await read(broken);
  expect(found.problems).toEqual([{ line: 4, why: 'has no end of its AuditData' }]);
  expect(found.launches.map(({ eventId }) => eventId)).toEqual([second.Id, third.Id].map((id) => String(id)));
});

test.each([0, 4_999, 5_000, 5_001, 10_000])('%i rows', async (count) => {
  const row = ['{"Operation":"Send"}'];
  const { rows, cut } = await read(
    writeRows(
      ['AuditData'],
      Array.from({ length: count }, () => row),
    ),
  );
  expect(rows).toBe(count);
  expect(cut !== undefined).toBe(count === 5_000 || count === 10_000);
});

test('a link that leads out of the workspace is not followed', async () => {
  const { symlink } = await import('node:fs/promises');
  const outside = await mkdtemp(join(tmpdir(), 'outside-'));
  await writeFile(join(outside, 'a.csv'), writeExport(records));
  await symlink(outside, join(folder, 'linked'), 'junction');
  try {
    const [source] = await findImports(folder, ['linked/a.csv']);
    const reading = read(source === undefined ? '' : 'AuditData', 'linked/a.csv');
    await expect(reading).rejects.toThrow(
      'Cannot import "linked/a.csv": it leads out of the workspace through a link',
    );
  } finally {
    await rm(outside, { recursive: true });
  }
});

test('a folder stands for its CSV files and snapshots, and each file counts once', async () => {
  const { mkdir } = await import('node:fs/promises');
  for (const path of ['b/deep', 'b/part/csv', 'b/.git']) await mkdir(join(folder, path), { recursive: true });
  const files = [
    'b/1.CSV',
    'b/[x].csv',
    'b/deep/2.csv',
    'b/note.txt',
    'b/part/manifest.json',
    'b/part/csv/l.csv',
    'b/.git/3.csv',
  ];
  for (const file of files) await writeFile(join(folder, file), '');
  const found = async (...patterns: string[]) =>
    (await findImports(folder, patterns)).map(({ kind, place }) => `${kind} ${place.relative}`);
  const all = ['file b/1.CSV', 'file b/[x].csv', 'file b/deep/2.csv', 'snapshot b/part'];
  expect(await found('b/1.CSV', 'b/[x].csv', 'b/d*p/*.csv', 'b/part')).toEqual(all);
  expect(await found('b/**/*.csv', 'b/1.CSV')).toEqual(all);
  expect(await found('b/part/manifest.json')).toEqual(['snapshot b/part']);
  await expect(findImports(folder, ['c.csv'])).rejects.toThrow('Cannot import "c.csv": no file');
});
