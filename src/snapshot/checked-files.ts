import { isIntact } from './files.ts';
import { partitionKey, partNumber } from './layout.ts';
import type { Manifest, SnapshotFile } from './manifest.ts';
import type { FileKeeping, PublishedFiles } from './partitions.ts';

/** The data files of the published snapshot that are not those of its manifest, as far as a run looked at them. */
export interface Damage {
  /** Paths of files that were edited, cut or deleted: the run writes them again. */
  readonly paths: ReadonlySet<string>;
  /** Files, by path, whose rows no other format has either. */
  readonly lost: ReadonlyMap<string, SnapshotFile>;
}

/** The data files of a published snapshot, each compared with its hash. */
export interface CheckedFiles {
  readonly manifest: Manifest;
  readonly damage: Damage;
  /** Returns each file, or, when it is damaged, its twin of the other format; `undefined` when that is damaged as well. */
  readonly read: (files: readonly SnapshotFile[]) => Promise<readonly (ReadFile | undefined)[]>;
  /** Looks at files that nobody reads, because others have the same rows. */
  readonly look: (files: readonly SnapshotFile[]) => Promise<void>;
}

/** A data file that is as its manifest says. */
export interface ReadFile {
  readonly file: SnapshotFile;
  readonly bytes: Uint8Array;
}

/** Returns the data files of a published snapshot, compared with their hashes when they are read. */
export function checkFiles(published: PublishedFiles): CheckedFiles {
  const { files } = published.manifest;
  const { has, isIntact } = published.keeping ?? AS_THE_MANIFEST_SAYS;
  const paths = new Set(files.map(({ path }) => path).filter((path) => published.absent.has(path)));
  const lost = new Map<string, SnapshotFile>();

  const readEach = async (wanted: readonly SnapshotFile[]): Promise<ReadonlyMap<string, ReadFile>> => {
    const there = wanted.filter(({ path }) => !paths.has(path));
    if (there.length === 0) return new Map();
    const contents = await published.read(there.map(({ path }) => path));
    const intact = there.flatMap((file, index): readonly ReadFile[] => {
      const bytes = contents[index];
      if (bytes !== undefined && isIntact(file, bytes)) return [{ file, bytes }];
      paths.add(file.path);
      return [];
    });
    return new Map(intact.map((read) => [read.file.path, read]));
  };
  return {
    manifest: published.manifest,
    damage: { paths, lost },
    read: async (wanted) => {
      const read = await readEach(wanted);
      const damaged = wanted.filter(({ path }) => !read.has(path));
      if (damaged.length === 0) return wanted.map(({ path }) => read.get(path));
      const kept = files.filter(has);
      const twins = new Map(damaged.map((file) => [file.path, kept.find((other) => isTwin(file, other))]));
      const readTwins = await readEach([...twins.values()].filter((twin) => twin !== undefined));
      return wanted.map((file) => {
        const found = read.get(file.path) ?? readTwins.get(twins.get(file.path)?.path ?? '');
        if (found === undefined) lost.set(file.path, file);
        return found;
      });
    },
    look: async (wanted) => void (await readEach(wanted.filter(has))),
  };
}

const AS_THE_MANIFEST_SAYS: FileKeeping = { has: () => true, isIntact };

/** Returns whether two files hold the same rows in different formats. */
function isTwin(file: SnapshotFile, other: SnapshotFile): boolean {
  return (
    other.table === file.table &&
    other.format !== file.format &&
    partitionKey(other) === partitionKey(file) &&
    partNumber(other) === partNumber(file) &&
    other.rows === file.rows
  );
}
