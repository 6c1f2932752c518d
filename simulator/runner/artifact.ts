/** How the run of a planted artifact came about, as far as the REST API tells. */
export interface RunOrigin {
  /** `.github/workflows/collect.yml` unless given. */
  readonly path?: string;
  /** `schedule` unless given. */
  readonly event?: string;
  /** The commit of the run is not on the branch that `head_branch` names: there it stands for a tag. */
  readonly isTag?: boolean;
  /** The run is gone: GitHub answers 404. */
  readonly isDeleted?: boolean;
}

/** An uploaded artifact; `zip` holds its bytes, also when it is a single file that was not zipped. */
export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly runId: number;
  readonly headBranch: string;
  readonly headSha: string;
  /** Differs from the id of the repository when a run of a fork uploaded it. */
  readonly headRepositoryId: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly expired: boolean;
  /** `sha256:<hex>` of `zip`. */
  readonly digest: string;
  readonly zip: Buffer;
}

/** An artifact to plant; what is left out is as if run 1 of the default branch had uploaded it now. */
export interface PlantedArtifact {
  readonly name: string;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly runId?: number;
  readonly origin?: RunOrigin;
  readonly headBranch?: string;
  readonly headSha?: string;
  readonly headRepositoryId?: number;
  readonly createdAt?: Date;
}

/** An artifact in the store; what is not finalized nobody sees. */
export interface StoredArtifact extends Omit<Artifact, 'zip' | 'expired' | 'digest'> {
  readonly blob: string;
  readonly finalized: boolean;
}

/** An artifact that a run starts. */
export interface NewArtifact extends Pick<StoredArtifact, 'name' | 'runId' | 'headBranch' | 'headSha'> {
  /** That of the repository when left out. */
  readonly headRepositoryId?: number;
  /** Now when left out. */
  readonly createdAt?: Date;
  /** Never after the repository's longest time; then when left out. */
  readonly expiresAt?: Date | undefined;
}
