import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { deliver } from './answer.ts';
import type { AuditSearch } from './audit-search.ts';
import type { TenantClock } from './clock.ts';
import type { ListAnswer } from './content-list.ts';
import type { Dataverse } from './dataverse.ts';
import type { Entra } from './entra.ts';
import type { Fault, FaultBook } from './faults.ts';
import { faultyAnswer, type Outcome } from './faulty-answer.ts';
import type { Feed } from './feed.ts';
import type { Inventory } from './inventory.ts';
import { inventoryAnswer } from './inventory-api.ts';
import type { Judge } from './judge.ts';
import type { PowerBi } from './power-bi.ts';
import { isDelivery, type RequestKind, readRequest, type TenantRequest } from './request.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import type { Subscription } from './subscription.ts';
import type { TokenBook } from './tokens.ts';

/** What the router serves from. `wall` is a running clock, ms. */
export interface RequestRouterParts {
  readonly origin: string;
  readonly foreignOrigin: string;
  readonly tenantId: string;
  readonly clock: TenantClock;
  readonly entra: Entra;
  readonly feed: Feed;
  readonly search: AuditSearch;
  readonly inventory: Inventory;
  readonly powerBi: PowerBi;
  readonly dataverse: Dataverse;
  readonly clientId: string;
  readonly subscription: Subscription;
  readonly tokens: TokenBook;
  readonly faults: FaultBook;
  readonly judge: Judge;
  readonly latencyMs: number | ((kind: RequestKind) => number);
  readonly wall: () => number;
}

/** Routes each request to sign-in, the feed or the inventory: logs it, shows it to the judge, lets faults strike, and answers. */
export class RequestRouter {
  readonly #parts: RequestRouterParts;
  readonly #log = new RequestLog();

  constructor(parts: RequestRouterParts) {
    this.#parts = parts;
  }

  /** Every request so far, in order of arrival. */
  get requests(): readonly LoggedRequest[] {
    return this.#log.entries;
  }

  /** Handles one request whose body has been read. */
  async handle(message: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const { clock, faults, judge, latencyMs, tokens, wall } = this.#parts;
    const target = message.url ?? '/';
    const request = readRequest(message.method ?? 'GET', target, message.headers, body);
    const arrival = wall();
    const done = this.#log.add(request, tokens.nameOf(request.headers.authorization), clock.now(), arrival);
    judge.arrived(request, clock.now(), arrival);
    const fault = faults.take(request);
    const latency = typeof latencyMs === 'number' ? latencyMs : latencyMs(request.kind);
    if (latency > 0) await pause(latency);
    const outcome = await this.#outcome(request, target, fault);
    this.#noteAnswer(request, outcome);
    const written = outcome.delivery !== 'hang' && outcome.delivery !== 'reset-before-headers';
    done(written ? outcome.answer.status : 0, fault?.kind);
    if (!response.destroyed)
      deliver(response, outcome.answer, outcome.delivery, clock.dateHeader(clock.now()));
  }

  async #outcome(request: TenantRequest, target: string, fault: Fault | undefined): Promise<Outcome> {
    const { clock, origin, foreignOrigin } = this.#parts;
    const serve = () => this.#serve(request);
    if (fault !== undefined) {
      return faultyAnswer(fault, serve, {
        requestUrl: `${origin}${target}`,
        foreignOrigin,
        now: clock.now(),
      });
    }
    const { answer, listed } = await serve();
    return { answer, delivery: 'whole', listed };
  }

  async #serve(request: TenantRequest): Promise<ListAnswer> {
    const { dataverse, entra, feed, inventory, powerBi, search, tenantId, tokens } = this.#parts;
    if (request.kind === 'token') return { answer: entra.answer(request, tenantId) };
    const token = tokens.valid(request.headers.authorization);
    if (request.search !== undefined) return { answer: search.answer(request, token) };
    if (request.kind === 'environments' || request.kind === 'apps')
      return { answer: inventoryAnswer(request, token, inventory, this.#parts) };
    if (isDelivery(request)) {
      const service = request.kind.startsWith('refresh') ? powerBi : dataverse;
      return { answer: service.answer(request, token) };
    }
    return feed.answer(request, token);
  }

  // The judge holds a client only to what it was answered.
  #noteAnswer(request: TenantRequest, { answer, delivery, listed }: Outcome): void {
    const { clock, judge, subscription } = this.#parts;
    if (delivery !== 'whole' || answer.status !== 200) return;
    if (request.kind === 'list-subscriptions') judge.noteState(subscription.state);
    if (request.kind === 'start') judge.noteStarted(clock.now());
    if (listed !== undefined) judge.notePage(listed, clock.now());
  }
}
