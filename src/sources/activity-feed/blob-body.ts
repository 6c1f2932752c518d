import { type Body, hasChecksum, withBody } from '../../http/body.ts';
import { type BlobReading, readBlob } from '../../launches/blob.ts';
import type { Identity } from '../../launches/identity.ts';
import type { RecordRules } from '../../launches/record.ts';
import { LIMITS } from '../../limits.ts';

/**
 * Returns what the body of a content blob holds.
 * @throws {ContentError} when it is cut short, corrupt, too large, or not a whole JSON array.
 */
export function readBlobBody(body: Body, rules: RecordRules, identity: Identity): BlobReading {
  return withBody(body, LIMITS.blob.inflatedBytes, (bytes) =>
    readBlob(bytes, rules, identity, hasChecksum(body)),
  );
}
