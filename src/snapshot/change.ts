import type { MadeFile } from './made-file.ts';
import type { Manifest } from './manifest.ts';
import type { PublishedFiles } from './partitions.ts';

/** The files that describe a snapshot, besides the manifest. */
export const DOCUMENTS = ['datapackage.json', 'README.md', 'report.html'] as const;

/** A published snapshot, whose files can be read one by one. */
export interface PublishedSnapshot extends PublishedFiles {
  /** Where it is, as a message names it: "commit 1a2b3c4 on branch app-launches". */
  readonly origin: string;
}

/** What a run changes in a snapshot. Paths are relative, with `/`; `files` includes `manifest.json`. */
export interface SnapshotChange {
  readonly files: ReadonlyMap<string, MadeFile>;
  readonly removed: ReadonlySet<string>;
  /** Subject of the commit: counts, no names. */
  readonly title: string;
}

/** The snapshot after a run: what differs from its base, and its manifest. */
export interface NewSnapshot extends SnapshotChange {
  readonly manifest: Manifest;
}

/**
 * What holds one snapshot, as far as publishing needs it. `Base` is a published snapshot as `previous` returns it,
 * `Reference` what a publish can be found by.
 */
export interface PublishTarget<Base extends PublishedFiles, Reference> {
  /** Returns the current snapshot; `undefined` when there is none. */
  readonly previous: () => Promise<Base | undefined>;
  /** Replaces `base`. Writes nothing and returns `raced` when another run has published since. */
  readonly publish: (base: Base | undefined, next: NewSnapshot) => Promise<Reference | 'raced'>;
}
