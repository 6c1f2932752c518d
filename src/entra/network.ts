import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod';
import { ContentError, messageOf, SignInError } from '../errors.ts';
import { bodyOf, decodeBody, decodedErrorBody } from '../http/body.ts';
import { type ClientOptions, createClient, type Judgment } from '../http/client.ts';
import { CertificateError, type HttpResponse } from '../http/send.ts';
import { LIMITS } from '../limits.ts';

/** `error` of a response made up here because the sign-in service did not answer. */
export const NO_ANSWER = 'no_answer';
/** `error` of a response made up here because the runner does not trust the certificate of the sign-in service. */
export const UNTRUSTED_CERTIFICATE = 'untrusted_certificate';
/** `error` of a response made up here because what came was not a JSON object, such as a proxy's HTML page. */
export const UNREADABLE_ANSWER = 'unreadable_answer';

const RETRY = { tries: 4, triesWhenThrottled: 4, triesAfterTimeout: 4, longestWaitMs: 120_000 };
const JSON_OBJECT = z.record(z.string(), z.unknown());

type Answer = NetworkResponse<Readonly<Record<string, unknown>>>;

/** Thrown for a response that may pass: msal gets that of the last try all the same. */
class PassingAnswer extends ContentError {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP status ${answer.status}`, 'Run the workflow again later.');
    this.answer = answer;
  }
}

/**
 * What Entra ID answers when it has a fault of its own, whatever the HTTP status: it could not be asked in time, or is
 * throttled (AADSTS…).
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const PASSING_CODES: readonly unknown[] = [40010, 90006, 90012, 90024, 90033, 90055];
/** The same in the words of RFC 6749 4.1.2.1. */
const PASSING_ERRORS: readonly unknown[] = ['temporarily_unavailable', 'server_error'];

/** Whether `error`, or one of the AADSTS `codes` beside it, says that Entra ID has a fault that may pass. */
export function mayPass(error: unknown, codes: readonly unknown[]): boolean {
  return PASSING_ERRORS.includes(error) || codes.some((code) => PASSING_CODES.includes(code));
}

/** What the network of msal is made of. `origin` is the sign-in service's: a credential goes nowhere else. */
export type NetworkOptions = Pick<ClientOptions, 'send' | 'clock' | 'random' | 'debug' | 'origin'>;

/**
 * Returns the network of msal over the HTTP client. A request is tried at most 4 times on 429, 5xx, a fault of Entra ID's own,
 * a success that is not JSON, and when no response comes. It never throws: msal would replace the error by its own, so a
 * failure is a response in the form of RFC 6749 5.2 with {@link NO_ANSWER}, {@link UNTRUSTED_CERTIFICATE} or
 * {@link UNREADABLE_ANSWER}.
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
        accepts: (status) => status !== 429 && status < 500,
        read: readFinalAnswer,
      })
      .catch(answerOf);
    // msal names the type of the body that it expects and checks it itself.
    return { ...answer, body: answer.body as T };
  };
  return {
    sendGetRequestAsync: (url, given) => request('GET', url, given),
    sendPostRequestAsync: (url, given) => request('POST', url, given),
  };
}

function judge(response: HttpResponse): Judgment {
  const error = new PassingAnswer(readAnswer(response));
  return { kind: 'transient', error };
}

function failure(_purpose: string, cause: unknown): SignInError {
  return new SignInError(messageOf(cause), 'Run the workflow again later.', { cause });
}

/** The answer of the last try, or what stands for it when none came. */
function answerOf(error: unknown): Answer {
  const last = error instanceof PassingAnswer ? error : error instanceof Error ? error.cause : undefined;
  if (last instanceof PassingAnswer) return last.answer;
  const code = last instanceof CertificateError ? UNTRUSTED_CERTIFICATE : NO_ANSWER;
  return { status: 0, headers: {}, body: { error: code, error_description: messageOf(error) } };
}

function readFinalAnswer(response: HttpResponse): Answer {
  const answer = readAnswer(response);
  const { error, error_codes: codes } = answer.body;
  const isCut = answer.status < 300 && error === UNREADABLE_ANSWER;
  if (isCut || mayPass(error, Array.isArray(codes) ? codes : [])) throw new PassingAnswer(answer);
  return answer;
}

function readAnswer(response: HttpResponse): Answer {
  const { status } = response;
  const headers = { ...response.headers.all() };
  const isError = status < 200 || status > 299;
  const bytes = isError ? decodedErrorBody(response) : decodeBody(bodyOf(response), LIMITS.token.bytes);
  const text = bytes.toString('utf8');
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
