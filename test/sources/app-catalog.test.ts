import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readAppCatalog } from '../../src/sources/app-catalog.ts';

test('a catalog of more than 64 MiB is refused before it is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const absolute = join(folder, 'apps.csv');
  writeFileSync(absolute, 'App ID,Display name\na,Leave\n');
  expect((await readAppCatalog({ absolute, relative: 'apps.csv' })).size).toBe(1);
  // A hole takes no space on the disk.
  truncateSync(absolute, 64 * 2 ** 20 + 1);
  await expect(readAppCatalog({ absolute, relative: 'apps.csv' })).rejects.toThrow(
    'The app catalog "apps.csv" has more than 64 MiB',
  );
});
