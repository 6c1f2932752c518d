/** A file that a run has made and not published yet. */
export interface MadeFile {
  /** Bytes. */
  readonly size: number;
  readonly read: () => Uint8Array;
  /**
   * Returns the same bytes piece by piece, so that a large file need not be in memory. The memory of a piece is used again for
   * the next.
   */
  readonly pieces: () => Iterable<Uint8Array>;
}

/** A file that grows at its end. */
export interface GrowingFile {
  /** Adds bytes, whose memory can be used again afterwards. */
  readonly add: (bytes: Uint8Array) => void;
  readonly finish: () => MadeFile;
}

/** Begins a file that is kept until it is published: a busy month has more than memory. */
export type KeepFile = () => GrowingFile;

/** Keeps the bytes where they are. */
export function keepInMemory(bytes: Uint8Array): MadeFile {
  return { size: bytes.length, read: () => bytes, pieces: () => [bytes] };
}

/** Keeps a file in memory while it grows, and then. */
export const growInMemory: KeepFile = () => {
  const pieces: Uint8Array[] = [];
  return {
    add: (bytes) => void pieces.push(new Uint8Array(bytes)),
    finish: () => keepInMemory(Buffer.concat(pieces)),
  };
};
