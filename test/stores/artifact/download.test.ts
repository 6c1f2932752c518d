import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip as zip } from '../../../simulator/runner/zip.ts';
import { createGitHub } from '../../../src/github/api.ts';
import type { HttpRequest, HttpResponse, Send } from '../../../src/http/send.ts';
import { downloadArtifact } from '../../../src/stores/artifact/download.ts';
import { FakeClock, response } from '../../http/fakes.ts';

let temporary = '';
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'download-'));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

const FILES = new Map([
  ['manifest.json', Buffer.from('{}')],
  ['csv/launches/month=2026-11/2026-11-21.csv', Buffer.from('event_id\n'.repeat(1000))],
]);
const WHOLE = zip(FILES);
const ALL = new Map([...FILES].slice(1).map(([name, bytes]) => [name, bytes.length]));
const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Downloads from a GitHub whose storage gives these contents in turn, the last again and again. */
async function download(
  contents: readonly (Buffer | number)[],
  digest: string | undefined = digestOf(WHOLE),
  named: ReadonlyMap<string, number> = ALL,
) {
  const requests: HttpRequest[] = [];
  let served = 0;
  const send: Send = async (request): Promise<HttpResponse> => {
    requests.push(request);
    if (!request.url.startsWith('https://storage.example/')) {
      return response(302, '', { location: `https://storage.example/zip?sig=${requests.length}` });
    }
    const content = contents[Math.min(served, contents.length - 1)] ?? 500;
    served += 1;
    if (typeof content === 'number') return response(content);
    const sink = request.sink?.();
    await new Promise((done) => sink?.end(content, () => done(undefined)));
    return response(200);
  };
  const clock = new FakeClock();
  const github = createGitHub({
    apiUrl: 'https://api.example',
    repository: 'contoso/app-launches',
    token: 'secret',
    send,
    clock,
    random: () => 0.5,
    debug: () => undefined,
  });
  const came: unknown = await downloadArtifact(github, { id: 7, digest }, temporary, () => named).catch(
    (error: unknown) => error,
  );
  return { came, requests, waits: clock.sleeps };
}

async function expectFiles(folder: unknown): Promise<void> {
  for (const [name, content] of FILES) {
    expect((await readFile(join(String(folder), ...name.split('/')))).equals(content)).toBe(true);
  }
  expect((await readdir(String(folder))).sort()).toEqual(['csv', 'manifest.json']);
}

test('unpacks the files of the archive, and keeps no copy of it', async () => {
  const { came, requests } = await download([WHOLE]);
  await expectFiles(came);
  expect(await readdir(join(String(came), '..'))).toEqual(['files']);
  expect(requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['https://api.example/repos/contoso/app-launches/actions/artifacts/7/zip', 'Bearer secret'],
    // The token does not go to the storage.
    ['https://storage.example/zip?sig=1', undefined],
  ]);
});

describe('what fails for a moment is downloaded again, from a new address', () => {
  test.each<[string, Buffer | number]>([
    ['a server error', 503],
    ['an address that is over', 403],
    ['an archive with another digest', zip(new Map([['manifest.json', Buffer.from('{"other":1}')]]))],
    ['an archive that is cut short', WHOLE.subarray(0, WHOLE.length - 30)],
    ['nothing', Buffer.alloc(0)],
  ])('%s', async (_, content) => {
    const { came, requests, waits } = await download([content, content, content, WHOLE]);
    await expectFiles(came);
    expect(new Set(requests.map(({ url }) => url)).size).toBe(5);
    expect(waits).toEqual([500, 1000, 2000]);
  });

  test('an archive that is damaged, where GitHub tells no digest', async () => {
    const damaged = Buffer.from(WHOLE);
    damaged.fill(0xff, damaged.length - 22);
    const { came } = await download([damaged, WHOLE], undefined);
    await expectFiles(came);
  });
});

test('after four tries the failure is told, and nothing stays', async () => {
  const { came, requests } = await download([503]);
  expect(came).toMatchObject({ message: expect.stringContaining('HTTP status 503') });
  expect(requests).toHaveLength(8);
  expect(await readdir(temporary)).toEqual([]);
});

describe('an archive that would fill the disk', () => {
  const bomb = Buffer.alloc(2 ** 24);
  const path = 'csv/launches/month=2026-11/2026-11-21.csv';

  test('by files that its manifest does not name: they are not unpacked', async () => {
    const hostile = zip(new Map([...FILES, ['bomb', bomb], ['csv/bomb.csv', bomb]]));
    const { came } = await download([hostile], digestOf(hostile));
    await expectFiles(came);
    expect(await readdir(join(String(came), 'csv'))).toEqual(['launches']);
  });

  test('when it does not count: its manifest alone is unpacked', async () => {
    const { came } = await download([WHOLE], undefined, new Map());
    expect(await readdir(String(came))).toEqual(['manifest.json']);
  });

  test.each([
    [
      'a file larger than its manifest says',
      new Map([...FILES, [path, bomb]]),
      `${path} has more than 9000 bytes`,
    ],
    [
      'a manifest that is larger than any',
      new Map([['manifest.json', bomb]]),
      'manifest.json has more than 8388608 bytes',
    ],
  ])('by %s: it is told, not downloaded again, and nothing stays', async (_, files, why) => {
    const hostile = zip(files);
    const { came, requests } = await download([hostile], digestOf(hostile));
    expect(came).toMatchObject({ message: expect.stringContaining(`cannot unpack its archive: ${why}`) });
    expect(requests).toHaveLength(2);
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('no file is written outside of the folder', () => {
  test.each(['../outside', '/absolute', 'csv/../../outside', 'C:\\outside', '..\\outside'])(
    '%s',
    async (name) => {
      const hostile = zip(new Map([[name, Buffer.from('x')]]));
      const { came } = await download([hostile], digestOf(hostile));
      expect(came).toMatchObject({ message: expect.stringContaining('cannot unpack its archive') });
      expect(existsSync(join(temporary, '..', 'outside'))).toBe(false);
      expect(await readdir(temporary)).toEqual([]);
    },
  );
});
