import { access, constants } from 'node:fs/promises';
import type { ArtifactReference } from '../github/artifacts.ts';
import { type PublishedSnapshot, type PublishTarget, wholeChange } from '../snapshot/change.ts';
import { type HeadRules, mergeHeads } from '../sync/heads.ts';
import { type ArtifactSettings, ineligibleArtifactReason } from './artifact/artifact.ts';
import { findCopy } from './artifact/copy.ts';
import { readHeads } from './artifact/heads.ts';
import {
  artifactsOfBranch,
  type Deletion,
  deleteOlder,
  holdsArtifactOfRun,
  NOTHING_DELETED,
} from './artifact/older.ts';
import { type Upload, uploadArtifact } from './artifact/upload.ts';
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
  /** Somebody without the data key made the commit of the data branch that holds it. */
  readonly isForeign: boolean;
  /** Why artifacts could not be read that may hold what this one lacks. */
  readonly unreadArtifacts: readonly string[];
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
  /**
   * Deletes artifacts whose history the snapshot holds that was just published on `base`, but for the newest of them.
   */
  readonly deleteOlder: (base: FoundSnapshot | undefined) => Promise<Deletion>;
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
    deleteOlder: async () => NOTHING_DELETED,
    close: async () => undefined,
  };
}

/**
 * Returns the store whose snapshot is the newest artifact of the name, merged with those that it does not hold; the folder is
 * what is uploaded.
 */
export function artifactStore(
  directory: SnapshotFolder,
  settings: ArtifactSettings,
  rules: () => Promise<HeadRules>,
): SnapshotStore {
  return {
    previous: async () => {
      const heads = await readHeads(settings);
      if (heads === undefined) return undefined;
      const { first, others, artifacts, unread: unreadArtifacts } = heads;
      const newest = { ...found(first, { artifact: first.reference }), artifacts, unreadArtifacts };
      if (others.length === 0) return newest;
      const ids = [first, ...others].map(({ reference }) => reference.id);
      const merged = await mergeHeads(newest, others, await rules());
      return { ...merged, origin: `artifacts ${settings.name} (ids ${ids.join(' and ')})` };
    },
    publish: async (base, change) => {
      await writeWhole(directory, base, change);
      const uploaded = await upload(directory, settings, change, READ_AGAIN);
      if (uploaded.kind === 'uploaded') return { artifact: { id: uploaded.id, runId: settings.runId } };
      // Another job of this run uploaded what this one does not hold.
      if (!(await holdsArtifactOfRun(settings, base?.artifacts))) return 'raced';
      return { artifact: { id: await uploaded.replace(), runId: settings.runId } };
    },
    deleteOlder: (base) => deleteOlder(settings, base?.artifacts),
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
      if (tip === undefined) return undefined;
      const { foreign, isForeign } = tip;
      const snapshot = { ...found(tip, { commitSha: tip.commit }), foreign, isForeign };
      const artifacts = artifact && (await artifactsOfBranch(artifact, tip.manifest));
      return artifacts === undefined ? snapshot : { ...snapshot, artifacts };
    },
    publish: async (base, next) => {
      // What a data lake beside it has more is in no commit yet.
      const change = wholeChange(base, next);
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
      return { ...reference, artifact: await uploadCopy(directory, artifact, change) };
    },
    ineligibleReason: async () => undefined,
    ensureMaterialized: async (published) => {
      if (artifact === undefined) return published.reference;
      await writePublished(directory, published);
      // It is missing when its upload failed, or it was deleted.
      const held = await findCopy(artifact, published.manifest);
      if (held === 'unknown') return published.reference;
      const uploaded = held === 'missing' ? await uploadCopy(directory, artifact, published) : held;
      return { ...published.reference, artifact: uploaded };
    },
    dryRunPublish: async (base) => {
      await branch.dryRunPush(base?.reference.commitSha);
      return `the server accepts a push, as far as it says without one (rulesets apply to a real push only)${artifact === undefined ? '' : `; ${ARTIFACT_RIGHTS}`}`;
    },
    deleteOlder: async (base) =>
      artifact === undefined ? NOTHING_DELETED : await deleteOlder(artifact, base?.artifacts),
    close: async () => {
      await branch.close();
      if (artifact !== undefined) await directory.disk.remove(artifact.temporary);
    },
  };
}

/** Every job may upload; reading earlier artifacts is what takes a permission, and finding the previous snapshot proved it. */
const ARTIFACT_RIGHTS = 'artifacts can be uploaded';

const BRANCH_HAS_IT =
  'The branch has the snapshot already; the next run with `permissions: actions: read` uploads it.';

const READ_AGAIN = 'The next run reads the same content again.';

/** Uploads what the branch holds. */
async function uploadCopy(
  directory: SnapshotFolder,
  settings: ArtifactSettings,
  published: Pick<PublishedSnapshot, 'manifest'>,
): Promise<ArtifactReference> {
  const uploaded = await upload(directory, settings, published, BRANCH_HAS_IT);
  const id = uploaded.kind === 'uploaded' ? uploaded.id : await uploaded.replace();
  return { id, runId: settings.runId };
}

async function upload(
  { absolute }: SnapshotFolder,
  { name, retentionDays, loadClient }: ArtifactSettings,
  { manifest }: Pick<PublishedSnapshot, 'manifest'>,
  otherwise: string,
): Promise<Upload> {
  const paths = pathsOf(manifest);
  return await uploadArtifact(await loadClient(), {
    name,
    retentionDays,
    directory: absolute,
    paths,
    otherwise,
  });
}

function found(snapshot: PublishedSnapshot, reference: Reference): FoundSnapshot {
  return { ...snapshot, reference, foreign: [], isForeign: false, unreadArtifacts: [] };
}
