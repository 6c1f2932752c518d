import { parentPort, workerData } from 'node:worker_threads';
import { ContentError, messageOf } from '../../errors.ts';
import { BodyTooLargeError } from '../../http/body.ts';
import { openIdentity } from '../../launches/identity.ts';
import { readBlobBody } from './blob-body.ts';
import type { Answered, Asked, BlobWork } from './blob-thread.ts';

// The thread of `createBlobThread`, which alone talks to it: inflates and reads one body after the other.
const { rules, users, tenantId }: BlobWork = workerData;
const identity = openIdentity(users, tenantId);

parentPort?.on('message', (bodies: readonly Asked[]) => {
  parentPort?.postMessage(bodies.map(answerTo));
});

function answerTo({ id, buffer, encoding }: Asked): Answered {
  try {
    const body = { bytes: Buffer.from(buffer), encoding };
    return { id, kind: 'read', reading: readBlobBody(body, rules, identity) };
  } catch (error) {
    if (error instanceof BodyTooLargeError) return { id, kind: 'too-large', maxBytes: error.maxBytes };
    if (!(error instanceof ContentError)) return { id, kind: 'failed', message: messageOf(error) };
    return { id, kind: 'refused', message: error.message, remedy: error.remedy };
  } finally {
    buffer.transfer(0);
  }
}
