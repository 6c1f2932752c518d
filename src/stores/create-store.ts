import { createHash } from 'node:crypto';
import type { GitHub } from '../github/api.ts';
import type { Surroundings } from '../inputs/run-context.ts';
import type { Settings } from '../inputs/settings.ts';
import { openBranch } from './branch/branch.ts';
import type { CacheKeys } from './cache.ts';
import { requireReplaceable } from './folder/folder.ts';
import { artifactPlace, branchPlace, folderPlace, type Place, type Reference } from './store.ts';

/** What a place needs from outside. */
export interface PlaceOptions {
  readonly github: GitHub;
  readonly sleep: (ms: number) => Promise<void>;
  readonly mask: (value: string) => void;
  readonly environment: NodeJS.ProcessEnv;
}

/** Opens the place that `publish` names. With both, the branch is the previous snapshot. */
export async function openPlace(
  settings: Settings,
  run: Surroundings,
  options: PlaceOptions,
): Promise<Place> {
  const { publish, githubToken: token } = settings;
  const directory = { ...settings.directory, workspace: run.workspace };
  await requireReplaceable(directory.absolute, directory.relative);
  const { repository, temporary, serverUrl, workspace } = run;
  const { sleep, mask, environment, github } = options;
  const artifact = {
    name: settings.artifactName,
    retentionDays: settings.retentionDays,
    temporary,
    repository,
    runId: run.runId,
    defaultBranch: run.defaultBranch,
    ownBranch: run.ownBranch,
    token,
    github,
    sleep,
  };
  if (publish.branch) {
    const { branch: name, branchHistory: history } = settings;
    const remote = { workspace, temporary, serverUrl, repository, token };
    const branch = await openBranch({ ...remote, branch: name, history, environment, mask, sleep });
    return branchPlace(directory, branch, publish.artifact ? artifact : undefined);
  }
  return publish.artifact ? artifactPlace(directory, artifact) : folderPlace(directory);
}

/** Gives the name of the place for people. */
export function placeName({ publish, branch, artifactName, directory }: Settings): string {
  const places = [
    ...(publish.branch ? [`branch ${branch}`] : []),
    ...(publish.artifact ? [`artifact ${artifactName}`] : []),
  ];
  return places.length > 0 ? places.join(' and ') : `folder ${directory.relative}`;
}

/**
 * Gives the cache keys of a run: an entry can be written once, so the key is the run's own; tenant and place are part of
 * the prefix, so that a matrix of tenants does not restore each other's state. `now` tells two steps of one run apart.
 */
export function cacheKeys(settings: Settings, { runId, runAttempt }: Surroundings, now: number): CacheKeys {
  const subject = createHash('sha256')
    .update(`${settings.tenantId}\0${placeName(settings)}`)
    .digest('hex');
  const prefix = `${settings.cacheKey}-${subject.slice(0, 12)}-`;
  return { prefix, key: `${prefix}${runId}-${runAttempt}-${now}` };
}

/** Gives the page of an artifact; `undefined` without one. */
export function artifactUrl(run: Surroundings, artifact: Reference['artifact']): string | undefined {
  if (artifact === undefined) return undefined;
  return `${run.serverUrl}/${run.repository}/actions/runs/${artifact.runId}/artifacts/${artifact.id}`;
}
