import { cpSync, rmSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DAY } from '../tenant/clock.ts';
import { git } from './git.ts';

/** A commit of the remote repository. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly committedAt: Date;
  /** Subject and body. */
  readonly message: string;
}

/** Quiet, and without the sample hooks: two dozen files in each repository that tests would copy, search and delete. */
const WITHOUT_SAMPLES = ['--quiet', '--template='];

/**
 * Repositories as they are made, by branch and day: to copy one takes a fraction of what git takes, at once a quarter of
 * what it takes file by file on other threads.
 */
const templates = new Map<string, Promise<string>>();

/** Checkouts by origin, branch and commit. */
const checkouts = new Map<string, Promise<string>>();

async function makeRemote(branch: string, seconds: number): Promise<string> {
  const folder = await temporary();
  await git(['init', ...WITHOUT_SAMPLES, '--bare', `--initial-branch=${branch}`], { cwd: folder });
  // GitHub cleans up at its own time: no push waits for git to look whether it should.
  const served = '[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n';
  await appendFile(join(folder, 'config'), `${served}[receive]\n\tautogc = false\n`);
  const commit = [
    `commit refs/heads/${branch}`,
    `committer Simulator <simulator@example.invalid> ${seconds} +0000`,
    'data 14',
    'Initial commit',
    'M 100644 inline README.md',
    'data 15',
    '# App launches\n',
  ];
  await git(['fast-import', '--quiet'], { cwd: folder, input: `${commit.join('\n')}\n` });
  return folder;
}

const temporaries: string[] = [];

/** A folder that is deleted when the process ends. */
async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'git-template-'));
  if (temporaries.push(folder) === 1) {
    process.once('exit', () => {
      for (const each of temporaries) rmSync(each, { recursive: true, force: true });
    });
  }
  return folder;
}

/** A bare repository on disk that stands for the repository on GitHub. */
export class GitRemote {
  /** Path of the bare repository. */
  readonly path: string;
  readonly #address: string;
  readonly #defaultBranch: string;

  /** `address`: the repository's on GitHub, which checkouts call origin. */
  constructor(path: string, address: string, defaultBranch: string) {
    this.path = path;
    this.#address = address;
    this.#defaultBranch = defaultBranch;
  }

