import { FeedError } from '../../errors.ts';
import { decodedErrorBody } from '../../http/body.ts';
import type { Judgment } from '../../http/client.ts';
import { retryAfterMs } from '../../http/retry.ts';
import type { HttpResponse } from '../../http/send.ts';

/** What a response that is not a success says. `code` is the API's own, such as AF20024, {@link AUDITING_OFF}, or ''. */
export interface ApiError {
  readonly status: number;
  readonly code: string;
  /** Before when the service answers no such request, ms since 1970. */
  readonly retryAt?: number | undefined;
}

/** Stands for the code of a response that names none, but says that the tenant keeps no audit log. */
export const AUDITING_OFF = 'auditing off';

/** Returns what a response that is not a success means for its request. `now` is the service's time in ms since 1970. */
export function judgeResponse(response: HttpResponse, purpose: string, now: number): Judgment {
  const refused = readApiError({ status: response.status, body: decodedErrorBody(response) });
  const wait = retryAfterMs(response.headers, now);
  const error = feedError(purpose, { ...refused, retryAt: wait === undefined ? undefined : now + wait });
  if (refused.status === 401 && refused.code !== 'AF10001') return { kind: 'unauthorized', error };
  if (!isTransient(refused)) return { kind: 'final', error };
  return { kind: 'transient', error, isThrottled: isThrottled(refused) };
}

/**
 * Reads a response that is not a success. By the text of the code, not by the status, and without parsing: throttling comes
 * as 403 or 429 with a body in single quotes, a proxy answers in HTML.
 */
export function readApiError({ status, body }: Pick<HttpResponse, 'status' | 'body'>): ApiError {
  const text = body.toString('utf8');
  const named = /\bAF(?:429|\d{5})\b/.exec(text)?.[0];
  const code = /Tenant\s+\S{1,60}\s+does not exist/i.test(text) ? AUDITING_OFF : '';
  return { status, code: named ?? code };
}

/** Whether the same request may succeed later. */
export function isTransient({ status, code }: ApiError): boolean {
  if (code !== '') return code === 'AF429' || code.startsWith('AF500');
  return status === 408 || status === 429 || status >= 500;
}

/** Whether the service says that requests come too fast. */
export function isThrottled({ status, code }: ApiError): boolean {
  return code === 'AF429' || (code === '' && status === 429);
}

const REMEDIES: Readonly<Record<string, string>> = {
  AF10001:
    'Give the app registration the application permission ActivityFeed.Read (not the delegated one) of "Office 365 Management APIs" and grant admin consent; a new consent can take minutes.',
  AF20001: 'This is a bug in the action: please report it.',
  AF20002: 'Check that tenant-id and publisher-id are GUIDs.',
  AF20010: 'Check that tenant-id is the tenant that the app registration signs in to.',
  AF20011: 'Check tenant-id, and that auditing is switched on in Microsoft Purview.',
  AF20012: 'Ask Microsoft support: the service says that this tenant is not set up correctly.',
  AF20013: 'Give tenant-id as a GUID, not as a domain.',
  AF20022: 'The subscription to Audit.General is missing; the next run starts it.',
  AF20023:
    'An administrator of the tenant or the service disabled the subscription: ask who did, and run again once it is enabled.',
  AF20030: 'The service refused the window: check that the clock of the runner is right.',
  AF20031:
    'The service lost its place in the list each time that it was asked for the next page. The next run lists the window again; if it happens again, make `interval` shorter, so that a window has fewer pages.',
  AF20055: 'The service refused the window: check that the clock of the runner is right.',
  AF429: 'Lower requests-per-minute, or ask whether another collector uses up the quota of the tenant.',
  AF50000: 'The service has a problem: the next run tries again.',
};

/** Returns the error for a refused request; `purpose` says what was asked, such as "list the subscriptions". */
export function feedError(purpose: string, refused: ApiError): FeedError {
  const { code, status } = refused;
  if (code === AUDITING_OFF) {
    return new FeedError(
      `Cannot ${purpose}: the service does not know the tenant, because auditing is switched off or was switched on less than an hour ago`,
      'Switch on auditing in Microsoft Purview (Audit, "Start recording user and admin activity") and wait up to 60 minutes.',
      refused,
    );
  }
  const answered = code === '' ? `HTTP status ${status}` : `${code} (HTTP status ${status})`;
  return new FeedError(`Cannot ${purpose}: the service answered ${answered}`, remedyOf(refused), refused);
}

function remedyOf({ code, status }: ApiError): string {
  const known = REMEDIES[code];
  if (known !== undefined) return known;
  if (status >= 300 && status < 400) {
    return 'Check management-api in service-urls: the service does not redirect.';
  }
  if (status === 401) {
    return 'Check that cloud matches the tenant: the service did not accept the token of this cloud.';
  }
  if (status >= 500 || status === 408) return 'The service has a problem: the next run tries again.';
  return 'Check cloud, tenant-id, and management-api in service-urls.';
}
