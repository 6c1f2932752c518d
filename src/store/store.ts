import type { PublishedFiles } from '../snapshot/partitions.ts';

/** A snapshot that was published, readable file by file. */
export interface PublishedSnapshot extends PublishedFiles {
  /** Where it lives, for people: "commit 1a2b3c4 on branch app-launches". */
  readonly origin: string;
}

export type { SnapshotChange } from '../snapshot/change.ts';
