import type { z } from 'zod';
import { ContentError, FeedError, messageOf } from '../../errors.ts';
import { bodyOf, decodeBody, parseJson } from '../../http/body.ts';
import { type Client, type ClientOptions, createClient, remedyAgainst } from '../../http/client.ts';
import type { HttpResponse } from '../../http/send.ts';
import { LIMITS } from '../../limits.ts';
import { judgeResponse } from './api-error.ts';

/** The content type that holds Power Platform records. */
const CONTENT_TYPE = 'Audit.General';

/** Where the tenant's feed is, and who asks. `baseUrl` without a trailing slash. */
export interface ApiAddress {
  readonly baseUrl: string;
  readonly tenantId: string;
  readonly publisherId: string;
}

/** The Management Activity API of one tenant. */
export interface Api extends Client {
  readonly contentType: string;
  /** Returns the address of an operation, with `PublisherIdentifier`: without it requests share a pool and are throttled. */
  readonly url: (operation: string, query?: Readonly<Record<string, string>>) => string;
  /** Returns an address that the service named, with `PublisherIdentifier`, which the service leaves out. */
  readonly published: (address: URL) => string;
  /** Whether an address that the service named is one of this tenant's: `operation`, or what lies below it. */
  readonly isOwn: (address: URL, operation: string) => boolean;
  /** Reads a JSON response. @throws {ContentError} when it is not of that shape. */
  readonly json: <T>(response: HttpResponse, schema: z.ZodType<T>) => T;
}

/** What the client of the feed is made of, besides what follows from the service. */
export type FeedClientOptions = Omit<ClientOptions, 'origin' | 'retry' | 'judge' | 'failure'> &
  Required<Pick<ClientOptions, 'tokens' | 'limiter'>>;

const RETRY = { tries: 5, triesWhenThrottled: 9, triesAfterTimeout: 2, longestWaitMs: 5 * 60_000 };

/**
 * Returns the API of one tenant. Nothing is sent before the first question.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-reference
 */
export function createApi({ baseUrl, tenantId, publisherId }: ApiAddress, options: FeedClientOptions): Api {
  const client = createClient({
    ...options,
    origin: new URL(baseUrl).origin,
    retry: RETRY,
    judge: judgeResponse,
    failure: requestFailure,
  });
  const publisher = `PublisherIdentifier=${encodeURIComponent(publisherId)}`;
  const published = (address: URL): string => {
    // The usual case of a blob, without the cost of a list of parameters.
    if (address.search === '' && address.hash === '')
      return `${address.origin}${address.pathname}?${publisher}`;
    const url = new URL(address);
    const named = [...url.searchParams.keys()].some((name) => name.toLowerCase() === 'publisheridentifier');
    if (!named) url.searchParams.set('PublisherIdentifier', publisherId);
    return url.href;
  };
  const feed = `${baseUrl}/api/v1.0/${tenantId}/activity/feed/`;
  // Responses name the version as v1, too.
  const plain = ({ origin, pathname }: URL): string =>
    `${origin}${pathname.replace(/\/api\/v[\d.]+\//i, '/api/v1.0/')}`.toLowerCase();
  return {
    ...client,
    contentType: CONTENT_TYPE,
    published,
    isOwn: (address, operation) => {
      const own = `${feed}${operation}`.toLowerCase();
      const named = plain(address);
      return named === own || named.startsWith(`${own}/`);
    },
    url: (operation, query = {}) => {
      const url = new URL(`${feed}${operation}`);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return published(url);
    },
    json: (response, schema) => {
      const parsed = schema.safeParse(parseJson(decodeBody(bodyOf(response), LIMITS.list.bytes)));
      if (parsed.success) return parsed.data;
      throw new ContentError('the response is not of the documented shape', 'It is requested again.');
    },
  };
}

function requestFailure(purpose: string, cause: unknown): FeedError {
  const unanswered = { code: '', status: 0 };
  const remedy = remedyAgainst(cause, 'The next run tries again.');
  return new FeedError(`Cannot ${purpose}: ${messageOf(cause)}`, remedy, unanswered, { cause });
}
