import { z } from 'zod';
import { type Answer, jsonAnswer, textAnswer } from './answer.ts';
import type { Archive } from './archive.ts';
import { DAY, HOUR, type TenantClock } from './clock.ts';
import type { JsonObject } from './meaning.ts';
import type { Random } from './random.ts';
import type { TenantRequest } from './request.ts';
import { operationOf, type SearchEvent, searchRow, strayRow } from './search-row.ts';
import type { IssuedToken } from './tokens.ts';

/** A query that a client submitted. Instants in UTC ms. */
export interface SearchQuery {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly operations: readonly string[];
  readonly submitted: number;
  /** Polls so far. */
  readonly polls: number;
  /** Times that its first page was asked for. */
  readonly walks: number;
  readonly status: QueryStatus;
}

export type QueryStatus = 'notStarted' | 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A page of a query's result before it is written. `next`: where it leads, `undefined` from the last one. */
export interface RecordsPage {
  readonly rows: readonly JsonObject[];
  readonly next: string | undefined;
}

/** Where a page stands: in which walk over the result, and how many pages of the walk come before it; both from 0. */
export interface PagePlace {
  readonly query: SearchQuery;
  readonly walk: number;
  readonly page: number;
  /** The address of the page itself. */
  readonly url: string;
}

/** What the search serves from. */
export interface AuditSearchParts {
  readonly origin: string;
  readonly tenantId: string;
  readonly clock: TenantClock;
  readonly archive: Archive;
  readonly random: Random;
  /** Takes what a well-behaved client would not have done. */
  readonly complain: (sentence: string) => void;
}

const GRAPH_AUDIENCE = 'https://graph.microsoft.com';
const ALL_WORKLOADS = 'AuditLogsQuery.Read.All';
const MOST_RUNNING = 10;
const MOST_A_DAY = 200;
/** What the client is to keep to: others use the tenant's search too. */
const FAIR_RUNNING = 3;
const RESULT_LIFE = 30 * DAY;
/** Rows of so long after the end of a window come all the same, now and then. */
const BLEED = 10 * HOUR;

const bodySchema = z.looseObject({
  displayName: z.string().default(''),
  filterStartDateTime: z.iso.datetime(),
  filterEndDateTime: z.iso.datetime(),
  operationFilters: z.array(z.string()),
});

type Mutable = { -readonly [Key in keyof SearchQuery]: SearchQuery[Key] };

/**
 * Microsoft Graph's audit log queries of one tenant, over the events of its feed: asynchronous, and as unkind as the real one.
 * Without being told it repeats a row at the edge of each page, brings rows of other operations and from beyond the window, and
 * gives some rows an id that is not their record's.
 */
export class AuditSearch {
  /** What tokens for Microsoft Graph say. */
  readonly token: { readonly audience: string; roles: readonly string[] } = {
    audience: GRAPH_AUDIENCE,
    roles: [ALL_WORKLOADS],
  };
  /** The versions of the API that know audit search; the other answers 404. */
  versions: readonly string[] = ['v1.0', 'beta'];
  /** Succeeds with nothing, whatever there is: as for a token of another workload. */
  isSilent = false;
  /** After so many polls a query ends. `Infinity`: not yet. */
  polls: (query: SearchQuery) => number = () => 2;
  /** How a query ends. */
  end: (query: SearchQuery) => 'succeeded' | 'failed' | 'cancelled' = () => 'succeeded';
  /** Rows of a result at most; more are left out without an error. */
  recordLimit = 1_000_000;
  /** What a finished query says of that limit: a flag, count and limit, or nothing, as older versions. */
  tellsLimit: 'flag' | 'count' | 'nothing' = 'flag';
  /** Rows of a page at most, whatever is asked for. */
  pageSize = 100;
  /** How long the tenant keeps its events, ms. */
  retention = 180 * DAY;
  /** What is made of a page on its way. */
  change: (page: RecordsPage, place: PagePlace) => RecordsPage = (page) => page;
  /** Every query that was ever submitted, in order. */
  readonly submitted: SearchQuery[] = [];
  readonly #parts: AuditSearchParts;
  readonly #queries = new Map<string, Mutable>();
  readonly #results = new Map<string, readonly JsonObject[]>();

  constructor(parts: AuditSearchParts) {
    this.#parts = parts;
  }

