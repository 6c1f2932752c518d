import { type Answer, jsonAnswer } from './answer.ts';
import type { Archive, Cursor, Window } from './archive.ts';
import { readWindow } from './content-window.ts';
import { feedError } from './feed-errors.ts';
import type { TenantRequest } from './request.ts';

/** A page of the content list as it was answered; `page` and `next` are page tokens ('' is the first page). */
export interface ListedPage {
  readonly contentType: string;
  readonly window: Window;
  readonly page: string;
  readonly next: string | undefined;
  readonly contentIds: readonly string[];
}

/** An answer, and the page it holds when it holds one. */
export interface ListAnswer {
  readonly answer: Answer;
  readonly listed?: ListedPage;
}

/** How lists are served: blobs a page, and the feed root (with or without `.0`) that `NextPageUri` names. */
export interface ListOptions {
  readonly pageSize: number;
  readonly nextPageRoot: string;
}

const contentTypes = new Set([
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
  'DLP.All',
]);

/** Answers `subscriptions/content` at `now` (UTC ms): blobs made available in the window and not after now. */
export function listContent(
  request: TenantRequest,
  archive: Archive,
  now: number,
  options: ListOptions,
): ListAnswer {
  const contentType = request.query.contenttype ?? '';
  if (!contentTypes.has(contentType)) return { answer: feedError('AF20020') };
  const window = readWindow(request.query, now);
  if (typeof window === 'string') return { answer: feedError(window) };
  const page = request.query.nextpage ?? '';
  const after = page === '' ? undefined : readCursor(page);
  if (after === 'invalid') return { answer: feedError('AF20031') };

  const visible = { from: window.from, to: Math.min(window.to, now + 1) };
  const { blobs, next } = archive.page(contentType, visible, after, options.pageSize);
  const nextToken = next && writeCursor(next);
  const entries = blobs.map(({ entry }) => entry);
  const headers =
    nextToken === undefined
      ? undefined
      : { NextPageUri: nextPageUri(options, contentType, window, nextToken) };
  return {
    answer: jsonAnswer(200, entries, headers),
    listed: {
      contentType,
      window,
      page,
      next: nextToken,
      contentIds: entries.map(({ contentId }) => contentId),
    },
  };
}

// The names come back in lower case, and without the PublisherIdentifier that the client sent.
function nextPageUri(
  { nextPageRoot }: ListOptions,
  contentType: string,
  window: Window,
  token: string,
): string {
  const [from, to] = [window.from, window.to].map((bound) =>
    new Date(bound).toISOString().replace(/\.?0*Z$/, ''),
  );
  return `${nextPageRoot}/subscriptions/content?contenttype=${contentType}&starttime=${from}&endtime=${to}&nextpage=${encodeURIComponent(token)}`;
}

function writeCursor({ created, order }: Cursor): string {
  return `${new Date(created).toISOString().replace(/\D/g, '')}$${order}$audit_general`;
}

function readCursor(token: string): Cursor | 'invalid' {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})\$(\d+)\$audit_general$/.exec(token);
  if (!match) return 'invalid';
  const [, year, month, day, hour, minute, second, ms, order] = match;
  return {
    created: Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`),
    order: Number(order),
  };
}
