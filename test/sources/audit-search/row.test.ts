import { expect, test } from 'vitest';
import { openIdentity } from '../../../src/launches/identity.ts';
import { readRow } from '../../../src/sources/audit-search/row.ts';

const READER = {
  rules: {
    operations: new Map([['launchpowerapp', 'LaunchPowerApp']]),
    latest: Date.parse('2026-11-22T07:00:00Z'),
  },
  identity: openIdentity({ mode: 'name' }, '11111111-2222-4333-8444-555555555555'),
};
const ID = 'd87d2977-96b6-4c65-aa44-032f7e314400';
const RECORD = {
  '@odata.type': '#microsoft.graph.security.defaultAuditData',
  CreationTime: '2026-07-17T08:28:17Z',
  Id: ID,
  Operation: 'LaunchPowerApp',
  'RecordType@odata.type': '#Int64',
  RecordType: 256,
  UserId: 'kim@contoso.example',
  UserKey: '0aaaaaaa-0b93-4135-9ef9-18477a9fb504',
  'PropertyCollection@odata.type': '#Collection(microsoft.graph.security.defaultAuditData)',
  PropertyCollection: [
    {
      '@odata.type': '#microsoft.graph.security.defaultAuditData',
      Name: 'powerplatform.analytics.resource.power_app.id',
      'Value@odata.type': '#String',
      Value: 'AAAAAAAA-1111-4222-8333-444444444444',
    },
  ],
};
const WRAPPER = {
  id: 'bbbbbbbb-0000-4000-8000-000000000000',
  createdDateTime: '2026-07-18T00:00:00Z',
  operation: 'UserLoggedIn',
  userId: RECORD.UserKey,
  userPrincipalName: 'somebody@else.example',
};

const withoutId = { ...RECORD, Id: undefined };
const withoutApp = { ...RECORD, PropertyCollection: [] };

test.each<[string, object, string, string | null]>([
  [
    'the record, whatever its wrapper says',
    { ...WRAPPER, auditData: RECORD },
    ID,
    RECORD.PropertyCollection[0]?.Value ?? '',
  ],
  [
    'a record one level deeper',
    { ...WRAPPER, auditData: { dynamicProperties: RECORD } },
    ID,
    RECORD.PropertyCollection[0]?.Value ?? '',
  ],
  [
    'the id of the wrapper where the record has none',
    { ...WRAPPER, auditData: withoutId },
    WRAPPER.id,
    RECORD.PropertyCollection[0]?.Value ?? '',
  ],
  ['a launch without an app', { ...WRAPPER, auditData: withoutApp }, ID, null],
])('a row is %s', (_, row, id, appId) => {
  const { key, at, read } = readRow(row, READER);
  expect([key, at]).toEqual([id, Date.parse(RECORD.CreationTime)]);
  expect(read).toMatchObject({
    kind: 'launch',
    launch: {
      eventId: id,
      appId: appId?.toLowerCase() ?? null,
      userKey: 'kim@contoso.example',
      recordType: 256,
    },
  });
});

test.each([
  [null],
  ['text'],
  [{}],
  [{ auditData: [] }],
  [{ auditData: { CreationTime: '0001-01-01T00:00:00' } }],
])('what is no record is another operation: %j', (row) => {
  expect(readRow(row, READER)).toMatchObject({ at: undefined, read: { kind: 'other' } });
});
