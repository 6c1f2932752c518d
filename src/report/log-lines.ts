import type { Settings } from '../inputs/settings.ts';
import { isoSecond } from '../instants.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import type { Collected, Progress } from '../sources/activity-feed/collect.ts';
import { pendingQueries, plural } from './run-report.ts';

/** Returns the warning about hosts that get secrets or tokens and are not Microsoft's; `undefined` when there are none. */
export function strangeHostsWarning(hosts: readonly string[]): string | undefined {
  if (hosts.length === 0) return undefined;
  const [are, gateways] = hosts.length === 1 ? ['is', 'it is a gateway'] : ['are', 'they are gateways'];
  return `service-urls sends the client secret or access tokens to ${hosts.join(' and ')}, which ${are} not known to be Microsoft's. Keep the lines only if ${gateways} that you run.`;
}

/** Returns the line that tells of the sign-in. */
export function signInLine({ tenantId, cloud }: Pick<Settings, 'tenantId' | 'cloud'>): string {
  return `Signed in to tenant ${tenantId} of cloud ${cloud}`;
}

/** Returns the line that tells of the subscription as the run found it. */
export function subscriptionLine({
  status,
  startableAt,
}: {
  readonly status: 'enabled' | 'disabled' | 'missing';
  readonly startableAt: number | undefined;
}): string {
  if (startableAt !== undefined)
    return `Not started, it is ${status}: the service takes no start before ${isoSecond(startableAt)}`;
  return status === 'enabled'
    ? 'Enabled'
    : `Started, it was ${status}: content follows within minutes to 12 hours`;
}

/** What a run begins with. */
export interface BaseLine {
  /** Where the snapshot is, or why there is none. */
  readonly origin: string;
  /** ms since 1970. */
  readonly watermark: number | null;
  readonly stateFrom: string;
}

/** Returns the line that tells what the run begins with. */
export function baseLine({ origin, watermark, stateFrom }: BaseLine): string {
  return `${origin}; watermark: ${watermark === null ? 'none' : `${isoSecond(watermark)} from the ${stateFrom}`}`;
}

/** Returns the line that tells what was read. */
export function contentLine(collected: Collected): string {
  const { read, unread, lost, pages, records, launches, known } = collected;
  const blobs = `${plural(read.length, 'content blob')} of ${plural(pages, 'page')} read`;
  const found = `${plural(records, 'record')}, ${plural(launches.length, 'launch', 'launches')}`;
  return `${blobs}: ${found}; ${unread.length} unread, ${lost.length} lost, ${known} known`;
}

/** Returns the line that tells of audit search: windows read, and queries that later runs go on with. */
export function searchLine(windows: number, queries: readonly { readonly tries: number }[]): string {
  const waiting = pendingQueries(queries);
  return windows + waiting === 0
    ? 'Nothing to search'
    : `${plural(windows, 'window')} read; ${plural(waiting, 'query', 'queries')} not ready`;
}

/** Returns the line that tells what became of the snapshot. */
export function publishedLine(
  kind: 'published' | 'unchanged',
  label: string,
  { added, duplicates }: Pick<MergeResult, 'added' | 'duplicates'>,
): string {
  const where = kind === 'published' ? `Published to ${label}` : 'Nothing new to publish';
  return `${where}: ${plural(added, 'launch', 'launches')} added, ${plural(duplicates, 'duplicate')}`;
}

/** Returns the line that tells whether the state was saved in the cache. */
export function savedLine(
  saved:
    | { readonly kind: 'saved'; readonly key: string }
    | { readonly kind: 'failed' | 'unneeded'; readonly reason: string },
): string {
  return saved.kind === 'saved' ? `Saved as ${saved.key}` : `Not saved: ${saved.reason}`;
}

/** Returns the line that tells what became of older artifacts. */
export function deletionLine({ deleted }: { readonly deleted: number }): string {
  return `${plural(deleted, 'artifact')} deleted whose launches a newer one holds`;
}

/** Why a run fails with `strict: true`. */
export const STRICT_FAILURE =
  'Not everything that the feed listed was read, and strict is true. See the warnings.';

const EVERY_MS = 10_000;

/** Returns a function that tells how far a long download is, every 10 s. `now` returns ms. */
export function createProgressLine(
  now: () => number,
  info: (line: string) => void,
): (progress: Progress) => void {
  let last = now();
  return ({ blobsDone, blobsListed, records, launches }) => {
    if (now() - last < EVERY_MS) return;
    last = now();
    const done = `${blobsDone.toLocaleString('en-US')} of ${plural(blobsListed, 'content blob')} listed so far`;
    info(`${done}: ${plural(records, 'record')}, ${plural(launches, 'launch', 'launches')}`);
  };
}
