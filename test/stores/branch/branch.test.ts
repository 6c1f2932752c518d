import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepInMemory } from '../../../src/snapshot/made-file.ts';
import { formatManifest } from '../../../src/snapshot/manifest.ts';
import type { BranchPublication, DataBranch } from '../../../src/stores/branch/branch.ts';
import { runGit } from '../../../src/stores/branch/git.ts';
import {
  bareRemote,
  change,
  checkoutOf,
  environment,
  git,
  manifest,
  open,
  temporaryFolder,
  texts,
} from './fixtures.ts';

function commitOf(publication: BranchPublication): { readonly commit: string } {
  if (publication.kind === 'raced') throw new Error('raced');
  return publication;
}

function gitImport(remote: string, input: string): void {
  execFileSync('git', ['-C', remote, 'fast-import', '--quiet'], { input, env: environment });
}

/** Returns the files of the branch besides its `.gitattributes`. */
function filesOf(remote: string): readonly string[] {
  const [attributes, ...files] = git(remote, 'ls-tree', '-r', '--name-only', 'data').split('\n');
  expect([attributes, git(remote, 'show', `data:${attributes}`)]).toEqual(['.gitattributes', '* -text']);
  return files;
}

async function both(history: 'keep' | 'squash' = 'keep') {
  const remote = bareRemote();
  const workspace = checkoutOf(remote);
  return { remote, workspace, store: await open({ workspace, history }) };
}

/** The manifests here name no files: what a test goes on from counts as the snapshot's own. */
function commitIn(base: { readonly commit: string } | undefined) {
  return base && { commit: base.commit };
}

describe('what is larger than it may be is never taken from git', () => {
  test('a manifest of 9 MiB', async () => {
    const { store, workspace } = await both();
    const snapshot = change('1', { 'a.csv': 'a' });
    const files = new Map([
      ...snapshot.files,
      ['manifest.json', keepInMemory(Buffer.alloc(9 * 2 ** 20, ' '))] as const,
    ]);
    await store.publish(undefined, { ...snapshot, files });
    const next = await open({ workspace });
    await expect(next.previous()).rejects.toThrow('it has more than 8,388,608 bytes');
  });

  test('a file that the manifest says is shorter', async () => {
    const { store, workspace } = await both();
    const bytes = Buffer.alloc(2 ** 20, 'a');
    const file = {
      table: 'apps',
      format: 'csv',
      path: 'csv/apps.csv',
      rows: 1,
      bytes: bytes.length,
      sha256: '0'.repeat(64),
      date_from: null,
      date_to: null,
      sealed: false,
    } as const;
    for (const stated of [bytes.length, 100]) {
      const text = formatManifest({ ...manifest('1'), files: [{ ...file, bytes: stated }] });
      const files = new Map([
        ['csv/apps.csv', keepInMemory(bytes)],
        ['manifest.json', keepInMemory(Buffer.from(text))],
      ]);
      await store.publish(await store.previous(), { ...change('1'), files });
      const asked: string[] = [];
      const counted: typeof runGit = async (folder, args, ...more) => {
        const answer = await runGit(folder, args, ...more);
        if (args.includes('--batch')) asked.push(String(answer.stdout.length));
        return answer;
      };
      const snapshot = await (await open({ workspace, runGit: counted })).previous();
      const read = await snapshot?.read(['csv/apps.csv']);
      expect(read?.[0]?.length).toBe(stated === bytes.length ? stated : undefined);
      expect(Math.max(...asked.map(Number)) > bytes.length).toBe(stated === bytes.length);
    }
  });
});

