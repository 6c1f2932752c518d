import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MadeFile } from '../../src/snapshot/made-file.ts';
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
  const fileOf = (...pieces: readonly Buffer[]): MadeFile => {
    const file = keep();
    for (const piece of pieces) {
      file.add(piece);
      // Who adds may use the memory again.
      piece.fill('x');
    }
    return file.finish();
  };
  const small = fileOf(Buffer.alloc(MIB - 1, 's'));
  expect(existsSync(folder)).toBe(false);
  const large = [
    fileOf(Buffer.alloc(MIB, 'a')),
    fileOf(Buffer.alloc(5, 'b'), Buffer.alloc(3, 'c'), Buffer.alloc(MIB, 'd'), Buffer.alloc(MIB, 'e')),
  ];
  expect(readdirSync(folder)).toHaveLength(2);
  expect([small, ...large].map(({ size }) => size)).toEqual([MIB - 1, MIB, 2 * MIB + 8]);
  expect(Buffer.from(small.read())).toEqual(Buffer.alloc(MIB - 1, 's'));
  expect(Buffer.from(large[0]?.read() ?? [])).toEqual(Buffer.alloc(MIB, 'a'));
  const inPieces = Buffer.concat([Buffer.from('bbbbbccc'), Buffer.alloc(MIB, 'd'), Buffer.alloc(MIB, 'e')]);
  expect(Buffer.from(large[1]?.read() ?? [])).toEqual(inPieces);
  for (const file of [small, ...large]) {
    const pieces = Array.from(file.pieces(), (piece) => Buffer.from(piece));
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(MIB);
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(file.read()));
  }
  await close();
  expect(existsSync(folder)).toBe(false);
});

test('a place that cannot be written is told', () => {
  const { folder, keep } = newPlace();
  writeFileSync(folder, 'a file');
  expect(() => keep().add(Buffer.alloc(MIB))).toThrow('Cannot write the folder "files"');
});
