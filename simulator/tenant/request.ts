import type { IncomingHttpHeaders } from 'node:http';

/** What a request is for. `content` is the first page of a list, `page` any later one; `environments` and `apps` are lists of the inventory. */
export type RequestKind =
  | 'token'
  | 'list-subscriptions'
  | 'start'
  | 'stop'
  | 'content'
  | 'page'
  | 'blob'
  | SearchRequestKind
  | 'environments'
  | 'apps'
  | DeliveryRequestKind
  | 'other';

/** What a request to Graph's audit search is for. `records` is any page of a query's result. */
export type SearchRequestKind = 'list-queries' | 'create-query' | 'get-query' | 'records' | 'delete-query';

/**
 * What a request to Power BI or Dataverse is for. `refresh` asks for one, `refreshes` lists them; `dataverse` asks anything
 * else than about rows.
 */
export type DeliveryRequestKind =
  | 'refresh'
  | 'refreshes'
  | 'list-rows'
  | 'upsert-rows'
  | 'create-row'
  | 'dataverse';

/** A request with its body read. Query names are lower-case: the service compares them without case. */
export interface TenantRequest {
  readonly kind: RequestKind;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The tenant named in the path, as written. */
  readonly tenant: string;
  /** Of a blob request: the content id, decoded. */
  readonly contentId: string | undefined;
  /** Of a request to audit search: the API's version, and the query that the path names. */
  readonly search?: { readonly version: string; readonly queryId: string | undefined };
}

const feedPath = /^\/api\/v1(?:\.0)?\/([^/]+)\/activity\/feed\/(.+)$/;
const searchPath = /^\/(v1\.0|beta)\/security\/auditLog\/queries(?:\/([^/]+)(\/records)?)?$/;
const tokenPath = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;

/** Reads what a request is for from its method and target. */
export function readRequest(
  method: string,
  target: string,
  headers: IncomingHttpHeaders,
  body: string,
): TenantRequest {
  const url = new URL(target, 'http://tenant.invalid');
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) query[name.toLowerCase()] ??= value;
  const common = { method, path: url.pathname, query, headers, body };
  const token = tokenPath.exec(url.pathname);
  if (token) return { ...common, kind: 'token', tenant: token[1] ?? '', contentId: undefined };
  const search = searchPath.exec(url.pathname);
  if (search) {
    const [, version = '', queryId, records] = search;
    const kind = searchKind(method, queryId, records !== undefined);
    return { ...common, kind, tenant: '', contentId: undefined, search: { version, queryId } };
  }
  const listed = inventoryKind(method, url.pathname) ?? deliveryKind(method, url.pathname);
  if (listed !== undefined) return { ...common, kind: listed, tenant: '', contentId: undefined };
  const feed = feedPath.exec(url.pathname);
  if (!feed) return { ...common, kind: 'other', tenant: '', contentId: undefined };
  const operation = feed[2] ?? '';
  const contentId = operation.startsWith('audit/') ? decoded(operation.slice('audit/'.length)) : undefined;
  return { ...common, kind: feedKind(method, operation, query), tenant: feed[1] ?? '', contentId };
}

function searchKind(method: string, queryId: string | undefined, isRecords: boolean): RequestKind {
  if (queryId === undefined) {
    if (method === 'POST') return 'create-query';
    return method === 'GET' ? 'list-queries' : 'other';
  }
  if (method === 'GET') return isRecords ? 'records' : 'get-query';
  return method === 'DELETE' && !isRecords ? 'delete-query' : 'other';
}

/** The paths of the Power Platform API and of the admin API. */
const environmentsPath =
  /^\/(?:environmentmanagement|providers\/Microsoft\.BusinessAppPlatform\/scopes\/admin)\/environments$/;
const appsPath =
  /^\/(?:powerapps|providers\/Microsoft\.PowerApps\/scopes\/admin)\/environments\/[^/]+\/apps$/;

function inventoryKind(method: string, path: string): RequestKind | undefined {
  if (method !== 'GET') return undefined;
  if (environmentsPath.test(path)) return 'environments';
  return appsPath.test(path) ? 'apps' : undefined;
}

const DELIVERY_KINDS: ReadonlySet<RequestKind> = new Set<DeliveryRequestKind>([
  ...(['refresh', 'refreshes', 'list-rows', 'upsert-rows', 'create-row', 'dataverse'] as const),
]);

/** Returns whether a request is for Power BI or Dataverse. */
export function isDelivery({ kind }: Pick<TenantRequest, 'kind'>): boolean {
  return DELIVERY_KINDS.has(kind);
}

const refreshesPath = /^\/v1\.0\/myorg\/groups\/[^/]+\/datasets\/[^/]+\/refreshes$/;
const rowsPath = /^\/api\/data\/v9\.2\/admin_auditlogs(.*)$/;

function deliveryKind(method: string, path: string): RequestKind | undefined {
  if (refreshesPath.test(path)) return method === 'POST' ? 'refresh' : 'refreshes';
  if (!path.startsWith('/api/data/')) return undefined;
  const [, rest] = rowsPath.exec(path) ?? [];
  if (rest === '' && method === 'GET') return 'list-rows';
  if (rest === '/Microsoft.Dynamics.CRM.UpsertMultiple' && method === 'POST') return 'upsert-rows';
  return rest?.startsWith('(') === true && method === 'PATCH' ? 'create-row' : 'dataverse';
}

function feedKind(method: string, operation: string, query: Readonly<Record<string, string>>): RequestKind {
  if (method === 'POST') {
    if (operation === 'subscriptions/start') return 'start';
    return operation === 'subscriptions/stop' ? 'stop' : 'other';
  }
  if (method !== 'GET') return 'other';
  if (operation === 'subscriptions/list') return 'list-subscriptions';
  if (operation === 'subscriptions/content') return query.nextpage === undefined ? 'content' : 'page';
  return operation.startsWith('audit/') ? 'blob' : 'other';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
