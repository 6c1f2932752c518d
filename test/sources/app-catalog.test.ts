import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { reallyInsideWorkspace } from '../../src/inputs/places.ts';
import { LIMITS } from '../../src/limits.ts';
import { readAppCatalog } from '../../src/sources/app-catalog.ts';

const CATALOG = 'App ID,Display name\na,Leave\n';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a catalog of more than 32 MiB is refused before it is read', async () => {
  const workspace = newFolder();
  const file = reallyInsideWorkspace(workspace, 'apps.csv');
  writeFileSync(file.absolute, CATALOG);
  expect((await readAppCatalog(file)).size).toBe(1);
  // A hole takes no space on the disk.
  truncateSync(file.absolute, LIMITS.catalog.bytes + 1);
  await expect(readAppCatalog(file)).rejects.toThrow(
    'Cannot read the app catalog "apps.csv": it has 33,554,433 bytes, more than 33,554,432',
  );
});

test('a link that comes after the inputs were checked is not followed out of the workspace', async () => {
  const [workspace, outside] = [newFolder(), newFolder()];
  for (const folder of [workspace, outside]) {
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', 'apps.csv'), CATALOG);
  }
  const file = reallyInsideWorkspace(workspace, 'a/apps.csv');
  expect((await readAppCatalog(file)).size).toBe(1);
  rmSync(join(workspace, 'a'), { recursive: true });
  symlinkSync(join(outside, 'a'), join(workspace, 'a'));
  await expect(readAppCatalog(file)).rejects.toThrow(
    'Cannot read the app catalog "a/apps.csv": it leads out of the workspace through a link',
  );
});
