import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createDisk } from '../../../src/stores/disk.ts';
import { replaceFolder, requireReplaceable } from '../../../src/stores/folder/folder.ts';

type Work = 'rename' | 'remove';

/** Returns the code with which a work fails, as those on Windows do while another program has a file open. */
let refuse = (_work: Work, _path: string): string | undefined => undefined;

function throwFor(work: Work, path: string): void {
  const code = refuse(work, path);
  if (code !== undefined) throw Object.assign(new Error(`${code}: ${work} '${path}'`), { code });
}

const FRESH = { paths: ['manifest.json'], read: async () => [Buffer.from('new')] };

let [root, folder]: [string, string] = ['', ''];
let waits: number[] = [];
const disk = createDisk(async (ms) => void waits.push(ms), {
  rename: (from, to) => {
    throwFor('rename', String(from));
    renameSync(from, to);
  },
  remove: async (path) => {
    throwFor('remove', path);
    rmSync(path, { recursive: true, force: true });
  },
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'locked-'));
  folder = join(root, 'out');
  waits = [];
  mkdirSync(folder);
  writeFileSync(join(folder, 'manifest.json'), 'old');
  refuse = () => undefined;
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

const held = () => readFileSync(join(folder, 'manifest.json'), 'utf8');

/** Refuses a work on paths with this ending, so many times. */
function lock(work: Work, ending: string, times: number, code = 'EPERM'): void {
  let left = times;
  refuse = (asked, path) => {
    if (asked !== work || !path.endsWith(ending) || left === 0) return undefined;
    left -= 1;
    return code;
  };
}

describe('while another program has a file open', () => {
  test.each<[string, Work, string, string]>([
    ['the old folder cannot move', 'rename', 'out', 'EPERM'],
    ['the new folder cannot move', 'rename', '.out.new', 'EBUSY'],
    ['the new folder cannot move, nor be written to', 'rename', '.out.new', 'EACCES'],
    ['what a killed run left cannot go', 'remove', '.out.old', 'ENOTEMPTY'],
  ])('%s: it is tried again', async (_, work, ending, code) => {
    lock(work, ending, 3, code);
    await replaceFolder(folder, FRESH, disk);
    expect(waits).toEqual([100, 200, 400]);
    expect(held()).toBe('new');
    expect(readdirSync(root)).toEqual(['out']);
  });

  test.each([
    ['the old folder', 'out'],
    ['the new folder', '.out.new'],
  ])('that stays open, %s cannot move: the old one stays in its place', async (_, ending) => {
    const tries = 7;
    lock('rename', ending, tries, 'EBUSY');
    await expect(replaceFolder(folder, FRESH, disk)).rejects.toMatchObject({
      message: expect.stringContaining('Cannot write the folder "out": EBUSY'),
      remedy: expect.stringContaining('Close the programs'),
    });
    expect(waits).toHaveLength(tries - 1);
    expect(held()).toBe('old');
    expect(readdirSync(root)).toEqual(['out']);
  });

  test('the old files cannot go once the new ones are there: the next run takes them away', async () => {
    let moved = false;
    refuse = (work, path) => {
      moved ||= work === 'rename';
      return work === 'remove' && moved && path.endsWith('.out.old') ? 'EBUSY' : undefined;
    };
    await replaceFolder(folder, FRESH, disk);
    expect(held()).toBe('new');
    refuse = () => undefined;
    await requireReplaceable({ absolute: folder, relative: 'out', disk }).catch(() => undefined);
    expect(held()).toBe('new');
    await replaceFolder(folder, FRESH, disk);
    expect(readdirSync(root)).toEqual(['out']);
  });

  test('what a killed run left beside its place cannot move back at once', async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(join(root, '.out.old'));
    lock('rename', '.out.old', 2);
    await requireReplaceable({ absolute: folder, relative: 'out', disk });
    expect(readdirSync(root)).toEqual(['out']);
    expect(waits).toEqual([100, 200]);
  });
});

test('a reason that time does not change is told at once', async () => {
  lock('rename', '.out.new', 1, 'EXDEV');
  await expect(replaceFolder(folder, FRESH, disk)).rejects.toThrow('EXDEV');
  expect(waits).toEqual([]);
  expect(held()).toBe('old');
});
