import { z } from 'zod';
import { ContentError, SearchError } from '../../errors.ts';
import { bodyOf, decodeBody, parseJson } from '../../http/body.ts';
import { type Client, type ClientOptions, createClient } from '../../http/client.ts';
import type { HttpResponse } from '../../http/send.ts';
import { isoSecond } from '../../instants.ts';
import { LIMITS } from '../../limits.ts';
import type { Span } from '../../snapshot/spans.ts';
import { type RowReader, readRow, type SearchRow } from './row.ts';
import { judgeSearchResponse, searchFailure } from './search-error.ts';

/** A query of this action that the tenant knows. */
export interface KnownQuery {
  readonly id: string;
  readonly name: string;
}

/** What a poll tells of a query. `gone`: the tenant does not know it (any more). */
export type QueryState =
  | { readonly kind: 'gone' | 'running' | 'failed' }
  | {
      readonly kind: 'succeeded';
      /** The result was cut at the service's limit, as far as the service says. */
      readonly isCut: boolean;
      /** Rows, about; `null` where the service does not tell. */
      readonly rows: number | null;
    };

/** A page of a query's result. */
export interface RecordPage {
  readonly rows: readonly SearchRow[];
  readonly isLast: boolean;
}

/** Microsoft Graph's audit log queries of one tenant, as the history reads them. Each function throws a {@link SearchError}. */
export interface AuditSearch {
  /** Returns the queries whose names begin so. */
  readonly list: (prefix: string) => Promise<readonly KnownQuery[]>;
  /** Submits a query, and returns its id. A request that may have arrived is not sent again. */
  readonly create: (
    query: Span & { readonly name: string; readonly operations: readonly string[] },
  ) => Promise<string>;
  readonly poll: (id: string) => Promise<QueryState>;
  /** Returns the result of a query that succeeded, page by page to its end. */
  readonly pages: (id: string, reader: RowReader) => AsyncIterable<RecordPage>;
  /** Deletes a query; one that is gone is deleted. */
  readonly remove: (id: string) => Promise<void>;
  /** Returns the time in ms since 1970: see Client. */
  readonly now: () => number;
  /** What the deadline does to the run: see Client. */
  readonly timeLeft: Client['timeLeft'];
}

/** What the client of audit search is made of, besides what follows from the service. */
export type SearchClientOptions = Omit<ClientOptions, 'origin' | 'retry' | 'judge' | 'failure'> &
  Required<Pick<ClientOptions, 'tokens'>>;

const RETRY = { tries: 4, triesWhenThrottled: 5, triesAfterTimeout: 2, longestWaitMs: 5 * 60_000 };

/** The versions of the API. Tenants have lost the first, and got it back. */
const VERSIONS = ['v1.0', 'beta'] as const;

const querySchema = z.object({
  status: z.string().catch(''),
  approximateReturnedRecordCount: z.number().nullish().catch(null),
  isRecordCountLimitExceeded: z.boolean().nullish().catch(null),
  recordCountLimit: z.number().nullish().catch(null),
});
const createdSchema = z.object({ id: z.string().regex(/^[\w-]{1,100}$/) });
const knownSchema = createdSchema.extend({ displayName: z.string() });
const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() });

/**
 * Returns the audit search of a tenant. `graphUrl` without a trailing slash. Nothing is sent before the first question.
 * @see https://learn.microsoft.com/graph/api/resources/security-auditlogquery
 */
