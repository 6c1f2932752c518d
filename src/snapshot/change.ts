import type { Manifest } from './manifest.ts';
import type { PublishedFiles } from './partitions.ts';

/** The files of a snapshot that describe it, beside its data files and the manifest. */
export const DOCUMENTS = ['datapackage.json', 'README.md', 'report.html'] as const;

/** A snapshot that was published, readable file by file. */
export interface PublishedSnapshot extends PublishedFiles {
  /** Where it lives, for people: "commit 1a2b3c4 on branch app-launches". */
  readonly origin: string;
}

/** What a run changes in the snapshot it extends. Paths are relative with `/`; `manifest.json` is among `files`. */
export interface SnapshotChange {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly removed: ReadonlySet<string>;
  /** First line of a commit message: counts, no names. */
  readonly title: string;
}

/** The snapshot after a run: the files that differ from its base, and its manifest. */
export interface NewSnapshot extends SnapshotChange {
  readonly manifest: Manifest;
}

/**
 * What holds one snapshot, as far as publishing needs it. `Base` is a published snapshot as `previous` returns it,
 * `Reference` what a publish can be found by.
 */
export interface PublishTarget<Base extends PublishedFiles, Reference> {
  /** Returns the snapshot that counts; `undefined` when there is none. */
  readonly previous: () => Promise<Base | undefined>;
  /** Replaces `base`. `raced`: another run published since; nothing was written. */
  readonly publish: (base: Base | undefined, next: NewSnapshot) => Promise<Reference | 'raced'>;
}
