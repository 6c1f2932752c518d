import { createHash } from 'node:crypto';

/** Returns the short name under which a content blob is remembered: 16 hex characters. */
export function contentKey(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}
