import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reallyInsideWorkspace } from '../../src/inputs/places.ts';
import { readAppCatalog } from '../../src/sources/app-catalog.ts';

test('a link that comes after the inputs were checked is not followed out of the workspace', async () => {
  const root = await mkdtemp(join(tmpdir(), 'catalog-'));
  const [workspace, outside] = [join(root, 'workspace'), join(root, 'outside')];
  for (const folder of [workspace, outside]) {
    await mkdir(join(folder, 'a'), { recursive: true });
    await writeFile(
      join(folder, 'a', 'apps.csv'),
      'app_id,app_name\n00000000-0000-4000-8000-000000000001,A\n',
    );
  }
  const file = reallyInsideWorkspace(workspace, 'a/apps.csv');
  expect((await readAppCatalog(file)).size).toBe(1);
  await rm(join(workspace, 'a'), { recursive: true });
  await symlink(join(outside, 'a'), join(workspace, 'a'));
  await expect(readAppCatalog(file)).rejects.toThrow(
    'Cannot read the app catalog "a/apps.csv": it leads out of the workspace through a link',
  );
  await rm(root, { recursive: true });
});
