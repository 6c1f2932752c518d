import { messageOf, StoreError } from '../../errors.ts';
import { decodedErrorBody } from '../../http/body.ts';
import { type Judgment, remedyAgainst } from '../../http/client.ts';
import type { HttpResponse } from '../../http/send.ts';
import type { DataLakeAddress } from '../../inputs/data-lake.ts';

type Kind = DataLakeAddress['kind'];

/** Returns the code of an answer that is no success, as the service spells it; '' when it has none. */
export function codeOf(response: HttpResponse): string {
  const named = response.headers.get('x-ms-error-code');
  if (named !== undefined) return named;
  const body = decodedErrorBody(response).toString('utf8');
  return (
    /<Code>(\w{1,80})<\/Code>|"(?:code|errorCode)"\s*:\s*"(\w{1,80})"/.exec(body)?.slice(1).find(Boolean) ??
    ''
  );
}

/** Returns what an answer that is not a success means for its request. */
export function judgeAnswer(kind: Kind, response: HttpResponse, purpose: string): Judgment {
  const { status, headers } = response;
  const code = codeOf(response);
  const isPage = code === '' && /<html|<!doctype/i.test(decodedErrorBody(response).toString('utf8'));
  const answered = code === '' ? `HTTP status ${status}` : `${code} (HTTP status ${status})`;
  const id = headers.get('x-ms-request-id');
  const asked = id === undefined || !/^[\w-]{1,80}$/.test(id) ? '' : `, request ${id}`;
  const error = new StoreError(
    `Cannot ${purpose}: ${isPage ? `a web page came in place of an answer (HTTP status ${status})` : `the service answered ${answered}`}${asked}`,
    isPage
      ? 'Check that no proxy or firewall answers in place of the service.'
      : remedyOf(kind, status, code),
  );
  if (isTokenRefused(status, code)) return { kind: 'unauthorized', error };
  const isThrottled = status === 429 || code === 'ServerBusy';
  if (isThrottled || status === 408 || status >= 500) return { kind: 'transient', error, isThrottled };
  return { kind: 'final', error };
}

/** Also with status 403, where the token itself is at fault. */
function isTokenRefused(status: number, code: string): boolean {
  return status === 401 || code === 'AuthenticationFailed';
}

/** Returns the error for a request that brought nothing usable. */
export function requestFailure(purpose: string, cause: unknown): StoreError {
  const what = `Cannot ${purpose}: ${messageOf(cause)}`;
  return new StoreError(what, remedyAgainst(cause, LATER), { cause });
}

const LATER = 'Run the workflow again later; the data lake still holds the tables of the run before.';

const FORBIDDEN: Readonly<Record<Kind, string>> = {
  storage:
    'Assign the Azure role "Storage Blob Data Contributor" on the container to the application of client-id (a new role takes some minutes), and let the network rules of the storage account accept the runner.',
  onelake:
    'Make the application of client-id a Contributor of the workspace ("Manage access"), and let a Fabric administrator turn on the tenant settings "Service principals can call Fabric public APIs" and, of OneLake, "Users can access data stored in OneLake with apps external to Fabric".',
};

const MISSING: Readonly<Record<Kind, string>> = {
  storage: 'Create the container, or correct data-lake-url: the run creates folders, but no container.',
  onelake:
    'Correct the workspace and the item in data-lake-url; names and ids must not be mixed, and a name ends with the type of the item, such as Sales.Lakehouse. The run creates no item.',
};

function remedyOf(kind: Kind, status: number, code: string): string {
  if (isTokenRefused(status, code)) {
    return 'Check that the storage belongs to the tenant of tenant-id, that data-lake-url names it, and the clock of the runner: the token is for https://storage.azure.com.';
  }
  if (status === 403) return FORBIDDEN[kind];
  if (status === 404) return MISSING[kind];
  if (status === 409) {
    return `A file or folder of another tool is in the way${code === 'BlobOperationNotSupported' ? ', which was written by another API' : ''}: remove it, or give data-lake-url a folder that nothing else uses.`;
  }
  if (status === 412) return 'Another program writes to the same folder: run the workflow again.';
  if (status === 429 || status === 408 || status >= 500) return LATER;
  return 'Check data-lake-url.';
}
