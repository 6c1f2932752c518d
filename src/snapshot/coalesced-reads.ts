import type { PublishedFiles } from './partitions.ts';

/** A snapshot whose files are read in few round trips. */
export interface CoalescedFiles extends PublishedFiles {
  /** Reads files that will be asked for, together with those that are asked for first. */
  readonly prefetch: (paths: readonly string[]) => void;
}

/** Returns a snapshot whose files, asked for side by side, are read in one round trip. */
export function coalesceReads(published: PublishedFiles): CoalescedFiles {
  const ahead = new Map<string, Promise<Uint8Array>>();
  let wanted = new Set<string>();
  let waiting: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

  const readAll = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
    // Whoever asks before the next turn of the event loop takes part.
    await new Promise((resolve) => setImmediate(resolve));
    const paths = [...wanted];
    wanted = new Set();
    waiting = undefined;
    const contents = await published.read(paths);
    return new Map(paths.map((path, index) => [path, contents[index] ?? new Uint8Array()]));
  };
  const readOne = async (path: string): Promise<Uint8Array> => {
    const early = ahead.get(path);
    // What was read ahead is given away once: nobody else keeps it in memory.
    if (early !== undefined) ahead.delete(path);
    return early ?? (await ask(path));
  };
  const ask = async (path: string): Promise<Uint8Array> => {
    wanted.add(path);
    waiting ??= readAll();
    return (await waiting).get(path) ?? new Uint8Array();
  };
  return {
    manifest: published.manifest,
    read: (paths) => Promise.all(paths.map(readOne)),
    prefetch: (paths) => {
      for (const path of paths) {
        const file = ask(path);
        // Whoever asks for it is told that it failed.
        file.catch(() => undefined);
        ahead.set(path, file);
      }
    },
  };
}
