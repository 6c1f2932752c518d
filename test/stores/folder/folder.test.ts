import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreError } from '../../../src/errors.ts';
import { LIMITS } from '../../../src/limits.ts';
import { formatManifest } from '../../../src/snapshot/manifest.ts';
import { createDisk } from '../../../src/stores/disk.ts';
import { writePublished } from '../../../src/stores/folder/directory.ts';
import { readFolder, replaceFolder, requireReplaceable } from '../../../src/stores/folder/folder.ts';
import { manifestOf } from '../../snapshot/fixtures.ts';

const OURS = manifestOf([]);
const REFUSED = {
  message: 'The folder "out" holds files that are not a snapshot of this action',
  remedy:
    'Give directory the name of a folder that nothing else uses, because its content is replaced; if it holds a damaged snapshot, restore its manifest.json.',
};

const disk = createDisk(async () => undefined);
const required = (absolute: string, relative: string) => requireReplaceable({ absolute, relative, disk });

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'folder-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(root, 'out');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('a folder that publishing may replace', () => {
  test.each([
    ['a snapshot', formatManifest(OURS)],
    [
      'a snapshot of a newer schema',
      JSON.stringify({ ...OURS, schema_version: '7.0.0', files: 'elsewhere' }),
    ],
    ['a snapshot of an older release', JSON.stringify({ ...OURS, coverage: undefined })],
  ])('%s', async (_, manifest) => {
    await required(await folderWith({ 'manifest.json': manifest, 'README.md': '' }), 'out');
  });

  test('an empty one, and none', async () => {
    await required(join(root, 'none'), 'out');
    await required(await folderWith({}), 'out');
  });

  test('one that a run left beside its place when it was killed', async () => {
    const folder = join(root, 'out');
    const text = formatManifest(OURS);
    await replaceFolder(folder, { paths: ['manifest.json'], read: async () => [Buffer.from(text)] }, disk);
    await rename(folder, join(root, '.out.old'));
    await required(folder, 'out');
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toBe(text);
  });
});

test('small files are asked for together, and large ones as far as memory goes', async () => {
  const asked: (readonly string[])[] = [];
  const read = async (wanted: readonly string[]) => {
    asked.push(wanted);
    return wanted.map((name) => Buffer.from(name));
  };
  const paths = Array.from({ length: 600 }, (_, index) => `${index}.csv`);
  const sizeOf = (name: string): number => (name === '598.csv' || name === '599.csv' ? 20 * 2 ** 20 : 1_000);
  await replaceFolder(join(root, 'out'), { paths, sizeOf, read }, disk);
  expect(asked.map(({ length }) => length)).toEqual([512, 87, 1]);
  expect(asked.flat()).toEqual(paths);
  expect(await readFile(join(root, 'out', '599.csv'), 'utf8')).toBe('599.csv');
});

describe('a snapshot that cannot be written leaves the old one, and no folder beside it', () => {
  const failing = (code: string) => async () => {
    throw Object.assign(new Error(`${code}: no write`), { code });
  };

  test.each([
    ['ENOSPC', 'Free space'],
    ['EDQUOT', 'Free space'],
    ['EROFS', 'Let the runner write'],
    ['EIO', 'what the runner says'],
  ])('%s', async (code, remedy) => {
    const folder = await folderWith({ 'manifest.json': 'old' });
    const written = replaceFolder(folder, { paths: ['manifest.json'], read: failing(code) }, disk);
    await expect(written).rejects.toMatchObject({
      message: `Cannot write the folder "out": ${code}: no write`,
      remedy: expect.stringContaining(remedy),
    });
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toBe('old');
    expect(await readdir(root)).toEqual(['out']);
  });

  test('for a reason of ours, which is told as it is', async () => {
    const read = () => Promise.reject(new StoreError('Cannot read files', 'Wait.'));
    const written = replaceFolder(await folderWith({}), { paths: ['manifest.json'], read }, disk);
    await expect(written).rejects.toThrow('Cannot read files');
    expect(await readdir(root)).toEqual(['out']);
  });
});

describe('a folder that publishing would destroy is refused', () => {
  test.each([
    ['a web app', JSON.stringify({ name: 'Shop', start_url: '/', icons: [] })],
    [
      'the manifest of another program',
      JSON.stringify({ ...OURS, generator: { name: 'other', version: '1' } }),
    ],
    ['a manifest that names no program', JSON.stringify({ ...OURS, generator: undefined })],
    ['what is not JSON', 'manifest'],
    ['a list', '[]'],
  ])('%s', async (_, manifest) => {
    const folder = await folderWith({ 'manifest.json': manifest, 'other.txt': 'keep me' });
    await expect(required(folder, 'out')).rejects.toThrow(expect.objectContaining(REFUSED));
    expect(await readFile(join(folder, 'other.txt'), 'utf8')).toBe('keep me');
  });

  test('without a manifest', async () => {
    const folder = await folderWith({ 'index.ts': '' });
    await expect(required(folder, 'out')).rejects.toThrow(expect.objectContaining(REFUSED));
  });

  test('with a folder of that name', async () => {
    await mkdir(join(root, 'out', 'manifest.json'), { recursive: true });
    await expect(required(join(root, 'out'), 'out')).rejects.toThrow('are not a snapshot');
  });
});

