import { type Answer, jsonAnswer } from './answer.ts';
import type { Inventory, InventoryApp, InventoryRoute } from './inventory.ts';
import type { TenantRequest } from './request.ts';
import type { IssuedToken } from './tokens.ts';
import type { Environment } from './world.ts';

/** Whom the tokens of each route are for. */
export const INVENTORY_AUDIENCES: Readonly<Record<InventoryRoute, string>> = {
  'power-platform': 'https://api.powerplatform.com',
  admin: 'https://service.powerapps.com',
};

/** What the answers need besides the inventory itself. */
export interface InventoryPlace {
  readonly origin: string;
  readonly foreignOrigin: string;
  readonly tenantId: string;
  readonly clientId: string;
}

const SYSTEM = { id: '00000000-0000-0000-0000-5157eaa02fcd', displayName: 'SYSTEM', type: 'User' };

/** Returns the answer of the Power Platform API or of the admin API to a list of environments or of apps. */
export function inventoryAnswer(
  request: TenantRequest,
  token: IssuedToken | undefined,
  inventory: Inventory,
  place: InventoryPlace,
): Answer {
  const route = routeOf(request);
  if (token === undefined || token.audience !== INVENTORY_AUDIENCES[route])
    return jsonAnswer(401, { error: { code: 'AuthenticationFailed', message: 'The token is not valid.' } });
  if (inventory.access[route] === 'refused') return forbidden(request, place);
  if (inventory.access[route] === 'blind') return jsonAnswer(200, { value: [] });
  if (request.query['api-version'] === undefined)
    return jsonAnswer(400, { error: { code: 'MissingApiVersionParameter', message: 'No api-version.' } });
  return request.kind === 'environments'
    ? page(request, inventory.environments.map(ENVIRONMENT_ROWS[route]), inventory, place)
    : appsAnswer(request, route, inventory, place);
}

function routeOf({ path }: TenantRequest): InventoryRoute {
  return path.startsWith('/providers/') ? 'admin' : 'power-platform';
}

function appsAnswer(
  request: TenantRequest,
  route: InventoryRoute,
  inventory: Inventory,
  place: InventoryPlace,
): Answer {
  const asked = decodeURIComponent(
    /\/environments\/([^/]+)\/apps$/.exec(request.path)?.[1] ?? '',
  ).toLowerCase();
  const environment = inventory.environments.find(({ id }) => id.toLowerCase() === asked);
  if (environment === undefined || inventory.gone.has(environment.id)) {
    const message = `The environment '${asked}' could not be found in the tenant '${place.tenantId}'.`;
    return jsonAnswer(404, { error: { code: 'EnvironmentNotFound', message } });
  }
  if (inventory.closed.has(environment.id)) return forbidden(request, place);
  const listed = inventory.apps.filter(({ environment: { id } }) => id.toLowerCase() === asked);
  return page(request, listed.map(APP_ROWS[route]), inventory, place);
}

/** What the real service says to an app that is not registered. */
function forbidden({ path }: TenantRequest, { clientId, tenantId }: InventoryPlace): Answer {
  const message = `The service principal with id '${clientId}' for application ${clientId} does not have permission to access the path 'https://api.bap.microsoft.com:20003${path}' in tenant ${tenantId}.`;
  return jsonAnswer(403, { error: { code: 'Forbidden', message } });
}

type Row = Readonly<Record<string, unknown>>;

/** A page begins with the last row of the page before, as pages do when rows move while they are read. */
function page(
  request: TenantRequest,
  rows: readonly Row[],
  inventory: Inventory,
  place: InventoryPlace,
): Answer {
  const { $top, $skiptoken = '' } = request.query;
  const size = Math.min(inventory.pageSize, Number($top ?? inventory.pageSize));
  const from = Number(Buffer.from($skiptoken, 'base64url').toString() || '0');
  const value = inventory.change(rows.slice(Math.max(0, from - 1), from + size));
  if (from + size >= rows.length && inventory.nextLinks === 'right') return jsonAnswer(200, { value });
  return jsonAnswer(200, { value, nextLink: nextLink(request, from + size, inventory, place) });
}

