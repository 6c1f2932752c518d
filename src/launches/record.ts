import {
  idText,
  isObject,
  LARGEST_INT,
  nameText,
  OutOfBounds,
  type RecordFields,
  saysSomething,
  text,
} from './fields.ts';
import type { Identity } from './identity.ts';
import { boundedId, idOf, isEnvironmentId, isGuid, isPlaceholder, plainId } from './ids.ts';
import { EARLIEST, parseCreationTime } from './instant.ts';
import { type AuditUser, LAUNCH_OPERATION, type Launch, type OtherEvent } from './launch.ts';
import { type Properties, propertiesOf } from './properties.ts';

/** What one audit record turned out to be. `why` names what is wrong, never a value of the record. */
export type ReadRecord =
  | { readonly kind: 'launch'; readonly launch: Launch }
  | { readonly kind: 'event'; readonly event: OtherEvent }
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The operations that are kept: lower-case name → name as given. */
export type KeptOperations = ReadonlyMap<string, string>;

/** Which records are kept. */
export interface RecordRules {
  readonly operations: KeptOperations;
  /** No record can be later, ms since 1970. */
  readonly latest: number;
}

/**
 * Reads one parsed audit record, of the schema of RecordType 256 (`PropertyCollection`) or of RecordType 45
 * (`AppName`, `AdditionalInfo`). A value that no record may hold makes it unreadable. An operation that failed changed
 * nothing, and counts as one that is not kept; a launch that failed is kept as such.
 * @see https://learn.microsoft.com/power-platform/admin/logging-power-apps
 */
export function readRecord(parsed: unknown, rules: RecordRules, identity: Identity): ReadRecord {
  if (!isObject(parsed)) return { kind: 'unreadable', why: 'is not an object' };
  const record: RecordFields = parsed;
  const operation =
    typeof record.Operation === 'string' ? rules.operations.get(record.Operation.toLowerCase()) : undefined;
  if (operation === undefined) return { kind: 'other' };
  try {
    return readKept(record, operation, rules.latest, identity);
  } catch (error) {
    if (error instanceof OutOfBounds) return { kind: 'unreadable', why: error.message };
    throw error;
  }
}

/** @throws {OutOfBounds} */
function readKept(record: RecordFields, operation: string, latest: number, identity: Identity): ReadRecord {
  const eventId = boundedId(plainId(idText(record.Id, 'Id') ?? ''), 'the record');
  if (eventId === null) throw new OutOfBounds('has no Id');
  const at = instantOf(record, latest);
  const properties = propertiesOf(record.PropertyCollection);
  const user = userOf(record, properties);
  const common = {
    eventId,
    appId: boundedId(
      idOf(idText(properties.appId, 'power_app.id')) ?? idOf(idText(record.AppName, 'AppName')),
      'the app',
    ),
    environmentId: boundedId(environmentIdOf(record, properties), 'the environment'),
    userKey: identity.userKey(user),
    ...namesOf(record, properties),
  };
  const succeeded = hasSucceeded(record, properties);
  if (operation.toLowerCase() !== LAUNCH_OPERATION.toLowerCase()) {
    return succeeded ? { kind: 'event', event: { ...common, occurredAt: at, operation } } : { kind: 'other' };
  }
  const launch = {
    ...common,
    launchedAt: at,
    succeeded,
    recordType: recordTypeOf(record),
    userType: userTypeOf(record.UserType),
    userName: identity.userName(user),
  };
  return { kind: 'launch', launch };
}

function instantOf({ CreationTime: value }: RecordFields, latest: number): number {
  const instant = parseCreationTime(value);
  if (instant === undefined) throw new OutOfBounds('has no valid CreationTime');
  if (instant < EARLIEST) throw new OutOfBounds('has a CreationTime before 2015');
  if (instant > latest) throw new OutOfBounds('has a CreationTime more than an hour after this run');
  return instant;
}

const SAYS_FAILED = /^\s*(?:fail|false\s*$)/i;

/** Only what says that it failed has failed: many operations say nothing. */
function hasSucceeded({ ResultStatus: status }: RecordFields, { isSuccessful }: Properties): boolean {
  const answers = [status, isSuccessful];
  return !answers.some(
    (answer) => answer === false || (typeof answer === 'string' && SAYS_FAILED.test(answer)),
  );
}