  /** Creates the repository with one commit of the beginning of that day on the default branch; clients may fetch any object. */
  async initialize(now: Date): Promise<void> {
    const seconds = (Math.floor(now.getTime() / DAY) * DAY) / 1000;
    const key = `${this.#defaultBranch} ${seconds}`;
    const template = templates.get(key) ?? makeRemote(this.#defaultBranch, seconds);
    templates.set(key, template);
    cpSync(await template, this.path, { recursive: true });
  }

  /** Returns the commit at the head of a branch. Rejects when there is no such branch. */
  async head(branch: string): Promise<string> {
    const loose = await this.#looseTip(branch);
    return (loose ?? (await this.#git(['rev-parse', '--verify', `refs/heads/${branch}`]))).trim();
  }

  /** Returns names of all branches, sorted. */
  async branches(): Promise<readonly string[]> {
    // git keeps each branch in a file of its own until it packs them, which happens here never.
    const heads = join(this.path, 'refs', 'heads');
    const entries = await readdir(heads, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'));
    return files
      .map(({ parentPath, name }) => relative(heads, join(parentPath, name)).replaceAll('\\', '/'))
      .sort();
  }

  /** Returns the files at the head of a branch by path. Rejects when there is no such branch. */
  async readBranch(branch: string): Promise<ReadonlyMap<string, Buffer>> {
    const listed = await this.#git(['ls-tree', '-r', '-z', `refs/heads/${branch}`]);
    const entries = [...listed.matchAll(/\d+ blob (\w+)\t([^\0]+)\0/g)].map(([, sha = '', path = '']) => ({
      sha,
      path,
    }));
    const input = entries.map(({ sha }) => `${sha}\n`).join('');
    const batch = await git(['cat-file', '--batch'], { cwd: this.path, input });
    const files = new Map<string, Buffer>();
    let at = 0;
    for (const { path } of entries) {
      const start = batch.indexOf('\n', at) + 1;
      const end = start + Number(batch.toString('utf8', at, start).trim().split(' ')[2]);
      files.set(path, batch.subarray(start, end));
      at = end + 1;
    }
    return files;
  }

  /** Makes a branch point to a commit, as a push with force does. */
  async setHead(branch: string, sha: string): Promise<void> {
    await this.#git(['update-ref', `refs/heads/${branch}`, sha]);
  }

  /**
   * Commits files to a branch as somebody with write access does: bytes by path, the target of a symbolic link, or `undefined`
   * to take a file away.
   */
  async commit(
    branch: string,
    files: ReadonlyMap<string, Buffer | { readonly linkTo: string } | undefined>,
  ): Promise<void> {
    const message = 'Somebody else was here';
    const committer = 'Somebody Else <somebody@example.com> 1795300000 +0000';
    const ref = `refs/heads/${branch}`;
    const head = `commit ${ref}\ncommitter ${committer}\ndata ${message.length}\n${message}\nfrom ${ref}^0\n`;
    const changes = [...files].flatMap(([path, content]) => {
      if (content === undefined) return [Buffer.from(`D ${path}\n`)];
      const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content.linkTo);
      const mode = Buffer.isBuffer(content) ? '100644' : '120000';
      return [Buffer.from(`M ${mode} inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
    });
    await git(['fast-import', '--quiet'], {
      cwd: this.path,
      input: Buffer.concat([Buffer.from(head), ...changes]),
    });
  }

  /** Returns the commits of a branch, newest first. Rejects when there is no such branch. */
  async commits(branch: string): Promise<readonly Commit[]> {
    const log = await this.#git(['log', '-z', '--format=%H%n%P%n%an <%ae>%n%cI%n%B', `refs/heads/${branch}`]);
    return log
      .split('\0')
      .filter((record) => record !== '')
      .map((record) => {
        const [sha = '', parents = '', author = '', committedAt = '', ...message] = record.split('\n');
        return {
          sha,
          parents: parents.split(' ').filter((parent) => parent !== ''),
          author,
          committedAt: new Date(committedAt),
          message: message.join('\n').trim(),
        };
      });
  }

  /** Makes a workspace as actions/checkout leaves it: the newest commit of a branch, origin set, no identity. */
  async checkout(folder: string, branch = this.#defaultBranch): Promise<void> {
    const key = `${this.#address} ${branch} ${await this.head(branch)}`;
    const made = checkouts.get(key) ?? this.#makeCheckout(branch);
    checkouts.set(key, made);
    cpSync(await made, folder, { recursive: true });
  }

  /** The commit of a branch, where git has it in a file of its own. */
  async #looseTip(branch: string): Promise<string | undefined> {
    return await readFile(join(this.path, 'refs', 'heads', branch), 'utf8').catch(() => undefined);
  }

  async #makeCheckout(branch: string): Promise<string> {
    const cwd = await temporary();
    const tracking = `refs/remotes/origin/${branch}`;
    await git(['init', ...WITHOUT_SAMPLES, `--initial-branch=${branch}`], { cwd });
    await git(['remote', 'add', 'origin', this.#address], { cwd });
    const options = ['--quiet', '--no-tags', '--depth=1'];
    await git(['fetch', ...options, this.path, `+refs/heads/${branch}:${tracking}`], { cwd });
    await git(['checkout', '--quiet', '-B', branch, tracking], { cwd });
    return cwd;
  }

  /** Refuses every push with these lines, as a ruleset or a token without rights does; undefined allows pushes. */
  async refusePushes(reason: string | undefined): Promise<void> {
    const hook = join(this.path, 'hooks', 'pre-receive');
    await rm(hook, { force: true });
    if (reason === undefined) return;
    await mkdir(join(this.path, 'hooks'), { recursive: true });
    await writeFile(hook, `#!/bin/sh\ncat >&2 <<'END_OF_REASON'\n${reason}\nEND_OF_REASON\nexit 1\n`, {
      mode: 0o755,
    });
  }

  async #git(args: readonly string[], input = ''): Promise<string> {
    return (await git(args, { cwd: this.path, input })).toString('utf8');
  }
}

/** The text of GitHub when a ruleset wants signed commits. */
export const rulesetRefusal = `error: GH013: Repository rule violations found for refs/heads/app-launches.
- Commits must have verified signatures.`;
