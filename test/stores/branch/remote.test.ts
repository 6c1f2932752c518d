import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutProxyForLoopback } from '../../../src/http/proxies.ts';
import {
  bareRemote,
  change,
  checkoutOf,
  environment,
  git,
  open,
  temporaryFolder,
  texts,
} from './fixtures.ts';
import { canServe, serveGit } from './http-server.ts';

const HEADER = Buffer.from('x-access-token:ghs_secret').toString('base64');
const BASIC = `basic ${HEADER}`;

function served(): { readonly root: string; readonly remote: string } {
  const root = temporaryFolder();
  return { root, remote: bareRemote(join(root, 'owner', 'name.git')) };
}

/** A checkout that signs in by itself, as actions/checkout leaves it with persist-credentials. */
function signedInCheckout(url: string): string {
  const workspace = checkoutOf(`${url}/owner/name.git`);
  git(workspace, 'config', `http.${url}/.extraheader`, 'AUTHORIZATION: basic b2Y6dGhlIGNoZWNrb3V0');
  return workspace;
}

describe.skipIf(!canServe)('over HTTP (needs git http-backend)', () => {
  test('without a checkout the repository of the job is used, with the token', async () => {
    const { root, remote } = served();
    const server = await serveGit(root);
    const masked: [string, number][] = [];
    const store = await open({
      workspace: join(temporaryFolder(), 'missing'),
      serverUrl: server.url,
      mask: (value) => masked.push([value, server.requests.length]),
    });
    await store.publish(undefined, change('1', { 'a.csv': 'a' }));
    expect((await store.previous())?.manifest.snapshot_id).toBe('1');
    expect(git(remote, 'log', '--format=%s', 'data')).toBe('Snapshot 1');
    expect(server.requests.length).toBeGreaterThan(0);
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(new Set([BASIC]));
    expect(masked).toEqual([[HEADER, 0]]);
  });

  test('a proxy gets nothing that is for this machine, and its password stands in no error', async () => {
    const { root } = served();
    const server = await serveGit(root);
    const proxy = await serveGit(temporaryFolder());
    const variables = { http_proxy: proxy.url, ALL_PROXY: proxy.url };
    const direct = { ...environment, ...variables, ...withoutProxyForLoopback(variables) };
    const workspace = checkoutOf(`${server.url}/owner/name.git`);
    const store = await open({ workspace, serverUrl: server.url, environment: direct });
    await store.publish(undefined, change('1'));
    expect(server.requests.length).toBeGreaterThan(0);
    expect(proxy.requests).toEqual([]);

    // git itself shows a part of it.
    git(workspace, 'config', 'http.proxy', 'http://kim:pass-word/1@proxy.invalid:80');
    git(workspace, 'remote', 'set-url', 'origin', 'http://git.invalid/owner/name.git');
    const masked: string[] = [];
    const mask = (value: string) => masked.push(value);
    const refused = await open({ workspace, serverUrl: 'http://git.invalid', environment: direct, mask });
    await expect(refused.previous()).rejects.toThrow(/Unsupported proxy syntax in '\*\*\*'/);
    expect(masked).toEqual(expect.arrayContaining(['kim:pass-word/1', 'pass-word/1', 'pass-word']));
  });

  test('one Authorization header goes out, whatever the checkout and the machine have', async () => {
    const { root } = served();
    const server = await serveGit(root);
    const workspace = signedInCheckout(server.url);
    git(
      workspace,
      'remote',
      'set-url',
      'origin',
      `${server.url.replace('://', '://me:password@')}/owner/name.git`,
    );
    const machine = join(temporaryFolder(), 'gitconfig');
    writeFileSync(
      machine,
      `[http "${server.url}/owner/"]\n\textraheader = AUTHORIZATION: basic b2Y6bWFjaGluZQ==\n`,
    );
    const store = await open({
      workspace,
      serverUrl: `${server.url}/`,
      environment: { ...environment, GIT_CONFIG_GLOBAL: machine },
    });
    await store.publish(undefined, change('1'));
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(new Set([BASIC]));
  });

  test.each([
    ['of the same server', (url: string) => `${url}/other/name.git`],
    ['of another server', (url: string) => url.replace('127.0.0.1', 'localhost').concat('/owner/name.git')],
    ['in a folder', () => bareRemote()],
    ['over ssh', () => 'git@github.invalid:other/name.git'],
  ])('a checkout of another repository, %s, does not get the data', async (_, origin) => {
    const { root, remote } = served();
    const other = bareRemote(join(root, 'other', 'name.git'));
    const server = await serveGit(root);
    const workspace = checkoutOf(`${server.url}/unused`);
    git(workspace, 'remote', 'set-url', 'origin', origin(server.url));
    git(workspace, 'config', `http.${server.url}/.extraheader`, 'AUTHORIZATION: basic b3RoZXI=');
    const debug: string[] = [];
    const store = await open({ workspace, serverUrl: server.url, debug: (line) => debug.push(line) });
    await store.publish(undefined, change('1'));
    expect(git(remote, 'log', '--format=%s', 'data')).toBe('Snapshot 1');
    expect(git(other, 'for-each-ref')).toBe('');
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(new Set([BASIC]));
    expect(debug.join()).toContain('The checkout is of another repository: the data branch is in owner/name');
  });

  test('without a token, the credential of another repository is not used for the job’s', async () => {
    const { root, remote } = served();
    const server = await serveGit(root);
    const workspace = checkoutOf(`${server.url}/other/name.git`);
    git(workspace, 'config', `http.${server.url}/.extraheader`, 'AUTHORIZATION: basic b3RoZXI=');
    const store = await open({ workspace, serverUrl: server.url, token: '' });
    await store.publish(undefined, change('1'));
    expect(git(remote, 'log', '--format=%s', 'data')).toBe('Snapshot 1');
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(new Set([undefined]));
  });

  test.each(['/owner/name.git', '/Owner/Name', '/owner/name/'])(
    'without a token the checkout of the job’s repository signs in: %s',
    async (path) => {
      const { root } = served();
      const server = await serveGit(root);
      const masked: string[] = [];
      const workspace = signedInCheckout(server.url);
      git(workspace, 'remote', 'set-url', 'origin', `${server.url}${path}`);
      const store = await open({
        workspace,
        serverUrl: server.url,
        token: '',
        mask: (value) => masked.push(value),
      });
      // Only GitHub knows the other spellings.
      await store.publish(undefined, change('1')).catch(() => undefined);
      expect(server.requests.length).toBeGreaterThan(0);
      expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(
        new Set(['basic b2Y6dGhlIGNoZWNrb3V0']),
      );
      expect(masked).toEqual(['AUTHORIZATION: basic b2Y6dGhlIGNoZWNrb3V0']);
    },
  );

  test.each([
    ['to%6ben', ['to%6ben', 'token']],
    ['to%6ben:x-oauth-basic', ['to%6ben', 'token', 'x-oauth-basic']],
    ['x-access-token:pass%3aword', ['pass%3aword', 'pass:word']],
    ['git', []],
  ])('a secret in the address of the checkout is masked: %s', async (user, secrets) => {
    const { root } = served();
    const server = await serveGit(root);
    const masked: string[] = [];
    const workspace = temporaryFolder();
    git(workspace, 'init', '--quiet');
    git(workspace, 'remote', 'add', 'origin', `${server.url.replace('://', `://${user}@`)}/owner/name.git`);
    const mask = (value: string) => masked.push(value);
    const store = await open({ workspace, serverUrl: server.url, token: '', mask });
    await store.publish(undefined, change('1'));
    expect(masked).toEqual(secrets);
  });

  test('a redirect to another host does not take the token along', async () => {
    const { root } = served();
    const other = await serveGit(root);
    const server = await serveGit(root, ({ url }) => ({
      status: 302,
      headers: { location: `${other.url}${url}` },
    }));
    const store = await open({ workspace: temporaryFolder(), serverUrl: server.url });
    await expect(store.previous()).rejects.toMatchObject({
      remedy: expect.stringContaining('start a new run'),
    });
    expect(server.requests.length).toBeGreaterThan(0);
    expect(other.requests).toEqual([]);
  });

  test('an outage is tried again, and a lasting one is told without the token', async () => {
    const { root, remote } = served();
    let down = 2;
    const server = await serveGit(root, () => {
      down -= 1;
      return down >= 0 ? { status: 503 } : undefined;
    });
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds);
    };
    const store = await open({ workspace: temporaryFolder(), serverUrl: server.url, sleep });
    expect((await store.publish(undefined, change('1'))).kind).toBe('published');
    expect(waits).toEqual([1_000, 4_000]);
    expect(git(remote, 'rev-list', '--count', 'data')).toBe('1');
    down = 1_000;
    const failure = await store.previous().catch(String);
    expect(failure).toContain('Cannot reach the repository');
    expect(failure).toContain('503');
    expect(failure).not.toContain(HEADER);
    expect(waits).toEqual([1_000, 4_000, 1_000, 4_000, 15_000]);
  });

  test('a push whose answer got lost counts as published', async () => {
    const { root, remote } = served();
    const temporary = temporaryFolder();
    let isLost = false;
    const server = await serveGit(root, (request) => {
      if (isLost || request.method !== 'POST' || !request.url?.endsWith('git-receive-pack')) return undefined;
      isLost = true;
      return { status: 502 };
    });
    // What the lost request did: it put the very commit on the branch.
    const sleep = async () => {
      const [folder = ''] = readdirSync(temporary);
      git(join(temporary, folder), 'push', '--quiet', remote, 'refs/audit-log-sync/next:refs/heads/data');
    };
    const store = await open({ workspace: temporaryFolder(), serverUrl: server.url, temporary, sleep });
    expect((await store.publish(undefined, change('1'))).kind).toBe('published');
    expect(isLost).toBe(true);
  });

  test.each(['keep', 'squash'] as const)(
    'cost follows the change: 3,000 files, 10 of them read and changed (%s)',
    async (history) => {
      const { root, remote } = served();
      const server = await serveGit(root);
      const paths = Array.from(
        { length: 3_000 },
        (_, at) => `csv/launches/month=${1000 + Math.floor(at / 30)}/${at}.csv`,
      );
      const hash = (path: string, at: number) => createHash('sha256').update(`${path} ${at}`).digest('hex');
      const text = (path: string) => `${Array.from({ length: 50 }, (_, at) => hash(path, at)).join('\n')}\n`;
      const all = Object.fromEntries(paths.map((path) => [path, text(path)]));
      const first = await open({ workspace: temporaryFolder(), serverUrl: server.url });
      await first.publish(undefined, change('1', { ...all, 'README.md': text('README.md') }));
      const whole = server.requests.reduce((sum, { received }) => sum + received, 0);

      const temporary = temporaryFolder();
      const store = await open({ workspace: temporaryFolder(), temporary, serverUrl: server.url, history });
      server.requests.length = 0;
      const base = await store.previous();
      const opened = server.requests.reduce((sum, { sent }) => sum + sent, 0);

      server.requests.length = 0;
      const some = paths.filter((_, at) => at % 300 === 0);
      expect(await texts(base, ...some)).toEqual(some.map(text));
      expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
      const read = server.requests.reduce((sum, { sent }) => sum + sent, 0);

      server.requests.length = 0;
      const changed = Object.fromEntries(some.map((path) => [path, `${text(path)}more\n`]));
      await store.publish(
        base && { commit: base.commit },
        change('2', { ...changed, 'README.md': 'changed, never read' }),
      );
      expect(server.requests.filter(({ path }) => path.includes('upload-pack'))).toEqual([]);
      const pushed = server.requests.reduce((sum, { received }) => sum + received, 0);
      expect(opened).toBeLessThan(whole / 20);
      expect(read + pushed).toBeLessThan(whole / 100);

      const [folder = ''] = readdirSync(temporary);
      const objects = git(join(temporary, folder), 'cat-file', '--batch-all-objects', '--batch-check').split(
        '\n',
      );
      // Read: 10 files and the manifest. Written: the same, the README, and the attributes.
      expect(objects.filter((line) => line.includes(' blob '))).toHaveLength(11 + 13);
      // Base: the root, csv, launches, 100 months. Written: the root, csv, launches, 10 months.
      expect(objects.filter((line) => line.includes(' tree '))).toHaveLength(103 + 13);
      expect(git(remote, 'ls-tree', '-r', '--name-only', 'data').split('\n')).toHaveLength(3_003);
      expect(git(remote, 'diff', '--name-only', base?.commit ?? '', 'data').split('\n')).toHaveLength(12);
    },
  );
});

