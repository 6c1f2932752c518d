import type { Window } from './archive.ts';
import { MINUTE } from './clock.ts';
import type { ListedPage } from './content-list.ts';
import { readWindow } from './content-window.ts';
import { Coverage } from './coverage.ts';
import { isDelivery, type TenantRequest } from './request.ts';
import type { SubscriptionState } from './subscription.ts';

/** Watches the client and says what a well-behaved one would not have done. Each complaint is one sentence. */
export class Judge {
  readonly #complaints: string[] = [];
  readonly #listed = new Set<string>();
  readonly #walls: number[] = [];
  #coverage = new Coverage();
  /** What the client last read in `subscriptions/list`. */
  #known: SubscriptionState | undefined;
  #started: number | undefined;

  /** Everything the client did wrong so far. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** Starts a run: listings count towards it from now on. */
  startRun(): void {
    this.#coverage = new Coverage();
  }

  /** Ends a run that claims to have listed all content of [from, to); complains about each part it did not list. */
  endRun({ from, to }: { readonly from: Date; readonly to: Date }): void {
    for (const gap of this.#coverage.gaps({ from: from.getTime(), to: to.getTime() })) {
      this.complain(`content time never listed: ${spell(gap)}`);
    }
  }

  /** Returns the most requests to the activity feed in any 60 seconds of wall clock. */
  maxRequestsIn60s(): number {
    return maxWithin(this.#walls, MINUTE);
  }

  complain(sentence: string): void {
    this.#complaints.push(sentence);
  }

  /** Looks at a request on arrival; `now` and `wall` are ms of the tenant's and the wall clock. */
  arrived(request: TenantRequest, now: number, wall: number): void {
    const { contentId, headers, kind, path, query } = request;
    if (kind === 'token') return;
    if (request.search !== undefined) {
      if (headers.authorization === undefined) this.complain(`no token: ${kind} ${path}`);
      return;
    }
    if (isDelivery(request)) {
      if (headers.authorization === undefined) this.complain(`no token: ${path}`);
      return;
    }
    if (kind === 'environments' || kind === 'apps') {
      this.#judgeInventory(request);
      return;
    }
    this.#walls.push(wall);
    if (kind === 'other') this.complain(`unknown operation: ${request.method} ${path}`);
    if (kind === 'stop') this.complain('the subscription was stopped');
    if (headers.authorization === undefined) this.complain(`no token: ${kind} ${path}`);
    if (query.publisheridentifier === undefined) this.complain(`no PublisherIdentifier: ${kind} ${path}`);
    if (kind === 'start') this.#judgeStart(request, now);
    if (kind === 'content' || kind === 'page') this.#judgeWindow(query, now);
    if (kind === 'blob' && !this.#listed.has(contentId ?? ''))
      this.complain(`blob never listed: ${contentId}`);
  }

  /** Notes that the client was answered the state of the subscription. */
  noteState(state: SubscriptionState): void {
    this.#known = state;
  }

  /** Notes that the client was answered that its start succeeded. */
  noteStarted(now: number): void {
    this.#started = now;
    this.#known = 'enabled';
  }

  /** Notes that the client was given a page of the list. */
  notePage(page: ListedPage, now: number): void {
    for (const contentId of page.contentIds) this.#listed.add(contentId);
    this.#coverage.add(page, now);
  }

  #judgeInventory({ headers, path, query }: TenantRequest): void {
    if (headers.authorization === undefined) this.complain(`no token: ${path}`);
    if (query['api-version'] === undefined) this.complain(`no api-version: ${path}`);
  }

  #judgeStart(request: TenantRequest, now: number): void {
    if (request.body !== '') this.complain('start with a body: another consumer’s webhook is at risk');
    if (this.#known === undefined) this.complain('start without a list of subscriptions before it');
    if (this.#known === 'enabled' || this.#known === 'unstated')
      this.complain('start of an enabled subscription');
    if (this.#started !== undefined && now - this.#started < 15 * MINUTE) {
      this.complain('start within 15 minutes of a start');
    }
  }

  #judgeWindow(query: TenantRequest['query'], now: number): void {
    const window = readWindow(query, now);
    const asked = `${query.starttime} to ${query.endtime}`;
    if (query.starttime === undefined || query.endtime === undefined) this.complain(`open window: ${asked}`);
    else if (typeof window === 'string') this.complain(`window against the rules (${window}): ${asked}`);
  }
}

function spell({ from, to }: Window): string {
  return `${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
}

/** Returns the most instants (ms, ascending) that lie in any half-open span of `span` ms. */
export function maxWithin(instants: readonly number[], span: number): number {
  let most = 0;
  let first = 0;
  for (const [index, instant] of instants.entries()) {
    while (instant - (instants[first] ?? instant) >= span) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
