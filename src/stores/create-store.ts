import path from 'node:path';
import type { GitHub } from '../github/api.ts';
import type { ClientOptions } from '../http/client.ts';
import type { RunContext } from '../inputs/run-context.ts';
import type { Settings } from '../inputs/settings.ts';
import { openCalendar } from '../snapshot/calendar.ts';
import type { LoadArtifactClient } from './artifact/upload.ts';
import { type Aside, openAside } from './aside.ts';
import { createDataBranch } from './branch/branch.ts';
import type { RunGit } from './branch/git.ts';
import type { Lake } from './data-lake/lake.ts';
import { besideLake, lakeStore } from './data-lake/lake-store.ts';
import { createDisk } from './disk.ts';
import { requireReplaceable } from './folder/folder.ts';
import { artifactStore, branchStore, folderStore, type Reference, type SnapshotStore } from './store.ts';

/** What a store needs from outside. */
export interface StoreOptions extends Pick<ClientOptions, 'clock' | 'debug'> {
  readonly github: GitHub;
  /** The key that signs manifests; `undefined` without a data key. */
  readonly manifestKey: Promise<Uint8Array | undefined>;
  readonly loadArtifactClient: LoadArtifactClient;
  readonly runGit: RunGit;
  /** Returns a random UUID. */
  readonly uuid: () => string;
  readonly mask: (value: string) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** `undefined` unless `publish` names it. */
  readonly lake: Lake | undefined;
}

/**
 * Returns the store that `publish` names. With branch and artifact, the previous snapshot is the branch's; what the data lake
 * holds beside them is merged into it.
 * @throws {StoreError} when `directory` holds something other than a snapshot, or git is missing.
 */
export async function createStore(
  settings: Settings,
  run: RunContext,
  options: StoreOptions,
): Promise<SnapshotStore> {
  const { publish, githubToken: token } = settings;
  const directory = { ...settings.directory, disk: createDisk(options.clock.sleep) };
  await requireReplaceable(directory);
  const { repository, temporary, serverUrl, workspace } = run;
  const { clock, debug, mask, environment, github, loadArtifactClient, runGit, uuid, lake } = options;
  const artifact = {
    name: settings.artifactName,
    retentionDays: settings.retentionDays,
    temporary: path.join(temporary, `audit-log-sync-${uuid()}`),
    runId: run.runId,
    defaultBranch: run.defaultBranch,
    ownBranch: run.ownBranch,
    workflow: run.workflow,
    manifestKey: options.manifestKey,
    github,
    loadClient: loadArtifactClient,
  };
  const rules = async () => ({
    calendar: openCalendar(settings.timeZone),
    formats: settings.formats,
    manifestKey: await options.manifestKey,
    now: clock.now(),
  });
  if (!publish.branch) {
    if (publish.artifact) return besideLake(artifactStore(directory, artifact, rules), lake, rules);
    return lake === undefined ? folderStore(directory) : lakeStore(directory, lake);
  }
  const branch = await createDataBranch({
    workspace,
    temporary,
    serverUrl,
    repository,
    token,
    branch: settings.branch,
    history: settings.branchHistory,
    signingKey: options.manifestKey,
    environment,
    runGit,
    mask,
    debug,
    sleep: clock.sleep,
  });
  return besideLake(branchStore(directory, branch, publish.artifact ? artifact : undefined), lake, rules);
}

/** Returns the place for what a run has made and not published yet. */
export function createAside(
  { temporary }: RunContext,
  { uuid, clock }: Pick<StoreOptions, 'uuid' | 'clock'>,
): Aside {
  return openAside(path.join(temporary, `audit-log-sync-files-${uuid()}`), createDisk(clock.sleep));
}

/** Returns the name of the store for people. */
export function storeLabel({ publish, branch, artifactName, directory, dataLake }: Settings): string {
  const stores = [
    ...(publish.branch ? [`branch ${branch}`] : []),
    ...(publish.artifact ? [`artifact ${artifactName}`] : []),
    ...(dataLake === undefined ? [] : [`data lake ${dataLake.label}`]),
  ];
  return stores.length > 0 ? stores.join(' and ') : `folder ${directory.relative}`;
}

/**
 * Returns where the snapshot with this reference is, for people: the name of each store, with the pages of GitHub that show
 * it. Addresses are encoded.
 */
export function storeLinks(
  { publish, branch, artifactName, directory, dataLake }: Settings,
  run: RunContext,
  { commitSha, artifact }: Reference,
) {
  const none = { url: undefined, commit: undefined, reportUrl: undefined };
  const repository = `${run.serverUrl}/${run.repository}`;
  const path = branch.split('/').map(encodeURIComponent).join('/');
  const ofBranch = {
    label: `branch ${branch}`,
    url: `${repository}/tree/${path}`,
    commit:
      commitSha === undefined
        ? undefined
        : { label: commitSha.slice(0, 7), url: `${repository}/commit/${commitSha}` },
    reportUrl: `${repository}/blob/${path}/report.html`,
  };
  const stores = [
    ...(publish.branch ? [ofBranch] : []),
    ...(publish.artifact
      ? [{ ...none, label: `artifact ${artifactName}`, url: artifactUrl(run, artifact) }]
      : []),
    ...(dataLake === undefined ? [] : [{ ...none, label: `data lake ${dataLake.label}` }]),
  ];
  return stores.length > 0 ? stores : [{ ...none, label: `folder ${directory.relative}` }];
}

/** Returns the page of an artifact; `undefined` without one. */
export function artifactUrl(run: RunContext, artifact: Reference['artifact']): string | undefined {
  if (artifact === undefined) return undefined;
  return `${run.serverUrl}/${run.repository}/actions/runs/${artifact.runId}/artifacts/${artifact.id}`;
}
