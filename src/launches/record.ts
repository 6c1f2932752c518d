import type { Identity } from './identity.ts';
import { parseCreationTime } from './instant.ts';
import { LAUNCH_OPERATION, type Launch, type OtherEvent, type Person } from './launch.ts';

/** What one audit record turned out to be. `why` names what is wrong, never a value of the record. */
export type ReadRecord =
  | { readonly kind: 'launch'; readonly launch: Launch }
  | { readonly kind: 'event'; readonly event: OtherEvent }
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The operations that are kept: lower-case name → name as given. */
export type KeptOperations = ReadonlyMap<string, string>;

const SAYS_SOMETHING = /\S/;

/** Whether a lower-case text is the id of an environment, and not its display name. */
export function isEnvironmentId(id: string): boolean {
  return ENVIRONMENT_ID.test(id);
}

type Fields = Readonly<Record<string, unknown>>;

const ENVIRONMENT_ID = /^(?:default-|legacy-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads one parsed audit record, of the schema of RecordType 256 (`PropertyCollection`) or of RecordType 45
 * (`AppName`, `AdditionalInfo`).
 * @see https://learn.microsoft.com/power-platform/admin/logging-power-apps
 */
export function readRecord(record: unknown, operations: KeptOperations, identity: Identity): ReadRecord {
  if (!isObject(record)) return { kind: 'unreadable', why: 'is not an object' };
  const operation =
    typeof record.Operation === 'string' ? operations.get(record.Operation.toLowerCase()) : undefined;
  if (operation === undefined) return { kind: 'other' };
  const eventId = text(record.Id)?.trim().toLowerCase();
  if (eventId === undefined) return { kind: 'unreadable', why: 'has no Id' };
  const instant = parseCreationTime(record.CreationTime);
  if (instant === undefined) return { kind: 'unreadable', why: 'has no CreationTime that is an instant' };

  const properties = propertiesOf(record.PropertyCollection);
  const appId = idOf(properties.appId ?? text(record.AppName));
  const environmentId = environmentIdOf(record, properties);
  const person = personOf(record, properties);
  const userKey = identity.userKey(person);
  if (operation !== LAUNCH_OPERATION && operation.toLowerCase() !== LAUNCH_OPERATION.toLowerCase()) {
    return {
      kind: 'event',
      event: { eventId, occurredAt: instant, operation, appId, environmentId, userKey },
    };
  }
  const launch = {
    eventId,
    launchedAt: instant,
    appId,
    environmentId,
    userKey,
    recordType: recordTypeOf(record),
    appName: properties.appName ?? text(record.AppDisplayName) ?? null,
    environmentName: properties.environmentName ?? null,
    userType: userTypeOf(record.UserType),
    userName: identity.userName(person),
  };
  return { kind: 'launch', launch };
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives a text that says something, as it is: names are kept to the letter, half surrogate pairs, no UTF-8, replaced. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Most texts begin with a letter or digit: that is known without an expression.
  const first = value.charCodeAt(0);
  const saysSomething = (first > 0x20 && first < 0x7f) || SAYS_SOMETHING.test(value);
  return saysSomething ? value.toWellFormed() : undefined;
}

/** What is read of `PropertyCollection`. */
interface Properties {
  appId?: string | undefined;
  appName?: string | undefined;
  environmentId?: string | undefined;
  environmentName?: string | undefined;
  objectId?: string | undefined;
  userName?: string | undefined;
}

/** `PropertyCollection` is a list of `{Name, Value}`; names are compared without case, and the last of a name counts. */
function propertiesOf(collection: unknown): Readonly<Properties> {
  const properties: Properties = {};
  if (!Array.isArray(collection)) return properties;
  for (const entry of collection) {
    if (!isObject(entry)) continue;
    const { Name: name, Value: value } = entry;
    if (typeof name !== 'string' || READ_LENGTHS[name.length] !== 1) continue;
    const known = propertyOf(name) ?? propertyOf(name.toLowerCase());
    if (known !== undefined) properties[known] = text(value) ?? properties[known];
  }
  return properties;
}

const READ_NAMES = [
  'powerplatform.analytics.resource.power_app.id',
  'powerplatform.analytics.resource.power_app.display_name',
  'powerplatform.analytics.resource.environment.id',
  'powerplatform.analytics.resource.environment.name',
  'enduser.id',
  'enduser.principal_name',
];
/** 1 at the lengths of these names: most others go by at the price of a look-up. */
const READ_LENGTHS = new Uint8Array(64);
for (const { length } of READ_NAMES) READ_LENGTHS[length] = 1;

// A switch is several times faster here than a map: this runs for each property of each launch.
function propertyOf(name: string): keyof Properties | undefined {
  switch (name) {
    case 'powerplatform.analytics.resource.power_app.id':
      return 'appId';
    case 'powerplatform.analytics.resource.power_app.display_name':
      return 'appName';
    case 'powerplatform.analytics.resource.environment.id':
      return 'environmentId';
    case 'powerplatform.analytics.resource.environment.name':
      return 'environmentName';
    case 'enduser.id':
      return 'objectId';
    case 'enduser.principal_name':
      return 'userName';
    default:
      return undefined;
  }
}

/** `AdditionalInfo` of RecordType 45 is JSON in a string; keys are compared without case. */
function additionalInfoOf(value: unknown): ReadonlyMap<string, string> {
  let info = value;
  if (typeof value === 'string') {
    try {
      info = JSON.parse(value);
    } catch {
      return new Map();
    }
  }
  if (!isObject(info)) return new Map();
  const entries = Object.entries(info).flatMap(([name, entry]) => {
    const content = text(entry);
    return content === undefined ? [] : [[name.trim().toLowerCase(), content] as const];
  });
  return new Map(entries);
}

/** Whether it is a GUID in lower case. An expression takes four times as long, and each launch has three or four of them. */
function isGuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let at = 0; at < 36; at += 1) {
    const code = text.charCodeAt(at);
    const isHex = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
    const isDash = code === 0x2d;
    if (at === 8 || at === 13 || at === 18 || at === 23 ? !isDash : !isHex) return false;
  }
  return true;
}

