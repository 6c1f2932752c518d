import type { WrittenFile } from './files.ts';
import type { SnapshotFile } from './manifest.ts';

/** Data files of one table after a change. */
export interface FileChange {
  /** All files of the table, in order of path. */
  readonly entries: readonly SnapshotFile[];
  /** Those whose bytes are new. */
  readonly written: readonly WrittenFile[];
  readonly removed: readonly string[];
}

/** Returns what replacing files by others comes to: bytes that stay the same are not written again. */
export function changeOf(
  before: readonly SnapshotFile[],
  after: readonly SnapshotFile[],
  files: readonly WrittenFile[],
): FileChange {
  const old = new Map(before.map(({ path, sha256 }) => [path, sha256]));
  const paths = new Set(after.map(({ path }) => path));
  return {
    entries: [...after].sort((a, b) => (a.path < b.path ? -1 : 1)),
    written: files.filter(({ entry }) => old.get(entry.path) !== entry.sha256),
    removed: [...old.keys()].filter((path) => !paths.has(path)),
  };
}
