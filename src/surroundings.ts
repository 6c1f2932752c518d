import { StoreError } from './errors.ts';

/** What the runner says about the run. Folders are absolute. */
export interface Surroundings {
  readonly workspace: string;
  readonly temporary: string;
  /** `owner/name` */
  readonly repository: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runId: string;
  readonly runAttempt: string;
}

/**
 * Reads what the runner says about the run.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @throws {StoreError} when this is not a runner.
 */
export function readSurroundings(environment: NodeJS.ProcessEnv): Surroundings {
  const required = (name: string): string => {
    const value = environment[name];
    if (value !== undefined && value !== '') return value;
    throw new StoreError(`${name} is not set`, 'Run this action as a step of a GitHub Actions workflow.');
  };
  return {
    workspace: required('GITHUB_WORKSPACE'),
    temporary: required('RUNNER_TEMP'),
    repository: required('GITHUB_REPOSITORY'),
    serverUrl: required('GITHUB_SERVER_URL'),
    apiUrl: required('GITHUB_API_URL'),
    runId: required('GITHUB_RUN_ID'),
    runAttempt: environment['GITHUB_RUN_ATTEMPT'] ?? '1',
  };
}
