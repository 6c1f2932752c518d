import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Commit, GitRemote } from './git-remote.ts';
import { listen } from './http.ts';
import { addressOf, type Repository, type TokenPermissions } from './repository.ts';
import { createServices, type ServiceControls } from './services.ts';

/** What can be chosen about a runner; the defaults describe a private repository `contoso/app-launches`. */
export interface RunnerOptions {
  readonly repository?: Partial<Repository>;
  readonly permissions?: Partial<TokenPermissions>;
  /** Clock of all services; the system's clock when left out. */
  readonly now?: () => Date;
}

/** The services of a GitHub Actions runner on loopback, with controls for tests. */
export interface Runner extends ServiceControls {
  /** Origin of all services. */
  readonly url: string;
  readonly repository: Repository;
  /** Path of the bare repository that stands for the one on GitHub. */
  readonly remote: string;
  /** The same repository with its controls. */
  readonly git: GitRemote;
  /** Makes a fresh workspace with a checkout of the default branch and returns its path. */
  checkout(): Promise<string>;
  /** Returns the files at the head of a branch of the remote. */
  readBranch(name: string): Promise<ReadonlyMap<string, Buffer>>;
  /** Returns the commits of a branch of the remote, newest first. */
  commits(name: string): Promise<readonly Commit[]>;
  /** Makes a new empty folder that is deleted with the runner. */
  folder(name: string): Promise<string>;
  /** Calls back when the runner closes, so that nothing outlives it. */
  beforeClose(cleanUp: () => void): void;
  /** Stops the services, ends actions that still run, and deletes all folders. */
  close(): Promise<void>;
}

/** Starts the services of a runner on a free loopback port. */
export async function startRunner(options: RunnerOptions = {}): Promise<Runner> {
  const now = options.now ?? (() => new Date());
  const repository: Repository = {
    id: 987_654_321,
    owner: 'contoso',
    name: 'app-launches',
    defaultBranch: 'main',
    visibility: 'private',
    retentionDays: 90,
    ...options.repository,
  };
  const services = createServices(repository, now);
  services.setPermissions(options.permissions ?? {});

  const root = await realpath(await mkdtemp(join(tmpdir(), 'runner-')));
  const remote = new GitRemote(join(root, 'remote.git'), addressOf(repository), repository.defaultBranch);
  await remote.initialize(now());
  const server = await listen(services.serve);
  services.listenAt(server.url);

  const cleanUps: (() => void)[] = [];
  let folders = 0;
  async function folder(name: string): Promise<string> {
    folders += 1;
    const path = join(root, `${folders}-${name}`);
    mkdirSync(path);
    return path;
  }

  return {
    ...services,
    url: server.url,
    repository,
    remote: remote.path,
    git: remote,
    async checkout() {
      const workspace = await folder('workspace');
      await remote.checkout(workspace);
      return workspace;
    },
    readBranch: (name) => remote.readBranch(name),
    commits: (name) => remote.commits(name),
    folder,
    beforeClose(cleanUp) {
      cleanUps.push(cleanUp);
    },
    async close() {
      for (const cleanUp of cleanUps) cleanUp();
      await server.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
