import type { Agent } from 'node:http';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import fetch, { type Response } from 'node-fetch';
import { z } from 'zod';
import { messageOf } from '../errors.ts';

/** `error` of an answer made up here because the sign-in service could not be reached. */
export const NO_ANSWER = 'no_answer';
/** `error` of an answer made up here because what came was no JSON object, such as a proxy's HTML page. */
export const UNREADABLE_ANSWER = 'unreadable_answer';

/** What the network needs from outside. */
export interface NetworkOptions {
  /** Gives the agent of a connection; `undefined` takes Node's own. */
  readonly agent: (url: URL) => Agent | undefined;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Gives a number from 0 to below 1. */
  readonly random: () => number;
}

const MOST_TRIES = 4;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 120_000;
const TIMEOUT_MS = 30_000;
const JSON_OBJECT = z.record(z.string(), z.unknown());

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Makes the network of msal over node-fetch. A request is tried at most 4 times on 429, 5xx and when no answer comes,
 * after `Retry-After` or a doubling wait with full jitter. It never throws: msal would replace the error by
 * its own, so a failure is an answer in the form of RFC 6749 5.2 with {@link NO_ANSWER} or {@link UNREADABLE_ANSWER}.
 * Redirects are not followed, so that a credential goes to the configured host only.
 */
export function openNetwork(options: NetworkOptions): INetworkModule {
  const request = async <T>(
    method: string,
    url: string,
    given: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> => {
    for (let tries = 1; ; tries += 1) {
      const answer = await send(options.agent, method, url, given);
      const passing = answer.status === 0 || answer.status === 429 || answer.status >= 500;
      const asked = Number(answer.headers['retry-after'] ?? Number.NaN) * 1000;
      const waitMs = asked >= 0 ? asked : options.random() * FIRST_WAIT_MS * 2 ** tries;
      if (!passing || tries === MOST_TRIES || waitMs > LONGEST_WAIT_MS) {
        // msal names the type of the body that it expects and checks it itself.
        return { ...answer, body: answer.body as T };
      }
      await options.sleep(waitMs);
    }
  };
  return {
    sendGetRequestAsync: (url, given) => request('GET', url, given),
    sendPostRequestAsync: (url, given) => request('POST', url, given),
  };
}

async function send(
  agent: NetworkOptions['agent'],
  method: string,
  url: string,
  { headers = {}, body }: NetworkRequestOptions,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      agent,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
    return await read(response);
  } catch (error) {
    return { status: 0, headers: {}, body: { error: NO_ANSWER, error_description: messageOf(error) } };
  }
}

async function read(response: Response): Promise<Answer> {
  const { status } = response;
  const headers = Object.fromEntries(response.headers.entries());
  const text = await response.text();
  const body = JSON_OBJECT.safeParse(parsedOrUndefined(text)).data;
  if (body !== undefined) return { status, headers, body };
  // The type alone: what follows it is free text of whoever answered.
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0] ?? 'no content type';
  const description = `HTTP status ${status}, ${type}, ${text.length} characters`;
  return { status, headers, body: { error: UNREADABLE_ANSWER, error_description: description } };
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
