import type { BlobReading } from '../../launches/blob.ts';
import type { ContentBlob, Window } from './content.ts';

/** What the collector needs of the feed. Instants in ms since 1970. */
export interface Feed {
  /** Gives the blobs created in a window, page by page. @throws {FeedError} when it cannot be listed to its end. */
  readonly list: (window: Window) => AsyncIterable<readonly ContentBlob[]>;
  /** Gives what a blob holds. @throws {FeedError} when it cannot be read. */
  readonly read: (blob: ContentBlob) => Promise<BlobReading>;
  /** The service's time. */
  readonly now: () => number;
}
