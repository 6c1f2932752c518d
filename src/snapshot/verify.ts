import { LIMITS } from '../limits.ts';
import { requireDigest } from './files.ts';
import type { PublishedFiles } from './partitions.ts';

/**
 * Returns the bytes of files of a snapshot, as its `read` does; data files only when they are those that its manifest names.
 * @throws {SnapshotError} when one is another.
 */
export async function readVerified(
  { manifest, read }: Pick<PublishedFiles, 'manifest' | 'read'>,
  paths: readonly string[],
): Promise<readonly Uint8Array[]> {
  const contents = await read(paths);
  const entries = new Map(manifest.files.map((entry) => [entry.path, entry]));
  for (const [index, path] of paths.entries()) {
    const entry = entries.get(path);
    if (entry !== undefined) requireDigest(entry, contents[index] ?? new Uint8Array());
  }
  return contents;
}

/**
 * Reads data files of a snapshot, all of them unless `paths` names some, and checks that they are those that its manifest
 * names. Few are in memory at a time.
 * @throws {SnapshotError} when one is another. @throws {StoreError} when one is missing.
 */
export async function requireIntact(
  snapshot: Pick<PublishedFiles, 'manifest' | 'read'>,
  isWanted: (path: string) => boolean = () => true,
): Promise<void> {
  let [batch, bytes]: [string[], number] = [[], 0];
  for (const entry of snapshot.manifest.files.filter(({ path }) => isWanted(path))) {
    if (bytes + entry.bytes > LIMITS.verifiedAtOnce.bytes && batch.length > 0) {
      await readVerified(snapshot, batch);
      [batch, bytes] = [[], 0];
    }
    batch.push(entry.path);
    bytes += entry.bytes;
  }
  if (batch.length > 0) await readVerified(snapshot, batch);
}
