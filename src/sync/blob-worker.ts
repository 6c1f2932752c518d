import { parentPort, workerData } from 'node:worker_threads';
import { hasChecksum, useBody } from '../activity-feed/body.ts';
import { ContentError, messageOf } from '../errors.ts';
import { readBlob, requireJson } from '../launches/blob.ts';
import { openIdentity } from '../launches/identity.ts';
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
      if (!hasChecksum(body)) requireJson(bytes);
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
