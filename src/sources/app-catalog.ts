import { StoreError } from '../errors.ts';
import { linkProblem, WITHOUT_LINKS, type WorkspacePath } from '../inputs/places.ts';
import { LIMITS } from '../limits.ts';
import { readFileWithin, whyUnreadable } from '../read-file.ts';
import { type AppCatalog, parseAppCatalog } from '../snapshot/app-catalog.ts';

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
    const bytes = await readFileWithin(file.absolute, LIMITS.catalog.bytes);
    // Excel and Windows PowerShell write UTF-16 too.
    text = bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8');
  } catch (cause) {
    throw new StoreError(
      `Cannot read the app catalog ${JSON.stringify(file.relative)}: ${whyUnreadable(cause)}`,
      'Check that app-catalog names a CSV file of apps, and that a step before this one checks the repository out.',
      { cause },
    );
  }
  return await parseAppCatalog(text, file.relative);
}
