import { glob, readdir, stat } from 'node:fs/promises';
import { ExportError, messageOf } from '../../errors.ts';
import { insideWorkspace, type WorkspacePath } from '../../inputs/places.ts';

/** What is imported: a file, or the folder of a snapshot of this action. */
export interface ImportSource {
  readonly kind: 'file' | 'snapshot';
  readonly place: WorkspacePath;
}

const MANIFEST = 'manifest.json';

/**
 * Returns what the lines of `import` name, each once and in the order of their paths. A folder with a manifest is a snapshot,
 * and so are the files in it; another one stands for the CSV files and snapshots in it.
 * @throws {ExportError} when a line names nothing.
 */
export async function findImports(
  workspace: string,
  patterns: readonly string[],
): Promise<readonly ImportSource[]> {
  const found = new Map<string, ImportSource>();
  for (const pattern of patterns) {
    const sources = await sourcesOf(workspace, pattern);
    if (sources.length === 0) {
      throw new ExportError(
        `Cannot import ${JSON.stringify(pattern)}: no file in the workspace matches it`,
        'Check the path, and that a step before this one puts the files there.',
      );
    }
    for (const source of sources) found.set(source.place.relative, source);
  }
  return [...found.values()].sort((a, b) => (a.place.relative < b.place.relative ? -1 : 1));
}

async function sourcesOf(workspace: string, pattern: string): Promise<readonly ImportSource[]> {
  // A name may hold what a glob gives a meaning.
  const isName = (await kindOf(`${workspace}/${pattern}`)) !== undefined;
  const paths = isName ? [pattern] : await matchesOf(workspace, pattern);
  const sources = await Promise.all(
    paths
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !path.split('/').some((part) => part.toLowerCase() === '.git'))
      .map((path) => sourcesAt(workspace, path)),
  );
  return sources.flat();
}

async function matchesOf(workspace: string, pattern: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const path of glob(pattern, { cwd: workspace })) paths.push(path);
  return paths;
}

async function sourcesAt(workspace: string, path: string): Promise<readonly ImportSource[]> {
  const snapshot = await snapshotAround(workspace, path);
  if (snapshot !== undefined) return [{ kind: 'snapshot', place: placeOf(workspace, snapshot) }];
  if ((await kindOf(`${workspace}/${path}`)) === 'file') {
    return [{ kind: 'file', place: placeOf(workspace, path) }];
  }
  const entries = await readdir(`${workspace}/${path}`, { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory() || /\.csv$/i.test(entry.name));
  return (await Promise.all(inside.map(({ name }) => sourcesAt(workspace, `${path}/${name}`)))).flat();
}

/** @throws {ExportError} when its name is one that not every platform allows. */
function placeOf(workspace: string, path: string): WorkspacePath {
  try {
    return insideWorkspace(workspace, path);
  } catch (cause) {
    throw new ExportError(
      `Cannot import ${JSON.stringify(path)}: it ${messageOf(cause)}`,
      'Rename it in a step before this one.',
      { cause },
    );
  }
}

/** Returns the folder that a path is or lies in which has a manifest. */
async function snapshotAround(workspace: string, path: string): Promise<string | undefined> {
  const parts = path.split('/');
  for (const [index] of parts.entries()) {
    const folder = parts.slice(0, index + 1).join('/');
    if ((await kindOf(`${workspace}/${folder}/${MANIFEST}`)) === 'file') return folder;
  }
  return undefined;
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}
