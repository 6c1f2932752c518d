import type { JsonObject, OperationMeaning } from './meaning.ts';
import { platformFields } from './platform-fields.ts';
import type { Random } from './random.ts';
import { type AuditRecord, record, shuffleKeys } from './record.ts';
import type { World } from './world.ts';

/** Returns the record (type 256) of a Power Apps operation that is not a launch; permission edits name the app by its path. */
export function operationRecord(meaning: OperationMeaning, tenantId: string): AuditRecord {
  const { app, eventId: id, occurredAt: at, operation, user } = meaning;
  const appId = operation.startsWith('PowerAppPermission')
    ? `/providers/Microsoft.PowerApps/apps/${app.id}`
    : app.id;
  return {
    meaning,
    render: (random) =>
      JSON.stringify(
        shuffleKeys(platformFields({ id, at, operation, appId, app, user }, tenantId, random), random),
      ),
  };
}

/** Returns a launch that no client can place: without an id, or with a time that is none. */
export function unreadableLaunch(world: World, fault: 'no-id' | 'no-time', random: Random): AuditRecord {
  const event = { id: random.guid(), at: 0, operation: 'LaunchPowerApp' };
  const app = random.pick(world.apps);
  const fields = platformFields(
    { ...event, appId: app.id, app, user: random.pick(world.users) },
    world.tenantId,
    random,
  );
  const { Id, CreationTime, ...rest } = fields;
  const broken: JsonObject =
    fault === 'no-id'
      ? { ...rest, CreationTime: CreationTime ?? '' }
      : { ...rest, Id: Id ?? '', CreationTime: 'yesterday' };
  return record(broken, { kind: 'unreadable' });
}
