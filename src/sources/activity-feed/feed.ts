import type { Body } from '../../http/body.ts';
import type { Api } from './api.ts';
import { type ContentBlob, fetchBlob, listContent, type Window } from './content.ts';
import { openGate } from './gate.ts';

/** The content of a tenant's feed, read blob by blob. */
export interface ContentFeed<T> {
  readonly list: (window: Window) => AsyncIterable<readonly ContentBlob[]>;
  readonly read: (blob: ContentBlob) => Promise<T>;
  readonly now: () => number;
}

/** Gives the feed whose blobs `read` makes sense of; at most `concurrency` requests for blobs are open at a time. */
export function openFeed<T>(
  api: Api,
  concurrency: number,
  read: (body: Body) => Promise<T> | T,
): ContentFeed<T> {
  const reader = { read, gate: openGate(concurrency) };
  return {
    list: (window) => listContent(api, window),
    read: (blob) => fetchBlob(api, blob, reader),
    now: api.serviceNow,
  };
}
