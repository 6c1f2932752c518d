import { z } from 'zod';
import { ContentError, InventoryError } from '../../errors.ts';
import { bodyOf, decodeBody, parseJson } from '../../http/body.ts';
import { type Client, type ClientOptions, createClient } from '../../http/client.ts';
import type { HttpResponse } from '../../http/send.ts';
import type { InventoryChoice } from '../../inputs/app-inventory.ts';
import { LIMITS } from '../../limits.ts';
import { type InventoryMode, judgeResponse, requestFailure } from './failures.ts';

/** Lists environments and apps of a tenant, each list to its end and each row once. */
export interface InventoryApi {
  readonly mode: InventoryMode;
  /** @throws {InventoryError | SignInError} when it cannot be listed to its end. */
  readonly environments: <Row>(reader: RowReader<Row>) => Promise<readonly Row[]>;
  /** `environment`: the id as the list of environments has it. @throws {InventoryError | SignInError} as above. */
  readonly apps: <Row>(environment: string, reader: RowReader<Row>) => Promise<readonly Row[]>;
  /** Returns the run's time in ms since 1970, and the later of the service's time and the runner's. */
  readonly now: () => number;
  readonly latest: () => number;
  /** Returns the number of requests sent so far. */
  readonly requests: () => number;
}

/** Makes rows of what stands in a list. Of rows of one key, which pages that overlap list twice, the last counts. */
export interface RowReader<Row> {
  readonly read: (row: unknown) => Row;
  readonly keyOf: (row: Row) => string;
}

/** What the clients are made of, besides what follows from the service. */
export type InventoryClientOptions = Omit<ClientOptions, 'origin' | 'retry' | 'judge' | 'failure'> &
  Required<Pick<ClientOptions, 'tokens' | 'limiter'>>;

const RETRY = { tries: 4, triesWhenThrottled: 8, triesAfterTimeout: 2, longestWaitMs: 5 * 60_000 };
const ROWS_OF_A_PAGE = '250';
const ADMIN = '/scopes/admin/environments';

/**
 * Returns what lists apps and environments: the Power Platform API, or the admin API, which has two hosts. Nothing is sent
 * before the first list.
 */
export function createInventoryApi(
  choice: Exclude<InventoryChoice, { mode: 'none' }>,
  options: InventoryClientOptions,
): InventoryApi {
  const { mode } = choice;
  const clientOf = (url: string): Client =>
    createClient({
      ...options,
      origin: new URL(url).origin,
      retry: RETRY,
      judge: (response, purpose) => judgeResponse(mode, response, purpose),
      failure: requestFailure,
    });
  const addresses = addressesOf(choice);
  const environments = clientOf(addresses.environments);
  const apps = addresses.appsUrl === undefined ? environments : clientOf(addresses.appsUrl);
  return {
    mode,
    environments: (reader) => {
      const purpose = 'list the environments of the tenant';
      return listAll(
        environments,
        { first: addresses.environments, purpose, most: LIMITS.inventory.environments },
        reader,
      );
    },
    apps: (environment, reader) => {
      const purpose = `list the apps of environment ${environment}`;
      return listAll(
        apps,
        { first: addresses.apps(environment), purpose, most: LIMITS.inventory.apps },
        reader,
      );
    },
    now: () => Math.min(environments.now(), apps.now()),
    latest: () => Math.max(environments.latest(), apps.latest()),
    requests: () => environments.requests() + (apps === environments ? 0 : apps.requests()),
  };
}

interface Addresses {
  readonly environments: string;
  readonly apps: (environment: string) => string;
  /** Where the apps are asked for, when that is another host. */
  readonly appsUrl?: string;
}

function addressesOf(choice: Exclude<InventoryChoice, { mode: 'none' }>): Addresses {
  const coded = encodeURIComponent;
  if (choice.mode === 'power-platform') {
    const { url } = choice;
    return {
      environments: `${url}/environmentmanagement/environments?api-version=2024-10-01`,
      apps: (environment) =>
        `${url}/powerapps/environments/${coded(environment)}/apps?api-version=2024-10-01&$top=${ROWS_OF_A_PAGE}`,
    };
  }
  const { environmentsUrl, appsUrl } = choice;
  return {
    appsUrl,
    environments: `${environmentsUrl}/providers/Microsoft.BusinessAppPlatform${ADMIN}?api-version=2020-10-01`,
    apps: (environment) =>
      `${appsUrl}/providers/Microsoft.PowerApps${ADMIN}/${coded(environment)}/apps?api-version=2020-07-01&$top=${ROWS_OF_A_PAGE}`,
  };
}

const pageSchema = z.looseObject({ value: z.array(z.unknown()), nextLink: z.string().nullish() });
type Page = z.infer<typeof pageSchema>;

interface List {
  readonly first: string;
  readonly purpose: string;
  /** More rows than any tenant has. */
  readonly most: number;
}

/**
 * Returns the rows of all pages of a list. A list that goes in a circle is no list: to take it for whole would be worse than
 * to have none.
 */
async function listAll<Row>(
  client: Client,
  { first, purpose, most }: List,
  { read, keyOf }: RowReader<Row>,
): Promise<readonly Row[]> {
  const rows = new Map<string, Row>();
  let [pages, emptyPages] = [0, 0];
  let url: string | undefined = first;
  while (url !== undefined) {
    pages += 1;
    if (pages > LIMITS.inventory.pages || rows.size > most) throw endless(purpose, 'it has no end');
    const { value, nextLink } = await readPage(client, purpose, url);
    const before = rows.size;
    for (const row of value.map(read)) rows.set(keyOf(row), row);
    emptyPages = value.length === 0 ? emptyPages + 1 : 0;
    url = nextLink ? nextPage(first, nextLink) : undefined;
    const isNew = rows.size > before || (value.length === 0 && emptyPages <= MOST_EMPTY_PAGES);
    if (url !== undefined && !isNew) throw endless(purpose, 'it goes in a circle');
  }
  return [...rows.values()];
}

/** A page may be empty where the service leaves rows out. So many in a row lead nowhere. */
const MOST_EMPTY_PAGES = 3;

function endless(purpose: string, why: string): InventoryError {
  const remedy = 'The next run tries again; if it happens again, ask Microsoft support.';
  return new InventoryError(`Cannot ${purpose} to the end of the list: ${why}`, remedy, 0);
}

/** Of a link to the next page only the query is taken, and what the first page was asked with: no token goes to another host. */
function nextPage(first: string, link: string): string {
  const [url, named] = [new URL(first), URL.parse(link, first)];
  for (const [name, value] of named?.searchParams ?? []) url.searchParams.set(name, value);
  return url.href;
}

function readPage(client: Client, purpose: string, url: string): Promise<Page> {
  return client.request({ purpose, method: 'GET', url, maxBytes: LIMITS.inventory.bytes, read: pageOf });
}

function pageOf(response: HttpResponse): Page {
  const parsed = pageSchema.safeParse(parseJson(decodeBody(bodyOf(response), LIMITS.inventory.bytes)));
  if (parsed.success) return parsed.data;
  throw new ContentError('the response is not of the documented shape', 'It is requested again.');
}
