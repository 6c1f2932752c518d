import { readFile, stat } from 'node:fs/promises';
import { StoreError } from '../errors.ts';
import { linkProblem, WITHOUT_LINKS, type WorkspacePath } from '../inputs/places.ts';
import { type AppCatalog, parseAppCatalog } from '../snapshot/app-catalog.ts';

/** Largest catalog that is read: a line for each of 100,000 apps takes less. */
const LARGEST_BYTES = 64 * 2 ** 20;

/**
 * Reads the app catalog out of the workspace; an empty one without one.
 * @throws {StoreError} when it is missing or not a catalog.
 */
export async function readAppCatalog(file: WorkspacePath | undefined): Promise<AppCatalog> {
  if (file === undefined) return new Map();
  const problem = linkProblem(file);
  if (problem !== undefined) {
    const name = JSON.stringify(file.relative);
    throw new StoreError(`Cannot read the app catalog ${name}: it ${problem}`, `${WITHOUT_LINKS}.`);
  }
  let text: string;
  try {
    await requireSmall(file);
    const bytes = await readFile(file.absolute);
    // Excel and Windows PowerShell write UTF-16 too.
    text = bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8');
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(
      `Cannot read the app catalog ${JSON.stringify(file.relative)}`,
      'Check app-catalog, and that a step before this one checks the repository out.',
      { cause },
    );
  }
  return await parseAppCatalog(text, file.relative);
}

async function requireSmall({ absolute, relative }: WorkspacePath): Promise<void> {
  const { size } = await stat(absolute);
  if (size <= LARGEST_BYTES) return;
  throw new StoreError(
    `The app catalog ${JSON.stringify(relative)} has more than ${LARGEST_BYTES / 2 ** 20} MiB`,
    'Check that app-catalog names the right file, a CSV of apps.',
  );
}
