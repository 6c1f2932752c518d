import { parentPort, workerData } from 'node:worker_threads';
import { ContentError, messageOf } from '../../errors.ts';
import { hasChecksum, jsonOf, useBody } from '../../http/body.ts';
import { readBlob } from '../../launches/blob.ts';
import { openIdentity } from '../../launches/identity.ts';
import type { Answered, Asked, BlobWork } from './blob-thread.ts';

// The thread of `openBlobThread`, which alone talks to it: inflates and reads one body after the other.
const { operations, users, tenantId }: BlobWork = workerData;
const identity = openIdentity(users, tenantId);

parentPort?.on('message', (bodies: readonly Asked[]) => {
  parentPort?.postMessage(bodies.map(answerTo));
});

function answerTo({ id, buffer, encoding }: Asked): Answered {
  try {
    const body = { bytes: Buffer.from(buffer), encoding };
    const reading = useBody(body, (bytes) => {
      // Of bytes that nothing vouches for, a damaged record would count as unreadable or as another operation.
      if (!hasChecksum(body)) jsonOf(bytes);
      return readBlob(bytes, operations, identity);
    });
    return { id, kind: 'read', reading };
  } catch (error) {
    if (!(error instanceof ContentError)) return { id, kind: 'failed', message: messageOf(error) };
    return { id, kind: 'refused', message: error.message, remedy: error.remedy };
  } finally {
    buffer.transfer(0);
  }
}
