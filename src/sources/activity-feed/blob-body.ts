import { type Body, hasChecksum, parseJson, withBody } from '../../http/body.ts';
import { type BlobReading, readBlob } from '../../launches/blob.ts';
import type { Identity } from '../../launches/identity.ts';
import type { RecordRules } from '../../launches/record.ts';

/** A blob may not inflate to more than this, in bytes. */
const MAX_INFLATED_BYTES = 32 * 1024 * 1024;

/**
 * Returns what the body of a content blob holds.
 * @throws {ContentError} when it is cut short, corrupt, too large, or not a whole JSON array.
 */
export function readBlobBody(body: Body, rules: RecordRules, identity: Identity): BlobReading {
  return withBody(body, MAX_INFLATED_BYTES, (bytes) => {
    // Of bytes that nothing vouches for, a damaged record would count as unreadable or as another operation.
    if (!hasChecksum(body)) parseJson(bytes);
    return readBlob(bytes, rules, identity);
  });
}
