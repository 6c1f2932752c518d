import { access, constants } from 'node:fs/promises';
import {
  DOCUMENTS,
  type NewSnapshot,
  type PublishedSnapshot,
  type SnapshotPlace,
} from '../snapshot/change.ts';
import { type ArtifactSettings, readArtifact, uploadArtifact } from './artifact.ts';
import { type ArtifactReference, artifactSince } from './artifact-list.ts';
import type { BranchStore } from './branch.ts';
import { holdsAll, readFolder, replaceFolder } from './folder.ts';

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
   * Makes `directory` hold a snapshot that was published before, where the place has it at hand. Gives what it can be
   * found by.
   */
  readonly settle: (published: FoundSnapshot) => Promise<Reference>;
  /** Finds out whether this run may publish, without publishing; gives what it found in a few words. @throws {StoreError} */
  readonly rehearse: (base: FoundSnapshot | undefined) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A folder with its name for people. */
export interface Directory {
  readonly absolute: string;
  readonly relative: string;
  readonly workspace: string;
}

/** The folder is the only place. */
export function folderPlace(directory: Directory): Place {
  return {
    previous: async () => found(await readFolder(directory.absolute, directory.relative), {}),
    publish: async (base, change) => {
      await writeWhole(directory, base, change);
      return {};
    },
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
      return { artifact: await upload(directory, settings, change) };
    },
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
      return { ...reference, artifact: await upload(directory, artifact, change) };
    },
    settle: async (published) => {
      if (artifact === undefined) return published.reference;
      await writePublished(directory, published);
      // What is older than the snapshot holds another one.
      const uploaded = await artifactSince(artifact, Date.parse(published.manifest.generated_at));
      return uploaded === undefined ? published.reference : { ...published.reference, artifact: uploaded };
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

async function upload({ absolute }: Directory, settings: ArtifactSettings, { manifest }: NewSnapshot) {
  const { id } = await uploadArtifact(settings, absolute, pathsOf(manifest));
  return { id, runId: settings.runId };
}

function found(snapshot: PublishedSnapshot | undefined, reference: Reference): FoundSnapshot | undefined {
  return snapshot && { ...snapshot, reference };
}

/** The files of a snapshot, its manifest last. */
function pathsOf({ files }: NewSnapshot['manifest']): readonly string[] {
  return [...files.map(({ path }) => path), ...DOCUMENTS, 'manifest.json'];
}

async function writeWhole(
  directory: Directory,
  base: PublishedSnapshot | undefined,
  change: NewSnapshot,
): Promise<void> {
  const read = (paths: readonly string[]) => readChanged(paths, change, base);
  await replaceFolder(directory.absolute, { paths: pathsOf(change.manifest), read });
}

async function writePublished(directory: Directory, { manifest, read }: PublishedSnapshot): Promise<void> {
  await replaceFolder(directory.absolute, { paths: pathsOf(manifest), read });
}

async function writeChanged(
  directory: Directory,
  base: PublishedSnapshot | undefined,
  change: NewSnapshot,
): Promise<void> {
  const there = await readFolder(directory.absolute, directory.relative).catch(() => undefined);
  const all = pathsOf(change.manifest);
  const [touched, untouched] = [
    all.filter((path) => change.files.has(path)),
    all.filter((path) => !change.files.has(path)),
  ];
  // A run whose folder was not whole left the manifest of the whole beside a part of its files.
  const isWhole =
    there?.manifest.snapshot_id === base?.manifest.snapshot_id &&
    (await holdsAll(directory.absolute, untouched));
  const paths = isWhole ? all : touched;
  const read = (wanted: readonly string[]) => readChanged(wanted, change, there);
  await replaceFolder(directory.absolute, { paths, read });
}

/** Reads what a change leaves: its own files, and those of its base that it does not touch. */
async function readChanged(
  paths: readonly string[],
  { files }: NewSnapshot,
  base: PublishedSnapshot | undefined,
): Promise<readonly Uint8Array[]> {
  const untouched = paths.filter((path) => !files.has(path));
  const contents = base === undefined ? [] : await base.read(untouched);
  const fromBase = new Map(untouched.map((path, index) => [path, contents[index]]));
  return paths.map((path) => files.get(path) ?? fromBase.get(path) ?? new Uint8Array());
}
