import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod';
import { messageOf, SignInError } from '../errors.ts';
import { bodyOf, decodeBody } from '../http/body.ts';
import { type ClientOptions, createClient, type Judgment } from '../http/client.ts';
import type { HttpResponse } from '../http/send.ts';
import { LIMITS } from '../limits.ts';

/** `error` of a response made up here because the sign-in service did not answer. */
export const NO_ANSWER = 'no_answer';
/** `error` of a response made up here because what came was not a JSON object, such as a proxy's HTML page. */
export const UNREADABLE_ANSWER = 'unreadable_answer';

const RETRY = { tries: 4, triesWhenThrottled: 4, triesAfterTimeout: 4, longestWaitMs: 120_000 };
const JSON_OBJECT = z.record(z.string(), z.unknown());

type Answer = NetworkResponse<Readonly<Record<string, unknown>>>;

/** Thrown when the last try brought a response that may pass: msal gets it all the same. */
class LastAnswer extends SignInError {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP status ${answer.status}`, 'Run the workflow again later.');
    this.answer = answer;
  }
}

/** What the network of msal is made of. `origin` is the sign-in service's: a credential goes nowhere else. */
export type NetworkOptions = Pick<ClientOptions, 'send' | 'clock' | 'random' | 'debug' | 'origin'>;

/**
 * Returns the network of msal over the HTTP client. A request is tried at most 4 times on 429, 5xx and when no response
 * comes. It never throws: msal would replace the error by its own, so a failure is a response in the form of RFC 6749 5.2
 * with {@link NO_ANSWER} or {@link UNREADABLE_ANSWER}.
 */
export function createNetwork(options: NetworkOptions): INetworkModule {
  const { send, clock, random, debug, origin } = options;
  const client = createClient({ send, clock, random, debug, origin, retry: RETRY, judge, failure });
  const request = async <T>(
    method: 'GET' | 'POST',
    url: string,
    { headers = {}, body }: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> => {
    const answer = await client
      .request({
        purpose: 'sign in',
        method,
        url,
        headers,
        body,
        maxBytes: LIMITS.token.bytes,
        accepts: (status) => !mayPass(status),
        read: readAnswer,
      })
      .catch((error: unknown) => (error instanceof LastAnswer ? error.answer : noAnswer(error)));
    // msal names the type of the body that it expects and checks it itself.
    return { ...answer, body: answer.body as T };
  };
  return {
    sendGetRequestAsync: (url, given) => request('GET', url, given),
    sendPostRequestAsync: (url, given) => request('POST', url, given),
  };
}

function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}

function judge(response: HttpResponse): Judgment {
  return { kind: 'transient', error: new LastAnswer(readAnswer(response)) };
}

function failure(_purpose: string, cause: unknown): SignInError {
  return new SignInError(messageOf(cause), 'Run the workflow again later.', { cause });
}

function noAnswer(error: unknown): Answer {
  return { status: 0, headers: {}, body: { error: NO_ANSWER, error_description: messageOf(error) } };
}

function readAnswer(response: HttpResponse): Answer {
  const { status } = response;
  const headers = { ...response.headers.all() };
  const text = decodeBody(bodyOf(response), LIMITS.token.bytes).toString('utf8');
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
