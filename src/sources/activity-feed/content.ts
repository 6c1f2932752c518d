import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FeedError } from '../../errors.ts';
import { type Body, bodyOf } from '../../http/body.ts';
import { DAY_MS, HOUR_MS, isoInstant } from '../../instants.ts';
import { LIMITS } from '../../limits.ts';
import type { Api } from './api.ts';

/** Content time `[start, end)`, ms since 1970, UTC. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** A content blob as the feed lists it; instants in ms since 1970. */
export interface ContentBlob {
  readonly id: string;
  /** When it became available. */
  readonly created: number;
  /** Until when the feed serves it, as far as the feed says. */
  readonly expires: number;
  /** Where the feed says that it is; `undefined` for a blob known from an earlier run. */
  readonly uri: string | undefined;
}

/** Returns the short name under which a content blob is remembered: 16 hex characters. */
export function contentKey(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

const LIST = 'subscriptions/content';
/** How often a listing starts over when its page token is refused. */
const RESTARTS = 3;

// The feed writes instants with and without Z, with up to seven decimals.
const instantSchema = z.string().transform((text, context) => {
  const instant = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  if (Number.isNaN(instant)) context.addIssue({ code: 'custom', message: 'is not an instant' });
  return instant;
});
const pageSchema = z.array(
  z.object({
    contentId: z.string().min(1),
    contentUri: z.string().nullish(),
    contentCreated: instantSchema,
    // The page is worth more than the instant: one that cannot be read counts as absent.
    contentExpiration: instantSchema.nullish().catch(undefined),
  }),
);

/**
 * Lists the content blobs created in a window, page by page until no page follows. A page token that the service refuses
 * (AF20031) starts the window over.
 * @throws {FeedError} when the window cannot be listed to its end: what was given until then is real, but not all.
 */
export async function* listContent(api: Api, window: Window): AsyncGenerator<readonly ContentBlob[]> {
  const first = api.url(LIST, {
    contentType: api.contentType,
    startTime: withoutZone(window.start),
    endTime: withoutZone(window.end),
  });
  for (let restarts = 0; ; restarts += 1) {
    try {
      yield* pagesFrom(api, first);
      return;
    } catch (error) {
      const refusedToken = error instanceof FeedError && error.code === 'AF20031';
      if (!refusedToken || restarts === RESTARTS) throw error;
    }
  }
}

async function* pagesFrom(api: Api, first: string): AsyncGenerator<readonly ContentBlob[]> {
  const visited = new Set<string>();
  let listed = 0;
  for (let url: string | undefined = first; url !== undefined; ) {
    const loss = lossAfter(visited, url, listed);
    if (loss !== undefined) {
      throw new FeedError(
        `Cannot list the content: ${loss}`,
        'The next run lists this window again; if it happens again, ask Microsoft support.',
        { code: '', status: 200 },
      );
    }
    visited.add(url);
    const page: Page = await readPage(api, url);
    listed += page.blobs.length;
    yield page.blobs;
    url = page.next;
  }
}

/** Returns what is wrong with a chain of pages that goes on; `undefined` when nothing is. */
function lossAfter(visited: ReadonlySet<string>, url: string, listed: number): string | undefined {
  if (visited.has(url)) return 'its pages lead back to an earlier one';
  if (visited.size === LIMITS.list.pages) return `it has more than ${LIMITS.list.pages} pages`;
  return listed > LIMITS.list.blobs ? `it has more than ${LIMITS.list.blobs} blobs` : undefined;
}

interface Page {
  readonly blobs: readonly ContentBlob[];
  readonly next: string | undefined;
}

async function readPage(api: Api, url: string): Promise<Page> {
  return await api.request({
    purpose: 'list the content',
    method: 'GET',
    url,
    maxBytes: LIMITS.list.bytes,
    read: (response) => {
      const entries = api.json(response, pageSchema);
      const now = api.serviceNow();
      const blobs = entries.map(({ contentId, contentUri, contentCreated, contentExpiration }) => ({
        id: contentId,
        uri: contentUri ?? undefined,
        created: contentCreated,
        expires: expiry(contentCreated, contentExpiration ?? 0, now),
      }));
      return { blobs, next: nextPage(api, url, response.headers.get('nextpageuri')) };
    },
  });
}

/** What is listed now is served now: an expiration that has passed is none. */
function expiry(created: number, stated: number, now: number): number {
  return stated > now ? stated : Math.max(created + 7 * DAY_MS, now + HOUR_MS);
}

/** The next page is named by a header alone; the service leaves `PublisherIdentifier` out of it. */
function nextPage(api: Api, current: string, header: string | undefined): string | undefined {
  const address = header?.trim();
  if (address === undefined || address === '') return undefined;
  const next = URL.parse(address, current);
  if (next !== null && next.origin !== api.origin && next.pathname.endsWith(`/${LIST}`)) {
    // Behind a gateway the service names its own host. The query alone tells the page, and the token stays here.
    return api.url(LIST, Object.fromEntries(next.searchParams));
  }
  // A relative address resolves to something, whatever it says: the path tells whether it is a page of the list.
  if (next === null || !api.isOwn(next, LIST)) {
    throw new FeedError(
      'Cannot list the content: the address of the next page is not one of the list',
      'The next run lists this window again; if it happens again, ask Microsoft support.',
      { code: '', status: 200 },
    );
  }
  return api.published(next);
}

/** How a content blob is read: `read` makes sense of its body once `limit` let its request through. A large one waits for `room`. */
export interface BlobReader<T> {
  readonly read: (body: Body) => Promise<T> | T;
  readonly limit: <R>(work: () => Promise<R>) => Promise<R>;
  /** Resolves when few bodies wait to be read. */
  readonly room: () => Promise<void>;
}

/** Returns what a content blob holds. @throws {FeedError} */
export async function fetchBlob<T>(
  api: Api,
  blob: ContentBlob,
  { read, limit, room }: BlobReader<T>,
): Promise<T> {
  return await api.request({
    purpose: 'read a content blob',
    method: 'GET',
    url: blobUrl(api, blob),
    maxBytes: LIMITS.blob.bytes,
    read: (response) => read(bodyOf(response)),
    limit,
    room,
  });
}

/** A listing may name another host, or another tenant; the blob's id is enough to ask for it. */
function blobUrl(api: Api, { id, uri }: ContentBlob): string {
  const listed = uri === undefined ? null : URL.parse(uri);
  if (listed !== null && api.isOwn(listed, 'audit')) return api.published(listed);
  return api.url(`audit/${encodeURIComponent(id).replaceAll('%24', '$')}`);
}

/** The documented form: UTC, to the second, without a zone. */
function withoutZone(instant: number): string {
  return isoInstant(instant).slice(0, 19);
}