/** Some events carry a resource path in place of the id: the id is what stands after the last slash. */
function idOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (isGuid(value)) return value;
  const id = value
    .slice(value.lastIndexOf('/') + 1)
    .trim()
    .toLowerCase();
  return id === '' ? null : id;
}

function environmentIdOf(record: Fields, properties: Properties): string | null {
  const stated = text(record.EnvironmentId) ?? properties.environmentId;
  if (stated !== undefined) return idOf(stated);
  const additional = additionalInfoOf(record.AdditionalInfo);
  const added = additional.get('environmentid');
  if (added !== undefined) return idOf(added);
  // RecordType 45 calls the id a name; a real display name there is no id.
  const named = idOf(text(record.EnvironmentName) ?? additional.get('environmentname'));
  return named !== null && isEnvironmentId(named) ? named : null;
}

function personOf(record: Fields, properties: Properties): Person {
  const name = text(record.UserId) ?? properties.userName;
  return {
    objectId: objectIdIn(record.UserKey) ?? objectIdIn(properties.objectId),
    userName: name,
  };
}

/** `UserKey` is the Entra object id for Power Platform, and something else for others. */
function objectIdIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (isGuid(value)) return value;
  const id = value.trim().toLowerCase();
  return isGuid(id) ? id : undefined;
}

/** Some feeds give the type as text. A record without one has the shape of its schema. */
function recordTypeOf(record: Fields): number {
  const type = Number(record.RecordType);
  if (Number.isInteger(type) && type > 0) return type;
  return Array.isArray(record.PropertyCollection) ? 256 : 45;
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
 * Gives the name of a type of user; a type that is not documented keeps its number or text.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema#user-type
 */
function userTypeOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isInteger(value)) return USER_TYPES[value] ?? `${value}`;
  const name = text(value)?.trim();
  if (name === undefined) return null;
  return /^\d+$/.test(name) ? (USER_TYPES[Number(name)] ?? name) : name;
}
