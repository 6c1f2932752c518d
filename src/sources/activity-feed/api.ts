import type { z } from 'zod';
import { ContentError } from '../../errors.ts';
import { bodyOf, decodeBody, jsonOf } from '../../http/body.ts';
import type { Answer } from '../../http/send.ts';
import type { Transport } from './transport.ts';

/** The content type that holds Power Platform records. */
const CONTENT_TYPE = 'Audit.General';

/** Where the tenant's feed is, and who asks. `baseUrl` without a trailing slash. */
export interface ApiAddress {
  readonly baseUrl: string;
  readonly tenantId: string;
  readonly publisherId: string;
}

/** The Management Activity API of one tenant. */
export interface Api extends Transport {
  readonly contentType: string;
  /** Gives the address of an operation, with `PublisherIdentifier`: without it requests share a pool and are throttled. */
  readonly url: (operation: string, query?: Readonly<Record<string, string>>) => string;
  /** Gives an address that the service named, with `PublisherIdentifier`, which the service leaves out. */
  readonly published: (address: URL) => string;
  /** Tells whether an address that the service named is one of this tenant's: `operation`, or what lies below it. */
  readonly isOwn: (address: URL, operation: string) => boolean;
  /** Reads a JSON answer. @throws {ContentError} when it is not of that shape. */
  readonly json: <T>(answer: Answer, schema: z.ZodType<T>) => T;
}

/**
 * Opens the API of one tenant.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-reference
 */
export function openApi({ baseUrl, tenantId, publisherId }: ApiAddress, transport: Transport): Api {
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
  // Answers name the version as v1, too.
  const plain = ({ origin, pathname }: URL): string =>
    `${origin}${pathname.replace(/\/api\/v[\d.]+\//i, '/api/v1.0/')}`.toLowerCase();
  return {
    ...transport,
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
    json: (answer, schema) => {
      const parsed = schema.safeParse(jsonOf(decodeBody(bodyOf(answer))));
      if (parsed.success) return parsed.data;
      throw new ContentError('the answer is not of the documented shape', 'It is asked for again.');
    },
  };
}
