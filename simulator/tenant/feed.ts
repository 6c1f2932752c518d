import type { Answer } from './answer.ts';
import type { Archive } from './archive.ts';
import type { TenantClock } from './clock.ts';
import { type ListAnswer, type ListOptions, listContent } from './content-list.ts';
import { auditingOff, feedError, unauthorized } from './feed-errors.ts';
import type { TenantRequest } from './request.ts';
import type { Subscription } from './subscription.ts';
import type { IssuedToken } from './tokens.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the feed serves from. */
export interface FeedParts {
  readonly tenantId: string;
  readonly audience: string;
  readonly clock: TenantClock;
  readonly archive: Archive;
  readonly subscription: Subscription;
  readonly lists: ListOptions;
}

/** The Management Activity API of one tenant. `auditing` off: unified auditing was never switched on. */
export class Feed {
  auditing = true;
  readonly #parts: FeedParts;

  constructor(parts: FeedParts) {
    this.#parts = parts;
  }

  /** Answers a request that carries the given token (undefined: none, or none that is valid). */
  async answer(request: TenantRequest, token: IssuedToken | undefined): Promise<ListAnswer> {
    return this.#refuse(request, token) ?? (await this.#serve(request));
  }

  #refuse(request: TenantRequest, token: IssuedToken | undefined): ListAnswer | undefined {
    if (token === undefined || token.audience !== this.#parts.audience) return { answer: unauthorized() };
    if (!guid.test(request.tenant)) return { answer: feedError('AF20013') };
    const tenant = request.tenant.toLowerCase();
    if (tenant !== token.tenantId.toLowerCase()) return { answer: feedError('AF20010') };
    if (!token.roles.includes('ActivityFeed.Read')) return { answer: feedError('AF10001') };
    const publisher = request.query.publisheridentifier;
    if (publisher !== undefined && !guid.test(publisher)) return { answer: feedError('AF20002') };
    return undefined;
  }

  async #serve(request: TenantRequest): Promise<ListAnswer> {
    const { archive, clock, lists, subscription } = this.#parts;
    switch (request.kind) {
      case 'list-subscriptions':
        return { answer: subscription.list() };
      case 'start':
        return { answer: this.auditing ? subscription.start() : this.#auditingOff('StartSubscription') };
      case 'stop':
        return { answer: subscription.stop() };
      case 'content':
      case 'page':
        if (!this.auditing) return { answer: this.#auditingOff('ListAvailableContent') };
        if (subscription.state === 'missing') return { answer: feedError('AF20022') };
        if (!subscription.enabled) return { answer: feedError('AF20023') };
        return listContent(request, archive, clock.now(), lists);
      case 'blob':
        return { answer: await this.#blob(request) };
      default:
        return { answer: feedError('AF20001', 404) };
    }
  }

  async #blob(request: TenantRequest): Promise<Answer> {
    const { archive, clock } = this.#parts;
    const contentId = request.contentId ?? '';
    if (!contentId.includes('$')) return feedError('AF20052');
    const blob = archive.get(contentId);
    if (blob === undefined || !blob.exists || blob.created > clock.now()) return feedError('AF20050');
    if (clock.now() >= blob.expires) return feedError('AF20051');
    const gzip = blob.transport.gzip !== false && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    return {
      status: 200,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
      },
      body: gzip ? await blob.gzip() : blob.plain(),
      chunked: blob.transport.chunked === true,
    };
  }

  #auditingOff(operation: string): Answer {
    const { tenantId } = this.#parts;
    return auditingOff(operation, tenantId, tenantId);
  }
}
