import { z } from 'zod';
import { ContentError, messageOf, SignInError } from '../errors.ts';
import { bodyOf, decodeBody, parseJson } from '../http/body.ts';
import { type ClientOptions, createClient, type Judgment, remedyAgainst } from '../http/client.ts';
import type { HttpResponse } from '../http/send.ts';
import { LIMITS } from '../limits.ts';

/** What it takes to ask for an ID token. */
export interface IdTokenOptions extends Pick<ClientOptions, 'send' | 'clock' | 'random' | 'debug'> {
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const RETRY = { tries: 5, triesWhenThrottled: 5, triesAfterTimeout: 2, longestWaitMs: 60_000 };
const LATER = 'Run the workflow again later; nothing was written.';
const RESPONSE = z.object({ value: z.string().min(1) });

/**
 * Returns the function that gets GitHub's ID token of this job for an audience.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @throws {SignInError} when the job may not have one, or GitHub gives none.
 */
export function createIdTokenSource(options: IdTokenOptions): (audience: string) => Promise<string> {
  const { environment, send, clock, random, debug } = options;
  return async (audience) => {
    const address = URL.parse(environment.ACTIONS_ID_TOKEN_REQUEST_URL ?? '');
    const requestToken = environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '';
    if (address === null || requestToken === '') throw noPermission();
    address.searchParams.set('audience', audience);
    const client = createClient({
      send,
      clock,
      random,
      debug,
      retry: RETRY,
      judge,
      failure,
      origin: address.origin,
      tokens: { get: async () => requestToken, renew: async () => requestToken },
    });
    return await client.request({
      purpose: 'get an ID token',
      method: 'GET',
      url: address.href,
      headers: { accept: 'application/json' },
      maxBytes: LIMITS.idToken.bytes,
      read: readToken,
    });
  };
}

function readToken(response: HttpResponse): string {
  const parsed = RESPONSE.safeParse(parseJson(decodeBody(bodyOf(response), LIMITS.idToken.bytes)));
  if (parsed.success) return parsed.data.value;
  throw new ContentError('the response holds no token', LATER);
}

/** A refusal may pass, also with 403: the service that signs the tokens is busy at times. */
function judge({ status }: HttpResponse): Judgment {
  const error = new SignInError(`Cannot get an ID token from GitHub: HTTP status ${status}`, LATER);
  return { kind: 'transient', error };
}

function failure(_purpose: string, cause: unknown): SignInError {
  const what = `Cannot get an ID token from GitHub: ${messageOf(cause)}`;
  return new SignInError(what, remedyAgainst(cause, LATER), { cause });
}

function noPermission(): SignInError {
  return new SignInError(
    'Cannot get an ID token from GitHub: this job has no permission, and neither client-secret nor client-certificate is set',
    'Add `permissions: id-token: write` to the job, or pass client-secret or client-certificate.',
  );
}
