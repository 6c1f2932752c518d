import { StoreError } from '../../errors.ts';
import { type ListedArtifact, listArtifacts } from '../../github/artifacts.ts';
import { isSigned, type KnownArtifacts, type Manifest } from '../../snapshot/manifest.ts';
import type { ArtifactSettings } from './artifact.ts';

/** What became of the artifacts whose history a newer one holds. */
export interface Deletion {
  readonly deleted: number;
  /** Why others are still there, and what to do; `undefined` when all went that should. */
  readonly problem: string | undefined;
}

/** Nothing was to be deleted. */
export const NOTHING_DELETED: Deletion = { deleted: 0, problem: undefined };

const NONE: KnownArtifacts = { merged: [], ignored: [] };

/** Artifacts that stay, the newest included: some to go back to, and to compare. */
const KEPT = 5;
/** GitHub slows down who deletes many at once; each run deletes more than it adds. */
const MOST_AT_ONCE = 30;

/**
 * Deletes the older artifacts of those that the snapshot in the newest one holds, and keeps four of them. Whatever nobody
 * merged stays. Does not throw when GitHub refuses: the data is there, and the next run tries again.
 */
export async function deleteOlder(
  settings: Pick<ArtifactSettings, 'github' | 'name'>,
  { merged }: KnownArtifacts = NONE,
): Promise<Deletion> {
  let deleted = 0;
  let left = merged.length - (KEPT - 1);
  if (left <= 0) return NOTHING_DELETED;
  try {
    const older = (await everyArtifact(settings)).filter(({ id }) => merged.includes(id)).slice(KEPT - 1);
    left = older.length;
    for (const { id } of older.toReversed().slice(0, MOST_AT_ONCE)) {
      await settings.github.remove(`/actions/artifacts/${id}`);
      deleted += 1;
    }
    return { deleted, problem: undefined };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const what = left - deleted === 1 ? '1 older artifact' : `${left - deleted} older artifacts`;
    return { deleted, problem: `Cannot delete ${what}: ${error.message}. ${error.remedy}` };
  }
}

/**
 * Returns which artifacts the snapshot on a data branch holds: those that its manifest names, and the one that the run
 * uploaded which published it. The branch has whatever such a run uploads.
 */
export async function artifactsOfBranch(
  settings: ArtifactSettings,
  manifest: Manifest,
): Promise<KnownArtifacts | undefined> {
  const key = await settings.manifestKey;
  // Whoever can push to the branch would decide what is deleted.
  if (key !== undefined && !isSigned(manifest, key)) return undefined;
  const { artifacts = NONE, run_id: runId } = manifest;
  try {
    const merged = (await everyArtifact(settings))
      .filter((artifact) => artifacts.merged.includes(artifact.id) || artifact.runId === runId)
      .map(({ id }) => id);
    return { ...artifacts, merged: merged.sort((a, b) => a - b) };
  } catch (error) {
    // A branch can be read without the permission to list artifacts.
    if (error instanceof StoreError) return artifacts;
    throw error;
  }
}

/**
 * Returns whether a snapshot that these artifacts were merged into holds all that this workflow run uploaded before.
 * @throws {StoreError} when GitHub does not answer.
 */
export async function holdsArtifactOfRun(
  settings: ArtifactSettings,
  { merged }: KnownArtifacts = NONE,
): Promise<boolean> {
  const ofRun = (await everyArtifact(settings)).filter(({ runId }) => runId === settings.runId);
  return ofRun.every(({ id }) => merged.includes(id));
}

async function everyArtifact(
  settings: Pick<ArtifactSettings, 'github' | 'name'>,
): Promise<readonly ListedArtifact[]> {
  const found: ListedArtifact[] = [];
  for await (const artifact of listArtifacts(settings)) found.push(artifact);
  return found;
}
