import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SnapshotChange } from '../../../src/snapshot/change.ts';
import { keepInMemory } from '../../../src/snapshot/made-file.ts';
import { formatManifest, type Manifest } from '../../../src/snapshot/manifest.ts';
import { type BranchSettings, createDataBranch, type DataBranch } from '../../../src/stores/branch/branch.ts';
import { runGitInHelper } from '../../git-in-helper.ts';

/** The environment of a machine without a global git configuration. */
export const environment = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: join(tmpdir(), 'no-such-gitconfig'),
};

/** Runs git as a user would, and gives its stdout without the last line break. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  return execFileSync('git', ['-C', folder, ...identity, ...args], {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  }).trimEnd();
}

/** Makes a folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'store-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const made = new Map<string, string>();

/** Copies a folder that git made once in this process: that takes a fraction of what git takes. */
function copyOfOnce(name: string, folder: string, make: (folder: string) => void): void {
  const known = made.get(name);
  if (known !== undefined) {
    cpSync(known, folder, { recursive: true });
    return;
  }
  make(folder);
  const kept = mkdtempSync(join(tmpdir(), 'store-test-kept-'));
  process.once('exit', () => rmSync(kept, { recursive: true, force: true }));
  cpSync(folder, kept, { recursive: true });
  made.set(name, kept);
}

/** Makes a bare repository that serves parts of objects, as github.com does. */
export function bareRemote(folder = join(temporaryFolder(), 'remote.git')): string {
  mkdirSync(folder, { recursive: true });
  copyOfOnce('remote', folder, () => {
    git(folder, 'init', '--quiet', '--bare', '--template=', '--initial-branch=main', '.');
    git(folder, 'config', 'uploadpack.allowFilter', 'true');
  });
  return folder;
}

/** The repository of the job that the tests play. */
const JOB = { serverUrl: 'https://github.invalid', repository: 'owner/name' };
const ADDRESS = `${JOB.serverUrl}/${JOB.repository}`;

/** The folder that stands for the job's repository, by checkout. */
const served = new Map<string, string>();

/** Makes a checkout with one commit: of an address, or of the job's repository, which the folder `remote` stands for. */
export function checkoutOf(remote: string): string {
  const folder = join(temporaryFolder(), 'workspace');
  mkdirSync(folder);
  copyOfOnce('checkout', folder, () => {
    git(folder, 'init', '--quiet', '--template=', '--initial-branch=main', '.');
    git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'start');
  });
  const isAddress = /^https?:/.test(remote);
  if (!isAddress) served.set(folder, remote);
  const fetched = '+refs/heads/*:refs/remotes/origin/*';
  const origin = `[remote "origin"]\n\turl = ${isAddress ? remote : ADDRESS}\n\tfetch = ${fetched}\n`;
  appendFileSync(join(folder, '.git', 'config'), origin);
  return folder;
}

/** Writes the settings of a machine on which a folder stands for the job's repository. */
function machineOf(remote: string): string {
  const file = join(temporaryFolder(), 'gitconfig');
  writeFileSync(
    file,
    `[url ${JSON.stringify(remote)}]\n\tinsteadOf = ${ADDRESS}\n\tinsteadOf = ${ADDRESS}.git\n`,
  );
  return file;
}

/** Opens the branch `data`, and closes it after the test. Sleeping is skipped. */
export async function open(
  settings: Partial<BranchSettings> & Pick<BranchSettings, 'workspace'>,
): Promise<DataBranch> {
  const remote = served.get(settings.workspace);
  const machine = remote && { GIT_CONFIG_NOSYSTEM: undefined, GIT_CONFIG_SYSTEM: machineOf(remote) };
  const store = await createDataBranch({
    branch: 'data',
    history: 'keep',
    signingKey: Promise.resolve(undefined),
    temporary: temporaryFolder(),
    ...JOB,
    token: 'ghs_secret',
    mask: () => undefined,
    sleep: async () => undefined,
    debug: () => undefined,
    runGit: runGitInHelper,
    ...settings,
    environment: { ...environment, ...settings.environment, ...machine },
  });
  onTestFinished(() => store.close());
  return store;
}

/** Returns a manifest that names its snapshot. */
export function manifest(id: string): Manifest {
  return {
    schema_version: '1.0.0',
    snapshot_id: id,
    generated_at: '2026-11-21T10:00:00Z',
    generator: { name: 'audit-log-sync', version: '0.1.0' },
    tenant_id: '11111111-1111-4111-8111-111111111111',
    time_zone: 'UTC',
    watermark: null,
    unread: [],
    read: {},
    coverage: { from: null, complete_until: null, gaps: [] },
    identity: { mode: 'none', key_id: null },
    tables: {},
    files: [],
  };
}

/** Returns a change: a manifest with this id, files by path, and paths to remove. */
export function change(
  id: string,
  files: Readonly<Record<string, string>> = {},
  removed: readonly string[] = [],
): SnapshotChange {
  const all = { ...files, 'manifest.json': formatManifest(manifest(id)) };
  return {
    files: new Map(
      Object.entries(all).map(([path, text]) => [path, keepInMemory(Buffer.from(text, 'utf8'))]),
    ),
    removed: new Set(removed),
    title: `Snapshot ${id}`,
  };
}

/** Returns the texts of files of a snapshot. */
export async function texts(
  snapshot:
    | { readonly read: (paths: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]> }
    | undefined,
  ...paths: readonly string[]
): Promise<readonly string[] | undefined> {
  const files = await snapshot?.read(paths);
  return files?.map((bytes) => (bytes === undefined ? 'none' : Buffer.from(bytes).toString('utf8')));
}
