import { z } from 'zod';
import { StoreError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { GitHub } from './api.ts';
import { createOriginFinder, type Origin, type UploadingRun } from './artifact-origin.ts';

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
export interface ListedArtifact extends ArtifactReference, UploadingRun {
  /** ms since 1970; 0 when GitHub does not tell. */
  readonly createdAt: number;
  /** `sha256:` and hex, of the archive; `undefined` when GitHub does not tell. */
  readonly digest: string | undefined;
}

/** An artifact that is ignored, why (it goes on "was ignored because"), and the branches of those that are not. */
export interface UntrustedArtifact {
  readonly artifact: ListedArtifact;
  readonly because: string;
  readonly trusted: readonly string[];
}

const PER_PAGE = 100;
/** Artifacts that are asked after and ignored: to start over would lose what the one behind them holds. */
const MAX_OTHERS = 20;

/** Artifacts that are looked through once one that counts is known; at four runs a day those of 250 days. */
export const MAX_LISTED = 1000;

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
 * Yields those of the artifacts that a run of this workflow file uploaded on the default branch or on the run's own. Who can
 * push to another branch or a tag, or opens a pull request, could plant one; who can push to the run's own decides what it
 * does in any case. What is known needs no answer from GitHub, and is left out.
 * @throws {StoreError} when GitHub does not answer: that is not the same as none.
 */
export async function* trustedArtifacts(
  wanted: ArtifactName,
  artifacts: AsyncIterable<ListedArtifact>,
  isKnown: (artifact: ListedArtifact) => boolean,
): AsyncGenerator<ListedArtifact> {
  const trusted = await trustedBranches(wanted);
  const originOf = originFinder(wanted);
  let [listed, others, found] = [0, 0, 0];
  for await (const artifact of artifacts) {
    listed += 1;
    if (found > 0 && (listed > MAX_LISTED || others === MAX_OTHERS)) return;
    if (isKnown(artifact) || !trusted.includes(artifact.branch)) continue;
    if (others === MAX_OTHERS) throw tooManyOthers(wanted, trusted);
    const origin = await originOf(artifact);
    if (origin.kind === 'counts') {
      found += 1;
      yield artifact;
    } else others += 1;
  }
}

/**
 * Returns the newest of the artifacts of that name that `trustedArtifacts` yields; `undefined` when there is none.
 * @throws {StoreError} when GitHub does not answer: that is not the same as none.
 */
export async function findNewestArtifact(wanted: ArtifactName): Promise<ListedArtifact | undefined> {
  for await (const artifact of trustedArtifacts(wanted, listArtifacts(wanted), () => false)) return artifact;
  return undefined;
}

/**
 * Returns the newest artifact of that name that a run of this repository uploaded, when `findNewestArtifact` ignores it.
 * @throws {StoreError} when GitHub does not answer.
 */
export async function findNewestUntrusted(wanted: ArtifactName): Promise<UntrustedArtifact | undefined> {
  const trusted = await trustedBranches(wanted);
  for await (const artifact of listArtifacts(wanted)) {
    const origin: Origin = trusted.includes(artifact.branch)
      ? await originFinder(wanted)(artifact)
      : { kind: 'ignored', because: `it comes from a run on ${JSON.stringify(artifact.branch)}` };
    return origin.kind === 'counts' ? undefined : { artifact, trusted, because: origin.because };
  }
  return undefined;
}

function originFinder({
  name,
  github,
  workflow,
}: ArtifactName): (artifact: ListedArtifact) => Promise<Origin> {
  const find = createOriginFinder(github, workflow);
  return async (artifact) => {
    try {
      return await find(artifact);
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause;
      throw new StoreError(
        `Cannot determine whether artifact ${name} (id ${artifact.id}) comes from a run on the branch ${JSON.stringify(artifact.branch)} or on a tag of that name: ${cause.message}`,
        cause.remedy,
        { cause },
      );
    }
  };
}

function tooManyOthers({ name }: ArtifactName, trusted: readonly string[]): StoreError {
  const branches = trusted.map((branch) => JSON.stringify(branch)).join(' and ');
  return new StoreError(
    `Cannot find the newest artifact ${JSON.stringify(name)}: the first ${MAX_OTHERS} that seem to come from ${branches} actually come from other workflow files, or from tags of that name`,
    'Find out who uploaded them, and delete them; or choose another `artifact-name` to start over.',
  );
}

async function trustedBranches({
  github,
  defaultBranch,
  ownBranch,
}: ArtifactName): Promise<readonly string[]> {
  const main = defaultBranch ?? (await github.get('', repositorySchema)).default_branch;
  return [...new Set([main, ...(ownBranch === undefined ? [] : [ownBranch])])];
}

/**
 * Yields the artifacts of that name that can be downloaded, newest first, without what runs of forks uploaded, whatever their
 * branches are called.
 * @throws {StoreError} when GitHub does not answer, or the list does not end.
 */
export async function* listArtifacts(
  wanted: Pick<ArtifactName, 'github' | 'name'>,
): AsyncGenerator<ListedArtifact> {
  for await (const artifact of allArtifacts(wanted)) if (!artifact.expired) yield artifact;
}

/**
 * Returns the newest artifact of that name if it has expired: GitHub lists it still, and its content is gone.
 * @throws {StoreError} when GitHub does not answer.
 */
export async function findExpired(
  wanted: Pick<ArtifactName, 'github' | 'name'>,
): Promise<ListedArtifact | undefined> {
  for await (const artifact of allArtifacts(wanted)) return artifact.expired ? artifact : undefined;
  return undefined;
}

async function* allArtifacts({
  github,
  name,
}: Pick<ArtifactName, 'github' | 'name'>): AsyncGenerator<ListedArtifact & Pick<Artifact, 'expired'>> {
  for (let page = 1; page <= LIMITS.artifactPages; page += 1) {
    const query = new URLSearchParams({ name, per_page: `${PER_PAGE}`, page: `${page}` });
    const { artifacts } = await github.get(`/actions/artifacts?${query}`, artifactsSchema);
    yield* artifacts
      .filter((artifact) => artifact.name === name)
      .flatMap(fromThisRepository)
      .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
    if (artifacts.length < PER_PAGE) return;
  }
  throw new StoreError(
    `Cannot find the newest artifact ${JSON.stringify(name)}: the first ${LIMITS.artifactPages * PER_PAGE} of that name have expired or come from other branches or forks`,
    'Delete them, or choose another `artifact-name`.',
  );
}

/** None for an artifact of a fork, or of a run that GitHub tells too little of. */
function fromThisRepository({
  id,
  expired,
  created_at,
  digest,
  workflow_run: run,
}: Artifact): readonly (ListedArtifact & Pick<Artifact, 'expired'>)[] {
  if (typeof run?.repository_id !== 'number' || run.head_repository_id !== run.repository_id) return [];
  if (typeof run.head_branch !== 'string') return [];
  const createdAt = created_at === null ? 0 : Date.parse(created_at);
  const isKnown = /^sha256:[0-9a-f]{64}$/.test(digest ?? '');
  return [
    {
      id,
      expired,
      runId: `${run.id ?? 0}`,
      createdAt,
      branch: run.head_branch,
      commit: run.head_sha ?? '',
      digest: isKnown ? (digest ?? undefined) : undefined,
    },
  ];
}
