/** A file that a run has made and not published yet. */
export interface MadeFile {
  /** Bytes. */
  readonly size: number;
  readonly read: () => Uint8Array;
}

/** Keeps the bytes of a file until it is published: a busy month has more than memory. */
export type KeepFile = (bytes: Uint8Array) => MadeFile;

/** Keeps the bytes where they are. */
export const keepInMemory: KeepFile = (bytes) => ({ size: bytes.length, read: () => bytes });