describe('links', () => {
  test('beside the folder, where a killed run leaves the old one, do not become the folder', async () => {
    const outside = join(root, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'manifest.json'), formatManifest(OURS));
    await symlink(outside, join(root, '.out.old'));
    await required(join(root, 'out'), 'out');
    expect(await readFolder(join(root, 'out'), 'out')).toBeUndefined();
    await replaceFolder(join(root, 'out'), { paths: ['a'], read: async () => [Buffer.from('new')] }, disk);
    expect(await readdir(join(root, 'out'))).toEqual(['a']);
    expect(await readdir(outside)).toEqual(['manifest.json']);
  });

  test.each([
    ['a file', 'csv/apps/apps.csv'],
    ['a folder', 'csv'],
  ])('in the snapshot are not followed: %s', async (_, name) => {
    const path = 'csv/apps/apps.csv';
    const secret = join(root, 'secret', path.slice(name.length));
    await mkdir(join(secret, '..'), { recursive: true });
    await writeFile(secret, 'secret');
    const folder = await folderWith({ 'manifest.json': formatManifest(OURS) });
    await mkdir(join(folder, name, '..'), { recursive: true });
    await symlink(join(root, 'secret'), join(folder, name));
    const snapshot = await readFolder(folder, 'out');
    await expect(snapshot?.read([path])).rejects.toThrow(`${path} in out is reached through a link`);
  });

  test('in place of its manifest are not followed', async () => {
    const folder = await folderWith({});
    await writeFile(join(root, 'elsewhere.json'), formatManifest(OURS));
    await symlink(join(root, 'elsewhere.json'), join(folder, 'manifest.json'));
    await expect(readFolder(folder, 'out')).rejects.toThrow('manifest.json in out is reached through a link');
  });

  test('that lead out of the workspace by the time the folder is written end the run', async () => {
    const [workspace, outside] = [join(root, 'workspace'), join(root, 'outside')];
    await mkdir(workspace);
    await mkdir(outside);
    const directory = { workspace, relative: 'a/out', absolute: join(workspace, 'a', 'out'), disk };
    await symlink(outside, join(workspace, 'a'));
    const published = { manifest: OURS, origin: 'x', absent: new Set<string>(), read: async () => [] };
    await expect(writePublished(directory, published)).rejects.toThrow(
      'Cannot write "a/out": it leads out of the workspace through a link',
    );
    expect(await readdir(outside)).toEqual([]);
  });
});

describe('what is larger than it may be is never read', () => {
  const FILE = {
    table: 'apps',
    format: 'csv',
    path: 'csv/apps.csv',
    rows: 1,
    bytes: 5,
    sha256: '0'.repeat(64),
    date_from: null,
    date_to: null,
    sealed: false,
  } as const;

  test('a manifest of 3 GiB', async () => {
    const folder = await folderWith({ 'manifest.json': '{' });
    await truncate(join(folder, 'manifest.json'), 3 * 2 ** 30);
    await expect(readFolder(folder, 'out')).rejects.toThrow(
      'Cannot read the manifest in out: it has 3,221,225,472 bytes, more than 8,388,608',
    );
    await expect(required(folder, 'out')).rejects.toThrow('are not a snapshot');
  });

  test('a manifest that is a folder', async () => {
    await mkdir(join(root, 'out', 'manifest.json'), { recursive: true });
    await expect(readFolder(join(root, 'out'), 'out')).rejects.toThrow('it is not a file');
  });

  test.each([
    ['a data file', 'csv/apps.csv', 6, 5],
    ['a document', 'README.md', LIMITS.document.bytes + 1, LIMITS.document.bytes],
  ])('%s', async (_, name, bytes, most) => {
    const folder = await folderWith({ 'manifest.json': formatManifest(manifestOf([FILE])) });
    await mkdir(join(folder, 'csv'));
    await writeFile(join(folder, name), '');
    const snapshot = await readFolder(folder, 'out');
    await truncate(join(folder, name), most);
    expect((await snapshot?.read([name]))?.[0]).toHaveLength(most);
    await truncate(join(folder, name), bytes);
    expect(await snapshot?.read([name])).toEqual([undefined]);
  });
});
