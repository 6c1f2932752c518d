import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openIdentity } from '../../src/launches/identity.ts';
import { latestAfter } from '../../src/launches/instant.ts';
import { readRecord } from '../../src/launches/record.ts';

const APP = '6c39e97c-6ddd-4a37-afd4-494a605925cf';
const ENVIRONMENT = 'aa289efd-09f4-eaeb-bbb8-c08fc9e27d09';
const PERSON = '7ff1e0f1-e2a4-48a0-874e-34db43893df1';
const PREFIX = 'powerplatform.analytics.resource.';
const NOW = Date.UTC(2026, 10, 22, 6);
const RULES = {
  operations: new Map([
    ['launchpowerapp', 'LaunchPowerApp'],
    ['deletepowerapp', 'DeletePowerApp'],
  ]),
  latest: latestAfter(NOW),
};
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
  const result = readRecord(record, RULES, byName);
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
  expect(launchOf(newer)).toEqual({ ...expected, ...names, ...user, succeeded: true, recordType: 256 });
  const unnamed = { appName: null, environmentName: null };
  expect(launchOf(older)).toEqual({ ...expected, ...unnamed, ...user, succeeded: true, recordType: 45 });
});

test('another kept operation is an event, spelled as it was asked for', () => {
  const { launchedAt: occurredAt, ...about } = expected;
  expect(readRecord({ ...newer, Operation: 'deletePOWERapp' }, RULES, byName)).toEqual({
    kind: 'event',
    event: {
      ...about,
      occurredAt,
      operation: 'DeletePowerApp',
      appName: ' Größe "1" \u202e ',
      environmentName: 'Dev',
    },
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
    succeeded: true,
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
    ['an id in braces in AdditionalInfo', info({ environmentName: `{${ENVIRONMENT}}` }), ENVIRONMENT],
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
    const result = readRecord({ ...newer, ...fields }, RULES, byId);
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
  ['no time', { ...newer, CreationTime: undefined }, 'has no valid CreationTime'],
  ['a time that is none', { ...newer, CreationTime: '2026-02-30T00:00:00' }, 'has no valid CreationTime'],
])('%s is unreadable', (_, record, why) => {
  expect(readRecord(record, RULES, byName)).toEqual({ kind: 'unreadable', why });
});

test.each<[string, unknown]>([
  ['another operation', { ...newer, Operation: 'EditPowerApp' }],
  ['an operation with a blank', { ...newer, Operation: 'LaunchPowerApp ' }],
  ['an operation that is no text', { ...newer, Operation: ['LaunchPowerApp'] }],
  ['no operation', {}],
])('%s is another record, even without an id', (_, record) => {
  expect(readRecord({ ...(record as object), Id: undefined }, RULES, byName)).toEqual({ kind: 'other' });
});

describe('values at their bounds and beyond', () => {
  const property = (name: string, Value: unknown) => ({
    ...newer,
    PropertyCollection: [...newer.PropertyCollection, { Name: name, Value }],
  });
  test.each<[string, object]>([
    ['the largest record type', { ...newer, RecordType: 2_147_483_647 }],
    ['an id of 256 characters', { ...newer, Id: 'x'.repeat(256) }],
    ['a name of 16,384 characters', { ...older, AppDisplayName: 'x'.repeat(16_384) }],
    ['a name with a NUL and half a surrogate pair', { ...older, AppDisplayName: 'a\0b\ud800' }],
    ['an hour after the run', { ...newer, CreationTime: '2026-11-22T07:00:00' }],
    ['the first second of 2015', { ...newer, CreationTime: '2015-01-01T00:00:00' }],
    ['a number and a flag in place of a text', { ...newer, EnvironmentId: 7, UserKey: true }],
  ])('%s is read', (_, record) => {
    expect(readRecord(record, RULES, byName).kind).toBe('launch');
  });

  test.each<[string, object, string]>([
    [
      'a record type above int32',
      { ...newer, RecordType: 2_147_483_648 },
      'has a RecordType that is out of range',
    ],
    ['the same as text', { ...newer, RecordType: '2147483648' }, 'has a RecordType that is out of range'],
    ['a record type of zero', { ...newer, RecordType: 0 }, 'has a RecordType that is out of range'],
    ['a negative record type', { ...newer, RecordType: -256 }, 'has a RecordType that is out of range'],
    ['a fraction', { ...newer, RecordType: 45.5 }, 'has a RecordType that is out of range'],
    [
      'more than a number holds',
      { ...newer, RecordType: Number.POSITIVE_INFINITY },
      'has a RecordType that is out of range',
    ],
    ['a list as record type', { ...newer, RecordType: [256] }, 'has no number in RecordType'],
    ['a type of user beyond', { ...newer, UserType: 1e21 }, 'has a UserType that is out of range'],
    ['half a type of user', { ...newer, UserType: 1.5 }, 'has a UserType that is out of range'],
    ['a long id', { ...newer, Id: 'x'.repeat(257) }, 'has more than 256 characters in the id of the record'],
    [
      'a long app id',
      { ...older, AppName: 'x'.repeat(257) },
      'has more than 256 characters in the id of the app',
    ],
    [
      'a long environment id',
      { ...newer, EnvironmentId: 'x'.repeat(257) },
      'has more than 256 characters in the id of the environment',
    ],
    ['a huge id', { ...newer, Id: 'x'.repeat(1e6) }, 'has more than 16384 characters in Id'],
    [
      'a long name',
      { ...older, AppDisplayName: 'x'.repeat(16_385) },
      'has more than 16384 characters in AppDisplayName',
    ],
    [
      'a long name of a user',
      { ...newer, UserId: 'x'.repeat(16_385) },
      'has more than 16384 characters in UserId',
    ],
    [
      'a NUL in an id',
      property(`${PREFIX}power_app.id`, 'a\0b'),
      'has a NUL or half a surrogate pair in power_app.id',
    ],
    [
      'half a surrogate pair in an id',
      { ...newer, Id: 'a\ud800' },
      'has a NUL or half a surrogate pair in Id',
    ],
    ['a NUL in a user', { ...newer, UserId: 'a\0b' }, 'has a NUL or half a surrogate pair in UserId'],
    ['a list in place of an id', { ...newer, EnvironmentId: [ENVIRONMENT] }, 'has no text in EnvironmentId'],
    ['an object in place of a user', { ...newer, UserId: { upn: 'a' } }, 'has no text in UserId'],
    [
      'a list in place of a property',
      property(`${PREFIX}power_app.id`, [APP]),
      'has no text in power_app.id',
    ],
    [
      'later than an hour after the run',
      { ...newer, CreationTime: '2026-11-22T07:00:01' },
      'has a CreationTime more than an hour after this run',
    ],
    [
      'the year 9999',
      { ...newer, CreationTime: '9999-12-31T23:59:59' },
      'has a CreationTime more than an hour after this run',
    ],
    ['the year 1', { ...newer, CreationTime: '0001-01-01T00:00:00' }, 'has a CreationTime before 2015'],
    ['the last of 2014', { ...newer, CreationTime: '2014-12-31T23:59:59' }, 'has a CreationTime before 2015'],
  ])('%s makes the record unreadable, and so it does an event', (_, record, why) => {
    expect(readRecord(record, RULES, byName)).toEqual({ kind: 'unreadable', why });
    // Types are stored of launches alone.
    if (why.includes('Type')) return;
    expect(readRecord({ ...record, Operation: 'DeletePowerApp' }, RULES, byName)).toEqual({
      kind: 'unreadable',
      why,
    });
  });

  test('names keep what every reader can keep', () => {
    expect(launchOf({ ...older, AppDisplayName: 'a\0b\ud800c' }).appName).toBe('a\ufffdb\ufffdc');
  });
});

describe('a launch that failed', () => {
  const property = (Value: unknown) => ({
    ...newer,
    PropertyCollection: [
      ...newer.PropertyCollection,
      { Name: 'powerplatform.analytics.operation.is_successful', Value },
    ],
  });
  test.each<[string, object, boolean]>([
    ['nothing about it', newer, true],
    ['Succeeded', { ...newer, ResultStatus: 'Succeeded' }, true],
    ['Success', { ...older, ResultStatus: 'Success' }, true],
    ['True', property('True'), true],
    ['true', property(true), true],
    ['a blank', { ...property(' '), ResultStatus: '' }, true],
    ['Failed', { ...newer, ResultStatus: 'Failed' }, false],
    ['failed', { ...older, ResultStatus: ' failed' }, false],
    ['Failure', { ...older, ResultStatus: 'Failure' }, false],
    ['False of RecordType 45', { ...older, ResultStatus: 'False' }, false],
    ['False', property('False'), false],
    ['false', property(false), false],
    ['Succeeded and False', { ...property('False'), ResultStatus: 'Succeeded' }, false],
    ['Failed and True', { ...property('True'), ResultStatus: 'Failed' }, false],
  ])('%s', (_, record, succeeded) => {
    expect(launchOf(record).succeeded).toBe(succeeded);
  });

  test('another operation that failed changed nothing', () => {
    const record = { ...newer, Operation: 'DeletePowerApp', ResultStatus: 'Failed' };
    expect(readRecord(record, RULES, byName)).toEqual({ kind: 'other' });
  });
});

describe('names in AdditionalInfo of RecordType 45', () => {
  const info = {
    resourceDisplayName: 'Site Inspection',
    environmentDisplayName: 'Contoso (default)',
    environmentName: `Default-${ENVIRONMENT}`,
  };
  test.each<[string, object, object]>([
    [
      'as JSON in a text',
      { ...older, AdditionalInfo: JSON.stringify(info) },
      {
        appName: 'Site Inspection',
        environmentName: 'Contoso (default)',
        environmentId: `default-${ENVIRONMENT}`,
      },
    ],
    ['as an object', { ...older, AdditionalInfo: info }, { appName: 'Site Inspection' }],
    [
      'after a name of its own',
      { ...older, AppDisplayName: 'Own', AdditionalInfo: info },
      { appName: 'Own', environmentName: 'Contoso (default)' },
    ],
    [
      'a name where the id stands elsewhere',
      { ...older, EnvironmentId: ENVIRONMENT, AdditionalInfo: { environmentName: 'Prod / EU' } },
      { environmentName: 'Prod / EU', environmentId: ENVIRONMENT },
    ],
    ['a list in it', { ...older, AdditionalInfo: { resourceDisplayName: ['a'] } }, { appName: null }],
  ])('%s', (_, record, names) => {
    expect(launchOf(record)).toMatchObject(names);
  });
});

describe('what stands where nothing is known', () => {
  const NIL = '00000000-0000-0000-0000-000000000000';
  const WORDS = ['Unknown', 'UNKNOWN ', 'Not Available', 'NOT-FOUND', 'NotFound', '__NULL__', 'N/A', '-'];
  const IN_SIGNS = ['(unknown)', '<Unknown>', '[not available]', '"null"'];
  const ZEROS = [NIL, `{${NIL}}`, NIL.replaceAll('-', ''), '0'];
  test.each([...WORDS, ...IN_SIGNS, ...ZEROS])('%j is no user, no app and no environment', (nothing) => {
    const record = {
      ...older,
      UserId: nothing,
      UserKey: nothing,
      AppName: nothing,
      EnvironmentId: nothing,
    };
    expect(launchOf({ ...record, AdditionalInfo: undefined })).toMatchObject({
      userKey: null,
      userName: null,
      appId: null,
      environmentId: null,
    });
  });

  test('the next best counts', () => {
    const PropertyCollection = [
      { Name: `${PREFIX}power_app.id`, Value: NIL },
      { Name: `${PREFIX}environment.id`, Value: ENVIRONMENT },
      { Name: 'enduser.principal_name', Value: 'kim@contoso.com' },
    ];
    const record = { ...older, PropertyCollection, UserId: 'Unknown', EnvironmentId: `Default-${NIL}` };
    expect(launchOf(record)).toMatchObject({
      appId: APP,
      environmentId: ENVIRONMENT,
      userKey: 'kim@contoso.com',
    });
  });

  test.each([NIL, `{${NIL}}`, 'Unknown'])('%s is no id of a record', (Id) => {
    expect(readRecord({ ...newer, Id }, RULES, byName)).toEqual({ kind: 'unreadable', why: 'has no Id' });
  });

  test.each(['Unknown@contoso.com', 'none of them', 'Nadia', 'ServicePrincipal_7ff1e0f1'])(
    '%j is somebody',
    (UserId) => {
      expect(launchOf({ ...newer, UserId }).userKey).toBe(UserId.toLowerCase());
    },
  );
});

describe('an id in another form is the same id', () => {
  test.each([
    `{${APP.toUpperCase()}}`,
    ` { ${APP} } `,
    `/providers/Microsoft.PowerApps/apps/${APP}/`,
    `/providers/Microsoft.PowerApps/apps/{${APP}}`,
    `https://apps.powerapps.com/play/e/default-x/a/${APP}?tenantId=1/2&source=portal`,
    `https://apps.powerapps.com/play/e/default-x/a/${APP}/?x#y/z`,
    `https://apps.powerapps.com/play/${APP}#frag`,
    `https://apps.powerapps.com/play/${APP}//`,
  ])('%s', (AppName) => {
    expect(launchOf({ ...older, AppName }).appId).toBe(APP);
  });

  test('in braces: of a record, an environment and a user', () => {
    const record = {
      ...newer,
      Id: `{${common.Id}}`,
      EnvironmentId: `{${ENVIRONMENT}}`,
      UserKey: `{${PERSON}}`,
    };
    const read = (from: object) => {
      const result = readRecord(from, RULES, byId);
      return result.kind === 'launch' ? result.launch : result;
    };
    expect(read(record)).toEqual(read(newer));
  });
});
