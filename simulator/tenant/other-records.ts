import type { Json, JsonObject, OperationMeaning } from './meaning.ts';
import { platformFields } from './platform-fields.ts';
import type { Random } from './random.ts';
import { type AuditRecord, record, shuffleKeys } from './record.ts';
import type { World } from './world.ts';

/** Returns the record (type 256) of a Power Apps operation that is not a launch; permission edits name the app by its path. */
export function operationRecord(meaning: OperationMeaning, tenantId: string): AuditRecord {
  const { app, eventId: id, occurredAt: at, operation, user, succeeded } = meaning;
  const appId = operation.startsWith('PowerAppPermission')
    ? `/providers/Microsoft.PowerApps/apps/${app.id}`
    : app.id;
  return {
    meaning,
    render: (random) =>
      JSON.stringify(
        shuffleKeys(
          platformFields({ id, at, operation, appId, app, user, succeeded }, tenantId, random),
          random,
        ),
      ),
  };
}

/** Fields that make a launch unreadable: no id, or a value that none can have. */
const FAULTS = {
  'no-id': { Id: undefined },
  'nil-id': { Id: '00000000-0000-0000-0000-000000000000' },
  'no-time': { CreationTime: 'yesterday' },
  'far-future': { CreationTime: '9999-12-31T23:59:59' },
  'far-past': { CreationTime: '0001-01-01T00:00:00' },
  'large-type': { RecordType: 2_147_483_648 },
  'listed-user': { UserId: ['a', 'b'] },
  'long-id': { EnvironmentId: 'x'.repeat(300) },
} satisfies Readonly<Record<string, { readonly [field: string]: Json | undefined }>>;

/** What can be wrong with a launch. */
export type LaunchFault = keyof typeof FAULTS;

export const launchFaults = Object.keys(FAULTS) as readonly LaunchFault[];

/** Returns a launch of which no client can make a row. `at`: when it took place, where the fault is another, UTC ms. */
export function unreadableLaunch(world: World, fault: LaunchFault, random: Random, at = 0): AuditRecord {
  const event = { id: random.guid(), at, operation: 'LaunchPowerApp', succeeded: true };
  const app = random.pick(world.apps);
  const fields = platformFields(
    { ...event, appId: app.id, app, user: random.pick(world.users) },
    world.tenantId,
    random,
  );
  const entries = Object.entries<Json | undefined>({ ...fields, ...FAULTS[fault] });
  const broken: JsonObject = Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return record(broken, { kind: 'unreadable' });
}