export function createAuditSearch(graphUrl: string, options: SearchClientOptions): AuditSearch {
  const client = createClient({
    ...options,
    origin: new URL(graphUrl).origin,
    retry: RETRY,
    judge: judgeSearchResponse,
    failure: searchFailure,
  });
  let version: (typeof VERSIONS)[number] = 'v1.0';
  const queries = (): string => `${graphUrl}/${version}/security/auditLog/queries`;
  const common = { maxBytes: LIMITS.search.bytes };

  /** Asks for all queries: a 404 is of the version then, and the other one is tried. */
  async function ofVersion<T>(ask: (url: string) => Promise<T>): Promise<T> {
    try {
      return await ask(queries());
    } catch (error) {
      if (!(error instanceof SearchError) || error.status !== 404) throw error;
      version = VERSIONS.find((other) => other !== version) ?? version;
      options.debug(`Audit search goes on with version ${version} of Microsoft Graph`);
      return await ask(queries());
    }
  }

  async function* pagesOf(first: string, purpose: string): AsyncGenerator<z.infer<typeof pageSchema>> {
    const visited = new Set<string>();
    for (let url: string | null | undefined = first; url !== undefined && url !== null; ) {
      if (visited.has(url)) throw searchFailure(purpose, new Error('its pages lead back to an earlier one'));
      if (visited.size === LIMITS.search.pages) {
        throw searchFailure(purpose, new Error(`it has more than ${LIMITS.search.pages} pages`));
      }
      if (!isPageOf(url, first)) {
        throw searchFailure(purpose, new Error('the address of the next page is not one of the result'));
      }
      visited.add(url);
      const page: z.infer<typeof pageSchema> = await client.request({
        ...common,
        purpose,
        method: 'GET',
        url,
        read: (response) => read(response, pageSchema),
      });
      yield page;
      url = page['@odata.nextLink'];
    }
  }

  return {
    list: async (prefix) =>
      await ofVersion(async (url) => {
        const own: KnownQuery[] = [];
        for await (const { value } of pagesOf(url, 'list the audit log queries')) {
          for (const entry of value) {
            const { data } = knownSchema.safeParse(entry);
            if (data?.displayName.startsWith(prefix)) own.push({ id: data.id, name: data.displayName });
          }
        }
        return own;
      }),
    create: async ({ from, to, name, operations }) =>
      await ofVersion(async (url) => {
        const { id } = await client.request({
          ...common,
          purpose: 'submit an audit log query',
          method: 'POST',
          url,
          actsOnce: true,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            displayName: name,
            // A second earlier: whether the service means its bounds to be included is not documented.
            filterStartDateTime: isoSecond(from - 1_000),
            filterEndDateTime: isoSecond(to),
            // Never by record type: a service that does not know one of them refuses all.
            operationFilters: operations,
          }),
          read: (response) => read(response, createdSchema),
        });
        return id;
      }),
    poll: async (id) => {
      const purpose = 'read the state of an audit log query';
      return await client.request({
        ...common,
        purpose,
        method: 'GET',
        url: `${queries()}/${id}`,
        accepts: (status) => status === 200 || status === 404,
        read: (response) =>
          response.status === 404 ? { kind: 'gone' } : stateOf(read(response, querySchema)),
      });
    },
    pages: async function* (id, reader) {
      const first = `${queries()}/${id}/records?$top=${PAGE_ROWS}`;
      for await (const page of pagesOf(first, 'read the result of an audit log query')) {
        const rows = page.value.map((row) => readRow(row, reader));
        yield { rows, isLast: (page['@odata.nextLink'] ?? undefined) === undefined };
      }
    },
    remove: async (id) => {
      await client.request({
        ...common,
        purpose: 'delete an audit log query',
        method: 'DELETE',
        url: `${queries()}/${id}`,
        accepts: (status) => (status >= 200 && status < 300) || status === 404,
        read: () => undefined,
      });
    },
    now: client.now,
    timeLeft: client.timeLeft,
  };
}

const PAGE_ROWS = 500;

/** Returns whether an address leads to a page of the same list: origin and path, with the id of a query in either form of OData. */
function isPageOf(url: string, first: string): boolean {
  const [next, own] = [URL.parse(url), new URL(first)];
  const plain = (path: string): string => path.replace(/\('([^']*)'\)/, '/$1').toLowerCase();
  return next !== null && next.origin === own.origin && plain(next.pathname) === plain(own.pathname);
}

/** What is not known to have ended runs: versions differ in the words for it. */
function stateOf(query: z.infer<typeof querySchema>): QueryState {
  switch (query.status.toLowerCase()) {
    case 'succeeded':
      return {
        kind: 'succeeded',
        isCut: isCut(query),
        rows: query.approximateReturnedRecordCount ?? null,
      };
    case 'failed':
    case 'cancelled':
      return { kind: 'failed' };
    default:
      return { kind: 'running' };
  }
}

/** Older versions tell count and limit alone, or nothing. */
function isCut({
  approximateReturnedRecordCount: count,
  isRecordCountLimitExceeded: flag,
  recordCountLimit: limit,
}: z.infer<typeof querySchema>): boolean {
  if (typeof flag === 'boolean') return flag;
  return typeof count === 'number' && typeof limit === 'number' && count >= limit;
}

/** @throws {ContentError} when a response is not of that shape. */
function read<T>(response: HttpResponse, schema: z.ZodType<T>): T {
  const { inflatedBytes, values } = LIMITS.search;
  const parsed = schema.safeParse(parseJson(decodeBody(bodyOf(response), inflatedBytes), values));
  if (parsed.success) return parsed.data;
  throw new ContentError('the response is not of the documented shape', 'It is requested again.');
}
