import type { Damage } from './checked-files.ts';
import type { WrittenFile } from './files.ts';
import type { SnapshotFile } from './manifest.ts';

/** The data files of one table after a change. */
export interface FileChange {
  /** All files of the table, sorted by path. */
  readonly entries: readonly SnapshotFile[];
  /** Those whose bytes are new. */
  readonly written: readonly WrittenFile[];
  readonly removed: readonly string[];
}

/**
 * Returns the change from the files `before` to the files `after`. Files whose bytes stay the same are not written, unless
 * they are damaged.
 */
export function changeOf(
  before: readonly SnapshotFile[],
  after: readonly SnapshotFile[],
  files: readonly WrittenFile[],
  { paths: damaged }: Pick<Damage, 'paths'>,
): FileChange {
  const old = new Map(before.map(({ path, sha256 }) => [path, damaged.has(path) ? undefined : sha256]));
  const paths = new Set(after.map(({ path }) => path));
  return {
    entries: [...after].sort((a, b) => (a.path < b.path ? -1 : 1)),
    written: files.filter(({ entry }) => old.get(entry.path) !== entry.sha256),
    removed: [...old.keys()].filter((path) => !paths.has(path)),
  };
}
