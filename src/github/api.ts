import type { z } from 'zod';
import { ContentError, messageOf, StoreError } from '../errors.ts';
import { BodyTooLargeError, bodyOf, decodeBody, decodedErrorBody, parseJson } from '../http/body.ts';
import {
  type ClientOptions,
  createClient,
  type Judgment,
  type Question,
  remedyAgainst,
} from '../http/client.ts';
import { retryAfterMs } from '../http/retry.ts';
import { type HttpHeaders, type HttpResponse, SetupError } from '../http/send.ts';
import { DAY_MS, isoSecond, MINUTE_MS } from '../instants.ts';
import { LIMITS } from '../limits.ts';
import { repositoryRemedy } from './refusals.ts';

/** Thrown when GitHub refuses a request; `status` is that of HTTP. */
export class GitHubRefusal extends StoreError {
  readonly status: number;

  constructor(what: string, remedy: string, status: number) {
    super(what, remedy);
    this.status = status;
  }
}

/** Asks GitHub's REST API about this repository. */
export interface GitHub {
  /**
   * Returns the response of a GET below `/repos/{owner}/{repo}`, such as `/actions/artifacts?name=x`.
   * @throws {StoreError}
   */
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
  /**
   * Deletes what is below `/repos/{owner}/{repo}`, such as `/actions/artifacts/7`. What is gone already is no failure.
   * @throws {StoreError}
   */
  readonly remove: (path: string) => Promise<void>;
  /**
   * Downloads what a GET below `/repos/{owner}/{repo}` redirects to, at most `maxBytes`. `check` looks at what `sink` took;
   * a ContentError that it throws makes it download again. The token does not go where the redirect leads.
   * @throws {StoreError}
   */
  readonly download: (path: string, download: Download) => Promise<void>;
}

/** Where a download goes. */
export interface Download {
  readonly maxBytes: number;
  /** Opened anew for each try. */
  readonly sink: () => NodeJS.WritableStream;
  readonly check: () => Promise<void>;
}

/** Where the REST API is and what it takes to ask it. */
export interface GitHubOptions extends Pick<ClientOptions, 'send' | 'clock' | 'random' | 'debug'> {
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  /** May be empty. */
  readonly token: string;
}

const RETRY = { tries: 4, triesWhenThrottled: 4, triesAfterTimeout: 2, longestWaitMs: 60_000 };
/** For what a redirect leads to: the question that was redirected is asked again. */
const ONCE = { tries: 1, triesWhenThrottled: 1, triesAfterTimeout: 1, longestWaitMs: 0 };
const LATER = 'Run the workflow again later.';
const OWN_TOKEN =
  'Leave `github-token` out: the token of the workflow may read its repository. A token of your own needs access to this repository with `Metadata: read`, and to pass single sign-on and IP allow lists of the organization.';
const WRITE = 'Give the job `permissions: actions: write`, and pass its token as `github-token`.';
const CONTENTS = 'Give the job `permissions: contents: read`, and pass its token as `github-token`.';

/** Returns the REST API of GitHub for one repository. */
export function createGitHub(options: GitHubOptions): GitHub {
  const { apiUrl, repository, token, send, clock, random, debug } = options;
  const client = createClient({
    send,
    clock,
    random,
    debug,
    retry: RETRY,
    failure: (purpose, cause) => failure(purpose, cause, new URL(apiUrl).origin),
    origin: new URL(apiUrl).origin,
    judge: (response, purpose, now) => judge(response, purpose, { now, runnerNow: clock.now() }),
    tokens: token === '' ? undefined : { get: async () => token, renew: async () => token },
  });
  const ask = <T>(
    path: string,
    {
      method = 'GET',
      ...question
    }: Partial<Pick<Question<T>, 'method'>> & Pick<Question<T>, 'accepts' | 'read'>,
  ) =>
    client.request<T>({
      purpose: purposeOf(method, path),
      method,
      url: `${apiUrl}/repos/${repository}${path}`,
      headers: { accept: 'application/vnd.github+json' },
      maxBytes: LIMITS.github.bytes,
      ...question,
    });
  return {
    get: (path, schema) => ask(path, { read: (response) => parse(response, schema) }),
    remove: (path) =>
      ask(path, {
        method: 'DELETE',
        // Another run was faster, or an earlier try had arrived and only its answer was lost.
        accepts: (status) => status === 204 || status === 404,
        read: () => undefined,
      }),
    // Each try asks for the redirect anew: what it names is good for a few minutes only.
    download: (path, download) =>
      ask(path, {
        accepts: (status) => status === 302,
        read: (response) => fetchStored(redirection(response), download),
      }),
  };

  function fetchStored(address: URL, { maxBytes, sink, check }: Download): Promise<void> {
    const storage = createClient({
      send,
      clock,
      random,
      debug,
      retry: ONCE,
      origin: address.origin,
      judge: judgeStorage,
      failure: storageFailure,
    });
    return storage.request({
      purpose: 'download from storage',
      method: 'GET',
      url: address.href,
      headers: { 'accept-encoding': 'identity' },
      maxBytes,
      sink,
      read: check,
    });
  }
}

