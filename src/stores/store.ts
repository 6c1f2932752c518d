import { access, constants } from 'node:fs/promises';
import { type ArtifactReference, artifactSince } from '../github/artifacts.ts';
import type { PublishedSnapshot, SnapshotPlace } from '../snapshot/change.ts';
import { type ArtifactSettings, passedOver, readArtifact } from './artifact/artifact.ts';
import { uploadArtifact } from './artifact/upload.ts';
import type { BranchStore } from './branch/branch.ts';
import { type Directory, pathsOf, writeChanged, writePublished, writeWhole } from './folder/directory.ts';
import { readFolder } from './folder/folder.ts';

/** What a publish, or a published snapshot, can be found by. */
export interface Reference {
  readonly commitSha?: string;
  readonly artifact?: ArtifactReference;
}

/** A published snapshot with what it can be found by. */
export interface FoundSnapshot extends PublishedSnapshot {
  readonly reference: Reference;
}

/** Where the snapshots of this run live. */
export interface Place extends SnapshotPlace<FoundSnapshot, Reference> {
  /**
   * Says why no snapshot counts though one is there, and what to do; `undefined` when none is there. For when `previous`
   * gave none. @throws {StoreError}
   */
  readonly passedOver: () => Promise<string | undefined>;
  /**
   * Makes `directory` hold a snapshot that was published before, where the place has it at hand, and the artifact too
   * where a branch has it. Gives what it can be found by. @throws {StoreError}
   */
  readonly settle: (published: FoundSnapshot) => Promise<Reference>;
  /** Finds out whether this run may publish, without publishing; gives what it found in a few words. @throws {StoreError} */
  readonly rehearse: (base: FoundSnapshot | undefined) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** The folder is the only place. */
export function folderPlace(directory: Directory): Place {
  return {
    previous: async () => found(await readFolder(directory.absolute, directory.relative), {}),
    publish: async (base, change) => {
      await writeWhole(directory, base, change);
      return {};
    },
    passedOver: async () => undefined,
    settle: async ({ reference }) => reference,
    rehearse: async () => {
      await access(directory.workspace, constants.W_OK);
      return 'can be written';
    },
    close: async () => undefined,
  };
}

/** The newest artifact of the name is the snapshot; the folder is what is uploaded. */
export function artifactPlace(directory: Directory, settings: ArtifactSettings): Place {
  return {
    previous: async () => {
      const artifact = await readArtifact(settings);
      return artifact && found(artifact, { artifact: artifact.reference });
    },
    publish: async (base, change) => {
      await writeWhole(directory, base, change);
      return { artifact: await upload(directory, settings, change, 'It reads the same content again.') };
    },
    passedOver: () => passedOver(settings),
    settle: async (published) => {
      await writePublished(directory, published);
      return published.reference;
    },
    rehearse: async () => ARTIFACT_RIGHTS,
    close: async () => undefined,
  };
}

/**
 * The branch is the snapshot; with `artifact` the whole of it is uploaded too. Without, a run costs what it changes: the
 * folder gets the files that the run wrote, and is whole when it held the branch's snapshot before.
 */
export function branchPlace(
  directory: Directory,
  branch: BranchStore,
  artifact: ArtifactSettings | undefined,
): Place {
  return {
    previous: async () => {
      const tip = await branch.previous();
      return tip && found(tip, { commitSha: tip.commit });
    },
    publish: async (base, change) => {
      const commit = base?.reference.commitSha;
      const publication = await branch.publish(commit === undefined ? undefined : { commit }, change);
      if (publication.kind === 'raced') return 'raced';
      const reference = { commitSha: publication.commit };
      if (artifact === undefined) {
        await writeChanged(directory, base, change);
        return reference;
      }
      await writeWhole(directory, base, change);
      return { ...reference, artifact: await upload(directory, artifact, change, BRANCH_HAS_IT) };
    },
    passedOver: async () => undefined,
    settle: async (published) => {
      if (artifact === undefined) return published.reference;
      await writePublished(directory, published);
      // What is older than the snapshot holds another one: the upload of this one failed, or it was deleted.
      const since = await artifactSince(artifact, Date.parse(published.manifest.generated_at));
      if (since === 'unknown') return published.reference;
      const uploaded =
        since === 'missing' ? await upload(directory, artifact, published, BRANCH_HAS_IT) : since;
      return { ...published.reference, artifact: uploaded };
    },
    rehearse: async (base) => {
      await branch.rehearse(base?.reference.commitSha);
      return `the server takes a push, as far as it tells without one (rulesets show on a real push)${artifact === undefined ? '' : `; ${ARTIFACT_RIGHTS}`}`;
    },
    close: branch.close,
  };
}

/** Every job may upload; reading earlier artifacts is what takes a right, and finding the previous snapshot proved it. */
const ARTIFACT_RIGHTS = 'artifacts can be uploaded';

const BRANCH_HAS_IT =
  'The branch has the snapshot already; the next run with `permissions: actions: read` uploads it.';

async function upload(
  { absolute }: Directory,
  { name, retentionDays, runId }: ArtifactSettings,
  { manifest }: Pick<PublishedSnapshot, 'manifest'>,
  otherwise: string,
): Promise<ArtifactReference> {
  const paths = pathsOf(manifest);
  const id = await uploadArtifact({ name, retentionDays, directory: absolute, paths, otherwise });
  return { id, runId };
}

function found(snapshot: PublishedSnapshot | undefined, reference: Reference): FoundSnapshot | undefined {
  return snapshot && { ...snapshot, reference };
}
