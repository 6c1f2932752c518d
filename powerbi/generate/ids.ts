import { createHash } from 'node:crypto';

/**
 * Returns the same UUID for the same name, so that generated files do not change from run to run: version 8 of RFC 9562,
 * from the SHA-256 of the name.
 */
export function uuidOf(...name: readonly string[]): string {
  const hex = createHash('sha256')
    .update(['audit-log-sync', 'powerbi', ...name].join('\0'))
    .digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