describe('the data branch', () => {
  test('is made as an orphan by the bot', async () => {
    const { remote, store } = await both();
    expect(await store.previous()).toBeUndefined();
    const first = await store.publish(undefined, change('1', { 'csv/apps.csv': 'a\n' }));
    expect(first).toEqual({ kind: 'published', commit: git(remote, 'rev-parse', 'refs/heads/data') });
    expect(git(remote, 'log', '--format=%an <%ae>|%cn|%P|%s', 'data')).toBe(
      'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>|github-actions[bot]||Snapshot 1',
    );
    expect(filesOf(remote)).toEqual(['csv/apps.csv', 'manifest.json']);
  });

  test('takes twelve processes for a run that reads and publishes', async () => {
    const { workspace, store } = await both();
    const signingKey = Promise.resolve(Buffer.alloc(32, 7));
    await store.publish(undefined, change('1'));
    const started: string[] = [];
    const counted: typeof runGit = async (folder, args, ...more) => {
      started.push(args.find((arg) => /^[a-z][a-z-]+$/.test(arg)) ?? '');
      return await runGit(folder, args, ...more);
    };
    const second = await open({ workspace, signingKey, runGit: counted });
    await second.publish(await second.previous(), change('2'));
    expect(started).toEqual([
      ...['version', 'config', 'init', 'fetch', 'cat-file', 'ls-tree'],
      ...['fetch', 'cat-file', 'cat-file', 'fast-import', 'fast-import', 'push'],
    ]);
  });

  test('grows by a child commit; removed files leave, others stay', async () => {
    const { remote, workspace, store } = await both();
    const first = commitOf(
      await store.publish(undefined, change('1', { 'csv/a.csv': 'a', 'csv/b/c.csv': 'c' })),
    );
    const second = await open({ workspace });
    const base = await second.previous();
    expect(base?.commit).toBe(first.commit);
    expect(base?.origin).toBe(`commit ${first.commit.slice(0, 7)} on branch data`);
    const next = commitOf(
      await second.publish(commitIn(base), change('2', { 'csv/d.csv': 'd' }, ['csv/b/c.csv'])),
    );
    expect(git(remote, 'rev-parse', 'data^')).toBe(first.commit);
    expect(filesOf(remote)).toEqual(['csv/a.csv', 'csv/d.csv', 'manifest.json']);
    // What publish gave serves as the next base.
    await second.publish(next, change('3'));
    expect(git(remote, 'rev-parse', 'data^')).toBe(next.commit);
    expect(git(remote, 'rev-list', '--count', 'data')).toBe('3');
  });

  test('gets no commit when nothing changes', async () => {
    for (const history of ['keep', 'squash'] as const) {
      const { remote, store } = await both(history);
      const first = commitOf(await store.publish(undefined, change('1', { 'a.csv': 'a' })));
      const again = await store.publish(first, change('1', { 'a.csv': 'a' }, ['never-there.csv']));
      expect(again).toEqual({ kind: 'unchanged', commit: first.commit });
      expect(git(remote, 'rev-parse', 'data')).toBe(first.commit);
    }
  });

  test('keeps one commit when squashed, and lets go of old bytes', async () => {
    const { remote, workspace, store } = await both('squash');
    await store.publish(undefined, change('1', { 'kept.csv': 'kept', 'old.csv': 'old bytes' }));
    const old = git(remote, 'rev-parse', 'data:old.csv');
    const next = await open({ workspace, history: 'squash' });
    const second = commitOf(
      await next.publish(commitIn(await next.previous()), change('2', { 'old.csv': 'new bytes' })),
    );
    await next.publish(second, change('3', { 'late.csv': 'late' }));
    expect(git(remote, 'rev-list', '--count', 'data')).toBe('1');
    expect(filesOf(remote)).toEqual(['kept.csv', 'late.csv', 'manifest.json', 'old.csv']);
    expect(git(remote, 'rev-list', '--objects', '--all')).not.toContain(old);
  });

  test.each(['keep', 'squash'] as const)(
    'lets go of what its manifest does not name (%s)',
    async (history) => {
      const { remote, store } = await both(history);
      const strange = ['.gitattributes', 'csv/evil', 'csv/"quoted"', 'csv/zwei\nzeilen'];
      const files = Object.fromEntries(['report.html', ...strange].map((path) => [path, 'x']));
      await store.publish(undefined, change('1', files));
      const base = await store.previous();
      expect(base?.foreign).toEqual([...strange].sort());
      await store.publish(base, change('2'));
      expect(filesOf(remote)).toEqual(['manifest.json', 'report.html']);
      expect((await store.previous())?.foreign).toEqual([]);
    },
  );

  test.each(['keep', 'squash'] as const)('four publishers converge (%s)', async (history) => {
    const { remote, workspace } = await both();
    const stores = await Promise.all(['a', 'b', 'c', 'd'].map(() => open({ workspace, history })));
    // All have read the same state before the first one writes.
    const bases = await Promise.all(stores.map((store) => store.previous()));
    const publish = async (store: DataBranch, at: number): Promise<number> => {
      const name = 'abcd'.charAt(at);
      let base = bases[at];
      for (let tries = 1; tries <= 20; tries += 1) {
        const published = await store.publish(commitIn(base), change(name, { [`csv/${name}.csv`]: name }));
        if (published.kind !== 'raced') return tries;
        base = await store.previous();
      }
      throw new Error('never published');
    };
    const tries = await Promise.all(stores.map(publish));
    expect(tries.filter((count) => count > 1)).toHaveLength(3);
    expect(filesOf(remote)).toEqual(['csv/a.csv', 'csv/b.csv', 'csv/c.csv', 'csv/d.csv', 'manifest.json']);
    expect(git(remote, 'rev-list', '--count', 'data')).toBe(history === 'keep' ? '4' : '1');
    expect(git(remote, 'rev-list', '--merges', 'data')).toBe('');
  });

  test.each(['keep', 'squash'] as const)(
    'a branch that moved or appeared meanwhile is never replaced (%s)',
    async (history) => {
      const { remote, workspace, store } = await both(history);
      const late = await open({ workspace, history });
      expect(await late.previous()).toBeUndefined();
      const first = commitOf(await store.publish(undefined, change('1')));
      expect(await late.publish(undefined, change('late'))).toEqual({ kind: 'raced' });
      const base = await late.previous();
      const second = commitOf(await store.publish(first, change('2')));
      expect(await late.publish(base, change('late'))).toEqual({ kind: 'raced' });
      expect(git(remote, 'rev-parse', 'data')).toBe(second.commit);
      const moved = await late.previous();
      expect(moved?.manifest.snapshot_id).toBe('2');
      expect((await late.publish(moved, change('late'))).kind).toBe('published');
    },
  );
});

