import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judgeFailure, reasonOf } from '../../../src/stores/branch/git-failures.ts';
import { bareRemote, change, checkoutOf, environment, git, open, temporaryFolder } from './fixtures.ts';
import { canServe, serveGit } from './http-server.ts';

describe('a refused push', () => {
  test.each([
    [
      'error: GH006: Protected branch update failed for refs/heads/data.',
      /Allow the workflow to push to this branch/,
    ],
    [
      'error: GH013: Repository rule violations found for refs/heads/data.',
      /Allow the workflow to push to this branch/,
    ],
    ['error: GH001: Large files detected. You may want to try Git LFS', /100 MB/],
    ['Permission to owner/name.git denied to github-actions[bot].', /permissions: contents: write/],
    ['Write access to repository not granted.', /permissions: contents: write/],
    ['This repository was archived so it is read-only.', /unarchive it/],
    ['ERROR: Repository `owner/name` is disabled.', /during a migration/],
  ])('fails at once: %s', async (text, remedy) => {
    const remote = bareRemote();
    mkdirSync(join(remote, 'hooks'), { recursive: true });
    const hook = join(remote, 'hooks', 'update');
    writeFileSync(hook, `#!/bin/sh\necho '${text}' >&2\nexit 1\n`);
    chmodSync(hook, 0o755);
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds);
    };
    const store = await open({ workspace: checkoutOf(remote), sleep });
    await expect(store.publish(undefined, change('1'))).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining(text),
      remedy: expect.stringMatching(remedy),
    });
    expect(waits).toEqual([]);
    expect(git(remote, 'for-each-ref')).toBe('');
  });

  test('for want of force pushes names squash, and is no race', async () => {
    const remote = bareRemote();
    git(remote, 'config', 'receive.denyNonFastForwards', 'true');
    const store = await open({ workspace: checkoutOf(remote), history: 'squash' });
    await store.publish(undefined, change('1'));
    const tip = await store.previous();
    await expect(store.publish(tip, change('2'))).rejects.toMatchObject({
      message: expect.stringContaining('denying non-fast-forward'),
      remedy: expect.stringContaining('`branch-history: keep`'),
    });
  });

  test('for an outage of GitHub’s storage is tried again', async () => {
    const remote = bareRemote();
    mkdirSync(join(remote, 'hooks'), { recursive: true });
    const hook = join(remote, 'hooks', 'pre-receive');
    const once = "test -e failed || { touch failed; echo 'fatal error in commit_refs' >&2; exit 1; }";
    writeFileSync(hook, `#!/bin/sh\n${once}\n`);
    chmodSync(hook, 0o755);
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => void waits.push(milliseconds);
    const store = await open({ workspace: checkoutOf(remote), sleep });
    expect(await store.publish(undefined, change('1'))).toMatchObject({ kind: 'published' });
    expect(waits).toEqual([1_000]);
  });

  test('for the object format of the repository says so', async () => {
    const remote = temporaryFolder();
    git(remote, 'init', '--quiet', '--bare', '--object-format=sha256', '.');
    const store = await open({ workspace: checkoutOf(remote) });
    await expect(store.publish(undefined, change('1'))).rejects.toMatchObject({
      remedy: expect.stringContaining('SHA-256'),
    });
  });

  test('names a branch that is in the way instead of racing it', async () => {
    const remote = bareRemote();
    const workspace = checkoutOf(remote);
    git(workspace, 'push', '--quiet', remote, 'main:data');
    const store = await open({ workspace, branch: 'data/launches' });
    await expect(store.publish(undefined, change('1'))).rejects.toMatchObject({
      remedy: expect.stringContaining('in the way'),
    });
  });

  test.skipIf(!canServe).each([
    [401, /`github-token` is valid/],
    [403, /permissions: contents: write/],
    [404, /`github-token` may read/],
    [413, /100 MB/],
  ])('knows HTTP %i (needs git http-backend)', async (status, remedy) => {
    const root = temporaryFolder();
    bareRemote(join(root, 'owner', 'name.git'));
    const server = await serveGit(root, ({ method, url }) =>
      status !== 413 || (method === 'POST' && url?.includes('receive-pack')) ? { status } : undefined,
    );
    const store = await open({ workspace: temporaryFolder(), serverUrl: server.url });
    const failure = await store.publish(undefined, change('1')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StoreError', remedy: expect.stringMatching(remedy) });
    expect(String(failure)).not.toMatch(/ghs_secret|basic/i);
  });
});

