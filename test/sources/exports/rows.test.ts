import { describe, expect, test } from 'vitest';
import { openIdentity } from '../../../src/launches/identity.ts';
import { type RowReader, readAuditRow } from '../../../src/sources/exports/audit-row.ts';
import { readCoeRow } from '../../../src/sources/exports/coe-row.ts';
import {
  type Columns,
  columnsOf,
  delimiterOf,
  isFiller,
  shownHeader,
} from '../../../src/sources/exports/header.ts';
import { encodingOf } from '../../../src/sources/exports/open-export.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const ID = '1e0607b5-20e7-45a8-bf04-bb94eaf44e51';
const APP = 'aaaaaaaa-0000-4000-8000-000000000001';
const OTHER_ID = '2e0607b5-20e7-45a8-bf04-bb94eaf44e52';

function readerOf(mode: 'name' | 'none' | 'pseudonym'): RowReader {
  const users = mode === 'pseudonym' ? { mode, key: Buffer.alloc(32, 1), keyId: '01234567' } : { mode };
  return {
    rules: {
      operations: new Map([['launchpowerapp', 'LaunchPowerApp']]),
      latest: Date.parse('2026-11-22T07:00:00Z'),
    },
    identity: openIdentity(users, TENANT),
  };
}

describe('a header', () => {
  test.each([
    [['RecordId', ' auditdata ', 'x'], { kind: 'audit', count: 3, auditData: 1, id: 0 }],
    [['Identity', 'AUDITDATA'], { kind: 'audit', count: 2, auditData: 1, id: 0 }],
    [['CreationDate', 'AuditData'], { kind: 'audit', count: 2, auditData: 1, id: -1 }],
    [['admin_auditlogid', 'Admin_Title'], { kind: 'coe', count: 2 }],
    [['admin_auditlogid', 'admin_appid'], undefined],
    [['Überwachungsprotokoll', 'Titel'], undefined],
    [['{"AuditData":1}'], undefined],
  ])('%j', (cells, columns) => {
    if (columns === undefined) expect(columnsOf(cells)).toBeUndefined();
    else expect(columnsOf(cells)).toMatchObject(columns);
  });

  test.each([
    ['a,b;c,d\n1;2;3;4;5', ','],
    ['#TYPE a,b,c,d\r\n"x,y";AuditData;z', ';'],
    ['\n\nRecordId\tAuditData', '\t'],
    ['AuditData', ','],
  ])('%j is separated by %j', (head, mark) => {
    expect(delimiterOf(head)).toBe(mark);
  });

  test.each([
    [['Titel', 'App-ID (neu)'], 'Titel, App-ID (neu)'],
    [['kim@contoso.example', 'x'], undefined],
    [['9/20/2023 4:05:03 AM', 'Certificate'], undefined],
    [Array.from({ length: 22 }, () => 'a'), `${'a, '.repeat(19)}a, and 2 more`],
  ])('%j is shown only when it is one', (cells, shown) => {
    expect(shownHeader(cells)).toBe(shown);
  });

  test('blank rows and the type line of PowerShell are filler', () => {
    expect([['', ' '], ['#TYPE X'], ['#TYPE X', ''], ['', 'a']].map(isFiller)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test.each([
    ['ab', 'utf-8'],
    ['\ufeffa', 'utf-8'],
    ['', 'utf-8'],
    ['abc\0d', undefined],
  ])('%j is read as %s', (text, encoding) => {
    expect(encodingOf(Buffer.from(text))).toBe(encoding);
  });

  test.each(['\ufeffab', 'ab'])('%j in UTF-16', (text) => {
    const little = Buffer.from(text, 'utf16le');
    expect([encodingOf(little), encodingOf(Buffer.from(little).swap16())]).toEqual(['utf-16le', 'utf-16be']);
  });
});

describe('a row with an audit record', () => {
  const columns: Extract<Columns, { kind: 'audit' }> = { kind: 'audit', count: 3, auditData: 1, id: 0 };
  const record = {
    Id: ID,
    Operation: 'LaunchPowerApp',
    CreationTime: '2026-05-01T10:00:00',
    OrganizationId: TENANT,
  };
  const json = JSON.stringify(record);
  const read = (cells: readonly string[]) => readAuditRow(cells, columns, readerOf('none'));

  test.each<[string, readonly string[], string, Readonly<Record<string, unknown>>]>([
    ['is read', [ID, json, ''], 'launch', { tenantId: TENANT, idDiffers: false, isAfterDamage: false }],
    ['counts with the id of its record', [OTHER_ID, json, ''], 'launch', { idDiffers: true }],
    [
      'has its id beside it',
      [ID, JSON.stringify({ ...record, Id: undefined }), ''],
      'launch',
      { idDiffers: false },
    ],
    ['may lack cells', [ID, json], 'launch', {}],
    ['may have a cell more', [ID, 'x', json, ''], 'launch', { isAfterDamage: false }],
    [
      'tells of a row that it swallowed',
      ['a', '"{"x":1\r\nb', '25', json, ''],
      'launch',
      { isAfterDamage: true },
    ],
    ['is of another operation', [ID, '{"Operation":"Send"}', ''], 'other', { tenantId: undefined }],
  ])('%s', (_, cells, kind, more) => {
    const row = read(cells);
    expect(row).toMatchObject({ read: { kind }, ...more });
    if (row.read.kind === 'launch') expect(row.read.launch.eventId).toBe(ID);
  });

  test.each([
    ['', 'has nothing in AuditData'],
    ['null', 'has no audit record in AuditData'],
    ['{}', 'has no audit record in AuditData'],
    ['[1]', 'has no audit record in AuditData'],
    [json.slice(0, 50), 'has no audit record in AuditData'],
    [`{"Operation":"x","y":"${'z'.repeat(40_000)}"}`.slice(0, 32_767), 'was cut, as Excel does'],
    [`{"Operation":"x","y":"${'z'.repeat(2 ** 20)}"}`, 'has more than 1 MiB'],
    [json.replace('2026-05', '2036-05'), 'more than an hour after this run'],
    [json.replace('2026-05', 'May'), 'has no valid CreationTime'],
  ])('%.40s is damaged', (cell, why) => {
    expect(read([ID, cell, '']).read).toMatchObject({
      kind: 'unreadable',
      why: expect.stringContaining(why),
    });
  });
});

describe('a row of the CoE table', () => {
  const columns = columnsOf([
    ...['admin_auditlogid', 'admin_title', 'admin_creationtime', 'admin_operation'],
    ...['admin_appid', 'admin_userupn', 'admin_userid'],
  ]);
  const read = (cells: readonly string[], mode: 'name' | 'none' | 'pseudonym' = 'name') => {
    if (columns?.kind !== 'coe') throw new Error('no columns');
    return readCoeRow(cells, columns, readerOf(mode));
  };
  const TITLE = `Power App Launch ${APP} - 2026-03-29T00:59:59`;
  const KIM = 'Kim@contoso.example';

  test.each([
    [
      'the title, whatever the column says',
      [ID, TITLE, '3/29/2026 1:59 AM', '', '', KIM, ''],
      '2026-03-29T00:59:59Z',
    ],
    ['a title with fractions', [ID, `${TITLE}.0000000Z`, '', '', '', KIM, ''], '2026-03-29T00:59:59Z'],
    [
      'a column with a zone',
      [ID, 'changed', '2026-10-25T02:30:00+02:00', '', APP, KIM, ''],
      '2026-10-25T00:30:00Z',
    ],
    [
      'a column of the Web API',
      [ID, '', '2026-10-25T00:30:00Z', 'launchpowerapp', APP, KIM, ''],
      '2026-10-25T00:30:00Z',
    ],
    ['a key of a user that is a name', [ID, TITLE, '', '', '', '', KIM], '2026-03-29T00:59:59Z'],
  ])('has its time from %s', (_, cells, at) => {
    expect(read(cells).read).toEqual({
      kind: 'launch',
      launch: {
        ...{ eventId: ID, launchedAt: Date.parse(at), appId: APP, environmentId: null },
        ...{ userKey: 'kim@contoso.example', userName: KIM, succeeded: true, recordType: null },
        ...{ appName: null, environmentName: null, userType: null },
      },
    });
  });

  test.each(['pseudonym', 'none'] as const)('has no user with users: %s', (mode) => {
    const row = read([ID, TITLE, '', '', '', KIM, OTHER_ID], mode);
    expect(row).toMatchObject({
      read: { launch: { userKey: null, userName: null } },
      lacksUser: mode === 'pseudonym',
    });
  });

  test.each([
    [
      [ID, 'changed', '3/29/2026 1:59 AM', '', APP, KIM, ''],
      'has a time without a zone in admin_creationtime',
    ],
    [[ID, '', '2026-05-01 10:00:00', '', APP, KIM, ''], 'export the table with the Web API'],
    [[ID, '', '', '', APP, KIM, ''], 'has no time'],
    [['', TITLE, '', '', APP, KIM, ''], 'has no id in admin_auditlogid'],
    [[ID, '', '2036-05-01T10:00:00Z', '', APP, KIM, ''], 'more than an hour after this run'],
    [[ID, '', '1999-05-01T10:00:00Z', '', APP, KIM, ''], 'before 2015'],
  ])('%j is unreadable', (cells, why) => {
    expect(read(cells).read).toMatchObject({ kind: 'unreadable', why: expect.stringContaining(why) });
  });

  test('of another operation is counted as such', () => {
    expect(read([ID, TITLE, '', 'DeletePowerApp', '', '', '']).read).toEqual({ kind: 'other' });
  });
});
