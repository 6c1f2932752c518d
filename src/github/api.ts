import type { z } from 'zod';
import { StoreError } from '../errors.ts';
import { type Answer, ConnectionError, type Send } from '../http/send.ts';
import { rateLimitWait } from './rate-limit.ts';

/** Asks GitHub's REST API about this repository. */
export interface GitHub {
  /**
   * Gives the answer of a GET below `/repos/{owner}/{repo}`, such as `/actions/artifacts?name=x`.
   * @throws {StoreError}
   */
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
}

/** Where the REST API is and what it takes to ask it. */
export interface GitHubSettings {
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  readonly send: Send;
  readonly sleep: (ms: number) => Promise<void>;
  /** ms since 1970. */
  readonly now: () => number;
}

const TRIES = 4;
const LONGEST_WAIT_MS = 60_000;

/** Opens the REST API of GitHub for one repository. */
export function openGitHub({ apiUrl, repository, token, send, sleep, now }: GitHubSettings): GitHub {
  const headers = {
    accept: 'application/vnd.github+json',
    'accept-encoding': 'identity',
    'user-agent': 'audit-log-sync',
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
  };
  const tryOnce = async (url: string): Promise<Answer | ConnectionError> => {
    try {
      return await send({ method: 'GET', url, headers });
    } catch (error) {
      if (error instanceof ConnectionError) return error;
      throw error;
    }
  };
  return {
    get: async (path, schema) => {
      const url = `${apiUrl}/repos/${repository}${path}`;
      for (let tries = 1; ; tries += 1) {
        const answer = await tryOnce(url);
        const failed = answer instanceof ConnectionError;
        if (!failed && answer.status === 200) return parse(path, answer.body.toString('utf8'), schema);
        const limitedMs = failed ? undefined : rateLimitWait(answer, now());
        if (limitedMs !== undefined && (limitedMs > LONGEST_WAIT_MS || tries === TRIES)) {
          throw limited(path, now() + limitedMs);
        }
        const passing = failed || limitedMs !== undefined || answer.status === 429 || answer.status >= 500;
        if (!passing || tries === TRIES) throw refused(path, answer);
        await sleep(limitedMs ?? 1000 * 2 ** tries);
      }
    },
  };
}

function parse<T>(path: string, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new StoreError(
      `GitHub's answer to GET ${path} is not of the documented shape`,
      'Run it again later.',
      {
        cause,
      },
    );
  }
}

function limited(path: string, until: number): StoreError {
  const instant = new Date(until).toISOString().replace(/\.\d+Z$/, 'Z');
  return new StoreError(
    `GitHub did not answer GET ${shown(path)}: the rate limit of the token is used up`,
    `Run it again after ${instant}.`,
  );
}

function refused(path: string, answer: Answer | ConnectionError): StoreError {
  if (answer instanceof ConnectionError) {
    return new StoreError(`GitHub could not be asked for ${path}: ${answer.message}`, 'Run it again later.');
  }
  const { status } = answer;
  return new StoreError(`GitHub refused GET ${shown(path)} with HTTP status ${status}`, remedyOf(status));
}

function remedyOf(status: number): string {
  switch (status) {
    case 401:
      return 'Pass a valid token as `github-token`, or leave that input out: then it is the token of the workflow.';
    case 403:
    case 404:
      return 'Give the job `permissions: actions: read` (and `contents: read`), and pass its token as `github-token`.';
    default:
      return 'Run it again later.';
  }
}

/** Without the repository, which the reader knows, and without the query. */
function shown(path: string): string {
  return `/repos/…${path.split('?')[0]}`;
}