describe('the git configuration of the machine', () => {
  const configured = (text: string) => {
    const file = join(temporaryFolder(), 'gitconfig');
    writeFileSync(file, text);
    return { ...environment, GIT_CONFIG_GLOBAL: file };
  };

  test('may hold push options: they are not sent', async () => {
    const remote = bareRemote();
    const own = configured('[push]\n\tpushOption = ci.skip\n');
    const store = await open({ workspace: checkoutOf(remote), environment: own });
    expect(await store.publish(undefined, change('1'))).toMatchObject({ kind: 'published' });
  });

  test.each([
    ['[bad', 'bad config '],
    ['[core]\n\tcompression = lots\n', 'bad numeric config value'],
  ])('that is broken is named: %j', async (text, said) => {
    const opened = open({ workspace: checkoutOf(bareRemote()), environment: configured(text) });
    await expect(opened).rejects.toMatchObject({
      message: expect.stringContaining(said),
      remedy: expect.stringContaining('Repair the git configuration'),
    });
  });
});

describe('judgeFailure', () => {
  // As GitHub says it, with what git adds.
  const denied =
    "fatal: unable to access 'https://github.com/o/n.git/': The requested URL returned error: 403";
  test.each([
    ['remote: This repository was archived so it is read-only.', /unarchive it/],
    ['remote: Repository has been locked for migration.', /migration is over/],
    [
      "remote: The 'o' organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
      /IP allow list of the organization/,
    ],
    [
      "remote: The `o' organization has enabled or enforced SAML SSO. To access\nremote: this repository, you must use the HTTPS remote with a personal access token",
      /single sign-on/,
    ],
    ['remote: Write access to repository not granted.', /contents: write/],
  ])('sees more than a missing permission in a 403 with: %s', (said, remedy) => {
    const output = `${said}\n${denied}\n`;
    expect(judgeFailure(output)).toEqual({ kind: 'refused', remedy: expect.stringMatching(remedy) });
    expect(said).toContain(reasonOf(output, []));
  });

  test.each([
    '! refs/x:refs/heads/data [rejected] (stale info)',
    ' ! [rejected] a -> b (fetch first)',
    ' ! [rejected] a -> b (non-fast-forward)',
    "remote: error: cannot lock ref 'refs/heads/data': is at 1 but expected 2",
    "remote: error: cannot lock ref 'refs/heads/data': reference already exists",
    '! a:b [remote rejected] (failed to update ref)',
    '! a:b [remote rejected] (incorrect old value provided)',
  ])('sees a race in: %s', (output) => {
    expect(judgeFailure(output)).toEqual({ kind: 'raced' });
  });

  test.each([
    "fatal: unable to access 'https://github.com/o/n.git/': Could not resolve host: github.com",
    'fatal: early EOF',
    'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502',
    "fatal: unable to access 'x': Recv failure: Connection reset by peer",
    "fatal: unable to access 'x': Failed to connect to github.com port 443 after 1 ms",
    ' ! [remote rejected] a -> b (Internal Server Error)',
  ])('sees an outage in: %s', (output) => {
    expect(judgeFailure(output)).toEqual({ kind: 'network' });
  });

  test('is not led astray by the names of repositories and branches', () => {
    const output =
      "! a:refs/heads/redirect-fetch-first [rejected] (stale info)\nerror: failed to push some refs to 'https://github.com/o/certificate-GH006-403.git'";
    expect(judgeFailure(output)).toEqual({ kind: 'raced' });
  });

  test.each([
    'fatal: sha1 file write error: No space left on device',
    'fatal: write error: Disk quota exceeded',
  ])('says where the disk is full: %s', (output) => {
    expect(judgeFailure(output)).toMatchObject({ remedy: expect.stringContaining('RUNNER_TEMP') });
  });

  test('refuses what it does not know', () => {
    expect(judgeFailure('fatal: something new').kind).toBe('refused');
  });
});

describe('reasonOf', () => {
  test('is one short line without control characters and secrets', () => {
    const output = `To x\nremote: error: GH006:\u001b[31mno\u0007s3cret s3cret ${'x'.repeat(500)}\nfatal: end`;
    const reason = reasonOf(output, ['s3cret']);
    expect(reason).toMatch(/^error: GH006: \[31mno \*\*\* \*\*\* x+$/);
    expect(reason).toHaveLength(300);
  });
});
