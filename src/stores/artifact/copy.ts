import { ActionError } from '../../errors.ts';
import { type ArtifactReference, listArtifacts, trustedArtifacts } from '../../github/artifacts.ts';
import { floorSecond, parseInstant } from '../../instants.ts';
import type { Manifest } from '../../snapshot/manifest.ts';
import { type ArtifactSettings, downloadSnapshot } from './artifact.ts';

/** Artifacts that are downloaded to see which snapshot they hold: newer ones of runs that overlapped, and the copy. */
const MOST_COMPARED = 3;

/**
 * Returns the artifact that holds the snapshot of the data branch. What the run of that snapshot uploaded after it was made is
 * it; of any other the manifest tells. `missing` when there is none, and `unknown` when GitHub does not answer: a missing
 * permission to list artifacts is no reason to stop.
 */
export async function findCopy(
  settings: ArtifactSettings,
  { snapshot_id, generated_at, run_id }: Pick<Manifest, 'snapshot_id' | 'generated_at' | 'run_id'>,
): Promise<ArtifactReference | 'missing' | 'unknown'> {
  // GitHub tells instants to the second.
  const made = floorSecond(parseInstant(generated_at));
  let compared = 0;
  try {
    for await (const artifact of trustedArtifacts(settings, listArtifacts(settings), () => false)) {
      const { id, runId, createdAt } = artifact;
      if (createdAt < made || compared === MOST_COMPARED) return 'missing';
      if (runId === run_id && createdAt > made) return { id, runId };
      compared += 1;
      const { manifest } = await downloadSnapshot(settings, artifact);
      if (manifest.snapshot_id === snapshot_id) return { id, runId };
    }
    return 'missing';
  } catch (error) {
    if (error instanceof ActionError) return 'unknown';
    throw error;
  }
}