  /** The queries that are there still. */
  get queries(): readonly SearchQuery[] {
    return [...this.#queries.values()];
  }

  /** What a client can know of the results that it walked over: distinct records of each, and launches among them. */
  get walked(): { readonly records: number; readonly launches: number } {
    const results = this.submitted
      .filter(({ walks }) => walks > 0)
      .map(
        ({ id }) => new Map((this.#results.get(id) ?? []).map((row) => [recordOf(row).Id, recordOf(row)])),
      );
    const launches = results.flatMap((rows) =>
      [...rows.values()].filter(({ Operation }) => Operation === 'LaunchPowerApp'),
    );
    return { records: results.reduce((sum, { size }) => sum + size, 0), launches: launches.length };
  }

  /** Forgets queries, as when their results expired. */
  forget(isForgotten: (query: SearchQuery) => boolean = () => true): void {
    for (const query of this.queries) if (isForgotten(query)) this.#queries.delete(query.id);
  }

  /** Answers a request that carries the given token (undefined: none, or none that is valid). */
  answer(request: TenantRequest, token: IssuedToken | undefined): Answer {
    if (token === undefined || token.audience !== GRAPH_AUDIENCE) {
      return graphError(401, 'InvalidAuthenticationToken', 'Access token is empty or of another audience.');
    }
    const { version = '', queryId } = request.search ?? {};
    if (!this.versions.includes(version)) return graphError(404, 'UnknownError', '');
    if (!token.roles.some((role) => role.startsWith('AuditLog'))) {
      return graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges.');
    }
    if (request.kind === 'list-queries') return this.#list(version);
    if (request.kind === 'create-query') return this.#create(request, token);
    const query = this.#queries.get(queryId ?? '');
    if (query === undefined || this.#parts.clock.now() - query.submitted >= RESULT_LIFE) {
      return graphError(404, 'ResourceNotFound', 'The query does not exist.');
    }
    if (request.kind === 'get-query') return this.#poll(query);
    if (request.kind === 'records') return this.#records(request, query, version);
    if (request.kind !== 'delete-query') return graphError(405, 'MethodNotAllowed', '');
    this.#queries.delete(query.id);
    return { ...textAnswer(204, 'text/plain', ''), headers: {} };
  }

  #list(version: string): Answer {
    const context = `${this.#parts.origin}/${version}/$metadata#security/auditLog/queries`;
    return jsonAnswer(200, { '@odata.context': context, value: this.queries.map(this.#shown) });
  }

  #create(request: TenantRequest, token: IssuedToken): Answer {
    const { clock, random, complain } = this.#parts;
    const now = clock.now();
    const parsed = bodySchema.safeParse(parseJson(request.body));
    if (!parsed.success) return graphError(400, 'BadRequest', 'Invalid filter.');
    const { displayName: name, operationFilters: operations, ...body } = parsed.data;
    for (const filter of ['recordTypeFilters', 'serviceFilter', 'serviceFilters']) {
      if (filter in body) complain(`a query filters by ${filter}`);
    }
    if ('serviceFilter' in body && typeof body.serviceFilter !== 'string') {
      return graphError(400, 'BadRequest', 'Invalid serviceFilter.');
    }
    const running = this.queries.filter(({ status }) => !isOver(status)).length;
    const today = this.submitted.filter(({ submitted }) => now - submitted < DAY).length;
    if (running >= MOST_RUNNING || today >= MOST_A_DAY) {
      return { ...graphError(429, 'TooManyRequests', ''), headers: { 'Retry-After': '60' } };
    }
    if (operations.length === 0 || operations.length > 2)
      complain(`a query of ${operations.length} operations`);
    if (running >= FAIR_RUNNING) complain(`${running + 1} queries are in flight`);
    const plain = (text: string): string => text.replace(/ at \S+$/, '');
    if (this.submitted.some((other) => plain(other.name) === plain(name)))
      complain(`a query was submitted twice: ${name}`);
    const query: Mutable = {
      id: random.guid(),
      name,
      from: Date.parse(body.filterStartDateTime),
      to: Date.parse(body.filterEndDateTime),
      operations,
      submitted: now,
      polls: 0,
      walks: 0,
      status: 'notStarted',
    };
    this.submitted.push(query);
    this.#queries.set(query.id, query);
    const sees = token.roles.includes(ALL_WORKLOADS) && !this.isSilent;
    this.#results.set(query.id, sees ? this.#find(query) : []);
    return jsonAnswer(201, this.#shown(query));
  }

  #poll(query: Mutable): Answer {
    query.polls += 1;
    if (!isOver(query.status)) {
      const isDone = query.polls >= this.polls(query);
      query.status = isDone ? this.end(query) : query.polls === 1 ? 'queued' : 'running';
    }
    return jsonAnswer(200, this.#shown(query));
  }

  readonly #shown = (query: SearchQuery): JsonObject => {
    const found = this.#results.get(query.id)?.length ?? 0;
    const count = {
      approximateReturnedRecordCount: Math.min(found, this.recordLimit),
      recordCountLimit: this.recordLimit,
    };
    const flag = { ...count, isRecordCountLimitExceeded: found > this.recordLimit };
    const limit = { flag, count, nothing: {} }[this.tellsLimit];
    return {
      id: query.id,
      displayName: query.name,
      filterStartDateTime: new Date(query.from).toISOString(),
      filterEndDateTime: new Date(query.to).toISOString(),
      operationFilters: query.operations,
      recordTypeFilters: [],
      serviceFilters: [],
      status: query.status,
      ...(query.status === 'succeeded' ? limit : {}),
    };
  };

  #records(request: TenantRequest, query: Mutable, version: string): Answer {
    const { origin, complain } = this.#parts;
    if (query.status !== 'succeeded') {
      complain(`records of a query that is ${query.status}`);
      return jsonAnswer(200, { value: [] });
    }
    const [walk, at] = this.#place(request, query);
    const rows = (this.#results.get(query.id) ?? []).slice(0, this.recordLimit);
    const size = Math.min(this.pageSize, Number(request.query.$top ?? this.pageSize));
    const url = `${origin}/${version}/security/auditLog/queries/${query.id}/records`;
    const end = at + size;
    const page = {
      // A row at the edge of a page stands on both.
      rows: rows.slice(Math.max(0, at - 1), end),
      next: end < rows.length ? `${url}?$top=${size}&$skiptoken=${walk}-${end}` : undefined,
    };
    const place = { query, walk, page: Math.round(at / size), url: `${origin}${request.path}` };
    const { rows: value, next } = this.change(page, place);
    return jsonAnswer(200, next === undefined ? { value } : { value, '@odata.nextLink': next });
  }

  #place(request: TenantRequest, query: Mutable): readonly [number, number] {
    const [, walk, at] = /^(\d+)-(\d+)$/.exec(request.query.$skiptoken ?? '') ?? [];
    if (walk !== undefined) return [Number(walk), Number(at)];
    query.walks += 1;
    return [query.walks - 1, 0];
  }

  /** What a query finds, newest first: its own events, some from beyond its end, and rows that nobody asked for. */
  #find({ from, to, operations }: SearchQuery): readonly JsonObject[] {
    const { clock, random, tenantId } = this.#parts;
    const now = clock.now();
    const wanted = new Set(operations.map((name) => name.toLowerCase()));
    const events = this.#events().filter((event) => {
      const isKept = event.available <= now && event.at >= now - this.retention;
      const isWithin = event.at >= from && (event.at < to || (event.at < to + BLEED && event.at % 7 === 0));
      return isKept && isWithin && wanted.has(operationOf(event).toLowerCase());
    });
    const rows = events
      .sort((a, b) => b.at - a.at)
      .map((event, index) =>
        searchRow(event, tenantId, index % 50 === 9 ? random.guid() : event.meaning.eventId),
      );
    const [newest] = events;
    return newest === undefined ? [] : [strayRow(newest.at, random.guid()), ...rows];
  }

  #events(): SearchEvent[] {
    const events = new Map<string, SearchEvent>();
    for (const { meanings, created } of this.#parts.archive.all()) {
      for (const meaning of meanings) {
        if (meaning.kind !== 'launch' && meaning.kind !== 'operation') continue;
        const at = meaning.kind === 'launch' ? meaning.launchedAt : meaning.occurredAt;
        const available = Math.min(created, events.get(meaning.eventId)?.available ?? created);
        events.set(meaning.eventId, { meaning, at, available });
      }
    }
    return [...events.values()];
  }
}

const rowSchema = z.object({ auditData: z.object({ Id: z.string(), Operation: z.string() }) });

function recordOf(row: JsonObject): { readonly Id: string; readonly Operation: string } {
  return rowSchema.parse(row).auditData;
}

function isOver(status: QueryStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

function graphError(status: number, code: string, message: string): Answer {
  return jsonAnswer(status, { error: { code, message, innerError: {} } });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
