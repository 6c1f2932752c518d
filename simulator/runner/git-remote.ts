import { rmSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Repositories as they are made, by branch and second: to copy one takes a fraction of what git takes. */
const templates = new Map<string, Promise<string>>();

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

/** A folder that is deleted when the process ends. */
async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'git-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A bare repository on disk that stands for the repository on GitHub. */
export class GitRemote {
  /** Path of the bare repository. */
  readonly path: string;
  readonly #defaultBranch: string;
  /** Checkouts by branch and commit. */
  readonly #checkouts = new Map<string, Promise<string>>();

  constructor(path: string, defaultBranch: string) {
    this.path = path;
    this.#defaultBranch = defaultBranch;
  }

  /** Creates the repository with one commit on the default branch; clients may filter and fetch any object. */
  async initialize(now: Date): Promise<void> {
    const seconds = Math.floor(now.getTime() / 1000);
    const key = `${this.#defaultBranch} ${seconds}`;
    const template = templates.get(key) ?? makeRemote(this.#defaultBranch, seconds);
    templates.set(key, template);
    await cp(await template, this.path, { recursive: true });
  }

  /** The commit at the head of a branch. Rejects when there is no such branch. */
  async head(branch: string): Promise<string> {
    const loose = await this.#looseTip(branch);
    return (loose ?? (await this.#git(['rev-parse', '--verify', `refs/heads/${branch}`]))).trim();
  }

  /** Names of all branches, sorted. */
  async branches(): Promise<readonly string[]> {
    const lines = await this.#git(['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads']);
    return lines.split('\n').filter((line) => line !== '');
  }

  /** The files at the head of a branch by path. Rejects when there is no such branch. */
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

  /** The commits of a branch, newest first. Rejects when there is no such branch. */
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
    const tip = await this.#looseTip(branch);
    const template = this.#checkouts.get(`${branch} ${tip}`);
    if (template !== undefined) return await cp(await template, folder, { recursive: true });
    const made = temporary().then(async (own) => {
      await this.#makeCheckout(own, branch);
      return own;
    });
    if (tip !== undefined) this.#checkouts.set(`${branch} ${tip}`, made);
    await cp(await made, folder, { recursive: true });
  }

  /** The commit of a branch, where git has it in a file of its own. */
  async #looseTip(branch: string): Promise<string | undefined> {
    return await readFile(join(this.path, 'refs', 'heads', branch), 'utf8').catch(() => undefined);
  }

  async #makeCheckout(folder: string, branch: string): Promise<void> {
    const tracking = `refs/remotes/origin/${branch}`;
    await git(['init', ...WITHOUT_SAMPLES, `--initial-branch=${branch}`], { cwd: folder });
    await git(['remote', 'add', 'origin', this.path], { cwd: folder });
    await git(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `+refs/heads/${branch}:${tracking}`], {
      cwd: folder,
    });
    await git(['checkout', '--quiet', '-B', branch, tracking], { cwd: folder });
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
