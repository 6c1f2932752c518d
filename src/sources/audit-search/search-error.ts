import { messageOf, SearchError } from '../../errors.ts';
import { decodedErrorBody } from '../../http/body.ts';
import type { Judgment } from '../../http/client.ts';
import type { HttpHeaders, HttpResponse } from '../../http/send.ts';

/** Says that the app may not search, however often it asks. */
const FORBIDDEN =
  /InsufficientPrivileges|Authorization_RequestDenied|AccessDenied|InvalidAuthenticationToken|"Forbidden"/;

/** Returns what a response of audit search that is not a success means for its request. */
export function judgeSearchResponse(response: HttpResponse, purpose: string): Judgment {
  const { status, headers } = response;
  const text = decodedErrorBody(response).subarray(0, 16_384).toString('utf8');
  const code = /"code"\s*:\s*"([\w.-]{1,80})"/.exec(text)?.[1] ?? '';
  const answered = code === '' ? `HTTP status ${status}` : `${code} (HTTP status ${status})`;
  const error = new SearchError(`Cannot ${purpose}: Microsoft Graph answered ${answered}`, remedyOf(status), {
    code,
    status,
  });
  if (status === 401) return { kind: 'unauthorized', error };
  if (status === 403 ? !isForbidden(text, headers) : status === 408 || status === 429 || status >= 500) {
    return { kind: 'transient', error, isThrottled: status === 429 };
  }
  return { kind: 'final', error };
}

/** A 403 of a gateway passes; that of the service itself, and of Conditional Access, does not. */
function isForbidden(text: string, headers: HttpHeaders): boolean {
  return FORBIDDEN.test(text) || /claims=/i.test(headers.get('www-authenticate') ?? '');
}

/** Returns the error for a request that brought nothing usable. */
export function searchFailure(purpose: string, cause: unknown): SearchError {
  const unanswered = { code: '', status: 0 };
  return new SearchError(`Cannot ${purpose}: ${messageOf(cause)}`, LATER, unanswered, { cause });
}

const LATER = 'The next run tries again.';

/** What a user does who wants to search and may not. */
export const GRANT_ROLE =
  'Give the app registration the application permission (not the delegated one) AuditLogsQuery.Read.All of Microsoft Graph and grant admin consent; a new consent can take minutes. Or set history to none.';

function remedyOf(status: number): string {
  if (status === 401 || status === 403) return GRANT_ROLE;
  if (status === 400 || status === 404) {
    return 'Check that cloud is the cloud of the tenant: audit search is in commercial and gcc only, and some tenants do not have it yet. If it is right, the next run tries again.';
  }
  if (status === 429) return 'Other searches of the tenant use up its quota: the next run tries again.';
  if (status >= 300 && status < 400) return 'Check graph in service-urls: the service does not redirect.';
  return LATER;
}