describe('a foreign file leaves with the next commit, whatever bytes its name has', () => {
  test.each([
    ['no UTF-8', '\\377.parquet'],
    ['no UTF-8, beside what is', '\\303\\274\\377\\303'],
    ['a surrogate in UTF-8', '\\355\\262\\200'],
    ['a byte-order mark', '\\357\\273\\277.csv'],
    ['an emoji', '\\360\\237\\222\\200.csv'],
    ['quotes, a tab and a line break', 'a\\"b\\tc\\nd\\\\e'],
  ])('%s', async (_, name) => {
    const { remote, workspace, store } = await both();
    await store.publish(undefined, change('1'));
    const head =
      'commit refs/heads/data\ncommitter Eve <eve@example.com> 1795300000 +0000\ndata 1\nx\nfrom refs/heads/data^0\n';
    gitImport(remote, `${head}M 100644 inline "csv/${name}"\ndata 1\nx\n`);
    expect(filesOf(remote)).toHaveLength(2);
    const next = await open({ workspace });
    const base = await next.previous();
    expect(base?.foreign).toHaveLength(1);
    await next.publish(base, change('2'));
    expect(filesOf(remote)).toEqual(['manifest.json']);
  });
});

describe('files of the data branch', () => {
  test('come in the order asked for, with names and bytes as they were', async () => {
    const { workspace, store } = await both();
    const files = {
      'csv/launches/month=2026-11/2026-11-21.csv': 'a\r\nb\n',
      'odd "name" \\ ä.csv': 'odd',
      '-rf': 'dash',
      'empty.csv': '',
    };
    await store.publish(undefined, change('1', files));
    const reader = await open({ workspace });
    const snapshot = await reader.previous();
    const paths = [...Object.keys(files).reverse(), '-rf'];
    expect(await texts(snapshot, ...paths)).toEqual([...Object.values(files).reverse(), 'dash']);
    expect(await texts(snapshot)).toEqual([]);
    expect(await texts(snapshot, '-rf', 'csv/none.csv')).toEqual(['dash', 'none']);
  });

  test('keep their line ends under core.autocrlf=true and a global attribute', async () => {
    const { remote, workspace } = await both();
    const folder = temporaryFolder();
    const attributes = join(folder, 'attributes').replaceAll('\\', '/');
    writeFileSync(attributes, '* text=auto eol=crlf\n');
    writeFileSync(join(folder, 'gitconfig'), `[core]\n\tautocrlf = true\n\tattributesFile = ${attributes}\n`);
    const crlf = { ...environment, GIT_CONFIG_GLOBAL: join(folder, 'gitconfig') };
    const store = await open({ workspace, environment: crlf });
    await store.publish(undefined, change('1', { 'a.csv': 'a\r\nb\nc\r\n' }));
    expect(git(remote, 'cat-file', '-s', 'data:a.csv')).toBe('8');
    expect(await texts(await store.previous(), 'a.csv')).toEqual(['a\r\nb\nc\r\n']);
  });

  test.each(['core.autocrlf=true', 'core.eol=crlf'])(
    'keep their line ends in a clone of Git for Windows: %s',
    async (setting) => {
      const { remote, store } = await both();
      const files = {
        'csv/apps/apps.csv': 'a\nb\n',
        'parquet/apps/apps.parquet': 'PAR1\nPAR1',
        'README.md': '#\n',
      };
      await store.publish(undefined, change('1', files));
      const folder = temporaryFolder();
      const attributes = join(folder, 'attributes');
      writeFileSync(attributes, '* text=auto\n');
      const automatic = ['-c', setting, '-c', `core.attributesFile=${attributes}`];
      git(folder, ...automatic, 'clone', '--quiet', '--branch', 'data', remote, 'clone');
      for (const [path, text] of Object.entries(files)) {
        expect([path, readFileSync(join(folder, 'clone', path), 'utf8')]).toEqual([path, text]);
      }
    },
  );

  test('are read from a server that cannot send parts', async () => {
    const { remote, workspace, store } = await both();
    git(remote, 'config', 'uploadpack.allowFilter', 'false');
    await store.publish(undefined, change('1', { 'a.csv': 'a', 'b.csv': 'b' }));
    const reader = await open({ workspace });
    const base = await reader.previous();
    expect(await texts(base, 'b.csv', 'a.csv')).toEqual(['b', 'a']);
    expect((await reader.publish(base, change('2'))).kind).toBe('published');
  });

  test('are refused when the branch is not one of ours', async () => {
    const { remote, workspace, store } = await both();
    git(workspace, 'push', '--quiet', remote, 'main:data');
    const before = git(remote, 'rev-parse', 'data');
    await expect(store.previous()).rejects.toMatchObject({
      message: expect.stringContaining('no manifest.json'),
      remedy: expect.stringContaining('Choose another `branch`'),
    });
    expect(git(remote, 'rev-parse', 'data')).toBe(before);
  });
});

