import type { z } from 'zod';
import { type Answer, ConnectionError, type Send } from '../activity-feed/http.ts';
import { StoreError } from '../errors.ts';

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
}

const TRIES = 4;

/** Opens the REST API of GitHub for one repository. */
export function openGitHub({ apiUrl, repository, token, send, sleep }: GitHubSettings): GitHub {
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
        const passing = failed || answer.status === 429 || answer.status >= 500;
        if (!passing || tries === TRIES) throw refused(path, answer);
        await sleep(1000 * 2 ** tries);
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

function refused(path: string, answer: Answer | ConnectionError): StoreError {
  if (answer instanceof ConnectionError) {
    return new StoreError(`GitHub could not be asked for ${path}: ${answer.message}`, 'Run it again later.');
  }
  const { status } = answer;
  const remedy =
    status === 401 || status === 403 || status === 404
      ? 'Give the job `permissions: actions: read` (and `contents: read`), and pass its token as `github-token`.'
      : 'Run it again later.';
  const [resource = ''] = path.split('?');
  return new StoreError(`GitHub refused GET /repos/…${resource} with HTTP status ${status}`, remedy);
}
