import type { PublishedFiles } from './partitions.ts';

/** A published snapshot that reads many files in one round trip. */
export interface CoalescedFiles extends PublishedFiles {
  /** Reads files ahead, in the same round trip as the files that are read first. */
  readonly prefetch: (paths: readonly string[]) => void;
}

/** Returns the snapshot with its concurrent reads coalesced into one round trip. */
export function coalesceReads(published: PublishedFiles): CoalescedFiles {
  const ahead = new Map<string, Promise<Uint8Array | undefined>>();
  let wanted = new Set<string>();
  let waiting: Promise<ReadonlyMap<string, Uint8Array | undefined>> | undefined;

  const readAll = async (): Promise<ReadonlyMap<string, Uint8Array | undefined>> => {
    // Reads that start before the next turn of the event loop take part.
    await new Promise((resolve) => setImmediate(resolve));
    const paths = [...wanted];
    wanted = new Set();
    waiting = undefined;
    const contents = await published.read(paths);
    return new Map(paths.map((path, index) => [path, contents[index]]));
  };
  const readOne = async (path: string): Promise<Uint8Array | undefined> => {
    const early = ahead.get(path);
    // Handed out once, so that nothing keeps it in memory.
    if (early !== undefined) ahead.delete(path);
    return await (early ?? ask(path));
  };
  const ask = async (path: string): Promise<Uint8Array | undefined> => {
    wanted.add(path);
    waiting ??= readAll();
    return (await waiting).get(path);
  };
  return {
    manifest: published.manifest,
    absent: published.absent,
    ...(published.keeping && { keeping: published.keeping }),
    read: (paths) => Promise.all(paths.map(readOne)),
    prefetch: (paths) => {
      for (const path of paths) {
        const file = ask(path);
        // The read that asks for the file gets the error.
        file.catch(() => undefined);
        ahead.set(path, file);
      }
    },
  };
}
