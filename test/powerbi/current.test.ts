import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { projectFiles } from '../../powerbi/generate/project.ts';
import { staleFiles } from '../../powerbi/generate/stale.ts';

/** Formatting the queries takes longer than all the rest: it is done once, and once more to compare. */
const generated = projectFiles();
const root = fileURLToPath(new URL('../../powerbi/', import.meta.url));

test('the committed files are what the table definitions give', async () => {
  const stale = await staleFiles(root, await generated);
  expect(stale, 'run node scripts/node24.mjs powerbi/generate/generate.ts and commit what it writes').toEqual(
    [],
  );
});

test('the generator gives the same bytes each time, with line feeds and without blanks at line ends', async () => {
  const files = await generated;
  expect(await projectFiles()).toEqual(files);
  const untidy = [...files].filter(([, text]) => /\r|[ \t]\n/.test(text) || !text.endsWith('\n'));
  expect(untidy.map(([path]) => path)).toEqual([]);
});

test('a file that is missing, changed or left over is not current; what Power BI Desktop keeps is left alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'powerbi-'));
  try {
    const wanted = new Map([
      ['AppLaunches.pbip', 'same'],
      ['AppLaunches.Report/missing.json', 'missing'],
      ['AppLaunches.Report/changed.json', 'new'],
    ]);
    const written = {
      'AppLaunches.pbip': 'same',
      'AppLaunches.Report/changed.json': 'old',
      'AppLaunches.Report/left.json': 'left',
      'AppLaunches.Report/.pbi/localSettings.json': 'of Power BI Desktop',
      'queries/branch.pq': 'of another generator',
    };
    for (const [path, text] of Object.entries(written)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    expect([...(await staleFiles(folder, wanted))].sort()).toEqual([
      'AppLaunches.Report/changed.json',
      'AppLaunches.Report/left.json',
      'AppLaunches.Report/missing.json',
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
