import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, StoreError } from '../errors.ts';
import type { Settings } from '../inputs.ts';
import type { PublishedSnapshot } from '../snapshot/change.ts';
import { type ArtifactName, type ArtifactReference, newestArtifact } from './artifact-list.ts';
import { readFolder } from './folder.ts';

/** Which artifact, and where the run is. */
export interface ArtifactSettings extends ArtifactName {
  readonly retentionDays: number | undefined;
  /** Folder for downloads: RUNNER_TEMP. */
  readonly temporary: string;
  /** `owner/name` */
  readonly repository: string;
  readonly runId: string;
  readonly token: string;
}

/** A snapshot that lies unpacked in a folder of its own. */
export interface DownloadedSnapshot extends PublishedSnapshot {
  readonly reference: ArtifactReference;
}

/**
 * Gives the snapshot in the newest artifact of that name that a run on the default branch of this repository uploaded.
 * `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function readArtifact(settings: ArtifactSettings): Promise<DownloadedSnapshot | undefined> {
  const newest = await newestArtifact(settings);
  if (newest === undefined) return undefined;
  // The service finds an artifact by its own id; a run's is only part of its page's address.
  const workflowRunId = Number(newest.runId);
  const folder = await mkdtemp(path.join(settings.temporary, 'snapshot-'));
  const [owner = '', name = ''] = settings.repository.split('/');
  const client = await openClient();
  try {
    const { digestMismatch } = await client.downloadArtifact(newest.id, {
      path: folder,
      findBy: { token: settings.token, workflowRunId, repositoryOwner: owner, repositoryName: name },
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
  if (snapshot !== undefined) return { ...snapshot, reference: { id: newest.id, runId: newest.runId } };
  throw new StoreError(
    `The artifact ${settings.name} (id ${newest.id}) is no snapshot: it has no manifest.json`,
    'Give artifact-name a name that no other workflow uses.',
  );
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Gives after how many ms a snapshot is published anew though nothing changed: after a day, and where it is an artifact
 * that lives shorter than two, after half of its life, so that it never expires between two runs. GitHub keeps an artifact
 * for `retentionDays`, but not longer than the repository's limit.
 */
export function refreshMs(
  { publish, retentionDays = Number.POSITIVE_INFINITY }: Pick<Settings, 'publish' | 'retentionDays'>,
  limitDays = Number.POSITIVE_INFINITY,
): number {
  return publish.artifact ? DAY_MS * Math.min(1, retentionDays / 2, limitDays / 2) : DAY_MS;
}

async function openClient() {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}
