import { type Answer, jsonAnswer, textAnswer } from './answer.ts';
import type { TenantRequest } from './request.ts';
import type { IssuedToken } from './tokens.ts';
import type { World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A row of `admin_auditlogs`. `app`: the row of `admin_apps` that its lookup leads to. */
export interface DataverseRow {
  readonly columns: Readonly<Record<string, string>>;
  readonly app: string | null;
}

const COLUMNS = new Set([
  ...['admin_title', 'admin_creationtime', 'admin_operation', 'admin_appid', 'admin_workload'],
  ...['admin_userupn', 'admin_userid', 'admin_username', 'admin_appname', 'admin_appenvironment'],
]);
const RIGHTS = [
  ...['prvCreateadmin_AuditLog', 'prvReadadmin_AuditLog', 'prvWriteadmin_AuditLog'],
  ...['prvAppendadmin_AuditLog', 'prvAppendToadmin_App', 'prvReadadmin_App'],
];
const USER = '99999999-1111-4222-8333-444444444444';

/** A Dataverse environment with the CoE Starter Kit, as far as its table of launches goes. */
export class Dataverse {
  /** By id. Whoever else writes there puts rows in, too. */
  readonly rows = new Map<string, DataverseRow>();
  /** Ids of rows in the order in which they were created: each starts a flow of the kit. */
  readonly created: string[] = [];
  /** Ids of the apps in the kit's inventory. */
  readonly apps: Set<string>;
  /** Whether the application is a user of the environment. */
  hasApplicationUser = true;
  readonly rights = new Set<string>(RIGHTS);
  /** Whether rows can be sent many at a time. */
  hasUpsertMultiple = true;
  /** How the property is written that leads to the app; `null`: a kit before 3.37.9. */
  navigation: string | null = 'admin_AppLookup';
  pageSize = 5_000;
  /** Rows that a plug-in of the customer refuses. */
  isRefused: (id: string, row: DataverseRow) => boolean = () => false;
  /** The status that the plug-in chose. */
  refusalStatus = 400;
  /** The next so many requests are too many: each is told to wait twice as long as the one before. */
  throttled = 0;
  #waitSeconds = 1;
  readonly #origin: string;

  constructor(origin: string, world: World) {
    this.#origin = origin;
    this.apps = new Set(world.apps.map(({ id }) => id.toLowerCase()));
  }

  answer(request: TenantRequest, token: IssuedToken | undefined): Answer {
    if (token?.audience !== this.#origin) return textAnswer(401, 'text/plain', '');
    if (this.throttled > 0) {
      this.throttled -= 1;
      this.#waitSeconds *= 2;
      const error = { code: '0x80072322', message: 'Number of requests exceeded the limit of 6000.' };
      return jsonAnswer(429, { error }, { 'Retry-After': `${this.#waitSeconds}` });
    }
    if (!this.hasApplicationUser)
      return failure(403, '0x80072560', 'The user is not a member of the organization.');
    switch (request.kind) {
      case 'list-rows':
        return this.#lacking('prvReadadmin_AuditLog') ?? this.#list(request);
      case 'upsert-rows':
        return this.#writing() ?? this.#upsert(request);
      case 'create-row':
        return this.#writing() ?? this.#create(request);
      default:
        return this.#tell(request);
    }
  }

  #lacking(right: string): Answer | undefined {
    if (this.rights.has(right)) return undefined;
    return failure(403, '0x80040220', `Principal user is missing ${right} privilege on OTC=10123.`);
  }

  #writing(): Answer | undefined {
    return this.#lacking('prvCreateadmin_AuditLog') ?? this.#lacking('prvWriteadmin_AuditLog');
  }

  /** Knows the one filter that a client needs, a span of time, and pages. */
  #list({ path, query }: TenantRequest): Answer {
    const { $filter = '', $skiptoken = '0', $top = '' } = query;
    const [, from = '', to = ''] =
      /admin_creationtime ge (\S+) and admin_creationtime le (\S+)/.exec($filter) ?? [];
    const found = [...this.rows]
      .filter(([, { columns }]) => {
        const at = Date.parse(columns.admin_creationtime ?? '');
        return from === '' || (at >= Date.parse(from) && at <= Date.parse(to));
      })
      .map(([id, { columns }]) => ({ '@odata.etag': 'W/"1"', admin_auditlogid: id, ...columns }));
    const at = Number($skiptoken);
    const end = at + ($top === '' ? this.pageSize : Number($top));
    const value = found.slice(at, end);
    if (end >= found.length || $top !== '') return jsonAnswer(200, { value });
    const next = new URLSearchParams({ ...query, $skiptoken: `${end}` });
    return jsonAnswer(200, { value, '@odata.nextLink': `${this.#origin}${path}?${next}` });
  }

  /** All rows or none. */
  #upsert({ body }: TenantRequest): Answer {
    if (!this.hasUpsertMultiple) {
      const segment = 'Microsoft.Dynamics.CRM.UpsertMultiple';
      return failure(404, '0x80060888', `Resource not found for the segment '${segment}'.`);
    }
    const { Targets: targets = [] } = JSON.parse(body) as { readonly Targets?: readonly Fields[] };
    const made = new Map<string, DataverseRow>();
    for (const { '@odata.type': type, '@odata.id': link, ...fields } of targets) {
      const id = /^admin_auditlogs\(([0-9a-f-]{36})\)$/.exec(String(link))?.[1];
      if (id === undefined || type !== 'Microsoft.Dynamics.CRM.admin_auditlog')
        return failure(400, '0x80048d19', 'A target has no valid @odata.id or @odata.type.');
      if (made.has(id))
        return failure(400, '0x80040237', 'A record with matching key values already exists.');
      const row = this.#rowOf(id, fields);
      if ('status' in row) return row;
      made.set(id, row);
    }
    for (const [id, row] of made) this.#put(id, row);
    return textAnswer(204, 'text/plain', '');
  }

  #create({ path, headers, body }: TenantRequest): Answer {
    const id = /\(([0-9a-f-]{36})\)$/.exec(path)?.[1] ?? '';
    if (headers['if-none-match'] === '*' && this.rows.has(id))
      return failure(412, '0x80040237', 'A record with matching key values already exists.');
    const row = this.#rowOf(id, JSON.parse(body) as Fields);
    if ('status' in row) return row;
    this.#put(id, row);
    return textAnswer(204, 'text/plain', '');
  }

  #put(id: string, row: DataverseRow): void {
    if (!this.rows.has(id)) this.created.push(id);
    this.rows.set(id, row);
  }

  #rowOf(id: string, fields: Fields): DataverseRow | Answer {
    const columns: Record<string, string> = {};
    let app: string | null = null;
    for (const [name, value] of Object.entries(fields)) {
      if (name === `${this.navigation}@odata.bind`) {
        app = /^\/admin_apps\(([0-9a-f-]{36})\)$/.exec(String(value))?.[1] ?? '';
        if (!this.apps.has(app))
          return failure(404, '0x80040217', `Entity 'admin_app' With Id = ${app} Does Not Exist`);
      } else if (!COLUMNS.has(name)) {
        const property = name.split('@')[0];
        const message = `An undeclared property '${property}' which only has property annotations in the payload but no property value was found.`;
        return failure(400, '0x80048d19', message);
      } else if (String(value).length > 100 && name !== 'admin_creationtime') {
        const message = `The length of the '${name}' attribute of the 'admin_auditlog' entity exceeded the maximum allowed length of '100'.`;
        return failure(400, '0x80044331', message);
      } else columns[name] = String(value);
    }
    if (Number.isNaN(Date.parse(columns.admin_creationtime ?? '')))
      return failure(400, '0x80040203', 'admin_creationtime is required.');
    const row = { columns, app };
    if (this.isRefused(id, row))
      return failure(this.refusalStatus, '0x80040265', 'An error occurred in the plug-in.');
    return row;
  }

  #tell({ path }: TenantRequest): Answer {
    if (path.endsWith('/WhoAmI')) return jsonAnswer(200, { UserId: USER });
    if (path.endsWith(`(${USER})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`)) {
      const RolePrivileges = [...this.rights].map((PrivilegeName) => ({ PrivilegeName, Depth: 'Global' }));
      return jsonAnswer(200, { RolePrivileges });
    }
    if (path.endsWith('/ManyToOneRelationships')) {
      const name = this.navigation;
      const found = {
        ReferencingAttribute: 'admin_applookup',
        ReferencingEntityNavigationPropertyName: name,
      };
      return jsonAnswer(200, { value: name === null ? [] : [found] });
    }
    return failure(404, '0x80060888', `Resource not found for the segment '${path.split('/').at(-1)}'.`);
  }
}

function failure(status: number, code: string, message: string): Answer {
  return jsonAnswer(status, { error: { code, message } });
}
