import { type SigningKey, signJwt } from './jwt.ts';

/** What makes one attempt of one workflow run. */
export interface RunIdentity {
  readonly runId: number;
  readonly runAttempt: number;
  /** Full git ref, such as `refs/heads/main`. */
  readonly ref: string;
  readonly sha: string;
  /** No branch has the commit. */
  readonly isStray: boolean;
  /** Path of the workflow file in the repository. */
  readonly workflow: string;
  /** Name of the event that started it. */
  readonly event: string;
}

/** A workflow run with the tokens that the services know it by. */
export interface Run extends RunIdentity {
  /** Name of the branch or tag without `refs/heads/` or `refs/tags/`; GitHub calls it so for both. */
  readonly headBranch: string;
  readonly runBackendId: string;
  readonly jobBackendId: string;
  /** ACTIONS_RUNTIME_TOKEN: opens the cache and artifact services. */
  readonly runtimeToken: string;
  /** ACTIONS_ID_TOKEN_REQUEST_TOKEN: opens the id-token service. */
  readonly idTokenRequestToken: string;
}

/** All runs that were started, found by the bearer token of a request. */
export class Runs {
  readonly #key: SigningKey;
  readonly #now: () => Date;
  readonly #defaultRef: string;
  readonly #byRuntimeToken = new Map<string, Run>();
  readonly #byIdTokenRequestToken = new Map<string, Run>();
  readonly #byId = new Map<number, Run>();

  constructor(key: SigningKey, now: () => Date, defaultRef: string) {
    this.#key = key;
    this.#now = now;
    this.#defaultRef = defaultRef;
  }

  /** Registers a run and issues its tokens. */
  begin(identity: RunIdentity): Run {
    const runBackendId = `run-${identity.runId}`;
    const jobBackendId = `job-${identity.runId}-${identity.runAttempt}`;
    const issuedAt = Math.floor(this.#now().getTime() / 1000);
    const subject = { runBackendId, iat: issuedAt, exp: issuedAt + 6 * 3600 };
    const run: Run = {
      ...identity,
      headBranch: identity.ref.replace(/^refs\/(?:heads|tags)\//, ''),
      runBackendId,
      jobBackendId,
      runtimeToken: signJwt(this.#key, {
        ...subject,
        iss: 'https://token.actions.githubusercontent.com',
        scp: `Actions.GenericRead:0 Actions.Results:${runBackendId}:${jobBackendId}`,
        ac: JSON.stringify(this.#cacheScopes(identity.ref)),
      }),
      idTokenRequestToken: signJwt(this.#key, { ...subject, scp: `IdToken:${jobBackendId}` }),
    };
    this.#byId.set(run.runId, run);
    this.#byRuntimeToken.set(`Bearer ${run.runtimeToken}`, run);
    this.#byIdTokenRequestToken.set(`Bearer ${run.idTokenRequestToken}`, run);
    return run;
  }

  /** Returns the latest attempt of a run. */
  withId(runId: number): Run | undefined {
    return this.#byId.get(runId);
  }

  /** Returns whether a run was on this branch. */
  hasBranch(name: string): boolean {
    return [...this.#byId.values()].some(({ ref }) => ref === `refs/heads/${name}`);
  }

  /** Returns the run whose runtime token stands in this Authorization header. */
  withRuntimeToken(authorization: string | undefined): Run | undefined {
    return this.#byRuntimeToken.get(authorization ?? '');
  }

  /** Returns the run whose id-token request token stands in this Authorization header. */
  withIdTokenRequestToken(authorization: string | undefined): Run | undefined {
    return this.#byIdTokenRequestToken.get(authorization ?? '');
  }

  /** Claim `ac`: permission 3 is read and write on the own ref, 1 is read on the default branch. */
  #cacheScopes(ref: string): readonly { readonly Scope: string; readonly Permission: number }[] {
    const own = { Scope: ref, Permission: 3 };
    return ref === this.#defaultRef ? [own] : [own, { Scope: this.#defaultRef, Permission: 1 }];
  }
}
