import { launchRecord } from './launch-record.ts';
import type { Json, JsonObject, LaunchMeaning, OperationMeaning } from './meaning.ts';
import { operationRecord } from './other-records.ts';
import { Random } from './random.ts';

/** An event that audit search finds. `at`: when it took place; `available`: when the log had it; UTC ms. */
export interface SearchEvent {
  readonly meaning: LaunchMeaning | OperationMeaning;
  readonly at: number;
  readonly available: number;
}

/** Returns the name of the event's operation. */
export function operationOf({ meaning }: SearchEvent): string {
  return meaning.kind === 'launch' ? 'LaunchPowerApp' : meaning.operation;
}

/**
 * Returns the row of an event as Graph writes it: the audit record in `auditData`, with annotations between its fields, and
 * around it fields that only look like the record's own. `wrapperId` stands in `id`.
 */
export function searchRow({ meaning }: SearchEvent, tenantId: string, wrapperId: string): JsonObject {
  const made =
    meaning.kind === 'launch' ? launchRecord(meaning, tenantId) : operationRecord(meaning, tenantId);
  const record: JsonObject = JSON.parse(made.render(new Random(1)));
  return wrapped(record, wrapperId);
}

/** Returns a row of another workload, which comes in spite of the filter. */
export function strayRow(at: number, id: string): JsonObject {
  const record = {
    CreationTime: new Date(at).toISOString().slice(0, 19),
    Id: id,
    Operation: 'UserLoggedIn',
    RecordType: 15,
    UserId: 'Not Available',
    UserKey: '__NULL__',
    Workload: 'AzureActiveDirectory',
  };
  return wrapped(record, id);
}

function wrapped(record: JsonObject, id: string): JsonObject {
  const created = `${String(record.CreationTime)}Z`;
  return {
    id,
    createdDateTime: created,
    auditLogRecordType: record.RecordType === 45 ? 'PowerAppsApp' : 'unknownFutureValue',
    operation: record.Operation ?? null,
    organizationId: record.OrganizationId ?? null,
    userType: 'Regular',
    // Crossed, as the service does: this is the record's UserKey, and the next its UserId.
    userId: record.UserKey ?? null,
    userPrincipalName: record.UserId ?? null,
    service: record.Workload ?? null,
    objectId: null,
    clientIp: null,
    administrativeUnits: [''],
    auditData: {
      '@odata.type': '#microsoft.graph.security.defaultAuditData',
      ...annotated({ ...record, CreationTime: created }),
    },
  };
}

/** Writes beside each number and list what type it has, at any depth. */
function annotated(fields: JsonObject): JsonObject {
  const entries = Object.entries(fields).flatMap(([name, value]): (readonly [string, Json])[] => {
    if (typeof value === 'number')
      return [
        [`${name}@odata.type`, '#Int64'],
        [name, value],
      ];
    if (!isList(value)) return [[name, value]];
    const elements = value.map((element) =>
      isObject(element)
        ? { '@odata.type': '#microsoft.graph.security.defaultAuditData', ...annotated(element) }
        : element,
    );
    return [
      [`${name}@odata.type`, '#Collection(microsoft.graph.security.defaultAuditData)'],
      [name, elements],
    ];
  });
  return Object.fromEntries(entries);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
