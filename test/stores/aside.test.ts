import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAside } from '../../src/stores/aside.ts';
import { createDisk } from '../../src/stores/disk.ts';

const MIB = 2 ** 20;
function newPlace() {
  const folder = join(mkdtempSync(join(tmpdir(), 'aside-')), 'files');
  return {
    folder,
    ...openAside(
      folder,
      createDisk(async () => undefined),
    ),
  };
}

test('large files are put aside until the run ends, small ones stay in memory', async () => {
  const { folder, keep, close } = newPlace();
  const small = keep(Buffer.alloc(MIB - 1, 's'));
  expect(existsSync(folder)).toBe(false);
  const large = [keep(Buffer.alloc(MIB, 'a')), keep(Buffer.alloc(MIB + 1, 'b'))];
  expect(readdirSync(folder)).toHaveLength(2);
  expect([small, ...large].map(({ size }) => size)).toEqual([MIB - 1, MIB, MIB + 1]);
  expect(Buffer.from(small.read())).toEqual(Buffer.alloc(MIB - 1, 's'));
  expect(Buffer.from(large[0]?.read() ?? [])).toEqual(Buffer.alloc(MIB, 'a'));
  expect(Buffer.from(large[1]?.read() ?? [])).toEqual(Buffer.alloc(MIB + 1, 'b'));
  await close();
  expect(existsSync(folder)).toBe(false);
});

test('a place that cannot be written is told', () => {
  const { folder, keep } = newPlace();
  writeFileSync(folder, 'a file');
  expect(() => keep(Buffer.alloc(MIB))).toThrow('Cannot write the folder "files"');
});
