import { LIMITS } from '../limits.ts';
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
  let [batch, bytes]: [string[], number] = [[], 0];
  const check = async (): Promise<void> => {
    const contents = batch.length === 0 ? [] : await readVerified(snapshot, batch);
    for (const [index, path] of batch.entries()) if (contents[index] === undefined) damaged.add(path);
    [batch, bytes] = [[], 0];
  };
  for (const entry of snapshot.manifest.files.filter(({ path }) => isWanted(path))) {
    if (bytes + entry.bytes > LIMITS.verifiedAtOnce.bytes) await check();
    batch.push(entry.path);
    bytes += entry.bytes;
  }
  await check();
  return damaged;
}
