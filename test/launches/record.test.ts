import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openIdentity } from '../../src/launches/identity.ts';
import { readRecord } from '../../src/launches/record.ts';

const APP = '6c39e97c-6ddd-4a37-afd4-494a605925cf';
const ENVIRONMENT = 'aa289efd-09f4-eaeb-bbb8-c08fc9e27d09';
const PERSON = '7ff1e0f1-e2a4-48a0-874e-34db43893df1';
const PREFIX = 'powerplatform.analytics.resource.';
const KEPT = new Map([
  ['launchpowerapp', 'LaunchPowerApp'],
  ['deletepowerapp', 'DeletePowerApp'],
]);
const byName = openIdentity({ mode: 'name' }, 'tenant');
/** Shows which id of a user counts: the key of a pseudonym is that of the object id where there is one. */
const byId = openIdentity({ mode: 'pseudonym', key: Buffer.from('k'), keyId: 'id' }, 'tenant');

const common = {
  Id: 'E2A84675-8952-4D91-A2EA-4D89F310F1A7',
  CreationTime: '2026-05-19T13:17:34',
  Operation: 'LaunchPowerApp',
  UserId: 'Amber@Contoso.com',
  UserKey: PERSON.toUpperCase(),
};
const newer = {
  ...common,
  RecordType: 256,
  EnvironmentId: ENVIRONMENT.toUpperCase(),
  PropertyCollection: [
    { Name: `${PREFIX}power_app.id`, Value: APP.toUpperCase() },
    { Name: `${PREFIX}power_app.display_name`, Value: ' Größe "1" \u202e ' },
    { Name: `${PREFIX}environment.name`, Value: 'Dev' },
  ],
};
const older = {
  ...common,
  RecordType: 45,
  AppName: APP.toUpperCase(),
  AdditionalInfo: JSON.stringify({ environmentName: ENVIRONMENT.toUpperCase() }),
};

function launchOf(record: unknown) {
  const result = readRecord(record, KEPT, byName);
  if (result.kind !== 'launch') throw new Error(JSON.stringify(result));
  return result.launch;
}

const expected = {
  eventId: common.Id.toLowerCase(),
  launchedAt: Date.UTC(2026, 4, 19, 13, 17, 34),
  appId: APP,
  environmentId: ENVIRONMENT,
  userKey: 'amber@contoso.com',
};

test('reads both schemas', () => {
  const names = { appName: ' Größe "1" \u202e ', environmentName: 'Dev' };
  const user = { userType: null, userName: 'Amber@Contoso.com' };
  expect(launchOf(newer)).toEqual({ ...expected, ...names, ...user, recordType: 256 });
  const unnamed = { appName: null, environmentName: null };
  expect(launchOf(older)).toEqual({ ...expected, ...unnamed, ...user, recordType: 45 });
});

test('another kept operation is an event, spelled as it was asked for', () => {
  const { launchedAt: occurredAt, ...about } = expected;
  expect(readRecord({ ...newer, Operation: 'deletePOWERapp' }, KEPT, byName)).toEqual({
    kind: 'event',
    event: { ...about, occurredAt, operation: 'DeletePowerApp' },
  });
});

const fixture = '../shared/fixtures/pnp-m365-analytics-insights/launchpowerapp-256-real-sanitised.json';
test.skipIf(!existsSync(fixture))(`the real record (skipped without ${fixture})`, () => {
  expect(launchOf(JSON.parse(readFileSync(fixture, 'utf8')))).toEqual({
    eventId: 'e2a84675-8952-4d91-a2ea-4d89f310f1a7',
    launchedAt: Date.UTC(2026, 4, 19, 13, 17, 34),
    appId: APP,
    environmentId: ENVIRONMENT,
    userKey: 'amberr@contoso.onmicrosoft.com',
    recordType: 256,
    appName: 'TestEmptyApp',
    environmentName: 'dev-na-ba50088f',
    userType: 'Admin',
    userName: 'AmberR@CONTOSO.OnMicrosoft.com',
  });
});

test.each([
  [0, 'Regular'],
  [2, 'Admin'],
  [10, 'Guest'],
  ['5', 'Application'],
  ['Regular', 'Regular'],
  [99, '99'],
  [1.5, null],
  ['', null],
  [null, null],
])('a user of type %j is %s', (UserType, type) => {
  expect(launchOf({ ...newer, UserType }).userType).toBe(type);
});

describe('app ids', () => {
  const propertyOf = (Value: unknown) => ({
    ...newer,
    PropertyCollection: [{ Name: `${PREFIX}power_app.id`, Value }],
  });
  test.each<[string, unknown, string | null]>([
    ['a path', propertyOf(`/providers/Microsoft.PowerApps/apps/${APP.toUpperCase()} `), APP],
    ['a path in the old schema', { ...older, AppName: `/providers/Microsoft.PowerApps/apps/${APP}` }, APP],
    ['an id that is no GUID', propertyOf('Shared_App'), 'shared_app'],
    ['an empty property, and an AppName', { ...propertyOf(' '), AppName: APP }, APP],
    ['none', propertyOf(null), null],
    ['a number', propertyOf(7), null],
    ['a list that is none', { ...newer, PropertyCollection: { Name: 'a', Value: 'b' } }, null],
    [
      'odd entries',
      { ...newer, PropertyCollection: [null, 1, 'a', {}, { Name: 3 }, ...newer.PropertyCollection] },
      APP,
    ],
    [
      'a name in capitals',
      { ...newer, PropertyCollection: [{ Name: `${PREFIX}POWER_APP.ID`, Value: APP }] },
      APP,
    ],
  ])('%s', (_, record, appId) => {
    expect(launchOf(record).appId).toBe(appId);
  });
});

