import { json, type Route } from './http.ts';
import { type SigningKey, signJwt } from './jwt.ts';
import type { Repository } from './repository.ts';
import type { Runs } from './runs.ts';

/** An id token that a run asked for. */
export interface IssuedIdToken {
  readonly audience: string;
  readonly subject: string;
  readonly runId: number;
  readonly token: string;
}

/** Issuer of GitHub's id tokens. */
export const idTokenIssuer = 'https://token.actions.githubusercontent.com';

/** Path and query that `&audience=` is appended to. */
export const idTokenPath = '/id-token?api-version=2.0';

/**
 * Serves `GET /id-token?api-version=2.0&audience=<audience>` for runs, with tokens valid for 5 minutes and the
 * subject `repo:OWNER/REPO:ref:<ref>` (GitHub docs, "OpenID Connect reference").
 */
export function idTokenRoute(
  repository: Repository,
  runs: Runs,
  key: SigningKey,
  now: () => Date,
  issued: IssuedIdToken[],
): Route {
  const fullName = `${repository.owner}/${repository.name}`;
  return (request) => {
    if (request.path !== '/id-token' || request.method !== 'GET') return undefined;
    const run = runs.withIdTokenRequestToken(request.headers.authorization);
    if (run === undefined) return json(401, { message: 'the id-token request token is not valid' });
    const audience = request.query.get('audience') ?? `https://github.com/${repository.owner}`;
    const subject = `repo:${fullName}:ref:${run.ref}`;
    const issuedAt = Math.floor(now().getTime() / 1000);
    const token = signJwt(key, {
      jti: `${run.jobBackendId}-${issued.length + 1}`,
      iss: idTokenIssuer,
      sub: subject,
      aud: audience,
      iat: issuedAt,
      nbf: issuedAt - 300,
      exp: issuedAt + 300,
      ref: run.ref,
      sha: run.sha,
      repository: fullName,
      repository_id: String(repository.id),
      repository_owner: repository.owner,
      repository_visibility: repository.visibility,
      run_id: String(run.runId),
      run_attempt: String(run.runAttempt),
    });
    issued.push({ audience, subject, runId: run.runId, token });
    return json(200, { count: token.length, value: token });
  };
}
