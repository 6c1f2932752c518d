import { isObject, type RecordFields, text } from './fields.ts';
import type { Identity } from './identity.ts';
import { idOf, isEnvironmentId, isGuid } from './ids.ts';
import { parseCreationTime } from './instant.ts';
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

/**
 * Reads one parsed audit record, of the schema of RecordType 256 (`PropertyCollection`) or of RecordType 45
 * (`AppName`, `AdditionalInfo`).
 * @see https://learn.microsoft.com/power-platform/admin/logging-power-apps
 */
export function readRecord(parsed: unknown, operations: KeptOperations, identity: Identity): ReadRecord {
  if (!isObject(parsed)) return { kind: 'unreadable', why: 'is not an object' };
  const record: RecordFields = parsed;
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
  const user = userOf(record, properties);
  const userKey = identity.userKey(user);
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
    userName: identity.userName(user),
  };
  return { kind: 'launch', launch };
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

function environmentIdOf(record: RecordFields, properties: Properties): string | null {
  const stated = text(record.EnvironmentId) ?? properties.environmentId;
  if (stated !== undefined) return idOf(stated);
  const additional = additionalInfoOf(record.AdditionalInfo);
  const added = additional.get('environmentid');
  if (added !== undefined) return idOf(added);
  // RecordType 45 calls the id a name; a real display name there is not an id.
  const named = idOf(text(record.EnvironmentName) ?? additional.get('environmentname'));
  return named !== null && isEnvironmentId(named) ? named : null;
}

function userOf(record: RecordFields, properties: Properties): AuditUser {
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
function recordTypeOf(record: RecordFields): number {
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
 * Returns the name of a type of user; a type that is not documented keeps its number or text.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema#user-type
 */
function userTypeOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isInteger(value)) return USER_TYPES[value] ?? `${value}`;
  const name = text(value)?.trim();
  if (name === undefined) return null;
  return /^\d+$/.test(name) ? (USER_TYPES[Number(name)] ?? name) : name;
}
