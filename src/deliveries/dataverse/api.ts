import { z } from 'zod';
import { ContentError, DeliveryError } from '../../errors.ts';
import { bodyOf, decodeBody, parseJson } from '../../http/body.ts';
import type { TimeLeft } from '../../http/client.ts';
import type { HttpResponse } from '../../http/send.ts';
import { ceilSecond, floorSecond, isoSecond, parseInstant } from '../../instants.ts';
import { LIMITS } from '../../limits.ts';
import { createDeliveryClient, type DeliveryClientOptions, type RemedyOf, requireNoPage } from '../client.ts';
import type { AuditLogRow, PresentRow } from './rows.ts';

/** Asks the table `admin_auditlogs` of one environment. Every function throws a {@link DeliveryError}, or that of sign-in. */
export interface AuditLogTable {
  /** Returns the rows of some launch time, both ends included, ms since 1970. */
  readonly between: (from: number, to: number) => Promise<readonly PresentRow[]>;
  /** Adds or replaces rows: all of them, or none. `lookup`: the property that holds the app's row. */
  readonly upsert: (rows: readonly AuditLogRow[], lookup: Lookup) => Promise<void>;
  /** Adds one row; returns whether it did: not when its id is there. */
  readonly create: (row: AuditLogRow, lookup: Lookup) => Promise<boolean>;
  /** Returns how the property is written that leads to the app's row; `undefined` when the table has none. */
  readonly navigation: () => Promise<string | undefined>;
  /** Returns the names of the rights that the application has; `undefined` when the service does not tell. */
  readonly privileges: () => Promise<readonly string[] | undefined>;
  readonly timeLeft: () => TimeLeft;
}

/** Returns the name of the property under which a row gets its app, `undefined` for a row that gets none. */
export type Lookup = (row: AuditLogRow) => string | undefined;

/** "An error occurred in the plug-in", of which the customer's code chooses the status: it is about rows, and the same again. */
export const REFUSED_BY_PLUG_IN = /^0x800402(?:65|24)$/i;

const RETRY = { tries: 5, triesWhenThrottled: 8, triesAfterTimeout: 2, longestWaitMs: 5 * 60_000 };
const COLUMNS = ['admin_auditlogid', 'admin_appid', 'admin_creationtime', 'admin_userupn'];
const JSON_HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'odata-version': '4.0',
  'odata-maxversion': '4.0',
};
/** HTTP status "Precondition Failed": a row with that id is there. */
const THERE = 412;
const ROWS_OF_A_PAGE = 5_000;

/** Returns the client of the table of an environment. Nothing is sent before something is asked. */
export function createAuditLogTable(url: string, options: DeliveryClientOptions): AuditLogTable {
  const client = createDeliveryClient(url, options, {
    retry: RETRY,
    remedyOf,
    lasting: REFUSED_BY_PLUG_IN,
  });
  const api = `${url}/api/data/v9.2`;
  const { bytes: maxBytes } = LIMITS.delivery;
  const get = <T>(purpose: string, address: string, schema: z.ZodType<T>): Promise<T> =>
    client.request({
      purpose,
      method: 'GET',
      url: address,
      headers: { ...JSON_HEADERS, prefer: `odata.maxpagesize=${ROWS_OF_A_PAGE}` },
      maxBytes,
      read: (response) => read(response, schema),
    });

  return {
    between: async (from, to) => {
      const filter = `admin_creationtime ge ${isoSecond(floorSecond(from))} and admin_creationtime le ${isoSecond(ceilSecond(to))}`;
      const first = `${api}/admin_auditlogs?$select=${COLUMNS.join(',')}&$filter=${encodeURIComponent(filter)}`;
      const purpose = 'read which launches admin_auditlogs has';
      const found: PresentRow[] = [];
      let address: string | undefined = first;
      for (let pages = 0; address !== undefined; pages += 1) {
        if (pages >= LIMITS.delivery.pages) throw endless(purpose);
        const page: Page = await get(purpose, address, pageSchema);
        found.push(...page.value.map(presentRow));
        const { '@odata.nextLink': link } = page;
        const next = link ? nextPage(first, link) : undefined;
        if (next === address) throw endless(purpose);
        address = next;
      }
      return found;
    },
    upsert: (rows, lookup) =>
      client.request({
        purpose: 'add launches to admin_auditlogs',
        method: 'POST',
        url: `${api}/admin_auditlogs/Microsoft.Dynamics.CRM.UpsertMultiple`,
        headers: JSON_HEADERS,
        body: JSON.stringify({
          Targets: rows.map((row) => ({
            '@odata.type': 'Microsoft.Dynamics.CRM.admin_auditlog',
            '@odata.id': `admin_auditlogs(${row.id})`,
            ...fieldsOf(row, lookup),
          })),
        }),
        maxBytes,
        read: requireNoPage,
      }),
    create: (row, lookup) =>
      client.request({
        purpose: 'add a launch to admin_auditlogs',
        method: 'PATCH',
        url: `${api}/admin_auditlogs(${row.id})`,
        headers: { ...JSON_HEADERS, 'if-none-match': '*' },
        body: JSON.stringify(fieldsOf(row, lookup)),
        maxBytes,
        accepts: (status) => (status >= 200 && status < 300) || status === THERE,
        read: (response) => {
          if (response.status !== THERE) requireNoPage(response);
          return response.status !== THERE;
        },
      }),
    navigation: async () => {
      const address = `${api}/EntityDefinitions(LogicalName='admin_auditlog')/ManyToOneRelationships?$select=ReferencingAttribute,ReferencingEntityNavigationPropertyName`;
      const { value } = await get('read how admin_auditlogs leads to admin_apps', address, relationsSchema);
      return value.find(({ ReferencingAttribute: column }) => column === 'admin_applookup')
        ?.ReferencingEntityNavigationPropertyName;
    },
    privileges: async () => {
      const purpose = 'read the rights of the application user';
      try {
        const { UserId: user } = await get(purpose, `${api}/WhoAmI`, whoSchema);
        const { RolePrivileges: all } = await get(
          purpose,
          `${api}/systemusers(${user})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`,
          privilegesSchema,
        );
        return all.map(({ PrivilegeName: name }) => name.toLowerCase());
      } catch (error) {
        if (error instanceof DeliveryError) return undefined;
        throw error;
      }
    },
    timeLeft: client.timeLeft,
  };
}

