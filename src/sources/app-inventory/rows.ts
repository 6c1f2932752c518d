import { isObject, LARGEST_INT, nameText, OutOfBounds } from '../../launches/fields.ts';
import type { Identity } from '../../launches/identity.ts';
import { boundedId, idOf, isEnvironmentId, isGuid, isPlaceholder } from '../../launches/ids.ts';
import { EARLIEST, parseCreationTime } from '../../launches/instant.ts';
import type { AuditUser } from '../../launches/launch.ts';
import type { ListedApp, ListedEnvironment } from '../../snapshot/app-inventory.ts';

/** What a row of the list of apps turned out to be. */
export type ReadRow =
  | { readonly kind: 'app'; readonly app: ListedApp }
  /** A custom page or a component library, which nobody launches by itself. */
  | { readonly kind: 'part'; readonly id: string }
  | { readonly kind: 'unreadable' };

/** What rows are read by. */
export interface RowRules {
  readonly identity: Identity;
  /** No app was made or changed later, ms since 1970. */
  readonly latest: number;
}

/**
 * Reads a row of the list of apps, of the Power Platform API and of the admin API alike: the first has no type and no time
 * of publishing. A row without an id is unreadable; anything else that is odd is left out of it.
 * @see https://learn.microsoft.com/rest/api/power-platform/powerapps/apps/get-admin-apps
 */
export function readAppRow(row: unknown, { identity, latest }: RowRules): ReadRow {
  const { name, id, appType, isAppComponentLibrary, properties } = fieldsOf(row);
  const ids = [name, id].map(idIn);
  // Some services write a name for people there.
  const appId =
    ids.find((each) => each !== null && isGuid(each)) ?? ids.find((each) => each !== null) ?? null;
  if (appId === null) return { kind: 'unreadable' };
  const type = textIn(appType);
  if (isAppComponentLibrary === true || isPart(type)) return { kind: 'part', id: appId };
  const given = fieldsOf(properties);
  const owner = userIn(given.owner);
  return {
    kind: 'app',
    app: {
      id: appId,
      name: textIn(given.displayName),
      type,
      owner: identity.userName(owner),
      ownerKey: identity.userKey(owner),
      createdAt: instantIn(given.createdTime, latest),
      modifiedAt: instantIn(given.lastModifiedTime, latest),
      publishedAt: instantIn(given.lastPublishTime, latest),
      sharedUsers: countIn(given.sharedUsersCount),
      sharedGroups: countIn(given.sharedGroupsCount),
    },
  };
}

/** An environment, and its id as the service spells it. */
export interface EnvironmentRow extends Pick<ListedEnvironment, 'id' | 'name' | 'type' | 'region'> {
  readonly address: string;
}

/** Reads a row of the list of environments; `undefined` without an id. */
export function readEnvironmentRow(row: unknown): EnvironmentRow | undefined {
  const { name, id, displayName, type, geo, location, properties } = fieldsOf(row);
  const addresses = [id, name].filter((value) => idIn(value) !== null);
  const address = addresses.find((value) => isEnvironmentId(idIn(value) ?? '')) ?? addresses[0];
  const environmentId = idIn(address);
  if (typeof address !== 'string' || environmentId === null) return undefined;
  const given = fieldsOf(properties);
  const at = address.toLowerCase().lastIndexOf(environmentId);
  return {
    id: environmentId,
    address: address.slice(at, at + environmentId.length),
    name: textIn(given.displayName) ?? textIn(displayName),
    // The admin API writes the type of its resource there.
    type: textIn(given.environmentSku) ?? (`${type}`.includes('/') ? null : textIn(type)),
    region: textIn(location) ?? textIn(geo),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isPart(type: string | null): boolean {
  return type !== null && /page|library|model/i.test(type);
}

function idIn(value: unknown): string | null {
  if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) return null;
  return unlessOutOfBounds(() => boundedId(idOf(value), 'the row'));
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? unlessOutOfBounds(() => nameText(value, 'the row') ?? null) : null;
}

function unlessOutOfBounds<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof OutOfBounds) return null;
    throw error;
  }
}

/** Services write their own ids, which begin with zeros, where nobody owns an app. */
const OF_A_SERVICE = /^0{8}-0{4}-0{4}-0{4}-/;

/** A group or an application has an id and a mail address as users have, and launches nothing: it is no user. */
function userIn(value: unknown): AuditUser {
  const { id, userPrincipalName, email, type } = fieldsOf(value);
  const objectId = idIn(id) ?? '';
  const isUser = (textIn(type) ?? 'user').toLowerCase() === 'user';
  if (!isUser || OF_A_SERVICE.test(objectId)) return { objectId: undefined, userName: undefined };
  const named = [userPrincipalName, email].map(textIn).find((name) => name !== null && !isPlaceholder(name));
  return { objectId: isGuid(objectId) ? objectId : undefined, userName: named ?? undefined };
}

/** Services write a time before all times where there was none. */
function instantIn(value: unknown, latest: number): number | null {
  const instant = parseCreationTime(value);
  return instant === undefined || instant < EARLIEST || instant > latest ? null : instant;
}

function countIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_INT
    ? value
    : null;
}
