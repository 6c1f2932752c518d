import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from './items.ts';

/** Folders in which nothing but generated files stands, and what Power BI Desktop keeps there for itself. */
const GENERATED = [`${PROJECT}.SemanticModel/`, `${PROJECT}.Report/`];
const OF_DESKTOP = /(^|\/)\.pbi\//;

/**
 * Returns the paths under `root` that are not as they should be: missing, different, or left over from before. `wanted` is
 * path with slashes → text.
 */
export async function staleFiles(
  root: string,
  wanted: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const [path, text] of wanted) {
    const written = await readFile(join(root, path), 'utf8').catch(() => undefined);
    if (written !== text) stale.push(path);
  }
  const paths = (await readdir(root, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  const folders = new Set([...wanted.keys()].flatMap(foldersOf));
  for (const path of paths) {
    const isGenerated = GENERATED.some((folder) => path.startsWith(folder)) && !OF_DESKTOP.test(`${path}/`);
    if (isGenerated && !wanted.has(path) && !folders.has(path)) stale.push(path);
  }
  return stale;
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