describe('the checkout', () => {
  test('stays as it is, byte for byte', async () => {
    const { workspace } = await both();
    writeFileSync(join(workspace, 'staged.txt'), 'staged');
    git(workspace, 'add', 'staged.txt');
    writeFileSync(join(workspace, 'loose.txt'), 'loose');
    mkdirSync(join(workspace, '.git', 'hooks'));
    writeFileSync(join(workspace, '.git', 'hooks', 'pre-push'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const before = hashOf(workspace);
    const temporary = temporaryFolder();
    const store = await open({ workspace, temporary });
    await publishTwice(store);
    expect(hashOf(workspace)).toBe(before);
    expect(readdirSync(temporary)).toHaveLength(1);
    await store.close();
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('does not lend its hooks through the settings of the machine', async () => {
    const { remote, workspace } = await both();
    const folder = temporaryFolder().replaceAll('\\', '/');
    for (const hook of ['pre-push', 'reference-transaction']) {
      writeFileSync(join(folder, hook), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    }
    const machine = join(folder, 'gitconfig');
    writeFileSync(machine, `[core]\n\thooksPath = ${folder}\n`);
    const store = await open({ workspace, environment: { ...environment, GIT_CONFIG_GLOBAL: machine } });
    // The remote folder has hooks of its own: it must not take those of the machine in this test.
    git(remote, 'config', 'core.hooksPath', join(remote, 'hooks'));
    await publishTwice(store);
    expect(git(remote, 'rev-list', '--count', 'data')).toBe('2');
  });

  test('does not lend its repository through the environment', async () => {
    const { remote, workspace } = await both();
    const foreign = checkoutOf('nowhere');
    const before = hashOf(foreign);
    const store = await open({
      workspace,
      environment: {
        ...environment,
        GIT_DIR: join(foreign, '.git'),
        GIT_WORK_TREE: foreign,
        GIT_INDEX_FILE: join(foreign, '.git', 'index'),
        GIT_OBJECT_DIRECTORY: join(foreign, '.git', 'objects'),
      },
    });
    await publishTwice(store);
    expect(hashOf(foreign)).toBe(before);
    expect(git(remote, 'rev-list', '--count', 'data')).toBe('2');
  });

  async function publishTwice(store: DataBranch): Promise<void> {
    await store.publish(undefined, change('1', { 'a.csv': 'a' }));
    await store.publish(await store.previous(), change('2', { 'a.csv': 'b' }));
  }

  function hashOf(folder: string): string {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const hash = createHash('sha256');
    for (const name of names) hash.update(name).update(readFileSync(name));
    return hash.digest('hex');
  }
});

describe('opening', () => {
  test('never hands the name of a branch to git as an option', async () => {
    const store = await open({ workspace: checkoutOf(bareRemote()), branch: '--upload-pack=x' });
    expect(await store.previous()).toBeUndefined();
    await store.publish(undefined, change('1'));
    expect((await store.previous())?.manifest.snapshot_id).toBe('1');
  });

  test('says what to do when there is no git', async () => {
    const nothing = { ...environment, PATH: temporaryFolder(), Path: undefined };
    await expect(open({ workspace: temporaryFolder(), runGit, environment: nothing })).rejects.toMatchObject({
      name: 'StoreError',
      remedy: expect.stringContaining('Install git'),
    });
  });
});
