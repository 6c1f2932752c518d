import { LIMITS } from '../limits.ts';
import { batchesOf } from './batches.ts';
import { isIntact } from './files.ts';
import type { PublishedFiles } from './partitions.ts';

type Snapshot = Pick<PublishedFiles, 'manifest' | 'read'>;

/**
 * Returns the bytes of files of a snapshot, as its `read` does; `undefined` also for a data file with another hash than the
 * manifest says.
 */
export async function readVerified(
  { manifest, read }: Snapshot,
  paths: readonly string[],
): Promise<readonly (Uint8Array | undefined)[]> {
  const contents = await read(paths);
  const entries = new Map(manifest.files.map((entry) => [entry.path, entry]));
  return contents.map((bytes, index) => {
    const entry = entries.get(paths[index] ?? '');
    return bytes === undefined || entry === undefined || isIntact(entry, bytes) ? bytes : undefined;
  });
}

/**
 * Returns which data files of a snapshot are missing, or are not those that its manifest names. Reads all of them, few at a
 * time, unless `isWanted` leaves some out.
 */
export async function damagedFiles(
  snapshot: Snapshot,
  isWanted: (path: string) => boolean = () => true,
): Promise<ReadonlySet<string>> {
  const damaged = new Set<string>();
  const wanted = snapshot.manifest.files.filter(({ path }) => isWanted(path));
  for (const batch of batchesOf(wanted, ({ bytes }) => bytes, LIMITS.verifiedAtOnce)) {
    const paths = batch.map(({ path }) => path);
    const contents = await readVerified(snapshot, paths);
    for (const [index, path] of paths.entries()) if (contents[index] === undefined) damaged.add(path);
  }
  return damaged;
}
