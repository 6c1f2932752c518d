import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, StoreError } from '../errors.ts';
import type { PublishedSnapshot } from '../snapshot/change.ts';
import { readFolder } from './folder.ts';
import type { GitHub } from './github.ts';

/** Which artifact, and where the run is. */
export interface ArtifactSettings {
  readonly name: string;
  readonly retentionDays: number | undefined;
  /** Folder for downloads: RUNNER_TEMP. */
  readonly temporary: string;
  /** `owner/name` */
  readonly repository: string;
  readonly runId: string;
  /** `undefined`: GitHub is asked. */
  readonly defaultBranch: string | undefined;
  readonly token: string;
  readonly github: GitHub;
}

/** An artifact that this run uploaded. */
export interface UploadedArtifact {
  readonly id: number;
}

/** A snapshot that lies unpacked in a folder of its own. */
export interface DownloadedSnapshot extends PublishedSnapshot {
  readonly reference: { readonly id: number; readonly runId: string };
}

const PER_PAGE = 100;

const repositorySchema = z.object({ default_branch: z.string() });
const artifactsSchema = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      expired: z.boolean(),
      created_at: z.string().nullable(),
      workflow_run: z
        .object({
          id: z.int().nullish(),
          head_branch: z.string().nullish(),
          repository_id: z.int().nullish(),
          head_repository_id: z.int().nullish(),
        })
        .nullish(),
    }),
  ),
});
type Artifact = z.infer<typeof artifactsSchema>['artifacts'][number];

/**
 * Gives the snapshot in the newest artifact of that name that a run on the default branch of this repository uploaded:
 * any other branch, and any fork, could plant one. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function readArtifact(settings: ArtifactSettings): Promise<DownloadedSnapshot | undefined> {
  const newest = await newestArtifact(settings);
  if (newest === undefined) return undefined;
  // The service finds an artifact by its own id; a run's is only part of its page's address.
  const runId = newest.workflow_run?.id ?? 0;
  const folder = await mkdtemp(path.join(settings.temporary, 'snapshot-'));
  const [owner = '', name = ''] = settings.repository.split('/');
  const client = await openClient();
  try {
    const { digestMismatch } = await client.downloadArtifact(newest.id, {
      path: folder,
      findBy: { token: settings.token, workflowRunId: runId, repositoryOwner: owner, repositoryName: name },
    });
    if (digestMismatch) throw new Error('its digest is not the one that GitHub names');
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new StoreError(
      `The artifact ${settings.name} (id ${newest.id}) cannot be downloaded: ${messageOf(cause)}`,
      'Run it again; if the artifact is broken, delete it, so that the one before it counts.',
      { cause },
    );
  }
  const snapshot = await readFolder(folder, `artifact ${settings.name} (id ${newest.id})`);
  if (snapshot !== undefined) return { ...snapshot, reference: { id: newest.id, runId: `${runId}` } };
  throw new StoreError(
    `The artifact ${settings.name} (id ${newest.id}) is no snapshot: it has no manifest.json`,
    'Give artifact-name a name that no other workflow uses.',
  );
}

async function newestArtifact({
  github,
  name,
  defaultBranch,
}: ArtifactSettings): Promise<Artifact | undefined> {
  const trustedBranch = defaultBranch ?? (await github.get('', repositorySchema)).default_branch;
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({ name, per_page: `${PER_PAGE}`, page: `${page}` });
    const { artifacts } = await github.get(`/actions/artifacts?${query}`, artifactsSchema);
    const trusted = artifacts.filter(
      ({ name: own, expired, workflow_run: run }) =>
        own === name &&
        !expired &&
        run?.head_branch === trustedBranch &&
        typeof run.repository_id === 'number' &&
        run.head_repository_id === run.repository_id,
    );
    if (trusted.length > 0) return trusted.sort(newestFirst)[0];
    if (artifacts.length < PER_PAGE) return undefined;
  }
}

function newestFirst(a: Artifact, b: Artifact): number {
  return (b.created_at ?? '').localeCompare(a.created_at ?? '') || b.id - a.id;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Gives after how many ms a snapshot is published anew though nothing changed: after a day, and after half of its days
 * when the artifact lives shorter than two, so that it never expires between two runs.
 */
export function refreshMs(retentionDays: number | undefined): number {
  return Math.min(DAY_MS, ((retentionDays ?? 90) * DAY_MS) / 2);
}

/**
 * Uploads the files of `directory` as the artifact. A re-run of the same workflow run replaces its own.
 * @throws {StoreError}
 */
export async function uploadArtifact(
  { name, retentionDays }: Pick<ArtifactSettings, 'name' | 'retentionDays'>,
  directory: string,
  paths: readonly string[],
): Promise<UploadedArtifact> {
  const client = await openClient();
  const files = paths.map((file) => path.join(directory, ...file.split('/')));
  const options = retentionDays === undefined ? {} : { retentionDays };
  const upload = async (): Promise<UploadedArtifact> => {
    const { id } = await client.uploadArtifact(name, files, directory, options);
    if (id === undefined) throw new Error('the service gave it no id');
    return { id };
  };
  try {
    return await upload().catch(async (error: unknown) => {
      if (!/\b409\b|conflict|already exists/i.test(messageOf(error))) throw error;
      await client.deleteArtifact(name);
      return await upload();
    });
  } catch (cause) {
    throw new StoreError(
      `The artifact ${name} cannot be uploaded: ${messageOf(cause)}`,
      'Run it again; the next run reads the same content again. Two steps of one workflow run need two names.',
      { cause },
    );
  }
}

async function openClient() {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}
