/** The rights of the made-up GITHUB_TOKEN. */
export interface TokenPermissions {
  readonly actions: 'none' | 'read' | 'write';
  readonly contents: 'none' | 'read' | 'write';
}

/** The repository that the workflow runs in. */
export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly visibility: 'public' | 'private' | 'internal';
  /** Longest that artifacts are kept. */
  readonly retentionDays: number;
}

/** GitHub itself: @actions/cache and @actions/artifact refuse any other host as an Enterprise Server. */
export const SERVER_URL = 'https://github.com';

/** Returns the repository's address on GitHub. */
export function addressOf({ owner, name }: Pick<Repository, 'owner' | 'name'>): string {
  return `${SERVER_URL}/${owner}/${name}`;
}

/** Returns the repository as GitHub's REST API and event payloads show it. */
export function describeRepository(repository: Repository): Readonly<Record<string, unknown>> {
  return {
    id: repository.id,
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    owner: { login: repository.owner },
    default_branch: repository.defaultBranch,
    visibility: repository.visibility,
    private: repository.visibility !== 'public',
    fork: false,
    archived: false,
  };
}
