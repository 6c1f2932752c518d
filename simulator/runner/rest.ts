import type { Artifact } from './artifact.ts';
import type { Artifacts } from './artifacts.ts';
import { bytes, type HttpRequest, json, type Reply, type Route } from './http.ts';
import { describeRepository, type Repository, type TokenPermissions } from './repository.ts';
import type { Runs } from './runs.ts';

/** What the REST service needs to know; `permissions` is asked on each call. */
export interface RestContext {
  readonly repository: Repository;
  readonly artifacts: Artifacts;
  readonly runs: Runs;
  readonly token: string;
  readonly permissions: () => TokenPermissions;
  /** Returns origin of the server, for addresses in answers. */
  readonly origin: () => string;
}

/** The head of every branch; the commits of runs are behind it. */
const BRANCH_HEAD = 'b'.repeat(40);

/** Serves the part of GitHub's REST API that reads repositories, runs and artifacts, below `/api`. */
export function restRoute(context: RestContext): Route {
  const { repository, artifacts, runs } = context;
  const base = `/api/repos/${repository.owner}/${repository.name}`;

  function refused(request: HttpRequest): Reply | undefined {
    const [scheme = '', token] = (request.headers.authorization ?? '').split(' ');
    if (token === undefined) return problem(401, 'Requires authentication');
    const known = ['bearer', 'token'].includes(scheme.toLowerCase()) && token === context.token;
    return known ? undefined : problem(401, 'Bad credentials');
  }

  function readRepository(): Reply {
    const push = context.permissions().contents === 'write';
    return json(200, { ...describeRepository(repository), permissions: { admin: false, push, pull: true } });
  }

  function list(request: HttpRequest, runId: number | undefined): Reply {
    const fault = artifacts.fault('list');
    if (fault !== undefined) return fault;
    const name = request.query.get('name');
    const found = artifacts
      .all()
      .filter(
        (artifact) =>
          (name ?? artifact.name) === artifact.name && (runId ?? artifact.runId) === artifact.runId,
      )
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id);
    const perPage = Math.min(Number(request.query.get('per_page') ?? 30), 100);
    const page = Number(request.query.get('page') ?? 1);
    const shown = found.slice((page - 1) * perPage, page * perPage);
    const body = { total_count: found.length, artifacts: shown.map((artifact) => describe(artifact)) };
    return json(200, body, linkHeader(request, page, Math.ceil(found.length / perPage)));
  }

  function linkHeader(request: HttpRequest, page: number, pages: number): Readonly<Record<string, string>> {
    if (page >= pages) return {};
    const link = (target: number, relation: string): string => {
      const query = new URLSearchParams([...request.query].filter(([key]) => key !== 'page'));
      query.set('page', String(target));
      return `<${context.origin()}${request.path}?${query}>; rel="${relation}"`;
    };
    return { link: `${link(page + 1, 'next')}, ${link(pages, 'last')}` };
  }

  function download(artifact: Artifact): Reply {
    const fault = artifacts.fault('download');
    if (fault !== undefined) return fault;
    if (artifact.expired) return problem(410, 'Artifact has expired');
    return bytes(302, Buffer.alloc(0), { location: artifacts.signedUrl(artifact.id, 'r') });
  }

  function readRun(id: number): Reply {
    const artifact = artifacts.all().find(({ runId }) => runId === id);
    const planted = artifacts.originOf(id);
    const run = runs.withId(id);
    if (planted?.isDeleted || (planted === undefined && run === undefined)) return problem(404, 'Not Found');
    const { path = '.github/workflows/collect.yml', event = 'schedule' } =
      planted ?? (run && { path: run.workflow, event: run.event }) ?? {};
    return json(200, {
      id,
      path,
      event,
      head_branch: artifact?.headBranch ?? run?.headBranch,
      head_sha: artifact?.headSha ?? run?.sha,
      head_repository: { id: artifact?.headRepositoryId ?? repository.id },
      repository: { id: repository.id },
    });
  }

  /** The head of a branch, and whether a branch has a commit. */
  function readCode({ path, method }: HttpRequest): Reply | undefined {
    const asked = decodeURIComponent(path.slice(base.length));
    if (method !== 'GET' || !/^\/(?:compare|git)\//.test(asked)) return undefined;
    if (context.permissions().contents === 'none')
      return problem(403, 'Resource not accessible by integration');
    const branch = /^\/git\/ref\/heads\/(.+)$/.exec(asked)?.[1];
    if (branch !== undefined && (branch === repository.defaultBranch || runs.hasBranch(branch))) {
      return json(200, { ref: `refs/heads/${branch}`, object: { type: 'commit', sha: BRANCH_HEAD } });
    }
    const [, head, commit] = /^\/compare\/([0-9a-f]{40})\.\.\.([0-9a-f]{40})$/.exec(asked) ?? [];
    if (head !== BRANCH_HEAD || commit === undefined) return problem(404, 'Not Found');
    return json(200, { status: isStray(commit) ? 'diverged' : 'behind' });
  }

  function isStray(commit: string): boolean {
    return artifacts
      .all()
      .filter(({ headSha }) => headSha === commit)
      .some(({ runId }) => artifacts.originOf(runId)?.isTag || runs.withId(runId)?.isStray);
  }

  function one(request: HttpRequest, id: number, zip: boolean): Reply | undefined {
    const artifact = artifacts.all().find((candidate) => candidate.id === id);
    if (artifact === undefined) return problem(404, 'Not Found');
    if (request.method === 'GET') return zip ? download(artifact) : json(200, describe(artifact));
    if (request.method !== 'DELETE' || zip) return undefined;
    if (context.permissions().actions !== 'write')
      return problem(403, 'Resource not accessible by integration');
    const fault = artifacts.fault('delete');
    if (fault !== undefined) return fault;
    artifacts.delete(id);
    return bytes(204, Buffer.alloc(0));
  }

  function describe(artifact: Artifact): Readonly<Record<string, unknown>> {
    const url = `${context.origin()}${base}/actions/artifacts/${artifact.id}`;
    return {
      id: artifact.id,
      name: artifact.name,
      size_in_bytes: artifact.zip.length,
      url,
      archive_download_url: `${url}/zip`,
      expired: artifact.expired,
      created_at: toSecond(artifact.createdAt),
      updated_at: toSecond(artifact.createdAt),
      expires_at: toSecond(artifact.expiresAt),
      digest: artifact.digest,
      workflow_run: {
        id: artifact.runId,
        repository_id: repository.id,
        head_repository_id: artifact.headRepositoryId,
        head_branch: artifact.headBranch,
        head_sha: artifact.headSha,
      },
    };
  }

  return (request) => {
    if (!request.path.startsWith('/api/')) return undefined;
    const refusal = refused(request);
    if (refusal !== undefined) return refusal;
    if (request.path === base && request.method === 'GET') return readRepository();
    const ofCode = readCode(request);
    if (ofCode !== undefined) return ofCode;
    if (!request.path.startsWith(`${base}/actions/`)) return problem(404, 'Not Found');
    if (context.permissions().actions === 'none')
      return problem(403, 'Resource not accessible by integration');
    const path = request.path.slice(`${base}/actions/`.length);
    if (path === 'artifacts' && request.method === 'GET') return list(request, undefined);
    const ofRun = /^runs\/(\d+)\/artifacts$/.exec(path);
    if (ofRun !== null && request.method === 'GET') return list(request, Number(ofRun[1]));
    const run = /^runs\/(\d+)$/.exec(path);
    if (run !== null && request.method === 'GET') return readRun(Number(run[1]));
    const single = /^artifacts\/(\d+)(\/zip)?$/.exec(path);
    return single === null ? undefined : one(request, Number(single[1]), single[2] !== undefined);
  };
}

/** An instant as GitHub writes it: without fractions of a second. */
function toSecond(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, 'Z');
}

function problem(status: number, message: string): Reply {
  return json(status, { message, documentation_url: 'https://docs.github.com/rest', status: String(status) });
}
