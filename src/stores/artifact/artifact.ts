import { messageOf, StoreError } from '../../errors.ts';
import {
  type ArtifactName,
  type ArtifactReference,
  findNewestArtifact,
  findNewestUntrusted,
} from '../../github/artifacts.ts';
import type { Settings } from '../../inputs/settings.ts';
import { DAY_MS } from '../../instants.ts';
import type { PublishedSnapshot } from '../../snapshot/change.ts';
import { FREE_SPACE, isDiskFull } from '../disk.ts';
import { readFolder } from '../folder/folder.ts';
import { downloadArtifact } from './download.ts';
import type { LoadArtifactClient } from './upload.ts';

/** Which artifact, and where the run is. */
export interface ArtifactSettings extends ArtifactName {
  readonly retentionDays: number | undefined;
  /** Folder for downloads: RUNNER_TEMP. */
  readonly temporary: string;
  readonly runId: string;
  readonly loadClient: LoadArtifactClient;
}

/** A snapshot that lies unpacked in a folder of its own. */
export interface DownloadedSnapshot extends PublishedSnapshot {
  readonly reference: ArtifactReference;
}

/**
 * Returns the snapshot in the newest eligible artifact of that name: see `findNewestArtifact`. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function readArtifact(settings: ArtifactSettings): Promise<DownloadedSnapshot | undefined> {
  const newest = await findNewestArtifact(settings);
  if (newest === undefined) return undefined;
  const { id, runId } = newest;
  const named = `artifact ${settings.name} (id ${id})`;
  const folder = await downloadArtifact(settings.github, newest, settings.temporary).catch(
    (cause: unknown) => {
      throw new StoreError(
        `Cannot download ${named}: ${messageOf(cause)}`,
        isDiskFull(cause)
          ? FREE_SPACE
          : 'Run the workflow again; if the artifact is broken, delete it: then the one before it is used.',
        { cause },
      );
    },
  );
  const snapshot = await readFolder(folder, named);
  if (snapshot !== undefined) return { ...snapshot, reference: { id, runId } };
  throw new StoreError(
    `The ${named} is not a snapshot: it has no manifest.json`,
    'Give artifact-name a name that no other workflow uses.',
  );
}

/**
 * Returns why an artifact that is there is ignored, and what to do: after the default branch was renamed, or when only runs
 * on other branches uploaded. `undefined` when there is no artifact.
 * @throws {StoreError} when GitHub cannot be asked.
 */
export async function ineligibleArtifactReason(settings: ArtifactSettings): Promise<string | undefined> {
  const found = await findNewestUntrusted(settings);
  if (found === undefined) return undefined;
  const { id, runId, branch } = found.artifact;
  const trusted = found.trusted.map((name) => JSON.stringify(name));
  return [
    `Artifact ${settings.name} (id ${id}) was ignored because it is of a run on ${JSON.stringify(branch)}: only those of runs on ${trusted.join(' and ')} are used.`,
    'Without it the data set starts over with what the feed still lists.',
    `To go on from that artifact, let a run on ${trusted.join(' or ')} upload it again under its name within 7 days: actions/download-artifact with run-id ${runId}, then actions/upload-artifact.`,
  ].join(' ');
}

/**
 * Returns after how many ms a snapshot is published again though nothing changed: after a day, and where it is an artifact
 * that lives shorter than two, after half of its life, so that it never expires between two runs. GitHub keeps an artifact
 * for `retentionDays`, but not longer than the repository's limit.
 */
export function refreshMs(
  { publish, retentionDays = Number.POSITIVE_INFINITY }: Pick<Settings, 'publish' | 'retentionDays'>,
  limitDays = Number.POSITIVE_INFINITY,
): number {
  return publish.artifact ? DAY_MS * Math.min(1, retentionDays / 2, limitDays / 2) : DAY_MS;
}
