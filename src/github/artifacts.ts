import { z } from 'zod';
import { StoreError } from '../errors.ts';
import { floorSecond } from '../instants.ts';
import type { GitHub } from './api.ts';

/** By what an artifact is looked for. */
export interface ArtifactName {
  readonly name: string;
  /** `undefined`: GitHub is asked. */
  readonly defaultBranch: string | undefined;
  /** The branch that the run is on; `undefined` when it is on none. */
  readonly ownBranch: string | undefined;
  readonly github: GitHub;
}

/** By what an artifact is found: its id, and that of the run that uploaded it. */
export interface ArtifactReference {
  readonly id: number;
  readonly runId: string;
}

/** An artifact as GitHub lists it. */
export interface ListedArtifact extends ArtifactReference {
  /** ms since 1970; 0 when GitHub does not tell. */
  readonly createdAt: number;
  /** Of the run that uploaded it. */
  readonly branch: string;
  /** `sha256:` and hex, of the archive; `undefined` when GitHub does not tell. */
  readonly digest: string | undefined;
}

/** An artifact that is ignored, and the branches of those that are not. */
export interface UntrustedArtifact {
  readonly artifact: ListedArtifact;
  readonly trusted: readonly string[];
}

const PER_PAGE = 100;
/** A trusted artifact stands on the first page, unless other branches uploaded hundreds of that name since. */
const MAX_PAGES = 100;

const repositorySchema = z.object({ default_branch: z.string() });
const artifactsSchema = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      expired: z.boolean(),
      created_at: z.string().nullable(),
      digest: z.string().nullish(),
      workflow_run: z
        .object({
          id: z.int().nullish(),
          head_branch: z.string().nullish(),
          repository_id: z.int().nullish(),
          head_repository_id: z.int().nullish(),
        })
        .nullish(),
    }),
  ),
});
type Artifact = z.infer<typeof artifactsSchema>['artifacts'][number];

/**
 * Returns the newest artifact of that name that a run of this repository uploaded on the default branch or on the run's own.
 * Who can push to another branch, or opens a pull request from a fork, could plant one; who can push to the run's own
 * decides what it does in any case. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 */
export async function findNewestArtifact(wanted: ArtifactName): Promise<ListedArtifact | undefined> {
  const trusted = await trustedBranches(wanted);
  return await newestOf(wanted, (branch) => trusted.includes(branch));
}

/**
 * Returns the newest artifact of that name that a run of this repository uploaded on any other branch.
 * @throws {StoreError} when GitHub cannot be asked.
 */
export async function findNewestUntrusted(wanted: ArtifactName): Promise<UntrustedArtifact | undefined> {
  const trusted = await trustedBranches(wanted);
  const artifact = await newestOf(wanted, (branch) => !trusted.includes(branch));
  return artifact && { artifact, trusted };
}

/** A snapshot as its manifest tells of it: the instant at which it was made, ms since 1970, and the run that made it. */
export interface PublishedBy {
  readonly generatedAt: number;
  readonly runId: string | undefined;
}

/**
 * Returns the newest eligible artifact when it holds that snapshot or a later one; `missing` when there is none, and
 * `unknown` when GitHub cannot be asked: a missing permission to list artifacts is then no reason to stop.
 */
export async function findArtifactOf(
  wanted: ArtifactName,
  snapshot: PublishedBy,
): Promise<ArtifactReference | 'missing' | 'unknown'> {
  try {
    const newest = await findNewestArtifact(wanted);
    if (newest === undefined || !holds(newest, snapshot)) return 'missing';
    return { id: newest.id, runId: newest.runId };
  } catch (error) {
    if (error instanceof StoreError) return 'unknown';
    throw error;
  }
}

/**
 * GitHub tells instants to the second. Within that of the snapshot the run tells whether the artifact came before it: GitHub
 * numbers runs upward.
 */
function holds(artifact: ListedArtifact, { generatedAt, runId }: PublishedBy): boolean {
  const second = floorSecond(generatedAt);
  if (artifact.createdAt !== second) return artifact.createdAt > second;
  return runId !== undefined && Number(artifact.runId) >= Number(runId);
}

async function trustedBranches({
  github,
  defaultBranch,
  ownBranch,
}: ArtifactName): Promise<readonly string[]> {
  const main = defaultBranch ?? (await github.get('', repositorySchema)).default_branch;
  return [...new Set([main, ...(ownBranch === undefined ? [] : [ownBranch])])];
}

/** Without what runs of forks uploaded, whatever their branches are called. */
async function newestOf(
  { github, name }: ArtifactName,
  isWanted: (branch: string) => boolean,
): Promise<ListedArtifact | undefined> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ name, per_page: `${PER_PAGE}`, page: `${page}` });
    const { artifacts } = await github.get(`/actions/artifacts?${query}`, artifactsSchema);
    const [newest] = artifacts
      .filter((artifact) => artifact.name === name && !artifact.expired)
      .flatMap(listed)
      .filter(({ branch }) => isWanted(branch))
      .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
    if (newest !== undefined) return newest;
    if (artifacts.length < PER_PAGE) return undefined;
  }
  throw new StoreError(
    `Cannot find the newest artifact ${JSON.stringify(name)}: the first ${MAX_PAGES * PER_PAGE} of that name have expired or are of other branches or forks`,
    'Delete them, or choose another `artifact-name`.',
  );
}

/** None for an artifact of a fork, or of a run that GitHub tells too little of. */
function listed({ id, created_at, digest, workflow_run: run }: Artifact): readonly ListedArtifact[] {
  if (typeof run?.repository_id !== 'number' || run.head_repository_id !== run.repository_id) return [];
  if (typeof run.head_branch !== 'string') return [];
  const createdAt = created_at === null ? 0 : Date.parse(created_at);
  const isKnown = /^sha256:[0-9a-f]{64}$/.test(digest ?? '');
  return [
    {
      id,
      runId: `${run.id ?? 0}`,
      createdAt,
      branch: run.head_branch,
      digest: isKnown ? (digest ?? undefined) : undefined,
    },
  ];
}
