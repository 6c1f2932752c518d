import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { breaksOf, importsOf, type Sources } from './room-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FILES = globSync('src/**/*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.as.ts'));
const SOURCES: Sources = new Map(FILES.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** The room of a file: a folder of src/, or the file itself. */
function roomOf(file: string): string {
  const [, room = '', rest] = file.split('/');
  return rest === undefined ? room.replace(/\.ts$/, '') : room;
}

test('each file imports, names and reaches only what its room may', () => {
  expect(breaksOf(SOURCES)).toEqual([]);
});

describe('what breaks a rule is found', () => {
  const COMMAND = 'src/commands/check.ts';
  test.each<[string, string, string, string]>([
    ['fetch of the runtime', COMMAND, "await globalThis.fetch('https://x');", 'reaches what no import names'],
    ['fetch', COMMAND, "await fetch('https://x');", 'opens connections'],
    ['fetch by another name', COMMAND, 'const get = fetch;', 'opens connections'],
    ['fetch inside a text', COMMAND, "const a = `\x24{await fetch('x')}`;", 'opens connections'],
    ['a web socket', COMMAND, "new WebSocket('wss://x');", 'opens connections'],
    ['HTTP/2', COMMAND, "import { connect } from 'node:http2';", 'imports node:http2'],
    ['a socket', COMMAND, "import net from 'node:net';", 'imports node:net'],
    ['TLS', COMMAND, "import { connect } from 'node:tls';", 'imports node:tls'],
    ['a module without its scheme', COMMAND, "import https from 'https';", 'imports https'],
    ['a module when it is needed', COMMAND, "const net = await import('node:net');", 'imports node:net'],
    ['a module by a name in pieces', COMMAND, "await import('node:' + 'net');", 'imports node:'],
    ['a module by a variable', COMMAND, 'await import(name);', 'reaches what no import names'],
    ['a module of the process', COMMAND, "process.getBuiltinModule('net');", 'reaches the process'],
    ['node-fetch', COMMAND, "import get from 'node-fetch';", 'imports node-fetch'],
    ['an unknown package', COMMAND, "import got from 'got';", 'imports got'],
    [
      'a wait by another name',
      COMMAND,
      "import { setTimeout as pause } from 'node:timers/promises';",
      'imports node:timers/promises',
    ],
    ['a timer by another name', COMMAND, 'const later = setTimeout;', 'waits'],
    ['the sleep of the clock by another name', COMMAND, 'const { sleep: pause } = host.clock;', 'waits'],
    ['a timer that aborts', COMMAND, 'AbortSignal.timeout(5);', 'waits'],
    ['the clock', COMMAND, 'const a = Date.now();', 'reads the clock'],
    ['the clock by another name', COMMAND, 'const { now } = Date;', 'reads the clock'],
    ['a date of now', COMMAND, 'const a = new Date();', 'reads the clock'],
    ['a random number', COMMAND, 'const a = Math.random();', 'makes chance'],
    ['a random number by another name', COMMAND, 'const { random } = Math;', 'makes chance'],
    [
      'a random id',
      'src/stores/create-store.ts',
      "import { randomUUID } from 'node:crypto';",
      'makes chance',
    ],
    ['a random id of the runtime', COMMAND, 'crypto.getRandomValues(bytes);', 'makes chance'],
    ['a disk in a pure room', 'src/sync/gaps.ts', "import { open } from 'node:fs/promises';", 'is not pure'],
    [
      'a file that reads the disk in a pure room',
      'src/sync/gaps.ts',
      "import { readFileWithin } from '../read-file.ts';",
      'is not pure',
    ],
    [
      'the client in a pure room, by way of a file that may import it',
      'src/sources/activity-feed/content-key.ts',
      "import { createClient } from '../../http/client.ts';",
      'src/sources/activity-feed/content-key.ts -> src/http/client.ts',
    ],
    [
      'the host in a pure room',
      'src/launches/ids.ts',
      "import { createHost } from '../host.ts';",
      'is not pure',
    ],
    ['a rule that lists who does not', 'src/stores/cache.ts', '', 'no longer waits'],
  ])('%s', (_, file, line, found) => {
    const text = line === '' ? '' : `${line}\n${SOURCES.get(file)}`;
    const changed = new Map([...SOURCES, [file, text]]);
    expect(breaksOf(changed).join('\n')).toContain(found);
  });

  test.each([
    'import type { Socket } from "node:net";',
    '// await fetch(x), and sleep',
    "const text = 'fetch, sleep and process';",
    'const text = `fetch, \x24{name} and sleep`;',
    'const at = new Date(instant);',
    'await github.fetch(x);',
  ])('and nothing else: %s', (line) => {
    const file = 'src/commands/check.ts';
    expect(breaksOf(new Map([...SOURCES, [file, `${line}\n${SOURCES.get(file)}`]]))).toEqual([]);
  });
});

test('only the HTTP room reads Retry-After', () => {
  const reading = FILES.filter((file) => /'retry-after'/i.test(SOURCES.get(file) ?? ''));
  expect(reading).toEqual(['src/http/retry.ts']);
});

/** From the top down: a room imports from those below it only. What stands in one line may import each other. */
const LEVELS: readonly (readonly string[])[] = [
  ['index'],
  ['main'],
  ['commands'],
  ['host'],
  ['report'],
  ['stores', 'deliveries'],
  ['sync'],
  ['sources', 'snapshot'],
  ['launches', 'entra', 'github', 'inputs'],
  ['http'],
  ['errors', 'clock', 'growing-bytes', 'limits', 'log', 'instants', 'read-file', 'version'],
];

test('arrows point down', () => {
  const levelOf = (room: string): number => LEVELS.findIndex((rooms) => rooms.includes(room));
  const wrong = FILES.flatMap((file) =>
    importsOf(SOURCES, file, true)
      .filter((target) => target.startsWith('src/'))
      .filter((target) => levelOf(roomOf(target)) < levelOf(roomOf(file)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
  expect(FILES.map(roomOf).filter((room) => levelOf(room) === -1)).toEqual([]);
});
