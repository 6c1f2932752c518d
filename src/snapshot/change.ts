import type { MadeFile } from './made-file.ts';
import type { Manifest } from './manifest.ts';
import type { PublishedFiles } from './partitions.ts';

/** The files that describe a snapshot, besides the manifest. */
export const DOCUMENTS = ['datapackage.json', 'README.md', 'report.html'] as const;

/** A published snapshot, whose files can be read one by one. */
export interface PublishedSnapshot extends PublishedFiles {
  /** Where it is, as a message names it: "commit 1a2b3c4 on branch app-launches". */
  readonly origin: string;
  /** What no store holds of it yet, because it was merged from several: the next publish has to write that, too. */
  readonly unwritten?: Pick<SnapshotChange, 'files' | 'removed'>;
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

/** Returns what turns the first of the snapshots that `base` was merged from into the next: what no store holds yet included. */
export function wholeChange(base: PublishedSnapshot | undefined, change: NewSnapshot): NewSnapshot {
  if (base?.unwritten === undefined) return change;
  const { files, removed } = changeAfter(base.unwritten, change);
  return { ...change, files, removed };
}

/** Returns two changes that follow one another as one. */
export function changeAfter(
  before: Pick<SnapshotChange, 'files' | 'removed'> | undefined,
  { files, removed }: Pick<SnapshotChange, 'files' | 'removed'>,
): Pick<SnapshotChange, 'files' | 'removed'> {
  if (before === undefined) return { files, removed };
  const kept = [...before.files].filter(([path]) => !removed.has(path));
  const gone = [...before.removed].filter((path) => !files.has(path));
  return { files: new Map([...kept, ...files]), removed: new Set([...gone, ...removed]) };
}

/** Returns what reads the files of a change, and those of its base that the change does not have. */
export function readOver(
  base: Pick<PublishedFiles, 'read'> | undefined,
  files: ReadonlyMap<string, MadeFile>,
): PublishedFiles['read'] {
  return async (paths) => {
    const stored = paths.filter((path) => !files.has(path));
    const contents = stored.length === 0 || base === undefined ? [] : await base.read(stored);
    const byPath = new Map(stored.map((path, index) => [path, contents[index]]));
    return paths.map((path) => files.get(path)?.read() ?? byPath.get(path));
  };
}
