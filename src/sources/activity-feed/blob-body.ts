import { type Body, hasChecksum, withBody } from '../../http/body.ts';
import { type BlobReading, readBlob } from '../../launches/blob.ts';
import type { Identity } from '../../launches/identity.ts';
import type { KeptOperations } from '../../launches/record.ts';
import { LIMITS } from '../../limits.ts';

/**
 * Returns what the body of a content blob holds.
 * @throws {ContentError} when it is cut short, corrupt, too large, or not a whole JSON array.
 */
export function readBlobBody(body: Body, operations: KeptOperations, identity: Identity): BlobReading {
  return withBody(body, LIMITS.blob.inflatedBytes, (bytes) =>
    readBlob(bytes, operations, identity, hasChecksum(body)),
  );
}
