import { z } from 'zod';
import { TRUSTED_EVENTS } from '../inputs/run-context.ts';
import { type GitHub, GitHubRefusal } from './api.ts';

/** A run that uploaded an artifact, as the list of artifacts tells. */
export interface UploadingRun {
  readonly runId: string;
  /** GitHub names a tag in the same place. */
  readonly branch: string;
  /** Empty when GitHub does not tell. */
  readonly commit: string;
}

/** Whether an artifact counts by the run that uploaded it. */
export type Origin =
  | { readonly kind: 'counts' }
  /** `because` goes on "was ignored because". */
  | { readonly kind: 'ignored'; readonly because: string };

const runSchema = z.object({ path: z.string(), event: z.string() });
const branchSchema = z.object({ object: z.object({ sha: z.string() }) });
const comparisonSchema = z.object({ status: z.string() });

/** What GitHub says of a run. */
export type RunFacts = z.infer<typeof runSchema>;

const COUNTS: Origin = { kind: 'counts' };
/** GitHub starts them on the default branch alone. */
const EVENTS_WITHOUT_TAG = ['schedule', 'repository_dispatch'];

/**
 * Returns what a run's workflow file and event say of its artifacts; `undefined` when its commit decides, because the run may
 * as well have been on a tag with the name of the branch. A pull request runs the workflow file of a merge commit, whatever
 * the branch that GitHub names, so only the events count with which this action runs.
 * @param workflow the workflow file of this run, `.github/workflows/collect.yml`; `undefined` where the runner names none, as
 * GitHub's own always does.
 */
export function originByRun(
  { path, event }: RunFacts,
  workflow: string | undefined,
  branch: string,
): Origin | undefined {
  // GitHub's documents have an example with a ref behind the path.
  if (path === `${workflow}@refs/tags/${branch}`)
    return ignored(`it comes from a run on the tag ${named(branch)}`);
  const paths = [workflow, `${workflow}@${branch}`, `${workflow}@refs/heads/${branch}`];
  if (workflow !== undefined && !paths.includes(path)) {
    return ignored(`it comes from the workflow file ${named(path)}`);
  }
  if (!TRUSTED_EVENTS.includes(event)) return ignored(`its run was started by the event ${named(event)}`);
  return EVENTS_WITHOUT_TAG.includes(event) ? COUNTS : undefined;
}

/**
 * Returns a function that finds out whether what a run uploaded counts: a run of this workflow file, on the branch that it
 * names and not on a tag of that name. A commit that the branch has may have a tag: what ran is what the branch ran once.
 * No run and no branch is asked for twice. The function throws a StoreError when GitHub does not answer, or may not be asked
 * for the branch: to take an older artifact would then lose what this one holds.
 * @param workflow as in `originByRun`.
 */
export function createOriginFinder(
  github: GitHub,
  workflow: string | undefined,
): (run: UploadingRun) => Promise<Origin> {
  const runs = new Map<string, Promise<Origin>>();
  const heads = new Map<string, Promise<string>>();

  async function find({ runId, branch, commit }: UploadingRun): Promise<Origin> {
    const facts = await found(github.get(`/actions/runs/${runId}`, runSchema));
    if (facts === undefined) return ignored('its run was deleted');
    return originByRun(facts, workflow, branch) ?? (await byCommit(branch, commit));
  }

  async function byCommit(branch: string, commit: string): Promise<Origin> {
    const head = heads.get(branch) ?? headOf(branch);
    heads.set(branch, head);
    // Files stand on the first page alone, and they may be large.
    const path = `/compare/${await head}...${encodeURIComponent(commit)}?per_page=1&page=2`;
    const compared = await found(github.get(path, comparisonSchema));
    if (compared?.status === 'identical' || compared?.status === 'behind') return COUNTS;
    return ignored(
      `its commit is not on the branch ${named(branch)}: it comes from a run on a tag of that name, or the branch was rewritten`,
    );
  }

  /** By its full name, because a tag of the branch's name would be compared as well. */
  async function headOf(branch: string): Promise<string> {
    const name = branch.split('/').map(encodeURIComponent).join('/');
    return (await github.get(`/git/ref/heads/${name}`, branchSchema)).object.sha;
  }

  return (run) => {
    const origin = runs.get(run.runId) ?? find(run);
    runs.set(run.runId, origin);
    return origin;
  };
}

/** `undefined` for what is not there. */
async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubRefusal && [404, 422].includes(error.status)) return undefined;
    throw error;
  }
}

function ignored(because: string): Origin {
  return { kind: 'ignored', because };
}

function named(text: string): string {
  return JSON.stringify(text);
}
