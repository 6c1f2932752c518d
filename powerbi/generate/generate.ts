/**
 * Writes the Power BI project from the table definitions: `node scripts/node24.mjs powerbi/generate/generate.ts`.
 * With `--check` it writes nothing and fails when a committed file is not current.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFiles } from './project.ts';
import { staleFiles } from './stale.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const files = await projectFiles();
const stale = await staleFiles(root, files);

if (!process.argv.includes('--check')) await write(stale);
else if (stale.length > 0) {
  console.error(
    `Not current in powerbi/: ${stale.join(', ')}. Run node scripts/node24.mjs powerbi/generate/generate.ts and commit what it writes.`,
  );
  process.exitCode = 1;
}

async function write(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const text = files.get(path);
    const file = join(root, path);
    if (text === undefined) await rm(file, { recursive: true, force: true });
    else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    console.log(`${text === undefined ? 'removed' : 'written'}: powerbi/${path}`);
  }
}
