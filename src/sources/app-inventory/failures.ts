import { InventoryError, messageOf } from '../../errors.ts';
import { decodedErrorBody } from '../../http/body.ts';
import { type Judgment, remedyAgainst } from '../../http/client.ts';
import type { HttpResponse } from '../../http/send.ts';
import type { InventoryChoice } from '../../inputs/app-inventory.ts';

/** The services that can be asked. */
export type InventoryMode = Exclude<InventoryChoice['mode'], 'none'>;

const CODE = /"code"\s*:\s*"([A-Za-z][A-Za-z0-9_.]{0,60})"/;

/** Returns what a response that is not a success means for its request. */
export function judgeResponse(mode: InventoryMode, response: HttpResponse, purpose: string): Judgment {
  const { status } = response;
  const body = decodedErrorBody(response).toString('utf8');
  const code = CODE.exec(body)?.[1];
  const isPage = code === undefined && /<html|<!doctype/i.test(body);
  const answered = code === undefined ? `HTTP status ${status}` : `${code} (HTTP status ${status})`;
  const error = new InventoryError(
    `Cannot ${purpose}: ${isPage ? `a web page came in place of an answer (HTTP status ${status})` : `the service answered ${answered}`}`,
    isPage ? 'Check that no proxy answers in place of the service.' : remedyOf(mode, status),
    status,
  );
  if (status === 401) return { kind: 'unauthorized', error };
  const isThrottled = status === 429;
  if (isThrottled || status === 408 || status >= 500) return { kind: 'transient', error, isThrottled };
  return { kind: 'final', error };
}

/** Returns the error for a request that brought nothing usable. */
export function requestFailure(purpose: string, cause: unknown): InventoryError {
  const what = `Cannot ${purpose}: ${messageOf(cause)}`;
  return new InventoryError(what, remedyAgainst(cause, LATER), 0, { cause });
}

const LATER = 'The next run tries again.';

/** What gives the app registration its rights; how, stands in the README. */
const RIGHTS: Readonly<Record<InventoryMode, string>> = {
  'power-platform':
    'Assign the role "Power Platform reader" to the enterprise application of client-id, by its object id, with the scope of the tenant; it can take some minutes to work.',
  admin:
    'Register the application of client-id as a management application of the Power Platform: an administrator does that once ("New-PowerAppManagementApp").',
};

/** Returns what to do when the service answers and lists no environment at all. */
export function rightsRemedy(mode: InventoryMode): string {
  return RIGHTS[mode];
}

function remedyOf(mode: InventoryMode, status: number): string {
  if (status === 401 || status === 403) return RIGHTS[mode];
  if (status === 404) return 'If the environment was deleted, the next inventory does not list it any more.';
  if (status === 429 || status === 408 || status >= 500) return LATER;
  return 'Check cloud, and the addresses in service-urls.';
}