function parse<T>(response: HttpResponse, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(decodeBody(bodyOf(response), LIMITS.github.bytes)));
  if (parsed.success) return parsed.data;
  throw new ContentError('the response is not of the documented shape', LATER);
}

/** Where GitHub redirects to: https, or http on loopback, where only tests redirect to. */
function redirection({ headers }: HttpResponse): URL {
  const address = URL.parse(headers.get('location') ?? '');
  if (address?.protocol === 'https:' || address?.hostname === '127.0.0.1') return address;
  throw new ContentError('the redirect has no https address', LATER);
}

/** GitHub refuses with 403 both for a rate limit and for a missing permission, and does not count the tries of a 401. */
function judge(
  response: HttpResponse,
  purpose: string,
  { now, runnerNow }: { readonly now: number; readonly runnerNow: number },
): Judgment {
  const { status } = response;
  const waitMs = rateLimitMs(response, now);
  if (waitMs !== undefined) {
    return { kind: 'transient', error: rateLimited(purpose, runnerNow + waitMs), waitMs };
  }
  const said = status === 403 ? repositoryRemedy(decodedErrorBody(response).toString('utf8')) : undefined;
  const what = `GitHub refused ${purpose} with HTTP status ${status}`;
  const error = new GitHubRefusal(what, said ?? remedyOf(status, purpose), status);
  return status === 429 || status >= 500 ? { kind: 'transient', error } : { kind: 'final', error };
}

/** A ContentError, so that the next try begins with a new redirect. */
function judgeStorage({ status }: HttpResponse): Judgment {
  return { kind: 'final', error: new ContentError(`the storage answered with HTTP status ${status}`, LATER) };
}

/** What another download would end in too is no ContentError. */
function storageFailure(_purpose: string, cause: unknown): ContentError | StoreError {
  if (cause instanceof BodyTooLargeError || cause instanceof SetupError) {
    return new StoreError(cause.message, cause.remedy, { cause });
  }
  if (cause instanceof Error && 'code' in cause) {
    return new StoreError(
      `the runner cannot write it to its disk (${String(cause.code)})`,
      'Free space on the runner, and let it write to RUNNER_TEMP.',
      { cause },
    );
  }
  return new ContentError(messageOf(cause), LATER, { cause });
}

/**
 * Returns when GitHub answers again, in ms from `now` (the service's time, ms since 1970), where a response says that a rate
 * limit is used up; at least a second. `undefined` for every other response.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function rateLimitMs(response: HttpResponse, now: number): number | undefined {
  const { status, headers } = response;
  if (status !== 403 && status !== 429) return undefined;
  const wait = retryAfterMs(headers, now) ?? untilResetMs(headers, now) ?? secondaryMs(response);
  return wait === undefined ? undefined : Math.min(Math.max(1000, wait), DAY_MS);
}

/** The limit on bursts names no time; GitHub asks for a minute. */
function secondaryMs(response: HttpResponse): number | undefined {
  return /secondary rate limit/i.test(decodedErrorBody(response).toString('utf8')) ? MINUTE_MS : undefined;
}

function untilResetMs({ get }: HttpHeaders, now: number): number | undefined {
  const reset = get('x-ratelimit-reset');
  if (get('x-ratelimit-remaining') !== '0' || reset === undefined || !/^\d{1,12}$/.test(reset))
    return undefined;
  return Number(reset) * 1000 - now;
}

function rateLimited(purpose: string, until: number): StoreError {
  return new StoreError(
    `GitHub did not answer ${purpose}: the rate limit of the token is used up`,
    `Run the workflow again after ${isoSecond(until)}.`,
  );
}

function failure(purpose: string, cause: unknown, origin: string): StoreError {
  const later = `Run the workflow again later; on a self-hosted runner, let it reach ${origin}.`;
  const [method = '', path = ''] = purpose.split(' ');
  const what = method === 'DELETE' ? `delete ${path} on GitHub` : `read ${path} from GitHub`;
  return new StoreError(`Cannot ${what}: ${messageOf(cause)}`, remedyAgainst(cause, later), { cause });
}

function remedyOf(status: number, purpose: string): string {
  switch (status) {
    case 401:
      return 'Pass a valid token as `github-token`, or leave that input out: then it is the token of the workflow.';
    case 403:
    case 404:
      // Every token of a workflow may read its own repository.
      if (purpose === purposeOf('GET', '')) return OWN_TOKEN;
      if (purpose.startsWith('DELETE ')) return WRITE;
      if (/^GET \/repos\/…\/(?:git|compare)\//.test(purpose)) return CONTENTS;
      return 'Give the job `permissions: actions: read` (and `contents: read`), and pass its token as `github-token`.';
    default:
      return LATER;
  }
}

/** Without the repository, which the reader knows, and without the query. */
function purposeOf(method: string, path: string): string {
  return `${method} /repos/…${path.split('?')[0]}`;
}
