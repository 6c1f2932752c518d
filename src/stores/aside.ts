import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LIMITS } from '../limits.ts';
import { type KeepFile, keepInMemory } from '../snapshot/made-file.ts';
import { type Disk, writeFailure } from './disk.ts';

/** Where a run puts the large files that it has made until they are published. */
export interface Aside {
  /** Keeps small files in memory. @throws {StoreError} when the disk cannot hold a large one. */
  readonly keep: KeepFile;
  readonly close: () => Promise<void>;
}

/** Returns the place for large files: `folder`, which is of this run alone and goes when it is closed. */
export function openAside(folder: string, { remove }: Pick<Disk, 'remove'>): Aside {
  let files = 0;
  return {
    keep: (bytes) => {
      if (bytes.length < LIMITS.fileInMemory.bytes) return keepInMemory(bytes);
      files += 1;
      const file = path.join(folder, String(files));
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, bytes);
      } catch (error) {
        throw writeFailure(folder, error);
      }
      return { size: bytes.length, read: () => readFileSync(file) };
    },
    close: async () => {
      if (files > 0) await remove(folder);
    },
  };
}
