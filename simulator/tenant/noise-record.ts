import type { JsonObject } from './meaning.ts';
import { platformFields } from './platform-fields.ts';
import type { Random } from './random.ts';
import { type AuditRecord, creationTime, shuffleKeys } from './record.ts';
import type { World } from './world.ts';

/** Returns a record of another workload, or one that only looks like a launch to a reader of plain text. */
export function noiseRecord(world: World, at: number): AuditRecord {
  return { meaning: { kind: 'noise' }, render: (random) => JSON.stringify(noiseFields(world, at, random)) };
}

const launchLike = { Operation: 'LaunchPowerApp', RecordType: 256 };

/** Makes a record's own fields; `common` are those that every record has. */
const decoys: readonly ((common: JsonObject) => JsonObject)[] = [
  (common) => ({
    ...common,
    Operation: 'MessageSent',
    RecordType: 25,
    Workload: 'MicrosoftTeams',
    ItemName: launchLike.Operation,
  }),
  (common) => ({
    ...common,
    Operation: 'AlertTriggered',
    RecordType: 40,
    Workload: 'SecurityComplianceCenter',
    Data: JSON.stringify({ ...common, ...launchLike }),
  }),
  (common) => ({
    ...common,
    Operation: 'CrmDefaultActivity',
    RecordType: 21,
    Workload: 'CRM',
    Fields: [{ ...common, ...launchLike }],
    InstanceUrl: 'https://contoso.crm.example/',
  }),
  (common) => ({
    ...common,
    Operation: 'LaunchPowerAppPreview',
    RecordType: 256,
    Workload: 'PowerPlatform',
  }),
  (common) => ({
    ...common,
    Operation: 'FileAccessed',
    RecordType: '6',
    Workload: 'SharePoint',
    SourceFileName: 'say "Operation":"LaunchPowerApp","RecordType":256 } ] \\ {',
    Size: 3.6e10,
  }),
  (common) => ({
    Nested: { ...common, ...launchLike },
    ...common,
    Operation: 'CreateFlow',
    RecordType: 30,
    Workload: 'MicrosoftFlow',
  }),
];

function noiseFields(world: World, at: number, random: Random): JsonObject {
  const user = random.pick(world.users);
  const id = random.guid();
  if (random.chance(0.4)) {
    const app = random.pick(world.apps);
    const event = { id, at, operation: 'ApiEndpointCallEvent', appId: '', app, user, succeeded: true };
    return shuffleKeys(platformFields(event, world.tenantId, random), random);
  }
  return random.pick(decoys)({
    CreationTime: creationTime(at),
    Id: id,
    OrganizationId: world.tenantId,
    UserKey: user.userKey,
    UserType: user.userType,
    Version: 1,
    UserId: user.upn,
  });
}
