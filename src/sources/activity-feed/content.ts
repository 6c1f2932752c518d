import { z } from 'zod';
import { ContentError, FeedError } from '../../errors.ts';
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

/** An entry of the list that is not as documented. Instants in ms since 1970. */
export interface MalformedEntry {
  /** What is wrong with it, for people. */
  readonly problem: string;
  /** When its content was created, from and to: one instant, or the window where the entry does not tell. */
  readonly created: Window;
  /** It names a content blob all the same, which is read like any other. */
  readonly namesBlob: boolean;
}

/** A page of the list. */
export interface ContentPage {
  readonly blobs: readonly ContentBlob[];
  readonly malformed: readonly MalformedEntry[];
}

const LIST = 'subscriptions/content';
/** How often a listing starts over when its page token is refused. */
const RESTARTS = 3;

/** Blobs live for 7 days: what lies further away than this is no instant of one. */
const FURTHEST_MS = 30 * DAY_MS;

const pageSchema = z.array(z.unknown());
const entrySchema = z.object({
  contentId: z
    .string()
    .min(1)
    .max(LIMITS.contentIdLength)
    .refine((id) => id.isWellFormed())
    .optional()
    .catch(undefined),
  contentUri: z.string().optional().catch(undefined),
  // The feed writes instants with and without Z, with up to seven decimals.
  contentCreated: z.string().optional().catch(undefined),
  contentExpiration: z.string().optional().catch(undefined),
});

/**
 * Lists the content blobs created in a window, page by page until no page follows. A page token that the service refuses
 * (AF20031) starts the window over.
 * @throws {FeedError} when the window cannot be listed to its end: what was given until then is real, but not all.
 */
export async function* listContent(api: Api, window: Window): AsyncGenerator<ContentPage> {
  const first = api.url(LIST, {
    contentType: api.contentType,
    startTime: withoutZone(window.start),
    endTime: withoutZone(window.end),
  });
  for (let restarts = 0; ; restarts += 1) {
    try {
      yield* pagesFrom(api, first, window);
      return;
    } catch (error) {
      const refusedToken = error instanceof FeedError && error.code === 'AF20031';
      if (!refusedToken || restarts === RESTARTS) throw error;
    }
  }
}

async function* pagesFrom(api: Api, first: string, window: Window): AsyncGenerator<ContentPage> {
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
    const page: LinkedPage = await readPage(api, url, window);
    listed += page.blobs.length;
    yield page;
    url = page.next;
  }
}

/** Returns what is wrong with a chain of pages that goes on; `undefined` when nothing is. */
function lossAfter(visited: ReadonlySet<string>, url: string, listed: number): string | undefined {
  if (visited.has(url)) return 'its pages lead back to an earlier one';
  if (visited.size === LIMITS.list.pages) return `it has more than ${LIMITS.list.pages} pages`;
  return listed > LIMITS.list.blobs ? `it has more than ${LIMITS.list.blobs} blobs` : undefined;
}

interface LinkedPage extends ContentPage {
  readonly next: string | undefined;
}

/** How often a page is asked for whose entries do not all name a blob: the fault may pass. */
const TRIES_FOR_NAMES = 3;

async function readPage(api: Api, url: string, window: Window): Promise<LinkedPage> {
  let tries = 0;
  return await api.request({
    purpose: 'list the content',
    method: 'GET',
    url,
    maxBytes: LIMITS.list.bytes,
    read: (response) => {
      const entries = api.json(response, pageSchema).map((entry) => readEntry(api, entry, window));
      tries += 1;
      if (tries < TRIES_FOR_NAMES && entries.some(({ blob }) => blob === undefined)) {
        throw new ContentError('an entry names no content blob', 'The page is requested again.');
      }
      return {
        blobs: entries.flatMap(({ blob }) => (blob === undefined ? [] : [blob])),
        malformed: entries.flatMap(({ malformed }) => (malformed === undefined ? [] : [malformed])),
        next: nextPage(api, url, response.headers.get('nextpageuri')),
      };
    },
  });
}

interface ReadEntry {
  readonly blob?: ContentBlob;
  readonly malformed?: MalformedEntry;
}

/** One malformed entry must not keep its neighbors from being read, nor its own blob, where it names one. */
function readEntry(api: Api, entry: unknown, window: Window): ReadEntry {
  const now = api.now();
  const { contentId, contentUri, contentCreated, contentExpiration } =
    entrySchema.safeParse(entry).data ?? {};
  const id = contentId ?? idIn(api, contentUri);
  const stated = instantOf(contentCreated, now);
  const problem = [
    ...(contentId === undefined ? ['contentId is missing or not an id'] : []),
    ...(stated === undefined ? ['contentCreated is missing or not a time in the last days'] : []),
  ].join(', ');
  const created = stated === undefined ? window : { start: stated, end: stated };
  const malformed = problem === '' ? {} : { malformed: { problem, created, namesBlob: id !== undefined } };
  if (id === undefined) return malformed;
  // The beginning of the window is the earliest that it can be: nothing counts as complete too early.
  const expires = expiry(created.start, instantOf(contentExpiration, now) ?? 0, now);
  return { blob: { id, uri: contentUri, created: created.start, expires }, ...malformed };
}

/** Returns the id in the address of one of this tenant's blobs. */
function idIn(api: Api, uri: string | undefined): string | undefined {
  const address = URL.parse(uri ?? '');
  if (address === null || !api.isOwn(address, 'audit')) return undefined;
  const [, id = ''] = /\/audit\/([^/]+)$/i.exec(address.pathname) ?? [];
  try {
    return entrySchema.shape.contentId.parse(decodeURIComponent(id));
  } catch {
    return undefined;
  }
}

/** Returns the instant that the feed wrote in ms since 1970; `undefined` when it is none, or none of these days. */
function instantOf(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const instant = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  return Math.abs(instant - now) <= FURTHEST_MS ? instant : undefined;
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
