import { messageOf } from '../../errors.ts';
import {
  type ArtifactReference,
  type ListedArtifact,
  listArtifacts,
  MAX_LISTED,
  trustedArtifacts,
} from '../../github/artifacts.ts';
import { isSigned, type KnownArtifacts, type Manifest } from '../../snapshot/manifest.ts';
import {
  type ArtifactSettings,
  type DownloadedSnapshot,
  downloadSnapshot,
  NotASnapshotError,
} from './artifact.ts';

/** The snapshots that a run extends: those in artifacts that count and that no other one of them has merged. */
export interface Heads {
  /** The newest. */
  readonly first: DownloadedSnapshot;
  /** There are others after runs that overlapped, newest first. */
  readonly others: readonly DownloadedSnapshot[];
  /** What the manifest of the merged snapshot is to name. */
  readonly artifacts: KnownArtifacts;
  /** Why artifacts could not be read that may be heads, too: a later run looks at them again. */
  readonly unread: readonly string[];
}

/** Artifacts that are downloaded and ignored: who may run jobs here could upload any number of them. */
const MOST_IGNORED = 5;
/** Heads that one run merges; the next one merges those that are left. */
const MOST_HEADS = 20;

/**
 * Returns the heads: an artifact counts when its manifest is signed with the data key and names the run that uploaded it;
 * without a data key, or where there is none, when `trustedArtifacts` yields it. `undefined` when there is none.
 * @throws {StoreError} when GitHub does not answer: that is not the same as none.
 * @throws {SnapshotError} when a manifest cannot be used.
 */
export async function readHeads(settings: ArtifactSettings): Promise<Heads | undefined> {
  const key = await settings.manifestKey;
  const signed = key === undefined ? undefined : await findSigned(settings, key);
  return signed ?? (await findTrusted(settings));
}

async function findSigned(settings: ArtifactSettings, key: Uint8Array): Promise<Heads | undefined> {
  const listing = openListing(settings);
  const found = new Found();
  let others = 0;
  for await (const artifact of listing.each()) {
    if (found.isFull || others === MOST_IGNORED) break;
    if (found.heads.length > 0 && listing.ids.length > MAX_LISTED) break;
    if (found.isMerged(artifact) || found.ignored.has(artifact.id)) continue;
    try {
      // Whoever may read one can upload it again: only the run that signed it makes it count.
      const counts = (manifest: Manifest): boolean =>
        isSigned(manifest, key) && manifest.run_id === artifact.runId;
      const snapshot = await downloadSnapshot(settings, artifact, counts);
      if (counts(snapshot.manifest)) found.add(snapshot);
      else {
        found.ignored.add(artifact.id);
        others += 1;
      }
    } catch (error) {
      // Where none is signed, its origin says whether it stops the run.
      if (error instanceof NotASnapshotError) found.ignored.add(artifact.id);
      else found.unread.push(messageOf(error));
      others += 1;
    }
  }
  return found.result(listing);
}

async function findTrusted(settings: ArtifactSettings): Promise<Heads | undefined> {
  const listing = openListing(settings);
  const found = new Found();
  for await (const artifact of trustedArtifacts(settings, listing.each(), found.isMerged)) {
    try {
      found.add(await downloadSnapshot(settings, artifact));
    } catch (error) {
      // To go on from an older one would lose what the newest holds. Of an older one the newest mostly holds everything.
      if (found.heads.length === 0) throw error;
      // Before the first snapshot there may have been something else of that name.
      if (!(error instanceof NotASnapshotError)) found.unread.push(messageOf(error));
    }
    if (found.isFull) break;
  }
  return found.result(listing);
}

/** The artifacts of a name, and which of them were listed so far. */
interface Listing {
  readonly each: () => AsyncGenerator<ListedArtifact>;
  readonly ids: readonly number[];
  /** Whether the list was read to its end. */
  readonly isWhole: () => boolean;
}

function openListing(settings: ArtifactSettings): Listing {
  const ids: number[] = [];
  let isWhole = false;
  return {
    ids,
    isWhole: () => isWhole,
    each: async function* () {
      for await (const artifact of listArtifacts(settings)) {
        ids.push(artifact.id);
        yield artifact;
      }
      isWhole = true;
    },
  };
}

/** What a walk through the artifacts found, newest first. */
class Found {
  readonly heads: DownloadedSnapshot[] = [];
  readonly merged = new Set<number>();
  readonly ignored = new Set<number>();
  readonly unread: string[] = [];

  get isFull(): boolean {
    return this.heads.length === MOST_HEADS;
  }

  isMerged = ({ id }: ArtifactReference): boolean => this.merged.has(id);

  add(snapshot: DownloadedSnapshot): void {
    const { merged = [], ignored = [] } = snapshot.manifest.artifacts ?? {};
    this.heads.push(snapshot);
    for (const id of merged) this.merged.add(id);
    for (const id of ignored) this.ignored.add(id);
  }

  result({ ids, isWhole }: Listing): Heads | undefined {
    const [first, ...others] = this.heads.filter(({ reference }) => !this.merged.has(reference.id));
    if (first === undefined) return undefined;
    const merged = new Set([...this.merged, ...this.heads.map(({ reference }) => reference.id)]);
    const ignored = [...this.ignored].filter((id) => !merged.has(id));
    const listed = isWhole() ? new Set(ids) : undefined;
    const stillThere = (known: Iterable<number>): number[] =>
      [...known]
        .filter((id) => listed?.has(id) ?? true)
        .sort((a, b) => a - b)
        .slice(-MAX_LISTED);
    return {
      first,
      others,
      artifacts: { merged: stillThere(merged), ignored: stillThere(ignored) },
      unread: this.unread,
    };
  }
}
