import { ContentError, DeliveryError, messageOf } from '../errors.ts';
import { decodedErrorBody } from '../http/body.ts';
import {
  type Client,
  type ClientOptions,
  createClient,
  type Judgment,
  remedyAgainst,
} from '../http/client.ts';
import type { HttpResponse } from '../http/send.ts';

/** Returns what to do about an answer that is not a success. `detail` is what the service says, `code` its own code, or ''. */
export type RemedyOf = (answer: {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}) => string;

/** What the clients of deliveries are made of, besides what follows from the service. */
export type DeliveryClientOptions = Omit<ClientOptions, 'origin' | 'retry' | 'judge' | 'failure'> &
  Required<Pick<ClientOptions, 'tokens'>>;

/** Returns the client of a service that takes deliveries. `url`: where it is; only its origin gets the token. */
export function createDeliveryClient(
  url: string,
  options: DeliveryClientOptions,
  { retry, ...words }: Pick<ClientOptions, 'retry'> & ServiceWords,
): Client {
  const { origin } = new URL(url);
  return createClient({ ...options, origin, retry, judge: judgeWith(words), failure: requestFailure });
}

/** What the errors of a service mean. */
interface ServiceWords {
  readonly remedyOf: RemedyOf;
  /** Codes of errors that no other try would end, whatever their status. */
  readonly lasting?: RegExp;
}

const CODE = /"code"\s*:\s*"([A-Za-z0-9][A-Za-z0-9_.]{0,60})"/;
const MESSAGE = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/;

const PAGE = /<html|<!doctype/i;

/** Passing states of a service. */
const LATER = 'The next run tries again.';

/** Returns the function that says what a response means that is not a success. */
function judgeWith({
  remedyOf,
  lasting,
}: ServiceWords): (response: HttpResponse, purpose: string) => Judgment {
  return (response, purpose) => {
    const { status } = response;
    const body = decodedErrorBody(response).toString('utf8');
    const code = CODE.exec(body)?.[1] ?? '';
    const detail = messageIn(body);
    const isPage = code === '' && PAGE.test(body);
    const answered = code === '' ? `HTTP status ${status}` : `${code} (HTTP status ${status})`;
    const what = isPage
      ? `a web page came in place of an answer (HTTP status ${status})`
      : `the service answered ${answered}`;
    const isLasting = lasting?.test(code) === true;
    const isThrottled = status === 429 && !isLasting;
    const isTransient = !isLasting && (isThrottled || status === 408 || status >= 500);
    const remedy = isTransient ? LATER : remedyOf({ status, code, detail });
    const error = new DeliveryError(`Cannot ${purpose}: ${what}`, remedy, { code, status, detail });
    if (status === 401) return { kind: 'unauthorized', error };
    return isTransient ? { kind: 'transient', error, isThrottled } : { kind: 'final', error };
  };
}

/** Returns the error for a request that brought nothing usable. */
function requestFailure(purpose: string, cause: unknown): DeliveryError {
  const what = `Cannot ${purpose}: ${messageOf(cause)}`;
  const nothing = { code: '', status: 0, detail: '' };
  return new DeliveryError(what, remedyAgainst(cause, LATER), nothing, { cause });
}

/**
 * Throws when a success is the page of a proxy or of a sign-in in the way: nothing was done then.
 * @throws {ContentError}
 */
export function requireNoPage(response: HttpResponse): void {
  const body = decodedErrorBody(response).toString('utf8');
  if (!PAGE.test(body)) return;
  throw new ContentError(
    `a web page came in place of an answer (HTTP status ${response.status})`,
    'It is requested again.',
  );
}

function messageIn(body: string): string {
  const text = MESSAGE.exec(body)?.[1];
  if (text === undefined) return '';
  try {
    return String(JSON.parse(text));
  } catch {
    return '';
  }
}
