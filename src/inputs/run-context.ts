import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import { StoreError } from '../errors.ts';
import type { Environment } from './reader.ts';

/** Who may see a repository. `unknown`: nothing said so. */
export type Visibility = 'public' | 'private' | 'internal' | 'unknown';

/** What the runner says about the run. Folders are absolute. */
export interface RunContext {
  readonly workspace: string;
  readonly temporary: string;
  /** `owner/name` */
  readonly repository: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runId: string;
  readonly runAttempt: string;
  /** Of the repository, as the event tells. */
  readonly visibility: Visibility;
  readonly defaultBranch: string | undefined;
  /** The branch that the run is on; `undefined` for a tag. */
  readonly ownBranch: string | undefined;
  /** The file of the workflow, `.github/workflows/collect.yml`; `undefined` when the runner does not tell. */
  readonly workflow: string | undefined;
  /** Longest that GitHub keeps an artifact of this repository; `undefined` when the runner does not tell. */
  readonly retentionLimitDays: number | undefined;
}

/** Events that only people with write access to the repository, or its schedule, can start. */
export const TRUSTED_EVENTS: readonly string[] = [
  'schedule',
  'workflow_dispatch',
  'push',
  'repository_dispatch',
];

const eventSchema = z.object({
  repository: z.object({
    visibility: z.string().nullish(),
    private: z.boolean().nullish(),
    default_branch: z.string().nullish(),
  }),
});

/**
 * Reads what the runner says about the run.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @throws {StoreError} when this is not a runner, or the run was started by an event that untrusted users can trigger.
 */
export function readRunContext(environment: Environment): RunContext {
  // A variable that a workflow sets to an expression that gives nothing is there, and empty.
  const optional = (name: string): string | undefined => environment[name] || undefined;
  const required = (name: string): string => {
    const value = optional(name);
    if (value !== undefined) return value;
    throw new StoreError(`${name} is not set`, 'Run this action as a step of a GitHub Actions workflow.');
  };
  const address = (name: string, usual: string): string => {
    const url = URL.parse(optional(name) ?? usual);
    if (url !== null) return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
    throw new StoreError(`${name} is not a URL`, 'Run this action as a step of a GitHub Actions workflow.');
  };
  requireTrustedEvent(environment.GITHUB_EVENT_NAME);
  const repository = repositoryIn(optional('GITHUB_EVENT_PATH'));
  return {
    workspace: required('GITHUB_WORKSPACE'),
    temporary: optional('RUNNER_TEMP') ?? tmpdir(),
    repository: required('GITHUB_REPOSITORY'),
    serverUrl: address('GITHUB_SERVER_URL', 'https://github.com'),
    apiUrl: address('GITHUB_API_URL', 'https://api.github.com'),
    runId: required('GITHUB_RUN_ID'),
    runAttempt: optional('GITHUB_RUN_ATTEMPT') ?? '1',
    visibility: visibilityOf(repository),
    defaultBranch: repository.default_branch ?? undefined,
    ownBranch: optional('GITHUB_REF_TYPE') === 'branch' ? optional('GITHUB_REF_NAME') : undefined,
    workflow: /^[^/]+\/[^/]+\/(.+?\.ya?ml)@refs\//.exec(optional('GITHUB_WORKFLOW_REF') ?? '')?.[1],
    retentionLimitDays: wholeDays(optional('GITHUB_RETENTION_DAYS')),
  };
}

function wholeDays(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

function requireTrustedEvent(event: string | undefined): void {
  if (event === undefined || TRUSTED_EVENTS.includes(event)) return;
  throw new StoreError(
    `The event ${JSON.stringify(event)} can be triggered by untrusted users, and this action holds the keys to an audit log`,
    `Start the workflow with ${TRUSTED_EVENTS.join(', ')}.`,
  );
}

/** Reads the repository out of the event's payload; a payload that says nothing of it leaves everything open. */
function repositoryIn(path: string | undefined): z.infer<typeof eventSchema>['repository'] {
  if (path === undefined) return {};
  try {
    return eventSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).repository;
  } catch {
    return {};
  }
}

/** Reads the visibility out of GitHub's description of a repository. */
export function visibilityOf(repository: {
  readonly visibility?: string | null | undefined;
  readonly private?: boolean | null | undefined;
}): Visibility {
  const { visibility, private: isPrivate } = repository;
  if (visibility === 'public' || visibility === 'private' || visibility === 'internal') return visibility;
  if (isPrivate === null || isPrivate === undefined) return 'unknown';
  return isPrivate ? 'private' : 'public';
}
