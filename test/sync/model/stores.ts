import { StoreError } from '../../../src/errors.ts';
import type { NewSnapshot, PublishedSnapshot, PublishTarget } from '../../../src/snapshot/change.ts';
import { parseManifest } from '../../../src/snapshot/manifest.ts';
import type { PublishedFiles } from '../../../src/snapshot/partitions.ts';
import type { CachedState } from '../../../src/sync/cache-key.ts';
import { type HeadRules, mergeHeads } from '../../../src/sync/heads.ts';

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

/** Where the snapshots of a model live. */
export interface ModelStore {
  readonly snapshots: ModelSnapshot[];
  /** Those that runs deleted. */
  readonly deleted: ModelSnapshot[];
  /** The newest. */
  readonly tip: ModelSnapshot | undefined;
  /** Returns the store as one run sees it. `onPublish` looks at each snapshot that takes effect. */
  readonly open: (fault: PublishFault | undefined, watch: StoreWatch) => PublishTarget<ModelSnapshot, number>;
}

/** How a run publishes, and who looks on. */
export interface StoreWatch {
  /** What the store does against races is left out: a broken pipeline, which the audit is to notice. */
  readonly overwritesOthers: boolean;
  readonly onMerge: (heads: readonly ModelSnapshot[], merged: ModelSnapshot) => void;
  readonly onPublish: (publication: Publication) => void;
}

/** A branch in memory that keeps every snapshot; the newest counts, and only it can be replaced. */
export class ModelBranch implements ModelStore {
  readonly snapshots: ModelSnapshot[] = [];
  readonly deleted: ModelSnapshot[] = [];
  #versions = 0;

  get tip(): ModelSnapshot | undefined {
    return this.snapshots.at(-1);
  }

  open(
    fault: PublishFault | undefined,
    { overwritesOthers, onPublish }: StoreWatch,
  ): PublishTarget<ModelSnapshot, number> {
    return {
      previous: async () => this.tip,
      publish: async (base, next) => {
        if (fault === 'refused') throw new StoreError('the model refused the push', 'Nothing to do.');
        if (base !== this.tip && !overwritesOthers) return 'raced';
        this.#versions += 1;
        const snapshot = applied(base, next, this.#versions);
        const replaced = this.tip;
        this.snapshots.push(snapshot);
        onPublish({ base, replaced, next: snapshot });
        if (fault === 'answer lost') throw new StoreError('the connection was reset', 'Nothing to do.');
        return snapshot.version;
      },
    };
  }
}

/** Artifacts in memory: each run adds one, whatever others added meanwhile, and those count that no other has merged. */
export class ModelArtifacts implements ModelStore {
  readonly snapshots: ModelSnapshot[] = [];
  readonly deleted: ModelSnapshot[] = [];
  readonly #rules: () => HeadRules;
  #versions = 0;

  constructor(rules: () => HeadRules) {
    this.#rules = rules;
  }

  get tip(): ModelSnapshot | undefined {
    return this.snapshots.at(-1);
  }

  open(
    fault: PublishFault | undefined,
    { overwritesOthers, onMerge, onPublish }: StoreWatch,
  ): PublishTarget<ModelSnapshot, number> {
    return {
      previous: async () => {
        const mergedIds = this.snapshots.flatMap(({ manifest }) => manifest.artifacts?.merged ?? []);
        const heads = this.snapshots.filter(({ version }) => !mergedIds.includes(version)).toReversed();
        const [first, ...others] = overwritesOthers ? this.snapshots.slice(-1) : heads;
        if (first === undefined) return undefined;
        const artifacts = { merged: this.snapshots.map(({ version }) => version), ignored: [] };
        if (others.length === 0) return { ...first, artifacts };
        const merged = await mergeHeads(
          { ...first, artifacts, origin: '' },
          others.map(named),
          this.#rules(),
        );
        const paths = merged.manifest.files.map(({ path }) => path);
        const contents = await merged.read(paths);
        this.#versions += 1;
        const base = {
          ...merged,
          version: this.#versions,
          files: new Map(paths.map((path, index) => [path, contents[index] ?? new Uint8Array()])),
        };
        onMerge([first, ...others], base);
        return base;
      },
      publish: async (base, next) => {
        if (fault === 'refused') throw new StoreError('the model refused the upload', 'Nothing to do.');
        this.#versions += 1;
        const snapshot = applied(base, next, this.#versions);
        this.snapshots.push(snapshot);
        onPublish({ base, replaced: base, next: snapshot });
        if (fault === 'answer lost') throw new StoreError('the connection was reset', 'Nothing to do.');
        this.#deleteOlder(base?.artifacts?.merged ?? []);
        return snapshot.version;
      },
    };
  }

  /** The oldest of what the newest one holds, but for four. */
  #deleteOlder(merged: readonly number[]): void {
    const older = this.snapshots.filter(({ version }) => merged.includes(version)).slice(0, -4);
    for (const snapshot of older) {
      this.snapshots.splice(this.snapshots.indexOf(snapshot), 1);
      this.deleted.push(snapshot);
    }
  }
}

function named(snapshot: ModelSnapshot): PublishedSnapshot {
  return { ...snapshot, origin: '' };
}

function applied(
  base: ModelSnapshot | undefined,
  { files: changed, removed }: NewSnapshot,
  version: number,
): ModelSnapshot {
  const files = new Map(base?.files);
  for (const path of removed) files.delete(path);
  for (const [path, file] of changed) files.set(path, file.read());
  const manifest = parseManifest(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'));
  return {
    version,
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
