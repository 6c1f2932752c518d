import { z } from 'zod';
import { StoreError } from '../errors.ts';
import { floorSecond } from '../instants.ts';
import { LIMITS } from '../limits.ts';
import type { GitHub } from './api.ts';

/** By what an artifact is looked for. */
export interface ArtifactName {
  readonly name: string;
  /** `undefined`: GitHub is asked. */
  readonly defaultBranch: string | undefined;
  /** The branch that the run is on; `undefined` when it is on none. */
  readonly ownBranch: string | undefined;
  /** The workflow file of the run, `.github/workflows/collect.yml`; `undefined` when the runner does not tell. */
  readonly workflow: string | undefined;
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
  /** Of the run that uploaded it; GitHub names a tag in the same place. */
  readonly branch: string;
  /** The commit of that run; empty when GitHub does not tell. */
  readonly commit: string;
  /** `sha256:` and hex, of the archive; `undefined` when GitHub does not tell. */
  readonly digest: string | undefined;
}

/** An artifact that is ignored, and the branches of those that are not. */
export interface UntrustedArtifact {
  readonly artifact: ListedArtifact;
  readonly trusted: readonly string[];
}

const PER_PAGE = 100;
/** Runs that are asked after where an artifact came from. */
const MAX_RUNS = 20;

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
          head_sha: z.string().nullish(),
          repository_id: z.int().nullish(),
          head_repository_id: z.int().nullish(),
        })
        .nullish(),
    }),
  ),
});
type Artifact = z.infer<typeof artifactsSchema>['artifacts'][number];

/**
 * Returns the newest artifact of that name that a run of this workflow file uploaded on the default branch or on the run's
 * own. Who can push to another branch or a tag, or opens a pull request from a fork, could plant one; who can push to the
 * run's own decides what it does in any case. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 */
export async function findNewestArtifact(wanted: ArtifactName): Promise<ListedArtifact | undefined> {
  const trusted = await trustedBranches(wanted);
  const origins = new Map<string, Promise<boolean>>();
  for await (const artifact of listed(wanted)) {
    if (!trusted.includes(artifact.branch)) continue;
    const origin = origins.get(artifact.runId) ?? isOfThisWorkflow(wanted, artifact);
    origins.set(artifact.runId, origin);
    if (await origin) return artifact;
    if (origins.size === MAX_RUNS) return undefined;
  }
  return undefined;
}

/**
 * Returns the newest artifact of that name that a run of this repository uploaded, and that `findNewestArtifact` passed over.
 * @throws {StoreError} when GitHub cannot be asked.
 */
export async function findNewestUntrusted(wanted: ArtifactName): Promise<UntrustedArtifact | undefined> {
  const trusted = await trustedBranches(wanted);
  for await (const artifact of listed(wanted)) return { artifact, trusted };
  return undefined;
}

/**
 * Returns the newest artifacts of that name, at most `most`, that any run of this repository uploaded: for whoever can tell by
 * their content whether they count.
 * @throws {StoreError} when GitHub cannot be asked.
 */
export async function findNewestOfAnyRun(
  wanted: ArtifactName,
  most: number,
): Promise<readonly ListedArtifact[]> {
  const found: ListedArtifact[] = [];
  for await (const artifact of listed(wanted)) if (found.push(artifact) === most) break;
  return found;
}

const runSchema = z.object({ path: z.string().nullish(), event: z.string().nullish() });
const compareSchema = z.object({ status: z.string() });
/** Events that have no other ref than the default branch. */
const EVENTS_OF_THE_DEFAULT_BRANCH = ['schedule', 'repository_dispatch'];

/**
 * Whether a run of that workflow file uploaded an artifact, on the branch that it names and not on a tag of that name. What
 * GitHub does not tell speaks against nobody: a job may lack the permission to ask for commits.
 */
async function isOfThisWorkflow(
  { github, workflow }: ArtifactName,
  { runId, branch, commit }: ListedArtifact,
): Promise<boolean> {
  const run = await known(github.get(`/actions/runs/${runId}`, runSchema));
  const [file = '', ref = ''] = run?.path?.split('@') ?? [];
  if (file !== '' && workflow !== undefined && file !== workflow) return false;
  if (ref.startsWith('refs/tags/')) return false;
  if (ref.startsWith('refs/heads/') || EVENTS_OF_THE_DEFAULT_BRANCH.includes(run?.event ?? '')) return true;
  const name = encodeURIComponent(branch);
  // A commit that the branch has may have a tag of the branch's name: what ran then is what the branch runs.
  const compared = await known(
    github.get(`/compare/refs%2Fheads%2F${name}...${encodeURIComponent(commit)}?per_page=1`, compareSchema),
  );
  if (compared !== undefined) return ['identical', 'behind'].includes(compared.status);
  return (await known(github.get(`/git/ref/tags/${name}`, z.object({})))) === undefined;
}

async function known<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
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

/** Gives what can be downloaded, newest first, without what runs of forks uploaded, whatever their branches are called. */
async function* listed({ github, name }: ArtifactName): AsyncGenerator<ListedArtifact> {
  for (let page = 1; page <= LIMITS.artifactPages; page += 1) {
    const query = new URLSearchParams({ name, per_page: `${PER_PAGE}`, page: `${page}` });
    const { artifacts } = await github.get(`/actions/artifacts?${query}`, artifactsSchema);
    yield* artifacts
      .filter((artifact) => artifact.name === name && !artifact.expired)
      .flatMap(fromThisRepository)
      .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
    if (artifacts.length < PER_PAGE) return;
  }
  throw new StoreError(
    `Cannot find the newest artifact ${JSON.stringify(name)}: the first ${LIMITS.artifactPages * PER_PAGE} of that name have expired or are of other branches or forks`,
    'Delete them, or choose another `artifact-name`.',
  );
}

/** None for an artifact of a fork, or of a run that GitHub tells too little of. */
function fromThisRepository({
  id,
  created_at,
  digest,
  workflow_run: run,
}: Artifact): readonly ListedArtifact[] {
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
      commit: run.head_sha ?? '',
      digest: isKnown ? (digest ?? undefined) : undefined,
    },
  ];
}
