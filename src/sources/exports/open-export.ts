import { open } from 'node:fs/promises';
import { ExportError } from '../../errors.ts';
import { linkProblem, WITHOUT_LINKS, type WorkspacePath } from '../../inputs/places.ts';
import { LIMITS } from '../../limits.ts';
import { whyUnreadable } from '../../read-file.ts';

/** The text of a file, as UTF-8 without its mark of byte order. */
export interface ExportText {
  /** The beginning of it. */
  readonly head: string;
  readonly chunks: AsyncIterable<Buffer>;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const EXPORT_AGAIN = 'Give the CSV file as Purview, PowerShell or make.powerapps.com wrote it.';

/**
 * Opens a file for one reading.
 * @throws {ExportError} when it is missing, empty, an archive, or no text.
 */
export async function openExport(
  file: WorkspacePath,
): Promise<ExportText & { readonly close: () => Promise<void> }> {
  const refuse = (why: string, remedy = EXPORT_AGAIN, cause?: unknown): ExportError =>
    new ExportError(`Cannot import ${JSON.stringify(file.relative)}: ${why}`, remedy, { cause });
  const problem = linkProblem(file);
  if (problem !== undefined) throw refuse(`it ${problem}`, `${WITHOUT_LINKS}.`);
  const handle = await open(file.absolute).catch((cause: unknown) => {
    throw refuse(whyUnreadable(cause), 'Check the path and the permissions of the runner on it.', cause);
  });
  try {
    if (!(await handle.stat()).isFile()) throw refuse('it is not a file', 'Give a file, a folder or a glob.');
    const raw = readChunks(async (bytes) => (await handle.read(bytes, 0, bytes.length)).bytesRead);
    const first = await firstBytes(raw);
    if (first.length === 0) throw refuse('it is empty');
    if (first.toString('latin1', 0, 4) === 'PK\u0003\u0004') {
      throw refuse(
        'it is a zip archive or an Excel workbook',
        'Unpack it in a step before this one, and give the CSV files in it.',
      );
    }
    const encoding = encodingOf(first);
    if (encoding === undefined) throw refuse('it is not text');
    return {
      head: new TextDecoder(encoding).decode(first.subarray(0, LIMITS.export.headBytes), { stream: true }),
      chunks: decoded(first, raw, encoding),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function* readChunks(read: (bytes: Buffer) => Promise<number>): AsyncGenerator<Buffer> {
  for (;;) {
    const bytes = Buffer.allocUnsafeSlow(LIMITS.export.chunkBytes);
    const length = await read(bytes);
    if (length === 0) return;
    yield bytes.subarray(0, length);
  }
}

async function firstBytes(raw: AsyncGenerator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < LIMITS.export.headBytes) {
    const { value, done } = await raw.next();
    if (done === true) break;
    parts.push(value);
    length += value.length;
  }
  return Buffer.concat(parts);
}

/** Returns how a file is written; `undefined` when it is no text. Its header has ASCII letters in every family. */
export function encodingOf(first: Buffer): Encoding | undefined {
  const [a, b, c, d] = first;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (b === 0 && d === 0 && a !== 0 && c !== 0) return 'utf-16le';
  if (a === 0 && c === 0 && b !== 0 && d !== 0) return 'utf-16be';
  return first.includes(0) ? undefined : 'utf-8';
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

async function* decoded(
  first: Buffer,
  rest: AsyncGenerator<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield UTF8_MARK.equals(first.subarray(0, 3)) ? first.subarray(3) : first;
    yield* rest;
    return;
  }
  const decoder = new TextDecoder(encoding);
  yield Buffer.from(decoder.decode(first, { stream: true }));
  for await (const bytes of rest) yield Buffer.from(decoder.decode(bytes, { stream: true }));
}
