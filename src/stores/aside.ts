import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { LIMITS } from '../limits.ts';
import { type KeepFile, keepInMemory } from '../snapshot/made-file.ts';
import { type Disk, writeFailure } from './disk.ts';

/** Bytes of a large file that are read at a time. */
const PIECE = 2 ** 20;

/** Where a run puts the large files that it has made until they are published. */
export interface Aside {
  /** Keeps small files in memory. @throws {StoreError} when the disk cannot hold a large one. */
  readonly keep: KeepFile;
  readonly close: () => Promise<void>;
}

/** Returns the place for large files: `folder`, which is of this run alone and goes when it is closed. */
export function openAside(folder: string, { remove }: Pick<Disk, 'remove'>): Aside {
  let files = 0;
  const append = (file: string, bytes: Uint8Array): void => {
    try {
      mkdirSync(folder, { recursive: true });
      appendFileSync(file, bytes);
    } catch (error) {
      throw writeFailure(folder, error);
    }
  };
  return {
    keep: () => {
      let [size, inMemory]: [number, Uint8Array[]] = [0, []];
      let file: string | undefined;
      return {
        add: (bytes) => {
          size += bytes.length;
          if (size < LIMITS.fileInMemory.bytes) {
            inMemory.push(new Uint8Array(bytes));
            return;
          }
          if (file === undefined) {
            files += 1;
            file = path.join(folder, String(files));
            append(file, Buffer.concat(inMemory));
            inMemory = [];
          }
          append(file, bytes);
        },
        finish: () => {
          const aside = file;
          if (aside === undefined) return keepInMemory(Buffer.concat(inMemory));
          return { size, read: () => readFileSync(aside), pieces: () => piecesOf(aside) };
        },
      };
    },
    close: async () => {
      if (files > 0) await remove(folder);
    },
  };
}

function* piecesOf(file: string): Generator<Uint8Array> {
  const piece = new Uint8Array(PIECE);
  const open = openSync(file, 'r');
  try {
    for (;;) {
      const bytes = readSync(open, piece);
      if (bytes === 0) return;
      yield piece.subarray(0, bytes);
    }
  } finally {
    closeSync(open);
  }
}
