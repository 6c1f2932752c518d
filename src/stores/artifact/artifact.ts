import { ContentError, messageOf, SnapshotError, StoreError } from '../../errors.ts';
import {
  type ArtifactName,
  type ArtifactReference,
  findExpired,
  findNewestUntrusted,
  type ListedArtifact,
} from '../../github/artifacts.ts';
import type { Settings } from '../../inputs/settings.ts';
import { DAY_MS } from '../../instants.ts';
import { DOCUMENTS, type PublishedSnapshot } from '../../snapshot/change.ts';
import { byteLimits, type Manifest, parseManifest } from '../../snapshot/manifest.ts';
import { FREE_SPACE, isDiskFull } from '../disk.ts';
import { readFolder } from '../folder/folder.ts';
import { downloadArtifact } from './download.ts';
import type { LoadArtifactClient } from './upload.ts';

/** Which artifact, and where the run is. */
export interface ArtifactSettings extends ArtifactName {
  readonly retentionDays: number | undefined;
  /** Folder for downloads, of this run alone; closing the store removes it. */
  readonly temporary: string;
  readonly runId: string;
  /** The key that signs manifests; `undefined` without a data key. */
  readonly manifestKey: Promise<Uint8Array | undefined>;
  readonly loadClient: LoadArtifactClient;
}

/** A snapshot that lies unpacked in a folder of its own. */
export interface DownloadedSnapshot extends PublishedSnapshot {
  readonly reference: ArtifactReference;
}

/** Thrown when an artifact of the name was downloaded and is something other than a snapshot. */
export class NotASnapshotError extends StoreError {}

const BROKEN =
  'Run the workflow again; if the artifact is broken, delete it: then the one before it is used.';

/** Only what came may be broken: what did not come is no reason to delete it. */
function remedyOf(cause: unknown): string {
  const isBroken = !(cause instanceof StoreError) || cause.cause instanceof ContentError;
  return isBroken ? BROKEN : cause.remedy;
}

/**
 * Downloads the snapshot in an artifact; of one that does not count its manifest alone.
 * @throws {NotASnapshotError} when it holds none.
 * @throws {StoreError} when the download fails.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
export async function downloadSnapshot(
  settings: ArtifactSettings,
  artifact: ListedArtifact,
  counts: (manifest: Manifest) => boolean = () => true,
): Promise<DownloadedSnapshot> {
  const { id, runId } = artifact;
  const named = `artifact ${settings.name} (id ${id})`;
  const filesOf = (text: string) => filesIn(text, counts);
  const folder = await downloadArtifact(settings.github, artifact, settings.temporary, filesOf).catch(
    (cause: unknown) => {
      throw new StoreError(
        `Cannot download ${named}: ${messageOf(cause)}`,
        isDiskFull(cause) ? FREE_SPACE : remedyOf(cause),
        { cause },
      );
    },
  );
  const snapshot = await readFolder(folder, named);
  if (snapshot !== undefined) return { ...snapshot, reference: { id, runId } };
  throw new NotASnapshotError(
    `The ${named} is not a snapshot: it has no manifest.json`,
    'Give artifact-name a name that no other workflow uses.',
  );
}

/** A manifest that cannot be read names no files: whoever reads the folder says what is wrong with it. */
function filesIn(text: string, counts: (manifest: Manifest) => boolean): ReadonlyMap<string, number> {
  let manifest: Manifest;
  try {
    manifest = parseManifest(text);
  } catch (error) {
    if (error instanceof SnapshotError) return new Map();
    throw error;
  }
  if (!counts(manifest)) return new Map();
  const mostBytes = byteLimits(manifest);
  return new Map(
    [...manifest.files.map((file) => file.path), ...DOCUMENTS].map((name) => [name, mostBytes(name)]),
  );
}

/**
 * Returns why an artifact that is there is ignored, and what to do: after the default branch or the workflow file was renamed,
 * or when only other runs uploaded; or that it has expired. `undefined` when there is no artifact.
 * @throws {StoreError} when GitHub does not answer.
 */
export async function ineligibleArtifactReason(settings: ArtifactSettings): Promise<string | undefined> {
  const found = await findNewestUntrusted(settings);
  if (found === undefined) return await expiredReason(settings);
  const { id, runId } = found.artifact;
  const isKeyed = (await settings.manifestKey) !== undefined;
  const unsigned = isKeyed ? 'no run that has this data-key uploaded and signed it, and ' : '';
  const signed = isKeyed ? ', and delete the signed ones of that name' : '';
  const trusted = found.trusted.map((name) => JSON.stringify(name));
  return [
    `Artifact ${settings.name} (id ${id}) was ignored because ${unsigned}${found.because}: only those of runs of this workflow file on ${trusted.join(' and ')} are used.`,
    'Without it the data set starts over with what the feed still lists.',
    `To go on from that artifact, let a run of this workflow file on ${trusted.join(' or ')} upload it again under its name within 7 days${signed}: actions/download-artifact with run-id ${runId}, then actions/upload-artifact.`,
  ].join(' ');
}

async function expiredReason(settings: ArtifactSettings): Promise<string | undefined> {
  const expired = await findExpired(settings);
  if (expired === undefined) return undefined;
  return [
    `Artifact ${settings.name} (id ${expired.id}) has expired, and with it the snapshot of the earlier runs.`,
    'This run starts over with what the feed still lists; older launches are only in copies of that artifact.',
    'Raise retention-days above the longest time between two runs, or keep the snapshot on a data branch.',
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
