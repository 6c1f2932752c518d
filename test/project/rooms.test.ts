import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FILES = globSync('src/**/*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.as.ts'));
const TEXTS = new Map(FILES.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** What a file imports, static or not: packages by name, files of the project by path. */
function importsOf(file: string): readonly string[] {
  const found = (TEXTS.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, target = '']) =>
    target.startsWith('.') ? normalize(join(dirname(file), target)).replaceAll('\\', '/') : target,
  );
}

/** The room of a file: a folder of src/, or the file itself. */
function roomOf(file: string): string {
  const [, room = '', rest] = file.split('/');
  return rest === undefined ? room.replace(/\.ts$/, '') : room;
}

const importing = (name: string): readonly string[] =>
  FILES.filter((file) => importsOf(file).includes(name)).sort();

describe('the HTTP room is the only place', () => {
  test('that imports node-fetch', () => {
    expect(importing('node-fetch')).toEqual(['src/http/send.ts']);
  });

  test('that opens connections', () => {
    const opening = ['node:http', 'node:https', 'node:net', 'node:tls', 'undici', '@actions/http-client'];
    const allowed = ['src/http/send.ts'];
    expect(opening.flatMap((name) => importing(name)).filter((file) => !allowed.includes(file))).toEqual([]);
    expect(FILES.filter((file) => /(?<![.\w])fetch\(/.test(TEXTS.get(file) ?? ''))).toEqual(allowed);
  });

  test('that waits between tries of a request', () => {
    // git talks to its remote by itself, audit search says when it is ready; the others wait for something other than an answer.
    const waiting = FILES.filter((file) => /(?<!\w)sleep\(|setTimeout\(/.test(TEXTS.get(file) ?? ''));
    expect(waiting.sort()).toEqual([
      'src/commands/sync.ts',
      'src/host.ts',
      'src/http/client.ts',
      'src/http/send.ts',
      'src/report/page/script.ts',
      'src/sources/activity-feed/blob-thread.ts',
      'src/sources/activity-feed/limiter.ts',
      'src/sources/audit-search/run-queries.ts',
      'src/stores/branch/repository.ts',
      'src/stores/cache.ts',
    ]);
  });

  test('that reads Retry-After', () => {
    expect(FILES.filter((file) => /retry-after/i.test(TEXTS.get(file) ?? '')).map(roomOf)).toEqual([
      'http',
      'http',
    ]);
  });
});

describe('the outside comes from host.ts', () => {
  test.each([
    ['the clock', /Date\.now\(|new Date\(\)|performance\.now\(/],
    ['chance', /Math\.random/],
  ])('%s', (_, pattern) => {
    const users = FILES.filter((file) =>
      pattern.test((TEXTS.get(file) ?? '').replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')),
    );
    expect(users.filter((file) => file !== 'src/host.ts')).toEqual([]);
  });

  test('and the toolkit, but for the masks of nothing else', () => {
    for (const name of ['@actions/core', '@actions/cache', '@actions/artifact']) {
      expect([name, ...importing(name)]).toEqual([name, 'src/host.ts']);
    }
  });
});

/** From the top down: a room imports from those below it only. What stands in one line may import each other. */
const LEVELS: readonly (readonly string[])[] = [
  ['index'],
  ['main'],
  ['commands'],
  ['host'],
  ['report'],
  ['stores'],
  ['sync'],
  ['sources', 'snapshot'],
  ['launches', 'entra', 'github', 'inputs'],
  ['http'],
  ['errors', 'clock', 'limits', 'log', 'instants', 'read-file', 'version'],
];

test('arrows point down', () => {
  const levelOf = (room: string): number => LEVELS.findIndex((rooms) => rooms.includes(room));
  const wrong = FILES.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('src/'))
      .filter((target) => levelOf(roomOf(target)) < levelOf(roomOf(file)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
  expect(FILES.map(roomOf).filter((room) => levelOf(room) === -1)).toEqual([]);
});

test('launches, snapshot and sync are pure: no network, no disk, no process', () => {
  const outside = /^(?:node:(?!crypto|buffer|zlib|path)|@actions\/|node-fetch)/;
  const wrong = FILES.filter((file) => ['launches', 'snapshot', 'sync'].includes(roomOf(file))).flatMap(
    (file) =>
      importsOf(file)
        .filter((target) => outside.test(target))
        .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});