function fieldsOf(row: AuditLogRow, lookup: Lookup): Readonly<Record<string, string>> {
  const property = row.appRow === undefined ? undefined : lookup(row);
  return property === undefined
    ? row.columns
    : { ...row.columns, [`${property}@odata.bind`]: `/admin_apps(${row.appRow})` };
}

const pageSchema = z.looseObject({
  value: z.array(
    z.looseObject({
      admin_auditlogid: z.string(),
      admin_appid: z.string().nullish(),
      admin_creationtime: z.string().nullish(),
      admin_userupn: z.string().nullish(),
    }),
  ),
  '@odata.nextLink': z.string().nullish(),
});
type Page = z.infer<typeof pageSchema>;
const relationsSchema = z.object({
  value: z.array(
    z.object({
      ReferencingAttribute: z.string(),
      ReferencingEntityNavigationPropertyName: z.string().regex(/^\w{1,128}$/),
    }),
  ),
});
const whoSchema = z.object({ UserId: z.guid() });
const privilegesSchema = z.object({ RolePrivileges: z.array(z.object({ PrivilegeName: z.string() })) });

function presentRow(row: Page['value'][number]): PresentRow {
  const { admin_auditlogid: id, admin_appid: appId, admin_creationtime: at, admin_userupn: user } = row;
  return {
    id: id.toLowerCase(),
    appId: appId ?? '',
    user: user ?? '',
    at: parseInstant(at ?? ''),
  };
}

/** Of a link to the next page only the query is taken: no token goes to another host. */
function nextPage(first: string, link: string): string {
  const url = new URL(first);
  url.search = URL.parse(link, first)?.search ?? '';
  return url.href;
}

function endless(purpose: string): DeliveryError {
  const nothing = { code: '', status: 0, detail: '' };
  return new DeliveryError(
    `Cannot ${purpose}: the list has no end`,
    'The next run tries again; if it happens again, ask Microsoft support.',
    nothing,
  );
}

function read<T>(response: HttpResponse, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(decodeBody(bodyOf(response), LIMITS.delivery.bytes)));
  if (parsed.success) return parsed.data;
  throw new ContentError('the response is not of the documented shape', 'It is requested again.');
}

/** The user is not in the environment, or is switched off there. */
const NO_USER = new Set(['0x80072560', '0x80040225']);
const ROLE =
  'Give the application user a security role with the rights Create, Read, Write and Append on admin_auditlog, and Read and Append To on admin_app';

const remedyOf: RemedyOf = ({ status, code, detail }) => {
  if (NO_USER.has(code.toLowerCase()))
    return 'Add the application of client-id as an application user to the environment of dataverse-url: Power Platform admin center, the environment, Settings, Users + permissions, Application users; and give it a security role.';
  if (status === 401)
    return 'Check dataverse-url: the environment must be in the tenant of tenant-id, and in the cloud of the input cloud.';
  if (status === 403) {
    const missing = /prv[A-Za-z_]{1,80}/.exec(detail)?.[0];
    return `${ROLE}${missing === undefined ? '' : ` (missing: ${missing})`}.`;
  }
  if (status === 404 && /admin_auditlogs/.test(detail))
    return 'The environment has no table admin_auditlogs: give as dataverse-url the environment that the CoE Starter Kit is installed in.';
  return 'Check dataverse-url, and that the CoE Starter Kit is installed in that environment.';
};
