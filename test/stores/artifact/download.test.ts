import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DownloadTimes, downloadInto } from '../../../src/stores/artifact/download.ts';

let temporary = '';
let folders: string[] = [];
let waits: number[] = [];

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'download-'));
  folders = [];
  waits = [];
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

type Try = (folder: string) => Promise<unknown>;
const never = () => new Promise<void>(() => undefined);

/** Makes these tries in turn, the last again and again. */
function download(tries: readonly Try[], silence: DownloadTimes['silence'] = never): Promise<string> {
  const fetchInto = async (folder: string): Promise<void> => {
    folders.push(folder);
    await tries[Math.min(folders.length, tries.length) - 1]?.(folder);
  };
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  return downloadInto(temporary, fetchInto, { sleep, silence });
}

const succeed: Try = (folder) => writeFile(join(folder, 'manifest.json'), '{}');
const fail: Try = async (folder) => {
  await writeFile(join(folder, 'half.csv'), 'a');
  throw new Error('503');
};

test('what a failed try left is not among the files', async () => {
  const folder = await download([fail, fail, fail, succeed]);
  expect(await readdir(folder)).toEqual(['manifest.json']);
  expect(folders).toHaveLength(4);
  expect(folders.filter((tried) => existsSync(tried))).toEqual([folder]);
  expect(waits).toEqual([2_000, 4_000, 8_000]);
});

test('after four tries the last failure is told, and nothing stays', async () => {
  await expect(download([fail])).rejects.toThrow('503');
  expect(folders).toHaveLength(4);
  expect(await readdir(temporary)).toEqual([]);
});

test('a try in which nothing arrives is given up', async () => {
  const silence = async (): Promise<void> => undefined;
  await expect(download([never], silence)).rejects.toThrow('nothing more arrived');
  expect(folders).toHaveLength(4);
});

test('so is one that stops half-way, and only then', async () => {
  const pieces = ['a.csv', 'b.csv', 'c.csv'];
  let looks = 0;
  const silence = async (): Promise<void> => {
    const piece = pieces[looks];
    looks += 1;
    if (piece !== undefined) await writeFile(join(folders[0] ?? '', piece), 'bytes');
  };
  await expect(download([never], silence)).rejects.toThrow('nothing more arrived');
  expect(looks).toBe(pieces.length + 4);
});

test('a try that is over is not watched any longer', async () => {
  const signals: AbortSignal[] = [];
  const silence = (signal: AbortSignal): Promise<void> => {
    signals.push(signal);
    return never();
  };
  await download([fail, succeed], silence);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});
