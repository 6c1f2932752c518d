import { open, stat } from 'node:fs/promises';
import { messageOf } from './errors.ts';

/**
 * Returns the bytes of a file of at most `maxBytes`.
 * @throws {RangeError} when it is larger. @throws {TypeError} when it is something else, such as a device, which may never end.
 * @throws {Error} of Node.js, with a `code`, when it cannot be read.
 */
export async function readFileWithin(file: string, maxBytes: number): Promise<Buffer> {
  const found = await stat(file);
  if (!found.isFile()) throw new TypeError('it is not a file');
  if (found.size > maxBytes) {
    throw new RangeError(
      `it has ${found.size.toLocaleString('en-US')} bytes, more than ${maxBytes.toLocaleString('en-US')}`,
    );
  }
  const handle = await open(file);
  try {
    // A file that grows meanwhile is cut: whoever reads it finds that out.
    const bytes = Buffer.allocUnsafeSlow(found.size);
    let end = 0;
    while (end < bytes.length) {
      const { bytesRead } = await handle.read(bytes, end, bytes.length - end);
      if (bytesRead === 0) break;
      end += bytesRead;
    }
    return bytes.subarray(0, end);
  } finally {
    await handle.close();
  }
}

/** Returns why a file cannot be read, without the path that Node.js names: its code, or what `readFileWithin` says. */
export function whyUnreadable(cause: unknown): string {
  if (!(cause instanceof Error) || !('code' in cause)) return messageOf(cause);
  return cause.code === 'ENOENT' ? 'there is no such file' : String(cause.code);
}