describe('a checkout over ssh', () => {
  // A key may be what a ruleset lets through.
  test.each([
    'git@github.invalid:owner/name.git',
    'ssh://git@github.invalid/Owner/name',
    'ssh://git@ssh.github.invalid:443/owner/name.git',
  ])('of the job’s repository keeps its key, with a token too: %s', async (origin) => {
    const workspace = checkoutOf('https://github.invalid/owner/name');
    git(workspace, 'remote', 'set-url', 'origin', origin);
    const ssh = join(temporaryFolder(), 'ssh');
    writeFileSync(ssh, '#!/bin/sh\necho "Permission to $*" >&2\nexit 1\n', { mode: 0o755 });
    git(workspace, 'config', 'core.sshCommand', ssh.replaceAll('\\', '/'));
    const store = await open({ workspace });
    await expect(store.previous()).rejects.toThrow(/Permission to .*git@(?:ssh\.)?github\.invalid/);
  });
});

describe('the checkout', () => {
  test.skipIf(process.getuid?.() !== 0)('may belong to somebody else (needs root)', async () => {
    const workspace = checkoutOf(bareRemote());
    for (const folder of [workspace, join(workspace, '.git')]) chownSync(folder, 12_345, 12_345);
    const store = await open({ workspace });
    await store.publish(undefined, change('1'));
    expect((await store.previous())?.manifest.snapshot_id).toBe('1');
  });

  test('of a larger repository around the workspace is not looked at', async () => {
    const outer = checkoutOf(bareRemote());
    git(outer, 'config', 'http.https://github.invalid/.proxy', 'http://127.0.0.1:1');
    const workspace = join(outer, 'workspace');
    mkdirSync(workspace);
    const store = await open({ workspace, serverUrl: 'http://127.0.0.1:1' });
    await expect(store.previous()).rejects.toThrow(/Cannot reach the repository.*127\.0\.0\.1/);
  });

  // Git for Windows is not found by a file without an ending.
  test.skipIf(process.platform === 'win32')('does not see the inputs and tokens of the action', async () => {
    const remote = bareRemote();
    const folder = temporaryFolder();
    const seen = join(folder, 'seen');
    // In front of git, and not a hook: the shell that starts a hook drops names with a hyphen, as all inputs have them.
    const script = [
      "const { appendFileSync } = require('node:fs');",
      `appendFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env) + '\\n');`,
      "const { spawnSync } = require('node:child_process');",
      'process.env.PATH = process.env.REAL_PATH;',
      "process.exit(spawnSync('git', process.argv.slice(2), { stdio: 'inherit' }).status ?? 1);",
    ];
    writeFileSync(join(folder, 'git'), `#!${process.execPath}\n${script.join('\n')}\n`);
    chmodSync(join(folder, 'git'), 0o755);
    const path = process.env.PATH ?? '';
    const store = await open({
      workspace: checkoutOf(remote),
      environment: {
        ...environment,
        PATH: `${folder}:${path}`,
        REAL_PATH: path,
        'INPUT_CLIENT-SECRET': 'hush',
        'input_data-key': 'hush',
        ACTIONS_RUNTIME_TOKEN: 'hush',
        KEPT: 'kept',
      },
    });
    await store.publish(undefined, change('1'));
    const calls = readFileSync(seen, 'utf8').trim().split('\n');
    expect(calls.length).toBeGreaterThan(3);
    for (const call of calls) {
      expect(call).toContain('"KEPT":"kept"');
      expect(call).not.toMatch(/hush|ghs_secret/);
    }
  });
});
