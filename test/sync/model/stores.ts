import { StoreError } from '../../../src/errors.ts';
import type { NewSnapshot, PublishTarget } from '../../../src/snapshot/change.ts';
import { parseManifest } from '../../../src/snapshot/manifest.ts';
import type { PublishedFiles } from '../../../src/snapshot/partitions.ts';
import type { CachedState } from '../../../src/sync/cache-key.ts';

/** A snapshot in the model's store; `version` tells it from every other. */
export interface ModelSnapshot extends PublishedFiles {
  readonly version: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A publish that took effect: what it extended, what counted until then, and what counts now. */
export interface Publication {
  readonly base: ModelSnapshot | undefined;
  readonly replaced: ModelSnapshot | undefined;
  readonly next: ModelSnapshot;
}

/** How a publish fails: before anything is written, or after, so that only the answer is lost. */
export type PublishFault = 'refused' | 'answer lost';

/** A store in memory that keeps every snapshot; the newest counts, and only it can be replaced. */
export class ModelStore {
  readonly snapshots: ModelSnapshot[] = [];
  #versions = 0;

  get tip(): ModelSnapshot | undefined {
    return this.snapshots.at(-1);
  }

  /** Returns the store as one run sees it. `onPublish` looks at each snapshot that takes effect. */
  open(
    fault: PublishFault | undefined,
    overwritesOthers: boolean,
    onPublish: (publication: Publication) => void,
  ): PublishTarget<ModelSnapshot, number> {
    return {
      previous: async () => this.tip,
      publish: async (base, next) => {
        if (fault === 'refused') throw new StoreError('the model refused the push', 'Nothing to do.');
        if (base !== this.tip && !overwritesOthers) return 'raced';
        const snapshot = this.#apply(base, next);
        const replaced = this.tip;
        this.snapshots.push(snapshot);
        onPublish({ base, replaced, next: snapshot });
        if (fault === 'answer lost') throw new StoreError('the connection was reset', 'Nothing to do.');
        return snapshot.version;
      },
    };
  }

  #apply(base: ModelSnapshot | undefined, { files: changed, removed }: NewSnapshot): ModelSnapshot {
    const files = new Map(base?.files);
    for (const path of removed) files.delete(path);
    for (const [path, bytes] of changed) files.set(path, bytes);
    this.#versions += 1;
    const manifest = parseManifest(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'));
    return {
      version: this.#versions,
      manifest,
      absent: new Set(),
      files,
      read: async (paths) =>
        paths.map((path) => {
          const bytes = files.get(path);
          if (bytes === undefined) throw new StoreError(`${path} is missing`, 'Nothing to do.');
          return bytes;
        }),
    };
  }
}

/** What becomes of the cache around a run. */
export interface CacheFaults {
  readonly find: 'found' | 'fails' | 'older entry';
  readonly save: 'works' | 'fails';
}

/** A cache in memory: entries are only ever added, the newest is found. */
export class ModelCache {
  entries: CachedState[] = [];

  find({ find }: CacheFaults): CachedState | undefined {
    if (find === 'fails') return undefined;
    return find === 'older entry' ? this.entries.at(-2) : this.entries.at(-1);
  }

  save({ save }: CacheFaults, state: CachedState): void {
    if (save === 'works') this.entries.push(state);
  }
}
