import pLimit from 'p-limit';
import type { Body } from '../../http/body.ts';
import type { TimeLeft } from '../../http/client.ts';
import type { BlobReading } from '../../launches/blob.ts';
import { LIMITS } from '../../limits.ts';
import type { Api } from './api.ts';
import { type ContentBlob, type ContentPage, fetchBlob, listContent, type Window } from './content.ts';

/** The content of a tenant's feed, read blob by blob. Instants in ms since 1970. */
export interface ContentFeed<T> {
  /** Returns what the feed lists of a window, page by page. @throws {FeedError} when it cannot be listed to its end. */
  readonly list: (window: Window) => AsyncIterable<ContentPage>;
  /** Returns what a blob holds. @throws {FeedError} when it cannot be read. */
  readonly read: (blob: ContentBlob) => Promise<T>;
  /** Returns the run's time: see Client. */
  readonly now: () => number;
  /** What the deadline does to the run: see Client. */
  readonly timeLeft: () => TimeLeft;
}

/** The feed as the sync reads it. */
export type Feed = ContentFeed<BlobReading>;

/** Returns the feed whose blobs `read` makes sense of; at most `concurrency` requests for blobs are open at a time. */
export function createFeed<T>(
  api: Api,
  concurrency: number,
  read: (body: Body) => Promise<T> | T,
): ContentFeed<T> {
  const slots = pLimit(concurrency);
  let waitingBytes = 0;
  let freed = Promise.withResolvers<void>();
  const readCounted = async (body: Body): Promise<T> => {
    const { length } = body.bytes;
    waitingBytes += length;
    try {
      return await read(body);
    } finally {
      waitingBytes -= length;
      freed.resolve();
      freed = Promise.withResolvers<void>();
    }
  };
  const room = async (): Promise<void> => {
    while (waitingBytes > LIMITS.blob.waitingBytes) await freed.promise;
  };
  const limit = <R>(work: () => Promise<R>): Promise<R> =>
    slots(async () => {
      await room();
      return await work();
    });
  const reader = { read: readCounted, limit, room };
  return {
    list: (window) => listContent(api, window),
    read: (blob) => fetchBlob(api, blob, reader),
    now: api.now,
    timeLeft: api.timeLeft,
  };
}
