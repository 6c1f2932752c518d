import type { Worker } from 'node:worker_threads';
import { ContentError } from '../../errors.ts';
import { type Body, BodyTooLargeError } from '../../http/body.ts';
import type { BlobReading } from '../../launches/blob.ts';
import type { UsersSetting } from '../../launches/identity.ts';
import type { RecordRules } from '../../launches/record.ts';

/** What the thread is told once, as its `workerData`: how it reads blobs. */
export interface BlobWork {
  readonly rules: RecordRules;
  readonly users: UsersSetting;
  readonly tenantId: string;
}

/** One body for the thread. */
export interface Asked {
  readonly id: number;
  readonly buffer: ArrayBuffer;
  readonly encoding: string | undefined;
}

/** What became of a body: `refused` is a ContentError there. */
export type Answered =
  | { readonly id: number; readonly kind: 'read'; readonly reading: BlobReading }
  | { readonly id: number; readonly kind: 'too-large'; readonly maxBytes: number }
  | { readonly id: number; readonly kind: 'refused'; readonly message: string; readonly remedy: string }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

/** Reads the bodies of content blobs on a thread of its own, so that no request waits for inflating and reading. */
export interface BlobThread {
  /**
   * Returns what a blob's body holds. The body's memory goes to the thread: nobody else may use it afterwards.
   * @throws {ContentError} when it is not a whole JSON array. @throws {Error} when the thread has ended.
   */
  readonly read: (body: Body) => Promise<BlobReading>;
  readonly close: () => Promise<void>;
}

// To wake a thread costs about as much as to inflate 100 KB: bodies go together, those that come within a short time.
const FULL_BATCH = 16;
const LONGEST_WAIT_MS = 20;
/** One that the thread works on, and one that it finds when it is done. */
const BATCHES_AT_ONCE = 2;

/** Returns the thread of `worker`, which runs `blob-worker` with a {@link BlobWork}. */
export function createBlobThread(worker: Worker): BlobThread {
  const waiting = new Map<number, PromiseWithResolvers<BlobReading>>();
  let asked: Asked[] = [];
  let [lastId, batches] = [0, 0];
  let ended: Error | undefined;

  const send = (): void => {
    if (asked.length === 0 || batches === BATCHES_AT_ONCE) return;
    const buffers = asked.map(({ buffer }) => buffer);
    worker.postMessage(asked, buffers);
    asked = [];
    batches += 1;
  };
  const settle = (answer: Answered): void => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'read') caller?.resolve(answer.reading);
    else if (answer.kind === 'too-large') caller?.reject(new BodyTooLargeError(answer.maxBytes, 'inflated'));
    else if (answer.kind === 'failed') caller?.reject(new Error(answer.message));
    else caller?.reject(new ContentError(answer.message, answer.remedy));
  };
  const end = (why: string): void => {
    ended ??= new Error(`the thread that reads content blobs has ended: ${why}`);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (answers: readonly Answered[]) => {
    batches -= 1;
    send();
    answers.forEach(settle);
  });
  worker.on('error', (error) => end(error.message));
  worker.on('exit', (code) => end(`exit code ${code}`));

  return {
    read: ({ bytes, encoding }) => {
      if (ended !== undefined) return Promise.reject(ended);
      lastId += 1;
      const caller = Promise.withResolvers<BlobReading>();
      waiting.set(lastId, caller);
      asked.push({ id: lastId, buffer: ownBuffer(bytes), encoding });
      if (asked.length >= FULL_BATCH) send();
      else if (asked.length === 1) setTimeout(send, LONGEST_WAIT_MS);
      return caller.promise;
    },
    close: async () => void (await worker.terminate()),
  };
}

/** A body may lie in memory that others use, too. */
function ownBuffer({ buffer, byteOffset, length }: Buffer): ArrayBuffer {
  const isItsOwn = buffer instanceof ArrayBuffer && buffer.byteLength === length;
  return isItsOwn ? buffer : new Uint8Array(buffer, byteOffset, length).slice().buffer;
}
