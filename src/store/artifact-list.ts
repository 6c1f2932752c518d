import { z } from 'zod';
import { StoreError } from '../errors.ts';
import type { GitHub } from './github.ts';

/** By what an artifact is looked for. */
export interface ArtifactName {
  readonly name: string;
  /** `undefined`: GitHub is asked. */
  readonly defaultBranch: string | undefined;
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
  /** `sha256:` and hex, of the archive; `undefined` when GitHub does not tell. */
  readonly digest: string | undefined;
}

const PER_PAGE = 100;

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
 * Gives the newest artifact of that name that a run on the default branch of this repository uploaded: any other branch,
 * and any fork, could plant one. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 */
export async function newestArtifact({
  github,
  name,
  defaultBranch,
}: ArtifactName): Promise<ListedArtifact | undefined> {
  const trustedBranch = defaultBranch ?? (await github.get('', repositorySchema)).default_branch;
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({ name, per_page: `${PER_PAGE}`, page: `${page}` });
    const { artifacts } = await github.get(`/actions/artifacts?${query}`, artifactsSchema);
    const trusted = artifacts.filter(
      ({ name: own, expired, workflow_run: run }) =>
        own === name &&
        !expired &&
        run?.head_branch === trustedBranch &&
        typeof run.repository_id === 'number' &&
        run.head_repository_id === run.repository_id,
    );
    const [newest] = trusted.sort(newestFirst);
    if (newest !== undefined) {
      const { id, created_at, digest, workflow_run } = newest;
      const isKnown = /^sha256:[0-9a-f]{64}$/.test(digest ?? '');
      return {
        id,
        runId: `${workflow_run?.id ?? 0}`,
        createdAt: created_at === null ? 0 : Date.parse(created_at),
        digest: isKnown ? (digest ?? undefined) : undefined,
      };
    }
    if (artifacts.length < PER_PAGE) return undefined;
  }
}

/**
 * Gives the newest artifact that counts when it was made since an instant, ms since 1970; `missing` when there is none, and
 * `unknown` when GitHub cannot be asked: a missing right to list artifacts is then no reason to stop.
 */
export async function artifactSince(
  wanted: ArtifactName,
  instant: number,
): Promise<ArtifactReference | 'missing' | 'unknown'> {
  try {
    const newest = await newestArtifact(wanted);
    // GitHub tells instants to the second.
    if (newest === undefined || newest.createdAt < Math.floor(instant / 1000) * 1000) return 'missing';
    return { id: newest.id, runId: newest.runId };
  } catch (error) {
    if (error instanceof StoreError) return 'unknown';
    throw error;
  }
}

function newestFirst(a: Artifact, b: Artifact): number {
  return (b.created_at ?? '').localeCompare(a.created_at ?? '') || b.id - a.id;
}