describe('environment ids', () => {
  const info = (AdditionalInfo: unknown) => ({ ...older, AdditionalInfo });
  const inProperty = { Name: `${PREFIX}environment.id`, Value: `/environments/${ENVIRONMENT}` };
  test.each<[string, unknown, string | null]>([
    ['the field', newer, ENVIRONMENT],
    ['the property', { ...newer, EnvironmentId: '', PropertyCollection: [inProperty] }, ENVIRONMENT],
    ['AdditionalInfo as an object', info({ EnvironmentName: ENVIRONMENT }), ENVIRONMENT],
    ['AdditionalInfo as text', info(JSON.stringify({ environmentId: ENVIRONMENT })), ENVIRONMENT],
    [
      'the default environment',
      info({ environmentName: `Default-${ENVIRONMENT.toUpperCase()}` }),
      `default-${ENVIRONMENT}`,
    ],
    ['a display name is no id', info({ environmentName: 'Contoso (default)' }), null],
    ['broken AdditionalInfo', info('{"environmentName":'), null],
    ['AdditionalInfo that is a list', info([ENVIRONMENT]), null],
    ['AdditionalInfo that is JSON null', info('null'), null],
    ['none', info(undefined), null],
  ])('%s', (_, record, environmentId) => {
    expect(launchOf(record).environmentId).toBe(environmentId);
  });
});

describe('users', () => {
  const keyOf = (id: string) => byId.userKey({ objectId: id, userName: undefined });
  const inProperty = (Name: string, Value: string) => ({ PropertyCollection: [{ Name, Value }] });
  test.each<[string, object, string | null]>([
    ['the object id, whatever its case', {}, keyOf(PERSON)],
    ['a PUID is not an object id', { UserKey: '10037FFE8ABD2E7A' }, keyOf('amber@contoso.com')],
    [
      'enduser.id where UserKey is a PUID',
      { UserKey: '10037FFE', ...inProperty('enduser.id', PERSON) },
      keyOf(PERSON),
    ],
    [
      'only a name in the properties',
      { UserKey: null, UserId: null, ...inProperty('enduser.principal_name', 'Amber@Contoso.com') },
      keyOf('amber@contoso.com'),
    ],
    ['nobody', { UserKey: '', UserId: ' ' }, null],
  ])('%s', (_, fields, userKey) => {
    const result = readRecord({ ...newer, ...fields }, KEPT, byId);
    expect(result.kind === 'launch' && result.launch.userKey).toBe(userKey);
  });
});

test.each<[string, unknown, number]>([
  ['as text', { ...newer, RecordType: '256' }, 256],
  ['missing from the new schema', { ...newer, RecordType: undefined }, 256],
  ['a word in the old schema', { ...older, RecordType: 'PowerAppsApp' }, 45],
])('a record type %s', (_, record, recordType) => {
  expect(launchOf(record).recordType).toBe(recordType);
});

test.each<[string, unknown, string]>([
  ['a text', 'LaunchPowerApp', 'is not an object'],
  ['a list', [newer], 'is not an object'],
  ['null', null, 'is not an object'],
  ['no id', { ...newer, Id: undefined }, 'has no Id'],
  ['an id of blanks', { ...newer, Id: ' ' }, 'has no Id'],
  ['an id that is a number', { ...newer, Id: 7 }, 'has no Id'],
  ['no time', { ...newer, CreationTime: undefined }, 'has no CreationTime that is an instant'],
  [
    'a time that is none',
    { ...newer, CreationTime: '2026-02-30T00:00:00' },
    'has no CreationTime that is an instant',
  ],
])('%s is unreadable', (_, record, why) => {
  expect(readRecord(record, KEPT, byName)).toEqual({ kind: 'unreadable', why });
});

test.each<[string, unknown]>([
  ['another operation', { ...newer, Operation: 'EditPowerApp' }],
  ['an operation with a blank', { ...newer, Operation: 'LaunchPowerApp ' }],
  ['an operation that is no text', { ...newer, Operation: ['LaunchPowerApp'] }],
  ['no operation', {}],
])('%s is another record, even without an id', (_, record) => {
  expect(readRecord({ ...(record as object), Id: undefined }, KEPT, byName)).toEqual({ kind: 'other' });
});

test('text that UTF-8 cannot hold is replaced once, so that an id is the same when it is read back', () => {
  expect(launchOf({ ...newer, Id: 'a\ud800' }).eventId).toBe('a\ufffd');
});
