import type { JsonObject, LaunchMeaning } from './meaning.ts';
import { platformFields } from './platform-fields.ts';
import type { Random } from './random.ts';
import { type AuditRecord, creationTime, escapeText, shuffleKeys } from './record.ts';

/** How a launch is written: as the service usually does, or odd but legal (casing, `\u` escapes, a `Z`, ids in other forms). */
export type LaunchStyle =
  | 'plain'
  | 'lower-case'
  | 'upper-case-ids'
  | 'escaped'
  | 'zoned'
  | 'braced-ids'
  | 'app-address';

export const oddStyles: readonly LaunchStyle[] = [
  ...(['lower-case', 'upper-case-ids', 'escaped', 'zoned', 'braced-ids', 'app-address'] as const),
];

/** Returns the audit record of a launch, in the schema of its record type: 256 (PropertyCollection) or 45 (AppName). */
export function launchRecord(
  launch: LaunchMeaning,
  tenantId: string,
  style: LaunchStyle = 'plain',
): AuditRecord {
  return { meaning: launch, render: (random) => renderLaunch(launch, tenantId, style, random) };
}

function renderLaunch(launch: LaunchMeaning, tenantId: string, style: LaunchStyle, random: Random): string {
  const fields =
    launch.recordType === 256 ? schema256(launch, tenantId, random) : schema45(launch, tenantId, random);
  const text = JSON.stringify(shuffleKeys(fields, random));
  switch (style) {
    case 'plain':
      return text;
    case 'lower-case':
      return text.replaceAll('"LaunchPowerApp"', '"launchpowerapp"');
    case 'upper-case-ids':
      return text
        .replaceAll(launch.eventId, launch.eventId.toUpperCase())
        .replaceAll(launch.app.id, launch.app.id.toUpperCase())
        .replaceAll('powerplatform.analytics.resource', 'PowerPlatform.Analytics.Resource');
    case 'escaped':
      return escapeText(text);
    case 'zoned':
      return text.replace(/("CreationTime":"[^"]+)"/, '$1Z"');
    case 'braced-ids':
      return [launch.eventId, launch.app.id, launch.app.environment.id, launch.user.userKey].reduce(
        (json, id) => json.replaceAll(`"${id}"`, `"{${id}}"`),
        text,
      );
    case 'app-address':
      return text.replaceAll(
        `"${launch.app.id}"`,
        `"https://apps.example.test/play/e/x/a/${launch.app.id}/?tenantId=${tenantId}&source=portal#a/b"`,
      );
  }
}

function schema256(launch: LaunchMeaning, tenantId: string, random: Random): JsonObject {
  return platformFields(
    {
      id: launch.eventId,
      at: launch.launchedAt,
      operation: 'LaunchPowerApp',
      appId: launch.app.id,
      app: launch.app,
      user: launch.user,
      succeeded: launch.succeeded,
    },
    tenantId,
    random,
  );
}

// Field names from collectors' source: no raw record of this schema is public.
function schema45(launch: LaunchMeaning, tenantId: string, random: Random): JsonObject {
  const { app, user } = launch;
  return {
    CreationTime: creationTime(launch.launchedAt),
    Id: launch.eventId,
    Operation: 'LaunchPowerApp',
    OrganizationId: tenantId,
    RecordType: 45,
    ResultStatus: launch.succeeded ? 'Success' : 'Failed',
    UserKey: user.userKey,
    UserType: user.userType,
    Version: 1,
    Workload: 'PowerApps',
    ClientIP: `::ffff:203.0.113.${random.whole(1, 254)}`,
    ObjectId: user.userKey,
    UserId: user.upn,
    AppName: app.id,
    AdditionalInfo: JSON.stringify({
      environmentName: app.environment.id,
      environmentDisplayName: app.environment.name,
      resourceDisplayName: app.name,
    }),
  };
}
