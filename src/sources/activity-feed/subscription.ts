import { z } from 'zod';
import { FeedError } from '../../errors.ts';
import { MINUTE_MS } from '../../instants.ts';
import { LIMITS } from '../../limits.ts';
import type { Api } from './api.ts';
import { isThrottled } from './api-error.ts';

// A documented sample leaves `status` out: absent is not disabled.
const listSchema = z.array(z.object({ contentType: z.string(), status: z.string().nullish() }));

/** How the content type's subscription is. */
export type SubscriptionStatus = 'enabled' | 'disabled' | 'missing';

/** Returns the status of the content type's subscription. @throws {FeedError} */
export async function readSubscription(api: Api): Promise<SubscriptionStatus> {
  const subscriptions = await api.request({
    purpose: 'list the subscriptions',
    method: 'GET',
    url: api.url('subscriptions/list'),
    maxBytes: LIMITS.list.bytes,
    read: (response) => api.json(response, listSchema),
  });
  const own = subscriptions.find(
    ({ contentType }) => contentType.toLowerCase() === api.contentType.toLowerCase(),
  );
  if (own === undefined) return 'missing';
  return own.status?.toLowerCase() === 'disabled' ? 'disabled' : 'enabled';
}

/** The service takes a start of the same subscription every 15 minutes at most. */
const BETWEEN_STARTS_MS = 15 * MINUTE_MS;

/** What came of a start; `startableAt`: the service takes none before then, ms since 1970. */
export type Started =
  | { readonly kind: 'started' }
  | { readonly kind: 'throttled'; readonly startableAt: number };

/**
 * Starts the content type's subscription, without a body, so that another consumer's webhook stays as it is. A
 * subscription that is already enabled (AF20024) is what was wanted.
 * @throws {FeedError} when it cannot be started, unless the service only takes no start at this time.
 */
export async function startSubscription(api: Api): Promise<Started> {
  try {
    await api.request({
      purpose: 'start the subscription to Audit.General',
      method: 'POST',
      url: api.url('subscriptions/start', { contentType: api.contentType }),
      maxBytes: LIMITS.list.bytes,
      read: () => undefined,
    });
    return { kind: 'started' };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    if (error.code === 'AF20024') return { kind: 'started' };
    if (!isThrottled(error)) throw error;
    return { kind: 'throttled', startableAt: error.retryAt ?? api.now() + BETWEEN_STARTS_MS };
  }
}
