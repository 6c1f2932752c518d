import { access, constants } from 'node:fs/promises';
import { type ArtifactReference, findArtifactOf } from '../github/artifacts.ts';
import type { PublishedSnapshot, PublishTarget } from '../snapshot/change.ts';
import { type ArtifactSettings, ineligibleArtifactReason, readArtifact } from './artifact/artifact.ts';
import { uploadArtifact } from './artifact/upload.ts';
import type { DataBranch } from './branch/branch.ts';
import { pathsOf, writeChanged, writePublished, writeWhole } from './folder/directory.ts';
import { readFolder, type SnapshotFolder } from './folder/folder.ts';

/** What a publish, or a published snapshot, can be found by. */
export interface Reference {
  readonly commitSha?: string;
  readonly artifact?: ArtifactReference;
}

/** A published snapshot with what it can be found by. */
export interface FoundSnapshot extends PublishedSnapshot {
  readonly reference: Reference;
  /** Paths beside the snapshot's own that no run of this action wrote; the next publish leaves them out. */
  readonly foreign: readonly string[];
}

/** Where the snapshots of this run live. */
export interface SnapshotStore extends PublishTarget<FoundSnapshot, Reference> {
  /**
   * Returns why a snapshot that is there is ignored, and what to do; `undefined` when none is there. For when `previous`
   * found none. @throws {StoreError}
   */
  readonly ineligibleReason: () => Promise<string | undefined>;
  /**
   * Makes `directory` hold a snapshot that was published before, where the store has it at hand, and the artifact too
   * where a branch has it. Returns what it can be found by. @throws {StoreError}
   */
  readonly ensureMaterialized: (published: FoundSnapshot) => Promise<Reference>;
  /** Finds out whether this run may publish, without publishing; returns what it found in a few words. @throws {StoreError} */
  readonly dryRunPublish: (base: FoundSnapshot | undefined) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Returns the store whose only copy is the folder. */
export function folderStore(directory: SnapshotFolder): SnapshotStore {
  return {
    previous: async () => {
      const folder = await readFolder(directory.absolute, directory.relative);
      return folder && found(folder, {});
    },
    publish: async (base, change) => {
      await writeWhole(directory, base, change);
      return {};
    },
    ineligibleReason: async () => undefined,
    ensureMaterialized: async ({ reference }) => reference,
    dryRunPublish: async () => {
      await access(directory.workspace, constants.W_OK);
      return 'the folder can be written';
    },
    close: async () => undefined,
  };
}

/** Returns the store whose snapshot is the newest artifact of the name; the folder is what is uploaded. */
export function artifactStore(directory: SnapshotFolder, settings: ArtifactSettings): SnapshotStore {
  return {
    previous: async () => {
      const artifact = await readArtifact(settings);
      return artifact && found(artifact, { artifact: artifact.reference });
    },
    publish: async (base, change) => {
      await writeWhole(directory, base, change);
      return { artifact: await upload(directory, settings, change, 'It reads the same content again.') };
    },
    ineligibleReason: () => ineligibleArtifactReason(settings),
    ensureMaterialized: async (published) => {
      await writePublished(directory, published);
      return published.reference;
    },
    dryRunPublish: async () => ARTIFACT_RIGHTS,
    close: () => directory.disk.remove(settings.temporary),
  };
}

/**
 * Returns the store whose snapshot is the branch; with `artifact` the whole of it is uploaded too. Without, a run costs what
 * it changes: the folder gets the files that the run wrote, and is whole when it held the branch's snapshot before.
 */
export function branchStore(
  directory: SnapshotFolder,
  branch: DataBranch,
  artifact: ArtifactSettings | undefined,
): SnapshotStore {
  return {
    previous: async () => {
      const tip = await branch.previous();
      return tip && { ...found(tip, { commitSha: tip.commit }), foreign: tip.foreign };
    },
    publish: async (base, change) => {
      const { commitSha: commit } = base?.reference ?? {};
      const { foreign = [] } = base ?? {};
      const start = commit === undefined ? undefined : { commit, foreign };
      const publication = await branch.publish(start, change);
      if (publication.kind === 'raced') return 'raced';
      const reference = { commitSha: publication.commit };
      if (artifact === undefined) {
        await writeChanged(directory, base, change);
        return reference;
      }
      await writeWhole(directory, base, change);
      return { ...reference, artifact: await upload(directory, artifact, change, BRANCH_HAS_IT) };
    },
    ineligibleReason: async () => undefined,
    ensureMaterialized: async (published) => {
      if (artifact === undefined) return published.reference;
      await writePublished(directory, published);
      // What is older than the snapshot holds another one: the upload of this one failed, or it was deleted.
      const { generated_at, run_id: runId } = published.manifest;
      const held = await findArtifactOf(artifact, { generatedAt: Date.parse(generated_at), runId });
      if (held === 'unknown') return published.reference;
      const uploaded =
        held === 'missing' ? await upload(directory, artifact, published, BRANCH_HAS_IT) : held;
      return { ...published.reference, artifact: uploaded };
    },
    dryRunPublish: async (base) => {
      await branch.dryRunPush(base?.reference.commitSha);
      return `the server takes a push, as far as it tells without one (rulesets show on a real push)${artifact === undefined ? '' : `; ${ARTIFACT_RIGHTS}`}`;
    },
    close: branch.close,
  };
}

/** Every job may upload; reading earlier artifacts is what takes a permission, and finding the previous snapshot proved it. */
const ARTIFACT_RIGHTS = 'artifacts can be uploaded';

const BRANCH_HAS_IT =
  'The branch has the snapshot already; the next run with `permissions: actions: read` uploads it.';

async function upload(
  { absolute }: SnapshotFolder,
  { name, retentionDays, runId, loadClient }: ArtifactSettings,
  { manifest }: Pick<PublishedSnapshot, 'manifest'>,
  otherwise: string,
): Promise<ArtifactReference> {
  const paths = pathsOf(manifest);
  const client = await loadClient();
  const id = await uploadArtifact(client, { name, retentionDays, directory: absolute, paths, otherwise });
  return { id, runId };
}

function found(snapshot: PublishedSnapshot, reference: Reference): FoundSnapshot {
  return { ...snapshot, reference, foreign: [] };
}
