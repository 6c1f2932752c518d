import type { Api } from './api.ts';
import { type ContentBlob, fetchBlob, listContent, type Window } from './content.ts';

/** The content of a tenant's feed, read blob by blob. */
export interface ContentFeed<T> {
  readonly list: (window: Window) => AsyncIterable<readonly ContentBlob[]>;
  readonly read: (blob: ContentBlob) => Promise<T>;
  readonly now: () => number;
}

/** Gives the feed whose blobs `read` makes sense of. */
export function openFeed<T>(api: Api, read: (bytes: Buffer) => T): ContentFeed<T> {
  return {
    list: (window) => listContent(api, window),
    read: (blob) => fetchBlob(api, blob, read),
    now: api.serviceNow,
  };
}