function nextLink(
  { path, query }: TenantRequest,
  from: number,
  { nextLinks }: Inventory,
  { origin, foreignOrigin }: InventoryPlace,
): string {
  if (nextLinks === 'garbage') return 'not an address';
  const token = Buffer.from(`${from}`).toString('base64url');
  const skip = nextLinks === 'itself' ? (query.$skiptoken ?? '') : token;
  const search = new URLSearchParams({ 'api-version': query['api-version'] ?? '', $skiptoken: skip });
  return `${nextLinks === 'foreign-host' ? foreignOrigin : origin}${path}?${search}`;
}

const ENVIRONMENT_ROWS: Readonly<Record<InventoryRoute, (environment: Environment, index: number) => Row>> = {
  'power-platform': ({ id, name }, index) => ({
    ...{ id, displayName: name, type: index === 0 ? 'Default' : 'Production' },
    ...{ state: 'Enabled', geo: 'EU', azureRegion: 'westeurope' },
  }),
  admin: ({ id, name }, index) => ({
    id: `/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${id}`,
    type: 'Microsoft.BusinessAppPlatform/scopes/environments',
    location: 'europe',
    name: id,
    properties: {
      ...{
        displayName: name,
        environmentSku: index === 0 ? 'Default' : 'Production',
        isDefault: index === 0,
      },
      azureRegion: 'westeurope',
    },
  }),
};

const APP_ROWS: Readonly<Record<InventoryRoute, (app: InventoryApp, index: number) => Row>> = {
  'power-platform': (app) => ({
    id: `/providers/Microsoft.PowerApps/scopes/admin/environments/${app.environment.id}/apps/${app.id}`,
    name: app.id,
    type: 'Microsoft.PowerApps/scopes/admin/apps',
    properties: commonProperties(app, 0),
  }),
  admin: (app, index) => ({
    name: index % 3 === 0 ? app.id.toUpperCase() : app.id,
    id: `/providers/Microsoft.PowerApps/scopes/admin/environments/${app.environment.id}/apps/${app.id}`,
    type: 'Microsoft.PowerApps/scopes/admin/apps',
    tags: { primaryFormFactor: 'Tablet' },
    properties: {
      ...commonProperties(app, index),
      lifeCycleId: 'Published',
      ...(app.publishedAt === null ? {} : { lastPublishTime: seconds(app.publishedAt) }),
      executionRestrictions: {
        isTeamsOnly: false,
        ...(index === 1 ? { appQuarantineState: { quarantineStatus: 'Quarantined' } } : {}),
        dataLossPreventionEvaluationResult: { status: index === 2 ? 'NonCompliant' : 'Compliant' },
      },
      almMode: 'Solution',
    },
    appLocation: 'europe',
    isAppComponentLibrary: app.kind === 'library',
    appType: app.kind === 'page' ? 'CustomCanvasPage' : 'ClassicCanvasApp',
  }),
};

function commonProperties(app: InventoryApp, index: number): Row {
  const { owner, environment } = app;
  const id = `/providers/Microsoft.PowerApps/environments/${environment.id}`;
  return {
    appVersion: seconds(app.modifiedAt),
    displayName: app.name,
    description: '',
    // Fractions of seven digits stand beside whole seconds.
    createdTime: new Date(app.createdAt).toISOString().replace('Z', '1965Z'),
    lastModifiedTime: seconds(app.modifiedAt),
    ...(owner === null
      ? {}
      : {
          owner: {
            ...{ id: owner.objectId, displayName: owner.upn.split('@')[0], type: 'User' },
            userPrincipalName: owner.upn,
            ...(index % 2 === 0 ? { email: owner.upn } : {}),
          },
        }),
    lastModifiedBy: SYSTEM,
    sharedGroupsCount: app.sharedGroups,
    sharedUsersCount: app.sharedUsers,
    environment: index % 2 === 0 ? { id, name: environment.id, location: 'europe' } : { id },
  };
}

function seconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