/** Names of the app and of its environment; RecordType 45 has them in `AdditionalInfo`. */
function namesOf(record: RecordFields, properties: Properties): Pick<Launch, 'appName' | 'environmentName'> {
  const appName =
    nameText(properties.appName, 'power_app.display_name') ??
    nameText(record.AppDisplayName, 'AppDisplayName');
  const environmentName = nameText(properties.environmentName, 'environment.name');
  if (appName !== undefined && environmentName !== undefined) return { appName, environmentName };
  const info = additionalInfoOf(record.AdditionalInfo);
  return {
    appName: appName ?? nameText(info.get('resourcedisplayname'), 'resourceDisplayName') ?? null,
    environmentName:
      environmentName ??
      nameText(info.get('environmentdisplayname'), 'environmentDisplayName') ??
      [record.EnvironmentName, info.get('environmentname')].map(displayName).find((name) => name !== null) ??
      null,
  };
}

/** RecordType 45 calls the id of an environment its name, and some records have the name there. */
function displayName(value: unknown): string | null {
  const name = nameText(value, 'EnvironmentName');
  const id = idOf(name);
  return name === undefined || id === null || isEnvironmentId(id) ? null : name;
}

const NO_INFO: ReadonlyMap<string, string> = new Map();

/** `AdditionalInfo` of RecordType 45 is JSON in a string; keys are compared without case. */
function additionalInfoOf(value: unknown): ReadonlyMap<string, string> {
  let info = value;
  if (typeof value === 'string') {
    try {
      info = JSON.parse(value);
    } catch {
      return NO_INFO;
    }
  }
  if (!isObject(info)) return NO_INFO;
  const entries = Object.entries(info).flatMap(([name, entry]) =>
    typeof entry === 'string' && saysSomething(entry) ? [[name.trim().toLowerCase(), entry] as const] : [],
  );
  return new Map(entries);
}

function environmentIdOf(record: RecordFields, properties: Properties): string | null {
  const stated =
    idOf(idText(record.EnvironmentId, 'EnvironmentId')) ??
    idOf(idText(properties.environmentId, 'environment.id'));
  if (stated !== null) return stated;
  const info = additionalInfoOf(record.AdditionalInfo);
  const added = idOf(idText(info.get('environmentid'), 'environmentId'));
  if (added !== null) return added;
  // RecordType 45 calls the id a name; a real display name there is not an id.
  const named = idOf(text(record.EnvironmentName, 'EnvironmentName') ?? info.get('environmentname'));
  return named !== null && isEnvironmentId(named) ? named : null;
}

function userOf(record: RecordFields, properties: Properties): AuditUser {
  return {
    objectId: objectIdIn(record.UserKey, 'UserKey') ?? objectIdIn(properties.objectId, 'enduser.id'),
    userName: someone(record.UserId, 'UserId') ?? someone(properties.userName, 'enduser.principal_name'),
  };
}

/** `UserKey` is the Entra object id for Power Platform, and something else for others. */
function objectIdIn(value: unknown, name: string): string | undefined {
  const id = plainId(text(value, name) ?? '');
  return id !== null && isGuid(id) ? id : undefined;
}

function someone(value: unknown, name: string): string | undefined {
  const user = idText(value, name);
  return user === undefined || isPlaceholder(user.trim()) ? undefined : user;
}

/** Some feeds give the type as text. A record without one has the shape of its schema. */
function recordTypeOf({ RecordType: value, PropertyCollection: properties }: RecordFields): number {
  const type = typeof value === 'string' && saysSomething(value) ? Number(value) : value;
  if (typeof type === 'number' && !Number.isNaN(type)) {
    if (!Number.isInteger(type) || type < 1 || type > LARGEST_INT) {
      throw new OutOfBounds('has a RecordType that is out of range');
    }
    return type;
  }
  if (typeof value === 'object' && value !== null) throw new OutOfBounds('has no number in RecordType');
  return Array.isArray(properties) ? 256 : 45;
}

const USER_TYPES = [
  'Regular',
  'Reserved',
  'Admin',
  'DcAdmin',
  'System',
  'Application',
  'ServicePrincipal',
  'CustomPolicy',
  'SystemPolicy',
  'PartnerTechnician',
  'Guest',
];

/**
 * Returns the name of a type of user; a type that is not documented keeps its number or text.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema#user-type
 */
function userTypeOf(value: unknown): string | null {
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || value < 0 || value > LARGEST_INT) {
      throw new OutOfBounds('has a UserType that is out of range');
    }
    return USER_TYPES[value] ?? `${value}`;
  }
  const name = nameText(value, 'UserType')?.trim();
  if (name === undefined) return null;
  return /^\d+$/.test(name) ? (USER_TYPES[Number(name)] ?? name) : name;
}
