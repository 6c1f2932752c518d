import type { JsonObject } from './meaning.ts';
import type { Random } from './random.ts';
import { creationTime } from './record.ts';
import type { App, User } from './world.ts';

/** What a record of type 256 says. `appId` may be a path (`/providers/…/apps/<id>`), as some operations write it. */
export interface PlatformEvent {
  readonly id: string;
  readonly at: number;
  readonly operation: string;
  readonly appId: string;
  readonly app: App;
  readonly user: User;
  readonly succeeded: boolean;
}

const roles = { 0: 'Regular', 2: 'Admin', 10: 'Guest' } as const;
const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

/** Returns the fields of a record of type 256, named as in the one real sample that is public. */
export function platformFields(event: PlatformEvent, tenantId: string, random: Random): JsonObject {
  const { app, user, succeeded } = event;
  // One of the two is enough to tell that it failed.
  const toldBy = succeeded ? 'nothing' : random.pick(['both', 'status', 'property'] as const);
  const address = `167.220.196.${random.whole(1, 254)}`;
  const properties: readonly (readonly [string, string])[] = [
    ['powerplatform.analytics.resource.power_app.display_name', app.name],
    ['powerplatform.analytics.resource.power_app.id', event.appId],
    ['powerplatform.analytics.resource.environment.name', app.environment.name],
    [
      'powerplatform.analytics.operation.is_successful',
      toldBy === 'both' || toldBy === 'property' ? 'False' : 'True',
    ],
    ['powerplatform.analytics.correlation.id', random.guid()],
    ['enduser.ip_address', address],
    ['user_agent.original', userAgent],
    ['powerplatform.analytics.resource.type', 'PowerApp'],
    ['version', '1.0'],
    ['type', 'PowerPlatformAdministratorActivityRecord'],
    ['powerplatform.analytics.activity.name', event.operation],
    ['powerplatform.analytics.activity.id', event.id],
    ['powerplatform.analytics.resource.environment.id', app.environment.id],
    ['enduser.id', user.userKey],
    ['powerplatform.analytics.resource.tenant.id', tenantId],
    ['enduser.principal_name', user.upn],
    ['enduser.role', roles[user.userType]],
  ];
  return {
    PropertyCollection: random.shuffle(properties).map(([Name, Value]) => ({ Name, Value })),
    EnvironmentId: app.environment.id,
    UserId: user.upn,
    ClientIP: address,
    Id: event.id,
    RecordType: 256,
    CreationTime: creationTime(event.at),
    Operation: event.operation,
    OrganizationId: tenantId,
    UserType: user.userType,
    UserKey: user.userKey,
    Workload: 'PowerPlatform',
    ResultStatus: toldBy === 'both' || toldBy === 'status' ? 'Failed' : 'Succeeded',
    Version: 1,
    RequiresCustomerKeyEncryption: false,
  };
}
