import type { WebAnswer, WebRequest } from './m/library/sources.ts';
import type { SnapshotFiles } from './snapshot-files.ts';

/** The repository that the parameters of the queries name. */
export const REPOSITORY = 'contoso/app-usage';

/** A part of the REST API of GitHub. */
export interface FakeGitHub {
  readonly web: (request: WebRequest) => WebAnswer;
  /** Paths asked for, in order. */
  readonly asked: string[];
}

/**
 * Serves commits of a branch, the last one being its head. `onCommit` is called when the head was asked for: what it
 * pushes is the head from then on. Anything that the API does not have answers 404.
 */
export function fakeBranch(
  commits: SnapshotFiles[],
  { branch = 'app-launches', onCommit = () => {} }: { branch?: string; onCommit?: () => void } = {},
): FakeGitHub {
  const asked: string[] = [];
  const base = `repos/${REPOSITORY}`;
  const answer = (path: string, { query, accept }: WebRequest): WebAnswer => {
    if (path === `${base}/commits/heads/${branch}` && accept === 'application/vnd.github.sha') {
      const commit = shaOf(commits.length - 1);
      onCommit();
      return { status: 200, body: Buffer.from(commit) };
    }
    const files = commits.find((_, i) => shaOf(i) === query.ref);
    const file = path.startsWith(`${base}/contents/`)
      ? files?.get(path.slice(`${base}/contents/`.length))
      : undefined;
    // Without this media type the API gives JSON with Base64, and nothing above 1 MB.
    if (file === undefined || accept !== 'application/vnd.github.raw+json')
      return { status: 404, body: Buffer.from('{}') };
    return { status: 200, body: file };
  };
  return {
    asked,
    web: (request) => {
      if (request.host !== 'https://api.github.com') throw new Error(`${request.host} must not be asked.`);
      const path = decodeURIComponent(request.path);
      asked.push(path);
      return answer(path, request);
    },
  };
}

function shaOf(commit: number): string {
  return String(commit).padStart(40, 'c');
}

/** An artifact as the REST API describes it, with its bytes. */
export interface FakeArtifact {
  readonly id: number;
  readonly name: string;
  readonly created_at: string;
  readonly expired: boolean;
  readonly workflow_run: {
    readonly head_branch: string;
    readonly repository_id: number;
    readonly head_repository_id: number;
  } | null;
  readonly zip: Uint8Array;
}

/**
 * Serves artifacts of a repository whose default branch is `trunk`, in the order given. The filter by name is left to the
 * asker: whether it is exact is not written anywhere.
 */
export function fakeArtifacts(artifacts: readonly FakeArtifact[]): FakeGitHub {
  const asked: string[] = [];
  const base = `repos/${REPOSITORY}`;
  const json = (value: unknown): WebAnswer => ({ status: 200, body: Buffer.from(JSON.stringify(value)) });
  const answer = ({ path, query }: WebRequest): WebAnswer => {
    if (path === base) return json({ id: 77, default_branch: 'trunk' });
    if (path === `${base}/actions/artifacts`) {
      const [page, size] = [Number(query.page), Number(query.per_page)];
      const shown = artifacts
        .slice((page - 1) * size, page * size)
        .map(({ zip: _, ...described }) => described);
      return json({ total_count: artifacts.length, artifacts: shown });
    }
    const found = artifacts.find(({ id }) => path === `${base}/actions/artifacts/${id}/zip`);
    if (found === undefined) return { status: 404, body: Buffer.from('{}') };
    return found.expired ? { status: 410, body: Buffer.from('{}') } : { status: 200, body: found.zip };
  };
  return {
    asked,
    web: (request) => {
      asked.push(request.path);
      return answer(request);
    },
  };
}
