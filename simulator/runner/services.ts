import { randomBytes } from 'node:crypto';
import { artifactMethods } from './artifact-service.ts';
import { Artifacts } from './artifacts.ts';
import { Blobs } from './blobs.ts';
import { CacheService } from './cache.ts';
import { type HttpRequest, json, type Reply, type Route } from './http.ts';
import { type IssuedIdToken, idTokenRoute } from './id-token.ts';
import { signingKey, verifyJwt } from './jwt.ts';
import type { Repository, TokenPermissions } from './repository.ts';
import { restRoute } from './rest.ts';
import { type Run, type RunIdentity, Runs } from './runs.ts';
import { twirpRoute } from './twirp.ts';

/** A request that the services received. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
}

/** What tests see and change of the services. */
export interface ServiceControls {
  /** The made-up GITHUB_TOKEN. */
  readonly token: string;
  readonly cache: CacheService;
  readonly artifacts: Artifacts;
  readonly idTokens: readonly IssuedIdToken[];
  /** What an action did that it must not do, in words. */
  readonly complaints: readonly string[];
  readonly requests: readonly SeenRequest[];
  /** Calls back on each request before it is served, and waits for the promise; returns a function that ends it. */
  beforeRequest(listener: (request: SeenRequest) => void | Promise<void>): () => void;
  /** Changes the rights of the token; at first `actions: read` and `contents: write`. */
  setPermissions(permissions: Partial<TokenPermissions>): void;
  /** Returns the claims of an id token. Throws when no runner of this process signed it. */
  verifyIdToken(token: string): Readonly<Record<string, unknown>>;
  /** Issues the tokens of one attempt of a run. */
  begin(identity: RunIdentity): Run;
}

/** The services before they listen. */
export interface Services extends ServiceControls {
  serve(request: HttpRequest): Promise<Reply>;
  /** Sets the origin of addresses in answers, once the server listens. */
  listenAt(origin: string): void;
}

/** Joins the cache, artifact, blob, id-token and REST services of one repository. */
export function createServices(repository: Repository, now: () => Date): Services {
  const complaints: string[] = [];
  const requests: SeenRequest[] = [];
  const idTokens: IssuedIdToken[] = [];
  const listeners = new Set<(request: SeenRequest) => void | Promise<void>>();
  const token = `ghs_${randomBytes(18).toString('hex')}`;
  const defaultRef = `refs/heads/${repository.defaultBranch}`;
  let permissions: TokenPermissions = { actions: 'read', contents: 'write' };
  let origin = '';

  const key = signingKey();
  const runs = new Runs(key, now, defaultRef);
  const blobs = new Blobs(
    randomBytes(32),
    (text) => complaints.push(text),
    (container, step, content) => (container === 'artifacts' ? artifacts.fault(step, content) : undefined),
  );
  const cache = new CacheService(blobs, now, defaultRef);
  const artifacts = new Artifacts(blobs, now, repository);
  const twirp = {
    CacheService: cache.methods,
    ArtifactService: artifactMethods(artifacts),
  };
  const routes: readonly Route[] = [
    twirpRoute(twirp, runs),
    (request) => blobs.route(request),
    idTokenRoute(repository, runs, key, now, idTokens),
    restRoute({ repository, artifacts, runs, token, permissions: () => permissions, origin: () => origin }),
  ];

  return {
    token,
    cache,
    artifacts,
    idTokens,
    complaints,
    requests,
    async serve(request) {
      const seen: SeenRequest = { method: request.method, path: request.path };
      requests.push(seen);
      for (const listener of listeners) await listener(seen);
      for (const route of routes) {
        const reply = route(request);
        if (reply !== undefined) return reply;
      }
      complaints.push(`Unknown route called: ${request.method} ${request.path}`);
      return json(404, { message: 'Not Found' });
    },
    listenAt(at) {
      origin = at;
      blobs.listenAt(at);
    },
    beforeRequest(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setPermissions(changed) {
      permissions = { ...permissions, ...changed };
    },
    verifyIdToken: (idToken) => verifyJwt(key.publicKey, idToken),
    begin: (identity) => runs.begin(identity),
  };
}
