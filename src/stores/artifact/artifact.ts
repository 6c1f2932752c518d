import { messageOf, StoreError } from '../../errors.ts';
import {
  type ArtifactName,
  type ArtifactReference,
  type ListedArtifact,
  newestArtifact,
  newestUntrusted,
} from '../../github/artifacts.ts';
import type { Settings } from '../../inputs/settings.ts';
import type { PublishedSnapshot } from '../../snapshot/change.ts';
import { readFolder } from '../folder/folder.ts';
import { downloadInto, longSilence } from './download.ts';

/** Which artifact, and where the run is. */
export interface ArtifactSettings extends ArtifactName {
  readonly retentionDays: number | undefined;
  /** Folder for downloads: RUNNER_TEMP. */
  readonly temporary: string;
  /** `owner/name` */
  readonly repository: string;
  readonly runId: string;
  readonly token: string;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A snapshot that lies unpacked in a folder of its own. */
export interface DownloadedSnapshot extends PublishedSnapshot {
  readonly reference: ArtifactReference;
}

/**
 * Gives the snapshot in the newest artifact of that name that counts: see `newestArtifact`. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function readArtifact(settings: ArtifactSettings): Promise<DownloadedSnapshot | undefined> {
  const newest = await newestArtifact(settings);
  if (newest === undefined) return undefined;
  const { id, runId } = newest;
  const named = `artifact ${settings.name} (id ${id})`;
  const folder = await download(settings, newest).catch((cause: unknown) => {
    throw new StoreError(
      `The ${named} cannot be downloaded: ${messageOf(cause)}`,
      'Run it again; if the artifact is broken, delete it, so that the one before it counts.',
      { cause },
    );
  });
  const snapshot = await readFolder(folder, named);
  if (snapshot !== undefined) return { ...snapshot, reference: { id, runId } };
  throw new StoreError(
    `The ${named} is no snapshot: it has no manifest.json`,
    'Give artifact-name a name that no other workflow uses.',
  );
}

/** Gives the folder with the files of an artifact. */
async function download(settings: ArtifactSettings, artifact: ListedArtifact): Promise<string> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  const [repositoryOwner = '', repositoryName = ''] = settings.repository.split('/');
  // The service finds an artifact by its own id; a run's is only part of its page's address.
  const workflowRunId = Number(artifact.runId);
  const findBy = { token: settings.token, workflowRunId, repositoryOwner, repositoryName };
  const expected = artifact.digest === undefined ? {} : { expectedHash: artifact.digest };
  const fetchInto = async (folder: string): Promise<void> => {
    const options = { path: folder, findBy, ...expected };
    const { digestMismatch } = await client.downloadArtifact(artifact.id, options);
    if (digestMismatch) throw new Error('its digest is not the one that GitHub names');
  };
  const { temporary, sleep } = settings;
  return await downloadInto(temporary, fetchInto, { sleep, silence: longSilence });
}

/**
 * Says why an artifact that is there does not count, and what to do, when none does: after the default branch was renamed,
 * or when only runs on other branches uploaded. `undefined` when there is no artifact.
 * @throws {StoreError} when GitHub cannot be asked.
 */
export async function passedOver(settings: ArtifactSettings): Promise<string | undefined> {
  const found = await newestUntrusted(settings);
  if (found === undefined) return undefined;
  const { id, runId, branch } = found.artifact;
  const trusted = found.trusted.map((name) => JSON.stringify(name));
  return [
    `Artifact ${settings.name} (id ${id}) does not count: it is of a run on ${JSON.stringify(branch)}, and only those of runs on ${trusted.join(' and ')} do.`,
    'Without it the data set starts over with what the feed still lists.',
    `To go on from that artifact, let a run on ${trusted.join(' or ')} upload it again under its name within 7 days: actions/download-artifact with run-id ${runId}, then actions/upload-artifact.`,
  ].join(' ');
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
